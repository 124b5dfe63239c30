"""The view Paper of a study: outline, the stretch of text that is shown, and what is marked in it.

In: from, at, end, theme and mark of the URL, the record of KnowledgeBase.paper. Out: a part of the page Studies. Called
by it. All text of the paper passes paper.blocks, md_escape or a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from dashboard.paper.blocks import Shown, blocks
from dashboard.paper.text import (
    METHOD,
    Mark,
    Piece,
    colours,
    marked_frame,
    marks_of,
    outline_frame,
    piece_at,
    pieces_of,
    repairs_by_piece,
    section_at,
    shown_from,
    stretch_before,
    stretch_end,
)
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import count, md_escape, named

Record = dict[str, Any]
REPAIRS = "repairs"


def place(name: str, most: int) -> int | None:
    """A place of the text in the URL; None when there is none, or none that lies in the text."""
    given = st.query_params.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 10 and int(given) <= most else None


def open_at(**url: str | None) -> None:
    """Opens a place of the paper: what is not said is taken out of the URL, the study and its file stay."""
    clean = dict.fromkeys(("from", "at", "end", "theme", "view", "ref", "fact", "doubt"))
    state.put(**(clean | url))


def paper_view(paper: Record) -> None:
    """The text, and beside it the outline and what is marked."""
    if not paper["blocks"]:
        parts.nothing("This file holds no text. The view Reading says what became of it; another file may be chosen.")
        return
    marks = marks_of(paper, state.facets())
    text, side = st.columns([2, 1], gap="medium")  # on a narrow screen the text comes first, so that a link opens on it
    with side:
        kinds = _wanted(marks)
    theme = _theme(marks)
    kept = [m for m in marks if (m.id == theme if theme else m.kind in kinds)]
    pieces = pieces_of(paper)
    here = _here(paper, kept if theme else [])
    first = _first(paper, pieces, here)
    last = stretch_end(paper, pieces, first)
    shown = pieces[first:last]
    with side:
        _outline(paper, shown[0])
        _beside(kept, shown, theme)
    with text:
        if theme:
            _one_theme(paper, [m for m in marks if m.id == theme], here)
        _turning(paper, pieces, first, last, "above")
        mended = repairs_by_piece(paper, pieces) if REPAIRS in kinds else {}
        blocks(Shown(paper, kept, colours(marks), here), list(enumerate(shown, first)), mended)
        _turning(paper, pieces, first, last, "below")


def _wanted(marks: Iterable[Mark]) -> list[str]:
    kinds = sorted({mark.kind for mark in marks} - {METHOD})
    options = [*kinds, *([METHOD] if any(mark.kind == METHOD for mark in marks) else []), REPAIRS]
    return state.several("Marked in the text", "mark", options, named, placeholder="Everything")


def _theme(marks: Iterable[Mark]) -> str | None:
    given = st.query_params.get("theme")
    return given if any(mark.id == given for mark in marks) else None


def _here(paper: Record, marks: list[Mark]) -> tuple[int, int] | None:
    """The place that the URL names, else the best place of the theme that it names."""
    most = paper["characters"]
    at, end = place("at", most), place("end", most)
    if at is not None:
        return at, max(end or at, at)
    best = min((row for row in paper["marks"] if marks and row["theme"] == marks[0].id), key=_rank, default=None)
    return (best["start"], best["end"]) if best else None


def _rank(row: Record) -> int:
    return int(row["place"])


def _first(paper: Record, pieces: list[Piece], here: tuple[int, int] | None) -> int:
    begin = place("from", paper["characters"])
    if begin is not None:
        return piece_at(pieces, begin)
    return shown_from(paper, pieces, here[0]) if here else 0


def _outline(paper: Record, first: Piece) -> None:
    """The sections; a row opens one."""
    if not paper["sections"]:
        st.caption("The reader found no section in this file.")
        return
    inside = section_at(paper, first.start)
    frame = outline_frame(paper, inside[-1] if inside else -1)
    recovered = bool(frame["recovered"].any())
    parts.table(
        frame,
        "outline",
        "Sections of the paper with how many themes have words in them",
        {
            "section": parts.text("Section", "medium", "Choose a row to read it; ▸ is where the text begins now"),
            "themes": parts.number("Themes", "Themes with words in this section or below it", width=62),
            "recovered": parts.text("Heading", 80, "Recovered: the file does not have this heading as such"),
        },
        on_row=lambda start: state.put(**{"from": start, "at": None, "end": None, "theme": None}),
        rows=14,
        hidden=("id",) if recovered else ("id", "recovered"),
    )


def _beside(marks: list[Mark], shown: list[Piece], theme: str | None) -> None:
    """What is marked in this stretch, with the tags that stand in the text."""
    inside = [mark for mark in marks if mark.start < shown[-1].end and mark.end > shown[0].start]
    if theme or not inside:
        return
    frame = marked_frame(inside)
    themes = {mark.id for mark in inside if mark.kind != METHOD}
    facts = len(frame) - len(themes)
    told = [count(number, thing) for number, thing in ((len(themes), "theme"), (facts, "method fact")) if number]
    st.caption(f"{' and '.join(told)} on this part of the text, by the signs behind their words.")

    def chosen(id: str) -> None:
        if id in themes:
            open_at(theme=id)
        else:
            open_at(view="methods", fact=id)

    parts.table(
        frame,
        "marked",
        "Themes and facts on this part of the text",
        {
            "mark": parts.text("Sign", 55, "Stands behind the words in the text"),
            "label": parts.text("What", 180),
            "kind": parts.text("Facet", 90),
            "says": parts.text("Says", 75, "Whether the study asserts, hedges or denies it here"),
        },
        on_row=chosen,
        rows=14,
    )


def _one_theme(paper: Record, marks: list[Mark], here: tuple[int, int] | None) -> None:
    """The theme that is chosen: what it is, and its places one after another."""
    rows = [row for row in paper["marks"] if row["theme"] == marks[0].id]
    places = sorted({(mark.start, mark.end) for mark in marks})
    now = places.index(here) if here in places else -1
    row = next((row for row in rows if (row["start"], row["end"]) == here), rows[0])
    with st.container(border=True, key="chosen_theme"):
        st.markdown(f"**{md_escape(row['label'])}** · {md_escape(named(row['facet']))}")
        where = f"place {now + 1} of {len(places)}" if now >= 0 else count(len(places), "place")
        st.caption(md_escape(f"{where} in this file · {row['polarity']} · {row['evidence']} · {row['basis']}"))
        with st.container(horizontal=True):
            _to("Place before", places[now - 1] if now > 0 else None, row["theme"])
            _to("Next place", places[now + 1] if now + 1 < len(places) else None, row["theme"])
            st.button("All themes", on_click=state.put, kwargs={"theme": None}, type="tertiary", key="all_themes")
        with st.container(horizontal=True):
            doors.theme(row["theme"], row["label"])
            if row["concept"]:
                doors.concept(row["concept"]["id"], row["concept"]["label"])


def _to(label: str, to: tuple[int, int] | None, theme: str) -> None:
    url = {"at": str(to[0]), "end": str(to[1]), "from": None, "theme": theme} if to else {}
    st.button(label, on_click=state.put, kwargs=url, disabled=to is None, key=f"theme {label}")


def _turning(paper: Record, pieces: list[Piece], first: int, last: int, where: str) -> None:
    """Back and on, and how far in the text one is."""
    before = stretch_before(paper, pieces, first)
    path = [paper["sections"][n] for n in section_at(paper, pieces[first].start)]
    titles = " › ".join(f"{section['number']} {section['title']}".strip() for section in path)
    share = [100 * at / max(paper["characters"], 1) for at in (pieces[first].start, pieces[last - 1].end)]
    with st.container(horizontal=True, vertical_alignment="center", key=f"turning {where}"):
        for label, to in (("Back", before), ("On", last if last < len(pieces) else None)):
            begin = None if to is None else str(pieces[to].start)
            st.button(
                label,
                on_click=state.put,
                kwargs={"from": begin or "0"},
                disabled=to is None,
                key=f"turn {label} {where}",
                icon=":material/arrow_back:" if label == "Back" else ":material/arrow_forward:",
            )
        told = [titles] if titles and where == "above" else []
        st.caption(md_escape(" · ".join([*told, f"{share[0]:.0f} to {share[1]:.0f} % of the text"])))
