"""The blocks of a paper on the page, each kind in its own way, with what is marked, mended and set aside.

In: what is shown of a paper, as a Shown, and its pieces. Out: elements on the page. Called by paper.view. All text of
the paper passes with_marks or a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.paper.marking import with_marks
from dashboard.paper.tables import grid_frame
from dashboard.paper.text import Mark, Piece
from dashboard.shared import parts
from dashboard.shared.wording import count, md_escape

Record = dict[str, Any]
Numbered = tuple[int, Piece]
_LEADS = {"abstract": "Abstract", "keywords": "Keywords", "formula": "Formula", "note": "Note", "caption": "Caption"}
_MOST_ROWS = 300  # of a table
_DEEPEST = 4  # level of a list that is still moved in


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a paper. marks: those that are wanted; grounds: their colours; here: where a link leads to."""

    paper: Record
    marks: Sequence[Mark]
    grounds: Mapping[str, str]
    here: tuple[int, int] | None

    def block(self, piece: Piece) -> Record:
        found: Record = self.paper["blocks"][piece.block]
        return found

    def markdown(self, piece: Piece) -> str:
        """A piece as Markdown that shows its words as they are."""
        block = self.block(piece)
        text = block["text"][piece.start - block["start"] : piece.end - block["start"]]
        return with_marks(text, piece.start, self.marks, self.grounds, self.here)

    def leads_into(self, start: int, end: int) -> bool:
        """Whether the link leads to a place in [start, end)."""
        return self.here is not None and start < self.here[1] and end > self.here[0]


def blocks(shown: Shown, pieces: Iterable[Numbered], mended: Mapping[int, Sequence[str]]) -> None:
    """Pieces with their number, in reading order. mended: by number, what was changed there.

    Items of one list, and blocks that were set aside, stand together.
    """

    def together(one: Numbered) -> tuple[str, Any]:
        block = shown.block(one[1])
        grouped = block["kind"] in ("list_item", "other")
        return block["kind"], block["group"] if grouped else one[0]

    with st.container(key="paper_text"):
        for (kind, _), run in groupby(pieces, together):
            group = list(run)
            if kind == "other":
                _set_aside(shown, [piece for _, piece in group])
            elif kind == "list_item":
                st.markdown("\n".join(_items(shown, [piece for _, piece in group])))
            else:
                _block(shown, group[0][1])
            _mends(told for number, _ in group for told in mended.get(number, ()))


def _mends(told: Iterable[str]) -> None:
    if lines := list(dict.fromkeys(told)):
        st.caption(f":material/build: Mended here: {md_escape('; '.join(lines))}")


def _items(shown: Shown, pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        block = shown.block(piece)
        marker = f"{md_escape(block['marker'])} " if any(map(str.isalnum, block["marker"])) else ""
        yield f"{'    ' * min(block['level'], _DEEPEST)}- {marker}{shown.markdown(piece)}"


def _set_aside(shown: Shown, pieces: Sequence[Piece]) -> None:
    """What the reader saw and could not place; open where a link leads into it."""
    inside = any(shown.leads_into(piece.start, piece.end) for piece in pieces)
    with st.expander(f"Set aside: {count(len(pieces), 'block')}", expanded=inside, icon=":material/inventory_2:"):
        for piece in pieces:
            st.markdown(shown.markdown(piece))


def _block(shown: Shown, piece: Piece) -> None:
    block = shown.block(piece)
    kind = block["kind"]
    if block["table"] is not None:
        _table(shown, block)
        return
    body = shown.markdown(piece)
    if kind == "title":
        st.markdown(f"### {body}")
    elif kind == "heading":
        st.markdown(_heading(shown.paper, block, body))
    elif kind in _LEADS:
        st.markdown(f":small[:gray[{_LEADS[kind].upper()}]] {body}")
    elif kind == "table":
        st.caption("A table whose cells could not be recovered; its words:")
        st.markdown(body)
    elif kind == "reference":
        st.markdown(f":small[{body}]")
    else:
        st.markdown(body)


def _heading(paper: Record, block: Record, body: str) -> str:
    section: Record = (
        paper["sections"][block["section"]] if block["section"] is not None else {"level": 1, "number": ""}
    )
    number = f"{md_escape(section['number'])} " if section["number"] else ""
    return f"{'#' * min(3 + section['level'], 6)} {number}{body}"


def _table(shown: Shown, block: Record) -> None:
    marks = [mark for mark in shown.marks if mark.start < block["end"] and mark.end > block["start"]]
    frame, heads = grid_frame(block, marks, shown.here)
    parts.table(
        frame.head(_MOST_ROWS),
        f"grid {block['start']}",
        block["table"]["label"] or "A table of the paper",
        {name: parts.text(head) for name, head in heads.items()},
        rows=16,
        whole=lambda: frame,
    )
    if len(frame) > _MOST_ROWS:
        st.caption(f"The first {_MOST_ROWS} of {len(frame):,} rows; the file below the table has all.")
