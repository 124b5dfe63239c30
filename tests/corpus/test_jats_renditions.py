"""JATS beside other forms of one made-up paper: one study, one tree, the same blocks; and any tree of elements."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.errors import ConcordError
from corpus.identity import join
from corpus.read import read
from corpus.study import Document
from tests.corpus.conftest import article
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


KINDS = (
    "sec title p list list-item label def-list def-item term def fig caption table-wrap table tr td thead fn fn-group"
    " disp-formula disp-quote boxed-text verse-group statement code media alternatives graphic attrib permissions"
    " ref-list ref mixed-citation element-citation name surname collab ack app glossary notes bold sup xref abstract"
    " unheard-of kwd-group kwd contrib-group contrib aff sub-article front-stub tgroup row entry back article-title"
).split()


def trees() -> st.SearchStrategy[str]:
    """Elements of JATS in one another without rhyme or reason, with a "#" wherever words stand."""
    words = st.sampled_from(["", "", "# "])

    def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        parts = st.lists(st.tuples(inside, words).map("".join), min_size=1, max_size=4).map("".join)
        return st.tuples(st.sampled_from(KINDS), words, parts).map(lambda t: f"<{t[0]}>{t[1]}{t[2]}</{t[0]}>")

    return st.recursive(st.sampled_from(KINDS).map(lambda kind: f"<{kind}># </{kind}>"), element, max_leaves=12)


@settings(max_examples=80)
@given(trees(), trees(), trees(), trees())
def test_no_word_is_lost_wherever_it_stands(body: str, back: str, meta: str, beside: str) -> None:
    """Also where the format has no place for it: what cannot be placed is set aside, not dropped."""
    first, *rest = article(body, back, meta, beside).split("#")
    text = first + "".join(f"word{number}{piece}" for number, piece in enumerate(rest))
    try:
        document = read("paper", text.encode())
    except ConcordError:
        assume(False)

    said = set(document.text.split())
    assert [number for number in range(len(rest)) if f"word{number}" not in said] == []
