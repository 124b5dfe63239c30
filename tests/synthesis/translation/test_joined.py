"""How a study joins its own themes is kept by the synthesis, the records, the graph and the store."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from concord.store import codec
from corpus.study import Anchor, Reference, Study
from extract.theme import Basis, Evidence, Extraction, Rejected, Relation, RelationKind, Theme
from synthesis.assemble import synthesise
from synthesis.concept import Synthesis
from synthesis.decisions import Address, Decision, Kind
from synthesis.export.records import theme_record, theme_records
from synthesis.export.to_json import to_json
from synthesis.graph import translation_graph
from synthesis.similarity.term import Embedding
from tests.synthesis.small import extraction, study, theme

WORDS = "Night training reduces fear of fog."


@pytest.fixture
def ports() -> tuple[Study, Extraction]:
    """A study whose sentence joins a solution to a challenge, which it reports of another work."""
    paper = study("ito2020", WORDS, refs=[Reference("r1", "Okoro, J. (2015). Fog.")])
    fog = theme(paper, "challenge", "fear of fog")
    said = replace(fog.mentions[0], basis=Basis.BACKGROUND, attributed_to=("r1", "Vance (2011)"), cites=("r1",))
    fog = replace(fog, mentions=(said,))
    training = theme(paper, "solution", "Night training")
    anchor = Anchor(paper.documents[0].id, 0, len(WORDS))
    joined = Relation(RelationKind.ADDRESSES, training.id, fog.id, anchor, WORDS, ("joined by “reduces”",))
    aside = Rejected(paper.id, "challenge", "fog", anchor, WORDS, Evidence.PHRASE, 0.3, "too short")
    return paper, replace(extraction(paper, training, fog), relations=(joined,), rejected=(aside,))


def made(ports: tuple[Study, Extraction], embedding: Embedding, *decisions: Decision) -> Synthesis:
    return synthesise([ports[0]], [ports[1]], decisions, embedding=embedding)


def by_label(synthesis: Synthesis, label: str) -> Theme:
    return next(theme for theme in synthesis.themes if theme.label == label)


def test_an_extraction_with_relations_comes_back_from_the_store(ports: tuple[Study, Extraction]) -> None:
    """Basis, attribution, relations and what was rejected too."""
    assert codec.loads(Extraction, codec.dumps(ports[1])) == ports[1]


def test_records_say_basis_works_and_relations(ports: tuple[Study, Extraction], embedding: Embedding) -> None:
    """A work of the list by its entry, another as the text names it; a relation with the words that show it."""
    synthesis = made(ports, embedding)
    records = {record["label"]: record for record in theme_records(synthesis, [ports[0]])}
    fog, training = records["fear of fog"], records["Night training"]

    assert fog["basis"] == "background"
    assert fog["attributed_to"] == ["r1", "Vance (2011)"]
    assert fog["attributed_works"] == ["Okoro, J. (2015). Fog.", "Vance (2011)"]
    assert fog["cites"] == ["r1"]
    assert [(r["kind"], r["target"], r["quote"]) for r in training["relations"]] == [("addresses", fog["id"], WORDS)]
    assert json.loads(to_json(synthesis, [ports[0]]))["themes"][0]["relations"] is not None


def test_a_relation_survives_a_new_name_of_its_theme(ports: tuple[Study, Extraction], embedding: Embedding) -> None:
    """A rename keeps the id; a theme that is gone takes its relations along."""
    rename = Decision(
        Kind.RENAME, (Address("ito2020", "challenge", "fear of fog"),), value="Fog", who="ann", sequence=1, when="2024"
    )
    synthesis = made(ports, embedding, rename)

    assert [r.target for r in synthesis.relations] == [by_label(synthesis, "Fog").id]
    without = replace(ports[1], themes=ports[1].themes[:1])
    assert made((ports[0], without), embedding).relations == ()


def test_the_graph_draws_the_relations_of_a_study(ports: tuple[Study, Extraction], embedding: Embedding) -> None:
    """As edges between themes, with the reasons."""
    synthesis = made(ports, embedding)
    graph = translation_graph(synthesis)
    edge = graph.get_edge_data(by_label(synthesis, "Night training").id, by_label(synthesis, "fear of fog").id)

    assert edge["addresses"]["reasons"] == "joined by “reduces”"


def test_a_theme_said_once_as_a_finding_is_one(ports: tuple[Study, Extraction]) -> None:
    """And a record of a study that is gone still names the works by their keys."""
    fog = ports[1].themes[1]
    again = replace(fog.mentions[0], basis=Basis.FINDING, attributed_to=())

    assert fog.basis is Basis.BACKGROUND
    assert replace(fog, mentions=(*fog.mentions, again)).basis is Basis.FINDING
    assert theme_record(fog, None)["attributed_works"] == ["r1", "Vance (2011)"]
