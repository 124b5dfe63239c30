"""Lists on standard output, in the format that was asked for.

In: records, and the columns to show of them. Out: text on standard output. Called by every module of commands. A table
is for people and shortens long texts; csv and md hold the same columns in full; json holds the records of the contract.
Numbers are rounded for people, in tables and md, and in full in csv.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from concord.cli.options import Format

Record = dict[str, Any]
WIDE = 110  # columns of a terminal that has room


@dataclass(frozen=True, slots=True)
class Column:
    """name: heading, and key of the record unless `of` says otherwise. width: most characters of a line in a table.

    lines: how many of them a cell of a table may fill.
    """

    name: str
    of: Callable[[Record], object] | None = None
    width: int = 40
    number: bool = False
    table: bool = True
    wide: bool = False  # only in a table that has room
    brief: Callable[[Record], object] | None = None  # what a table shows in place of the value
    heading: str = ""  # of a table, when it is not the name
    lines: int = 3

    def found(self, record: Record) -> object:
        """What stands in the cell."""
        return self.of(record) if self.of else record[self.name]

    def value(self, record: Record) -> str:
        """The cell in full, a number rounded."""
        return _text(self.found(record))

    def cell(self, record: Record) -> str:
        """The cell as a table shows it."""
        return _text(self.brief(record)) if self.brief else self.value(record)


def brief_study(id: str) -> str:
    """The surname and year of a study's id, which --study takes too.

    >>> brief_study("lima2022mlops")
    'lima2022'
    """
    found = re.match(r"\D+\d{4}", id)
    return found[0] if found else id


def print_list(records: Sequence[Record], columns: Sequence[Column], form: Format, nothing: str) -> None:
    """Prints a list. nothing: the sentence for people when it is empty, on standard error."""
    if not records:
        print(nothing, file=sys.stderr)
    if form is Format.JSON:
        print_json(list(records))
    elif form is Format.CSV:
        print(_csv(records, columns), end="")
    elif form is Format.MD:
        print(_markdown(records, columns), end="")
    elif records:
        _table(records, columns)


def _text(found: object) -> str:
    if found is None:
        return ""
    if isinstance(found, float):
        return f"{found:.2f}"
    return "; ".join(map(str, found)) if isinstance(found, list | tuple) else str(found)


def print_json(value: object, *, compact: bool = False) -> None:
    """JSON as the contract has it: readable, in UTF-8. compact: on one line, ten times as fast."""
    print(json.dumps(value, ensure_ascii=False, indent=None if compact else 1))


def say(text: str = "", out: TextIO | None = None) -> None:
    """A line for people, without control characters of the papers. out: standard output unless another is given."""
    from synthesis.export.clean import clean

    print(clean(text), file=out)


def shorten(text: str, width: int) -> str:
    """The text on one line, cut after a word when it is too long.

    >>> shorten("one two three", 9)
    'one two …'
    """
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    return (cut.rsplit(" ", 1)[0] + " …") if " " in cut[width // 2 :] else cut + "…"


def _csv(records: Sequence[Record], columns: Sequence[Column]) -> str:
    from synthesis.export.clean import clean, no_formula

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    found = ([column.found(record) for column in columns] for record in records)
    writer.writerows([v if isinstance(v, int | float) else no_formula(clean(_text(v))) for v in row] for row in found)
    return out.getvalue()


def _markdown(records: Sequence[Record], columns: Sequence[Column]) -> str:
    from synthesis.export.clean import one_line

    lines = ["| " + " | ".join(column.name for column in columns) + " |", "|" + " --- |" * len(columns)]
    for record in records:
        cells = (one_line(column.value(record)).replace("\\", "\\\\").replace("|", r"\|") for column in columns)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _table(records: Sequence[Record], columns: Sequence[Column]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from synthesis.export.clean import clean

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    shown = [column for column in columns if column.table and (console.width >= WIDE or not column.wide)]
    for column in shown:
        whole = column.number or column.name == "id"
        table.add_column(
            column.heading or column.name.replace("_", " "),
            justify="right" if column.number else "left",
            no_wrap=whole and not column.heading,
            overflow="fold",
            min_width=min(column.width, 12) if not whole else None,
            max_width=column.width if not whole else None,
        )
    for record in records:
        table.add_row(*(Text(shorten(clean(column.cell(record)), column.lines * column.width)) for column in shown))
    console.print(table)
