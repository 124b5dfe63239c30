"""JATS beside other forms of one made-up paper: one study, one tree of sections, the same blocks."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings

from corpus.identity import join
from corpus.read import read
from corpus.study import Document
from tests.corpus.papers import jats, tei
from tests.corpus.papers.make import papers
from tests.corpus.papers.structure import Paper
from tests.corpus.papers.truth import blocks, shared, tree, true_blocks, true_tree


@settings(max_examples=25)
@given(papers())
def test_the_structure_of_a_paper_is_found(made: Paper) -> None:
    """Every section, every block, and nothing more."""
    document = read("paper", jats.written(made))

    assert tree(document) == true_tree(made)
    assert shared(blocks(document), true_blocks(made)) == 1.0
    assert document.coverage == 1.0 and document.metadata.authors == tuple(" ".join(name) for name in made.authors)


@settings(max_examples=10)
@given(papers())
def test_two_forms_of_one_paper_are_one_study_with_one_tree(made: Paper) -> None:
    """In any order of the files, under one id."""
    first, second = read("a", jats.written(made)), read("b", tei.written(made))

    (study,) = join([first, second])
    assert join([second, first]) == (study,)
    assert {document.format for document in study.documents} == {"jats", "tei"}
    assert tree(first) == tree(second)


def test_the_golden_paper_is_one_study_in_all_its_forms(golden: Callable[[str], Document]) -> None:
    """JATS states most of itself, so it is the best form."""
    names = ("rooftop_bees.jats.xml", "rooftop_bees.tei.xml", "rooftop_bees.md")
    documents = [golden(name) for name in names]

    (study,) = join(documents)
    assert study.documents[0].format == "jats"
    assert (study.id, study.year, study.doi) == ("quist2021keeping", 2021, "10.5555/roof.2021.17")
    numbered = [[node for node in tree(document) if node.number] for document in documents]
    assert numbered[0] == numbered[1]
