"""What a document says of itself: its sentences, each with the kind of place where it stands.

In: a Document and the Vocabulary. Out: an Own, which every kind of fact reads. Called by gather. A sentence is left out
where it speaks of other work ("Smith et al. searched ..."), since the method of others is no fact of this study.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.study import Block, BlockKind, Document, Section
from extract.facts.vocabulary import Vocabulary


class Place(StrEnum):
    """Where a sentence stands, best place for a method first."""

    METHOD = "method section"
    TITLE = "title"
    ABSTRACT = "abstract"
    QUESTION = "introduction"
    RESULT = "results"
    OTHER = "text"
    BACKGROUND = "background"
    BACK = "back matter"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, item, caption or heading. start, end: in the document. own: it says "we" or "this review"."""

    text: str
    start: int
    end: int
    place: Place
    block: int
    own: bool

    @property
    def told_here(self) -> bool:
        """Whether the sentence is of the study's own method by its place, or by its words."""
        return self.place in (Place.METHOD, Place.ABSTRACT, Place.TITLE) or self.own


_WORK = (
    r"(?:study|review|paper|article|work|survey|research|thesis|overview|meta-?\s?synthesis|SLR|SMS|MLR|investigation|"
    r"synthesis|project)"
)
OWN = re.compile(
    rf"\b(?:we|our|ours|us|this(?:\s[\w-]+){{0,4}}?\s{_WORK}|the\s(?:present|current)(?:\s[\w-]+){{0,3}}?\s{_WORK}|"
    rf"both\sauthors|all\sauthors|the\s(?:first\s|second\s|two\s|three\s)?(?:authors?|researchers?)|two\sof\sthe\sauthors)\b",
    re.IGNORECASE,
)
_AUTHOR = r"[A-ZÀ-Ž][\w'’ÀÀ-ž-]+"
_FOREIGN = re.compile(
    rf"^(?:\W*(?:In\s\d{{4}},\s|Similarly,\s|Likewise,\s|However,\s|For\s(?:example|instance),\s|Recently,\s|Finally,\s))?"
    rf"{_AUTHOR}(?:(?:,?\s(?:and|&)\s|,\s){_AUTHOR})*(?:\set\sal\.?|\sand\scolleagues)?\s?(?:,?\s?\(?\d{{4}}[a-z]?\)|\[[\d,\s–-]+\])"
    rf"(?:'s|’s)?\s(?!was\sfollowed|were\sfollowed|guid|was\sused|were\sused)"
    rf"|^\W*{_AUTHOR}(?:\set\sal\.?|\sand\scolleagues)\s(?:\([^)]*\)|\[[^\]]*\])?\s?[a-z]+(?:ed|s)\b"
    r"|^One\s(?:\w+\s){0,2}(?:review|survey|overview)\b|\b(?:their|his|her)\s(?:systematic\s|scoping\s|literature\s|mapping\s)?(?:review|study|survey|search|paper|analysis)\b"
    r"|\b(?:previous|earlier|prior|existing|recent|another|a\sfirst|the\sfirst|a\srecent)\s"
    r"(?:systematic\s|scoping\s|literature\s|mapping\s|umbrella\s|integrative\s)*(?:reviews?|surveys?|meta-?analys[ei]s|overviews?|authors)\b"
)
_END = re.compile(r"(?<=[.?!])[\"”’)\]]?(?:\s+)(?=[\"“‘(\[]?[A-Z0-9À-Ž•])|\n+")
_NO_END = re.compile(
    r"(?:\b(?:al|e\.g|i\.e|cf|vs|Fig|Figs|No|approx|Dr|Prof|Eq|Ref|Refs|Tab|ca|etc|resp|St|Vol|pp|p|[A-Z])\.)$"
)
_LONGEST = 1500  # characters; what goes on for longer is no sentence, and is read piece by piece
_KINDS = (
    BlockKind.TITLE,
    BlockKind.ABSTRACT,
    BlockKind.KEYWORDS,
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.CAPTION,
    BlockKind.NOTE,
    BlockKind.OTHER,
)
_OF_METHOD = re.compile(
    r"\b(?:databases?\b|searched|search\s(?:was|were|string)|screen(?:ed|ing)|inclusion|exclusion|criteria|full[\s-]text|duplicates|"
    r"PRISMA|two\s(?:reviewers|readers|authors|researchers)|interviews\s(?:were|lasted)|protocol|records|"
    r"(?:was|were)\s(?:followed|adapted|included\sin\sthe\s\w+)|(?:studies|papers|articles)\swere\sincluded)",
    re.IGNORECASE,
)
_FIRST = (Place.BACK, Place.METHOD, Place.BACKGROUND, Place.QUESTION, Place.RESULT)


