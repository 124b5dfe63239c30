"""From the chunks of a PDF to parts: front matter, headings, paragraphs, items, captions, tables and references.

In: body lines with their strands. Out: parts, each with the number of body lines before its end, so that what stood
around the page can follow the block that it interrupted. Called by corpus.read.pdf.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.headings import INCLUDED, REFERENCES, is_top_title, numbered
from corpus.part import Part
from corpus.people import PLACE
from corpus.read.markdown import CAPTION, ITEM
from corpus.read.pdf.chunks import OPENS_BODY, Chunk, chunks_of
from corpus.read.pdf.print import Print, is_centred
from corpus.read.pdf.references import entries_of
from corpus.read.pdf.styles import Style, is_heading, ranks, style_of, title_at
from corpus.read.pdf.tables import Set, table_of
from corpus.repair.enumerations import item_lines
from corpus.repair.reference_lines import signs_of_included
from corpus.repair.wraps import join_lines
from corpus.strand import BREAK, join
from corpus.study import BlockKind

_KEYWORDS = re.compile(r"(?:key\s?words|index terms)\s*:?", re.IGNORECASE)
_EQUATION = re.compile(r"\(\s?[A-Z]?\.?\d{1,3}(?:\.\d{1,2})?[a-z]?\s?\)$")
_SIGNS = re.compile(r"[=≈≤≥<>∑∏∫√±×÷∈∝→]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST_TERM = 60  # characters
_LONG = 280  # characters; a longer paragraph is no line of the front matter
_FRONT = 40  # chunks
_SMALL = 0.94  # of the body's size
_CHARACTER = 0.5  # of the size: the width of a character, by which indentation is counted
Numbered = tuple[Part, int]  # a part, and how many body lines are done with it


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is known of all chunks.

    drawn: indices of those that are words of a figure. heads: confidence of each heading, by index of its chunk.
    """

    chunks: Sequence[Chunk]
    drawn: frozenset[int]
    heads: Mapping[int, float]
    ranks: Mapping[Style, int]
    title: int | None
    front: int
    how: Print
    words: Mapping[str, int]


