"""GROBID TEI to a Reading.

In: the bytes of one TEI file. Out: parts in the order of the file, references and citations as GROBID linked them.
Raises UnreadableDocument. Called by corpus.read.registry. The source that strands point into is the file's text nodes,
one after the other; page coordinates are left out on purpose. What GROBID tore (lists in figure descriptions, items
made headings) is mended afterwards by corpus.mend.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from lxml import etree

from corpus.errors import UnreadableDocument
from corpus.part import CellPart, Part, Reading
from corpus.read.decode import tidy
from corpus.read.safe_xml import Tree, parse
from corpus.read.tei_bibliography import authors, reference
from corpus.strand import EMPTY, Strand, join
from corpus.study import BlockKind, Reference

_APART = frozenset(("s", "p", "div", "head", "item", "row", "cell", "title", "note", "lb"))
_BLOCKS = frozenset(
    (
        "p",
        "head",
        "div",
        "figure",
        "formula",
        "note",
        "list",
        "item",
        "table",
        "figDesc",
        "listBibl",
        "biblStruct",
        "ab",
    )
)
_SPELLED = {
    name.lower(): name
    for name in (
        "TEI teiCorpus teiHeader titleStmt sourceDesc persName publicationStmt biblScope figDesc listBibl biblStruct"
        " biblFull orgName fileDesc profileDesc textClass encodingDesc appInfo"
    ).split()
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENUMERATOR = re.compile(r"(\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+|\((\d{1,3}|[a-z])\)\s+")


def read_tei(name: str, data: bytes) -> Reading:
    """The parts of a TEI file. Raises UnreadableDocument when it is truncated or holds no text."""
    tree = parse(name, data)
    if tree.cut_at is not None:
        reason = "the TEI breaks off before its end"
        raise UnreadableDocument(name, reason, "run GROBID on the paper again or restore the whole file", tree.cut_at)
    return _Walk(name, tree).reading()


def local(element: etree._Element) -> str:
    """The tag of an element without its namespace, in TEI's own spelling where a tool has lost its capitals."""
    tag = element.tag
    name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
    return _SPELLED.get(name, name)


