"""The words of a TEI tree and where they stand: the source that strands point into.

In: a parsed tree. Out: a TeiSource: the text of the file in one piece, and for each element, in the order of the file,
its name and its span in that text. Called by the modules corpus.read.tei*. All text nodes are in it, one after the
other; after an element that stands apart (a sentence, a cell, a name) a line end is put in, so that the span of any
element is its words as a reader of the paper sees them. One pass over the tree, since that is what reading costs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.decode import tidy
from corpus.strand import EMPTY, Strand, is_folded, strand_of

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INLINE = frozenset("hi ref rs g emph num measure term date lb pb cb sub sup c w pc anchor ptr graphic mml math".split())
_RUN = re.compile(r"\S+(?:\s\S+)*")  # words with one sign of white space between each two
_PLAIN, _GLUED, _APART, _NAMED, _RECORD = range(5)  # how an element's end parts the words on both sides
_PARTED = frozenset(
    "s p div head item row cell note lb label figDesc figure table list formula abstract keywords affiliation address"
    " meeting respStmt imprint monogr analytic series biblStruct bibl availability licence TEI text front body back"
    " teiHeader l speaker stage byline docAuthor titlePart signed salute".split()
)
_NAMING = frozenset(  # stand apart, but not from the sign that follows them in a sentence or a printed entry
    "title forename surname genName roleName nameLink persName orgName author editor addrLine postCode postBox"
    " settlement region country email biblScope publisher pubPlace idno date".split()
)
_RECORDS = frozenset(("biblStruct", "keywords"))  # in these, dates and terms stand apart, too
_WORDS = frozenset("hi ref rs g emph sub sup c w".split())
_SPELLED = {
    name.lower(): name
    for name in (
        "TEI teiCorpus teiHeader titleStmt sourceDesc persName publicationStmt biblScope figDesc listBibl biblStruct"
        " biblFull orgName fileDesc profileDesc textClass encodingDesc appInfo genName roleName nameLink addrLine"
        " postCode postBox pubPlace respStmt listOrg standOff"
    ).split()
} | {"TEI.2": "TEI", "teiCorpus.2": "teiCorpus", **{f"div{level}": "div" for level in range(8)}}  # those of TEI P4


def local(tag: object) -> str:
    """A tag without its namespace, in TEI's own spelling where a tool has lost its capitals."""
    name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
    return _SPELLED.get(name, name)


def _kind(tag: object) -> tuple[str, int]:
    name = local(tag)
    if name in _RECORDS:
        return name, _RECORD
    kind = _APART if name in _PARTED else _NAMED if name in _NAMING else _GLUED if name in _WORDS else _PLAIN
    return name, kind


