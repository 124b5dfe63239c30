"""Included studies: which references a review says it reviewed, and from which words that is known.

In: a document with citations resolved. Out: reference key to the words that say so. Called by corpus.build. Four signs
are believed: a heading in the bibliography, a star on the entry that a sentence explains, a sentence that counts what
was included and cites as many works (corpus.counted), and a table whose first column lists the works.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.citations import plain, surname
from corpus.counted import counted
from corpus.headings import INCLUDED
from corpus.repair.reference_lines import signs_of_included
from corpus.study import Block, BlockKind, Citation, Reference, Section, Table

_COLUMN = re.compile(
    r"(?:the )?(?:primary |included |selected |reviewed )?"
    r"(?:stud(?:y|ies)|papers?|articles?|reviews?|references?|refs?\.?|sources?|authors?(?: ?(?:\(s\)|s))?"
    r"|publications?|works?)(?: ?(?:references?|refs?\.?|ids?|no\.?|#|\(?years?\)?|and year|, year|title))?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SPEAKING = frozenset((BlockKind.PARAGRAPH, BlockKind.ABSTRACT, BlockKind.LIST_ITEM, BlockKind.NOTE))
_CUT_NAMES = re.compile(r"(?:&|\band|[^\W\d_],)$")  # a line of names that stops before its year
_LINKED = re.compile(r"\s*,?\s*(?:&|\band\b)\s*|\s*,\s*")
_LONE = re.compile(r"\[?(\d{1,3})\]?")


def included_works(
    text: str,
    blocks: Sequence[Block],
    sections: Sequence[Section],
    tables: Sequence[Table],
    citations: Sequence[Citation],
    references: Sequence[Reference],
    keys: Sequence[str],
) -> dict[str, str]:
    """Keys of the references that the review includes, each with why. keys: of each block that is a reference."""
    found: dict[str, str] = {}
    for block, key in zip(blocks, keys, strict=True):
        title = _included_heading(sections, block.section) if key else ""
        if title:
            found.setdefault(key, f'listed under "{title}"')
    for key, why in _starred(text, blocks, references):
        found.setdefault(key, why)
    for key, why in _counted(text, blocks, citations):
        found.setdefault(key, why)
    for key, why in _tabled(text, blocks, tables, citations, references):
        found.setdefault(key, why)
    return found


def _included_heading(sections: Sequence[Section], index: int | None) -> str:
    """The title around a section that names the included studies, "" when none does."""
    while index is not None:
        if INCLUDED.fullmatch(sections[index].title):
            return sections[index].title
        index = sections[index].parent
    return ""


def _starred(text: str, blocks: Sequence[Block], references: Sequence[Reference]) -> Iterator[tuple[str, str]]:
    """Works marked with the sign that a sentence gives to included ones."""
    for block in blocks:
        if block.kind not in _SPEAKING:
            continue
        for sentence in _SENTENCE.split(text[block.start : block.end]):
            signs = signs_of_included(sentence)
            opening = re.compile(rf"(?:\[\d{{1,3}}\]|\d{{1,3}}\.?)?\s?[{re.escape(signs)}]") if signs else None
            marked = [r.key for r in references if opening and opening.match(r.raw)]
            yield from ((key, f'marked as "{" ".join(sentence.split())[:300]}" says') for key in marked)


def _counted(text: str, blocks: Sequence[Block], citations: Sequence[Citation]) -> Iterator[tuple[str, str]]:
    """Works cited in a clause that counts as many included works. citations: sorted by start."""
    starts = [citation.start for citation in citations]
    for block in blocks:
        if block.kind not in _SPEAKING:
            continue
        start = block.start
        for sentence in _SENTENCE.split(text[block.start : block.end]):
            start = text.index(sentence, start)
            inside = citations[bisect_left(starts, start) : bisect_left(starts, start + len(sentence))]
            keys = counted(sentence, [(c.start - start, c.end - start, c.targets) for c in inside])
            quote = " ".join(sentence.split())[:300]
            yield from ((key, f'"{quote}"') for key in keys)


def _tabled(
    text: str,
    blocks: Sequence[Block],
    tables: Sequence[Table],
    citations: Sequence[Citation],
    references: Sequence[Reference],
) -> Iterator[tuple[str, str]]:
    """Works in the first column of a table headed "Study", or on the lines of one that was not recovered."""
    numbers = {reference.number: reference.key for reference in references if reference.number}
    for table in tables:
        column = [cell for cell in table.cells if cell.column == 0 and cell.start < cell.end]
        if len(column) < 4 or not _COLUMN.fullmatch(" ".join(text[column[0].start : column[0].end].split())):
            continue
        hits: list[str] = []
        for cell in column[1:]:
            keys = [k for c in citations if cell.start <= c.start and c.end <= cell.end for k in c.targets]
            lone = _LONE.fullmatch(text[cell.start : cell.end].strip())
            if not keys and lone and lone.group(1) in numbers:
                keys = [numbers[lone.group(1)]]
            hits += keys[:1]
        if len(hits) >= 0.6 * (len(column) - 1):
            yield from (
                (key, f"listed in {table.label or 'a table'}, column {text[column[0].start : column[0].end]!r}")
                for key in hits
            )
    for index, block in enumerate(blocks):
        caption = blocks[index - 1] if index else block
        if block.kind is BlockKind.OTHER and caption.kind is BlockKind.CAPTION:
            yield from _loose(text, block, caption, citations, references)


def _loose(
    text: str, block: Block, caption: Block, citations: Sequence[Citation], references: Sequence[Reference]
) -> Iterator[tuple[str, str]]:
    """Works on the lines of a table that was not recovered, also on those that a page tore."""
    lines = text[block.start : block.end].split("\n")
    if not any(_COLUMN.fullmatch(line.strip()) for line in lines[:4]):
        return
    hits = [k for c in citations if block.start <= c.start < block.end for k in c.targets]
    if len(hits) >= 4:
        label = text[caption.start : caption.end].split(":")[0][:20]
        hits += [key for line in lines for key in _torn(line.strip(), references)]
        yield from ((key, f"listed in {label}") for key in dict.fromkeys(hits))


def _torn(line: str, references: Sequence[Reference]) -> tuple[str, ...]:
    """The one work that the names on a line without its year can mean; () when it is none or several."""
    if not _CUT_NAMES.search(line) or any(sign.isdigit() for sign in line):
        return ()
    names = [plain(name) for name in _LINKED.split(line.rstrip(" ,&")) if name.strip()]
    meant = [
        r.key
        for r in references
        if names and len(r.authors) >= len(names) and [surname(a) for a in r.authors[: len(names)]] == names
    ]
    return tuple(meant) if len(meant) == 1 else ()
