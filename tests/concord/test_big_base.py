"""The large made-up knowledge base by which speed is measured, in a small size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.big_base import FACETS, build
from benchmarks.big_papers import papers
from concord import KnowledgeBase
from synthesis.concept import Translation

STUDIES, THEMES = 6, 120


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six studies."""
    path = tmp_path_factory.mktemp("big") / "big.db"
    build(path, STUDIES, THEMES, told=lambda line: None)
    return path


def test_it_opens_as_any_other_and_every_quote_stands_where_it_says(made: Path) -> None:
    """Nothing is extracted anew, and verify finds nothing to say."""
    kb = KnowledgeBase(made, tell=pytest.fail)

    assert len(kb.studies()) == STUDIES and len(kb.themes()) == THEMES
    assert kb.verify() == []
    documents = {document.id: document for study in kb.corpus for document in study.documents}
    for theme in kb.synthesis.themes:
        assert all(documents[m.anchor.document].quote(m.anchor) == m.quote for m in theme.mentions)


def test_it_holds_what_pages_are_tried_on(made: Path) -> None:
    """Shared concepts, shared primary studies, facts of the method, decisions of several people, two snapshots."""
    kb = KnowledgeBase(made)

    assert {concept["facet"] for concept in kb.concepts()} == set(FACETS)
    assert max(len(concept["studies"]) for concept in kb.concepts()) > 1
    assert len({row["who"] for row in kb.log()}) > 1
    assert [row["name"] for row in kb.snapshots()] == ["first round", "second round"]
    assert len(kb.history()) == 2
    assert all(study["included"] for study in kb.studies()) and kb.methods()


def test_the_same_numbers_give_the_same_papers() -> None:
    """Byte for byte, and another seed gives others."""
    one, again, other = (list(papers(3, 45, seed=seed)) for seed in (5, 5, 6))

    assert one == again
    assert one != other


def test_a_translation_read_from_the_store_says_the_reasons_that_it_was_made_with(made: Path) -> None:
    """They are not kept, and said again they are the same."""
    kb = KnowledgeBase(made)

    read, new = list(kb.synthesis.translations), list(_anew(kb))
    assert len(read) > 20 and all(edge.reasons for edge in read)
    assert read == new


def _anew(kb: KnowledgeBase) -> Sequence[Translation]:
    """The translations of a synthesis that is made from the start."""
    from concord import resources
    from concord.codebooks import thesaurus_of
    from synthesis import synthesise

    now = kb._now()
    thesaurus = thesaurus_of(now.codebook(study).texts for study in now.studies)
    return synthesise(
        now.studies, now.extractions, now.log, embedding=resources.embedding(), thesaurus=thesaurus, facts=now.facts
    ).translations
