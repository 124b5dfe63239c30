"""A Table as CSV: UTF-8, commas, "\\n". What a spreadsheet would compute gets a "'" in front; raw text: to_json."""

from __future__ import annotations

import csv
import io

from synthesis.export.clean import clean, no_formula
from synthesis.export.values import Cell, Table


def to_csv(table: Table) -> bytes:
    """The table with a heading row; the same bytes each time."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([no_formula(clean(column.name)) for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue().encode()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return no_formula(clean(value)) if isinstance(value, str) else str(value)
