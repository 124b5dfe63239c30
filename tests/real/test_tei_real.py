"""Real TEI: what is kept of it, and the list items of the seed whose other rendition shows where they were."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import kept, oracles
from corpus.errors import ConcordError
from corpus.identity import join
from corpus.read import read
from corpus.study import BlockKind, Document

pytestmark = pytest.mark.real


def seed(shared: Path, number: str) -> Document:
    path = next((shared / "seeds").glob(f"{number}_*"))
    return read(path.name, path.read_bytes())


def items(document: Document) -> list[str]:
    """The letters of each list item."""
    found = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    return [re.sub(r"\W", "", text).casefold() for text in found]


def test_every_list_item_that_the_tree_of_a_paper_still_holds_is_an_item(shared: Path) -> None:
    """77 of the 82 that its Markdown shows; no other block is one, and the study of both has all."""
    broken, clean = seed(shared, "000"), seed(shared, "001")

    assert (len(items(broken)), len(items(clean))) == (77, 82)
    assert set(items(broken)) <= set(items(clean))
    (study,) = join([broken, clean])
    assert len({item for document in study.documents for item in items(document)}) == 82


def test_the_tree_of_a_paper_and_its_markdown_have_one_section_tree(shared: Path) -> None:
    """Numbers and levels; the two list items that GROBID made headings are none."""
    numbered = [
        [(s.number.rstrip("."), s.title, s.level) for s in seed(shared, number).sections if s.number]
        for number in ("000", "001")
    ]

    assert numbered[0] == numbered[1]
    assert len(numbered[0]) == 15


def test_nothing_of_any_real_tree_is_lost(shared: Path) -> None:
    """At least 99.9 % of the characters of each category, nearly all paragraphs verbatim, all entries and pointers."""
    total = kept.Kept()
    for folder in (shared / "real" / "tei", shared / "real" / "oracles" / "inputs"):
        for path in sorted(folder.glob("*.xml")):
            data = path.read_bytes()
            try:
                document = read(path.name, data)
            except ConcordError:
                continue
            if document.format == "tei":
                total.add(kept.measure(document, data))

    assert {name: total.share(name) for name in total.there if total.share(name) < 0.999} == {}
    counts = total.counts
    assert counts["paragraphs"] > 3500
    assert counts["verbatim"] >= 0.999 * counts["paragraphs"]
    assert counts["references"] == counts["entries"]
    assert counts["reached"] == counts["pointers"]


def test_the_expectations_of_other_projects_are_met(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mean at least 0.97, and none at 0 without a reason."""
    assert oracles.main(shared / "real" / "oracles") == 0, capsys.readouterr().out
