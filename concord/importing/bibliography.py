"""What readers of bibliographies share: names of people, years and DOIs, as programs write them.

In: text of a field. Out: "Given Surname", a year, a bare DOI. Called by bibtex.py, ris.py and csl.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|2[01]\d\d)(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_NO_NAME = frozenset(("others", "et al", "et al.", "anonymous", ""))
_MOST_WORDS = 300  # characters of an entry in a message


def brief(raw: str) -> str:
    """An entry on one line, cut where it is long."""
    line = " ".join(raw.split())
    return line if len(line) <= _MOST_WORDS else line[: _MOST_WORDS - 1] + "…"


def year_in(text: str) -> int | None:
    """The first year that stands in a text: "2024///", "March 2019", "2019-03-01"."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def doi_in(text: str) -> str:
    """The DOI in a field or an address, lower case and bare; "" when there is none."""
    found = _DOI.search(text.strip())
    return found[0].rstrip(".,;})]").lower() if found else ""


def person(name: str) -> str:
    """A name as "Given Surname".

    >>> person("Lima, Ana"), person("Ana Lima"), person("King, Jr., Martin")
    ('Ana Lima', 'Ana Lima', 'Martin King Jr.')
    """
    parts = [part for part in (" ".join(part.split()) for part in name.split(",")) if part]
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]):
        return f"{parts[2]} {parts[0]} {parts[1]}"
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]):
        return f"{parts[1]} {parts[0]} {parts[2]}"
    return " ".join(reversed(parts)) if len(parts) == 2 else ", ".join(parts)


def people(names: Iterable[str], *, turned: bool = False) -> tuple[str, ...]:
    """Names in order, without "and others". turned: they are "Given Surname" already."""
    found = (" ".join(name.split()) if turned else person(name) for name in names)
    return tuple(name for name in found if name.casefold() not in _NO_NAME)
