"""Doors: the links and counts that lead on to a page, all made in one way, so that every number opens on its evidence.

In: the id of a study, theme or concept, or a page and what its URL shall say. Out: links on the page. Called by the
pages. No label of a document reaches a link but escaped and clipped.
"""

from __future__ import annotations

import streamlit as st

from dashboard.shared import state
from dashboard.shared.wording import clipped, md_escape

LABEL = 60  # characters of a label in a link
_GO = "_go concept"  # in the session: a callback cannot open another page by itself


def concept(id: str, label: str, **url: str) -> None:
    """To the page of a concept. url: what else the link says."""
    _link("concept", f"Concept: {label}", "hub", {"concept": id, **url})


def theme(id: str, label: str) -> None:
    """To a theme among the themes, with its quotes and why it is one."""
    _link("themes", f"Theme: {label}", "format_quote", {"theme": id})


def study(id: str, name: str, *, document: str = "", at: int | None = None, end: int | None = None) -> None:
    """To a study as it was read. document, at, end: a span of its canonical text to open it at and to mark."""
    place = {} if at is None else {"document": document, "at": str(at), "end": str(at if end is None else end)}
    _link("studies", f"Study: {name}", "article", {"study": id, **place})


def support(id: str, says: str) -> None:
    """To the studies that support a concept. says: how many they are."""
    _link("concept", says, "groups", {"concept": id})


def ask(query: str, label: str) -> None:
    """To what a query finds, on the page Ask."""
    _link("ask", label, "search", {"q": query})


def number(label: str, value: str, page: str, meaning: str, **url: str) -> None:
    """A number in a box that leads to what it counts.

    label: what is counted; value: as it is shown; page: file of screens/ without its ending; meaning: shown on hover.
    """
    with st.container(border=True, key=f"number {page} {label}", gap=None):
        st.page_link(
            f"screens/{page}.py", label=f"**{md_escape(value)}**", query_params=url, help=meaning, width="stretch"
        )
        st.caption(md_escape(label))


def go(id: str) -> None:
    """Leads to a concept from a callback, such as that of a row; the page calls `follow` when it runs again."""
    st.session_state[_GO] = id


def follow() -> None:
    """Opens the concept that `go` was told; what changed, when a table of changes names one that is no more."""
    if (id := st.session_state.pop(_GO, None)) is None:
        return
    if state.shown(id):
        st.switch_page("screens/concept.py", query_params={"concept": id})
    st.switch_page("screens/changes.py", query_params={"kind": "gone", "change": id})


def _link(page: str, label: str, icon: str, url: dict[str, str]) -> None:
    st.page_link(
        f"screens/{page}.py",
        label=md_escape(clipped(label, LABEL)),
        query_params=url,
        icon=f":material/{icon}:",
    )
