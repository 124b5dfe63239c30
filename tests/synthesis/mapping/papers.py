"""Made-up mapping studies, in Markdown, with tables of any shape."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.identity import join
from corpus.read import read
from corpus.study import Anchor, Document, Study
from synthesis.mapping import Category, Check, StudyMap, study_map

YEARS = (2018, 2018, 2019, 2019, 2020, 2020, 2021, 2021)
NAMES = ("Aster", "Birch", "Cedar", "Dahlia", "Elder", "Fennel", "Ginkgo", "Hazel")
TITLES = (
    "Bees on warm roofs and what they find there",
    "Counting swifts at dusk over old towns",
    "The hedges of small allotments in winter",
    "Rain barrels kept by neighbours and schools",
    "Night walks under street lamps with moths",
    "Foxes between tramway lines and gardens",
    "Moss walls on busy crossings and their dust",
    "Ponds dug by pupils and their dragonflies",
)


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is the head."""
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def paper(*parts: str, included: bool = True, after: str = "") -> Study:
    """A study with these parts as its results and a list of eight works, which it includes or merely cites."""
    entries = [
        f"[{n}] {name}, A., & Moor, B. ({year}). {title}. Journal of Town Nature, {n}(2), 10-19."
        for n, (name, year, title) in enumerate(zip(NAMES, YEARS, TITLES, strict=True), 1)
    ]
    head = "Included studies" if included else "References"
    front = "# Wild life in towns: a mapping study\n\nAnn Rook, Ben Finch\n\nAbstract: We map studies of wild life.\n"
    text = "\n\n".join([front, "## 1 Results", *parts, f"## {head}", *entries, after]) + "\n"
    return join([read("rook2023.md", text.encode())])[0]


def mapped(*parts: str, included: bool = True) -> StudyMap:
    return study_map(paper(*parts, included=included))


def counts(found: StudyMap, dimension: str) -> dict[str, int]:
    """By category, how many primary studies."""
    return {c.label: len(c.works) for c in found.categories if c.dimension == dimension}


def category(found: StudyMap, label: str) -> Category:
    return next(c for c in found.categories if c.label == label)


def checked(found: StudyMap, category: str, source: str) -> Check:
    return next(check for check in found.checks if (check.category, check.told.source) == (category, source))


def words(study: Study, anchor: Anchor) -> str:
    document: Document = study.document(anchor.document)
    return document.quote(anchor)
