"""The corpus at a glance: its counts are those of the lists, its years hold all studies, a study can be set aside."""

from __future__ import annotations

import json

import pytest

from concord import KnowledgeBase
from corpus.errors import BadDecision
from tests.concord.conftest import Run


def test_the_overview_counts_what_the_lists_hold(kb: KnowledgeBase) -> None:
    """No number of it is its own."""
    found = kb.overview()
    concepts = kb.concepts()

    assert (found["studies"], found["themes"]) == (len(kb.studies()), len(kb.themes()))
    assert (found["concepts"], sum(row["concepts"] for row in found["facets"])) == (len(concepts), len(concepts))
    assert found["shared"] == sum(len(concept["studies"]) > 1 for concept in concepts) > 0
    for row in found["facets"]:
        assert row["themes"] == len(kb.themes(facet=row["facet"]))
        assert row["studies"] == len({s for c in kb.concepts(row["facet"]) for s in c["support"]["eligible_studies"]})


def test_each_concept_appears_in_the_year_of_its_first_study(kb: KnowledgeBase) -> None:
    """Every study and every supported concept stands in one year, and the lists of a year hold what it counts."""
    years = {study["id"]: study["year"] for study in kb.studies()}
    rows = kb.timeline()

    assert sorted(id for row in rows for id in row["studies"]) == sorted(years)
    assert sum(row["concepts"] for row in rows) == sum(bool(concept["studies"]) for concept in kb.concepts())
    for row in rows:
        appear = kb.appearing(row["year"])
        assert len(appear) == row["concepts"]
        assert all({years[id] for id in concept["first"]} == {row["year"]} for concept in appear)


def test_a_study_that_is_set_aside_counts_again_when_that_is_taken_back(kb: KnowledgeBase) -> None:
    """One decision, one undo; what was rejected before stays rejected."""
    study = kb.studies()[0]["id"]
    bad = kb.themes(study=study)[0]["id"]
    kb.reject(bad)
    before = kb.overview()
    kept = kb.set_aside(study, reason="added by mistake")

    assert all(theme["status"] == "rejected" for theme in kb.themes(study=study))
    assert not any(study in concept["studies"] for concept in kb.concepts(status="proposed"))
    with pytest.raises(BadDecision, match="nothing to set aside"):
        kb.set_aside(study, reason="again")

    kb.undo(kept["number"])
    assert kb.overview() == before
    assert [theme["id"] for theme in kb.themes(study=study, status="rejected")] == [bad]


def test_to_set_a_study_aside_needs_a_reason(kb: KnowledgeBase) -> None:
    """Nothing is kept without one."""
    with pytest.raises(BadDecision, match="needs a reason"):
        kb.set_aside(kb.studies()[0]["id"], reason=" ")
    assert kb.log() == []


def test_the_command_line_says_the_same(run: Run, kb_path: str) -> None:
    """`overview`, `selection` and `review set-aside` are skins over the same methods."""
    kb = KnowledgeBase(kb_path)

    assert json.loads(run("overview", "--kb", kb_path, "--format", "json").stdout) == kb.overview()
    assert "3 studies in 3 files" in run("overview", "--kb", kb_path).stdout
    assert json.loads(run("selection", "--kb", kb_path, "--format", "json").stdout) == kb.selection()
    done = run("review", "set-aside", kb.studies()[0]["id"], "--reason", "a mistake", "--kb", kb_path)
    assert done.returncode == 0 and kb.log()[-1]["kind"] == "reject"
