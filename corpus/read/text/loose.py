"""A table whose cells a dump wrote under one another, a cell a line, back into rows and columns.

In: the lines under the caption of a table. Out: its cells, or None where the lines do not say how many columns there
were. Called by corpus.read.text.blocks. Two things tell the columns: cells of numbers, citations or signs that close
each row, and, without them, a number of columns under which the cells of each column are alike in length.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import groupby
from statistics import fmean

from corpus.part import CellPart
from corpus.strand import EMPTY, SPACE, Strand, join

MOST_COLUMNS = 6
LEAST_ROWS = 3
MOST_CELL = 160  # characters of a cell; more is running text
ALIKE = 0.65  # most spread within columns; of 2,000 tables of six shuffled rows 4 had less
CLEARLY = 0.25  # by how much any other number of columns must be worse
_VALUE = re.compile(
    r"(?=.*\d)(?:n\s*=\s*)?[\d\s.,;:()\[\]%±<>=+/*†‡–-]+|[✓✗✔✘×●○•+–—-]|n/?a|N/?A|[Yy]es|[Nn]o|[Yy]es/[Nn]o",
)
_NUMBER = re.compile(r"(?<!\S)[\d.,%]+(?!\S)")
_OPEN = re.compile(r"(?:[,;:/–-]|\b(?:and|or|of|the|for|a|an|&))$")

Row = list[Strand]


def loose_cells(lines: Sequence[Strand]) -> tuple[CellPart, ...] | None:
    """The cells, the first row as header; a cell that groups several rows spans them."""
    if _are_rows(lines):
        return None
    cells = _whole(lines)
    if any(len(cell) > MOST_CELL for cell in cells):
        return None
    return _closed_by_values(cells) or _by_likeness(cells)


def _are_rows(lines: Sequence[Strand]) -> bool:
    """Whether lines hold whole rows rather than cells: words, and numbers behind them."""
    mixed = [line for line in lines if len(_NUMBER.findall(line.text)) > 1 and not _is_value(line)]
    return len(mixed) * 5 > len(lines)


def _whole(lines: Sequence[Strand]) -> Row:
    """Lines joined that one cell was wrapped into: the one above is open, or the one below begins in lower case."""
    cells: Row = []
    for line in lines:
        above = cells[-1] if cells else None
        if above is not None and not _is_value(above) and not _is_value(line):
            opened = _OPEN.search(above.text) is not None or above.text.count("(") > above.text.count(")")
            if opened or (line.text[0].islower() and len(above) > 12):
                cells[-1] = join([above, line], SPACE)
                continue
        cells.append(line)
    return cells


def _is_value(line: Strand) -> bool:
    return _VALUE.fullmatch(line.text.strip()) is not None


def _closed_by_values(cells: Sequence[Strand]) -> tuple[CellPart, ...] | None:
    """A grid of which each row ends with the same number of values, and begins with one or more cells of words."""
    runs = [(kind, list(group)) for kind, group in groupby(cells, _is_value)]
    if len(runs) < 2 * LEAST_ROWS or runs[0][0]:
        return None
    words = [run for kind, run in runs if not kind]
    values = [run for kind, run in runs if kind]
    closing = len(values[0])
    if sum(len(run) == closing for run in values) < 0.8 * len(values) or len(words) > len(values) + 1:
        return None
    leading, odd = divmod(len(words[0]) - closing, 2)
    if odd or leading < 1 or leading + closing > MOST_COLUMNS:
        return None
    header, first = words[0][: leading + closing], words[0][leading + closing :]
    rows = [header]
    for labels, closed in zip([first, *words[1:]], [*values, *[[]] * (len(words) - len(values))], strict=True):
        if leading == 1:
            rows += [[label] for label in labels[:-1]] + [[labels[-1], *closed[:closing]]]
        elif len(labels) > leading:
            return None
        else:
            rows.append([*[EMPTY] * (leading - len(labels)), *labels, *closed[:closing]])
    return _spanning(rows, leading + closing)


def _by_likeness(cells: Sequence[Strand]) -> tuple[CellPart, ...] | None:
    """A full grid, when one number of columns makes the cells of a column far more alike than any other does."""
    unlike: dict[int, float] = {}
    for width in range(2, MOST_COLUMNS + 1):
        if len(cells) % width == 0 and len(cells) // width > LEAST_ROWS:
            unlike[width] = _unlikeness(cells, width)
    if not unlike:
        return None
    width = min(unlike, key=lambda w: (unlike[w], w))
    others = [value for w, value in unlike.items() if w != width]
    if unlike[width] > ALIKE or (others and unlike[width] + CLEARLY > min(others)):
        return None
    return _spanning([list(cells[at : at + width]) for at in range(0, len(cells), width)], width)


def _unlikeness(cells: Sequence[Strand], width: int) -> float:
    """Spread within columns over that among all cells, below the header: 0 alike, about 1 by chance.

    The mean over what cells look like: how long they are, and how many of their letters are capitals.
    """
    texts = [cell.text for cell in cells[width:]]
    looks = ([math.log(1 + len(text)) for text in texts], [sum(map(str.isupper, text)) / len(text) for text in texts])
    return fmean(_spread_within(look, width) for look in looks)


def _spread_within(values: Sequence[float], width: int) -> float:
    middle = fmean(values)
    total = sum((value - middle) ** 2 for value in values)
    if not total:
        return 1.0
    columns = [values[at::width] for at in range(width)]
    within = sum((value - fmean(column)) ** 2 for column in columns for value in column)
    free = (len(values) - 1) / max(1, len(values) - width)  # each column has a mean of its own, which takes spread away
    return within / total * free


def _spanning(rows: Sequence[Row], width: int) -> tuple[CellPart, ...]:
    """The cells of rows; a cell in front of rows that have none there spans them."""
    cells: list[CellPart] = []
    for number, row in enumerate(rows):
        for column, words in enumerate(row[:width]):
            if words.text:
                below = 1
                while column == 0 and number + below < len(rows) and not rows[number + below][0].text:
                    below += 1
                cells.append(CellPart(number, column, words, header=number == 0, rows=below))
    return tuple(cells)
