"""The translation table of a concept: each study's own words, and how they stand to the concept."""

from __future__ import annotations

from typing import Any

from synthesis import synthesise
from synthesis.concept import Concept, Relation, Synthesis
from synthesis.decisions import Address, Decision, Kind, chained
from synthesis.similarity.term import Embedding
from synthesis.translation_table import Row, translation_table
from tests.synthesis.small import extraction, study, theme

ONE = study("berg2018", "Feeding the hens comes first.", title="Henhouses in winter", authors=["Lena Berg"], year=2018)
TWO = study("cruz2020", "Hen feeding is daily work.", title="Small farms and birds", authors=["Ines Cruz"], year=2020)
TOLD = [
    extraction(ONE, theme(ONE, "stage", "feeding the hens", quote="Feeding the hens comes first.")),
    extraction(TWO, theme(TWO, "stage", "hen feeding", quote="Hen feeding is daily work.")),
]


def made(embedding: Embedding, *contents: dict[str, Any]) -> Synthesis:
    log: list[Decision] = []
    for content in contents:
        log.append(chained(Decision(**({"who": "Ada"} | content)), log[-1] if log else None))
    return synthesise([ONE, TWO], TOLD, log, embedding=embedding)


def table(synthesis: Synthesis) -> tuple[Concept, tuple[Row, ...]]:
    (concept,) = synthesis.concepts
    return concept, translation_table(concept, synthesis)


def test_the_central_theme_names_the_concept_and_the_others_are_told_in_its_terms(embedding: Embedding) -> None:
    """The first row has the concept's label and no relation; the second translates into it, with score and reasons."""
    concept, (first, second) = table(made(embedding))
    assert first.theme.label == concept.label
    assert (first.through, first.relations) == (None, ())
    assert second.through == first.theme
    assert second.relations
    assert second.reasons
    assert 0 < second.score <= 1
    assert second.decided_by == ("machine",)


def test_every_theme_of_a_concept_has_one_row(embedding: Embedding) -> None:
    """No theme is left out and none stands twice."""
    concept, rows = table(made(embedding))
    assert sorted(row.theme.id for row in rows) == sorted(concept.themes)


def test_a_reviewers_relation_comes_before_the_machines(embedding: Embedding) -> None:
    """Two relations of one pair stand in one row, the person's first."""
    _, (first, second) = table(made(embedding))
    themes = (Address.of(second.theme), Address.of(first.theme))
    drawn = {"kind": Kind.RELATE, "themes": themes, "value": "broadMatch", "reason": "hens are birds"}
    _, (_, row) = table(made(embedding, drawn))
    assert row.relations[0] is Relation.BROAD
    assert row.decided_by == ("Ada", "machine")
    assert row.reasons[0] == "hens are birds"


def test_a_concept_that_a_reviewer_named_still_begins_with_a_theme(embedding: Embedding) -> None:
    """The name of a person is nobody's words: the first row is the nearest theme."""
    themes = tuple(Address.of(told.themes[0]) for told in TOLD)
    renamed = {"kind": Kind.RENAME, "themes": themes, "value": "Care of poultry", "concept": True}
    concept, rows = table(made(embedding, renamed))
    assert concept.label == "Care of poultry"
    assert rows[0].theme.label in ("feeding the hens", "hen feeding")
    assert rows[1].through == rows[0].theme
