"""What a concept rests on: the same figures as in its record, opened up."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from concord import KnowledgeBase
from concord.cli.showing_support import show_support
from concord.deciding.desk import concept_named
from corpus.errors import NotFound
from synthesis.weighing import Assumptions


@pytest.fixture(scope="module")
def kb(root: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """Reviews of one field of the sample corpus, of which one includes two others."""
    documents = root / "data" / "sample_corpus" / "documents" / "water_twins"
    wanted = ("amsel", "lindqvist", "okafor", "varga")
    made = KnowledgeBase(tmp_path_factory.mktemp("resting") / "resting.db")
    made.add([path for path in sorted(documents.iterdir()) if path.name.startswith(wanted)])
    return made


def test_the_figures_are_those_of_the_concept(kb: KnowledgeBase) -> None:
    """Under the usual assumptions there is no second way to reckon them."""
    for concept in kb.concepts():
        found, support = kb.rests_on(concept["id"]), concept["support"]

        assert (found["verdict"], found["why"]) == (concept["verdict"], concept["why"])
        names = found.keys() & support.keys() - {"weights", "without"}
        assert {name: found[name] for name in names} == {name: support[name] for name in names}
        assert {left["study"]: left["share"] for left in found["without"]} == support["without"]


def test_shared_primary_studies_are_named_wherever_studies_count_as_fewer(kb: KnowledgeBase) -> None:
    """Each of them is among the primary studies of all that are said to hold it."""
    fewer = [found for c in kb.synthesis.concepts if (found := kb.rests_on(c.id))["effective"][1] < found["studies"]]

    assert fewer
    for found in fewer:
        primary = {weight["study"]: weight["primary"] for weight in found["weights"]}
        assert found["shared"] or found["why"]
        for row in found["shared"]:
            assert len(row["studies"]) > 1
            assert all(row["work"] in primary[study] for study in row["studies"])


def test_a_figure_is_held_against_other_assumptions(kb: KnowledgeBase) -> None:
    """In the order asked for; the first of them is what rests_on gives."""
    concept = max(kb.synthesis.concepts, key=lambda c: (len(c.studies), c.id))
    asked = [Assumptions(), Assumptions(theme_level=False), Assumptions(works="all", merged=("cites",))]
    rows = kb.under(concept.id, asked)

    told = [row["assumptions"] for row in rows]
    assert [(chosen["works"], chosen["theme_level"], chosen["merged"]) for chosen in told] == [
        ("included", True, []),
        ("included", False, []),
        ("all", True, ["cites"]),
    ]
    assert rows[0].items() <= kb.rests_on(concept.id).items()
    assert len({tuple(row["effective"]) for row in rows}) > 1


def test_a_concept_that_is_not_there_is_said(kb: KnowledgeBase) -> None:
    """In a sentence, by both."""
    with pytest.raises(NotFound, match="no concept"):
        kb.rests_on("c000")
    with pytest.raises(NotFound, match="no concept"):
        kb.under("c000", [Assumptions()])


def test_the_sum_under_a_weighted_agreement_is_told(kb: KnowledgeBase, capsys: pytest.CaptureFixture[str]) -> None:
    """The supporters' weights over those of all in scope, which are what all of them would count as."""
    checked = 0
    for concept in kb.concepts():
        found = kb.rests_on(concept["id"])
        show_support(found)
        told = re.search(r"([\d.]+) of ([\d.]+) support it\.", capsys.readouterr().out.split("u is what")[1])
        if told:
            supporting, everything = map(float, told.groups())
            assert supporting / everything == pytest.approx(found["weighted"], abs=0.02)
            checked += 1
    assert checked


def test_concepts_of_one_name_are_told_apart_by_what_they_are_part_of(kb: KnowledgeBase) -> None:
    """Two levels are called alike; the scale, else the studies say which is which."""
    whole, *others = kb.synthesis.concepts
    one, two = (replace(other, label="Basic", broader=()) for other in others[:2])
    synthesis = replace(kb.synthesis, concepts=(whole, replace(one, broader=(whole.id,)), two))

    with pytest.raises(NotFound) as told:
        concept_named("basic", synthesis)
    assert f"{one.id} ({one.facet}, part of '{whole.label}', in {', '.join(one.studies)})" in str(told.value)
    assert f"{two.id} ({two.facet}, in " in str(told.value)
