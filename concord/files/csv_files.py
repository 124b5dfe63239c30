"""A CSV file as people's programs write it, to its rows.

In: bytes. Out: text, and rows with the line that each begins in. Called by concord.files.rating_files and
concord.matrix_files. The messages go on from the name of the file, which the caller gives.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from corpus.errors import BadInput

_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR = re.compile(r"sep=(?P<sign>[,;\t])\s*", re.IGNORECASE)  # what some spreadsheets put before the first row


def text_of(data: bytes) -> str:
    """The text of a file. Raises BadInput where it is no UTF-8 text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput("is UTF-16 text; save it as 'CSV UTF-8'.")
    if data.startswith(b"PK\x03\x04"):
        raise BadInput("is a spreadsheet or a zip archive, not a CSV file; save it as 'CSV UTF-8'.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("is not UTF-8 text; save it as 'CSV UTF-8'.") from None
    if "\0" in text:
        raise BadInput("is not a CSV file: it holds characters that no text has.")
    return text


def rows_of(text: str) -> Iterator[tuple[list[str], int]]:
    """The rows that are not blank, each with the line that it begins in; commas, semicolons or tabs part the cells.

    Raises BadInput: a row is not CSV.
    """
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    told = _SEPARATOR.fullmatch(first)
    # spreadsheets of many countries write semicolons, some write tabs
    between = told.group("sign") if told else max(",;\t", key=_QUOTED.sub("", first).count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    begins = 1
    try:
        for cells in rows:
            if any(map(str.strip, cells)) and not (told and begins == 1):
                yield cells, begins
            begins = rows.line_num + 1
    except csv.Error as error:
        raise BadInput(f"row {begins}: is not CSV ({error}).") from None
