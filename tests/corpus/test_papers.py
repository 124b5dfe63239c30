"""The made-up papers themselves: what the tests of all readers stand on."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from tests.corpus.papers import dump, jats, markdown, tei
from tests.corpus.papers.make import paper, papers
from tests.corpus.papers.structure import Paper
from tests.corpus.papers.truth import true_blocks, true_tree


def test_a_seed_gives_the_same_files_each_time() -> None:
    """A failure can be shown to others by its seed."""
    forms = [
        tei.written,
        jats.written,
        dump.written,
        *(lambda p, d=d: markdown.written(p, d) for d in markdown.DIALECTS),
    ]

    assert [form(paper(11)) for form in forms] == [form(paper(11)) for form in forms]


@settings(max_examples=30)
@given(papers())
def test_what_must_be_found_is_plain(made: Paper) -> None:
    """No two paragraphs say the same, and each section lies one level below the one that it is in."""
    said = {key: count for key, count in true_blocks(made).items() if key[0] == "paragraph"}
    levels = [node.level for node in true_tree(made)]

    assert set(said.values()) == {1}
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
