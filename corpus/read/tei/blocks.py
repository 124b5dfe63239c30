"""The blocks of a TEI file in reading order: sections, paragraphs and what stands in, between or beside them.

In: a TeiSource. Out: parts, the references on the way, and where notes and figures stand among the parts. Called by
corpus.read.tei. A block inside a paragraph follows it; a list parts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography import parse_reference
from corpus.part import Part
from corpus.read.tei.bibliography import as_printed, completed, of_another, raw_note, reference
from corpus.read.tei.figures import figure_parts, table_parts
from corpus.read.tei.header import header_parts, terms
from corpus.read.tei.source import INLINE, XML_ID, TeiSource
from corpus.repair.bullets import GLYPHS
from corpus.strand import EMPTY, Strand
from corpus.study import BlockKind, Reference

_REGIONS = frozenset("div body back front abstract list TEI text group quote listBibl listOrg floatingText".split())
_SPLITS = frozenset("list listBibl p div ab lg".split())  # part the paragraph that they stand in
_BESIDE = frozenset("figure table note".split())  # stand after the paragraph that holds them
_OWN = _SPLITS | _BESIDE
_ENTRIES = frozenset(("biblStruct", "bibl", "biblFull"))
_ENUMERATOR = re.compile(rf"(\d{{1,3}}|[a-zA-Z]|[ivx]{{1,4}})[.)]\s+|\((\d{{1,3}}|[a-z])\)\s+|[{GLYPHS}–—-]\s+")


class Walk:
    """The blocks of a TEI tree in order; references gathers the bibliography on the way.

    loose: for each note and figure its id or "", its first part's index, and the index after its last. label: what a
    list says before its next item.
    """

    def __init__(self, source: TeiSource) -> None:
        self.source = source
        self.parts: list[Part] = []
        self.references: list[Reference] = []
        self.loose: list[tuple[str, int, int]] = []
        self.nested = False
        self.label = EMPTY

    def read(self) -> None:
        """All parts: what the header says, then front, body and back."""
        source = self.source
        header, text = source.first("teiHeader"), source.first("text")
        if header is not None:
            self.parts += header_parts(source, header, self._apart)
        if text is None:
            return
        body = source.first("body", text)
        if body is None:
            self._region(text)
            return
        self.nested = any(source.names[c] == "div" for d in source.children(body) for c in source.children(d))
        for region in source.children(text):
            if source.names[region] == "front":
                self._front(region)
            elif source.names[region] in ("body", "back", "group"):
                self._region(region)
        for region in source.children(0):
            if source.names[region] == "standOff" and source.first("text", region) is None:
                self._apart_from_text(region)

    def _front(self, front: int) -> None:
        """The front of the text; what it calls an abstract is one, and so are key words."""
        kinds = {self._said(child): child for child in self.source.children(front)}
        if not kinds.keys() & {"abstract", "keywords"}:
            self._region(front)
            return
        for child in self.source.children(front):
            first, said = len(self.parts), self._said(child)
            if said == "keywords":
                self.parts.append(Part(BlockKind.KEYWORDS, terms(self.source, child)))
                continue
            self._region(child)
            if said == "abstract":
                for index, part in enumerate(self.parts[first:], first):
                    if part.kind is BlockKind.PARAGRAPH:
                        self.parts[index] = Part(BlockKind.ABSTRACT, part.strand)

    def _said(self, index: int) -> str:
        """What an element is: its type, where it is a div, else its name."""
        name = self.source.names[index]
        return self.source.attribute(index, "type").lower() if name == "div" else name

    def _apart_from_text(self, region: int) -> None:
        """What stands beside the text: bibliographies as such, all else as it stands."""
        source = self.source
        lists = [i for i in source.all("listBibl", region)]
        for index in lists:
            self._region(index)
        spans = [(source.starts[i], source.ends[i]) for i in lists]
        self._add(BlockKind.OTHER, source.starts[region], source.ends[region], spans)

    def _apart(self, region: int) -> list[Part]:
        """The parts of a region, not taken up."""
        kept, self.parts = self.parts, []
        self._region(region)
        found, self.parts = self.parts, kept
        return found

    def _region(self, region: int, level: int = 0) -> None:
        """The blocks of a region; nesting is walked with a stack. level: indentation of its list items."""
        names, starts, ends, after, text = (s := self.source).names, s.starts, s.ends, s.after, s.text
        stack = [(region, region + 1, starts[region], level, 0)]
        while stack:
            element, child, place, level, depth = stack.pop()
            end = after[element]
            while child < end:
                name, start, following = names[child], starts[child], after[child]
                if name in INLINE:  # runs on with the words around it
                    child = following
                    continue
                if start > place and not (gap := text[place:start]).isspace() and gap:
                    self._add(BlockKind.PARAGRAPH, place, start)
                place = ends[child]
                if name == "label" and names[element] == "list":
                    self._take_label(s.strand(child))
                    child = following
                    continue
                if name in _REGIONS:
                    stack.append((element, following, place, level, depth))
                    inside = level + 2 if name == "list" else level
                    stack.append((child, child + 1, start, inside, depth + (name == "div")))
                    break
                self._block(child, name, level, depth)
                child = following
            else:
                if ends[element] > place and not text[place : ends[element]].isspace():
                    self._add(BlockKind.PARAGRAPH, place, ends[element])
                self._take_label(EMPTY)

    def _add(self, kind: BlockKind, start: int, end: int, without: Sequence[tuple[int, int]] = ()) -> None:
        if words := self.source.span(start, end, without):
            self.parts.append(Part(kind, words))

    def _block(self, index: int, name: str, level: int, depth: int) -> None:
        source = self.source
        if name == "head":
            number = source.attribute(index, "n").strip().rstrip(".")
            if words := source.strand(index):
                own = max(1, depth) if self.nested else 0
                self.parts.append(Part(BlockKind.HEADING, words, number=number, level=own))
        elif name == "figure":
            self._figure(index)
        elif name == "table":
            self.parts += table_parts(source, index, "")
        elif name == "formula":
            self._add(BlockKind.FORMULA, source.starts[index], source.ends[index])
        elif name == "note":
            words = source.strand(index)
            self._loose(index, [Part(BlockKind.NOTE, words, number=source.attribute(index, "n"))] if words else [])
        elif name == "item":
            self._item(index, level)
        elif name in _ENTRIES:
            self._reference(index)
        elif _OWN.isdisjoint(source.names[index + 1 : source.after[index]]):
            self._add(BlockKind.PARAGRAPH, source.starts[index], source.ends[index])
        else:
            self._paragraph(index, level, depth)

    def _paragraph(self, index: int, level: int, depth: int) -> None:
        """A paragraph with blocks in it: lists part it, figures and notes follow it."""
        source = self.source
        names, starts, ends = source.names, source.starts, source.ends
        place, inner, cuts, beside = starts[index], index + 1, [], []
        while inner < source.after[index]:
            name = names[inner]
            if name in _BESIDE:
                cuts.append(self._cut(inner))
                beside.append(inner)
            elif name in _SPLITS:
                self._add(BlockKind.PARAGRAPH, place, starts[inner], cuts)
                self._nested(inner, name, level, depth)
                place, cuts = ends[inner], []
            else:
                inner += 1
                continue
            inner = source.after[inner]
        self._add(BlockKind.PARAGRAPH, place, ends[index], cuts)
        for child in beside:
            self._block(child, names[child], level, depth)

    def _nested(self, index: int, name: str, level: int, depth: int) -> None:
        if name in _REGIONS:
            self._region(index, level + 2 if name == "list" else level)
        else:
            self._block(index, name, level, depth)

    def _cut(self, index: int) -> tuple[int, int]:
        """The span to leave out for a block in a paragraph: with the blank that its end put in, unless words meet."""
        start, end, text = self.source.starts[index], self.source.ends[index], self.source.text
        if text[end : end + 1].isspace():
            return start, end if text[end + 1 : end + 2].isalnum() else end + 1
        meet = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        return start, end - 1 if meet and text[end - 1 : end].isspace() and end > start else end

    def _take_label(self, label: Strand) -> None:
        """Keeps the label of the next item; one that no item followed is a paragraph."""
        if self.label:
            self.parts.append(Part(BlockKind.PARAGRAPH, self.label))
        self.label = label

    def _item(self, index: int, level: int) -> None:
        """A list item with its enumerator apart; lists, figures and notes in it follow it."""
        source = self.source
        inner, cuts, nested = index + 1, [], []
        while inner < source.after[index]:
            if source.names[inner] in _OWN and source.names[inner] not in ("p", "ab"):
                cuts.append((source.starts[inner], source.ends[inner]))
                nested.append(inner)
                inner = source.after[inner]
            else:
                inner += 1
        words = source.span(source.starts[index], source.ends[index], cuts)
        match = None if self.label else _ENUMERATOR.match(words.text)
        marker = words[: match.end()].strip() if match else self.label
        if words:
            self.label = EMPTY
            own = words[match.end() :] if match else words
            self.parts.append(Part(BlockKind.LIST_ITEM, own, marker=marker, level=level))
        for child in nested:
            self._nested(child, source.names[child], level, 0)

    def _reference(self, entry: int) -> None:
        """An entry as the paper prints it, where the file keeps that, and what GROBID made of it."""
        source = self.source
        raw = raw_note(source, entry)
        words = source.strand(entry if raw is None else raw)
        if not words:
            if not (words := source.strand(entry)):
                return
            raw = None
        found = reference(source, entry, f"b{len(self.references)}", words.text)
        marked = raw is None and source.names[entry] != "bibl"
        if not marked and not (found.title and found.authors and found.year):
            found = completed(found, parse_reference(words.text, ""))
        elif raw is not None and of_another(found, words.text):
            found = as_printed(found, parse_reference(words.text, ""))
        self.references.append(found)
        self.parts.append(Part(BlockKind.REFERENCE, words, key=found.key))
        if raw is not None:
            self._add(BlockKind.OTHER, source.starts[entry], source.ends[entry], [self._cut(raw)])

    def _figure(self, index: int) -> None:
        parts = figure_parts(self.source, index)
        if not parts and self.parts:
            self.parts[-1] = self.parts[-1].mended("empty figure", "a figure without any words stands after this")
        self._loose(index, parts)

    def _loose(self, index: int, parts: Sequence[Part]) -> None:
        if parts:
            key = self.source.attribute(index, XML_ID)
            self.loose.append((key, len(self.parts), len(self.parts) + len(parts)))
        self.parts += parts
