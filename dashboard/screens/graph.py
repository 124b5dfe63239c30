"""Graph: concepts, themes and studies and how they stand to one another, opened from a concept and not all at once.

In: where to begin (concept, theme or study), steps, opened nodes, filters, node and edge of the URL. Out: the page.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from concord import NotFound
from dashboard.charts import network, widgets
from dashboard.charts.network_option import LINES, NAMES
from dashboard.graph import drawing, evidence, frames
from dashboard.shared import glossary, parts, state
from dashboard.shared.wording import count, md_escape, named

Record = dict[str, Any]
SIZES = ("60", "150", "500", "2000", "5000")  # nodes that the picture holds at most

parts.head(
    "Graph",
    "How the themes of the studies translate into one another, and the concepts that come of it. Click a node or a "
    "line to read the words behind it, and go one step further from there.",
)
parts.stop_when_empty()


def begin_with() -> str | None:
    """The concept, theme or study that the URL begins with, and the way back."""
    for word in ("concept", "theme", "study"):
        if asked := state.given_id(word):
            try:
                node = state.records("neighbourhood", asked, steps=0)["nodes"][0]
            except NotFound:
                st.info(
                    md_escape(f"There is no {word} {asked} any more; this is the graph of the most supported concepts.")
                )
                return None
            with st.container(horizontal=True, vertical_alignment="center", key="begun"):
                st.markdown(f"Around the {node['kind']} **{md_escape(node['label'])}**", width="content")
                st.button("Begin anew", on_click=_begin, args=(None, None), type="tertiary", icon=":material/undo:")
            return str(asked)
    return None


def _begin(kind: str | None, id: str | None) -> None:
    """Begins with another node; what was opened and chosen before belongs to the former picture."""
    former = dict.fromkeys(("concept", "theme", "study", "facet", "opened", "node", "edge", "find"))
    state.put(**(former | ({kind: id} if kind else {})))


def found_by_words() -> None:
    """The search box for a node, with what it found as the ways to begin."""
    words = state.words("Find a concept, theme or study", "find", "Words of its name")
    if not words:
        return
    hits = state.records("nodes_named", words)
    with st.container(horizontal=True, key="hits", gap="small"):
        for hit in hits:
            st.button(
                md_escape(f"{NAMES[hit['kind']]}: {frames.name(hit)}"),
                key=f"hit {hit['id']}",
                on_click=_begin,
                args=(hit["kind"], hit["id"]),
            )
        if not hits:
            st.caption("No name has a word that begins so.")


def chosen(start: str | None) -> tuple[Record, dict[str, network.Place]]:
    """The neighbourhood that the boxes ask for, and where its nodes lie."""
    boxes = st.columns([2, 2, 1])
    with boxes[0]:
        facet = state.choice("Facet", "facet", state.facets(), named, help=glossary.meaning("facet"))
    with boxes[1]:
        steps = state.number("Steps from where it begins", "steps", 0, 4, 1)
    with boxes[2]:
        most = state.choice("Nodes at most", "most", SIZES, _thousands, default="150")
    with st.expander("Studies, kinds, lines and support", icon=":material/tune:"):
        studies, kinds, relations, least = _finer()
    boxes_say = {
        "facet": facet,
        "studies": studies,
        "kinds": kinds,
        "relations": relations,
        "least": least,
        "steps": steps,
        "opened": tuple(state.listed("opened")),
        "most": int(most or SIZES[1]),
    }
    node, edge = state.given_id("node"), state.given_id("edge")
    return drawing.holding(start, tuple(boxes_say.items()), node, edge)


def _thousands(size: str) -> str:
    return f"{int(size):,}"


def _finer() -> tuple[tuple[str, ...] | None, tuple[str, ...], tuple[str, ...], int]:
    """Studies (None: all), kinds of nodes, relations, and the least support of a concept."""
    names = {study["id"]: study["short"] for study in state.records("studies")}
    left, right = st.columns(2)
    with left:
        studies = state.several("Studies", "studies", sorted(names, key=names.__getitem__), names.__getitem__)
        kinds = state.several("Kinds of nodes", "kinds", list(NAMES), NAMES.__getitem__)
    with right:
        relations = state.several("Lines", "relations", list(LINES), frames.line_name)
        least = state.number("Studies that support a concept, at least", "least", 0, min(len(names), 20), 0)
    return None if len(studies) == len(names) else tuple(studies), tuple(kinds), tuple(relations), least


def told(shown: Record, start: str | None) -> None:
    """What is there, and what is not."""
    said = f"{count(len(shown['nodes']), 'node')} and {count(len(shown['edges']), 'line')}"
    if not start and shown["begun"] < shown["starts"]:
        said += f"; the {shown['begun']:,} most supported of {count(shown['starts'], 'concept')}"
    if shown["nodes_left"]:
        said += f"; {shown['nodes_left']:,} more lie as near, more “Nodes at most” would show them"
    if shown["edges_left"]:
        said += f"; {count(shown['edges_left'], 'weaker line')} left away"
    st.caption(said + ".")


def picture(shown: Record, places: dict[str, network.Place], start: str | None) -> None:
    """The picture, with the words of what is chosen beside it."""
    node = state.remembered_id("node", (node["id"] for node in shown["nodes"]))
    edge = state.remembered_id("edge", (edge["id"] for edge in shown["edges"]))
    left, right = st.columns([5, 3], gap="medium")
    with left:
        widgets.graph(
            shown,
            places,
            "graph",
            "Graph of concepts, themes and studies; the table below offers the same choice",
            lambda id: state.put(node=id, edge=None),
            lambda id: state.put(edge=id, node=None),
            begun=(start,) if start else (),
        )
    # Words may scroll beside the picture; the legend alone does not, as nothing in it takes the focus.
    with right, st.container(border=True, key="evidence", height=680 if edge or node else "content"):
        if edge:
            evidence.of_edge(shown, edge)
        elif node:
            evidence.of_node(shown, node, begin=_begin, open=_open)
        else:
            evidence.how_to_read(shown)


def _open(id: str) -> None:
    state.put(opened=",".join([*state.listed("opened"), id]))


def the_tables(shown: Record) -> None:
    """The same nodes and lines as tables."""
    st.subheader("The same as a table", anchor=False)
    if state.toggles("Table", "table", ("nodes", "lines"), {"nodes": "Nodes", "lines": "Lines"}.__getitem__) == "nodes":
        frame = frames.nodes_frame(shown["nodes"])
        parts.table(
            frame.head(frames.ROWS),
            "nodes_table",
            "Nodes of the graph",
            {
                "kind": parts.text("Kind", 90),
                "name": parts.text("Name", 320),
                "facet": parts.text("Facet", 140, glossary.meaning("facet")),
                "study": parts.text("Study", 200),
                "support": parts.number("Support", glossary.meaning("support")),
                "lines not shown": parts.number("Lines not shown", "Lines of the node that lead out of the picture."),
            },
            on_row=lambda id: state.put(node=id, edge=None),
            whole=lambda: frame,
        )
    else:
        frame = frames.edges_frame(shown)
        parts.table(
            frame.head(frames.ROWS),
            "edges_table",
            "Lines of the graph",
            {
                "from": parts.text("From", 300),
                "relation": parts.text("Relation", 160),
                "to": parts.text("To", 300),
                "score": parts.number("Score", "0 to 1; 1 for what is no judgement.", "%.2f", 60),
                "decided by": parts.text("Decided by", 110),
            },
            on_row=lambda id: state.put(edge=id, node=None),
            whole=lambda: frame,
        )
    if len(frame) > frames.ROWS:
        st.caption(f"The first {frames.ROWS:,} of {len(frame):,} rows; the file has all, a filter narrows them.")


start = begin_with()
found_by_words()
shown, places = chosen(start)
if shown["nodes"]:
    told(shown, start)
    picture(shown, places, start)
    the_tables(shown)
else:
    parts.nothing("Nothing fits these filters. Choose another facet, more studies, more kinds or less support.")
