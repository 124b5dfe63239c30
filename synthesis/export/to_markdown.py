"""Tables as Markdown (GitHub's pipe tables); nothing in a cell can end the cell or become mark-up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from synthesis.export.clean import one_line
from synthesis.export.values import Cell, Table

_SIGNS = re.compile(r"([\\`*\[\]|#~])")


def to_markdown(tables: Sequence[Table]) -> bytes:
    """Each table under its title, with its note."""
    return "\n".join(_table(table) for table in tables).encode()


def _table(table: Table) -> str:
    lines = [f"## {_text(table.title)}", ""]
    lines += [_row([column.name for column in table.columns]), "|" + " --- |" * len(table.columns)]
    lines += [_row(row) for row in table.rows]
    if table.note:
        lines += ["", _text(table.note)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[Cell]) -> str:
    return "| " + " | ".join("" if cell is None else _text(str(cell)) for cell in cells) + " |"


def _text(text: str) -> str:
    escaped = _SIGNS.sub(r"\\\1", one_line(text))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
