"""PDF to a Reading, by pdfium: reading order, headings by their print, what surrounds a page set aside.

In: the bytes of one PDF. Out: a Reading whose source is the text in reading order, page by page: the head, the columns,
the notes, the foot. Raises UnreadableDocument. Called by corpus.read.registry. What a print does not tell is left to
corpus.mend, as for text dumps; the title page is read by corpus.front.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from corpus.decode import CONTROL
from corpus.errors import UnreadableDocument
from corpus.part import Part, Reading
from corpus.read.paperlike import why_no_paper
from corpus.read.pdf.blocks import parts_of
from corpus.read.pdf.columns import BESIDE, Line, gutters_of, lines_of
from corpus.read.pdf.file import Page, read_pages
from corpus.read.pdf.page import Role, body_size, note_mark, roles
from corpus.read.pdf.pieces import pieces_of
from corpus.read.pdf.print import Print, print_of
from corpus.read.pdf.tables import Set
from corpus.repair.reference_lines import NUMBER_FIRST
from corpus.repair.wraps import Vocabulary, join_lines
from corpus.strand import BREAK, join, strand_of
from corpus.study import BlockKind

_RANGE = re.compile(r"(\d{1,3})(?:\s?[–—-]\s?(\d{1,3}))?")


def read_pdf(name: str, data: bytes) -> Reading:
    """The reading of a PDF. Raises UnreadableDocument: see corpus.read.pdf.file; or it is no paper."""
    pages = read_pages(name, data)
    laid_out = _lines(pages)
    size = body_size([line for lines in laid_out for line in lines])
    how = print_of([line for lines in laid_out for line in lines], size)
    marked = roles(laid_out, [page.height for page in pages], how)
    source, placed = _source(pages, laid_out, marked)
    reason = why_no_paper(source)
    if reason is not None:
        raise UnreadableDocument(name, reason, "add a research paper with running text")
    words = Vocabulary(source)
    marks = {(s.line.page, s.text[: note_mark(s.line)]) for s, role in placed if role is Role.NOTE_START}
    body: list[Set] = []
    asides: list[tuple[int, Part]] = []
    notes: list[Set] = []
    beside: list[Set] = []
    for item, role in placed:
        if beside and (item.line.column != BESIDE or item.line.page != beside[-1].line.page):
            asides.append((len(body), _beside(beside)))
            beside = []
        if notes and role is not Role.NOTE:
            asides.append((len(body), _note(notes, words)))
            notes = []
        if role is Role.BODY:
            body.append(item)
        elif item.line.column == BESIDE:
            beside.append(item)
        elif role is Role.FURNITURE:
            part = Part(BlockKind.OTHER, item.strand)
            asides.append((len(body), part.mended("furniture set aside", "a page's head, foot or number")))
        else:
            notes.append(item)
    if beside:
        asides.append((len(body), _beside(beside)))
    if notes:
        asides.append((len(body), _note(notes, words)))
    parts = tuple(_woven(body, asides, how, words))
    return Reading(
        source,
        parts,
        bold=tuple((s.strand.start + a, s.strand.start + b) for s, _ in placed for a, b in s.line.strong),
        cited=tuple(_cited(placed, parts, marks)),
        measured=CONTROL.sub("", "\n".join(page.text for page in pages)),
        headed=any(part.kind is BlockKind.HEADING and part.level and part.confidence > 0.9 for part in parts),
    )


def _lines(pages: Sequence[Page]) -> list[list[Line]]:
    """The lines of each page in reading order, and last those that stand across it."""
    pieces = [pieces_of(run for run in page.runs if not run.aside) for page in pages]
    gutters = gutters_of(pieces)
    return [lines_of(found, number, gutters) for number, found in enumerate(pieces)]


def _source(
    pages: Sequence[Page], laid_out: Sequence[Sequence[Line]], marked: Sequence[Sequence[Role]]
) -> tuple[str, list[tuple[Set, Role]]]:
    """The text of all pages, and each line with its place in it and its role."""
    rows: list[tuple[Line, Role]] = []
    for page, lines, kinds in zip(pages, laid_out, marked, strict=True):
        pairs = list(zip(lines, kinds, strict=True))
        rows += [p for p in pairs if p[1] is Role.FURNITURE and p[0].y < page.height / 2 and p[0].column != BESIDE]
        rows += [p for p in pairs if p[1] is Role.BODY]
        rows += [p for p in pairs if p[1] in (Role.NOTE, Role.NOTE_START)]
        rows += [p for p in pairs if p[0].column == BESIDE]
        rows += [p for p in pairs if p[1] is Role.FURNITURE and p[0].y >= page.height / 2 and p[0].column != BESIDE]
        turned = [piece for run in page.runs if run.aside for piece in pieces_of([run])]
        rows += [(line, Role.FURNITURE) for piece in turned for line in lines_of([piece], page.number - 1, ())]
    source = "\n".join(line.text for line, _ in rows)
    ends = accumulate(len(line.text) + 1 for line, _ in rows)
    placed = [
        (Set(line, strand_of(source, end - 1 - len(line.text), end - 1)), role)
        for (line, role), end in zip(rows, ends, strict=True)
    ]
    return source, placed


def _beside(lines: Sequence[Set]) -> Part:
    part = Part(BlockKind.OTHER, join([item.strand for item in lines], BREAK))
    return part.mended("furniture set aside", "what stands beside the text")


def _note(lines: Sequence[Set], words: Mapping[str, int]) -> Part:
    strand, mends = join_lines([item.strand for item in lines], words)
    end = note_mark(lines[0].line)
    return Part(BlockKind.NOTE, strand[end:].strip(), marker=strand[:end], mends=mends)


def _woven(
    body: Sequence[Set], asides: Sequence[tuple[int, Part]], how: Print, words: Mapping[str, int]
) -> Iterator[Part]:
    """The parts of the body; what stood around a page follows the part that it interrupted."""
    waiting, start = deque(asides), 0
    for part, end in parts_of(body, how, words):
        while waiting and waiting[0][0] <= start:
            yield waiting.popleft()[1]
        yield part
        start = end
    yield from (part for _, part in waiting)


def _cited(
    placed: Sequence[tuple[Set, Role]], parts: Sequence[Part], notes: set[tuple[int, str]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Raised numbers of the body that are numbers of entries and of no note on their page."""
    entries = {m.group(1) or m.group(2) for part in parts if (m := _numbered_entry(part))}
    for item, role in placed:
        for start, end in item.line.raised if role is Role.BODY and entries else ():
            mark = item.text[start:end]
            numbers = [n for match in _RANGE.finditer(mark) for n in _counted(match)]
            if start > 0 and numbers and entries.issuperset(numbers) and (item.line.page, mark) not in notes:
                yield item.strand.start + start, item.strand.start + end, tuple(numbers)


def _numbered_entry(part: Part) -> re.Match[str] | None:
    return NUMBER_FIRST.match(part.text) if part.kind is BlockKind.REFERENCE else None


def _counted(match: re.Match[str]) -> list[str]:
    first, last = int(match.group(1)), int(match.group(2) or match.group(1))
    return [str(number) for number in range(first, min(last, first + 200) + 1)]
