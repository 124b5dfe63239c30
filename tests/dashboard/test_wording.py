"""Escapes, marks and names: what stands between a document and the page."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from concord.exporting import ENDINGS, NAMES
from dashboard.shared.wording import FORMATS, MEDIA, RELATIONS, TABLES, VERDICT_RULES, WHOLE, clipped, marked, md_escape
from synthesis.concept import Relation, Verdict

COLOUR = re.compile(r":blue-background\[((?:[^\\\]]|\\.)*)\]", re.DOTALL)


def plain(markdown: str) -> str:
    """The text that a reader sees of escaped Markdown, white space folded."""
    return " ".join(re.sub(r"\\(.)", r"\1", COLOUR.sub(r"\1", markdown)).split())


@given(st.text())
def test_an_escaped_text_has_no_bare_sign_of_markdown(text: str) -> None:
    """Every sign that could open a link, picture, colour or formula has a backslash before it."""
    left = re.sub(r"\\.", "", md_escape(text), flags=re.DOTALL)

    assert not set(left) & set("`*_{}[]()#!|<>~$:&\\")
    assert plain(md_escape(text)) == " ".join(text.split())


@given(st.text(alphabet="ab \n\t[]:*<", max_size=80), st.integers(0, 80), st.integers(1, 40), st.integers(0, 60))
def test_marking_a_text_changes_none_of_its_words(text: str, start: int, length: int, around: int) -> None:
    """What is shown is a piece of the text, and the whole of it where there is room."""
    shown = plain(marked(text, [(start, start + length)], around=around))
    all_of_it = plain(marked(text, [(start, start + length)], around=len(text)))

    assert re.sub(r"[ ·…]", "", shown) in "".join(text.split())
    assert re.sub(r"[ ·]", "", all_of_it) == "".join(text.split())


def test_the_mark_is_on_the_quote_and_only_there() -> None:
    """The coloured words are those between start and end."""
    text = "Some [odd] words. The quote stands here. More words."
    start = text.index("The quote")

    markdown = marked(text, [(start, start + len("The quote stands here."))])
    assert [plain(found) for found in COLOUR.findall(markdown)] == ["The quote stands here."]


def test_a_long_paragraph_is_cut_at_words_on_both_sides() -> None:
    """What is cut off is shown by an ellipsis, and no word is cut in two."""
    text = "before " * 200 + "QUOTE " + "after " * 200
    shown = plain(marked(text, [(text.index("QUOTE"), text.index("QUOTE") + 5)], around=60))

    assert shown.startswith("… before") and shown.endswith("after …")
    assert set(shown.replace("…", "").split()) == {"before", "QUOTE", "after"}


@given(st.text(), st.integers(1, 50))
def test_a_clipped_text_is_never_too_long(text: str, most: int) -> None:
    """It has at most so many characters, on one line."""
    assert len(clipped(text, most)) <= most
    assert "\n" not in clipped(text, most)


def test_every_word_of_the_machine_has_words_for_a_reader() -> None:
    """A new relation, verdict, table or format cannot be forgotten here."""
    assert set(RELATIONS) == {str(relation) for relation in Relation}
    assert set(VERDICT_RULES) == {str(verdict) for verdict in Verdict}
    assert set(TABLES) == set(NAMES)
    assert set(FORMATS) == set(MEDIA) == set(ENDINGS)
    assert set(WHOLE) < set(ENDINGS)
