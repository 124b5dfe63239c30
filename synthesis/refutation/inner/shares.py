"""Counts and their percentages, against the whole that they are of.

In: a Reading. Out: Disagreements of kind arithmetic. Called by synthesis.refutation.within. "35 (42 %), 34 (40 %), 12
(14 %) and 4 (4 %)" are parts of a whole where their percentages come to a hundred; then their counts have to come to
the whole that the sentence, or else the paper, tells. A percentage that rounds otherwise than its count is held to
one point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.facts.numbers import Number, numbers
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.counting import Count, counts
from synthesis.refutation.reading import Place, Reading, Sentence

_PART = re.compile(
    r"(?<![\w.,%])(?P<count>\d{1,3}(?:,\d{3})+|\d+)(?:\s[A-Za-z][\w’'-]*){0,3}?\s?\(\s?(?P<share>\d{1,3}(?:\.\d+)?)\s?"
    r"(?:%|per\s?cent)\s?\)"
)
_WHOLE = re.compile(r"\b(?:of|among|out\sof)\s(?:the\s|all\s|our\s|these\s)*$", re.IGNORECASE)
_HUNDRED = 2.1  # how far rounded percentages of one whole may be from a hundred
_NEAR = 0.1  # how far a sum may be from the paper's total, as a share of it, to be of the same people


@dataclass(frozen=True, slots=True)
class _Share:
    count: int
    percent: float
    start: int
    end: int


def shares(reading: Reading) -> Iterator[Disagreement]:
    """Sums and shares that do not come out, in the order of the text."""
    told = [count for sentence in reading.sentences for count in counts(sentence)]
    for sentence in reading.sentences:
        parts = [_share(match, sentence) for match in _PART.finditer(sentence.text)]
        if not parts or sentence.place is Place.BACKGROUND:
            continue
        whole = _whole(sentence, [count for count in told if count.sentence is sentence])
        if whole is not None:
            yield from _wrong_shares(reading, whole, parts)
        if len(parts) > 2 and abs(sum(part.percent for part in parts) - 100) <= _HUNDRED:
            total = whole or _total(sentence, told)
            summed = sum(part.count for part in parts)
            if total is not None and 0 < abs(summed - total.value) <= max(1, _NEAR * total.value):
                yield _sum(reading, sentence, parts, total, summed)


def _share(match: re.Match[str], sentence: Sentence) -> _Share:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    return _Share(int(match["count"].replace(",", "")), float(match["share"]), start, end)


def _whole(sentence: Sentence, told: Sequence[Count]) -> Count | None:
    """The whole that a sentence names before its parts: "out of 84 respondents", "of the 120 schools"."""
    wholes = [c for c in told if _WHOLE.search(c.before) and not _PART.match(sentence.text, c.start - sentence.start)]
    return wholes[0] if len(wholes) == 1 else None


def _total(sentence: Sentence, told: Sequence[Count]) -> Count | None:
    """The one number that the paper has for what the sentence speaks of ("of the respondents")."""
    named = {count.head for count in told if re.search(rf"\b(?:the|all)\s{re.escape(count.head)}s\b", sentence.text)}
    totals = [
        count
        for count in told
        if count.head in named
        and count.sentence is not sentence
        and count.sentence.place is not Place.BACKGROUND
        and not _WHOLE.search(count.before)
        and not _PART.match(count.sentence.text, count.start - count.sentence.start)
    ]
    return totals[0] if len({count.value for count in totals}) == 1 else None


def _wrong_shares(reading: Reading, whole: Count, parts: Sequence[_Share]) -> Iterator[Disagreement]:
    """Parts of a named whole with a percentage that is not theirs; all of them wrong are of another whole."""
    if any(number.start > whole.end - whole.sentence.start for number in _before(whole, parts)):
        return
    behind = [part for part in parts if part.start > whole.start and part.count <= whole.value]
    wrong = [part for part in behind if abs(100 * part.count / whole.value - part.percent) > 1.0]
    if not wrong or len(behind) < 2 or 2 * len(wrong) > len(behind):
        return
    sentence = whole.sentence
    for part in wrong:
        share = 100 * part.count / whole.value
        told = reading.side((sentence.start, sentence.end), (whole.start, whole.end), f"{whole.value} {whole.thing}")
        against = reading.side((part.start, part.end), (part.start, part.end), f"{part.percent:g} %", against=True)
        why = "a share does not follow from its count and its whole"
        computed = f"{part.count} of {whole.value} is {share:.0f} %, not {part.percent:g} %"
        yield Disagreement(Kind.ARITHMETIC, "A share and its counts", (told, against), (why,), 0.75, computed)


def _before(whole: Count, parts: Sequence[_Share]) -> list[Number]:
    """The numbers of the sentence before its first part: another whole may be among them."""
    first = parts[0].start - whole.sentence.start
    return [number for number in numbers(whole.sentence.text) if number.start < first]


def _sum(reading: Reading, sentence: Sentence, parts: Sequence[_Share], total: Count, summed: int) -> Disagreement:
    span = (parts[0].start, parts[-1].end)
    computed = f"{' + '.join(str(part.count) for part in parts)} = {summed}, not {total.value}"
    there = (total.sentence.start, total.sentence.end)
    sides = (
        reading.side((sentence.start, sentence.end), span, f"{summed} in all"),
        reading.side(there, (total.start, total.end), f"{total.value} {total.thing}", against=True),
    )
    why = "the percentages come to a hundred, and the counts not to the whole"
    return Disagreement(Kind.ARITHMETIC, f"Sum of {total.head}s", sides, (why,), 0.8, computed)
