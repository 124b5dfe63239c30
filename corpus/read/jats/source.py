"""The words of an XML tree and its outline: one pass over the tree, after which a block is a slice of the source.

In: a parsed tree and a Vocabulary, which says what its elements do to words. Out: an Outline: the source that strands
point into, a light tree of the elements that are more than mark-up in a line, what is emphasised and what is linked.
The source is the text nodes of the file one after the other, white space folded, and a space put between blocks.
Called by the readers of JATS.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from lxml import etree

from corpus.decode import is_tidy, tidy
from corpus.strand import EMPTY, Strand, join, strand_of

_RUN = re.compile(r"[ \t\n\r]{2,}|[\t\n\r]")
_WIDE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NEVER_AFTER_SPACE = " .,;:)]}!?%’”»"


# What an element does to the words in and around it. Plain numbers, since they are asked of every element of a file.
NODE = 0  # nothing but to be a node of the outline
INLINE = 1  # it is mark-up inside a line: no node
APART = 2  # a space stands before and after it
BOLD = 4  # it is emphasised
LINK = 8  # it points somewhere
VERBATIM = 16  # its line ends are kept
ASKED = 32  # Vocabulary.said decides which of its words count


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the elements of a kind of XML are.

    does: by the name of an element without its namespace; one that is not there is a node. alias: other makers' names.
    foreign: what all elements of a namespace do that does does not name, by the last word of the namespace.
    said: of an element that is ASKED, what counts of its words: None for all, else the words before those that do,
    those, and the words after them.
    """

    does: dict[str, int]
    alias: dict[str, str]
    foreign: dict[str, int]
    said: Callable[[str, etree._Element], tuple[str, str, str] | None]


@dataclass(slots=True, eq=False)
class Node:
    """An element that is more than mark-up inside a line; start, end: its words in the source."""

    kind: str
    element: etree._Element
    start: int
    end: int
    children: list[Node]

    def all(self, *kinds: str) -> Iterator[Node]:
        """The nodes under this one that are of one of the kinds, in order."""
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            if node.kind in kinds:
                yield node
            stack.extend(reversed(node.children))

    def outermost(self, kinds: Set[str]) -> list[Node]:
        """The nodes under this one that are of one of the kinds and lie in none that is, in order."""
        if not self.children:
            return []
        found: list[Node] = []
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            if node.kind in kinds:
                found.append(node)
            else:
                stack.extend(reversed(node.children))
        return found

    def own(self, *kinds: str) -> list[Node]:
        """The children that are of one of the kinds."""
        return [child for child in self.children if child.kind in kinds]

    def first(self, *kinds: str) -> Node | None:
        """The first node under this one that is of one of the kinds."""
        return next(self.all(*kinds), None)

    def get(self, name: str) -> str:
        """An attribute, "" when it is not there."""
        return self.element.get(name) or ""