def _gathered(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Chunks in which the short lines under "Keywords:" are one, and the halves of a table that a page cut."""
    out: list[Chunk] = []
    for chunk in chunks:
        above = out[-1] if out else None
        opens = above is not None and _KEYWORDS.fullmatch(above.text) is not None
        if above is not None and (opens or above.kind == "keywords") and _are_terms(chunk, above):
            if opens:
                out.append(Chunk("keywords", list(chunk.lines)))
            else:
                above.lines += chunk.lines
        elif above is not None and above.kind == chunk.kind == "table":
            above.lines += chunk.lines
        else:
            out.append(chunk)
    return out


def _are_terms(chunk: Chunk, above: Chunk) -> bool:
    """Whether a chunk under the keywords' head, or under the first of them, holds short lines that head nothing."""
    here, there = chunk.first, above.last
    near = here.page == there.page and here.column == there.column and not here.bold
    short = all(len(placed.text) < _LONGEST_TERM for placed in chunk.lines)
    return chunk.kind == "text" and near and short and not _is_known(chunk.text) and numbered(chunk.text) is None


def parts_of(lines: Sequence[Set], how: Print, words: Mapping[str, int]) -> Iterator[Numbered]:
    """The parts of the body lines, in reading order. words: see corpus.repair.wraps.Vocabulary."""
    items = item_lines([placed.text for placed in lines])
    first_long = next(
        (i for i, placed in enumerate(lines) if OPENS_BODY.match(placed.text) or _is_known(placed.text)), 0
    )
    plan = _plan(_gathered(chunks_of(lines, items, how, first_long)), how, words)
    done, index = 0, 0
    while index < len(plan.chunks):
        chunk = plan.chunks[index]
        if index in plan.heads and index >= plan.front and _opens_list(chunk.text):
            end = _list_end(plan, index)
            yield _heading(plan, index), done + len(chunk.lines)
            done += len(chunk.lines)
            for number, part in _references(plan, index + 1, end):
                done += number
                yield part, done
            index = end
            continue
        done += len(chunk.lines)
        for part in _block(plan, index):
            yield part, done
        index += 1


def _is_known(text: str) -> bool:
    return is_top_title(text) or ((found := numbered(text)) is not None and is_top_title(text[found.title_at :]))


def _plan(chunks: Sequence[Chunk], how: Print, words: Mapping[str, int]) -> _Plan:
    title = title_at(chunks, how) if chunks else None
    front = next((i for i, c in enumerate(chunks[:_FRONT]) if _opens_body(c) and (title is None or i > title)), 0)
    drawn = _drawn(chunks, how)
    heads: dict[int, float] = {}
    for index, chunk in enumerate(chunks):
        below = chunks[index + 1] if index + 1 < len(chunks) else None
        if index >= front and index != title and index not in drawn and (sure := is_heading(chunk, below, how)):
            heads[index] = sure
    return _Plan(chunks, drawn, heads, ranks([chunks[i] for i in heads]), title, front, how, words)


def _drawn(chunks: Sequence[Chunk], how: Print) -> frozenset[int]:
    """The chunks that are words of a figure: short lines without a sentence, right above the caption of one."""
    found: set[int] = set()
    for at, caption in enumerate(chunks):
        if caption.kind != "caption" or not caption.text[:3].lower() == "fig":
            continue
        for index in range(at - 1, -1, -1):
            chunk = chunks[index]
            near = (chunk.first.page, chunk.first.column) == (caption.first.page, caption.first.column)
            if not near or index in found or not _is_scattered(chunk, how):
                break
            found.add(index)
    return frozenset(found)


def _is_scattered(chunk: Chunk, how: Print) -> bool:
    """Whether a chunk holds short lines only, is no heading by its number or size, and does not end like a sentence."""
    line = chunk.first
    if chunk.kind not in ("text", "table") or chunk.text.endswith((".", ":", ";")) or _is_known(chunk.text):
        return False
    if (
        line.size > 1.02 * how.size
        or numbered(chunk.text) is not None
        or (is_centred(line) and _SIGNS.search(chunk.text))
    ):
        return False
    return chunk.kind == "table" or all(p.line.x1 - p.line.x0 < 0.6 * (line.right - line.left) for p in chunk.lines)


def _opens_body(chunk: Chunk) -> bool:
    text = chunk.text
    if OPENS_BODY.match(text) or _is_known(text):
        return True
    return chunk.kind == "text" and len(text) > _LONG and len(chunk.lines) > 3 and not PLACE.search(text[:200])


def _opens_list(text: str) -> bool:
    found = numbered(text)
    title = text[found.title_at :] if found else text
    return REFERENCES.fullmatch(title) is not None or INCLUDED.fullmatch(title) is not None


def _list_end(plan: _Plan, start: int) -> int:
    """The chunk after a list of references: the next heading that ranks as high, or is known not to be an entry."""
    rank = plan.ranks[style_of(plan.chunks[start])]
    for index in range(start + 1, len(plan.chunks)):
        chunk = plan.chunks[index]
        if index in plan.heads and (plan.ranks[style_of(chunk)] <= rank or is_top_title(chunk.text)):
            return index
    return len(plan.chunks)


def _references(plan: _Plan, start: int, end: int) -> Iterator[tuple[int, Part]]:
    """The entries from one chunk to another, the headings that part them, and how many lines each takes."""
    held: list[Set] = []
    for index in range(start, end):
        if index in plan.heads:
            yield from _entries(plan, held)
            held = []
            yield len(plan.chunks[index].lines), _heading(plan, index)
        else:
            held += plan.chunks[index].lines
    yield from _entries(plan, held)


def _entries(plan: _Plan, lines: Sequence[Set]) -> Iterator[tuple[int, Part]]:
    for entry in entries_of(lines, plan.how) if lines else ():
        words, mends = join_lines(entry, plan.words)
        kind = BlockKind.PARAGRAPH if signs_of_included(words.text) else BlockKind.REFERENCE
        yield len(entry), Part(kind, words, mends=mends)


def _heading(plan: _Plan, index: int) -> Part:
    chunk = plan.chunks[index]
    words, mends = join_lines([placed.strand for placed in chunk.lines], plan.words)
    rank = plan.ranks[style_of(chunk)]
    return Part(BlockKind.HEADING, words, level=rank, confidence=plan.heads[index], mends=mends)


def _block(plan: _Plan, index: int) -> Iterator[Part]:
    chunk = plan.chunks[index]
    if index in plan.heads:
        yield _heading(plan, index)
    elif index == plan.title:
        words, mends = join_lines([placed.strand for placed in chunk.lines], plan.words)
        yield Part(BlockKind.TITLE, words, mends=mends)
    elif index < plan.front:
        for placed in chunk.lines:
            for number in range(len(placed.line.cells)):
                yield Part(BlockKind.PARAGRAPH, placed.cell(number))
    elif index in plan.drawn:
        loose = Part(BlockKind.OTHER, join([placed.strand for placed in chunk.lines], BREAK))
        yield loose.mended("words of a figure", "short lines above its caption")
    elif chunk.kind == "keywords":
        yield Part(BlockKind.PARAGRAPH, join([placed.strand for placed in chunk.lines], BREAK))
    elif chunk.kind == "table":
        yield table_of(chunk.lines, _label_near(plan, index), plan.words)
    else:
        yield _running(plan, chunk)


def _label_near(plan: _Plan, index: int) -> str:
    """The label of the caption right above or below a table."""
    for near in (index - 1, index + 1):
        chunk = plan.chunks[near] if 0 <= near < len(plan.chunks) else None
        match = CAPTION.match(chunk.text) if chunk is not None and chunk.kind == "caption" else None
        if match and match.group("label")[:3].lower() == "tab":
            return match.group("label")
    return ""


def _running(plan: _Plan, chunk: Chunk) -> Part:
    """A paragraph, an item, a caption, a formula, or words of a figure."""
    words, mends = join_lines([placed.strand for placed in chunk.lines], plan.words)
    text = words.text
    if chunk.kind == "caption":
        match = CAPTION.match(text)
        return Part(BlockKind.CAPTION, words, label=match.group("label") if match else "", mends=mends)
    if chunk.kind == "item" and (item := ITEM.match(text)):
        marker = words[item.start("marker") : item.end("marker")]
        level = round((chunk.first.x0 - chunk.first.left) / (_CHARACTER * chunk.first.size))
        return Part(BlockKind.LIST_ITEM, words[item.end() :], marker=marker, level=max(0, level), mends=mends)
    at_margin = chunk.last.x1 > chunk.last.right - 2 * chunk.last.size
    if len(chunk.lines) <= 3 and _EQUATION.search(text) and at_margin and len(_WORD.findall(text)) <= 3:
        return Part(BlockKind.FORMULA, words, mends=mends)
    if len(chunk.lines) == 1 and is_centred(chunk.first) and _SIGNS.search(text) and len(_WORD.findall(text)) <= 1:
        return Part(BlockKind.FORMULA, words, mends=mends)
    small = chunk.first.size < _SMALL * plan.how.size
    if (
        small
        and len(text) < 60
        and not text.endswith(".")
        and chunk.first.x1 < chunk.first.right - 2 * chunk.first.size
    ):
        return Part(BlockKind.OTHER, words, mends=mends).mended("words of a figure", "small print that stands alone")
    return Part(BlockKind.PARAGRAPH, words, mends=mends)
