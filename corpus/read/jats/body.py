"""The blocks of a JATS file: sections, paragraphs and what stands in or between them, in reading order.

In: nodes of the body, the back matter or a sub-article. Out: parts, and the references on the way. Called by
corpus.read.jats and corpus.read.jats.front. A block inside a paragraph follows it; one that says something of its own
(a list, a quotation) parts it. Floats that the file keeps at its end go behind the paragraph that first points at them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from corpus.part import Part
from corpus.read.jats.bibliography import entries
from corpus.read.jats.floats import (
    ASIDE,
    aside,
    bare,
    box_parts,
    float_parts,
    formula_parts,
    label_of,
    table_parts,
)
from corpus.read.jats.source import Node, Outline
from corpus.read.jats.words import BLOCKS, PARTING, SECTIONS, TYPED, UNTITLED, targets
from corpus.strand import EMPTY, join
from corpus.study import BlockKind, Reference

_HEADS = ("label", "title")
_LISTS = ("list", "def-list")
_ORDERED = frozenset(("order", "ordered", "number", "numbered", "arabic", "decimal"))
_NOT_JOINED = BLOCKS - {"p"}  # what does not belong to the one block of an item or a note


class Body:
    """Blocks from nodes; references, and how lists are numbered, go on over all that one file holds."""

    def __init__(self, outline: Outline, floats: Iterable[Node] = ()) -> None:
        self.outline = outline
        self.references: list[Reference] = []
        self.keys: dict[str, tuple[str, ...]] = {}
        self._floats: dict[str, Node] = {}
        for place, node in enumerate(floats):
            id = node.get("id")
            self._floats[id if id and id not in self._floats else f" {place}"] = node  # no id has a space in it
        self._pointers = self._pointing()
        self._taken: set[str] = set()
        self._due: list[Node] = []
        self._lists = 0

    def blocks(self, nodes: Iterable[Node], level: int) -> Iterator[Part]:
        """The blocks in nodes. level: of the headings right in them, from 1. Nesting is walked with a stack."""
        stack = [(node, level) for node in reversed(list(nodes))]
        while stack:
            node, depth = stack.pop()
            if self._due and node.kind not in _LISTS:  # a list goes on with the sentence before it
                yield from self._released(depth)
            handler = _HANDLERS.get(node.kind)
            if node.kind in SECTIONS:
                heads = list(self._heading(node, depth))
                yield from heads
                below = depth + 1 if depth and heads else depth
                stack.extend((child, below) for child in reversed(node.children) if child.kind not in _HEADS)
                yield from bare(self.outline, node)
            elif handler is not None:
                yield from handler(self, node, depth)
            elif not node.children or self.outline.is_bare(node):
                yield from self.paragraph(node, depth)
            else:
                stack.extend((child, depth) for child in reversed(node.children))
        yield from self._released(level)

    def left_floats(self, level: int) -> Iterator[Part]:
        """The floats that no paragraph has pointed at so far."""
        left = list(self._floats.values())
        self._floats = {}
        yield from self.blocks(left, level)

    def paragraph(self, node: Node, level: int, kind: BlockKind = BlockKind.PARAGRAPH) -> Iterator[Part]:
        """The words of a node and the blocks in it."""
        inner = node.outermost(BLOCKS)
        if not inner:
            words = self.outline.strand(node)
            if words:
                yield Part(kind, words)
        else:
            yield from self._parted(node, inner, level, kind)
        self._note_pointers(node)

    def _parted(self, node: Node, inner: list[Node], level: int, kind: BlockKind) -> Iterator[Part]:
        """A paragraph with blocks in it: cut where one parts it, the others behind."""
        start, waiting = node.start, []
        for block in [*inner, None]:
            if block is not None and block.kind not in PARTING:
                waiting.append(block)
                continue
            end = block.start if block is not None else node.end
            words = self.outline.around(Node(kind, node.element, start, end, []), waiting)
            if words:
                yield Part(kind, words)
            yield from self.blocks(waiting, level)
            waiting = []
            if block is not None:
                yield from self.blocks([block], level)
                start = block.end

    def _heading(self, node: Node, level: int) -> Iterator[Part]:
        """The heading of a section: as it stands, or named after what the file says that the section is."""
        mark, _ = label_of(self.outline, node)
        titles = [title for title in node.own("title") if title.start < title.end]
        words = join([self.outline.around(title, title.outermost(BLOCKS)) for title in titles])
        if not words:
            words, mark = mark, EMPTY
        if not words:
            name = TYPED.get(node.get("sec-type").lower()) if node.kind == "sec" else UNTITLED.get(node.kind)
            if name and level and node.start < node.end:
                head = Part(BlockKind.HEADING, EMPTY, level=level, title=name, confidence=0.9)
                yield head.mended(
                    "heading inferred", f"the file marks a section as <{node.kind}> and gives it no title"
                )
        elif level:
            number = (mark.text or node.get("label")).strip().rstrip(".:) ")
            yield Part(BlockKind.HEADING, words, marker=mark, number=number, level=level)
        else:
            self.outline.bold.append((words.start, words.end))
            yield Part(BlockKind.PARAGRAPH, words, marker=mark)
        for title in titles:
            yield from self.blocks(title.outermost(BLOCKS), level)

    def _list(self, node: Node, level: int, depth: int = 0) -> Iterator[Part]:
        """The items of a list or a list of definitions; paragraphs of one item are one block."""
        own = self._lists
        self._lists += 1
        ordered = node.get("list-type") in _ORDERED or node.element.tag == "ol"
        count = 0
        for item in node.children:
            if item.kind not in ("list-item", "def-item"):
                yield from self.blocks([item], level)
                continue
            count += 1
            mark, heads = label_of(self.outline, item)
            inner = item.outermost(_NOT_JOINED)
            words = self.outline.around(item, sorted([*inner, *heads], key=_place))
            if item.kind == "def-item":
                self.outline.bold += [(term.start, term.end) for term in item.own("term")]
            if words:
                number = f"{count}." if ordered and not mark else ""
                yield Part(BlockKind.LIST_ITEM, words, marker=mark, number=number, level=depth, list=own)
            for block in inner:
                deeper = block.kind in _LISTS
                yield from self._list(block, level, depth + 1) if deeper else self.blocks([block], level)
            self._note_pointers(item)
        yield from bare(self.outline, node)

    def _float(self, node: Node, level: int) -> Iterator[Part]:
        return float_parts(self.outline, node, level, self.blocks)

    def _table(self, node: Node, level: int) -> Iterator[Part]:
        return table_parts(self.outline, node)

    def _formula(self, node: Node, level: int) -> Iterator[Part]:
        return formula_parts(self.outline, node)

    def _box(self, node: Node, level: int) -> Iterator[Part]:
        return box_parts(self.outline, node, self.blocks)

    def _aside(self, node: Node, level: int) -> Iterator[Part]:
        return aside(self.outline, node)

    def _note(self, node: Node, level: int) -> Iterator[Part]:
        """A footnote as one block; blocks in it follow."""
        mark, heads = label_of(self.outline, node)
        inner = node.outermost(_NOT_JOINED)
        words = self.outline.around(node, sorted([*inner, *heads], key=_place))
        if words:
            yield Part(BlockKind.NOTE, words, marker=mark)
        yield from self.blocks(inner, level)

    def _foot(self, node: Node, level: int) -> Iterator[Part]:
        for child in node.children:
            yield from self.blocks([child], level) if child.kind == "fn-group" else self._note(child, level)

    def _statement(self, node: Node, level: int) -> Iterator[Part]:
        """A theorem or the like: its name and its first paragraph are one."""
        heads = node.own(*_HEADS)
        rest = [child for child in node.children if child not in heads]
        if heads and rest and rest[0].kind == "p" and not rest[0].outermost(BLOCKS):
            self.outline.bold += [(head.start, head.end) for head in heads]
            yield Part(BlockKind.PARAGRAPH, self.outline.between(node.start, rest[0].end).fold())
            yield from self.blocks(rest[1:], level)
        else:
            yield from self.blocks(node.children, level)

    def _whole(self, node: Node, level: int) -> Iterator[Part]:
        """Lines that belong together: a verse, a speech."""
        words = self.outline.strand(node).fold()
        if words:
            yield Part(BlockKind.PARAGRAPH, words)

    def _code(self, node: Node, level: int) -> Iterator[Part]:
        words = self.outline.strand(node)
        if words:
            yield Part(BlockKind.OTHER, words)

    def _ref(self, node: Node, level: int) -> Iterator[Part]:
        keys: list[str] = []
        for marker, words, reference in entries(self.outline, node, len(self.references) + 1):
            if reference is None:
                yield Part(BlockKind.OTHER, words)
                continue
            if reference.key in self._taken:  # ids that are there twice
                reference = replace(reference, key=f"{reference.key}-{node.start}-{len(keys)}")
            self._taken.add(reference.key)
            self.references.append(reference)
            keys.append(reference.key)
            yield Part(BlockKind.REFERENCE, words, marker=marker, key=reference.key)
        for id in (node.get("id"), *(child.get("id") for child in node.children)):
            if id:
                self.keys.setdefault(id, tuple(keys))

    def _pointing(self) -> list[tuple[int, str]]:
        """Where the text points at floats, in order."""
        if not self._floats:
            return []
        links = ((start, targets(element)) for start, _, element in self.outline.links)
        return sorted((start, id) for start, ids in links for id in ids if id in self._floats)

    def _note_pointers(self, node: Node) -> None:
        """Let the floats that a node is the first to point at come next."""
        while self._pointers and self._pointers[0][0] < node.end:
            start, id = self._pointers.pop(0)
            if start >= node.start and id in self._floats:
                self._due.append(self._floats.pop(id))

    def _released(self, level: int) -> Iterator[Part]:
        due, self._due = self._due, []
        if due:
            yield from self.blocks(due, level)


def _place(node: Node) -> int:
    return node.start


_Handler = Callable[[Body, Node, int], Iterator[Part]]
_HANDLERS: dict[str, _Handler] = {
    "p": Body.paragraph,
    "list": Body._list,
    "def-list": Body._list,
    "fig": Body._float,
    "fig-group": Body._float,
    "table-wrap": Body._float,
    "table-wrap-group": Body._float,
    "supplementary-material": Body._float,
    "media": Body._float,
    "graphic": Body._float,
    "chem-struct-wrap": Body._float,
    "table": Body._table,
    "tgroup": Body._table,
    "disp-formula": Body._formula,
    "fn": Body._note,
    "table-wrap-foot": Body._foot,
    "boxed-text": Body._box,
    "statement": Body._statement,
    "verse-group": Body._whole,
    "speech": Body._whole,
    "code": Body._code,
    "preformat": Body._code,
    "ref": Body._ref,
    **dict.fromkeys(ASIDE, Body._aside),
}
