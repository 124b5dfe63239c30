"""RIS to entries.

In: the text of a .ris file. Out: a Bibliography, with what could not be read. Called by concord.importing.parse. Each
record is read alone, from its type (TY) to its end (ER, which some programs leave out): a broken one costs itself.
"""

from __future__ import annotations

import re
from typing import Any

from concord.importing.bibliography import brief, doi_in, people, year_in
from concord.importing.values import Bibliography, Entry, Lost

_BEGINS = re.compile(r"^TY {0,2}-.*$", re.MULTILINE)
_TAG = re.compile(r"^([A-Z][A-Z0-9]) {0,3}-[ \t]?", re.MULTILINE)
_TITLES = ("title", "primary_title", "short_title")
_AUTHORS = ("authors", "first_authors")
_DATES = ("year", "publication_year", "date", "primary_date")
_VENUES = ("journal_name", "secondary_title", "alternate_title1", "alternate_title2", "alternate_title3", "publisher")


def read_ris(text: str) -> Bibliography:
    """All records that can be read, in the order of the file."""
    import rispy  # type: ignore[import-untyped]  # it has no stubs

    begins = [match.start() for match in _BEGINS.finditer(text)]
    entries: list[Entry] = []
    lost: list[Lost] = []
    if begins and text[: begins[0]].strip(" \n\r\t\ufeff"):
        lost.append(Lost("entry", "line 1", "stands before the first record (TY)", brief(text[: begins[0]])))
    for number, (start, end) in enumerate(zip(begins, [*begins[1:], len(text)], strict=True), 1):
        raw, line = text[start:end].strip(), text.count("\n", 0, start) + 1
        try:
            found = rispy.loads(_TAG.sub(r"\1  - ", raw) + ("" if "\nER" in raw else "\nER  - \n"))
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            lost.append(Lost("entry", f"line {line}", f"is broken: {error}", brief(raw)))
            continue
        entries += [_entry(record, number, line, raw) for record in found]
        if not found:
            lost.append(Lost("entry", f"line {line}", "is no whole record", brief(raw)))
    return Bibliography("RIS", tuple(entries), tuple(lost))


def _entry(record: dict[str, Any], number: int, line: int, raw: str) -> Entry:
    def first(names: tuple[str, ...]) -> str:
        return next((" ".join(str(record[name]).split()) for name in names if record.get(name)), "")

    doi = doi_in(first(("doi",))) or next(filter(None, map(doi_in, map(str, record.get("urls", ())))), "")
    authors = next((record[name] for name in _AUTHORS if record.get(name)), ())
    dates = (year_in(str(record[name])) for name in _DATES if record.get(name))
    return Entry(
        str(record.get("id") or number),
        first(_TITLES),
        people(authors),
        next((year for year in dates if year), None),
        doi,
        first(_VENUES),
        line,
        brief(raw),
    )
