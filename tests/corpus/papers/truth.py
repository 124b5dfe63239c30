"""What a reader must find in a made-up paper, and how alike two readings of one paper are.

In: a structure.Paper or a corpus.study.Document. Out: the section tree and the blocks of its body. The abstract, the
keywords and the head of the bibliography are left out of the tree, since some forms state them outside of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from corpus.headings import REFERENCES
from corpus.study import Block, BlockKind, Document
from tests.corpus.papers.structure import Figure, Formula, Grid, Items, Paper, Paragraph, flat, said

BODY = frozenset(BlockKind) - {
    BlockKind.TITLE,
    BlockKind.AUTHORS,
    BlockKind.KEYWORDS,
    BlockKind.HEADING,
    BlockKind.OTHER,
}
_OUTSIDE = re.compile(r"abstract|summary|keywords|index terms|footnotes", re.IGNORECASE)
_ENTRY_NUMBER = re.compile(r"\s*(?:\[\d+\]|\d+\.)")


class Node(NamedTuple):
    """A section: number, title and level, and the title of the section it lies in ("" outermost)."""

    number: str
    title: str
    level: int
    parent: str


def bare(text: str) -> str:
    """Text as two files are compared: NFKC, one case, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def tree(document: Document) -> list[Node]:
    """The sections of a document in order, but for abstract, keywords and references."""
    found = []
    for section in document.sections:
        if not _OUTSIDE.fullmatch(section.title) and not REFERENCES.fullmatch(section.title):
            above = document.sections[section.parent].title if section.parent is not None else ""
            found.append(Node(section.number, section.title, section.level, above))
    return found


def blocks(document: Document) -> Counter[tuple[str, str]]:
    """The blocks of a document's body as kind and bare words; entries of the bibliography without their number."""
    return Counter((block.kind.value, _words(document, block)) for block in document.blocks if block.kind in BODY)


def _words(document: Document, block: Block) -> str:
    text = document.text[block.start : block.end]
    number = _ENTRY_NUMBER.match(text) if block.kind is BlockKind.REFERENCE else None
    return bare(text[number.end() :] if number else text)


def shared(first: Counter[tuple[str, str]], second: Counter[tuple[str, str]]) -> float:
    """Share, 0 to 1, of the blocks of the richer side that the other has, too."""
    return (first & second).total() / max(1, first.total(), second.total())


def true_tree(paper: Paper) -> list[Node]:
    """The sections that a reading must have."""
    return [Node(p.number, p.title, p.level, above.title if above else "") for p, above in paper.all_parts()]


def true_blocks(paper: Paper) -> Counter[tuple[str, str]]:
    """The blocks that a reading must have."""
    found = [(BlockKind.ABSTRACT, paper.abstract)]
    notes = 0
    for part, _ in paper.all_parts():
        for content in part.content:
            if isinstance(content, Paragraph):
                notes += bool(content.note)
                found.append((BlockKind.PARAGRAPH, said(paper, content.words) + (str(notes) if content.note else "")))
                found += [(BlockKind.NOTE, content.note)] if content.note else []
            elif isinstance(content, Items):
                found += [(BlockKind.LIST_ITEM, said(paper, item.words)) for item, _, _ in flat(content)]
            elif isinstance(content, Grid):
                cells = (*content.header, *(cell for row in content.rows for cell in row))
                found += [(BlockKind.CAPTION, content.label), (BlockKind.TABLE, "".join(cells))]
            elif isinstance(content, Figure):
                found.append((BlockKind.CAPTION, content.label))
            elif isinstance(content, Formula):
                found.append((BlockKind.FORMULA, content.text))
    found += [(BlockKind.REFERENCE, paper.raw(work)) for work in paper.works]
    return Counter((kind.value, bare(text)) for kind, text in found)
