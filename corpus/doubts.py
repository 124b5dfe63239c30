"""What in a document looks as if its file, or its reader, had lost or torn something.

In: a corpus.study.Document. Out: Doubts, each with its place in the canonical text. Called by corpus.report. Every
function looks for one kind of damage; none of them changes anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from corpus.study import Block, BlockKind, Document, Section, Table

MOST_UNCITED = 0.25  # share of references; where more are never cited, the pointers were lost rather than never there


class Severity(StrEnum):
    """LOST: words of the paper are gone. DOUBT: they are there and may stand wrongly. NOTE: worth knowing."""

    LOST = "lost"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at. start, end: where in the canonical text, both 0 when it is the document as a whole."""

    name: str
    severity: Severity
    start: int
    end: int
    note: str


_SIGNS = ("characters lost", "glyphs unread")
LOSSES = ("tail lost", *_SIGNS)  # repairs that could not bring it all back
_UNSURE = ("table not recovered", "empty table", "year guessed", "xml recovered")
_UNREAD = re.compile("[\ufffd\ue000-\uf8ff]+")
_LONG_WORD = re.compile(r"(?<![\w/.@:#&=?%-])[^\W\d_]{35,}(?![\w/@])")
_NO_SPACE = re.compile(r"(?<![\w/.@:-])[a-z]{4,}[.;,][A-Z][a-z]{3,}(?![\w./@])")
_OPEN_END = re.compile(r"[\w,;–—-]$")
_CLOSED_END = re.compile(r"[.!?:][\"'”’)\]]{0,2}\s?[\d,; –-]{1,12}$|://\S+$")  # a raised number, or an address
_LONG_ENOUGH = 80  # characters; a shorter paragraph may be a label
_TABLE_CAPTION = re.compile(r"(table|tab\.)\s+([0-9]{1,3}|[ivx]{1,5})\b", re.IGNORECASE)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ASIDE = frozenset((BlockKind.OTHER, BlockKind.NOTE, BlockKind.CAPTION, BlockKind.TABLE))
_GOES_ON = frozenset((BlockKind.LIST_ITEM, BlockKind.FORMULA, BlockKind.TABLE, BlockKind.CAPTION))


def doubts_of(document: Document) -> tuple[Doubt, ...]:
    """All doubts, in the order of the text; those about the whole document first."""
    found = {doubt for look in _LOOKS for doubt in look(document)}
    return tuple(sorted(found, key=lambda d: (d.start, d.end, d.name, d.note)))


def uncited(document: Document) -> list[int]:
    """Places in `references` of those that no citation points at."""
    cited = {target for citation in document.citations for target in citation.targets}
    return [index for index, reference in enumerate(document.references) if reference.key not in cited]


def _told_by_repairs(document: Document) -> Iterator[Doubt]:
    placed = _UNREAD.search(document.text) is not None  # then each place is told of by _unread
    for repair in document.repairs:
        if repair.name in _SIGNS and placed:
            continue
        if repair.name in LOSSES or repair.name in _UNSURE:
            severity = Severity.LOST if repair.name in LOSSES else Severity.DOUBT
            whole = repair.start == 0 and repair.end >= len(document.text)
            yield Doubt(repair.name, severity, *((0, 0) if whole else (repair.start, repair.end)), repair.note)


def _front(document: Document) -> Iterator[Doubt]:
    for name in ("title", "authors", "year", "abstract"):
        if not getattr(document.metadata, name):
            yield Doubt(f"no {name}", Severity.DOUBT, 0, 0, f"the reader found no {name} in the file")
    if not document.references:
        yield Doubt("no references", Severity.DOUBT, 0, 0, "the reader found no list of references in the file")


def _unplaced(document: Document) -> Iterator[Doubt]:
    for block in document.blocks:
        if block.kind is BlockKind.OTHER:
            yield Doubt(
                "not placed", Severity.NOTE, block.start, block.end, "read, and set aside from the running text"
            )


def _unread(document: Document) -> Iterator[Doubt]:
    for match in _UNREAD.finditer(document.text):
        note = f"{len(match[0])} characters that the file does not give"
        yield Doubt("characters replaced", Severity.LOST, *match.span(), note)


def _pointers(document: Document) -> Iterator[Doubt]:
    for citation in document.citations:
        if not citation.targets:
            yield Doubt(
                "citation of nothing", Severity.DOUBT, citation.start, citation.end, "no reference answers to it"
            )
    never = uncited(document)
    if document.references and len(never) > MOST_UNCITED * len(document.references):
        note = f"{len(never)} of {len(document.references)} references are never cited: pointers may be lost"
        yield Doubt("pointers lost", Severity.DOUBT, 0, 0, note)
    places = [block for block in document.blocks if block.kind is BlockKind.REFERENCE]
    if len(places) == len(document.references):
        for index in never:
            start, end = places[index].start, places[index].end
            yield Doubt("never cited", Severity.NOTE, start, end, "no citation in the text points at this reference")


