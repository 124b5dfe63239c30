"""Studies to the tables of the page Studies: the list and its filters, references, ties both ways, repairs.

In: plain records of KnowledgeBase. Out: pandas frames with an `id` column, in the order in which they are shown. Called
by screens/studies.py and the views beside it; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import clipped

Record = dict[str, Any]
SORTS: dict[str, tuple[str, Callable[[Record], Any]]] = {
    "name": ("Name", lambda row: ()),
    "newest": ("Newest first", lambda row: -(row["year"] or 0)),
    "oldest": ("Oldest first", lambda row: row["year"] or 9999),
    "themes": ("Most themes", lambda row: -row["themes"]),
    "references": ("Most references", lambda row: -row["references"]),
    "included": ("Most primary studies", lambda row: -row["primary studies"]),
    "read": ("Least read first", lambda row: row["coverage"]),
    "repairs": ("Most repairs", lambda row: -row["repairs"]),
}
_COLUMNS = "id,study,title,authors,year,kind,themes,primary studies,references,coverage,repairs,files".split(",")
TIES = {  # kind of a tie: as told from its source, and from its target
    "includes": ("Includes", "Is included by"),
    "cites": ("Cites", "Is cited by"),
    "version": ("Another version", "Another version"),
    "same authors": ("Same authors", "Same authors"),
    "same search window": ("Same search window", "Same search window"),
}


def study_rows(
    studies: Iterable[Record], themes: Mapping[str, int], kinds: Mapping[str, Sequence[str]]
) -> list[Record]:
    """One row a study, by short name. themes: how many by study; kinds: of review, by study."""
    rows = [
        {
            "id": study["id"],
            "study": study["short"],
            "title": study["title"],
            "authors": ", ".join(study["authors"]),
            "year": study["year"],
            "kind": ", ".join(kinds.get(study["id"], ())),
            "themes": themes.get(study["id"], 0),
            "primary studies": study["included"],
            "references": study["references"],
            "coverage": 100 * study["coverage"],
            "repairs": study["repairs"],
            "files": ", ".join(document["name"] for document in study["documents"]),
            "doi": study["doi"],
        }
        for study in studies
    ]
    return sorted(rows, key=lambda row: (row["study"], row["id"]))


def wanted(
    rows: Iterable[Record],
    *,
    words: str = "",
    kind: str | None = None,
    first: int | None = None,
    last: int | None = None,
) -> list[Record]:
    """The rows that have all the words in title, authors, name, DOI or files, of a kind of review, of some years.

    first, last: years, both included; a study without a year is in neither.
    """
    asked = words.casefold().split()
    kept = []
    for row in rows:
        said = " ".join(str(row[name]) for name in ("id", "study", "title", "authors", "doi", "files")).casefold()
        year = row["year"]
        if kind is not None and kind not in row["kind"].split(", "):
            continue
        if (first is not None and (year is None or year < first)) or (
            last is not None and (year is None or year > last)
        ):
            continue
        if all(word in said for word in asked):
            kept.append(row)
    return kept


def list_frame(rows: Sequence[Record], sort: str) -> pd.DataFrame:
    """The rows in an order of SORTS, of those that are alike by short name. coverage: 0 to 100, of its worst file."""
    ordered = sorted(rows, key=SORTS[sort][1])
    return pd.DataFrame(ordered, columns=_COLUMNS).astype({"year": "Int64"})


def review_kinds(facts: Iterable[Record]) -> dict[str, list[str]]:
    """By study, the kinds of review that it calls itself, each once. facts: of the kind "review type"."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        told = found.setdefault(fact["study"], [])
        if fact["value"] not in told:
            told.append(fact["value"])
    return found


def references_frame(references: Iterable[Record], words: str = "", which: str = "all") -> pd.DataFrame:
    """One row a reference that holds all the words. which: "all", "included", "shared", "here" or "uncited"."""
    which_is: dict[str, Callable[[Record], bool]] = {
        "all": lambda row: True,
        "included": lambda row: bool(row["included"]),
        "shared": lambda row: bool(row["shared_with"]),
        "here": lambda row: bool(row["studies"]),
        "uncited": lambda row: not row["cited"],
    }
    kept, asked = which_is[which], words.casefold().split()
    rows = [
        {
            "id": row["key"],
            "no": row["number"],
            "reference": clipped(row["raw"] or row["title"], 300),
            "year": row["year"],
            "primary": "yes" if row["included"] else "perhaps" if row["confidence"] else "",
            "cited": len(row["cited"]),
            "shared": len(row["shared_with"]),
            "here": "yes" if row["studies"] else "",
        }
        for row in references
        if kept(row) and all(word in row["raw"].casefold() for word in asked)
    ]
    columns = ["id", "no", "reference", "year", "primary", "cited", "shared", "here"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(year=frame["year"].astype("Int64"))


def ties_of(ties: Iterable[Record], study: str) -> dict[str, list[Record]]:
    """By how a study stands to others, its ties to them: {study, evidence, unused}; as in TIES, then by id."""
    found: dict[str, list[Record]] = {said: [] for pair in TIES.values() for said in pair}
    for tie in ties:
        if study in (tie["source"], tie["target"]):
            out = tie["source"] == study
            told = TIES.get(tie["kind"], (tie["kind"], tie["kind"]))[0 if out else 1]
            row = {"study": tie["target"] if out else tie["source"], **{k: tie[k] for k in ("evidence", "unused")}}
            if row not in found.setdefault(told, []):
                found[told].append(row)
    return {told: sorted(rows, key=lambda row: str(row["study"])) for told, rows in found.items() if rows}


def repairs_frame(repairs: Iterable[Record], text_of: Callable[[int, int], str]) -> pd.DataFrame:
    """One row a repair, in the order given. id: its number there; text_of: the words at a place."""
    rows = [
        {
            "id": str(number),
            "repair": repair["name"],
            "what": repair["note"],
            "words": "the whole file" if repair["whole"] else clipped(text_of(repair["start"], repair["end"]), 160),
        }
        for number, repair in enumerate(repairs)
    ]
    return pd.DataFrame(rows, columns=["id", "repair", "what", "words"])
