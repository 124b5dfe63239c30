"""A percentage told twice in the same words, with two numbers.

In: a Reading. Out: Disagreements of kind arithmetic. Called by synthesis.refutation.within. Abstracts and conclusions
repeat what the results tell: "68 % of the teachers felt unprepared" there, "86 % of teachers felt unprepared" here.
Sentences that name other groups, years or conditions speak of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.counting import singular
from synthesis.refutation.reading import Place, Reading, Sentence

_PERCENT = re.compile(
    r"(?<![\w.,–-])(?P<value>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)(?!\s?(?:[–-]|to\b|CI\b|confidence))"
)
_ROUGH = re.compile(
    r"\b(?:about|approximately|around|roughly|nearly|almost|over|under|least|most|up to|than|to|by|between|and|or|of|"
    r"only|another|further|~|≥|≤|>|<|[–(-])\s*$"
)
_FILLER = frozenset("the a an of all our these those that was were is are be been had have has did also".split())
_LEAST = 4  # words behind the percentage that have to be the same
_CITED = re.compile(r"\[\d|\(\D{3,60},?\s(?:19|20)\d\d[a-z]?\)|\bet\sal\b")


@dataclass(frozen=True, slots=True)
class _Told:
    value: float
    start: int
    end: int
    behind: tuple[str, ...]
    sentence: Sentence


def repeated(reading: Reading) -> Iterator[Disagreement]:
    """The pairs of sentences that tell one share with two numbers, in the order of the text."""
    told: dict[tuple[str, ...], list[_Told]] = {}
    for sentence in reading.sentences:
        if sentence.place is Place.BACKGROUND or ("%" not in sentence.text and "cent" not in sentence.text):
            continue
        for match in _PERCENT.finditer(sentence.text):
            behind = _behind(sentence.text[match.end() :])
            cited = _CITED.search(sentence.text)
            if len(behind) >= _LEAST and not cited and not _ROUGH.search(sentence.text[: match.start()]):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                told.setdefault(behind[:_LEAST], []).append(_Told(float(match["value"]), start, end, behind, sentence))
    for same in told.values():
        for one, other in combinations(same, 2):
            if _disagree(one, other):
                yield _of(reading, one, other)
                break


def _behind(text: str) -> tuple[str, ...]:
    """The words up to the end of the clause, in the singular, without articles and auxiliaries."""
    clause = re.split(r"[.;:,()\[]|\b(?:and|but|while|whereas|compared)\b", text, maxsplit=1)[0]
    words = [singular(word) for word in re.findall(r"[^\W_][\w’'-]*", clause)]
    return tuple(word for word in words if word not in _FILLER)


def _disagree(one: _Told, other: _Told) -> bool:
    """Whether two tellings are of one share: further words are the same or left out, and rounding explains nothing."""
    shorter = min(len(one.behind), len(other.behind))
    whole = "." in f"{one.value:g}{other.value:g}"
    return (
        one.sentence.block != other.sentence.block
        and one.behind[:shorter] == other.behind[:shorter]
        and abs(one.value - other.value) > (1.0 if whole else 0.0)
    )


def _of(reading: Reading, one: _Told, other: _Told) -> Disagreement:
    sides = tuple(
        reading.side(
            (told.sentence.start, told.sentence.end), (told.start, told.end), f"{told.value:g} %", against=told is other
        )
        for told in (one, other)
    )
    topic = f"Share: {' '.join(one.behind[:_LEAST])}"
    computed = f"{one.value:g} % here, {other.value:g} % there"
    return Disagreement(
        Kind.ARITHMETIC, topic, sides, ("two sentences tell one share with two numbers",), 0.6, computed
    )
