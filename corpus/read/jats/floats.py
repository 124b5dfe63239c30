"""Figures, tables, formulas and boxes of JATS files: what stands beside the running text.

In: a node and a way to read the blocks in it. Out: parts in the order of the file: labels and captions as one block,
cells, notes under a table; identifiers and descriptions for the blind are notes, too, rights of kind OTHER. Called by
corpus.read.jats.body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from corpus.part import Part
from corpus.read.jats.source import Node, Outline
from corpus.read.jats.tables import beside, table_part
from corpus.strand import EMPTY, Strand, join
from corpus.study import BlockKind

_RIGHTS = frozenset(("permissions", "copyright-statement", "license"))
ASIDE = _RIGHTS | {"object-id", "alt-text", "long-desc", "attrib"}
BOXED = 0  # the level of what lies in a box: its titles open no section, since the text around the box goes on
_HEADS = ("label", "caption", "title")
_TABLES = ("table", "tgroup")

Blocks = Callable[[Iterable[Node], int], Iterator[Part]]


def float_parts(outline: Outline, node: Node, level: int, blocks: Blocks) -> Iterator[Part]:
    """A figure, a table or a supplement: its label and caption as one block, and what it holds."""
    heads = node.own(*_HEADS)
    label = next((outline.words(head) for head in heads if head.kind == "label"), "")
    caption = Part(BlockKind.CAPTION, join([outline.strand(head) for head in heads]).fold(), label=label)
    if node.kind == "table-wrap" and _is_picture(outline, node):
        caption = caption.mended("empty table", "the table is a picture in the file")
    for child in node.children:
        if child.kind in _HEADS:
            if child is heads[0] and caption.strand:
                yield caption
        elif child.kind == "alternatives":
            tables = child.own(*_TABLES)[:1]
            for form in tables or child.children:
                yield from table_parts(outline, form, label) if form in tables else aside(outline, form)
        elif child.kind in _TABLES:
            yield from table_parts(outline, child, label)
        elif child.kind in ASIDE:
            yield from aside(outline, child)
        else:
            yield from blocks([child], level)
    yield from bare(outline, node)


def table_parts(outline: Outline, node: Node, label: str = "") -> Iterator[Part]:
    """The tables in one, and what stands in it outside of its cells."""
    for table in node.own("tgroup") or [node]:
        part = table_part(outline, table, label)
        if part is not None:
            yield part
    for other in beside(node):
        words = outline.strand(other).fold()
        if words:
            yield Part(BlockKind.CAPTION if other.kind == "caption" else BlockKind.NOTE, words)


def formula_parts(outline: Outline, node: Node) -> Iterator[Part]:
    """A formula on a line of its own; its number is its marker."""
    mark, heads = label_of(outline, node)
    words = outline.around(node, heads)
    if words or mark:
        yield Part(BlockKind.FORMULA, words or mark, marker=mark if words else EMPTY)


def box_parts(outline: Outline, node: Node, blocks: Blocks) -> Iterator[Part]:
    """A box: its label and title as a caption, since the text around it goes on behind it."""
    heads = node.own(*_HEADS)
    words = join([outline.strand(head) for head in heads]).fold()
    if words:
        yield Part(BlockKind.CAPTION, words)
    yield from blocks([child for child in node.children if child not in heads], BOXED)
    yield from bare(outline, node)


def aside(outline: Outline, node: Node) -> Iterator[Part]:
    """What belongs to a float and is no running text: rights are set aside, all else is a note."""
    words = outline.strand(node).fold()
    if words:
        yield Part(BlockKind.OTHER if node.kind in _RIGHTS else BlockKind.NOTE, words)


def bare(outline: Outline, node: Node) -> Iterator[Part]:
    """The words that stand right in a node that should hold none."""
    if outline.is_bare(node):
        yield Part(BlockKind.OTHER, outline.around(node, node.children))


def label_of(outline: Outline, node: Node) -> tuple[Strand, list[Node]]:
    """The label of a node as its marker, and the node that it is."""
    labels = node.own("label")[:1]
    return (outline.strand(labels[0]) if labels else EMPTY), labels


def _is_picture(outline: Outline, node: Node) -> bool:
    """Whether a table has no cells, but a picture of them."""
    return node.first("graphic") is not None and not any(outline.words(table) for table in node.all(*_TABLES))
