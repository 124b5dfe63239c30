"""Which cited work speaks in each sentence of a document.

In: the passages of a Reading and the pointers of its document. Out: the keys of the works, a sentence a tuple. Called
by extract.attribution. A work speaks in a sentence that makes it its source, in those that go on about it ("They ..."),
and in the rest of a paragraph that opens with it, until another work or the study itself speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.study import Block, BlockKind
from extract.language import Passage, Reading
from extract.pointing import Pointer, Pointers

if TYPE_CHECKING:
    from spacy.tokens import Span

_GOES_ON = re.compile(
    r"^(?:\W*(?:also|in addition|additionally|furthermore|moreover|finally|lastly|then|next|first(?:ly)?|second(?:ly)?|"
    r"third(?:ly)?|for (?:example|instance)|in particular|specifically|besides|thus|therefore|however)\W+)*"
    r"(?:(?:they|he|she|their|his|her|its?|the latter|the former)\b|[(\[]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[)\]]|"
    r"(?:the|these|those|in (?:the|their|his|her|that)|according to (?:the|these)) (?:[\w-]+ )?"
    r"(?:authors?|researchers?|stud(?:y|ies)|paper|article|work|survey|model|framework|approach|method|taxonomy|"
    r"classification|proposal|definition|theory|levels?|stages?|steps?|phases?|dimensions?|categories|groups?|types?)\b)",
    re.IGNORECASE,
)
_OPENS_WITH_THEM = re.compile(
    r"\W*(?:(?:the|these|both) (?:authors|researchers)|they|their|s?he|his|her)\b", re.IGNORECASE
)
_OWN_VOICE = re.compile(
    r"\b(?:we|our|us|(?:this|the present|the current) (?:review|paper|thesis|study|article|survey)|"
    r"(?:most|many|several|some|few|both|all|none|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) "
    r"(?:of )?(?:the |these )?(?:\w+ )?(?:studies|papers|reviews|articles|sources|authors|works|publications))\b",
    re.IGNORECASE,
)
_FINITE = ("VBZ", "VBP", "VBD", "MD")


@dataclass(frozen=True, eq=False)
class Speakers:
    """The speakers of one document. Nothing is worked out before it is asked for."""

    reading: Reading
    pointers: Pointers

    def in_sentence(self, passage: Passage, sentence: Span) -> list[Pointer]:
        """The pointers of a sentence by which a work speaks in it."""
        start, end = passage.offset + sentence.start_char, passage.offset + sentence.end_char
        pointers = self.pointers.between(start, end)
        return [p for p in pointers if p.named and not p.compares and (p.speaks or _is_subject(passage, p))]

    def of(self, passage: Passage) -> tuple[tuple[str, ...], ...]:
        """For each sentence of a passage the works that speak in it or that it goes on about."""
        if passage.index not in self._said:
            said: list[tuple[str, ...]] = []
            last = self._of_paragraph_before(passage)
            if last or self.pointers.between(passage.block.start, passage.block.end):
                for number, sentence in enumerate(passage.sentences):
                    own = self.in_sentence(passage, sentence)
                    if own:
                        last = own[-1].keys
                    elif not self._goes_on(passage, sentence, last, topic=number > 0 and said[0] == last):
                        last = ()
                    said.append(last)
            self._said[passage.index] = tuple(said) or ((),) * len(passage.sentences)
        return self._said[passage.index]

    def _of_paragraph_before(self, passage: Passage) -> tuple[str, ...]:
        """The work that the paragraph before ends with, when this one opens with "The authors" or "They"."""
        first = passage.index
        while self._takes_up(first) and first - 1 not in self._said:
            first -= 1
        for index in range(first, passage.index):  # in order, so that none asks further back than one
            self.of(self.reading.passages[index])
        return self.of(self.reading.passages[passage.index - 1])[-1] if self._takes_up(passage.index) else ()

    def _takes_up(self, index: int) -> bool:
        """Whether a paragraph opens with "They", and one of the same section stands right before it."""
        this, before = self.reading.passages.get(index), self.reading.passages.get(index - 1)
        if this is None or before is None or this.block.section != before.block.section:
            return False
        both = this.block.kind is before.block.kind is BlockKind.PARAGRAPH
        return both and bool(before.sentences) and _OPENS_WITH_THEM.match(this.text) is not None

    def _goes_on(self, passage: Passage, sentence: Span, last: tuple[str, ...], topic: bool) -> bool:
        """Whether a sentence still tells what the last work says. topic: the paragraph opens with that work."""
        if not last:
            return False
        words = passage.text[sentence.start_char : sentence.end_char].lstrip()
        if _OWN_VOICE.search(words):
            return False
        start, end = passage.offset + sentence.start_char, passage.offset + sentence.end_char
        others = [p for p in self.pointers.between(start, end) if not set(p.keys) & set(last)]
        return not others and (topic or words[:1].islower() or _GOES_ON.match(words) is not None)

    def of_lead(self, block: Block) -> tuple[str, ...]:
        """The work of the sentence that leads in to a list, for its items."""
        if block.kind is not BlockKind.LIST_ITEM:
            return ()
        lead = self._leads.get(block.group)
        return self.of(lead)[-1] if lead is not None and lead.sentences else ()

    @cached_property
    def _leads(self) -> dict[int | None, Passage]:
        """The paragraph right before each list."""
        leads: dict[int | None, Passage] = {}
        before: Passage | None = None
        for index, block in enumerate(self.reading.document.blocks):
            if block.kind is BlockKind.LIST_ITEM:
                if before is not None:
                    leads.setdefault(block.group, before)
            elif block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
                before = self.reading.passages.get(index) if block.kind is BlockKind.PARAGRAPH else None
        return leads

    @cached_property
    def _said(self) -> dict[int, tuple[tuple[str, ...], ...]]:
        """What is known of passages already asked for: the works that speak in each sentence, () for none."""
        return {}


def _is_subject(passage: Passage, pointer: Pointer) -> bool:
    """Whether what follows a named work makes it the one who does something.

    The tagger takes some verbs behind a bracket for nouns ("Ito et al. [4] present"), so any word of content will do;
    behind a comma only a verb or "who", adverbs passed over.
    """
    end = min(pointer.end + 40, passage.block.end)
    after = passage.doc.char_span(pointer.start - passage.offset, end - passage.offset, alignment_mode="expand")
    if after is None:
        return False
    comma = False
    for token in after.doc[after.start : min(after.end + 2, len(after.doc))]:
        if passage.offset + token.idx < pointer.end or token.is_space or token.text in "()[]" or token.pos_ == "ADV":
            continue
        if token.text == "," and not comma:
            comma = True
            continue
        if comma:
            return token.tag_ in _FINITE or token.lower_ in ("who", "whose")
        return token.is_alpha and (token.tag_ in _FINITE or token.pos_ in ("VERB", "ADJ", "NOUN", "PROPN"))
    return False
