"""Blocks of a text dump that are told by the look of their first line: headings, captions and what follows them.

In: a Dump and a line of it. Out: parts and the line after them, or None. Called by corpus.read.text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headings import REFERENCES, Numbered, is_capitals, is_lettered_title, is_top_title, numbered
from corpus.part import Part
from corpus.read.dump import Dump
from corpus.read.grids import tab_cells
from corpus.read.markdown import CAPTION
from corpus.repair.wraps import join_lines
from corpus.strand import BREAK, join
from corpus.study import BlockKind

_MOST = 15  # subsections of one section; "2.89 GHz" is a measurement
Found = tuple[list[Part], int]
_NUMBERS = re.compile(r"(?<!\S)[\d.,%]+(?!\S)")
_JOINING = re.compile(r"\b(?:and|or|of|the|for|in|to|a|an|with|on|by|from|as|at|&)$|[,:–—-]$", re.IGNORECASE)


def heading_at(dump: Dump, index: int, end: int, above: str, chapter: int) -> Found | None:
    """A heading that opens at a line. above: the line before in the same paragraph. chapter: the last whole number."""
    text = dump.texts[index]
    found = numbered(text)
    if not (is_top_title(text) or REFERENCES.fullmatch(text)):
        if found is None:
            return _capitals(dump, index, above)
        if not _heading_like(dump, text, found, above, chapter):
            return None
    stop, taken = index + 1, [dump.lines[index]]
    while found and stop < min(end, index + 5) and _goes_on(dump, taken[-1].text, dump.texts[stop]):
        taken.append(dump.lines[stop])
        stop += 1
    words, mends = join_lines(taken, dump.words)
    number, marker = "", words[:0]
    if found:
        number, marker, words = found.number, words[: found.title_at].strip(), words[found.title_at :]
    part = Part(BlockKind.HEADING, words, marker=marker, number=number, confidence=0.9, mends=mends)
    if len(taken) > 1:
        part = part.mended("heading joined", f"a heading over {len(taken)} lines")
    return [part], stop


def _capitals(dump: Dump, index: int, above: str) -> Found | None:
    text = dump.texts[index]
    if not (is_capitals(text) and len(text.split()) <= 8 and 4 < len(text) < 0.9 * max(dump.width, 60)):
        return None
    if is_open(above) or not text[0].isalpha() or dump.is_furniture(text) or text.endswith((".", ",")):
        return None
    return [Part(BlockKind.HEADING, dump.lines[index], confidence=0.7)], index + 1


def _heading_like(dump: Dump, text: str, found: Numbered, above: str, chapter: int) -> bool:
    """Whether a numbered line is a heading: a title, in the order of the sections, and not the middle of a sentence."""
    title = text[found.title_at :]
    words = title.split()
    if not words or not words[0][0].isupper() or len(words) > 14 or len(_NUMBERS.findall(title)) > 2:
        return False
    if len(text) > 1.1 * max(dump.width, 70) or text.endswith((".", ",", ";", ":")):
        return False
    if found.style in ("question", "named"):
        return False
    if found.style == "letter" and not (dump.has_romans and is_lettered_title(title)):
        return False
    steps = [int(step) for step in found.number.split(".")] if found.style == "decimal" else []
    if any(step > _MOST for step in steps[1:]) or (steps and steps[0] > chapter + 3):
        return False
    whole = len(steps) == 1
    if whole and int(found.number) != chapter + 1:
        return False
    if is_open(above) and (whole or found.style != "decimal"):
        return False
    return _title_case(title) or len(words) <= 6 or (found.depth or 1) > 1


def _goes_on(dump: Dump, above: str, below: str) -> bool:
    """Whether a line continues the heading above it: a long or dangling line above, and title case below."""
    if not below or numbered(below) or above.endswith((".", "?", "!")) or CAPTION.match(below):
        return False
    long = len(above) >= 0.4 * dump.width or _JOINING.search(above) is not None
    return long and len(below) < 0.95 * dump.width and _title_case(below)


def caption_at(dump: Dump, index: int, end: int, above: str) -> Found | None:
    """A caption that opens at a line; of a table, with its loose cell lines, which a dump does not keep in columns."""
    text = dump.texts[index]
    match = CAPTION.match(text)
    if match is None or (is_open(above) and not re.search(r"[:.]\s*$", match.group())):
        return None
    label = match.group("label")
    lines, stop = [dump.lines[index]], index + 1
    is_table = label.lower().startswith("tab")
    while stop < min(end, index + 4) and not is_table and not lines[-1].text.endswith("."):
        below = dump.texts[stop]
        if not below or not below[0].islower() or dump.is_furniture(below):
            break
        if is_open(above) and len(below) >= 0.85 * dump.width:
            break
        lines.append(dump.lines[stop])
        stop += 1
    words, mends = join_lines(lines, dump.words)
    parts = [Part(BlockKind.CAPTION, words, label=label, mends=mends)]
    return _with_loose_cells(dump, parts, stop, end, is_open(above)) if is_table else (parts, stop)


def _with_loose_cells(dump: Dump, parts: list[Part], first: int, end: int, torn: bool) -> Found:
    stop = first
    while stop < end and not _prose_at(dump, stop, end, torn):
        stop += 1
    loose = [line for line in dump.lines[first:stop] if line and not dump.is_furniture(line.text)]
    furniture = [line for line in dump.lines[first:stop] if line and dump.is_furniture(line.text)]
    if loose:
        cells = Part(BlockKind.OTHER, join(loose, BREAK), label=parts[0].label)
        parts.append(cells.mended("table not recovered", "kept as lines of text"))
    return parts + [Part(BlockKind.OTHER, line) for line in furniture], stop


def _prose_at(dump: Dump, index: int, end: int, torn: bool) -> bool:
    """Whether running text, a heading or a caption starts at a line under a table.

    Running text is two full lines of words, not of numbers; where the text above the table was torn, one full line that
    goes on in lower case is enough.
    """
    text = dump.texts[index]
    if not text or len(_NUMBERS.findall(text)) > 2:
        return False
    if CAPTION.match(text) or is_top_title(text):
        return True
    found = numbered(text)
    if found and (found.depth or 1) > 1:
        return heading_at(dump, index, end, "", 0) is not None
    pair = dump.texts[index : index + 2]
    full = [len(line) >= 0.85 * dump.width and len(_NUMBERS.findall(line)) < 3 for line in pair]
    return all(full) or (torn and full[0] and text[0].islower())


def tabs_at(dump: Dump, index: int, end: int) -> Found | None:
    """A table of lines with tabs between their columns."""
    if "\t" not in dump.texts[index] or index + 1 >= end or "\t" not in dump.texts[index + 1]:
        return None
    stop = next((i for i in range(index, end) if "\t" not in dump.texts[i]), end)
    cells, _ = tab_cells(dump.lines[index:stop])
    return [Part(BlockKind.TABLE, join([cell.strand for cell in cells]), cells=cells)], stop


def is_open(text: str) -> bool:
    """Whether a line stops in the middle of a sentence."""
    return bool(text) and not text.endswith((".", "!", "?", ":", ";", ".”", '."', ".)"))


def _title_case(text: str) -> bool:
    """Whether most of the longer words of a line are capitalised."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def chapter_of(parts: Sequence[Part], before: int) -> int:
    """The whole number of the last section, after these parts."""
    for part in parts:
        top = part.number.split(".")[0]
        if part.kind is BlockKind.HEADING and top.isdigit():
            before = int(top)
    return before
