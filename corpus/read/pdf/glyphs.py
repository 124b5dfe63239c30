"""What pdfium sees on one page of a PDF: runs of characters with their place, size and style.

In: a text page of pypdfium2. Out: Runs in the order in which the file draws them, turned so that most of the page
stands upright, y counted downward. Called by corpus.read.pdf.file, which holds the lock that pdfium needs.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.decode import tidy

_INVISIBLE = 3  # text rendering mode: neither filled nor stroked
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD = re.compile(r"bold|black|heavy|demi|-medi(?!um)|CMBX|SFBX|CMSSBX|-B(?:I|d)?$", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|slant|CMTI|CMSL|SFTI|-B?I$", re.IGNORECASE)
_LEAST_BOLD = 640  # weight; pdfium guesses it from the stems where the font does not state it
_BLANK = frozenset(
    (*range(2), *range(3, 33), 127, 160, *range(0x200B, 0x2010), 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF)
)
# Code 2 is what pdfium gives for a hyphen at the end of a line; the rest are bullets of Word's and LibreOffice's fonts.
_SIGNS = {2: "-", 0xAD: "-", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "◆", 0xE00C: "▪", 0xE01C: "•"}
_SPLIT, _SPLIT_SPACED = 0.9, 3.0  # of the size: a wider gap parts two runs, without and with a space in it


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style on one baseline, in points.

    y: of the baseline. space: the widest gap between two words of it. aside: turned against the page, or outside of it:
    a stamp in the margin. glued: no white space parts it from the run before.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    space: float = 0.0
    aside: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    """What is constant in one text object. quarter: its angle in quarter turns, None between them."""

    size: float
    bold: bool
    italic: bool
    hidden: bool
    quarter: int | None


@dataclass(slots=True)
class _Open:
    """A run in the making, in the page's own coordinates."""

    style: _Style
    text: list[str]
    box: list[float]  # left, bottom, right, top
    origin: tuple[float, float]
    glued: bool
    space: float = 0.0


def runs_of(text_page: Any, box: tuple[float, float, float, float]) -> tuple[list[Run], float, float]:
    """The runs of a page whose visible box is (left, bottom, right, top), its width and its height once upright."""
    found = list(_raw_runs(text_page))
    seen, hidden = ([raw for raw in found if raw.style.hidden is state] for state in (False, True))
    # The hidden layer of a scan is its OCR; hidden text beside text that is seen is none that a reader sees.
    kept = seen if sum(len(raw.text) for raw in seen) >= sum(len(raw.text) for raw in hidden) else hidden
    quarters = Counter[int]()
    for raw in kept:
        if raw.style.quarter is not None:
            quarters[raw.style.quarter] += len(raw.text)
    upright = min(quarters, key=lambda q: (-quarters[q], q), default=0)
    width, height = box[2] - box[0], box[3] - box[1]
    if upright % 2:
        width, height = height, width
    return [run for raw in kept if (run := _upright(raw, upright, box, width, height)) is not None], width, height


def _upright(
    raw: _Open, upright: int, box: tuple[float, float, float, float], width: float, height: float
) -> Run | None:
    """A run in the coordinates of the page as one reads it; None for one without visible characters."""
    text = tidy("".join(raw.text)).strip()
    if not text:
        return None
    left, bottom, right, top = raw.box[0] - box[0], raw.box[1] - box[1], raw.box[2] - box[0], raw.box[3] - box[1]
    x, y = raw.origin[0] - box[0], raw.origin[1] - box[1]
    x0, x1, down = (
        (left, right, height - y),
        (bottom, top, x),
        (width - right, width - left, y),
        (width - top, width - bottom, height - x),
    )[upright]
    off = not (-2 <= x0 and x1 <= width + 2 and -2 <= down <= height + 2)
    aside = off or raw.style.quarter != upright
    style = raw.style
    return Run(
        text,
        x0,
        x1,
        down,
        style.size,
        style.bold,
        style.italic,
        raw.space,
        aside,
        raw.glued and not raw.text[0].isspace(),
    )


