"""Graph: how themes translate into one another, as a picture and as a table.

In: facet, studies, relation, node and edge of the URL. Out: the page.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from dashboard import charts, frames, network, parts, state
from dashboard.wording import RELATIONS, count, marked, md_escape, named

parts.head(
    "Graph", "How the themes of the studies translate into one another. Click a theme or a line to read both sides."
)
parts.stop_when_empty()

studies, themes, edges = state.records("studies"), state.records("themes"), state.records("edges")
names = frames.short_names(studies)
by_id = {theme["id"]: theme for theme in themes}


@st.cache_data(show_spinner="Placing the themes …", max_entries=16)
def _picture(themes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> network.Picture:
    return network.picture(themes, edges)


def filtered() -> network.Picture:
    """The picture of what the filters leave."""
    boxes = st.columns([1, 2, 1])
    per_facet = Counter(by_id[edge["source"]]["facet"] for edge in edges)
    facets = frames.used_facets((by_id[edge["source"]] for edge in edges), state.facets())
    richest = max(facets, key=lambda facet: per_facet[facet])
    with boxes[0]:
        facet = state.choice("Facet", "facet", facets, named, default=richest)
    with boxes[1]:
        picked = state.several("Studies", "studies", sorted(names, key=names.__getitem__), names.__getitem__)
    with boxes[2]:
        relation = state.choice(
            "Relation", "relation", [r for r in RELATIONS if r != "narrowMatch"], RELATIONS.__getitem__
        )
    kept = [theme for theme in themes if theme["status"] != "rejected" and theme["study"] in picked]
    kept = [theme for theme in kept if theme["facet"] == facet]
    ids = {theme["id"] for theme in kept}
    wanted = [edge for edge in edges if edge["source"] in ids and edge["target"] in ids]
    drawn = [edge for edge in frames.one_way(wanted) if relation in (None, edge["relation"])]
    return _picture(kept, drawn)


def evidence(shown: network.Picture, node: str | None, edge: str | None) -> None:
    """The words of both sides of a line, or of a theme and its neighbours."""
    found = {frames.edge_id(e): e for e in shown.edges}
    with st.container(border=True, key="evidence", height=680):
        if edge in found:
            both_sides(found[edge])
        elif node:
            st.caption("The theme")
            side(node)
            for e in shown.edges:
                if node in (e["source"], e["target"]):
                    st.divider()
                    other = e["target"] if node == e["source"] else e["source"]
                    st.caption(md_escape(f"{relation_of(e, node)} ({e['score']:.2f}); {'; '.join(e['reasons'])}"))
                    side(other)
        else:
            st.markdown("Click a theme or a line of the picture, or choose a row of the table below.")
            st.markdown("\n".join(f"- {line}" for line in network.LINES.values()))
            st.markdown("Colour and shape tell the studies apart. Drag to move, scroll to come nearer.")


def both_sides(edge: dict[str, Any]) -> None:
    side(edge["source"], edge["quotes"][0])
    st.markdown(
        f"**{RELATIONS[edge['relation']]}** (score {edge['score']:.2f}, decided by {md_escape(edge['decided_by'])})"
    )
    parts.reasons(edge["reasons"])
    side(edge["target"], edge["quotes"][1])


def side(id: str, quote: str | None = None) -> None:
    theme = by_id[id]
    st.markdown(f"**{md_escape(theme['label'])}** · {md_escape(names.get(theme['study'], theme['study']))}")
    words = quote or theme["quote"]
    st.markdown(marked(words, [[0, len(words)]]))
    st.page_link("screens/themes.py", label="In its context", query_params={"theme": id})


def relation_of(edge: dict[str, Any], node: str) -> str:
    if edge["relation"] == "broadMatch":
        return RELATIONS["broadMatch" if edge["source"] == node else "narrowMatch"]
    return RELATIONS[edge["relation"]]


def the_table(shown: network.Picture) -> None:
    st.subheader("The same as a table", anchor=False)
    parts.table(
        frames.translations_frame(shown.edges, names, themes),
        "edges",
        "Translations between themes",
        {
            "theme": parts.text("Theme", 180),
            "other theme": parts.text("Other theme", 180),
            "study": parts.text("Study", 160),
            "other study": parts.text("Other study", 160),
            "reasons": parts.text("Reasons", 240),
            "score": parts.number("Score", "0 to 1", "%.2f", 60),
        },
        on_row=lambda id: state.put(edge=id, node=None),
    )


if not edges:
    parts.nothing("No two studies share a theme yet. Add another study on the same subject.")
    st.stop()
shown = filtered()
node = state.remembered_id("node", (theme["id"] for theme in shown.nodes))
edge = state.remembered_id("edge", (frames.edge_id(edge) for edge in shown.edges))
if not shown.edges:
    parts.nothing("No translation fits. Choose another facet, relation or more studies.")
    st.stop()
st.caption(
    f"{count(len(shown.nodes), 'theme')} and {count(len(shown.edges), 'translation')}"
    + (f"; {shown.left_out:,} weaker ones are left out, a filter brings them back" if shown.left_out else "")
    + "."
)
left, right = st.columns([5, 3], gap="medium")
with left:
    charts.graph(
        shown,
        names,
        "graph",
        "Graph of themes and their translations; the table below offers the same choice",
        lambda id: state.put(node=id, edge=None),
        lambda number: state.put(edge=frames.edge_id(shown.edges[number]), node=None),
    )
with right:
    evidence(shown, node, edge)
the_table(shown)
