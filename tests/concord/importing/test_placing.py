"""Words that somebody coded are found in our text, whatever two programs make of one paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.importing.placing import Span, place, place_words

OURS = (
    "Keeping bees\n\nThe efficient flow of nectar was measured. Managers differ in age and in trade.\n"
    "Noise is a burden in spring. Later on, noise is a burden in autumn, too. The end of the flow."
)


def quoted(theirs: str, words: str, ours: str = OURS, at: int = 0) -> str:
    start = -1
    for _ in range(at + 1):
        start = theirs.index(words, start + 1)
    found = place(theirs, (start, start + len(words)), ours)
    return ours[found.start : found.end] if isinstance(found, Span) else found


@pytest.mark.parametrize(
    ("theirs", "words", "found"),
    [
        ("The eﬃcient flow of nectar was measured.", "eﬃcient flow", "efficient flow"),
        (
            "The effi-\ncient flow of nec-\ntar was measured.",
            "effi-\ncient flow of nec-\ntar",
            "efficient flow of nectar",
        ),
        ("The  efficient\r\nflow\u00a0of nectar", "efficient\r\nflow\u00a0of", "efficient flow of"),
        ("The efﬁcient ﬂow of nectar", "ﬂow of nectar", "flow of nectar"),
        ("in age and in trade.", "age", "age"),
        ("was measured. Managers", "measured.", "measured."),
        ("was measured. Managers", " measured. ", "measured."),
    ],
)
def test_line_ends_hyphens_and_ligatures_change_no_words(theirs: str, words: str, found: str) -> None:
    """Letters are compared; the span holds what our text has for them."""
    assert quoted(theirs, words) == found


def test_equal_words_are_told_apart_by_what_stands_around_them() -> None:
    """The second 'noise is a burden' is not the first."""
    theirs = "Intro of another program.\nNoise is a burden in spring. Later on, noise is a burden in autumn, too."
    start = theirs.index("noise is a burden")
    found = place(theirs, (start, start + len("noise is a burden")), OURS)

    assert isinstance(found, Span)
    assert OURS[found.start :].startswith("noise is a burden in autumn")


def test_a_short_word_is_not_found_inside_another_one() -> None:
    """'age' stands in 'Managers' too; only the word is meant, unless a part of a word was coded."""
    found = place("in age and", (3, 6), OURS)

    assert isinstance(found, Span)
    assert OURS[found.start - 1 : found.end + 1] == " age "
    assert quoted("Managers differ", "anager") == "anager"


def test_what_stands_nowhere_and_what_stands_in_several_places_is_told() -> None:
    """A wrong anchor would be worse than none."""
    assert quoted("a waspish remark", "waspish") == "its words stand nowhere in the study"
    assert "2 places" in quoted("burden", "burden")
    assert quoted("a — b", "—") == "is on signs and on no words"
    assert place_words("noise is a burden", OURS) == place_words("Noise is a burden", OURS)
    assert "2 places" in str(place_words("noise is a burden", OURS))


def test_a_passage_with_a_running_head_in_it_is_found_and_told() -> None:
    """What another program put between the words of a passage does not lose it."""
    theirs = "was measured. Managers differ in age and in trade. 17 Journal of Roofs Noise is a burden in spring. Later"
    start, end = theirs.index("Managers"), theirs.index(" Later")
    found = place(theirs, (start, end), OURS)

    assert isinstance(found, Span)
    assert found.near
    assert OURS[found.start : found.end] == "Managers differ in age and in trade.\nNoise is a burden in spring"


def test_a_hint_tells_equal_words_apart_only_where_they_stand_there() -> None:
    """A table may tell where words begin, in our text or in another one."""
    second = OURS.index("noise is a burden")

    assert place_words("noise is a burden", OURS, second) == Span(second, second + 17)
    assert "2 places" in str(place_words("noise is a burden", OURS, second + 3))
    assert place_words("", OURS, 0, 12) == Span(0, 12)
    assert place_words("", OURS, 0, 99_999) == "its place lies in no words of the study"


PARAGRAPH = st.lists(st.text("abcdefghij", min_size=2, max_size=9), min_size=8, max_size=60)


@given(PARAGRAPH, st.sampled_from([" ", "\n", "  ", " \r\n"]), st.data())
def test_words_are_found_where_they_were_coded(words: list[str], sign: str, data: st.DataObject) -> None:
    """Any run of words, in a text with other white space: the same words at the same place, or an honest no."""
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    theirs, ours = sign.join(words), " ".join(words)
    start = len(sign.join(words[:first])) + (len(sign) if first else 0)
    found = place(theirs, (start, start + len(sign.join(words[first:last]))), ours)
    offset = len(" ".join(words[:first])) + (1 if first else 0)

    assert found == Span(offset, offset + len(" ".join(words[first:last]))) or "places" in str(found)
