"""Tables as an Excel workbook, one sheet each; text stays text (no formulas, no links)."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from synthesis.export.clean import clean
from synthesis.export.values import Cell, Table

_LONGEST = 32_767  # characters that a cell of a workbook holds
_INERT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_FONT = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True}
_HEAD = {**_FONT, "bold": True, "bg_color": "#EEF1F5", "bottom": 1, "valign": "bottom"}
_LINE = 12.0  # points
_TALLEST = 409.0  # points, the most that Excel takes


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook whose bytes depend on the tables alone; a cell over 32,767 characters is cut and ends in "…"."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _INERT)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None), "author": "Concord"})
    head, text = book.add_format(_HEAD), book.add_format(_FONT)
    number = book.add_format({**_FONT, "align": "right", "indent": 1})
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_sheet_name(table.name, taken))
        widths = [10 * max(column.width, 1.0) for column in table.columns]
        for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, clean(column.name), head)
        for line, row in enumerate([tuple(column.name for column in table.columns), *table.rows]):
            sheet.set_row(line, _height(row, widths))
        for line, row in enumerate(table.rows, start=1):
            for place, value in enumerate(row):
                _write(sheet, line, place, value, text if isinstance(value, str) else number)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if table.note:
            sheet.write_string(len(table.rows) + 2, 0, clean(table.note))
    book.close()
    return out.getvalue()


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points for the longest cell when it is wrapped; programs other than Excel do not fit rows by themselves."""
    lines = [
        sum(max(1, math.ceil(0.9 * len(part) / width)) for part in clean(str(value)).split("\n"))
        for value, width in zip(row, widths, strict=True)
        if value is not None
    ]
    return min(_TALLEST, 3 + _LINE * max(lines, default=1))


def _write(sheet: Any, line: int, place: int, value: Cell, style: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        value = clean(value)
        sheet.write_string(line, place, value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…", style)
    else:
        sheet.write_number(line, place, value, style)


def _sheet_name(name: str, taken: set[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\']", " ", name)[:28] or "table"
    unique = next(n for k in range(1, 1000) if (n := base if k == 1 else f"{base} {k}").casefold() not in taken)
    taken.add(unique.casefold())
    return unique
