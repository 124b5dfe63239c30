"""What the walk over all skins needs: each skin as rows of cells, and whether a number comes from a record."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, SupportsFloat

from typer.testing import CliRunner

from concord import KnowledgeBase
from concord.cli.app import app

Record = dict[str, Any]
Row = dict[str, Any]
NUMBER = re.compile(r"(?<![\w.,'’/-])-?\d+(?:\.\d+)?(?![\w%]*[A-Za-z])")
TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:+.]+)?")

COMMANDS: dict[tuple[str, ...], Callable[[KnowledgeBase], object]] = {
    ("studies",): lambda kb: kb.studies(),
    ("themes",): lambda kb: kb.themes(),
    ("concepts",): lambda kb: kb.concepts(),
    ("agreement",): lambda kb: kb.agreement(),
    ("refutations",): lambda kb: kb.refutations(),
    ("overlap",): lambda kb: kb.overlap(),
    ("dependence",): lambda kb: kb.dependence(),
    ("profile",): lambda kb: kb.profile(),
    ("conclusions",): lambda kb: kb.conclusions(),
    ("diff", "before"): lambda kb: kb.diff("before"),
    ("influence",): lambda kb: kb.influence(),
    ("snapshot",): lambda kb: kb.snapshots(),
    ("methods",): lambda kb: kb.methods(),
    ("coding", "agreement"): lambda kb: kb.coding_agreement(),
    ("reliability", "--reviewers", "ann", "ben"): lambda kb: kb.reviewer_agreement("ann", "ben"),
}
WORDS = ("definition", "quote", "text", "reason", "sentence", "evidence", "title", "label", "name")


class Shown:
    """What the skins show of one knowledge base; each command runs once."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._said: dict[tuple[str, ...], str] = {}

    def said(self, *command: str) -> str:
        """Standard output of a command."""
        if command not in self._said:
            done = CliRunner().invoke(app, ["--kb", self.kb.where, *command])
            assert done.exit_code == 0, (command, done.output, done.exception)
            self._said[command] = done.stdout
        return self._said[command]

    def json(self, *command: str) -> Any:
        return json.loads(self.said(*command, "--format", "json"))

    def csv(self, *command: str) -> list[Row]:
        return list(csv.DictReader(io.StringIO(self.said(*command, "--format", "csv"))))

    def md(self, *command: str) -> list[Row]:
        return piped(self.said(*command, "--format", "md"))

    def exported(self, what: str, ending: str) -> list[Row]:
        """A table of an export as rows of texts and, where the format knows them, numbers."""
        return _READERS[ending](self.kb.export_bytes(ending, what))


def piped(text: str) -> list[Row]:
    """The rows of the first pipe table of a Markdown text."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    head, _, *rows = ([_plain(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _plain(cell: str) -> str:
    text = re.sub(r"\\(.)", r"\1", cell.strip())
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _of_xlsx(data: bytes) -> list[Row]:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    end = sheet.auto_filter.ref.rpartition(":")[2]
    return [dict(zip(map(str, head), row, strict=True)) for row in rows[: int(re.sub(r"\D", "", end)) - 1]]


def _of_docx(data: bytes) -> list[Row]:
    """A table that is cut for the page is put together again."""
    from docx import Document

    whole: list[Row] = []
    for table in Document(io.BytesIO(data)).tables:
        head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        part = [dict(zip(head, row, strict=True)) for row in rows]
        whole = [old | new for old, new in zip(whole, part, strict=True)] if whole else part
    return whole


_READERS = {
    "csv": lambda data: list(csv.DictReader(io.StringIO(data.decode()))),
    "md": lambda data: piped(data.decode()),
    "xlsx": _of_xlsx,
    "docx": _of_docx,
}


def numbers(value: object) -> Iterator[float]:
    """Every number in a record, and how long its lists are."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield float(value)
    elif isinstance(value, dict):
        yield from (number for part in value.values() for number in numbers(part))
    elif isinstance(value, list):
        yield float(len(value))
        yield from (number for part in value for number in numbers(part))


class Known:
    """The numbers of a record, as they are, in percent, and rounded; numbers in its texts (a year in a title) too."""

    def __init__(self, record: object) -> None:
        found = set(numbers(record))
        self._values = sorted(found | {100 * number for number in found})
        self._written = {number for text in texts(record) for number in _numbers_in(text)}
        self._rounded: dict[int, set[str]] = {}

    def has(self, found: str | float) -> bool:
        """A float is there but for the noise of a last digit; a text is a number there to the digits that it shows."""
        digits = len(str(found).partition(".")[2])
        if isinstance(found, float):
            return f"{found:.9g}" in self._to(-1)
        return found in self._written or found.lstrip("-") in self._to(digits)

    def _to(self, digits: int) -> set[str]:
        if digits not in self._rounded:
            form = "{:.9g}" if digits < 0 else f"{{:.{digits}f}}"
            self._rounded[digits] = {form.format(value if digits < 0 else abs(value)) for value in self._values}
        return self._rounded[digits]


def strange(cells: Iterable[object], record: object) -> list[object]:
    """The numbers in cells that the record does not know. record: a record, several, or Known."""
    known = record if isinstance(record, Known) else Known(record)
    return [number for cell in cells for number in _numbers_in(cell) if not known.has(number)]


def texts(value: object) -> Iterator[str]:
    """Every text in a record, names of its parts too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, part in value.items() for text in (key, *texts(part)))
    elif isinstance(value, list):
        yield from (text for part in value for text in texts(part))


def _numbers_in(cell: object) -> Iterator[str | float]:
    if isinstance(cell, bool) or cell is None:
        return
    if isinstance(cell, str):
        yield from NUMBER.findall(TIME.sub("", cell))
    elif isinstance(cell, SupportsFloat) and not math.isnan(float(cell)):
        yield float(cell)


def plain(value: object) -> Any:
    """A record as JSON gives it back."""
    return json.loads(json.dumps(value))


def figures(row: Record, *but: str) -> list[object]:
    """The cells of a row that hold figures: those whose columns do not hold words of papers or of people."""
    skipped = (*WORDS, *but)
    return [cell for name, cell in row.items() if not any(word in name.casefold() for word in skipped)]
