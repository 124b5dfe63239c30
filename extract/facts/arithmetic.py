"""Where a paper's own numbers disagree.

In: an Own and the counts of its selection. Out: Found of kind INCONSISTENCY, whose value says what does not follow from
what. Called by gather. Only what is told right after one another is reckoned up, so that a number that was read wrongly
or not at all rarely makes a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from extract.facts.numbers import numbers
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind, Stage

_LEFT = (Stage.FOUND, Stage.UNIQUE, Stage.SCREENED, Stage.REMAINING, Stage.FULL_TEXT, Stage.INCLUDED)
_GONE = (Stage.DUPLICATES, Stage.EXCLUDED)
_ADDED = re.compile(
    r"\b(?:add(?:ed|ing|itional)|snowball|hand[\s-]?search|further|plus|supplement|reference\slists|citation)",
    re.IGNORECASE,
)
_REACH = 900  # characters between the numbers of one sum
_PERCENT = re.compile(r"^(?:\s[\w-]+){0,4}?\s?\(\s?(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|per\scent|percent)\s?\)")
_OF = re.compile(r"^\s(?:out\s)?of\s(?:the\s|all\s|our\s|these\s)?(?:\w+\s){0,2}?$")


def inconsistencies(own: Own, counts: Sequence[Found]) -> Iterator[Found]:
    """Sums of the selection, and shares with their counts, that do not come out."""
    yield from (f for f in _sums(counts) if not _ADDED.search(own.document.text[f.start : f.end]))
    for sentence in own.sentences:
        if (
            "(" in sentence.text
            and re.search(r"%|per\s?cent", sentence.text)
            and sentence.place is not Place.BACKGROUND
        ):
            yield from _shares(sentence)


def _sums(counts: Sequence[Found]) -> Iterator[Found]:
    """What was left, less what was taken away, against what is said to be left after it."""
    chain = sorted(
        (c for c in counts if c.label in (*_LEFT, *_GONE) and not (c.label == Stage.FOUND and c.detail)),
        key=lambda c: c.start,
    )
    for position, first in enumerate(chain):
        if first.label not in _LEFT or first.number is None:
            continue
        gone: list[Found] = []
        for later in chain[position + 1 :]:
            if later.start - first.start > _REACH or later.number is None:
                break
            if later.label in _GONE:
                gone.append(later)
                continue
            if (
                gone
                and _is_rest(later)
                and first.number > max(g.number or 0 for g in gone)
                and first.number > later.number
                and later.label in _after(first, gone)
                and not _comes_out(first, gone, later)
            ):
                yield _sum(first, gone, later)
            break


def _after(first: Found, gone: Sequence[Found]) -> tuple[Stage, ...]:
    """The stages that may follow at once on what was taken away; a step between would hide what else was."""
    if all(g.label == Stage.DUPLICATES for g in gone):
        return (Stage.UNIQUE, Stage.REMAINING, Stage.SCREENED)
    if len(gone) == 1 and first.label != Stage.FULL_TEXT:
        return (Stage.REMAINING, Stage.FULL_TEXT, Stage.UNIQUE)
    return (Stage.REMAINING, Stage.FULL_TEXT, Stage.INCLUDED, Stage.UNIQUE)


def _is_rest(later: Found) -> bool:
    """Whether a count is what was left, and not some more that were taken ("another 17 were selected")."""
    return later.label != Stage.REMAINING or not re.search(r"selected|identified", later.reason)


def _comes_out(first: Found, gone: Sequence[Found], later: Found) -> bool:
    """Whether any of the numbers taken away, together, leave what is said to be left."""
    lost = (first.number or 0) - (later.number or 0)
    return any(
        sum(g.number or 0 for g in some) == lost
        for size in range(1, min(len(gone), 10) + 1)
        for some in combinations(gone, size)
    )


def _sum(first: Found, gone: Sequence[Found], later: Found) -> Found:
    if sum(g.number or 0 for g in gone[1:]) == gone[0].number:
        gone = gone[:1]  # the rest are its reasons
    away = sum(g.number or 0 for g in gone)
    parts = " and ".join(g.value for g in gone)
    value = f"{first.value} less {parts} is {int((first.number or 0) - away)}, not {later.value}"
    sure = min(first.confidence, later.confidence, *(g.confidence for g in gone)) - 0.15
    return Found(
        Kind.INCONSISTENCY,
        value,
        first.start,
        later.end,
        sure,
        "the counts of the selection do not add up",
        "selection",
    )


def _shares(sentence: Sentence) -> Iterator[Found]:
    """ "five of the eight studies (68 %)": the share that is told against the one that follows."""
    counted = list(numbers(sentence.text))
    for part, whole in pairwise(counted):
        match = _PERCENT.match(sentence.text[whole.end :])
        if (
            not match
            or not _OF.match(sentence.text[part.end : whole.start])
            or whole.value == 0
            or part.value > whole.value
        ):
            continue
        told, is_share = float(match["share"]), 100 * part.value / whole.value
        if abs(told - is_share) >= 1.0:
            value = f"{part.value} of {whole.value} is {is_share:.0f} %, not {match['share']} %"
            start, end = sentence.start + part.start, sentence.start + whole.end + match.end()
            yield Found(Kind.INCONSISTENCY, value, start, end, 0.85, "a share does not follow from its counts", "share")
