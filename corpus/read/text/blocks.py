"""Blocks of a text dump that are told by the look of their first line: headings, captions and what follows them.

In: a Dump and a line of it. Out: parts and the line after them, or None. Called by corpus.read.text.
"""

from __future__ import annotations

import re

from corpus.headings import REFERENCES, is_capitals, is_top_title, numbered
from corpus.part import Part
from corpus.read.grids import tab_cells
from corpus.read.markdown import CAPTION, ITEM
from corpus.read.text.dump import FRONT_HEADS, Dump
from corpus.read.text.headings import is_open, is_title_case
from corpus.read.text.lines import DOUBLED
from corpus.read.text.loose import loose_cells
from corpus.repair.wraps import join_lines
from corpus.strand import BREAK, join
from corpus.study import BlockKind

Found = tuple[list[Part], int]
_NUMBERS = re.compile(r"(?<!\S)[\d.,%]+(?!\S)")
_UNWRAPPED = 100  # characters of a full line, where a dump has a paragraph on each line
BARE_LABEL = re.compile(r"(?:TABLE|Table|FIGURE|Figure|Fig\.?)\s+(?:\d{1,2}|[IVX]{1,5})\.?")
_ANNEX = re.compile(
    r"(?:Appendix|Annex|APPENDIX|ANNEX) (?:[A-Z]|\d{1,2}|[IVX]{1,4})(?:\s?[.:–—-]\s?[A-Z].{1,80}[^.,;:])?"
)
_SENTENCE_LEADS = re.compile(r"(?:\b(?:in|see|of|by|from|and|to|with|as|the)|,|\()$")
_JOINING = re.compile(r"\b(?:and|or|of|the|for|in|to|a|an|with|on|by|from|as|at|&)$|[,:–—-]$", re.IGNORECASE)


def heading_at(dump: Dump, index: int, end: int, above: str) -> Found | None:
    """A heading that opens at a line. above: the line before in the same paragraph."""
    text = dump.texts[index]
    if index in dump.titles:
        return _joined(dump, index, dump.titles[index], 0.7)
    if index not in dump.sections and not _is_known(dump, index, above):
        return _capitals(dump, index, above)
    stop = index + 1
    while index in dump.sections and stop < min(end, index + 4) and _goes_on(dump, stop):
        stop += 1
    return _joined(dump, index, stop, 0.9 if index in dump.sections or is_top_title(text) else 0.7)


def _joined(dump: Dump, index: int, stop: int, confidence: float) -> Found:
    words, mends = join_lines(dump.lines[index:stop], dump.words)
    found = numbered(words.text)
    number, marker = "", words[:0]
    if found and index in dump.sections:
        number, marker, words = found.number, words[: found.title_at].strip(), words[found.title_at :]
    mends = (*dump.mends.get(index, ()), *mends)
    part = Part(BlockKind.HEADING, words, marker=marker, number=number, confidence=confidence, mends=mends)
    if stop > index + 1:
        part = part.mended("heading joined", f"a heading over {stop - index} lines")
    if _JOINING.search(words.text) and len(words.text.split()) > 2:
        part = part.mended("tail lost", "the heading breaks off; nothing was put in")
    return [part], stop


def _is_known(dump: Dump, index: int, above: str) -> bool:
    """Whether a line is a title that papers use, and no word of a sentence that a page set apart."""
    text = dump.texts[index]
    if FRONT_HEADS.fullmatch(text) and (text[0].isupper() or index in dump.mends):
        return True
    if _ANNEX.fullmatch(text) and not is_open(above) and len(text) < 0.9 * max(dump.width, 40):
        return True
    if not (is_top_title(text) or REFERENCES.fullmatch(text)):
        return False
    return not (is_open(above) and (text[0].islower() or dump.beside(index, 1)[:1].islower()))


