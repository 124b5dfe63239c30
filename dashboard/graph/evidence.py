"""What stands beside the graph: the words behind a chosen node or line, and the doors that lead on.

In: a neighbourhood, and the id of what is chosen in it. Out: the panel beside the picture. Called by the graph page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from concord import NotFound
from dashboard.charts.network_option import LINES, NAMES, WORDS
from dashboard.graph.frames import name
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import clipped, count, md_escape, named

Record = dict[str, Any]
QUOTES, LISTED = 6, 12  # quotes of a concept, and lines of a node, that the panel shows


def how_to_read(shown: Record) -> None:
    """What shapes and lines mean, of those that are drawn."""
    st.markdown("Click a node or a line of the picture, or choose a row of the table below.")
    shapes = {"concept": "circle, the larger the more studies support it: a concept", "theme": "square: a theme"}
    shapes |= {"study": "diamond: a study"}
    drawn = {node["kind"] for node in shown["nodes"]}
    st.markdown("**Nodes**\n" + "\n".join(f"- {words}" for kind, words in shapes.items() if kind in drawn))
    relations = {edge["relation"] for edge in shown["edges"]}
    if relations:
        st.markdown("**Lines**\n" + "\n".join(f"- {words}" for kind, words in LINES.items() if kind in relations))
    st.markdown("Point at anything for its name. Drag to move, scroll to come nearer.")


def of_node(shown: Record, id: str, *, begin: Callable[[str, str], None], open: Callable[[str], None]) -> None:
    """A node with its words, the ways on from it, and its lines."""
    node = next(node for node in shown["nodes"] if node["id"] == id)
    st.markdown(f"{NAMES[node['kind']]} **{md_escape(node['label'])}**")
    st.caption(md_escape(_said(node)))
    with st.container(horizontal=True, key="ways"):
        if node["hidden"]:
            st.button(
                "One step more",
                on_click=open,
                args=(id,),
                icon=":material/add:",
                help=f"{count(node['hidden'], 'line')} of it lead out of the picture.",
            )
        st.button("Begin here", on_click=begin, args=(node["kind"], id), icon=":material/adjust:")
    {"concept": _concept, "theme": _theme, "study": _study}[node["kind"]](shown, node)
    _lines(shown, id)


def of_edge(shown: Record, id: str) -> None:
    """The words of both ends of a line, and why it is there."""
    by_id = {node["id"]: node for node in shown["nodes"]}
    edge = state.records("edge", id)
    judged = edge["relation"].endswith("Match") or edge["relation"] == "refutes"
    _end(by_id[edge["source"]], edge["quotes"][0])
    st.markdown(f"**{WORDS[edge['relation']]}**")
    if judged:
        st.caption(md_escape(f"Score {edge['score']:.2f}, 0 to 1; decided by {edge['decided_by']}."))
    parts.reasons(edge["reasons"])
    _end(by_id[edge["target"]], edge["quotes"][1])


def _end(node: Record, quote: str) -> None:
    st.markdown(f"{NAMES[node['kind']]} **{md_escape(node['label'])}**")
    if node["kind"] == "theme":
        st.caption(md_escape(node["study_name"]))
        parts.quote({"quote": quote or node["quote"], "section": "", "document": ""})
        _place(node)
    elif node["kind"] == "concept":
        doors.concept(node["id"], node["label"])
    else:
        doors.study(node["id"], node["label"])


def _said(node: Record) -> str:
    """What a node is, in a line."""
    if node["kind"] == "theme":
        return f"{named(node['facet'])} · {node['study_name']} · {node['polarity']}"
    if node["kind"] == "study":
        return f"{count(node['themes'], 'theme')} in all"
    of = f"{node['studies']} of {count(node['eligible'], 'study', 'studies')}"
    return f"{named(node['facet'])} · {node['verdict']} · supported by {of}"


def _concept(shown: Record, node: Record) -> None:
    if node["definition"]:
        st.markdown(md_escape(node["definition"]))
    doors.concept(node["id"], node["label"])
    own = [other for other in shown["nodes"] if other["kind"] == "theme" and other["group"] == node["id"]]
    for theme in own[:QUOTES]:
        with st.container(gap="xsmall"):
            st.caption(md_escape(f"{theme['study_name']}: {theme['label']}"))
            parts.quote({"quote": theme["quote"], "section": "", "document": ""})
            _place(theme)
    if own[QUOTES:]:
        st.caption(f"{count(len(own) - QUOTES, 'theme')} more; the page of the concept has all of them.")


def _theme(shown: Record, node: Record) -> None:
    try:
        context = state.records("passage", node["document"], node["start"], node["end"])
    except NotFound:  # it was read anew since this picture was made
        context = None
    parts.quote({"quote": node["quote"], "section": "", "document": "", "context": context})
    doors.theme(node["id"], node["label"])
    _place(node)


def _study(shown: Record, node: Record) -> None:
    doors.study(node["id"], node["label"])


def _place(theme: Record) -> None:
    """The way to where a theme stands in its paper."""
    doors.study(theme["study"], theme["study_name"], document=theme["document"], at=theme["start"], end=theme["end"])


def _lines(shown: Record, id: str) -> None:
    """The lines of a node, each a way to its evidence."""
    by_id = {node["id"]: node for node in shown["nodes"]}
    own = [edge for edge in shown["edges"] if id in (edge["source"], edge["target"])]
    if not own:
        return
    st.markdown(f"**{count(len(own), 'line')}** in the picture")
    with st.container(gap=None):
        for edge in own[:LISTED]:
            ends = [
                "this" if end == id else f"“{clipped(name(by_id[end]), 48)}”"
                for end in (edge["source"], edge["target"])
            ]
            st.button(
                md_escape(f"{ends[0]} {WORDS[edge['relation']]} {ends[1]}"),
                key=f"line {edge['id']}",
                type="tertiary",
                on_click=lambda chosen: state.put(edge=chosen, node=None),
                args=(edge["id"],),
            )
    if own[LISTED:]:
        st.caption(f"{count(len(own) - LISTED, 'line')} more in the table.")
