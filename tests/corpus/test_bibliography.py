"""References, citations, included studies, and which entries are one work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography import parse_reference
from corpus.citations import find_citations, surname
from corpus.references import Match, same_work, works
from corpus.study import Document, DocumentId, Reference, Study, StudyId

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Noll, A., & Ruiz, B. (2019). Wind on roofs: A study. Journal of Roofs, 3(2), 1–9.",
            ("Wind on roofs: A study", 2019, ("A. Noll", "B. Ruiz")),
        ),
        (
            '[7] A. Noll and B. Ruiz, "Wind on roofs," Roofs, vol. 12, pp. 1999-2004, Jun. 2020.',
            ("Wind on roofs", 2020, ("A. Noll", "B. Ruiz")),
        ),
        (
            "Ana Noll, Ben Ruiz, and Cy Sand. 2018. Wind on roofs. Roofs 3.",
            ("Wind on roofs", 2018, ("Ana Noll", "Ben Ruiz", "Cy Sand")),
        ),
        (
            "van der Berg, O. T. (2020, May). Heat on roofs. In Roofs (pp. 2-9).",
            ("Heat on roofs", 2020, ("O. T. van der Berg",)),
        ),
        ("EU, rules for roofs https://example.org/2016/679", ("", None, ())),
    ],
)
def test_an_entry_gives_what_its_pattern_makes_certain(
    raw: str, expected: tuple[str, int | None, tuple[str, ...]]
) -> None:
    """And leaves empty what no pattern gives; years in page ranges and addresses are none."""
    found = parse_reference(raw, "k")

    assert (found.title, found.year, found.authors) == expected


def test_italics_part_a_title_from_its_venue() -> None:
    """Where the file shows them."""
    raw = "A. Noll, Wind loads on hives, Journal of Roofs 3 (2017). doi:10.5555/wind.9."
    start = raw.index("Journal")

    found = parse_reference(raw, "1", [(start, start + 16)])

    assert (found.title, found.doi) == ("Wind loads on hives", "10.5555/wind.9")


NUMBERED = [Reference(str(n), f"[{n}] x", number=str(n)) for n in range(1, 9)]
NAMED = [
    Reference("a", "Noll, A., Ruiz, B., & Sand, C. (2020). One.", authors=("A. Noll", "B. Ruiz", "C. Sand"), year=2020),
    Reference("b", "Noll, A., & Tan, D. (2020). Two.", authors=("A. Noll", "D. Tan"), year=2020),
    Reference("c", "van der Berg, O. (2019). Three.", authors=("O. van der Berg",), year=2019),
]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("as shown [2, 5]", ("2", "5")),
        ("as shown [3]–[5]", ("3", "4", "5")),
        ("as shown [1-3, 7]", ("1", "2", "3", "7")),
        ("in the interval [0, 12]", None),
        ("(Noll et al., 2020)", ("a",)),
        ("Noll and Tan (2020) say", ("b",)),
        ("Noll, Ruiz, & Sand, 2020", ("a",)),
        ("(van der Berg, 2019)", ("c",)),
        ("(Noll, 2020)", ()),
        ("in May 2020 we asked", None),
    ],
)
def test_citations_point_at_the_one_work_they_can_mean(text: str, targets: tuple[str, ...] | None) -> None:
    """() where several could be meant, nothing where it is no citation."""
    found = list(find_citations(text, [(0, len(text))], [*NUMBERED, *NAMED]))

    assert [citation.targets for citation in found] == ([] if targets is None else [targets])


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("W.-J. van der Berg", "vanderberg"),
        ("Á. López García", "lopezgarcia"),
        ("O. T. Berg", "berg"),
        ("Mara J. Quist", "quist"),
    ],
)
def test_initials_are_no_part_of_a_surname(author: str, family: str) -> None:
    """Hyphenated ones neither; particles and double names are."""
    assert surname(author) == family


ENTRIES = (
    '- [1] A. Noll, "On wind", Roofs, 2019.\n- [2] B. Ruiz, "On water", Roofs, 2018.\n'
    '- [3] C. Sand, "On heat", Roofs, 2017.\n'
)


@pytest.mark.parametrize(
    "body",
    [
        f"This review included two studies [1, 2] of hives.\n\n## References\n\n{ENTRIES}",
        '## References\n\n- [3] C. Sand, "On heat", Roofs, 2017.\n- SELECTED STUDIES\n'
        + ENTRIES[: ENTRIES.index("- [3]")],
    ],
)
def test_included_studies_are_known_from_a_count_or_a_heading(markdown: Read, body: str) -> None:
    """And the words that say so are kept."""
    document = markdown(body)

    assert {r.number for r in document.references if r.included} == {"1", "2"}
    assert all(r.why for r in document.references if r.included)


def test_included_studies_are_known_from_a_table(markdown: Read) -> None:
    """A first column headed by what it lists."""
    rows = "".join(f"| {n} | 20{10 + n} |\n" for n in (1, 2, 3))
    document = markdown(f"Table 1: Studies.\n\n| Study | Year |\n|---|---|\n{rows}\n## References\n\n{ENTRIES}")

    assert [r.included for r in document.references] == [True, True, True]


def test_a_sentence_that_counts_otherwise_includes_nothing(markdown: Read) -> None:
    """Three cited works do not make the thirty studies of the sentence."""
    document = markdown(
        f"This review selected thirty studies with the method of others [1, 2, 3].\n\n## References\n\n{ENTRIES}"
    )

    assert not any(r.included for r in document.references)


A = Reference("1", "x", title="Water trays for bees in hot towns", authors=("B. Ruiz",), year=2019)


@pytest.mark.parametrize(
    ("other", "doubtful"),
    [
        (replace(A, title="Water trays for bees in hot towns.", year=2020), False),
        (Reference("2", "Ruiz, B. (2019). Water trays for bees in hot towns. Apiary Letters."), True),
        (Reference("2", "Ruiz, B. (2019). Water trays for bees in hot towns. Apiary Letters.", year=2019), False),
        (replace(A, year=2011), True),
        (replace(A, title="Sand boxes of trams in cold towns"), None),
        (replace(A, authors=("K. Berg",), year=2001), None),
    ],
)
def test_two_entries_are_one_work_when_title_year_and_first_author_agree(
    other: Reference, doubtful: bool | None
) -> None:
    """A good title with one disagreement is doubtful, with two it is another work."""
    match = same_work(A, other)

    assert (None if match is None else match.doubtful) == doubtful


def test_a_doi_decides_where_both_sides_have_one() -> None:
    """Two DOIs are never one work without a reviewer, however alike their titles."""
    one, two = replace(A, doi="10.5555/a"), replace(A, doi="10.5555/b")
    match = same_work(one, two)

    assert match is not None and match.doubtful and "doi" in match.against
    assert same_work(one, replace(two, title="Sand boxes of trams", authors=())) is None
    assert same_work(one, replace(two, title="Water trays", doi="10.5555/A")) == Match(("doi",), 100.0)


@given(st.permutations(range(6)))
def test_works_do_not_depend_on_the_order_of_studies(order: list[int]) -> None:
    """Nor do entries with two DOIs meet by way of a third that has none."""
    raws = [replace(A, doi=doi) for doi in ("", "10.5555/a", "10.5555/b", "", "10.5555/a", "")]
    studies = [Study(StudyId(f"s{i}"), "T", (), None, "", (_holding(r),)) for i, r in enumerate(raws)]

    found = works([studies[i] for i in order])

    assert found == works(studies)
    assert all(len({raws[int(study[1:])].doi for study, _ in work.entries} - {""}) <= 1 for work in found)


def _holding(reference: Reference) -> Document:
    return Document(DocumentId("d0"), "x", "text", "", references=(reference,))