def _capitals(dump: Dump, index: int, above: str) -> Found | None:
    text = dump.texts[index]
    if not 4 < len(text) < 0.9 * max(dump.width, 60) or len(text.split()) > 8 or not is_capitals(text):
        return None
    if (
        is_open(above)
        or BARE_LABEL.fullmatch(text)
        or not text[0].isalpha()
        or text.endswith((".", ",", ":"))
        or re.search(r"\d[A-Z]|[+=_]", text)
    ):
        return None
    below = CAPTION.match(dump.beside(index, 1))
    if below and below.group("label")[:3].lower() == "fig":
        return None  # a word in the figure
    words, mends = dump.lines[index], dump.mends.get(index, ())
    return [Part(BlockKind.HEADING, words, confidence=0.7, mends=mends)], index + 1


def _goes_on(dump: Dump, index: int) -> bool:
    """Whether a line continues the heading above it.

    The line above is full or ends on a word that joins; what follows is in title case, or short and under it a new
    sentence opens.
    """
    above, below = dump.texts[index - 1], dump.texts[index]
    if not below or index in dump.sections or above.endswith((".", "?", "!")) or CAPTION.match(below):
        return False
    if below.endswith("-"):
        return False  # half a word ends a line of a paragraph, hardly the last one of a title
    joins = _JOINING.search(above) is not None
    if is_title_case(below) and len(below) < 0.95 * dump.width:
        return joins or (len(above) >= 0.4 * dump.width and not below.endswith(".") and is_title_case(above))
    full = len(above) + 1 + len(below.split()[0]) > 0.85 * dump.width
    new = dump.beside(index, 1)[:1].isupper() and len(dump.beside(index, 1)) > 0.75 * dump.width
    return (full or joins) and len(below) < 0.7 * dump.width and below[-1] not in ".,;:" and new


def caption_at(dump: Dump, index: int, end: int, above: str) -> Found | None:
    """A caption that opens at a line; of a table, with its loose cell lines, which a dump does not keep in columns."""
    text = dump.texts[index]
    match = CAPTION.match(text)
    if match is None:
        return _bare_caption(dump, index, end, above)
    bare = match.end() == len(text)
    if not bare and text[match.end() - 1] == "." and text[match.end()].isdigit():
        return None
    if match.group("label") in dump.captioned and _SENTENCE_LEADS.search(above):
        return None
    if is_open(above) and (bare or not re.search(r"[:.]\s*$", match.group())):
        return None
    label = match.group("label")
    stop = index + 1
    is_table = label.lower().startswith("tab")
    while stop < min(end, index + 9) and _caption_goes_on(dump, index, stop, bare and stop == index + 1, is_table):
        stop += 1
    words, mends = join_lines(dump.lines[index:stop], dump.words)
    parts = [Part(BlockKind.CAPTION, words, label=label, mends=mends)]
    return _with_loose_cells(dump, parts, stop, end, is_open(above)) if is_table else (parts, stop)


def _bare_caption(dump: Dump, index: int, end: int, above: str) -> Found | None:
    """A caption whose label stands alone on its line, and whose words below are in capitals or like a title."""
    text = dump.texts[index]
    stop = index + 1
    if len(text) > 14 or not BARE_LABEL.fullmatch(text) or stop >= end or not dump.texts[stop]:
        return None
    below = dump.texts[stop]
    titled = not is_open(above) and below[0].isupper() and len(below) < (0.7 if below[-1] == "." else 0.9) * dump.width
    if not (is_capitals(below) or titled) or len(_NUMBERS.findall(below)) > 2:
        return None
    stop += 1
    while stop < min(end, index + 4) and is_capitals(below) and dump.texts[stop] and is_capitals(dump.texts[stop]):
        stop += 1
    words, mends = join_lines(dump.lines[index:stop], dump.words)
    parts = [Part(BlockKind.CAPTION, words, label=text, mends=mends)]
    is_table = text.lower().startswith("tab")
    return _with_loose_cells(dump, parts, stop, end, is_open(above)) if is_table else (parts, stop)


