"""Where the labels of themes stand in a document, so that what stands together can be found.

In: themes and the scopes of the documents of their study. Out: Places, one a document. Called by extract.parents and
extract.relations. A label is looked for in the quote of its mention; one that a seam tore apart has the quote's place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.study import Anchor, Block, Document, DocumentId
from extract.grid import Grid
from extract.layout import Layout
from extract.quotes import quote_span
from extract.scope import Scope
from extract.theme import Evidence, Mention, Theme, fold_label

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A theme at one place: the span of its label, the mention that it belongs to, the index of its block."""

    theme: Theme
    mention: Mention
    start: int
    end: int
    block: int


_Forms = dict[str, dict[int, dict[str, list[Theme]]]]  # themes by first word, length and form of what is written


@dataclass(frozen=True, eq=False)
class Places:
    """The spots of one document, by place."""

    scope: Scope
    spots: tuple[Spot, ...]

    @property
    def document(self) -> Document:
        return self.scope.reading.document

    def between(self, start: int, end: int) -> tuple[Spot, ...]:
        """The spots whose labels begin in [start, end)."""
        low = bisect_left(self.spots, start, key=_start)
        return self.spots[low : bisect_left(self.spots, end, low, key=_start)]

    def named_between(self, start: int, end: int) -> tuple[Spot, ...]:
        """Those of `named` that begin in [start, end)."""
        low = bisect_left(self.named, start, key=_start)
        return self.named[low : bisect_left(self.named, end, low, key=_start)]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.document.blocks]

    def block_at(self, position: int) -> int:
        """The index of the block that a position lies in, or behind."""
        return max(bisect_right(self._block_starts, position) - 1, 0)

    def block(self, spot: Spot) -> Block:
        return self.document.blocks[spot.block]

    @cached_property
    def named(self) -> tuple[Spot, ...]:
        """The spots, and every other place of running text that writes a theme as one of its mentions does."""
        forms: _Forms = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for theme in {spot.theme.id: spot.theme for spot in self.spots}.values():
            written = dict.fromkeys(" ".join(f.casefold().split()) for f in (theme.label, *theme.surfaces))
            singular = [form[:-1] for form in written if " " in form and form.endswith("s") and form[-2] not in "su"]
            for form in dict.fromkeys((*written, *singular)):
                if len(form) > 3:
                    forms[re.split(r"\W", form, maxsplit=1)[0]][len(form)][form].append(theme)
        found = [*self.spots, *(spot for block in self.scope.reading.passages for spot in self._written(block, forms))]
        kept: dict[tuple[int, str], Spot] = {}
        for spot in found:
            kept.setdefault((spot.start, spot.theme.facet), spot)
        return tuple(sorted(kept.values(), key=lambda s: (s.start, -s.end, s.theme.id)))

    def _written(self, index: int, forms: _Forms) -> Iterator[Spot]:
        """The themes whose forms stand in a block, the longest where several begin."""
        block = self.document.blocks[index]
        text = self.document.text[block.start : block.end].casefold().replace("\n", " ")
        if len(text) != block.end - block.start:
            return  # small letters of another length than the capitals: positions would be off
        for word in _WORD.finditer(text):
            begun = forms.get(word[0])
            if begun is None:
                continue
            here = []
            for length, written in begun.items():  # few, however many themes begin with the word
                end = word.start() + length
                form = text[word.start() : end]
                if form in written and not text[end : end + 1].isalnum():
                    here += [(form, theme) for theme in written[form]]
            for form, theme in sorted(here, key=lambda pair: (-len(pair[0]), pair[1].id)):
                start = block.start + word.start()
                yield Spot(theme, theme.mentions[0], start, start + len(form), index)

    @cached_property
    def titled(self) -> dict[tuple[int, str], Spot]:
        """The theme that the title of a section is, by index of the section and facet."""
        by_label: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.spots:
            by_label[fold_label(spot.theme.label)].append(spot)
        blocks = {block.start: i for i, block in enumerate(self.document.blocks)}
        found: dict[tuple[int, str], Spot] = {}
        for number, section in enumerate(self.document.sections):
            block = blocks.get(section.start)
            heads = [s for s in self.between(section.start, section.end) if s.block == block]
            for spot in (
                *(s for s in heads if s.mention.evidence is Evidence.HEADING),
                *by_label[fold_label(section.title)],
            ):
                found.setdefault((number, spot.theme.facet), spot)
        return found

    @cached_property
    def layout(self) -> Layout:
        return Layout(self.document)

    @property
    def tables(self) -> dict[int, Grid]:
        """The tables by index of their block."""
        return self.layout.grids

    @cached_property
    def by_first_word(self) -> dict[str, list[Spot]]:
        """The spots by the first word of their folded label."""
        found: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.spots:
            found[fold_label(spot.theme.label).partition(" ")[0]].append(spot)
        return found

    def sentence(self, spot: Spot) -> tuple[int, int]:
        """The sentence or item that a label stands in; its own quote where there is none."""
        passage = self.scope.reading.passages.get(spot.block)
        if passage is None or not passage.sentences:
            return spot.mention.anchor.start, spot.mention.anchor.end
        sentence = passage.sentence_at(spot.start)
        return passage.offset + sentence.start_char, passage.offset + sentence.end_char

    def anchor(self, span: tuple[int, int], around: Spot) -> tuple[Anchor, str]:
        """An anchor for the words of a span, cut at seams and to the length of a quote around a label."""
        start, end = quote_span(self.document, span, (around.start, around.end))
        return Anchor(self.document.id, start, end), self.document.text[start:end]


def _start(spot: Spot) -> int:
    return spot.start


def places_of(themes: Iterable[Theme], scopes: Iterable[Scope]) -> Iterator[Places]:
    """The places of each document, in the order of the scopes."""
    spots: dict[DocumentId, list[Spot]] = defaultdict(list)
    scope_of = {scope.reading.document.id: scope for scope in scopes}
    texts = {id: scope.reading.document.text for id, scope in scope_of.items()}
    starts = {id: [b.start for b in scope.reading.document.blocks] for id, scope in scope_of.items()}
    for theme in themes:
        for mention in theme.mentions:
            id = mention.anchor.document
            if id in scope_of:
                spots[id].append(_spot(theme, mention, texts[id], starts[id]))
    for id, scope in scope_of.items():
        yield Places(scope, tuple(sorted(spots[id], key=lambda s: (s.start, -s.end, s.theme.id))))


def _spot(theme: Theme, mention: Mention, text: str, starts: list[int]) -> Spot:
    """The label where it touches its quote, which a seam may have cut short."""
    anchor, size = mention.anchor, len(mention.surface)
    at = text.find(mention.surface, max(0, anchor.start - size), anchor.end + size) if size else -1
    start, end = (at, at + size) if at >= 0 else (anchor.start, anchor.end)
    return Spot(theme, mention, start, end, max(bisect_right(starts, start) - 1, 0))
