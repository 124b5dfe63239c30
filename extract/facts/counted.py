"""Numbers with the thing that they count: "twelve peer-reviewed papers", "(n = 12)", "seven of them".

In: a text, a number in it, and the expression of things that a selection counts. Out: Counted. Called by funnel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.facts.numbers import Number, is_year

BOX = re.compile(r"\(?\s?\b[nNkK]\s?=\s?$")
_OTHERS = re.compile(r"^\s?\w*\s?(?:in|by)\s\[|\b(?:other|each|every|per)\s$")
_ALONE = re.compile(
    r"\s(?:of\s(?:them|these|those|which)|out\sof|were|was|duplicat|remain|met|did|unique|after|at|due|because|for|\[|\()|\s?[.;,)]|$"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts. end: of the thing counted. thing: "" where none follows. in_box: "(n = 12)"."""

    number: Number
    end: int
    thing: str
    in_box: bool


def counted(text: str, number: Number, follows: re.Pattern[str]) -> Counted | None:
    """The number with its thing, when it can count works at all."""
    box = bool(BOX.search(text[: number.start]))
    match = follows.match(text, number.end)
    after_year = text[max(0, number.start - 5) : number.start].split(" ")[-2:-1]
    if match and not box and re.search(r"\b(?:further|other|additional)\b", match[0]):
        return None
    if match and not (is_year(number) and after_year in (["in"], ["since"], ["from"], ["to"])):
        if _OTHERS.search(text[max(0, number.start - 12) : number.start]) or re.match(
            r"\s(?:included|described)\s(?:in|by)\s(?:\[|[A-Z])", text[match.end() :]
        ):
            return None
        return Counted(number, match.end(), match["thing"].lower(), box)
    if box or (not is_year(number) and _ALONE.match(text[number.end : number.end + 24])):
        return Counted(number, number.end, "", box)
    return None