def _jumps(document: Document) -> Iterator[Doubt]:
    last: dict[tuple[str, object], tuple[int, str]] = {}
    for section in document.sections:
        series, value = _counted(section, last)
        if series is None:
            continue
        before, shown = last.get(series, (0, ""))
        if value > before + 1:
            note = f"section {shown} is followed by {section.number}" if before else f"the first is {section.number}"
            yield Doubt("numbers jump", Severity.DOUBT, section.start, min(section.start + 80, section.end), note)
        last[series] = (value, section.number)


def _counted(
    section: Section, last: dict[tuple[str, object], tuple[int, str]]
) -> tuple[tuple[str, object] | None, int]:
    """The series that a section's number belongs to, and its place in it."""
    parts = section.number.strip(".").split(".")
    if all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        return ("digits", tuple(parts[:-1])), int(parts[-1])
    roman = ("roman", section.parent)
    if set(section.number) <= set(_ROMAN) and section.number and (section.number[0] == "I" or roman in last):
        values = [_ROMAN[letter] for letter in section.number]
        return roman, sum(-a if a < b else a for a, b in pairwise([*values, 0]))
    return None, 0


def _without_text(document: Document) -> Iterator[Doubt]:
    filled: set[int] = set()
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING and block.section is not None:
            filled.add(block.section)
    for index, section in reversed(list(enumerate(document.sections))):
        if index in filled:
            if section.parent is not None:
                filled.add(section.parent)
        elif section.end > section.start:
            yield Doubt(
                "section without text", Severity.DOUBT, section.start, section.end, f"nothing under {section.title!r}"
            )


def _tables(document: Document) -> Iterator[Doubt]:
    for table in document.tables:
        block = document.blocks[table.block]
        if why := _garbled(table):
            yield Doubt("table garbled", Severity.DOUBT, block.start, block.end, f"{table.label or 'a table'} {why}")
    held = {table.caption[0] for table in document.tables if table.caption}
    labels = {_label(table.label) for table in document.tables if table.label}
    torn = sorted(repair.start for repair in document.repairs if repair.name in ("table not recovered", "empty table"))
    for block in document.blocks:
        if block.kind is not BlockKind.CAPTION or block.start in held:
            continue
        match = _TABLE_CAPTION.match(document.text, block.start, block.end)
        if match and _label(match[0]) not in labels and not any(abs(at - block.end) < 200 for at in torn):
            yield Doubt(
                "caption without table", Severity.DOUBT, block.start, block.end, f"no table answers to {match[0]}"
            )


def _label(words: str) -> str:
    return re.sub(r"[^0-9a-z]", "", words.lower()).removeprefix("table").removeprefix("tab")


def _garbled(table: Table) -> str:
    columns = {cell.column for cell in table.cells}
    filled = sum(cell.end > cell.start for cell in table.cells)
    if not filled:
        return "has no words in its cells"
    if len(columns) == 1:
        return "has a single column"
    if len({cell.row for cell in table.cells}) == 1:
        return "has a single row"
    return "has mostly empty cells" if filled < 0.4 * len(table.cells) else ""


def _torn(document: Document) -> Iterator[Doubt]:
    lost = {repair.end for repair in document.repairs if repair.name == "tail lost"}
    running = [block for block in document.blocks if block.kind not in _ASIDE]
    for block, after in pairwise([*running, None]):
        if block is not None and block.kind is BlockKind.PARAGRAPH and block.end not in lost:
            if _stops_short(document, block) and (after is None or after.kind not in _GOES_ON):
                start = max(block.start, block.end - 80)
                yield Doubt("paragraph cut", Severity.DOUBT, start, block.end, "ends in the middle of a sentence")


def _stops_short(document: Document, block: Block) -> bool:
    end = document.text[max(block.start, block.end - 100) : block.end]
    return len(end) >= _LONG_ENOUGH and _OPEN_END.search(end) is not None and _CLOSED_END.search(end) is None


def _run_together(document: Document) -> Iterator[Doubt]:
    for pattern in (_LONG_WORD, _NO_SPACE):
        for match in pattern.finditer(document.text):
            yield Doubt("words run together", Severity.DOUBT, *match.span(), "a space is missing")


_LOOKS: tuple[Callable[[Document], Iterator[Doubt]], ...] = (
    *(_told_by_repairs, _front, _unplaced, _unread, _pointers, _jumps, _without_text, _tables, _torn, _run_together),
)
