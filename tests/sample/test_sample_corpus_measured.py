"""The program on the sample corpus against its answer key, with the generic codebook, which has no lexicon.

The floors are what a change must not fall below; docs/measurements.md records the figures themselves.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from concord import KnowledgeBase


@pytest.fixture(scope="module")
def base(root: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A knowledge base of the sample corpus."""
    kb = KnowledgeBase(tmp_path_factory.mktemp("sample") / "sample.db")
    added = kb.add([root / "data" / "sample_corpus" / "documents"])
    assert not added.unreadable
    return kb


def test_two_renditions_of_one_study_are_one_study(base: KnowledgeBase) -> None:
    """Fourteen files, thirteen studies, one of them with two documents."""
    assert sorted(len(study["documents"]) for study in base.studies()) == [1] * 12 + [2]


def test_themes_of_other_fields_are_found_with_the_generic_codebook(base: KnowledgeBase, root: Path) -> None:
    """No lexicon helps here: lists, headings, tables, enumerations and phrases must do."""
    themes = base.evaluate(root / "data" / "sample_corpus" / "key")["themes"]

    assert themes["f1"] >= 0.75
    assert themes["precision"] >= 0.80


def test_concepts_of_other_fields_hold_few_wrong_merges(base: KnowledgeBase, root: Path) -> None:
    """What must stay apart stays apart, and most of what belongs together is together."""
    concepts = base.evaluate(root / "data" / "sample_corpus" / "key")["concepts"]

    assert concepts["wrong_merges"] <= 3
    assert concepts["pair_f1"] >= 0.6


def test_what_studies_deny_is_no_support(base: KnowledgeBase) -> None:
    """Whoever denies a concept is never among those who support it."""
    for concept in base.concepts():
        assert not set(concept["studies"]) & set(concept["refuted_by"]), concept["label"]
