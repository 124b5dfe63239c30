"""The first part of the overview: the counts, what asks for a look, what waits, and what came last, each a door.

In: records of KnowledgeBase. Out: elements on the page. Called by screens/overview.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import streamlit as st

from concord import Role
from dashboard.changes import frames as changing
from dashboard.overview import attention, charts
from dashboard.overview import frames as overview_frames
from dashboard.shared import doors, glossary, parts, state
from dashboard.shared.wording import count, md_escape
from dashboard.visitors import signing

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

Record = dict[str, Any]
WIDTH = 168  # pixels of a number's box
CHANGES = 200  # rows of what came last; the page What changed has all
NAMED = 6  # studies that a sentence names


def numbers(found: Record) -> DeltaGenerator:
    """The counts, each leading to what it counts; returns the place where the number of the queue goes."""
    told: tuple[tuple[str, int, str, str, dict[str, str]], ...] = (
        ("Studies", found["studies"], "studies", glossary.meaning("study"), {}),
        ("Themes", found["themes"], "themes", glossary.meaning("theme"), {}),
        ("Concepts", found["concepts"], "agreement", glossary.meaning("concept"), {"least": "1"}),
        ("Shared concepts", found["shared"], "agreement", glossary.meaning("shared"), {"least": "2"}),
        ("Contested", found["contested"], "refutations", glossary.meaning("contested"), {"view": "disputed"}),
    )
    with st.container(horizontal=True, key="numbers"):
        for label, value, page, meaning, url in told:
            with st.container(width=WIDTH):
                doors.number(label, f"{value:,}", page, meaning, **url)
        place = st.container(width=WIDTH)
    rejected = f" {count(found['rejected'], 'theme')} that people rejected count nowhere." if found["rejected"] else ""
    st.caption(f"Read from {count(found['documents'], 'file')}.{rejected}")
    return place


def to_look_at(found: Record) -> DeltaGenerator:
    """What of the evidence asks for a look; returns the place beside it, for what waits."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("What to look at", anchor=False)
        _points(attention.evidence(found["look_at"]), "Nothing is contested, and nothing rests on one source alone.")
    with right:
        st.subheader("What waits for a reviewer", anchor=False)
        place = st.container()
    return place


def waits(number: DeltaGenerator, points: DeltaGenerator) -> None:
    """The queue and what else waits for a person, put into their places when all else is drawn: it is reckoned anew
    after every decision, and with many studies that takes a while."""
    progress = state.records("progress")
    with number:
        waiting = f"{progress['total']['waiting']:,}"
        doors.number("To review", waiting, "review", glossary.meaning("review queue"))
    with points:
        rounds = state.records("rounds") if signing.may(Role.REVIEWER) else []
        found = attention.waiting(progress["kinds"], state.records("waiting"), rounds)
        _points(found, "Nothing waits: every question is answered.")


def _points(found: Iterable[attention.Point], none: str) -> None:
    drawn = False
    for point in found:
        drawn = True
        st.page_link(
            f"screens/{point.page}.py",
            label=md_escape(point.says),
            query_params=dict(point.url),
            icon=":material/arrow_forward:",
        )
        if point.names:
            with st.container(key=f"names {point.says}"):
                st.caption(md_escape("; ".join(point.names)) + (" and more" if point.more else ""))
    if not drawn:
        parts.nothing(none)


def by_facet(found: Record) -> None:
    """Concepts of each facet, drawn and as a table; either opens the agreement page for a facet."""
    st.subheader("Agreement by facet", anchor=False, help=glossary.meaning("facet"))
    st.caption("Choose a bar or a row to see which study supports which concept of that facet.")
    left, right = st.columns(2, gap="large")
    with left:
        charts.facets(
            overview_frames.facet_parts(found["facets"]),
            "facet_bars",
            "Concepts of each facet by how far studies agree on them; the table beside it says the same",
            _open_facet,
        )
    with right:
        parts.table(
            overview_frames.facets_frame(found["facets"]),
            "facets",
            "Themes, concepts and agreement by facet",
            {
                "facet": parts.text("Facet", 130, glossary.meaning("facet")),
                "studies": parts.number("Studies", glossary.meaning("eligible"), width=70),
                "themes": parts.number("Themes", glossary.meaning("theme"), width=70),
                "concepts": parts.number("Concepts", glossary.meaning("concept"), width=75),
                "shared": parts.number("Shared", glossary.meaning("shared"), width=70),
                "agreed": parts.number("Agreed", "Consensus or majority; the page Agreement has the rules", width=70),
                "contested": parts.number("Contested", glossary.meaning("contested")),
            },
            on_row=_open_facet,
        )


def _open_facet(facet: str) -> None:
    st.session_state["_go"] = facet


def what_came_last(names: dict[str, str]) -> None:
    """What the last addition changed, or which studies came last where no record of it was kept."""
    files = state.records("additions")
    newest = files[-1]["added"]
    last = next(iter(state.records("history", last=1)), None)
    if last is None or last["at"] < newest:
        came = list(dict.fromkeys(row["study"] for row in files if row["added"][:16] == newest[:16]))
        st.markdown(f"{count(len(came), 'study', 'studies')}, {_when(newest)}.")
        _studies(came, names)
        return
    changed = last["changes"]
    said = changing.change_words(changed)
    st.markdown(f"{count(len(last['documents']), 'file')}, {_when(last['at'])}. {md_escape(said)}")
    _studies(last["studies"], names)
    shown = {**changed, "concepts": changed["concepts"][:CHANGES]}
    frame = changing.changes_frame(shown, names)
    if not frame.empty:
        parts.table(frame, "last", "What the last addition changed", rows=6, on_row=doors.go)
    with st.container(horizontal=True):
        st.page_link("screens/changes.py", label="What changed, on which words", icon=":material/difference:")


def _when(at: str) -> str:
    return f"{at[:16].replace('T', ' ')} UTC"


def _studies(ids: Iterable[str], names: dict[str, str]) -> None:
    """The first few studies as links, and how many more there are."""
    there = [id for id in ids if id in names]
    with st.container(horizontal=True):
        for id in there[:NAMED]:
            doors.study(id, names[id])
        if more := len(there) - NAMED:
            if more > 0:
                st.page_link("screens/studies.py", label=f"and {more:,} more", icon=":material/more_horiz:")
