"""The map of concepts by studies as a picture to take into a paper: SVG, the same bytes each time.

In: a record of KnowledgeBase.matrix, names of studies, colours. Out: bytes, with the legend in the picture. Called by
supporting. What comes from documents is escaped, and is text and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from dashboard.matrix_map import FIGURES, Paint, with_groups
from dashboard.wording import SIGNS, STANCE_OF_CELL, STANCE_RULES, clipped, named, of
from synthesis.export.clean import clean

Record = dict[str, Any]
CELL, ROW, NAME, HEAD, EDGE = 24, 22, 280, 170, 12  # pixels
_LEGEND = 118  # of one sign and its word


def matrix_svg(page: Record, names: Mapping[str, str], paint: Paint) -> bytes:
    """Names, figures and cells, with the legend below."""
    lines, studies = with_groups(page["rows"]), [column["study"] for column in page["columns"]]
    left = EDGE + NAME + sum(wide for _, _, wide in FIGURES) + EDGE
    top = EDGE + HEAD
    wide = max(left + CELL * len(studies) + EDGE, EDGE + _LEGEND * len(STANCE_RULES))
    tall = top + ROW * len(lines) + 2 * EDGE + ROW
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{wide}" height="{tall}" fill="{paint.ground}"/>',
    ]
    for at, study in enumerate(studies):
        x = left + CELL * at + CELL / 2 + 4
        turned = f' transform="rotate(-90 {x} {top - 6})"'
        drawn.append(_text(x, top - 6, clipped(names.get(study, study), 28), paint.ink, more=turned))
    x = EDGE + NAME
    for _, heading, width in FIGURES:
        x += width
        drawn.append(_text(x, top - 6, heading, paint.quiet, more=' text-anchor="end"'))
    for at, row in enumerate(lines):
        drawn += _line(row, studies, left, top + ROW * at, paint)
    drawn += _legend(top + ROW * len(lines) + EDGE, paint)
    return "\n".join([*drawn, "</svg>\n"]).encode()


def _line(row: Record, studies: Sequence[str], left: int, y: int, paint: Paint) -> list[str]:
    base = y + ROW - 7
    if "group" in row:
        return [_text(EDGE, base, named(clipped(row["group"], 50)), paint.quiet, more=' font-weight="bold"')]
    drawn = [_text(EDGE, base, clipped(row["label"], 46), paint.ink)]
    x = EDGE + NAME
    for key, _, width in FIGURES:
        x += width
        figure = of(row) if key == "support" else f"{row[key]:.2f}"
        drawn.append(_text(x, base, figure, paint.ink, more=' text-anchor="end"'))
    for at, study in enumerate(studies):
        drawn += _cell(left + CELL * at, y, STANCE_OF_CELL[row["cells"][study]], paint)
    return drawn


def _cell(x: int, y: int, stance: str, paint: Paint) -> list[str]:
    colour, ink = paint.stances[stance]
    drawn = [f'<rect x="{x}" y="{y}" width="{CELL - 1}" height="{ROW - 1}" fill="{colour}"/>']
    if sign := SIGNS[stance]:
        drawn.append(_text(x + (CELL - 1) / 2, y + ROW - 7, sign, ink, more=' text-anchor="middle" font-weight="bold"'))
    return drawn


def _legend(y: int, paint: Paint) -> list[str]:
    drawn = []
    for at, stance in enumerate(STANCE_RULES):
        x = EDGE + _LEGEND * at
        drawn += _cell(x, y, stance, paint)
        drawn.append(
            f'<rect x="{x}" y="{y}" width="{CELL - 1}" height="{ROW - 1}" fill="none" stroke="{paint.quiet}"/>'
        )
        drawn.append(_text(x + CELL + 4, y + ROW - 7, stance, paint.ink))
    return drawn


def _text(x: float, y: float, words: str, colour: str, *, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{colour}"{more}>{escape(clean(words))}</text>'