def _raw_runs(text_page: Any) -> Iterator[_Open]:
    """Runs of characters of one text object, parted at wide gaps."""
    import pypdfium2.raw as pdfium

    page, rect = text_page.raw, pdfium.FS_RECTF()
    place = ctypes.byref(rect)
    unicode_of, object_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
    box_of, is_made = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_IsGenerated
    styles: dict[int, _Style] = {}
    open_: _Open | None = None
    last, spaced = 0, True
    for index in range(pdfium.FPDFText_CountChars(page)):
        code = unicode_of(page, index)
        if code in _BLANK or not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
            spaced = True
            continue
        made_by = object_of(page, index)
        key = ctypes.cast(made_by, ctypes.c_void_p).value or 0
        box_of(page, index, place)
        if key != last or key not in styles:
            if key not in styles:
                styles[key] = _style(page, index, made_by)
            if open_:
                yield open_
            open_, last = None, key
        style = styles[key]
        letter = _SIGNS.get(code) or chr(code)
        gap = _gap(open_, rect, style) if open_ else 0.0
        if open_ and gap > (_SPLIT_SPACED if spaced and is_made(page, index - 1) == 0 else _SPLIT) * style.size:
            yield open_
            open_ = None
        if open_ is None:
            open_ = _Open(
                style, [letter], [rect.left, rect.bottom, rect.right, rect.top], _origin(page, index), not spaced
            )
        else:
            open_.space = max(open_.space, gap if spaced else 0.0)
            open_.text.append(f" {letter}" if spaced else letter)
            box = open_.box
            open_.box = [
                min(box[0], rect.left),
                min(box[1], rect.bottom),
                max(box[2], rect.right),
                max(box[3], rect.top),
            ]
        spaced = False
    if open_:
        yield open_


def _gap(open_: _Open, rect: Any, style: _Style) -> float:
    """How far a character stands from the run before it, along the line or back."""
    left, bottom, right, top = open_.box
    ahead, back = (
        (rect.left - right, left - rect.right),
        (rect.bottom - top, bottom - rect.top),
        (left - rect.right, rect.left - right),
        (bottom - rect.top, rect.bottom - top),
    )[style.quarter or 0]
    return float(max(ahead, back))


def _origin(page: Any, index: int) -> tuple[float, float]:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, index, x, y)
    return x.value, y.value


def _style(page: Any, index: int, made_by: Any) -> _Style:
    """The style of a text object, at its first character."""
    import pypdfium2.raw as pdfium

    matrix, size = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), ctypes.c_float(0)
    pdfium.FPDFText_GetMatrix(page, index, matrix)
    if not made_by:
        return _Style(abs(float(pdfium.FPDFText_GetFontSize(page, index))) or 1.0, False, False, False, 0)
    pdfium.FPDFTextObj_GetFontSize(made_by, size)
    turn = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
    quarter = round(turn) % 4 if abs(turn - round(turn)) < 0.03 else None
    font = pdfium.FPDFTextObj_GetFont(made_by)
    flags, name = max(0, pdfium.FPDFFont_GetFlags(font)), _font_name(font)
    weight = pdfium.FPDFFont_GetWeight(font)
    bold = _BOLD.search(name) is not None or bool(flags & _BOLD_FLAG) or weight >= _LEAST_BOLD
    italic = _ITALIC.search(name) is not None or bool(flags & _ITALIC_FLAG)
    hidden = pdfium.FPDFTextObj_GetTextRenderMode(made_by) == _INVISIBLE
    points = abs(size.value) * math.hypot(matrix.c, matrix.d)
    return _Style(round(points, 2) or 1.0, bold, italic, hidden, quarter)


def _font_name(font: Any) -> str:
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    return buffer.value.decode("utf-8", "replace")
