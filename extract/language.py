"""Sentences and words of a document, as the language pipeline sees them.

In: a Document and the spaCy pipeline that the shell loaded. Out: a Reading, whose passages are the parsed blocks with
positions in the document's canonical text. Called by extract.pipeline; read by scope and by every source of evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from corpus.study import Block, BlockKind, Document
from extract.parsing import Parser

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Span, Token

    Tokens: TypeAlias = Sequence[Token] | Span

_PARSED = (
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.CAPTION,
    BlockKind.HEADING,
    BlockKind.ABSTRACT,
    BlockKind.NOTE,
)
_YEAR_TAIL = re.compile(r"[(\[]\s?[12]\d{3}[a-z]?\)?$")
_ONLY_NUMBERS = re.compile(r"[\d,\s;–\-\]\[]+")
_WORD = re.compile(r"[^\W_]+")
_EMPTY_BRACKETS = re.compile(r"[(\[](?:\s|[,;&]|\b(?:see|cf|e\.g|i\.e|and|also)\b\.?)*[)\]]")


class Language:
    """The language pipeline. One instance serves any number of documents; parsing is deterministic.

    Within `study`, a text that comes again (another rendition, another cell of a table) is parsed once.
    """

    def __init__(self, nlp: Pipeline) -> None:
        self.nlp = nlp
        self._parser = Parser(nlp)
        self._parsed: dict[str, Doc] | None = None
        self._tagged: dict[str, Doc] | None = None

    @contextmanager
    def study(self) -> Iterator[None]:
        """The time in which the readings of one study are used; their docs are not to be touched afterwards."""
        with self._parser.study():
            before = self._parsed, self._tagged
            self._parsed, self._tagged = {}, {}
            try:
                yield
            finally:
                self._parsed, self._tagged = before

    def read(self, document: Document) -> Reading:
        """What speaks in sentences, as passages that are parsed when first asked; references, formulas and page
        furniture have none.
        """
        masked = mask_citations(document)
        passages = {
            i: Passage(i, block, masked[block.start : block.end], self)
            for i, block in enumerate(document.blocks)
            if block.kind in _PARSED
        }
        return Reading(document, masked, passages, self)

    def parse(self, passages: Iterable[Passage]) -> None:
        """Parses passages together, which is much faster than one by one as they are asked for."""
        if self._parsed is not None:
            new = [t for t in dict.fromkeys(p.text for p in passages) if t not in self._parsed]
            self._parsed.update(zip(new, self._parser.parsed(new), strict=True))

    def doc(self, text: str) -> Doc:
        """A text with tags, lemmas, trees and sentences. It is shared: read it only."""
        if self._parsed is None:
            return self._parser.parsed([text])[0]
        if text not in self._parsed:
            self._parsed[text] = self._parser.parsed([text])[0]
        return self._parsed[text]

    def tagged(self, texts: Iterable[str]) -> list[Doc]:
        """Short texts with tags and lemmas but without trees and sentences, which is all that a title or cell needs."""
        given = list(texts)
        known = self._tagged if self._tagged is not None else {}
        new = [text for text in dict.fromkeys(given) if text not in known]
        known.update(zip(new, self._parser.tagged(new), strict=True))
        return [known[text] for text in given]

    def forms(self, text: str) -> frozenset[str]:
        """Every lemma that a word of a text may have, in lower case, whatever its part of speech turns out to be."""
        return frozenset().union(*(self._parser.possible_lemmas(word) for word in set(_WORD.findall(text.lower()))))

    def lemmas(self, text: str) -> tuple[str, ...]:
        """The lemmas of a short text, in lower case, without punctuation."""
        return tuple(lemma(token) for token in self.tagged([text])[0] if not token.is_punct and not token.is_space)


@dataclass(frozen=True, eq=False)
class Passage:
    """One block. Token positions plus `offset` are positions in the document. text: citations are blanked out.

    What looks for words asks `text` or `words` first: they cost nothing, the doc has to be parsed.
    """

    index: int
    block: Block
    text: str
    language: Language

    @cached_property
    def doc(self) -> Doc:
        """Parsed when first asked for, where Language.parse has not done so together with others."""
        return self.language.doc(self.text)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The lemma of each token of the doc, in lower case, punctuation and spaces too: `lemmas[token.i]`."""
        return tuple(lemma(token) for token in self.doc)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every lemma that a word of the text may have, told without parsing."""
        return self.language.forms(self.text)

    def may_hold(self, lemmas: frozenset[str]) -> bool:
        """Whether one of these lemmas may be among those of the doc. A no is certain, and costs no parsing."""
        return not self.forms.isdisjoint(lemmas) or any(word in self.text.lower() for word in _torn(lemmas))

    @property
    def offset(self) -> int:
        return self.block.start

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(_whole_sentences(self.doc))

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [self.offset + sentence.end_char for sentence in self.sentences]

    def place(self, tokens: Tokens) -> tuple[int, int]:
        """Start and end of a run of tokens in the document."""
        last = tokens[len(tokens) - 1]
        return self.offset + tokens[0].idx, self.offset + last.idx + len(last)

    def tokens(self, start: int, end: int) -> Span:
        """The tokens that touch a stretch of the document, which must touch one."""
        span = self.doc.char_span(start - self.offset, end - self.offset, alignment_mode="expand")
        if span is None:
            raise ValueError(f"no token at {start}..{end} in the block at {self.offset}")
        return span

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a position of the document; the last one when it lies behind."""
        return self.sentences[min(bisect_right(self._sentence_ends, position), len(self.sentences) - 1)]


