"""One document as the detectors read it: its sentences with their places, and how its words become a side.

In: a Study and one of its Documents. Out: a Reading. Called by synthesis.refutation.within and by the comparison of
studies. Bibliographies and headings are no sentences; captions, notes and items of lists are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.study import Anchor, Block, BlockKind, Document, Study
from extract.facts.own import sentence_spans
from extract.quotes import quote_span
from extract.theme import ThemeId
from synthesis.disagreement import Side

_SPEAKING = (
    BlockKind.ABSTRACT,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.CAPTION,
    BlockKind.NOTE,
    BlockKind.OTHER,
)


class Place(StrEnum):
    """Where words stand, as far as it matters whether they are the study's own findings."""

    ABSTRACT = "abstract"
    BACKGROUND = "background"
    METHOD = "method"
    CLOSING = "closing"
    BODY = "body"
    BACK = "back matter"


_KNOWN = 60  # characters by which an entry is known again in the text
_TITLES = (
    (Place.BACK, r"references|bibliograph|appendi|acknowledg|funding|conflicts?\sof|author\scontrib|availability"),
    (Place.ABSTRACT, r"^abstract|^summary$"),
    (
        Place.METHOD,
        r"\bmethod|\bresearch\sdesign|\bsearch\b|\bselection\b|\bprotocol\b|data\s(?:collection|extraction)",
    ),
    (Place.BACKGROUND, r"introduction|background|related\s(?:work|literature)|literature\sreview|theor|state\sof\sthe"),
    (Place.CLOSING, r"conclusion|concluding|summary|discussion"),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """text: document.text[start:end]. block: index into Document.blocks. section: title of the innermost one."""

    text: str
    start: int
    end: int
    block: int
    kind: BlockKind
    place: Place
    section: str


@dataclass(frozen=True, eq=False)
class Reading:
    """One document of a study."""

    study: Study
    document: Document

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """In reading order, without the bibliography and other back matter."""
        text, found = self.document.text, []
        for index, block in enumerate(self.document.blocks):
            place = self.place(block)
            if block.kind in _SPEAKING and place is not Place.BACK:
                section = self.document.sections[block.section].title if block.section is not None else ""
                for start, end in sentence_spans(text, block.start, block.end):
                    found.append(Sentence(text[start:end], start, end, index, block.kind, place, section))
        return tuple(found)

    def place(self, block: Block) -> Place:
        """Told by the innermost title that tells one."""
        if block.kind is BlockKind.ABSTRACT:
            return Place.ABSTRACT
        for section in reversed(self.document.section_path(block)):
            for place, words in _TITLES:
                if re.search(words, section.title, re.IGNORECASE):
                    return place
        return Place.BODY

    @cached_property
    def _entries(self) -> dict[str, tuple[int, int]]:
        """Where each entry of the bibliography stands, by its key."""
        found: dict[str, tuple[int, int]] = {}
        after = 0
        for reference in self.document.references:
            raw = reference.raw.strip()[:_KNOWN]
            at = self.document.text.find(raw, after) if raw else -1
            at = at if at >= 0 or not raw else self.document.text.find(raw)
            if at >= 0:
                found[reference.key] = (at, min(at + len(reference.raw.strip()), len(self.document.text)))
                after = at
        return found

    def entry(self, key: str) -> tuple[int, int] | None:
        """Where an entry of the bibliography stands, None where its words are not in the text."""
        return self._entries.get(key)

    def side(
        self,
        within: tuple[int, int],
        key: tuple[int, int],
        says: str = "",
        *,
        against: bool = False,
        theme: ThemeId | None = None,
    ) -> Side:
        """Words of the document as a side: as much of a stretch around its key words as stands verbatim in the file."""
        start, end = quote_span(self.document, within, key)
        quote = self.document.text[start:end]
        return Side(self.study.id, Anchor(self.document.id, start, end), quote, says, against, theme)