def _caption_goes_on(dump: Dump, first: int, index: int, bare: bool, is_table: bool) -> bool:
    """Whether a line continues a caption: the line above is full and no sentence ends there."""
    above, below = dump.texts[index - 1], dump.texts[index]
    if not below or index in dump.sections or index in dump.titles or CAPTION.match(below):
        return False
    if bare:
        return True
    if is_table and _is_cell(below) and _is_cell(dump.beside(index, 1)):
        return False
    if above.endswith(".") or len(_NUMBERS.findall(below)) > 2:
        return False
    room = len(above) + 1 + len(below.split()[0]) > 0.85 * dump.width
    return room and not (is_table and below[0].isupper() and is_title_case(below) and not is_open(above))


def _is_cell(text: str) -> bool:
    """Whether a line looks like a cell that stands alone: three words at most, the first one large, no full stop."""
    return text[:1].isupper() and len(text.split()) <= 3 and text[-1] not in ".,;:"


def _with_loose_cells(dump: Dump, parts: list[Part], first: int, end: int, torn: bool) -> Found:
    stop = first
    while stop < end and not _prose_at(dump, stop, end, torn):
        stop += 1
    while stop > first and not dump.texts[stop - 1]:
        stop -= 1
    loose = [dump.lines[i] for i in range(first, stop) if dump.lines[i] and i not in dump.aside]
    if loose and (cells := loose_cells(loose)):
        table = Part(BlockKind.TABLE, join([cell.strand for cell in cells]), cells=cells, label=parts[0].label)
        parts.append(table.mended("table recovered", f"{len(loose)} lines with a cell each"))
    elif loose:
        lines = Part(BlockKind.OTHER, join(loose, BREAK), label=parts[0].label)
        parts.append(lines.mended("table not recovered", "kept as lines of text"))
    return parts + [set_aside(dump, i) for i in range(first, stop) if i in dump.aside], stop


def set_aside(dump: Dump, index: int) -> Part:
    """A line that is no word of the paper, as a part of its own."""
    note = dump.aside[index]
    name = "double set aside" if note == DOUBLED else "furniture set aside"
    return Part(BlockKind.OTHER, dump.lines[index]).mended(name, note)


def _prose_at(dump: Dump, index: int, end: int, torn: bool) -> bool:
    """Whether running text, a list, a heading or a caption starts at a line under a table.

    Running text is two full lines of words, not of numbers, or a full one and the end of its sentence; where the text
    above the table was torn, one full line that goes on in lower case is enough. A list opens with a bullet and a line
    that is nearly full.
    """
    text = dump.texts[index]
    if not text or len(_NUMBERS.findall(text)) > 2:
        return False
    if CAPTION.match(text) or is_top_title(text) or index in dump.sections or index in dump.titles:
        return True
    width = dump.width or _UNWRAPPED
    pair = dump.texts[index : index + 2]
    full = [len(line) >= 0.85 * width and len(_NUMBERS.findall(line)) < 3 for line in pair]
    goes_on = torn and text[0].islower() and len(_NUMBERS.findall(text)) < 2
    if all(full) or (goes_on and (len(text) >= 0.75 * width or text.endswith("."))):
        return True
    if text[0] in "•●▪■◦" or index in dump.items:
        return len(text) >= 0.6 * width
    sentence = text[0].isupper() and len(text.split()) > 5 and full[0]
    return sentence and len(pair) > 1 and pair[1].endswith((".", ":")) and len(_NUMBERS.findall(pair[1])) < 2


def tabs_at(dump: Dump, index: int, end: int) -> Found | None:
    """A table of lines with tabs between their columns; the tab behind the marker of an item makes none."""
    if index + 1 >= end or not (_has_columns(dump.texts[index]) and _has_columns(dump.texts[index + 1])):
        return None
    stop = next((i for i in range(index, end) if not _has_columns(dump.texts[i])), end)
    cells, _ = tab_cells(dump.lines[index:stop])
    return [Part(BlockKind.TABLE, join([cell.strand for cell in cells]), cells=cells)], stop


def _has_columns(text: str) -> bool:
    if "\t" not in text:
        return False
    marker = ITEM.match(text)
    return "\t" in (text[marker.end() :] if marker else text)
