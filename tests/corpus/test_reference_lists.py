"""Lists of references as files lay them out: in one paragraph, under subheadings, in torn-out lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.read import read
from corpus.study import BlockKind, Document
from tests.corpus.conftest import PROSE, texts

Read = Callable[[str], Document]
NUMBERED = [
    "A. Noll, On wind, Roofs 3 (2019) 1-9. doi:10.5555/roof.1",
    "B. Ruiz, On water, Roofs 4 (2018) 10-19. doi:10.5555/roof.2",
    "C. Sand, On heat, Roofs 5 (2017) 20-29. doi:10.5555/roof.3",
    "D. Tan, On swarms, Roofs 6 (2016) 30-39. doi:10.5555/roof.4",
]
NAMED = [
    "Noll, A. (2019). On wind. Roofs, 3, 1-9.",
    "Ruiz, B. (2018). On water. Roofs, 4, 10-19.",
    "Sand, C., & Tan, D. (2017). On heat. Roofs, 5, 20-29.",
    "Tan, D. (2016). On swarms. Roofs, 6, 30-39.",
]


@pytest.mark.parametrize("head", ["**References**", "References\n----------", "## References"])
@pytest.mark.parametrize(
    "entries",
    [
        "\n".join(f"[{n}] {entry}" for n, entry in enumerate(NUMBERED, 1)),
        "\n".join(f"{n}. {entry}" for n, entry in enumerate(NUMBERED, 1)),
        "\n".join(NAMED),
    ],
)
def test_entries_on_lines_below_each_other_are_entries(markdown: Read, head: str, entries: str) -> None:
    """Without a blank line between them, under any kind of heading."""
    document = markdown(f"{head}\n\n{entries}")

    assert len(document.references) == 4
    assert [r.year for r in document.references] == [2019, 2018, 2017, 2016]
    assert not any("On heat" in text for text in texts(document, BlockKind.PARAGRAPH))


def test_an_entry_that_goes_on_below_is_one_entry(markdown: Read) -> None:
    """Wrapped lines of a list without blank lines."""
    document = markdown(
        "## References\n\n[1] A. Noll, On\nwind, Roofs 3 (2019) 1-9.\n[2] B. Ruiz, On water, Roofs (2018)."
    )

    assert [r.raw for r in document.references] == [
        "[1] A. Noll, On wind, Roofs 3 (2019) 1-9.",
        "[2] B. Ruiz, On water, Roofs (2018).",
    ]


@pytest.mark.parametrize("style", ["{n}. {entry}", "[{n}] {entry}"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "head", ["**Included studies**", "### Studies included in this review", "Included studies\n----"]
)
def test_a_list_goes_on_under_a_subheading(markdown: Read, style: str, between: str, head: str) -> None:
    """Its entries are entries, and those of the included studies are known as such."""
    lines = [style.format(n=n, entry=entry) for n, entry in enumerate(NUMBERED, 1)]
    document = markdown(f"## References\n\n{between.join(lines[:2])}\n\n{head}\n\n{between.join(lines[2:])}")

    assert [(r.number, r.included) for r in document.references] == [
        ("1", False),
        ("2", False),
        ("3", True),
        ("4", True),
    ]


def test_a_list_goes_on_under_any_heading_that_entries_follow(markdown: Read) -> None:
    """What was excluded is listed, too, and is not included."""
    document = markdown(
        f"## References to studies included in this review\n\n{NAMED[0]}\n\n{NAMED[1]}\n\n"
        f"## References to studies excluded from this review\n\n{NAMED[2]}\n\n## Additional references\n\n{NAMED[3]}"
        f"\n\n## Appendix A\n\n{PROSE}"
    )

    assert [r.included for r in document.references] == [True, True, False, False]
    assert texts(document, BlockKind.PARAGRAPH)[-1] == PROSE


def test_a_dump_keeps_the_subheadings_of_its_list() -> None:
    """The line is a heading and no part of the entry above it."""
    body = "\n".join([PROSE[:60], PROSE[60:]] * 6)
    text = (
        f"Wind on city roofs\nMara Quist\nAbstract\n{body}\n1 Introduction\n{body}\n2 Results\n{body}\nReferences\n"
        + "\n".join([*NAMED[:2], "Included studies", *NAMED[2:]])
    )

    document = read("x", text.encode())

    assert [r.raw for r in document.references] == NAMED
    assert [r.included for r in document.references] == [False, False, True, True]
    assert "Included studies" in [section.title for section in document.sections]


def test_starred_entries_are_included_when_a_sentence_says_so(markdown: Read) -> None:
    """As APA has it; the star is no part of a name."""
    starred = [f"- \\*{NAMED[0]}", f"- {NAMED[1]}", f"- \\*{NAMED[2]}", f"- {NAMED[3]}"]
    note = "References marked with an asterisk indicate studies that were included in the review."
    document = markdown(f"## References\n\n{note}\n\n" + "\n".join(starred))

    assert [r.included for r in document.references] == [True, False, True, False]
    assert document.references[0].authors == ("A. Noll",)
    assert note in texts(document, BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    "sentence", ["The mean was 3.2 (* p < 0.05).", "References marked with an asterisk were excluded from the review."]
)
def test_stars_alone_include_nothing(markdown: Read, sentence: str) -> None:
    """Nor do those that mark what was left out."""
    entries = "\n".join(f"- \\*{entry}" for entry in NAMED)
    document = markdown(f"{sentence}\n\n## References\n\n{entries}")

    assert len(document.references) == 4
    assert not any(r.included for r in document.references)
