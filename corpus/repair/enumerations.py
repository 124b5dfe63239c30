"""Enumerations over lines: which lines that open with "(2)" or "2." open an item, and which only broke there.

In: the lines of a text dump. Out: indices of lines that open an item. Called by corpus.read.text. "(2)" at the start of
a line is an item only when "(1)" opened a line too; in "three types: (1) bias; / (2) validity" it is running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENS = re.compile(r"(?P<open>\()?(?P<value>\d{1,2}|[a-z]|[ivx]{1,4})(?P<close>[.)])\s+\S")
_REACH = 14  # lines from one item to the next
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def item_lines(lines: Sequence[str]) -> frozenset[int]:
    """Indices of the lines that open an item of a numbered or lettered list."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        match = _OPENS.match(line)
        if match and index not in found and _is_first(match.group("value")):
            found.update(_run(lines, index, match))
    return frozenset(found)


def _is_first(value: str) -> bool:
    return value in ("1", "a", "i")


def _run(lines: Sequence[str], start: int, first: re.Match[str]) -> list[int]:
    """The lines of one list from its first on; a single one is no list."""
    run, value = [start], first.group("value")
    form = (first.group("open") or "", first.group("close"))
    while (following := _next(value)) is not None:
        sign = f"{form[0]}{following}{form[1]}"
        at = _find(lines, run[-1], sign)
        if at is None:
            break
        run.append(at)
        value = following
    return run if len(run) > 1 else []


def _find(lines: Sequence[str], after: int, sign: str) -> int | None:
    """The line that opens with a sign, unless the sign stands inside an earlier line."""
    for index in range(after, min(len(lines), after + _REACH)):
        if index > after and lines[index].startswith(sign + " "):
            return index
        if f" {sign} " in lines[index]:
            return None
    return None


def _next(value: str) -> str | None:
    if value.isdecimal():
        return str(int(value) + 1)
    if value in _ROMANS:
        place = _ROMANS.index(value) + 1
        return _ROMANS[place] if place < len(_ROMANS) else None
    return chr(ord(value) + 1) if value < "z" else None
