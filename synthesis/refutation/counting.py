"""What is counted: numbers with the noun that they count, as "the five main themes" or "32 papers".

In: a Sentence. Out: Counts. Called by the detectors that hold numbers against each other. Percentages, years, numbers
of sections and citations count nothing (extract.facts.numbers leaves them out), nor do "up to ten", "more than ten"
and ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.facts.numbers import is_year, numbers
from synthesis.refutation.reading import Sentence

_WORD = re.compile(r"[ \n\u00a0]+(?P<word>[A-Za-zÀ-ž][\w’'/-]*)")
_STOPS = frozenset(
    "of in on at to for from by with within across among between that which who whose were was are is be been "
    "being has have had and or but nor as than after before during per each the a an this these those their its "
    "our we they it not only also can could may might will would shall should did do does such via into about over "
    "under while when where if so out afterwards perhaps sometimes always towards besides versus unless "
    "regardless if including excluding namely then there here both all".split()
)
_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "children": "child",
    "women": "woman",
    "men": "man",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "analyses": "analysis",
    "theses": "thesis",
    "hypotheses": "hypothesis",
    "indices": "index",
    "matrices": "matrix",
    "staff": "staff",
}
_NOT_PLURAL = re.compile(r"(?:ss|us|is|ous)$")
_ROUGH = re.compile(
    r"\b(?:about|approximately|around|roughly|nearly|almost|some|over|under|at least|at most|up to|more than|less than|"
    r"fewer than|no more than|only up to|another|additional|further|other|remaining|every|each|or|to|between|than|"
    r"least|minimum of|maximum of|top|first|last|next|~|≥|≤|>|<|[–-])\s*$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s?(?:[–—-]|to\s|or\s)\s?\d|\s(?:to|or)\s(?:two|three|four|five|six|seven|eight|nine|ten)\b|\s?(?:\+|or more)"
)
_UNITS = frozenset(
    "time fold point degree unit minute hour day week month year second page word character dollar euro pixel "
    "meter metre gram litre liter kilometer kilometre percent order row column line".split()
)
_MOST = 5  # words from the number to the end of what it counts


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts.

    head: the noun in the singular, small letters. words: what stands between number and noun, small letters. start,
    end: from the number to the noun, in the document. before: up to 40 characters before the number. after: what
    follows.
    """

    value: int
    head: str
    words: tuple[str, ...]
    start: int
    end: int
    before: str
    after: str
    sentence: Sentence

    @property
    def thing(self) -> str:
        """What is counted, as a person reads it."""
        return " ".join((*self.words, self.head))


def counts(sentence: Sentence) -> Iterator[Count]:
    """The exact counts of a sentence, in order of place; of nouns in the plural only, so from 2 on, and not of
    units.
    """
    text = sentence.text
    for number in numbers(text):
        before = text[max(0, number.start - 40) : number.start]
        if number.value < 2 or is_year(number) or _ROUGH.search(before) or _RANGE.match(text, number.end):
            continue
        words: list[tuple[str, int]] = []
        at = number.end
        while len(words) < _MOST and (match := _WORD.match(text, at)) and match["word"].lower() not in _STOPS:
            words.append((match["word"].lower(), match.end()))
            at = match.end()
        place = next((i for i, (word, _) in enumerate(words) if is_plural(word)), None)
        if place is None:
            continue
        if place + 1 < len(words) and is_plural(words[place + 1][0]):
            place += 1
        head, end = words[place]
        if singular(head) in _UNITS:
            continue
        yield Count(
            number.value,
            singular(head),
            tuple(word for word, _ in words[:place]),
            sentence.start + number.start,
            sentence.start + end,
            before,
            text[end:],
            sentence,
        )


def is_plural(word: str) -> bool:
    """Whether a word can be a noun in the plural, by its form."""
    return word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and not _NOT_PLURAL.search(word))


def singular(word: str) -> str:
    """A noun in the singular, small letters.

    >>> [singular(word) for word in ("studies", "Processes", "themes", "people")]
    ['study', 'process', 'theme', 'person']
    """
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|z)es$", word):
        return word[:-2]
    return word[:-1] if is_plural(word) else word
