"""Threads and clashes: which works are versions of one another, and where documents disagree on who is who.

In: documents or studies, and how much of their wording they share. Out: relations and Clash values. Called by
corpus.identity. A preprint and its article, a protocol and its review, a thesis and the paper from it, a review and its
update stay studies of their own, since their themes differ, but they are not independent witnesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus.citations import surname
from corpus.match import part_of, title_form
from corpus.study import Clash, Document, Metadata, Study

ALIKE = 90.0  # least ratio of the titles of two renditions
OTHER = 60.0  # titles below this ratio are clearly different
OVERLAP = 0.25  # least share of the shorter one's shingles that the longer one holds, when the titles agree
RETOLD = 0.15  # the same, of two works of which one retells the other
DRAWN = 0.08  # the same, of a thesis and an article from it
_SHORTEST = 12  # letters; a shorter title says too little
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550|1101|2139|20944|21203|31219|31234|31235|35542|36227|5281|12688)/", re.IGNORECASE
)
_PREPRINT = re.compile(r"\barXiv:\s?\d{4}\.\d{4,5}|\b(?:bio|med|chem|psy|soc)Rxiv\b|\bpreprint\b", re.IGNORECASE)
_THESIS = re.compile(
    r"\b(?:(?:master|doctoral|diploma|bachelor|ph\.?\s?d\.?|m\.?\s?sc\.?)(?:['’]?s)?\s(?:thesis|dissertation)"
    r"|thesis submitted|dissertation submitted|degree project|a thesis|a dissertation)\b",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    r"\b(?:a |the )?(?:study |review |research )?protocols?(?: (?:for|of)(?: an?| the)?)?\b", re.IGNORECASE
)
_UPDATE = re.compile(r"\b(?:an? )?(?:updated?|revisited|update of|living)(?: (?:and|of|to|on))?\b", re.IGNORECASE)
_FRONT = 2500  # characters that tell what kind of paper it is
INVERSE = {
    "preprint": "published version",
    "protocol": "completed study",
    "thesis": "article",
    "earlier version": "later version",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents compared. titles: their ratio, None when one has none. overlap: of their wording, 0 to 1.

    people: whether they share an author, None when one names none. doi: whether they have one, None when one has none.
    years: apart, 0 when one is not known.
    """

    titles: float | None
    overlap: float
    people: bool | None
    doi: bool | None
    years: int


def compare(a: Metadata, b: Metadata, overlap: float) -> Pair:
    """Two documents by what they say of themselves and by the wording that they share."""
    told = min(len(title_form(a.title)), len(title_form(b.title))) > 0
    names = {surname(author) for author in a.authors} & {surname(author) for author in b.authors}
    return Pair(
        titles=fuzz.ratio(title_form(a.title), title_form(b.title)) if told else None,
        overlap=overlap,
        people=bool(names) if a.authors and b.authors else None,
        doi=a.doi.lower() == b.doi.lower() if a.doi and b.doi else None,
        years=abs(a.year - b.year) if a.year and b.year else 0,
    )


def clash(a: Document, b: Document, pair: Pair, *, joined: bool, refused: bool) -> Clash | None:
    """What is contradictory about two documents; None when nothing is.

    joined: they are one study. refused: only their DOIs kept them apart, by way of a document without one.
    """
    what = _what(a.metadata, b.metadata, pair, joined=joined, refused=refused)
    if what is None:
        return None
    first, second = sorted((a, b), key=lambda d: (d.name, d.id))
    told = "; ".join(f"{d.name}: {_told(d.metadata, what)}" for d in (first, second))
    state = "were taken for one study" if joined else "were kept apart"
    return Clash(what, tuple(sorted((a.id, b.id))), f"{what}, so they {state} ({told})")


def _what(a: Metadata, b: Metadata, pair: Pair, *, joined: bool, refused: bool) -> str | None:
    same_title = pair.titles is not None and pair.titles >= ALIKE and len(title_form(a.title)) >= _SHORTEST
    if joined:
        if pair.titles is not None and pair.titles < ALIKE:
            return "two titles"
        return "two years" if pair.years > 1 else None
    if pair.doi is True:
        return "one DOI, two titles"
    preprint = is_preprint_doi(a.doi) != is_preprint_doi(b.doi)
    if refused or (pair.doi is False and same_title and pair.overlap >= OVERLAP and not preprint):
        return "two DOIs"
    if not same_title or preprint:
        return None
    if pair.people is False:
        return "one title, other authors"
    return "one title, other year" if pair.years > 1 else "one title, other text"


def _told(metadata: Metadata, what: str) -> str:
    """What a document says that is at odds."""
    if "DOI" in what:
        return f"{metadata.doi or 'no DOI'}, {metadata.title!r}"
    if "title" in what and "year" not in what and "authors" not in what:
        return repr(metadata.title)
    return f"{', '.join(metadata.authors[:3]) or 'no authors'}, {metadata.year or 'no year'}"


def is_preprint_doi(doi: str) -> bool:
    """Whether a DOI is one of the well-known servers of preprints."""
    return _PREPRINT_DOI.match(doi) is not None


def kin(a: Study, b: Study, overlap: float) -> tuple[str, str, bool] | None:
    """Whether two studies are of one thread: what the earlier is to the later, why, and whether a is the earlier."""
    names = {surname(author) for author in a.authors} & {surname(author) for author in b.authors}
    if not names or part_of(title_form(a.title)) != part_of(title_form(b.title)):
        return None
    shared = f"they share {round(100 * overlap)} % of their wording and the author {sorted(names)[0].capitalize()}"
    titles = fuzz.ratio(title_form(a.title), title_form(b.title))
    for relation, is_one, least in (
        ("preprint", _is_preprint, RETOLD if titles < ALIKE else 0.0),
        ("thesis", _is_thesis, DRAWN),
    ):
        if is_one(a) != is_one(b) and overlap >= least:
            return relation, f"one of them is a {relation}; {shared}", is_one(a)
    for relation, mark, word in (("protocol", _PROTOCOL, "protocol"), ("earlier version", _UPDATE, "update")):
        marked = mark.search(a.title), mark.search(b.title)
        if bool(marked[0]) != bool(marked[1]) and _core(a.title, mark, b.title) >= ALIKE:
            first = bool(marked[0]) if relation == "protocol" else bool(marked[1])
            return relation, f"the title of one of them says {word}; {shared}", first
    if overlap >= RETOLD:
        return "earlier version", shared, (a.year or 0, a.id) <= (b.year or 0, b.id)
    return None


def _core(a: str, mark: re.Pattern[str], b: str) -> float:
    """How alike two titles are without the words that mark one of them."""
    left, right = title_form(mark.sub(" ", a)), title_form(mark.sub(" ", b))
    return fuzz.ratio(left, right) if min(len(left), len(right)) >= _SHORTEST else 0.0


def _is_preprint(study: Study) -> bool:
    return is_preprint_doi(study.doi) or (
        not study.doi and any(_PREPRINT.search(d.text, 0, _FRONT) for d in study.documents)
    )


def _is_thesis(study: Study) -> bool:
    return any(_THESIS.search(document.text, 0, _FRONT) for document in study.documents)
