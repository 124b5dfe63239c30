"""Coding sheets: the units of a study as a CSV file, with a column for each facet to write labels into.

In: a study's units, or a filled sheet. Out: bytes, or codes. Called by concord.parts.coding. A sheet shows nothing that
the machine or another coder found.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from corpus.errors import BadInput
from synthesis.coding import BETWEEN, Code, Unit

FIXED = ("study", "unit", "section", "kind", "text")


def written(study: str, units: Sequence[Unit], facets: Sequence[str], codes: Sequence[Code] = ()) -> bytes:
    """A sheet, with what the coder has coded already. UTF-8 with a mark, so that spreadsheets read it right."""
    from synthesis.export.clean import clean, no_formula

    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([*FIXED, *facets])
    for unit in units:
        mine = [code for code in codes if unit.start <= code.start < unit.end]
        labels = [f"{BETWEEN} ".join(c.label for c in mine if c.facet == facet) for facet in facets]
        texts = (unit.section, unit.kind, unit.text, *labels)
        rows.writerow([study, unit.number, *(no_formula(clean(" ".join(text.split()))) for text in texts)])
    return out.getvalue().encode("utf-8-sig")


def study_of(name: str, data: bytes) -> str:
    """The study that a sheet speaks of. Raises BadInput when it is no sheet, or speaks of several."""
    named = {row["study"].strip() for row in _rows(name, data) if row["study"].strip()}
    if len(named) != 1:
        raise BadInput(
            f"{name}: a sheet speaks of one study, not of {len(named)}; write one with 'concord coding sheet'."
        )
    return named.pop()


def facets_of(name: str, data: bytes) -> tuple[str, ...]:
    """The facets that a sheet has columns for."""
    first = next(iter(_rows(name, data)), None)
    return tuple(key for key in first if key not in FIXED) if first else ()


def numbers_of(name: str, data: bytes) -> frozenset[str]:
    """The numbers of the units that have a row in a sheet."""
    return frozenset(row["unit"].strip() for row in _rows(name, data))


def read(name: str, data: bytes, units: Sequence[Unit]) -> tuple[Code, ...]:
    """The codes of a filled sheet; each rests on the words of its unit.

    Raises:
        BadInput: not a sheet, or a row whose text is not that of its unit; says the line.
    """
    from synthesis.export.clean import clean, no_formula

    by_number = {str(unit.number): unit for unit in units}
    codes: dict[Code, None] = {}
    for line, row in enumerate(_rows(name, data), 2):
        labels = {f: [label.strip() for label in _cell(row[f]).split(BETWEEN)] for f in row if f not in FIXED}
        if not any(label for found in labels.values() for label in found):
            continue
        unit = by_number.get(row["unit"].strip())
        if unit is None or no_formula(clean(" ".join(unit.text.split()))) != " ".join(row["text"].split()):
            raise BadInput(
                f"{name}, row {line}: its text is not unit {row['unit'] or '?'} of the study as it stands now; "
                "write the sheet anew with 'concord coding sheet' and copy the labels."
            )
        for facet, found in labels.items():
            codes |= {Code(facet, label, unit.text, unit.start): None for label in found if label}
    return tuple(codes)


def _cell(text: str) -> str:
    """A cell without the mark that keeps a spreadsheet from computing it."""
    from synthesis.export.clean import no_formula

    return text[1:] if text.startswith("'") and no_formula(text[1:]) == text else text


def _rows(name: str, data: bytes) -> list[Mapping[str, str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{name}: is not UTF-8 text; save it as 'CSV UTF-8'.") from None
    first = text.split("\n", 1)[0]
    between = max(",;\t", key=first.count)  # spreadsheets of many countries write semicolons, some write tabs
    try:
        table = list(csv.DictReader(io.StringIO(text), delimiter=between, restval=""))
    except csv.Error as error:
        raise BadInput(f"{name}: is not a CSV file ({error}).") from None
    header = table[0].keys() if table else ()
    if missing := [column for column in FIXED if column not in header]:
        raise BadInput(
            f"{name}: has no column {missing[0]!r}; a sheet is written by 'concord coding sheet STUDY FILE'."
        )
    return [{key: value for key, value in row.items() if key} for row in table]
