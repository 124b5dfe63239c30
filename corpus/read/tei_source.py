"""The words of a TEI tree and where they stand: the source that strands point into.

In: a parsed tree. Out: a TeiSource, which gives the strand of any element and keeps what is bold and what is cited.
Called by corpus.read.tei and corpus.read.tei_header. The source is the text nodes of the file, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.decode import tidy
from corpus.strand import EMPTY, SPACE, Strand, join

_APART = frozenset(("s", "p", "div", "head", "item", "row", "cell", "title", "note", "lb"))
_SPELLED = {
    name.lower(): name
    for name in (
        "TEI teiCorpus teiHeader titleStmt sourceDesc persName publicationStmt biblScope figDesc listBibl biblStruct"
        " biblFull orgName fileDesc profileDesc textClass encodingDesc appInfo"
    ).split()
}


def local(element: etree._Element) -> str:
    """The tag of an element without its namespace, in TEI's own spelling where a tool has lost its capitals."""
    tag = element.tag
    name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
    return _SPELLED.get(name, name)


def named(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The element and all under it that have one of the names, in order."""
    return (e for e in element.iter() if local(e) in names)


class TeiSource:
    """One pass over the tree: the source and where in it each text node stands."""

    def __init__(self, root: etree._Element) -> None:
        self.root = next(named(root, "TEI"), root) if local(root) == "teiCorpus" else root
        self.texts: dict[tuple[etree._Element, bool], tuple[str, int]] = {}
        self.pieces: list[str] = []
        length = 0
        whole: list[str] = []  # with comments, so that words on both sides of one are no neighbours
        for event, element in etree.iterwalk(self.root, events=("start", "end", "comment")):
            if event == "comment":
                whole.append(tidy(element.text or ""))
                length += len(whole[-1])
            piece = tidy((element.text if event == "start" else element.tail) or "")
            self.texts[element, event != "start"] = (piece, length)
            self.pieces.append(piece)
            whole.append(piece)
            length += len(piece)
        self.text = "".join(whole)
        self.bold: list[tuple[int, int]] = []
        self.cited: list[tuple[int, int, tuple[str, ...]]] = []

    def node(self, element: etree._Element, tail: bool) -> Strand:
        """The text right after an element's opening tag, or its tail."""
        piece, start = self.texts.get((element, tail), ("", 0))
        return Strand(piece, ((0, start),)) if piece else EMPTY

    def strand(self, element: etree._Element, skip: frozenset[str] = frozenset()) -> Strand:
        """All words in an element, spaces folded; children named in skip are left out."""
        pieces: list[Strand] = []
        self.collect(element, skip, pieces)
        return join(pieces, EMPTY).fold()

    def collect(self, element: etree._Element, skip: frozenset[str], pieces: list[Strand]) -> None:
        """Append the strands of all text nodes in an element; walked with a stack, since trees may be deep."""
        stack: list[tuple[etree._Element, bool]] = [(element, False)]
        while stack:
            current, leaving = stack.pop()
            if leaving:
                if local(current) in _APART:
                    pieces.append(SPACE)
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