class _Walk:
    """One pass over the tree: the source and where in it each text node stands."""

    def __init__(self, name: str, tree: Tree) -> None:
        self.name, self.tree = name, tree
        root = tree.root
        self.root = root if local(root) != "teiCorpus" else next((e for e in root.iter() if local(e) == "TEI"), root)
        self.texts: dict[tuple[etree._Element, bool], tuple[str, int]] = {}
        self.pieces: list[str] = []
        length = 0
        for event, element in etree.iterwalk(self.root, events=("start", "end")):
            piece = tidy((element.text if event == "start" else element.tail) or "")
            self.texts[element, event == "end"] = (piece, length)
            self.pieces.append(piece)
            length += len(piece)
        self.source = "".join(self.pieces)
        self.bold: list[tuple[int, int]] = []
        self.cited: list[tuple[int, int, tuple[str, ...]]] = []
        self.references: list[Reference] = []

    def node(self, element: etree._Element, tail: bool) -> Strand:
        piece, start = self.texts[element, tail]
        return Strand(piece, array("i", range(start, start + len(piece))))

    def strand(self, element: etree._Element, skip: frozenset[str] = frozenset()) -> Strand:
        """All words in an element, spaces folded; children named in skip are left out."""
        pieces: list[Strand] = []
        self._collect(element, skip, pieces)
        return join(pieces, EMPTY).fold()

    def _collect(self, element: etree._Element, skip: frozenset[str], pieces: list[Strand]) -> None:
        stack: list[tuple[etree._Element, bool]] = [(element, False)]
        while stack:
            current, leaving = stack.pop()
            if leaving:
                if local(current) in _APART:
                    pieces.append(_SPACE)
                if current is not element:
                    pieces.append(self.node(current, True))
                continue
            if current is not element and local(current) in skip:
                pieces.append(self.node(current, True))
                continue
            if current is not element and not isinstance(current.tag, str):
                pieces.append(self.node(current, True))
                continue
            self._note_marks(current)
            pieces.append(self.node(current, False))
            stack.append((current, True))
            stack.extend((child, False) for child in reversed(current))

    def _note_marks(self, element: etree._Element) -> None:
        kind = local(element)
        if kind == "ref" and element.get("type") == "bibr":
            start = self.texts[element, False][1]
            end = self.texts[element, True][1]
            targets = tuple(t.lstrip("#") for t in (element.get("target") or "").split() if t.startswith("#"))
            if end > start:
                self.cited.append((start, end, targets))
        elif kind == "hi" and ({"bold", "italic", "b", "i"} & set((element.get("rend") or "").split())):
            self.bold.append((self.texts[element, False][1], self.texts[element, True][1]))

    def reading(self) -> Reading:
        header = _child(self.root, "teiHeader")
        text = next((e for e in self.root.iter() if local(e) == "text"), None)
        parts: list[Part] = []
        if header is not None:
            parts += self._header(header)
        if text is not None:
            regions = [e for e in text if local(e) in ("front", "body", "back")]
            for region in regions if any(local(e) == "body" for e in regions) else [text]:
                parts += self._blocks(region)
        if not any(len(part.strand) > 1 for part in parts if part.kind is not BlockKind.TITLE):
            raise UnreadableDocument(
                self.name, "the TEI holds no text", "run GROBID's processFulltextDocument on the paper"
            )
        return Reading(
            source=self.source,
            measured=" ".join(self.pieces),
            parts=tuple(parts),
            bold=tuple(sorted(set(self.bold))),
            cited=tuple(sorted(set(self.cited))),
            references=tuple(self.references),
            mends=self.tree.mends,
            **self._metadata(header),
        )

    def _header(self, header: etree._Element) -> Iterator[Part]:
        """Title, authors, keywords and abstract first, then everything else that the header says, as it stands."""
        used: set[etree._Element] = set()
        title = next(_descend(header, "titleStmt", "title"), None)
        if title is not None:
            used.add(title)
            yield Part(BlockKind.TITLE, self.strand(title))
        people = list(_descend(header, "analytic", "author")) or list(_descend(header, "sourceDesc", "author"))
        names = [name for person in people for name in person.iter() if local(name) == "persName"]
        used.update(names)
        words = [join([self.strand(e) for e in name.iterdescendants() if isinstance(e.tag, str)]) for name in names]
        if any(words):
            yield Part(BlockKind.AUTHORS, join(words, _LINE).fold())
        keywords = next((e for e in header.iter() if local(e) == "keywords"), None)
        if keywords is not None:
            used.add(keywords)
            terms = [self.strand(e) for e in keywords.iter() if local(e) == "term"] or [self.strand(keywords)]
            yield Part(BlockKind.KEYWORDS, join(terms, _LINE))
        abstract = next((e for e in header.iter() if local(e) == "abstract"), None)
        if abstract is not None:
            used.add(abstract)
            for part in self._blocks(abstract):
                plain = part.kind is BlockKind.PARAGRAPH
                yield Part(BlockKind.ABSTRACT, part.strand) if plain else part
        yield from self._rest(header, used)

    def _rest(self, header: etree._Element, used: set[etree._Element]) -> Iterator[Part]:
        """Affiliations, rights and publication lines: one part of kind OTHER for each."""
        stack = list(reversed(list(header)))
        while stack:
            element = stack.pop()
            if element in used or not isinstance(element.tag, str):
                continue
            inner = [child for child in element if isinstance(child.tag, str)]
            if (
                local(element) in ("affiliation", "availability", "publicationStmt", "biblScope", "address")
                or not inner
            ):
                pieces: list[Strand] = []
                self._collect(element, frozenset(("persName",)), pieces)
                words = join(pieces, EMPTY).fold()
                if words:
                    yield Part(BlockKind.OTHER, words)
            else:
                stack.extend(reversed(inner))

    def _metadata(self, header: etree._Element | None) -> dict[str, object]:
        if header is None:
            return {}
        title = next(_descend(header, "titleStmt", "title"), None)
        people = list(_descend(header, "analytic", "author")) or list(_descend(header, "sourceDesc", "author"))
        own = next((e for e in header.iter() if local(e) == "sourceDesc"), header)
        doi = next(
            (e.text or "" for e in own.iter() if local(e) == "idno" and (e.get("type") or "").upper() == "DOI"), ""
        )
        dates = [e for e in header.iter() if local(e) == "date"]
        stated = next((y for e in dates for y in _YEAR.findall(e.get("when") or e.text or "")), None)
        text = _child(self.root, "text")
        language = (text.get(_XML_LANG) if text is not None else None) or header.get(_XML_LANG) or ""
        return {
            "title": self.strand(title).text if title is not None else "",
            "authors": authors(people),
            "year": int(stated) if stated else None,
            "doi": doi.strip().lower(),
            "language": language,
        }

    def _blocks(self, region: etree._Element, depth: int = 0) -> Iterator[Part]:
        """The blocks of a region, in the order of the file; nesting is walked with a stack, not by recursion."""
        stack: list[tuple[etree._Element, str, int]] = [(region, "open", depth)]
        while stack:
            element, state, level = stack.pop()
            if state == "tail":
                words = self.node(element, True).fold()
                if words:
                    yield Part(BlockKind.PARAGRAPH, words)
                continue
            kind = local(element)
            if element is not region:
                stack.append((element, "tail", level))
            if kind in (
                "div",
                "body",
                "back",
                "front",
                "abstract",
                "list",
                "TEI",
                "text",
                "group",
                "quote",
                "listBibl",
            ) or (element is region):
                words = self.node(element, False).fold()
                if words:
                    yield Part(BlockKind.PARAGRAPH, words)
                stack.extend((child, "open", level + (kind == "list")) for child in reversed(element))
            else:
                yield from self._block(element, kind, level)

    def _block(self, element: etree._Element, kind: str, level: int) -> Iterator[Part]:
        if kind == "head":
            number = (element.get("n") or "").strip().rstrip(".")
            words = self.strand(element)
            if words:
                yield Part(BlockKind.HEADING, words, number=number)
        elif kind == "figure":
            yield from self._figure(element)
        elif kind == "table":
            yield from self._table(element, "")
        elif kind == "formula":
            yield Part(BlockKind.FORMULA, self.strand(element))
        elif kind == "note":
            yield Part(BlockKind.NOTE, self.strand(element))
        elif kind == "item":
            yield self._item(element, level)
        elif kind in ("biblStruct", "bibl", "biblFull"):
            yield from self._reference(element)
        elif isinstance(element.tag, str):
            nested = [child for child in element if local(child) in ("figure", "table", "list", "listBibl")]
            words = self.strand(element, frozenset(("figure", "table", "list", "listBibl")))
            if words:
                yield Part(BlockKind.PARAGRAPH, words)
            for child in nested:
                yield from (
                    self._blocks(child)
                    if local(child) in ("list", "listBibl")
                    else self._block(child, local(child), level)
                )

    def _item(self, element: etree._Element, level: int) -> Part:
        words = self.strand(element)
        match = _ENUMERATOR.match(words.text)
        if match:
            return Part(BlockKind.LIST_ITEM, words[match.end() :], marker=words[: match.end()].strip(), level=level)
        return Part(BlockKind.LIST_ITEM, words, level=level)

    def _figure(self, figure: etree._Element) -> Iterator[Part]:
        """A caption with what it captions; a description without head and label may be torn-out prose (corpus.mend)."""
        label = next((self.strand(e) for e in figure if local(e) == "label"), EMPTY)
        head = next((self.strand(e) for e in figure if local(e) == "head"), EMPTY)
        description = next((self.strand(e) for e in figure if local(e) == "figDesc"), EMPTY)
        table = next((e for e in figure.iter() if local(e) == "table"), None)
        kind = "Table" if figure.get("type") == "table" else "Figure"
        name = f"{kind} {label.text}".strip() if label.text[:1].isdigit() else label.text
        caption = head if head and label and label.text in head.text else join((head, label) if head else (label,))
        caption = caption if caption.text == description.text else join((caption, description))
        if caption:
            part = Part(BlockKind.CAPTION, caption, label=name if head or label else "")
            lost = table is not None and not any(self.strand(e) for e in table.iter() if local(e) == "cell")
            yield (
                part.mended("empty table", "the table has a caption but no cells in the file")
                if lost and name
                else part
            )
        if table is not None:
            yield from self._table(table, name)
        rest = self.strand(figure, frozenset(("head", "label", "figDesc", "table")))
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
                cells.append(CellPart(number, column, self.strand(cell), head, _count(cell.get("rows")), columns))
                column += columns
        if any(cell.strand for cell in cells):
            yield Part(BlockKind.TABLE, join([c.strand for c in cells]), cells=tuple(cells), label=label)
        elif words := self.strand(table):
            yield Part(BlockKind.OTHER, words)

    def _reference(self, element: etree._Element) -> Iterator[Part]:
        raw = next((e for e in element.iter() if local(e) == "note" and e.get("type") == "raw_reference"), None)
        nodes = [self.node(e, tail).fold() for e in element.iterdescendants() for tail in (False, True)]
        pieces = sorted((node for node in nodes if node), key=lambda node: node.start)
        words = self.strand(raw) if raw is not None else join(pieces)
        if not words:
            return
        found = reference(element, f"b{len(self.references)}", words.text)
        self.references.append(found)
        yield Part(BlockKind.REFERENCE, words, key=found.key)
        if raw is not None:
            rest = self.strand(element, frozenset(("note",)))
            if rest:
                yield Part(BlockKind.OTHER, rest)


_SPACE = Strand(" ", array("i", [-1]))
_LINE = Strand("\n", array("i", [-1]))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)


def _descend(element: etree._Element, outer: str, inner: str) -> Iterator[etree._Element]:
    """Elements named inner anywhere under the elements named outer."""
    for region in element.iter():
        if local(region) == outer:
            yield from (e for e in region.iter() if local(e) == inner)


def _count(written: str | None) -> int:
    """A span attribute as a number from 1 to 200."""
    return min(200, max(1, int(written))) if written and written.isascii() and written.isdigit() else 1
