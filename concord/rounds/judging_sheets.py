"""Sheets to judge in: the questions of a round as a CSV file, with columns to write the answers into.

In: questions as records, or a filled sheet. Out: bytes, or rows. Called by concord.rounds.judging. A sheet shows the
evidence and the reviewer's own answers, and nothing that anybody else said.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.files.csv_files import rows_of, text_of
from corpus.errors import BadInput

if TYPE_CHECKING:
    from synthesis.export.records import Record

SHOWN = ("round", "item", "kind", "facet", "asked", "one_side", "other_side", "why_asked", "answers")
FILLED = ("answer", "value", "others", "reason")
BETWEEN = ";"  # further ids in one cell


@dataclass(frozen=True, slots=True)
class Row:
    """An answer as it stands in a sheet. line: from 1."""

    item: str
    action: str
    value: str
    others: tuple[str, ...]
    reason: str
    line: int


def written(questions: Iterable[Record]) -> bytes:
    """A sheet. UTF-8 with a mark, so that spreadsheets read it right; no cell is taken for a formula."""
    from synthesis.export.clean import clean, no_formula

    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([*SHOWN, *FILLED])
    for record in questions:
        mine = record["mine"] or {"action": "", "value": "", "others": [], "reason": ""}
        cells = (
            record["round"],
            record["item"],
            record["kind"],
            record["facet"],
            record["asked"],
            *(side(record, number) for number in (0, 1)),
            "; ".join(record.get("reasons") or ()),
            ", ".join(record["actions"]),
            mine["action"],
            mine["value"],
            f"{BETWEEN} ".join(mine["others"]),
            mine["reason"],
        )
        rows.writerow([no_formula(clean(" ".join(cell.split()))) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def side(record: Record, number: int) -> str:
    """The words of one side of the evidence, each with its theme, study and id, in one cell."""
    told = []
    for words in record["evidence"]:
        if words["side"] == number:
            id = f" {words['theme']}" if words["theme"] else ""
            told.append(f"{words['label']} [{words['study']}{id}]: “{' '.join(words['quote'].split())}”")
    return " / ".join(told)


def read(name: str, data: bytes) -> tuple[str, list[Row]]:
    """The round that a sheet speaks of, and its answers; rows without an answer are left out.

    Raises:
        BadInput: no such sheet; says the row.
    """
    try:
        table = list(rows_of(text_of(data)))
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from None
    header = [cell.strip() for cell in table[0][0]] if table else []
    if missing := [column for column in ("round", "item", "answer") if column not in header]:
        raise BadInput(f"{name}: has no column {missing[0]!r}; 'concord judging export ROUND FILE' writes a sheet.")
    rows = [(dict(zip(header, cells, strict=False)), line) for cells, line in table[1:]]
    named = {_cell(row, "round") for row, _ in rows if _cell(row, "item")}
    if len({" ".join(one.split()).casefold() for one in named}) != 1:
        raise BadInput(f"{name}: a sheet speaks of one round, not of {len(named)}.")
    found = [
        Row(
            _cell(row, "item"),
            _cell(row, "answer"),
            _cell(row, "value"),
            tuple(part.strip() for part in _cell(row, "others").split(BETWEEN) if part.strip()),
            _cell(row, "reason"),
            line,
        )
        for row, line in rows
        if _cell(row, "answer")
    ]
    return sorted(named)[0], _once(name, found)


def _once(name: str, rows: Sequence[Row]) -> list[Row]:
    seen: dict[str, Row] = {}
    for row in rows:
        first = seen.setdefault(row.item, row)
        if first is not row:
            raise BadInput(f"{name}, row {row.line}: {row.item} has an answer in row {first.line} too; keep one.")
    return list(seen.values())


def _cell(row: Mapping[str, str], column: str) -> str:
    """A cell on one line, without the mark that keeps a spreadsheet from computing it."""
    from synthesis.export.clean import no_formula

    text = " ".join(row.get(column, "").split())
    return text[1:] if text.startswith("'") and no_formula(text[1:]) == text else text
