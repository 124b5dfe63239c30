"""What stands on a page around its running text: heads, feet and page numbers, and notes in small print at the foot.

In: the lines of all pages. Out: the role of each line. Called by corpus.read.pdf. A head or foot is told by its coming
back at one height, page after page, or by a number that grows with the pages; a note by its size and its mark.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum

from corpus.headings import REFERENCES
from corpus.read.markdown import CAPTION
from corpus.read.pdf.columns import BESIDE, Line
from corpus.read.pdf.print import Print
from corpus.repair.furniture import folded, is_page_number

_ZONE = 0.15  # of the page's height in which heads and feet stand
_ROWS = 3  # outermost rows that may be one
_SAME_HEIGHT = 4.0  # points
_SMALL = 0.94  # of the body's size: small print
_NUMBER = re.compile(r"(?:^|\s)(\d{1,4})$|^(?:page\s)?(\d{1,4})(?=\s|$)", re.IGNORECASE)
_SIGN = re.compile(r"[*∗†‡§¶‖#]{1,3}")
_MARK = re.compile(r"(?P<mark>\d{1,3}|[a-z]|[*∗†‡§¶‖#]{1,3})(?:[.)]\s|\s?)(?=\S)")
_PLAIN_MARK = re.compile(r"(?P<mark>\d{1,3}|[*∗†‡§¶‖#]{1,3})[.)]?\s?(?=[^\W\d_])")
_LONGEST_NOTES = 0.5  # of a page's lines


class Role(Enum):
    """What a line is on its page."""

    BODY = "body"
    FURNITURE = "furniture"
    NOTE = "note"  # goes on with the note above it
    NOTE_START = "note start"


def roles(pages: Sequence[Sequence[Line]], heights: Sequence[float], how: Print) -> list[list[Role]]:
    """The role of each line of each page. heights: of the pages, in points."""
    outer = [list(_outer(lines, height)) for lines, height in zip(pages, heights, strict=True)]
    furniture = _coming_back(pages, outer) | _page_numbers(pages, outer, how.size) | _in_slots(pages, outer, how)
    out, listed = [], False
    for number, lines in enumerate(pages):
        page = [
            Role.FURNITURE if (number, index) in furniture or line.column == BESIDE else Role.BODY
            for index, line in enumerate(lines)
        ]
        listed = listed or any(REFERENCES.fullmatch(line.text) for line in lines)
        _find_notes(lines, page, how.size, first=number == 0, listed=listed)
        out.append(page)
    return out


def _outer(lines: Sequence[Line], height: float) -> Iterator[tuple[int, str]]:
    """Indices of the lines that may be a head ("top") or a foot ("bottom")."""
    heights = sorted({round(line.y) for line in lines})
    for index, line in enumerate(lines):
        if line.y < _ZONE * height and round(line.y) in heights[:_ROWS]:
            yield index, "top"
        if line.y > (1 - _ZONE) * height and round(line.y) in heights[-_ROWS:]:
            yield index, "bottom"


def _coming_back(pages: Sequence[Sequence[Line]], outer: Sequence[Sequence[tuple[int, str]]]) -> set[tuple[int, int]]:
    places: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, found in enumerate(outer):
        for index, side in found:
            key = folded(pages[number][index].text)
            if sum(map(str.isalpha, key)) >= 3:
                places[key, side].append((number, index))
    out: set[tuple[int, int]] = set()
    for at in places.values():
        heights = [pages[number][index].y for number, index in at]
        for place, height in zip(at, heights, strict=True):
            if sum(abs(height - other) <= _SAME_HEIGHT for other in heights) >= 2:
                out.add(place)
    return out


def _page_numbers(
    pages: Sequence[Sequence[Line]], outer: Sequence[Sequence[tuple[int, str]]], body_size: float
) -> set[tuple[int, int]]:
    """Outermost lines that hold a page's number at either end, and bare numbers at the rim of a page.

    A line that is set like a heading or reads like a note is none: its number may grow as the pages do.
    """
    ahead: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    out: set[tuple[int, int]] = set()
    for number, found in enumerate(outer):
        for index, side in found:
            line = pages[number][index]
            if not _is_rim(pages[number], line):
                continue
            if is_page_number(line.text):
                out.add((number, index))
            if (
                line.size > 1.05 * body_size
                or line.bold
                or line.raised
                or line.text.endswith(".")
                or len(line.text) > 90
            ):
                continue
            for match in _NUMBER.finditer(line.text):
                ahead[int(match.group(1) or match.group(2)) - number, side].append((number, index))
    for at in ahead.values():
        if len({number for number, _ in at}) >= max(2, 0.3 * len(pages)):
            out.update(at)
    return out


def _in_slots(
    pages: Sequence[Sequence[Line]], outer: Sequence[Sequence[tuple[int, str]]], how: Print
) -> set[tuple[int, int]]:
    """Outermost lines at a height of their own, apart from the text, in which most later pages have such a line."""
    slots: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, found in enumerate(outer[1:], 1):
        for index, _ in found:
            line = pages[number][index]
            others = [abs(line.y - other.y) for other in pages[number] if abs(line.y - other.y) > 1]
            apart = min(others, default=0.0) > 1.6 * how.leading * how.size
            if apart and _is_rim(pages[number], line) and line.size <= how.size and not line.bold:
                slots[round(line.y / _SAME_HEIGHT)].append((number, index))
    enough = max(2, 0.6 * (len(pages) - 1))
    return {place for at in slots.values() if len({number for number, _ in at}) >= enough for place in at}


def _is_rim(lines: Sequence[Line], line: Line) -> bool:
    heights = [other.y for other in lines]
    return line.y - min(heights) < 2 or max(heights) - line.y < 2


def _find_notes(lines: Sequence[Line], page: list[Role], body_size: float, first: bool, listed: bool) -> None:
    """Marks the lines of notes at the foot of each column. listed: the list of references has begun."""
    body = [i for i, role in enumerate(page) if role is Role.BODY]
    marks = {lines[i].text[a:b] for i in body for a, b in lines[i].raised if a > 0 and not listed}
    marks |= {sign for i in body for sign in _SIGN.findall(lines[i].text) if lines[i].size >= _SMALL * body_size}
    for column in sorted({lines[i].column for i in body}):
        inside = [i for i in body if lines[i].column == column]
        small: list[int] = []
        captioned = False
        for index in reversed(inside):
            captioned = captioned or CAPTION.match(lines[index].text) is not None
            if lines[index].size > _SMALL * body_size or captioned:
                break
            small.insert(0, index)
        starts = [index for index in small if _starts_note(lines[index], set() if captioned else marks)]
        if first and small and not (starts or captioned) and len(small) < len(inside) and len(small) <= 12:
            starts = small[:1]
        if not starts or len(small) - small.index(starts[0]) > _LONGEST_NOTES * len(body):
            continue
        for index in small[small.index(starts[0]) :]:
            page[index] = Role.NOTE_START if index in starts else Role.NOTE


def _starts_note(line: Line, marks: set[str]) -> bool:
    match = _MARK.match(line.text)
    if match is None:
        return False
    mark = match.group("mark") if len(line.cells) == 1 else ""
    return any(a == 0 for a, _ in line.raised) or mark in marks or _SIGN.fullmatch(mark) is not None


def note_mark(line: Line) -> int:
    """Length of the mark at the start of a note, 0 when it has none."""
    raised = next((end for start, end in line.raised if start == 0), 0)
    match = _PLAIN_MARK.match(line.text)
    return raised or (match.end("mark") if match else 0)


def body_size(lines: Sequence[Line]) -> float:
    """The size, in points, in which most of a paper is set."""
    sizes = Counter[float]()
    for line in lines:
        if len(line.text) >= 20:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)
