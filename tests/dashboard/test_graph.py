"""The graph of a real knowledge base: neighbourhoods, edges with their words, and the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord import BadInput, KnowledgeBase, NotFound
from dashboard.graph.frames import edges_frame, nodes_frame
from tests.dashboard.test_pages import opened, text


@pytest.fixture
def kb(small_store: Path) -> KnowledgeBase:
    """The small knowledge base, which nothing here changes."""
    return KnowledgeBase(small_store)


def test_the_whole_graph_has_every_translation_once(kb: KnowledgeBase) -> None:
    """Each pair and relation of `edges`, with one of its two directions, and words only where they are asked for."""
    found = kb.neighbourhood(steps=4, most=5000)
    drawn = {e["id"]: e for e in found["edges"] if e["relation"].endswith("Match")}
    told = {(*sorted((e["source"], e["target"])), e["relation"].replace("narrow", "broad")) for e in kb.edges()}

    assert not found["edges_left"]
    assert {(*sorted((e["source"], e["target"])), e["relation"]) for e in drawn.values()} == told
    worded = kb.neighbourhood(steps=4, most=5000, words=True)["edges"]
    machine = [e for e in worded if e["id"] in drawn and e["decided_by"] == "machine"]
    assert all(e["reasons"] and e["quotes"][0] for e in machine) and not any(e["reasons"] for e in drawn.values())
    assert kb.edge(machine[0]["id"]) == machine[0]


def test_what_is_not_in_the_graph_is_said(kb: KnowledgeBase) -> None:
    """A wrong id, kind or relation is a sentence that says what there is."""
    with pytest.raises(NotFound, match="no concept, theme or study 'x'"):
        kb.neighbourhood("x")
    with pytest.raises(NotFound, match="no edge 'a-b-cites'"):
        kb.edge("a-b-cites")
    with pytest.raises(BadInput, match=r"no kind 'block'; there are: concept, theme, study\."):
        kb.neighbourhood(kinds=["block"])


def test_tables_hold_what_the_picture_holds(kb: KnowledgeBase) -> None:
    """Row by row, so that a canvas is not the only way."""
    found = kb.neighbourhood(most=40)
    nodes, edges = nodes_frame(found["nodes"]), edges_frame(found)

    assert nodes["id"].tolist() == [node["id"] for node in found["nodes"]]
    assert set(edges["id"]) == {edge["id"] for edge in found["edges"]}
    assert nodes.loc[nodes["kind"] == "Concept", "support"].notna().all()


def test_a_link_shows_what_it_names_also_beyond_the_bound(store: Path) -> None:
    """A node that the picture has no room for is taken in first."""
    kb = KnowledgeBase(store)
    few = {node["id"] for node in kb.neighbourhood(most=60)["nodes"]}
    beyond = next(theme for theme in kb.themes() if theme["id"] not in few and theme["status"] != "rejected")
    said = text(opened("graph", most="60", node=beyond["id"]))

    assert f"Theme **{beyond['label']}**" in said


def test_one_step_more_is_in_the_url(store: Path) -> None:
    """And Begin here drops what was opened before."""
    concept = KnowledgeBase(store).concepts()[0]["id"]
    study = KnowledgeBase(store).concepts()[0]["studies"][0]
    app = opened("graph", concept=concept, node=study)
    before = len(app.dataframe[0].value)
    next(button for button in app.button if button.label == "One step more").click().run()

    assert app.query_params["opened"] == study and len(app.dataframe[0].value) > before
    next(button for button in app.button if button.label == "Begin here").click().run()
    assert app.query_params["study"] == study and not {"opened", "concept"} & set(app.query_params)
