"""Coverage: how much of what a file says its canonical text holds.

In: the source, the places of the canonical text in it, and the file's text without mark-up. Out: a share from 0 to 1.
Called by corpus.build.
"""

from __future__ import annotations

from corpus.decode import CONTROL
from corpus.strand import Places

_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_TAILS = bytes(range(0x80, 0xC0))  # of UTF-8: all bytes of a character but its first


def coverage(source: str, places: Places, measured: str = "") -> float:
    """Share of the source's letters that stand in the canonical text, each counted once; 1.0 for a source without any.

    measured: what the file says, without mark-up and comments, where that is not the source itself. Letters are
    letters, digits, and all signs beyond ASCII but those that are not seen (joiners, marks of direction).
    """
    whole = _letters(source)
    held = whole - _letters("".join(places.missing(source)))
    said = measured or source
    total = _letters(measured) if measured else whole
    if held < total and not said.isascii():
        total -= _letters("".join(CONTROL.findall(said)))
    return min(1.0, held / total) if total else 1.0


def _letters(text: str) -> int:
    return len(text.encode("utf-8", "replace").translate(None, _SIGNS + _TAILS))
