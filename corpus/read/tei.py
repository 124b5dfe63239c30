"""GROBID TEI to a Reading.

In: the bytes of one TEI file. Out: parts in the order of the file, references and citations as GROBID linked them.
Raises UnreadableDocument. Called by corpus.read.registry. Page coordinates are left out on purpose. What GROBID tore
(lists in figure descriptions, items made headings) is mended afterwards by corpus.mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import UnreadableDocument
from corpus.part import CellPart, Part, Reading
from corpus.read.safe_xml import parse
from corpus.read.tei_bibliography import reference
from corpus.read.tei_header import header_parts, stated
from corpus.read.tei_source import TeiSource, local, named
from corpus.strand import EMPTY, join
from corpus.study import BlockKind, Reference

_REGIONS = frozenset("div body back front abstract list TEI text group quote listBibl".split())
_OWN = frozenset(("figure", "table", "list", "listBibl"))
_ENUMERATOR = re.compile(r"(\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+|\((\d{1,3}|[a-z])\)\s+")


def read_tei(name: str, data: bytes) -> Reading:
    """The parts of a TEI file. Raises UnreadableDocument when it is truncated or holds no text."""
    tree = parse(name, data)
    if tree.cut_at is not None:
        reason = "the TEI breaks off before its end"
        raise UnreadableDocument(name, reason, "run GROBID on the paper again or restore the whole file", tree.cut_at)
    source = TeiSource(tree.root)
    walk = _Walk(source)
    parts = tuple(walk.parts())
    if not any(part.strand for part in parts if part.kind is not BlockKind.TITLE):
        raise UnreadableDocument(name, "the TEI holds no text", "run GROBID's processFulltextDocument on the paper")
    known = stated(source, next(named(source.root, "teiHeader"), None))
    return Reading(
        source=source.text,
        measured=" ".join(source.pieces),
        parts=parts,
        bold=tuple(sorted(set(source.bold))),
        cited=tuple(sorted(set(source.cited))),
        references=tuple(walk.references),
        mends=tree.mends,
        title=known.title,
        authors=known.authors,
        year=known.year,
        doi=known.doi,
        language=known.language,
        marked_up=True,
        headed=True,
    )


class _Walk:
    """The blocks of a TEI tree in order; references gathers the bibliography on the way."""

    def __init__(self, source: TeiSource) -> None:
        self.source = source
        self.references: list[Reference] = []

    def parts(self) -> Iterator[Part]:
        header = next(named(self.source.root, "teiHeader"), None)
        text = next(named(self.source.root, "text"), None)
        if header is not None:
            yield from header_parts(self.source, header, self._blocks)
        if text is not None:
            regions = [e for e in text if local(e) in ("front", "body", "back")]
            for region in regions if any(local(e) == "body" for e in regions) else [text]:
                yield from self._blocks(region)

    def _blocks(self, region: etree._Element, depth: int = 0) -> Iterator[Part]:
        """The blocks of a region; nesting is walked with a stack, not by recursion."""
        stack: list[tuple[etree._Element, bool, int]] = [(region, False, depth)]
        while stack:
            element, is_tail, level = stack.pop()
            kind = local(element)
            if not is_tail and element is not region:
                stack.append((element, True, level))
            if is_tail or kind in _REGIONS or element is region:
                words = self.source.node(element, is_tail).fold()
                if words:
                    yield Part(BlockKind.PARAGRAPH, words)
                if not is_tail:
                    stack.extend((child, False, level + 2 * (kind == "list")) for child in reversed(element))
            else:
                yield from self._block(element, kind, level)

    def _block(self, element: etree._Element, kind: str, level: int) -> Iterator[Part]:
        if kind == "head":
            number = (element.get("n") or "").strip().rstrip(".")
            words = self.source.strand(element)
            if words:
                yield Part(BlockKind.HEADING, words, number=number)
        elif kind == "figure":
            yield from self._figure(element)
        elif kind == "table":
            yield from self._table(element, "")
        elif kind == "formula":
            yield Part(BlockKind.FORMULA, self.source.strand(element))
        elif kind == "note":
            yield Part(BlockKind.NOTE, self.source.strand(element))
        elif kind == "item":
            yield self._item(element, level)
            for child in element:
                if local(child) == "list":
                    yield from self._blocks(child, level)
        elif kind in ("biblStruct", "bibl", "biblFull"):
            yield from self._reference(element)
        elif isinstance(element.tag, str):
            nested = [child for child in element if local(child) in _OWN]
            words = self.source.strand(element, _OWN)
            if words:
                yield Part(BlockKind.PARAGRAPH, words)
            for child in nested:
                yield from (
                    self._blocks(child)
                    if local(child) in ("list", "listBibl")
                    else self._block(child, local(child), level)
                )

    def _item(self, element: etree._Element, level: int) -> Part:
        words = self.source.strand(element, _OWN)
        match = _ENUMERATOR.match(words.text)
        if match:
            return Part(BlockKind.LIST_ITEM, words[match.end() :], marker=words[: match.end()].strip(), level=level)
        return Part(BlockKind.LIST_ITEM, words, level=level)

    def _figure(self, figure: etree._Element) -> Iterator[Part]:
        """A caption with what it captions; a description without head and label may be torn-out prose (corpus.mend)."""
        label = next((self.source.strand(e) for e in figure if local(e) == "label"), EMPTY)
        head = next((self.source.strand(e) for e in figure if local(e) == "head"), EMPTY)
        description = next((self.source.strand(e) for e in figure if local(e) == "figDesc"), EMPTY)
        table = next((e for e in figure.iter() if local(e) == "table"), None)
        kind = "Table" if figure.get("type") == "table" else "Figure"
        name = f"{kind} {label.text}".strip() if label.text[:1].isdigit() else label.text
        caption = head if head and label and label.text in head.text else join((head, label) if head else (label,))
        caption = caption if caption.text == description.text else join((caption, description))
        if caption:
            part = Part(BlockKind.CAPTION, caption, label=name if head or label else "")
            lost = table is not None and not any(self.source.strand(e) for e in table.iter() if local(e) == "cell")
            yield (
                part.mended("empty table", "the table has a caption but no cells in the file")
                if lost and name
                else part
            )
        if table is not None:
            yield from self._table(table, name)
        rest = self.source.strand(figure, frozenset(("head", "label", "figDesc", "table")))
        if rest:
            yield Part(BlockKind.NOTE, rest)

    def _table(self, table: etree._Element, label: str) -> Iterator[Part]:
        cells: list[CellPart] = []
        rows = [e for e in table.iter() if local(e) == "row"]
        for number, row in enumerate(rows):
            column = 0
            for cell in (e for e in row if local(e) == "cell"):
                columns = _count(cell.get("cols"))
                head = number == 0 or row.get("role") == "label" or cell.get("role") == "label"
                cells.append(
                    CellPart(number, column, self.source.strand(cell), head, _count(cell.get("rows")), columns)
                )
                column += columns
        if any(cell.strand for cell in cells):
            yield Part(BlockKind.TABLE, join([c.strand for c in cells]), cells=tuple(cells), label=label)
        elif words := self.source.strand(table):
            yield Part(BlockKind.OTHER, words)

    def _reference(self, element: etree._Element) -> Iterator[Part]:
        raw = next((e for e in element.iter() if local(e) == "note" and e.get("type") == "raw_reference"), None)
        nodes = [self.source.node(e, tail).fold() for e in element.iterdescendants() for tail in (False, True)]
        pieces = sorted((node for node in nodes if node), key=lambda node: node.start)
        words = self.source.strand(raw) if raw is not None else join(pieces)
        if not words:
            return
        found = reference(element, f"b{len(self.references)}", words.text)
        self.references.append(found)
        yield Part(BlockKind.REFERENCE, words, key=found.key)
        if raw is not None:
            rest = self.source.strand(element, frozenset(("note",)))
            if rest:
                yield Part(BlockKind.OTHER, rest)


def _count(written: str | None) -> int:
    """A span attribute as a number from 1 to 200."""
    return min(200, max(1, int(written))) if written and written.isascii() and written.isdigit() else 1
