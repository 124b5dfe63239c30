"""Marks that a paper sets on its labels and that belong to none: codes of a series, and brackets that point elsewhere.

In: candidates with the readings that they were found in. Out: the same with tidy labels. Called by extract.consolidate.
A code counts as one when the study counts with its letter: "R1 Ferry pilot", "R2 Deck hand", "R3 Cook"; one label alone
("S3 storage") keeps its first word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.grouping import Found
from extract.labels import sentence_case

COUNTED = 3  # codes with one letter that make a series
_CODE = re.compile(r"^([A-Z][A-Za-z]{0,9}?)\s?(\d{1,2})\s?[.:)–-]?\s+(?=[A-Za-z])")
_POINTS = re.compile(
    r"\s*[\[(]\s*(?:(?:[α-ω]|\d{1,3})(?:\s*[,;–-]\s*(?:[α-ω]|\d{1,3}))*|"
    r"(?:see\s+)?(?:table|figure|fig\.?|section|sect\.?|appendix)\s?[\w.]{1,5})\s*[\])]",
    re.IGNORECASE,
)


def tidied(found: Sequence[Found]) -> list[Found]:
    """The candidates with labels freed of codes and pointers; one whose label would be empty keeps it."""
    series = _series(one.candidate.label for one in found)
    made = []
    for one in found:
        label = _tidy(one.candidate.label, series)
        changed = label and label != one.candidate.label
        made.append(replace(one, candidate=replace(one.candidate, label=label)) if changed else one)
    return made


def _tidy(label: str, series: frozenset[str]) -> str:
    label = _POINTS.sub("", label).strip() if "[" in label or "(" in label else label
    code = _CODE.match(label)
    return sentence_case(label[code.end() :]) if code and code[1] in series else label


def _series(labels: Iterable[str]) -> frozenset[str]:
    """The letters, or words, that three labels or more are counted with."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        if code := _CODE.match(label):
            numbers[code[1]].add(code[2])
    return frozenset(letter for letter, counted in numbers.items() if len(counted) >= COUNTED)
