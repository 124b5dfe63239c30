"""A paper as read to what the page of a study shows: pieces, the stretch that is on the page, outline, marks.

In: the record of KnowledgeBase.paper. Out: pieces, places, frames. Called by paper.view; tested without Streamlit. A
piece is a block, or a part of one that is too long to be shown at once. A stretch is a run of pieces of about two
screens, so that a paper of any length opens as fast as a short one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.shared.wording import clipped, named

Record = dict[str, Any]
STRETCH = 4500  # characters that a stretch comes to, where a heading or the end does not stop it before
_BEFORE = 500  # characters that are shown before a place that was asked for, at most
COLOURS = ("primary", "violet", "green", "red", "orange")  # blue and yellow look like the mark of a link
METHOD = "method facts"
SAYS = {"asserts": "", "hedges": "hedged", "denies": "denied"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the canonical text, [start, end), of one block: its number in the record."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that is marked, [start, end). tag: the letter and number that stand behind it. kind: facet or METHOD.

    id: of the theme or fact. says: "" unless it is denied or hedged. surface: the words in it that the theme is named
    by, "" where there are none. status: of the theme.
    """

    start: int
    end: int
    tag: str
    kind: str
    id: str
    label: str
    says: str = ""
    surface: str = ""
    status: str = ""


def pieces_of(paper: Record) -> list[Piece]:
    """All pieces, in reading order; tables are never cut."""
    found: list[Piece] = []
    for number, block in enumerate(paper["blocks"]):
        start, end = block["start"], block["end"]
        while block["table"] is None and end - start > 2 * STRETCH:
            words = block["text"][start - block["start"] :]
            cut = start + (words.rfind(" ", STRETCH // 2, STRETCH) + 1 or STRETCH)
            found.append(Piece(number, start, cut))
            start = cut
        found.append(Piece(number, start, end))
    return found


def piece_at(pieces: Sequence[Piece], place: int) -> int:
    """Index of the piece that holds a place of the text, else of the one before it."""
    return max(bisect_right(pieces, place, key=lambda piece: piece.start) - 1, 0)


def shown_from(paper: Record, pieces: Sequence[Piece], place: int) -> int:
    """Index of the piece that a stretch begins with which shows a place: its heading, or a little of what is before."""
    first, before = piece_at(pieces, place), 0
    while first > 0 and paper["blocks"][pieces[first].block]["kind"] != "heading":
        before += pieces[first - 1].end - pieces[first - 1].start
        if before > _BEFORE:
            break
        first -= 1
    return first


def stretch_end(paper: Record, pieces: Sequence[Piece], first: int) -> int:
    """Index after the last piece of the stretch that begins with a piece.

    It ends before an outermost heading once a third of its length is reached, and at its length anywhere.
    """
    told = 0
    for at in range(first, len(pieces)):
        if told >= STRETCH or (told >= STRETCH // 3 and _opens(paper, pieces[at])):
            return at
        told += pieces[at].end - pieces[at].start
    return len(pieces)


def stretch_before(paper: Record, pieces: Sequence[Piece], first: int) -> int | None:
    """Index of the piece that the stretch before begins with, as one gets there from the beginning; None at the top."""
    at, begun = 0, None
    while at < first:
        begun, at = at, stretch_end(paper, pieces, at)
    return begun


def _opens(paper: Record, piece: Piece) -> bool:
    block = paper["blocks"][piece.block]
    if block["kind"] != "heading" or block["section"] is None or piece.start > block["start"]:
        return False
    outermost = min(section["level"] for section in paper["sections"])
    return bool(paper["sections"][block["section"]]["level"] == outermost)


def section_at(paper: Record, place: int) -> list[int]:
    """Indices of the sections that hold a place, outermost first; [] before the first heading."""
    sections = paper["sections"]
    inside = [n for n, section in enumerate(sections) if section["start"] <= place < section["end"]]
    path, index = [], max(inside, key=lambda n: (sections[n]["level"], sections[n]["start"]), default=None)
    while index is not None:
        path.append(index)
        index = sections[index]["parent"]
    return path[::-1]


def outline_frame(paper: Record, here: int) -> pd.DataFrame:
    """One row a section, in reading order, sub-sections moved in. id: where it begins; here: index of the one shown."""
    rows = [
        {
            "id": str(section["start"]),
            "themes": section["themes"],
            "section": ("▸ " if number == here else "")
            + "\u2003" * (section["level"] - 1)
            + clipped(f"{section['number']} {section['title']}".strip() or "without a title", 90),
            "recovered": "recovered" if section["inferred"] else "",
        }
        for number, section in enumerate(paper["sections"])
    ]
    return pd.DataFrame(rows, columns=["id", "themes", "section", "recovered"])


def letters(kinds: Iterable[str]) -> dict[str, str]:
    """A letter for each kind of mark, its first one that is free, by which it is known without its colour.

    >>> letters(["stage", "tool", "task"])
    {'stage': 'S', 'tool': 'T', 'task': 'A'}
    """
    taken: dict[str, str] = {}
    for kind in kinds:
        free = [sign for sign in kind.upper() if sign.isalpha() and sign not in taken.values()]
        spare = (chr(code) for code in range(ord("A"), ord("Z") + 1) if chr(code) not in taken.values())
        taken[kind] = free[0] if free else next(spare, "?")
    return taken


def marks_of(paper: Record, facets: Sequence[str]) -> list[Mark]:
    """Every place of a theme that is not rejected and of a fact, with its tag, by place.

    A tag is the letter of the facet and the number of the theme in it, in the order in which the paper comes to them.
    """
    used = [mark["facet"] for mark in paper["marks"]]
    kinds = [METHOD, *(facet for facet in (*facets, *sorted(set(used) - set(facets))) if facet in used)]
    letter, numbers = letters(kinds), dict[tuple[str, str], int]()
    counts = dict.fromkeys(kinds, 0)
    found = []
    for row in sorted((*paper["marks"], *paper["facts"]), key=lambda row: (row["start"], row["end"])):
        if row.get("status") == "rejected":
            continue
        kind, id = (row["facet"], row["theme"]) if "theme" in row else (METHOD, row["fact"])
        if (kind, id) not in numbers:
            counts[kind] += 1
            numbers[kind, id] = counts[kind]
        label = row["label"] if "theme" in row else f"{named(row['kind'])}: {row['value']}"
        found.append(
            Mark(
                row["start"],
                row["end"],
                f"{letter[kind]}{numbers[kind, id]}",
                kind,
                id,
                label,
                SAYS.get(row.get("polarity", ""), ""),
                row.get("surface", ""),
                row.get("status", ""),
            )
        )
    return found


def colours(marks: Iterable[Mark]) -> dict[str, str]:
    """A ground for each kind of mark; facts of method are grey. After five facets grounds repeat, letters do not."""
    kinds = [kind for kind in dict.fromkeys(mark.kind for mark in marks) if kind != METHOD]
    return {METHOD: "gray"} | {kind: COLOURS[place % len(COLOURS)] for place, kind in enumerate(sorted(kinds))}


def marked_frame(marks: Sequence[Mark]) -> pd.DataFrame:
    """One row a theme or fact that some marks are of, in the order of the text. id: its kind and id."""
    rows: dict[str, Record] = {}
    for mark in marks:
        row = rows.setdefault(
            f"{mark.kind} {mark.id}",
            {"id": mark.id, "mark": mark.tag, "label": mark.label, "kind": named(mark.kind), "says": set()},
        )
        row["says"].add(mark.says or ("" if mark.kind == METHOD else "asserts"))
    told = [{**row, "says": ", ".join(sorted(row["says"]))} for row in rows.values()]
    return pd.DataFrame(told, columns=["id", "mark", "label", "kind", "says"])


def repairs_by_piece(paper: Record, pieces: Sequence[Piece]) -> dict[int, list[str]]:
    """By index of the piece where it begins, each repair and what it changed, those that are alike counted."""
    counts: dict[int, dict[str, int]] = {}
    for repair in paper["repairs"]:
        if not repair["whole"]:
            told = counts.setdefault(piece_at(pieces, repair["start"]), {})
            words = f"{repair['name']} ({repair['note']})" if repair["note"] else repair["name"]
            told[words] = told.get(words, 0) + 1
    return {
        piece: [words if number == 1 else f"{words} × {number}" for words, number in told.items()]
        for piece, told in counts.items()
    }
