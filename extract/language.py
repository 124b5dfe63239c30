"""Sentences and words of a document, as the language pipeline sees them.

In: a Document and the spaCy pipeline that the shell loaded. Out: a Reading, whose passages are the parsed blocks with
positions in the document's canonical text. Called by extract.pipeline; read by scope and by every source of evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from corpus.study import Block, BlockKind, Document

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
_EMPTY_BRACKETS = re.compile(r"[(\[](?:\s|[,;&]|\b(?:see|cf|e\.g|i\.e|and|also)\b\.?)*[)\]]")


class Language:
    """The language pipeline. One instance serves any number of documents; parsing is deterministic."""

    def __init__(self, nlp: Pipeline) -> None:
        self.nlp = nlp

    def read(self, document: Document) -> Reading:
        """Parse what speaks in sentences; references, formulas and page furniture stay unparsed."""
        masked = mask_citations(document)
        blocks = [(i, b) for i, b in enumerate(document.blocks) if b.kind in _PARSED]
        docs = self.nlp.pipe(masked[b.start : b.end] for _, b in blocks)
        return Reading(
            document, masked, {i: Passage(i, b, doc) for (i, b), doc in zip(blocks, docs, strict=True)}, self
        )

    def lemmas(self, text: str) -> tuple[str, ...]:
        """The lemmas of a short text, in lower case, without punctuation."""
        return tuple(lemma(token) for token in self.nlp(text) if not token.is_punct and not token.is_space)


@dataclass(frozen=True)
class Passage:
    """One parsed block. Token positions plus `offset` are positions in the document."""

    index: int
    block: Block
    doc: Doc

    @cached_property
    def text(self) -> str:
        """The words of the block with citations blanked out; the doc would join them from its tokens at each asking."""
        return self.doc.text

    @property
    def offset(self) -> int:
        return self.block.start

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(_whole_sentences(self.doc))

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
        for sentence in self.sentences:
            if position < self.offset + sentence.end_char:
                return sentence
        return self.sentences[-1]


@dataclass(frozen=True)
class Reading:
    """A document with its parsed passages, by index of their block. masked: the text with citations blanked out."""

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


def lemma(token: Token) -> str:
    """The lemma in lower case; an ALL-CAPS or Capitalised heading word that the pipeline left plural is cut by rule."""
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
