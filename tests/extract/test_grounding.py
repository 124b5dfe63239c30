"""Grounding is absolute: whatever the paper, each theme's words stand where its anchor says, between two seams."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.study import Anchor, Document, DocumentId
from extract.codebook import Codebook
from extract.language import Language
from extract.pipeline import extract
from extract.quotes import LONGEST_QUOTE, quote_span
from extract.theme import Evidence, Mention, Theme, fold_label, theme_id
from tests.extract.paper import Paper

WORDS = st.lists(
    st.sampled_from("the river bank (1) weak law, and: tools such as HydroX; (2) lack of funds.".split()), min_size=1
)


@st.composite
def quotes(draw: st.DrawFn) -> tuple[Document, tuple[int, int], tuple[int, int]]:
    """A document with seams, a quote in it and a label in the quote."""
    text = " ".join(draw(st.lists(st.text("abc ", min_size=1, max_size=30), min_size=3, max_size=60))) + "x"
    start = draw(st.integers(0, len(text) - 2))
    end = draw(st.integers(start + 1, len(text)))
    label_start = draw(st.integers(start, end - 1))
    label_end = draw(st.integers(label_start + 1, end))
    seams = tuple(sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=5))))
    return Document(DocumentId("d1"), "x", "text", text, seams=seams), (start, end), (label_start, label_end)


@given(quotes())
def test_a_trimmed_quote_crosses_no_seam_and_touches_its_label(
    case: tuple[Document, tuple[int, int], tuple[int, int]],
) -> None:
    """The stretch lies in the quote, between two seams, is not too long, and shares characters with the label."""
    document, quote, label = case

    start, end = quote_span(document, quote, label)

    assert quote[0] <= start < end <= quote[1]
    assert not any(start < seam < end for seam in document.seams)
    assert end - start <= max(LONGEST_QUOTE, label[1] - label[0])
    touches = start < label[1] and label[0] < end
    assert touches or not document.text[label[0] : label[1]].strip()


@given(paragraphs=st.lists(WORDS, min_size=1, max_size=6), items=st.lists(WORDS, min_size=2, max_size=4))
def test_every_anchor_quotes_what_it_claims(
    language: Language, generic: Codebook, paragraphs: list[list[str]], items: list[list[str]]
) -> None:
    """document.text[start:end] is the quote of every mention, and the same paper gives the same themes."""
    paper = Paper().head("Results")
    for words in paragraphs:
        paper.say(" ".join(words))
    study = paper.say("The main barriers include:").list(*(" ".join(words) for words in items)).study()

    extraction = extract(study, generic, language)

    for theme in extraction.themes:
        for mention in theme.mentions:
            assert study.documents[0].quote(mention.anchor) == mention.quote
    assert extract(study, generic, language) == extraction


def test_a_theme_without_words_cannot_be_built() -> None:
    """No mention, no theme; and a quote must fill its anchor."""
    with pytest.raises(ValueError, match="grounded"):
        Theme(theme_id("s", "role", "Warden"), "s", "role", "Warden", ())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="does not fill"):
        Mention(Anchor(DocumentId("d1"), 0, 3), "warden", "warden", Evidence.PHRASE)


def test_ids_depend_on_content_alone() -> None:
    """Plural, case and determiners do not rename a theme; another study, facet or model does."""
    assert theme_id("s", "role", "The River Wardens") == theme_id("s", "role", "river warden")
    ids = {
        theme_id("s", "role", "Warden"),
        theme_id("t", "role", "Warden"),
        theme_id("s", "tool", "Warden"),
        theme_id("s", "role", "Warden", "m"),
    }
    assert len(ids) == 4
    assert fold_label("Analyses & status of the bus") == "analyse and status of the bus"


def test_a_study_addresses_the_facets_of_its_headings_even_without_themes(
    language: Language, generic: Codebook, themes: Callable[..., list[Theme]]
) -> None:
    """A section on roles that names none still makes the study eligible: its silence is then real."""
    study = Paper().head("Results").head("Roles and responsibilities", 2).say("Nothing was found.").study()

    extraction = extract(study, generic, language)

    assert "role" in extraction.facets
    assert "tool" not in extraction.facets
