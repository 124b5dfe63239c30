"""The pipeline is run in another order than spaCy runs it, and gives the same docs, bit by bit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import parsing
from extract.codebook import Codebook
from extract.language import Language, lemma
from extract.parsing import Parser
from extract.pipeline import extract, scopes_of
from tests.extract.paper import Paper

TEXTS = (
    "Farmers don't trust the new gauges, because nobody was trained to read them.",
    "Smith et al. reported that AgriSense2 hasn't been used; it's costly (see Table 3).",
    "THE MAIN BARRIERS ARE:",
    "",
    "  two  spaces, and a\nline end ",
    "“Quoted” words — and naïve café owners’ children, mice and analyses.",
    "The wardens are said to have left the herds; they themselves denied it.",
)
WORDS = st.sampled_from(
    "the farmer cattle don't feed is et al . , ( AgriSense went better criteria 3 kg/ha “ ” \n".split(" ")
)


@pytest.fixture(scope="module")
def parser(root: Path) -> Parser:
    import spacy

    return Parser(spacy.load(root / "data" / "models" / "en_concord_sm"))


def told(doc: object) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.norm_)
        for t in doc  # type: ignore[attr-defined]
    ]


def test_docs_are_those_of_the_pipeline(parser: Parser) -> None:
    """Words, tags, features, lemmas, trees, sentences and chunks, also of contractions, "et al." and empty texts."""
    for mine, theirs in zip(parser.parsed(TEXTS), parser.nlp.pipe(TEXTS), strict=True):
        assert told(mine) == told(theirs)
        assert [c.text for c in mine.noun_chunks] == [c.text for c in theirs.noun_chunks]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=5))
def test_any_words_give_the_docs_of_the_pipeline(parser: Parser, texts: Sequence[str]) -> None:
    """Nonsense too."""
    assert [told(d) for d in parser.parsed(texts)] == [told(d) for d in parser.nlp.pipe(texts)]


def test_a_doc_does_not_depend_on_the_texts_beside_it(parser: Parser) -> None:
    """Alone, among others, and in another order: the same bytes of the network's numbers."""
    together = dict(zip(TEXTS, parser.parsed(TEXTS), strict=True))
    backwards = dict(zip(TEXTS[::-1], parser.parsed(TEXTS[::-1]), strict=True))
    for text in TEXTS:
        alone = parser.parsed([text])[0]
        assert told(alone) == told(together[text]) == told(backwards[text])
        assert alone.tensor.tobytes() == together[text].tensor.tobytes() == backwards[text].tensor.tobytes()


def test_a_tagged_doc_has_the_lemmas_of_a_parsed_one(parser: Parser) -> None:
    """Trees have no say in tags and lemmas."""
    for tagged, parsed in zip(parser.tagged(TEXTS), parser.parsed(TEXTS), strict=True):
        assert [(t.tag_, t.pos_, t.lemma_) for t in tagged] == [(t.tag_, t.pos_, t.lemma_) for t in parsed]


def test_every_lemma_of_a_word_is_foreseen(language: Language) -> None:
    """So that a source may pass over a passage whose words cannot have the lemma it looks for."""
    for text in TEXTS:
        forms = language.forms(text)
        for token in language.doc(text):
            if token.is_alpha and token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ"):
                assert lemma(token) in forms


def test_a_full_vocabulary_forgets_the_words_of_a_study(
    parser: Parser, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory stays flat over any number of papers, and the docs are the same."""
    text = "The zyxgauge of the qorvalve measures frimflow."
    before = told(parser.parsed([text])[0])
    monkeypatch.setattr(parsing, "_MOST_WORDS", 0)
    import spacy

    full = Parser(spacy.load(root / "data" / "models" / "en_concord_sm"))
    with full.study():
        assert told(full.parsed([text])[0]) == before
        assert "zyxgauge" in full.nlp.vocab.strings
    assert "zyxgauge" not in full.nlp.vocab.strings
    with full.study():
        assert told(full.parsed([text])[0]) == before


def test_only_what_may_speak_is_parsed(language: Language, generic: Codebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the references, the thanks or the titles; and a paragraph that stands twice is parsed once."""
    parsed: list[str] = []
    real = Parser.parsed

    def parse(self: Parser, texts: Sequence[str]) -> object:
        parsed.extend(texts)
        return real(self, texts)

    monkeypatch.setattr(Parser, "parsed", parse)
    said = "Poor roads are a barrier to the delivery of milk."
    paper = Paper().head("Barriers").say(said).say(said).head("Acknowledgements").say("We thank the herders.")

    extract(paper.study(), generic, language)

    assert parsed == [said]


def test_outside_a_study_passages_are_parsed_as_they_are_asked_for(language: Language, generic: Codebook) -> None:
    """Whoever reads a document without extracting need not know of studies."""
    scope = scopes_of(Paper().head("Barriers").say("Roads are poor.").study(), generic, language)[0]

    assert [s.text for p in scope.speaking() for s in p.sentences] == ["Roads are poor."]