class TeiSource:
    """The text of a tree and its elements, numbered in the order of the file; number 0 is the root.

    names[i]: of element i. text[starts[i]:ends[i]]: its words. after[i]: the number of the first element behind it, so
    that i + 1 to after[i] are those in it. nodes[i]: the element itself, for its attributes. asides: spans of the text
    that belong to nobody's words: comments, and the ids of footnotes that GROBID wrote as text (leaked: how many).
    """

    def __init__(self, root: etree._Element) -> None:
        self.names: list[str]
        self.starts: list[int]
        self.ends: list[int]
        self.after: list[int]
        self.nodes: list[etree._Element]
        self.asides: list[tuple[int, int]] = []
        self.text = "".join(self._pieces(root))
        self.leaked = self._leaked() if "foot_" in self.text else 0

    def _pieces(self, root: etree._Element) -> list[str]:
        """The pieces of the text; white space that mark-up leaves is one sign, and none after white space."""
        every = list(root.iter())
        tags = [node.tag for node in every]
        kinds = {tag: _kind(tag) for tag in set(tags) if isinstance(tag, str)}
        found = [kinds.get(tag) for tag in tags]
        self.names = names = [kind[0] for kind in found if kind is not None]
        self.nodes = every if len(names) == len(every) else [node for node in every if isinstance(node.tag, str)]
        self.starts, self.ends, self.after = starts, ends, after = [[0] * len(names) for _ in range(3)]
        pieces: list[str] = []
        open_: list[tuple[int, int, str | None, int]] = []  # number, kind, tail, and how many siblings follow
        number = length = within = 0
        left = 1  # elements still to come in the innermost one that is open
        blank = True  # whether the text so far ends in white space
        due = False  # whether a name has ended that the next element stands apart from
        words = ([node.text for node in every], [node.tail for node in every])
        for kind, piece, tail, children in zip(found, *words, map(len, every), strict=True):
            if kind is None:
                length += self._comment(piece, length, pieces)
                blank, due, piece, left = False, False, tail, left - 1
            else:
                if due:
                    pieces.append("\n")
                    length += 1
                    blank, due = True, False
                starts[number] = length
                open_.append((number, kind[1], tail, left - 1))
                number, left = number + 1, children
                if kind[1] == _RECORD:
                    within += 1
            while True:
                if piece:
                    due = False
                    if not piece.isspace():
                        if not piece.isascii():
                            piece = tidy(piece)
                        pieces.append(piece)
                        length += len(piece)
                        blank = piece[-1:].isspace()
                    elif not blank:
                        pieces.append("\n")
                        length += 1
                        blank = True
                if left or not open_:
                    break
                index, how, piece, left = open_.pop()
                ends[index], after[index] = length, number
                if not blank:
                    if how == _NAMED:
                        due = not piece
                    elif how >= _APART or (within and how == _PLAIN):
                        pieces.append("\n")
                        length += 1
                        blank, due = True, False
                if how == _RECORD:
                    within -= 1
        return pieces

    def _comment(self, words: str | None, at: int, pieces: list[str]) -> int:
        """Puts the words of a comment into the text, so that those on both sides are no neighbours; their number."""
        if not words:
            return 0
        pieces.append(tidy(words))
        self.asides.append((at, at + len(pieces[-1])))
        return len(pieces[-1])

    def _leaked(self) -> int:
        """Sets the ids of notes that stand where the note's number stood aside; how many there were."""
        found = [i for i in self.all("ref") if self.nodes[i].get("target") == "#" + self.words(i)]
        self.asides = sorted([*self.asides, *((self.starts[i], self.ends[i]) for i in found)])
        return len(found)

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
        """The words of the source from start to end, less the given spans (sorted, apart) and asides; folded."""
        if without or (self.asides and self._has_aside(start, end)):
            return self._cut(start, end, without)
        words = self.text[start:end]
        if is_folded(words):
            return Strand(words, ((0, start),)) if words else EMPTY
        bare = words.strip()
        if not bare:
            return EMPTY
        lead = start if len(bare) == len(words) or not words[0].isspace() else start + len(words) - len(words.lstrip())
        folded = " ".join(bare.split())
        if len(folded) == len(bare):
            return Strand(folded, ((0, lead),))
        runs, place = [], 0
        for match in _RUN.finditer(bare):
            runs.append((place, lead + match.start()))
            place += match.end() - match.start() + 1
        return Strand(folded, tuple(runs))

    def _cut(self, start: int, end: int, without: Sequence[tuple[int, int]]) -> Strand:
        first, stop = bisect_left(self.asides, (start, 0)), bisect_left(self.asides, (end, 0))
        asides = self.asides[first:stop]
        cuts = sorted([*without, *(c for c in asides if not any(a <= c[0] and c[1] <= b for a, b in without))])
        return strand_of(self.text, start, end).cut([(a - start, b - start) for a, b in cuts]).fold()

    def _has_aside(self, start: int, end: int) -> bool:
        return bisect_left(self.asides, (start, 0)) < bisect_left(self.asides, (end, 0))

    def words(self, index: int) -> str:
        """All words in an element as a string."""
        if self.asides and self._has_aside(self.starts[index], self.ends[index]):
            return self.strand(index).text
        words = self.text[self.starts[index] : self.ends[index]]
        return words if words.isalnum() else " ".join(words.split())

    def measured(self) -> str:
        """The text less its asides, "" when there are none: what the canonical text is to hold."""
        if not self.asides:
            return ""
        bounds = [0, *(offset for span in self.asides for offset in span), len(self.text)]
        return " ".join(self.text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True))
