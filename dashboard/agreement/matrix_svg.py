"""The map of concepts by studies as a picture to take into a paper: SVG, the same bytes each time.

In: records of KnowledgeBase.matrix and .density, names of studies, colours. Out: SVG, the legend in it.
Called by supporting. What comes from documents is escaped, and is text and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from dashboard.agreement.density_map import heading
from dashboard.agreement.matrix_map import FIGURES, Paint, with_groups
from dashboard.shared.wording import SIGNS, STANCE_OF_CELL, STANCE_RULES, SUPPORTS, clipped, named, of
from synthesis.export.clean import clean

Record = dict[str, Any]
CELL, ROW, NAME, HEAD, EDGE = 24, 22, 280, 170, 12  # pixels
_LEGEND = 118  # of one sign and its word
_TILE = 32  # the width of a tile from afar
_DARK_FROM = 0.55  # share from which words on a tile are light
_MIDDLE = ' text-anchor="middle"'


def matrix_svg(page: Record, names: Mapping[str, str], paint: Paint) -> str:
    """Names, figures and cells, with the legend below."""
    lines, studies = with_groups(page["rows"]), [column["study"] for column in page["columns"]]
    left = EDGE + NAME + sum(wide for _, _, wide in FIGURES) + EDGE
    top = EDGE + HEAD
    wide = max(left + CELL * len(studies) + EDGE, EDGE + _LEGEND * len(STANCE_RULES))
    tall = top + ROW * len(lines) + 2 * EDGE + ROW
    drawn = []
    for at, study in enumerate(studies):
        x = left + CELL * at + CELL / 2 + 4
        turned = f' transform="rotate(-90 {x} {top - 6})"'
        drawn.append(_text(x, top - 6, clipped(names.get(study, study), 28), paint.ink, more=turned))
    x = EDGE + NAME
    for _, named_so, width in FIGURES:
        x += width
        drawn.append(_text(x, top - 6, named_so, paint.quiet, more=' text-anchor="end"'))
    for at, row in enumerate(lines):
        drawn += _line(row, studies, left, top + ROW * at, paint)
    drawn += _legend(top + ROW * len(lines) + EDGE, paint)
    return _whole(drawn, wide, tall, paint)


def density_svg(found: Record, paint: Paint) -> str:
    """The map from afar: each tile with the share of its cells that speak, in per cent."""
    left, top = EDGE + NAME, EDGE + ROW
    wide, tall = left + _TILE * len(found["columns"]) + EDGE, top + ROW * len(found["rows"]) + EDGE
    drawn = [
        _text(left + _TILE * at, top - 6, str(column["first"]), paint.quiet)
        for at, column in enumerate(found["columns"])
    ]
    for at, (row, shares) in enumerate(zip(found["rows"], found["cells"], strict=True)):
        y = top + ROW * at
        drawn.append(_text(EDGE, y + ROW - 7, clipped(heading(row), 44), paint.ink))
        for across, share in enumerate(shares):
            colour, ink = paint.stances[SUPPORTS]
            x, seen = left + _TILE * across, share or 0.0
            size = f'x="{x}" y="{y}" width="{_TILE - 1}" height="{ROW - 1}"'
            drawn.append(f'<rect {size} fill="{colour}" fill-opacity="{seen:.2f}" stroke="{paint.quiet}"/>')
            if share is not None:
                told = ink if seen > _DARK_FROM else paint.ink
                drawn.append(_text(x + _TILE / 2, y + ROW - 7, f"{100 * share:.0f}", told, more=_MIDDLE))
    return _whole(drawn, wide, tall, paint)


def _whole(drawn: Sequence[str], wide: int, tall: int, paint: Paint) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}" '
            'font-family="sans-serif" font-size="12">',
            f'<rect width="{wide}" height="{tall}" fill="{paint.ground}"/>',
            *drawn,
            "</svg>\n",
        ]
    )


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
