"""Search finds by words in any form and by meaning, and marks what it found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord import BadInput, KnowledgeBase, NotFound
from concord.search import Entry, Index, marks
from concord.stems import stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("challenges", "challenge"),
        ("monitoring", "monitored"),
        ("studies", "study"),
        ("deployment", "deploying"),
        ("organisation", "organizing"),
        ("nurses", "nursing"),
        ("processes", "processing"),
        ("planned", "plan"),
        ("Kafé", "kafe"),
        ("keeper's", "keepers"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    """Number, tense, spelling and accents are no difference."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("data", "date"), ("policy", "police"), ("nurse", "curse"), ("bias", "bia")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    """A stemmer that is too eager finds what nobody asked for."""
    assert stem(one) != stem(other)


@given(st.text(max_size=80))
def test_words_know_their_place(text: str) -> None:
    """Each span is a word of the text, in order, without overlap."""
    place = 0
    for found, start, end in words(text):
        assert place <= start < end <= len(text)
        assert found == stem(text[start:end])
        place = end


@given(st.text(max_size=80), st.text(max_size=20))
def test_marks_lie_in_the_text(text: str, query: str) -> None:
    """Whatever is asked for."""
    stems = [s for s, _, _ in words(query)]
    for start, end in marks(text, stems):
        assert stem(text[start:end]) in stems


def test_rare_words_weigh_more() -> None:
    """BM25: the entry with the rare word comes before those with the common one."""
    rows = [Entry("passage", f"p{n}", "", "", "s", "hives on the roof") for n in range(5)]
    index = Index([*rows, Entry("passage", "rare", "", "", "s", "insurance of the roof")])

    assert index.find("insurance roof")[0].entry.id == "rare"


def test_a_theme_is_found_with_its_quote_marked(kb: KnowledgeBase) -> None:
    """The words of the query are marked in the verbatim quote, in the form that stands there."""
    hits = kb.find("complaint about noise")
    theme = next(hit for hit in hits if hit["kind"] == "theme")

    assert theme["label"] == "Noise complaints"
    assert [theme["text"][start:end].lower() for start, end in theme["marks"]] == ["noise", "complaints"]
    document = next(d for s in kb.corpus for d in s.documents if d.name == theme["document"])
    assert document.text[theme["start"] : theme["end"]] == theme["text"]


def test_what_shares_no_word_is_found_by_meaning(kb: KnowledgeBase) -> None:
    """Nobody writes "robbery", and yet theft is found."""
    hits = kb.find("robbery of beehives")

    assert ("Theft of hives", "meaning") in [(hit["label"], hit["by"]) for hit in hits]


def test_filters_narrow_the_search(kb: KnowledgeBase) -> None:
    """By facet and by study, also by the beginning of a study's id."""
    assert {hit["facet"] for hit in kb.find("keeper", facet="role")} == {"role"}
    (cedar,) = [study.id for study in kb.corpus if study.id.startswith("cedar")]
    assert {hit["study"] for hit in kb.find("keeper", study="cedar")} == {cedar}


def test_the_same_question_has_the_same_answer(kb: KnowledgeBase, filled: object) -> None:
    """In another program too."""
    assert kb.find("heat of hives") == KnowledgeBase(str(filled)).find("heat of hives")


def test_an_empty_question_is_said(kb: KnowledgeBase) -> None:
    """And so is a filter that fits nothing."""
    with pytest.raises(BadInput, match="at least one word"):
        kb.find("  ")
    with pytest.raises(NotFound, match=r"no study 'elm'.*alder"):
        kb.find("hive", study="elm")
    assert kb.find("zzzxqy") == []
