"""What changed between two states, and what hangs on which study, as tables.

In: the records of KnowledgeBase.diff, snapshots, history and influence. Out: pandas frames and sentences. Called by the
overview, the page that adds and the page What changed; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import count, named, with_names
from synthesis.changes import MEANING, Sort

Record = dict[str, Any]
MOVED, STALE = "themes that moved", "conclusions"
NOW, EMPTY = "now", "empty"


def changes_frame(record: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """What happened to the concepts, one row each, in the order of the record; mere changes of scope are left out.

    change: the first of its sorts. names: of studies, by id.
    """
    rows = [_change_row(row, names) for row in record["concepts"] if row["sorts"] != [Sort.SCOPE]]
    return pd.DataFrame(rows, columns=["id", "change", "concept", "facet", "before", "now", "what changed"])


def change_words(record: Record) -> str:
    """A comparison in numbers."""
    counts, new = record["counts"], record["themes"]["new"]
    told = [f"{counts[sort]:,} {sort}" for sort in Sort if sort in counts and sort is not Sort.SCOPE]
    words = f"{count(new, 'new theme')}; concepts: {', '.join(told) or 'none changed'}."
    if scope := counts.get(Sort.SCOPE, 0):
        words += f" {count(scope, 'other concept')} kept their supporters and are counted among other studies."
    return words


def groups(record: Record) -> dict[str, str]:
    """What there is to choose from: the sorts of change that occur, moved themes and conclusions, each with its number.

    By name, in the order in which they are told.
    """
    found = {str(sort): f"{sort.capitalize()} ({record['counts'][sort]})" for sort in Sort if sort in record["counts"]}
    found.pop(Sort.SCOPE, None)
    for name, rows in ((MOVED, record["moved"]), (STALE, record["conclusions"])):
        if rows:
            found[name] = f"{name.capitalize()} ({len(rows)})"
    return found


def meaning(group: str) -> str:
    """What a group holds, in words."""
    if group == MOVED:
        return "Themes that were there before and belong to another concept now."
    if group == STALE:
        return "What people concluded: stale where the evidence under it has moved and nobody has looked again."
    said = MEANING[Sort(group)]
    return f"{said[:1].upper()}{said[1:]}."


def of_sort(record: Record, sort: str) -> Record:
    """The same comparison with the concepts of one sort alone."""
    return {**record, "concepts": [row for row in record["concepts"] if sort in row["sorts"]]}


def movers(record: Record) -> set[str]:
    """The studies whose themes came to a concept, or left it."""
    return {quote["study"] for row in record["concepts"] for quote in _stirred(row)}


def chosen(
    rows: Iterable[Record], *, facet: str | None = None, study: str | None = None, words: str = ""
) -> list[Record]:
    """The concepts that fit, in the order given.

    study: one of its themes came or left. words: each of them stands in the label or in a quote of either side.
    """
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if facet in (None, row["facet"])
        and (study is None or any(quote["study"] == study for quote in _stirred(row)))
        and (not wanted or _holds(row, wanted))
    ]


def _stirred(row: Record) -> list[Record]:
    """The themes that came to a concept or left it, with their quotes."""
    stirred = {origin["theme"] for origin in (*row["came"], *row["left"])}
    return [quote for quote in _quotes(row) if quote["theme"] in stirred]


def _quotes(row: Record) -> list[Record]:
    return [quote for side in ("before", "after") if row[side] for quote in row[side]["quotes"]]


def _holds(row: Record, wanted: Sequence[str]) -> bool:
    text = " ".join([row["label"], *(f"{quote['label']} {quote['quote']}" for quote in _quotes(row))]).casefold()
    return all(word in text for word in wanted)


def moved_frame(record: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """The themes that moved; id: place in the record."""
    rows = [
        {
            "id": str(place),
            "theme": row.get("label", row["theme"]),
            "study": names.get(row.get("study", ""), row.get("study", "")),
            "from": row["from"]["label"],
            "to": row["to"]["label"],
            "quote": row.get("quote", ""),
        }
        for place, row in enumerate(record["moved"])
    ]
    return pd.DataFrame(rows, columns=["id", "theme", "study", "from", "to", "quote"])


def study_frame(record: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """What each study brought, in numbers of concepts."""
    rows = [
        {
            "id": row["study"],
            "study": names.get(row["study"], row["study"]),
            "is": "new" if row["came"] else "gone" if row["gone"] else "",
            **{name: len(row[name]) for name in ("new", "strengthened", "repeated", "refuted", "lost")},
        }
        for row in record["by_study"]
    ]
    columns = ["id", "study", "is", "new", "strengthened", "repeated", "refuted", "lost"]
    return pd.DataFrame(rows, columns=columns)


def influence_frame(records: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """What hangs on each study, the greatest influence first."""
    figures = ("influence", "turned", "lost_consensus", "left_alone", "vanished", "by_silence", "speaks")
    rows = [
        {"id": row["study"], "study": names.get(row["study"], row["study"]), **{name: row[name] for name in figures}}
        for row in records
    ]
    return pd.DataFrame(rows, columns=["id", "study", *figures])


def effects_frame(record: Record) -> pd.DataFrame:
    """The concepts that would not be what they are without a study."""
    rows = [
        {
            "id": row["id"],
            "concept": row["label"],
            "facet": named(row["facet"]),
            "now": _verdict(row, 0),
            "without it": _verdict(row, 1),
            "what happens": ", ".join(row["what"]),
        }
        for row in record["effects"]
    ]
    return pd.DataFrame(rows, columns=["id", "concept", "facet", "now", "without it", "what happens"])


def snapshots_frame(records: Iterable[Record]) -> pd.DataFrame:
    """The snapshots, the newest first; id: the name, as `KnowledgeBase.diff` takes it."""
    rows = [
        {
            "id": row["name"],
            "name": row["name"],
            "frozen": row["at"][:16].replace("T", " "),
            "by": row["by"],
            "studies": row["counts"]["studies"],
            "concepts": row["counts"]["concepts"],
            "decisions": row["decisions"]["count"],
            "note": row["note"],
            "SHA-256": row["hash"],
        }
        for row in records
    ]
    columns = ["id", "name", "frozen", "by", "studies", "concepts", "decisions", "note", "SHA-256"]
    return pd.DataFrame(rows[::-1], columns=columns)


def states(snapshots: Sequence[Record], history: Sequence[Record], adoptions: Sequence[Record] = ()) -> dict[str, str]:
    """The states that a comparison may begin with, by the words that KnowledgeBase.diff takes, newest first.

    Of one second, additions come before adoptions and those before snapshots. Adoptions without a report (the first,
    and those at once) are not among them.
    """
    additions = [(row["at"], 2, row["number"], f"addition {row['number']}", _addition(row)) for row in history]
    adopted = [
        (row["at"], 1, row["number"], f"adoption {row['number']}", _adoption(row))
        for row in adoptions
        if row["kind"] != "first" and not row["at_once"]
    ]
    frozen = [
        (row["at"], 0, place, row["name"], f"Snapshot {row['name']} ({row['at'][:10]})")
        for place, row in enumerate(snapshots)
    ]
    found = {name: words for *_, name, words in sorted([*additions, *adopted, *frozen], reverse=True)}
    return {**found, EMPTY: "Nothing: the beginning"}


def _addition(row: Record) -> str:
    files = row["documents"]
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return f"Addition {row['number']} ({row['at'][:10]}): {files[0] if files else ''}{more}"


def _adoption(row: Record) -> str:
    what = "codebook" if row["kind"] == "codebook" else "Concord"
    return f"Adoption {row['number']} ({row['at'][:10]}): {what} {row['to']} for {row['from']}"


def _verdict(row: Record, side: int) -> str:
    said = row["verdict"][side] or "nobody speaks of it"
    return f"{said}, {count(row['supporters'][side], 'supporter')}"


def _change_row(row: Record, names: Mapping[str, str]) -> Record:
    said = row["sentence"].removeprefix(f"'{row['label']}' ({row['facet']}) ").rstrip(".")
    return {
        "id": row["id"],
        "change": row["sorts"][0],
        "concept": row["label"],
        "facet": named(row["facet"]),
        "before": _standing(row["before"]),
        "now": _standing(row["after"]),
        "what changed": with_names(said, names),
    }


def _standing(side: Record | None) -> str:
    return f"{side['support']['studies']} of {side['support']['eligible']}, {side['verdict']}" if side else ""