@dataclass(frozen=True, eq=False)
class Reading:
    """A document with its passages, by index of their block. masked: the text with citations blanked out."""

    document: Document
    masked: str
    passages: dict[int, Passage]
    language: Language

    def of_kind(self, *kinds: BlockKind) -> Iterator[Passage]:
        """The passages of these kinds, in reading order."""
        return (p for p in self.passages.values() if p.block.kind in kinds)

    def before(self, index: int) -> Passage | None:
        """The paragraph or heading before a block, page furniture, captions and tables passed over."""
        for i in range(index - 1, -1, -1):
            kind = self.document.blocks[i].kind
            if kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM):
                return self.passages[i]
        return None


def mask_citations(document: Document) -> str:
    """The text with citations in brackets blanked by spaces of equal length; names in running text stay."""
    text = list(document.text)
    for citation in document.citations:
        start, end = citation.start, citation.end
        words = document.text[start:end]
        if words[:1] not in "([" and not _in_brackets(document.text, start):
            tail = _YEAR_TAIL.search(words)
            if tail is None:
                if not _ONLY_NUMBERS.fullmatch(words):
                    continue
            else:
                start += tail.start() + 1
        text[start:end] = " " * (end - start)
    return _EMPTY_BRACKETS.sub(lambda found: " " * len(found[0]), "".join(text))


def _in_brackets(text: str, position: int) -> bool:
    """Whether a bracket that opens at most 300 characters before a position is still open there."""
    before = text[max(0, position - 300) : position]
    return any(before.rfind(opens) > before.rfind(closes) for opens, closes in ("()", "[]"))


@lru_cache(maxsize=256)
def _torn(lemmas: frozenset[str]) -> tuple[str, ...]:
    """Those that are no plain words ("e-mail"), which a look at single words would miss."""
    return tuple(word for word in sorted(lemmas) if not _WORD.fullmatch(word))


_LEMMAS: dict[tuple[int, int], str] = {}  # by the pipeline's numbers of lemma and part of speech, which never change
_MOST_LEMMAS = 30_000


def lemma(token: Token) -> str:
    """The lemma in lower case; an ALL-CAPS or Capitalised heading word that the pipeline left plural is cut by rule."""
    key = token.lemma or token.lower, token.pos
    found = _LEMMAS.get(key)
    if found is None:
        if len(_LEMMAS) > _MOST_LEMMAS:
            _LEMMAS.clear()
        found = _LEMMAS[key] = _lemma(token)
    return found


def _lemma(token: Token) -> str:
    word = token.lemma_.lower() if token.lemma_ else token.lower_
    if token.pos_ == "PROPN" and word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word


def is_plural(token: Token) -> bool:
    """Whether a word is a plural noun; a capitalised word of a heading is judged by its form."""
    if token.tag_ in ("NNS", "NNPS"):
        return True
    return token.pos_ == "PROPN" and lemma(token) != token.lower_


def _whole_sentences(doc: Doc) -> Iterator[Span]:
    """The parser's sentences, with those joined that it cut inside: after "et al." or before a small letter or sign."""
    start = 0
    for sentence in doc.sents:
        following = doc[sentence.end] if sentence.end < len(doc) else None
        last = sentence[-1]
        if following is not None:
            ends = last.text in ".?!:;" or last.is_space or last.text[-1:] in ".?!"
            unfinished = (
                not ends
                or last.text.lower() in ("al.", "e.g.", "i.e.", "vs.", "fig.", "cf.")
                or following.text[0].islower()
            )
            if unfinished:
                continue
        yield doc[start : sentence.end]
        start = sentence.end
    if start < len(doc):
        yield doc[start:]
