"""Two files of one study that read otherwise: names and numbers in sentences that are else the same.

In: the readings of a study. Out: Disagreements of kind rendition. Called by synthesis.refutation.within. Only a name
that one file spells in its own way there and nowhere else, or a number, tells; case, accents and hyphens do not.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.citations import plain
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.reading import Reading, Sentence

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_LEAST = 8  # words of a sentence that is to be known again
_End = tuple[str | int, ...]
_ALIKE = 0.5  # of two spellings of one name


def renditions(readings: Sequence[Reading]) -> Iterator[Disagreement]:
    """The words in which two files of a study differ, in the order of the first file."""
    for one, other in combinations(readings, 2):
        theirs = {end: sentence for sentence, ends in _with_ends(other) for end in ends}
        counts = (_spellings(one), _spellings(other))
        for sentence, ends in _with_ends(one):
            twin = next((theirs[end] for end in ends if end in theirs), None)
            if twin is not None and (pair := _differ(sentence, twin, counts)):
                yield _of(one, sentence, other, twin, pair)


def _with_ends(reading: Reading) -> Iterator[tuple[Sentence, list[_End]]]:
    """Sentences with what they are known by: their number of words with their first four, and with their last four.

    Numbers are all alike here; what two sentences share is left out.
    """
    found: list[tuple[Sentence, list[_End]]] = []
    for sentence in reading.sentences:
        words = ["0" if word.isdigit() else word for word in map(plain, _WORD.findall(sentence.text))]
        if len(words) >= _LEAST:
            found.append((sentence, [("first", len(words), *words[:4]), ("last", len(words), *words[-4:])]))
    often = Counter(end for _, ends in found for end in ends)
    for sentence, ends in found:
        yield sentence, [end for end in ends if often[end] == 1]


def _spellings(reading: Reading) -> Counter[str]:
    return Counter(plain(word) for word in _WORD.findall(reading.document.text))


def _differ(
    one: Sentence, other: Sentence, counts: tuple[Counter[str], Counter[str]]
) -> tuple[re.Match[str], re.Match[str]] | None:
    """The one word in which two sentences differ, where it is a name misspelt or a number; None otherwise."""
    mine, theirs = [*_WORD.finditer(one.text)], [*_WORD.finditer(other.text)]
    apart = [(a, b) for a, b in zip(mine, theirs, strict=True) if plain(a[0]) != plain(b[0])]
    if len(apart) != 1:
        return None
    here, there = apart[0]
    a, b = plain(here[0]), plain(there[0])
    if a.isdigit() and b.isdigit():
        return here, there
    names = here[0][0].isupper() and there[0][0].isupper() and min(len(a), len(b)) > 3
    lone = counts[0][a] == 1 and not counts[1][a], counts[1][b] == 1 and not counts[0][b]
    alike = difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE
    return (here, there) if names and alike and any(lone) and a.isalpha() and b.isalpha() else None


def _of(
    one: Reading, sentence: Sentence, other: Reading, twin: Sentence, pair: tuple[re.Match[str], re.Match[str]]
) -> Disagreement:
    sides = tuple(
        reading.side(
            (s.start, s.end), (s.start + word.start(), s.start + word.end()), word[0], against=reading is other
        )
        for reading, s, word in ((one, sentence, pair[0]), (other, twin, pair[1]))
    )
    why = f"{one.document.name} and {other.document.name} are files of one study and read otherwise"
    computed = f"{pair[0][0]} in one file, {pair[1][0]} in the other"
    return Disagreement(Kind.RENDITION, f"Spelling of {pair[1][0]}", sides, (why,), 0.8, computed)
