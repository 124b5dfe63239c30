"""Strands remember where their characters stood, whatever is cut out of them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.strand import BREAK, SPACE, join, seams, strand_of

WORDS = st.text(alphabet="ab c\n.é*", max_size=60)


@given(WORDS, st.data())
def test_each_character_of_a_cut_strand_still_knows_its_place(source: str, data: st.DataObject) -> None:
    """source[at] is the character, for all that was not put in."""
    ends = sorted(data.draw(st.lists(st.integers(0, len(source)), min_size=0, max_size=6)))
    spans = [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]

    cut = strand_of(source).cut(spans)

    assert [source[cut.offset(index)] for index in range(len(cut))] == list(cut.text)


@given(WORDS, st.data())
def test_what_stands_between_two_seams_stands_in_the_source(source: str, data: st.DataObject) -> None:
    """White space aside, a stretch without a seam is verbatim."""
    ends = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=6)))
    strand = strand_of(source).cut((a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b).fold()
    cuts = [0, *seams(strand, source), len(strand)]

    solid = "".join(source.split())
    assert all("".join(strand.text[a:b].split()) in solid for a, b in pairwise(cuts))


def test_seams_are_sorted_and_lie_where_a_sign_was_taken_out() -> None:
    """The seam stands before the later of the two neighbours."""
    source = "a **b** c"
    strand = strand_of(source).cut([(2, 4), (5, 7)])

    assert (strand.text, seams(strand, source)) == ("a b c", (2, 4))


def test_white_space_alone_makes_no_seam() -> None:
    """Lines joined by a space are neighbours in the file, too."""
    source = "one\n  two"

    assert seams(join(list(strand_of(source).lines())).fold(), source) == ()


def test_words_in_another_order_than_in_the_file_have_a_seam() -> None:
    """A quote over the two would not stand in the file."""
    source = "one two"
    strand = join([strand_of(source, 4), strand_of(source, 0, 3)], SPACE)

    assert seams(strand, source) == (4,)


def test_joining_leaves_empty_strands_out() -> None:
    """No separator stands before the first or after the last of them."""
    source = "xy"
    parts = [strand_of(source, 0, 0), strand_of(source, 0, 1), strand_of(source, 2), strand_of(source, 1, 2)]

    assert join(parts, BREAK).text == "x\ny"