@dataclass(frozen=True, eq=False)
class Own:
    """One document as the kinds of facts read it."""

    document: Document
    vocabulary: Vocabulary

    @cached_property
    def _titles(self) -> dict[Place, re.Pattern[str]]:
        key = {Place.BACK: "back", Place.METHOD: "method", Place.BACKGROUND: "background"}
        key |= {Place.QUESTION: "question", Place.RESULT: "result"}
        return {
            place: re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in self.vocabulary.sections[name])})", re.IGNORECASE)
            for place, name in key.items()
        }

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        """Of each section: what its title says, else its parent's place; nothing leaves back matter or background."""
        places: list[Place] = []
        for section in self.document.sections:
            above = places[section.parent] if section.parent is not None else Place.OTHER
            said = self._said(section)
            kept = above in (Place.BACK, Place.BACKGROUND) and said is not Place.METHOD
            places.append(above if said is Place.OTHER or kept else said)
        return tuple(places)

    def _said(self, section: Section) -> Place:
        return next((place for place in _FIRST if self._titles[place].search(section.title)), Place.OTHER)

    @cached_property
    def _headed(self) -> bool:
        """Whether any section tells of the method."""
        return Place.METHOD in self._places

    def place(self, block: Block) -> Place:
        """The place of a block; the front matter before the first heading is text like any other."""
        if block.kind is BlockKind.TITLE:
            return Place.TITLE
        if block.kind is BlockKind.ABSTRACT:
            return Place.ABSTRACT
        return self._places[block.section] if block.section is not None else Place.OTHER

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Everything that speaks, in reading order, without references, tables and what speaks of others.

        In a paper that lost the heading of its method, sentences with the words of a method stand for that section.
        """
        found = []
        for index, block in enumerate(self.document.blocks):
            place = self.place(block)
            if block.kind not in _KINDS or place is Place.BACK:
                continue
            for start, end in sentence_spans(self.document.text, block.start, block.end):
                text = self.document.text[start:end]
                own = bool(OWN.search(text))
                if own or not _FOREIGN.search(text):
                    lost = not self._headed and place in (Place.OTHER, Place.QUESTION) and _OF_METHOD.search(text)
                    found.append(Sentence(text, start, end, Place.METHOD if lost else place, index, own))
        return tuple(found)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentences that hold a span, as one span; the span itself where no sentence does."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        if first < 0 or self.sentences[first].end <= start:
            return start, end
        return min(self.sentences[first].start, start), max(self.sentences[last].end, end)

    def path(self, block: int) -> str:
        """The titles over a block, outermost first, as one text."""
        return " / ".join(section.title for section in self.document.section_path(self.document.blocks[block]))


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of text[start:end], as spans of the whole text; what goes on for too long is cut between words."""
    words, begin = text[start:end], 0
    for match in _END.finditer(words):
        if _NO_END.search(words[max(begin, match.start() - 8) : match.start()]):
            continue
        yield from _pieces(words, begin, match.start(), start)
        begin = match.end()
    yield from _pieces(words, begin, len(words), start)


def _pieces(text: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    """The span from start to end as spans of the document, cut between words where it is too long for a sentence."""
    while end - start > _LONGEST:
        stop = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        stop = stop if stop > 0 else start + _LONGEST
        yield offset + start, offset + stop
        start = stop
    if text[start:end].strip():
        yield offset + start, offset + end
