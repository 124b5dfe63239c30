"""What is asked of the matrix of concepts by studies: filters, orders, groups and pages, all in the URL.

In: facet, verdict, words, studies, least, sort, group, columns, from and across of the URL, and the switches of
assuming. Out: the arguments of KnowledgeBase.matrix and .density. Called by supporting.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.shared import assuming, frames, glossary, state
from dashboard.shared.wording import VERDICT_RULES, named

SORTS = {
    "support": "Most supported first",
    "weighted": "Most independent support first",
    "contested": "Most contested first",
    "dependent": "Most dependent evidence first",
    "facet": "By facet",
    "label": "By name",
    "year": "First told first",
}
GROUPS = {"": "Not grouped", "facet": "By facet", "verdict": "By verdict", "broader": "By broader concept"}
COLUMNS = {
    "year": "By year",
    "name": "By name",
    "alike": "Alike side by side",
    "speaking": "Who says most first",
}
ROWS, ACROSS = 30, 30  # concepts and studies in one picture


def choices(names: Mapping[str, str]) -> dict[str, Any]:
    """The boxes, and what they come to: arguments of KnowledgeBase.matrix but for its pages."""
    boxes = st.columns([2, 2, 2, 3], vertical_alignment="bottom")
    with boxes[0]:
        facet = state.choice("Facet", "facet", _facets(), named, help=glossary.meaning("facet"))
    with boxes[1]:
        verdict = state.choice(
            "Verdict", "verdict", list(VERDICT_RULES), str.capitalize, help=glossary.meaning("verdict")
        )
    with boxes[2]:
        words = state.words("Name holds", "words", "any words")
    with boxes[3]:
        state.several("Studies", "studies", sorted(names, key=names.__getitem__), names.__getitem__)
    boxes = st.columns([2, 2, 2, 3], vertical_alignment="bottom")
    with boxes[0]:
        sort = state.choice("Order of concepts", "sort", list(SORTS), SORTS.__getitem__, default="support")
    with boxes[1]:
        group = state.choice("Groups", "group", list(GROUPS)[1:], GROUPS.__getitem__, placeholder=GROUPS[""])
    with boxes[2]:
        usual = "year" if len(names) <= ACROSS else "speaking"
        columns = state.choice("Order of studies", "columns", list(COLUMNS), COLUMNS.__getitem__, default=usual)
    picked = tuple(st.session_state["studies"])
    among = len(picked) or len(names)
    with boxes[3]:
        least = state.number("Spoken of by at least", "least", 1, min(among, 6), min(among, 2))
    return {
        "facet": facet,
        "verdict": verdict,
        "words": words,
        "studies": picked,
        "least": least,
        "sort": sort or "support",
        "group": group or "",
        "columns": columns or usual,
    }


def assumed() -> dict[str, Any]:
    """The switches of assumptions, as an argument of KnowledgeBase.matrix."""
    chosen = assuming.switches()
    return {} if chosen == assuming.STANDARD else {"assumptions": chosen}


def page_of(label: str, name: str, every: int, each: int) -> tuple[int, int]:
    """A box with the pages of a list, in the URL, and the places of the one that is chosen; no box for one page."""
    starts = {str(at): f"{at:,} to {min(at + each - 1, every):,}" for at in range(1, max(every, 1) + 1, each)}
    first = 1
    if len(starts) > 1:
        first = int(state.choice(label, name, list(starts), starts.__getitem__, default="1") or 1)
    return first, first + each - 1


def _facets() -> list[str]:
    return frames.used_facets(state.records("concepts"), state.facets())
