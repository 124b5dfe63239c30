"""The words of a TEI tree and where they stand: the source that strands point into.

In: a parsed tree. Out: a TeiSource: the text of the file in one piece, and for each element, in the order of the file,
its name and its span in that text. Called by the modules corpus.read.tei*. All text nodes are in it, one after the
other; after an element that stands apart (a sentence, a cell, a name) a line end is put in, so that the span of any
element is its words as a reader of the paper sees them. One pass over the tree, since that is what reading costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.decode import tidy
from corpus.strand import Strand, strand_of

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INLINE = frozenset("hi ref rs g emph num measure term date lb pb cb sub sup c w pc anchor ptr graphic mml math".split())
_APART = frozenset(
    "s p div head item row cell title note lb label figDesc figure table list formula abstract keywords forename"
    " surname genName roleName nameLink persName orgName author editor affiliation address addrLine postCode postBox"
    " settlement region country email biblScope publisher pubPlace idno meeting respStmt imprint monogr analytic series"
    " biblStruct bibl availability licence TEI text front body back teiHeader".split()
)
_WITHIN = frozenset(("biblStruct", "keywords"))  # in these, dates and terms stand apart, too
_GLUED = frozenset("hi ref rs g emph sub sup c w".split())
_SPELLED = {
    name.lower(): name
    for name in (
        "TEI teiCorpus teiHeader titleStmt sourceDesc persName publicationStmt biblScope figDesc listBibl biblStruct"
        " biblFull orgName fileDesc profileDesc textClass encodingDesc appInfo genName roleName nameLink addrLine"
        " postCode postBox pubPlace respStmt listOrg standOff"
    ).split()
}


def local(tag: object) -> str:
    """A tag without its namespace, in TEI's own spelling where a tool has lost its capitals."""
    name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
    return _SPELLED.get(name, name)


class TeiSource:
    """The text of a tree and its elements, numbered in the order of the file; number 0 is the root.

    names[i]: of element i. text[starts[i]:ends[i]]: its words. after[i]: the number of the first element behind it, so
    that i + 1 to after[i] are those in it. nodes[i]: the element itself, for its attributes.
    """

    def __init__(self, root: etree._Element) -> None:
        self.names: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.after: list[int] = []
        self.nodes: list[etree._Element] = []
        self.comments: list[tuple[int, int]] = []
        self.text = "".join(self._pieces(root))

    def _pieces(self, root: etree._Element) -> list[str]:
        names, starts, ends, after, nodes = self.names, self.starts, self.ends, self.after, self.nodes
        spelled: dict[object, str] = {}
        pieces: list[str] = []
        stack: list[int] = []
        length = within = 0
        for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "start":
                tag = element.tag
                name = spelled.get(tag) or spelled.setdefault(tag, local(tag))
                stack.append(len(names))
                names.append(name)
                starts.append(length)
                ends.append(length)
                after.append(0)
                nodes.append(element)
                within += name in _WITHIN
                piece = element.text
            elif event == "end":
                index = stack.pop()
                ends[index] = length
                after[index] = len(names)
                name = names[index]
                if name in _APART or (within and name not in _GLUED):
                    pieces.append("\n")
                    length += 1
                within -= name in _WITHIN
                piece = element.tail
            else:
                if element.text:
                    words = tidy(element.text)
                    self.comments.append((length, length + len(words)))
                    pieces.append(words)
                    length += len(words)
                piece = element.tail
            if piece:
                if not piece.isascii():
                    piece = tidy(piece)
                pieces.append(piece)
                length += len(piece)
        return pieces

    def children(self, index: int) -> Iterator[int]:
        """The numbers of an element's children, in order."""
        child, end = index + 1, self.after[index]
        while child < end:
            yield child
            child = self.after[child]

    def first(self, name: str, within: int = 0) -> int | None:
        """The number of the first element of a name in another."""
        try:
            return self.names.index(name, within + 1, self.after[within])
        except ValueError:
            return None

    def all(self, name: str, within: int = 0) -> Iterator[int]:
        """The numbers of all elements of a name in another, in order."""
        at, end = within, self.after[within]
        try:
            while True:
                at = self.names.index(name, at + 1, end)
                yield at
        except ValueError:
            return

    def attribute(self, index: int, name: str) -> str:
        return self.nodes[index].get(name) or ""

    def strand(self, index: int) -> Strand:
        """All words in an element, spaces folded."""
        return self.span(self.starts[index], self.ends[index])

    def span(self, start: int, end: int, without: Sequence[tuple[int, int]] = ()) -> Strand:
        """The words of the source from start to end, less the given spans (sorted, apart) and comments; folded."""
        cuts = list(without)
        if self.comments:
            comments = [(a, b) for a, b in self.comments if start <= a and b <= end]
            cuts = sorted([*cuts, *(c for c in comments if not any(a <= c[0] and c[1] <= b for a, b in cuts))])
        strand = strand_of(self.text, start, end)
        return (strand.cut([(a - start, b - start) for a, b in cuts]) if cuts else strand).fold()

    def words(self, index: int) -> str:
        """All words in an element as a string."""
        return (
            self.strand(index).text
            if self.comments
            else " ".join(self.text[self.starts[index] : self.ends[index]].split())
        )

    def measured(self) -> str:
        """The text less comments, "" when there are none: what the canonical text is to hold."""
        if not self.comments:
            return ""
        bounds = [0, *(offset for span in self.comments for offset in span), len(self.text)]
        return " ".join(self.text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True))