class Outline:
    """The source of a tree, its nodes, its emphasised spans, and its links as (start, end, element)."""

    def __init__(self, root: etree._Element, vocabulary: Vocabulary) -> None:
        self.top = Node("", root, 0, 0, [])
        self.bold: list[tuple[int, int]] = []
        self.links: list[tuple[int, int, etree._Element]] = []
        self._unsaid: list[tuple[int, int]] = []
        self.text = self._read(root, vocabulary)
        self.top.end = len(self.text)

    def words(self, node: Node) -> str:
        """The words of a node as a string, on one line."""
        start, end = node.start, node.end
        words = self._slice(start, end).text if self._unsaid else self.text[start:end]
        return " ".join(words.split()) if "  " in words else words.strip()

    def strand(self, node: Node) -> Strand:
        """The words of a node."""
        return self.between(node.start, node.end)

    def between(self, start: int, end: int) -> Strand:
        """The words of a stretch of the source."""
        if self._unsaid:
            return self._slice(start, end).strip()
        words = self.text[start:end].lstrip()
        start = end - len(words)
        words = words.rstrip()
        return strand_of(self.text, start, start + len(words)) if words else EMPTY

    def around(self, node: Node, cut: Iterable[Node]) -> Strand:
        """The words of a node without those of some nodes in it, which are in order."""
        pieces, at = [], node.start
        for inner in cut:
            pieces.append(self._slice(at, inner.start))
            at = inner.end
        return join((*pieces, self._slice(at, node.end)), EMPTY).fold() if pieces else self.strand(node)

    def is_bare(self, node: Node) -> bool:
        """Whether words stand in a node outside of its children."""
        at = node.start
        for child in node.children:
            if at < child.start and self.text[at : child.start].strip():
                return True
            at = child.end
        return bool(self.text[at : node.end].strip())

    def said(self) -> str:
        """All words that count."""
        return self._slice(0, len(self.text)).text

    def _slice(self, start: int, end: int) -> Strand:
        """A stretch of the source without what does not count."""
        if start >= end:
            return EMPTY
        pieces, at = [], start
        for index in range(bisect_left(self._unsaid, (start, start)), len(self._unsaid)):
            low, high = self._unsaid[index]
            if low >= end:
                break
            pieces.append(strand_of(self.text, at, low))
            at = high
        return join((*pieces, strand_of(self.text, at, end)), EMPTY) if pieces else strand_of(self.text, start, end)

    def _read(self, root: etree._Element, vocabulary: Vocabulary) -> str:
        """The source; fills nodes, spans and links. One loop over all elements, since their number is what costs."""
        known: dict[str, tuple[str, int]] = {}
        whole = etree.tostring(root, method="text", encoding="unicode", with_tail=False)
        tidied = is_tidy(whole)
        settled = tidied and _WIDE.search(whole) is None
        pieces: list[str] = []
        length, blank, parted, verbatim = 0, True, False, 0  # parted: a space goes before the next word
        stack = [self.top]
        starts: list[int] = []
        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, element in walk:
            before = after = None
            if event == "start":
                kind, does = known.get(element.tag) or known.setdefault(element.tag, _meaning(element.tag, vocabulary))
                words = element.text
                if does != INLINE:
                    if does & APART and not blank:
                        pieces.append(" ")
                        length, blank = length + 1, True
                    if not does & INLINE:
                        node = Node(kind, element, length, length, [])
                        stack[-1].children.append(node)
                        stack.append(node)
                    elif does & (BOLD | LINK):
                        starts.append(length)
                    if does >= VERBATIM:
                        verbatim += does & VERBATIM
                        said = vocabulary.said(kind, element) if does & ASKED else None
                        if said is not None:
                            before, words, after = said
                            walk.skip_subtree()
            elif event == "end":
                does = known[element.tag][1]
                words = element.tail
                if does != INLINE:
                    if not does & INLINE:
                        stack.pop().end = length
                        parted, blank = parted or not (blank or words), blank and does & APART > 0
                    elif does & LINK:
                        self.links.append((starts.pop(), length, element))
                    elif does & BOLD:
                        self.bold.append((starts.pop(), length))
                    if does & APART and not blank:
                        pieces.append(" ")
                        length, blank = length + 1, True
                    verbatim -= does & VERBATIM
            else:
                before, words = element.text, element.tail
            if before:
                length = self._leave_out(before, length, pieces)
            if words:
                if not settled and not words.isascii():
                    words = _WIDE.sub(" ", words if tidied else tidy(words))
                if not verbatim and ("\n" in words or "  " in words or "\t" in words):
                    words = " " if words.isspace() else _RUN.sub(" ", words)
                if blank and words[0] == " ":
                    words = words[1:]
                elif parted and not blank and words[0] not in _NEVER_AFTER_SPACE:
                    words = " " + words
                if words:
                    pieces.append(words)
                    length, blank, parted = length + len(words), words[-1] in " \n", False
            if after:
                length = self._leave_out(after, length, pieces)
        return "".join(pieces)

    def _leave_out(self, words: str, length: int, pieces: list[str]) -> int:
        """Put words into the source that do not count, so that those on both sides of them are no neighbours."""
        pieces.append(words)
        self._unsaid.append((length, length + len(words)))
        return length + len(words)


def _meaning(tag: str, vocabulary: Vocabulary) -> tuple[str, int]:
    """The kind of an element and what it does."""
    space, _, name = tag.rpartition("}")
    name = vocabulary.alias.get(name, name)
    does = vocabulary.does.get(name)
    if does is None:
        does = vocabulary.foreign.get(space.rpartition("/")[2], NODE) if space else NODE
    return name, does
