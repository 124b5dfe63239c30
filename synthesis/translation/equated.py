"""What a study sets equal itself: "X/Y", "X (Y)", "X, also called Y".

In: two readings of one study. Out: whether its own words say that they are one. Called by
synthesis.translation.constraints.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.theme import fold_label
from synthesis.similarity.reading import Reading

_SIGNS = re.compile(
    r"[/(]|\b(?:called|known|named|termed|labell?ed|referred|aka|i\.e|synonym\w*)\b|\bor simply\b", re.I
)
_CALLED = (
    r"(?:,?\s*(?:which (?:is|are)\s+)?(?:also|otherwise|alternatively|sometimes|often|commonly|or)?\s*"
    r"(?:called|known as|named|termed|labell?ed|referred to as|aka|a\.k\.a\.|synonymous with|or simply|i\.e\.,?)\s+"
    r"(?:an?\s+|the\s+)?)"
)
_BETWEEN = re.compile(rf"\s*/\s*|{_CALLED}[\"'“”‘’]?", re.I)
_OPENS = re.compile(r"\s*\(\s*(?:also\s+)?(?:called\s+|known as\s+|or\s+|aka\s+|i\.e\.,?\s*)?[\"'“”‘’]?", re.I)


def equated(one: Reading, other: Reading) -> bool:
    """Whether a label holds the other behind a slash or in brackets, or the quote sets the two equal.

    "X (such as Y)" and "X (Y, Z)" do not: they give examples.
    """
    a, b = one.term, other.term
    if not any(map(has_sign, (a.label, b.label, a.quote, b.quote))):
        return False
    return (
        fold_label(b.label) in _sides(a.label)
        or fold_label(a.label) in _sides(b.label)
        or any(_says(quote, x, y) for quote in (a.quote, b.quote) for x, y in ((a.label, b.label), (b.label, a.label)))
    )


@lru_cache(maxsize=4096)
def has_sign(text: str) -> bool:
    """Whether a text may set two names equal at all."""
    return bool(_SIGNS.search(text))


def _sides(label: str) -> set[str]:
    """The names that a label holds when it holds two for one thing."""
    bracket = re.fullmatch(r"([^()]+)\(([^(),;]+)\)\s*", label)
    parts = bracket.groups() if bracket else label.split("/") if "/" in label else ()
    if not bracket and len({part.strip().endswith("s") for part in parts}) > 1:
        return set()  # "roof/wall fitters" are fitters of two kinds
    return {fold_label(part) for part in parts}


def _says(quote: str, first: str, second: str) -> bool:
    """Whether a quote has "first/second", "first (second)" or "first, also called second"."""
    for match in re.finditer(re.escape(first), quote, re.I):
        rest = quote[match.end() :]
        if (sign := _BETWEEN.match(rest)) and _starts(rest[sign.end() :], second):
            return True
        if (sign := _OPENS.match(rest)) and re.match(
            rf"{re.escape(second)}s?[\"'“”‘’]?\s*\)", rest[sign.end() :], re.I
        ):
            return True
    return False


def _starts(text: str, name: str) -> bool:
    return bool(re.match(rf"{re.escape(name)}(?!\w)", text, re.I))
