"""Why two readings have the score they have, in words that a person can check.

In: two readings and the features of their score. Out: sentences. Called by synthesis.similarity.score. "The same words"
is said of equal labels alone; words that the comparison left out are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.polarity import is_lack
from synthesis.similarity.reading import Reading, unlike
from synthesis.similarity.thesaurus import Thesaurus
from synthesis.similarity.words import stem

NEAR = 0.55  # cosine of two words from which their likeness is told
KNOWN = 0.3  # nearness by the thesaurus from which it is told
DIVIDED = 0.6  # logarithm: a study has nearly twice as many labels that say a thing
STANDS_OUT = 1.5  # standard deviations above the other labels of both lists from which a pair is told to stand out


@dataclass(frozen=True, slots=True)
class Said:
    """left: the words of each label that the other does not have. features: by name. clash: a pair of opposites.

    cosines: of each word of the one with each of the other, each stem once, in order.
    """

    left: tuple[str, str]
    features: dict[str, float]
    clash: tuple[str, str] | None
    cosines: NDArray[np.float32]


class Reasons:
    """Tells reasons; the thesaurus says which words name one thing, and how topics are called."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus

    def of(self, one: Reading, other: Reading, said: Said) -> tuple[str, ...]:
        """The reasons of a score, in words."""
        reasons = [
            f"'{short}' stands for '{long}'" for short, long in dict.fromkeys(one.written_out + other.written_out)
        ]
        if one.own == other.own:
            reasons.append(_same_words(one, other))
        else:
            reasons += _of_words(one, other, said)
            reasons += self._partners(one, other, said.cosines)
        reasons += self._of_concepts(one, other, said.features)
        reasons += self._of_topics(one, other)
        reasons += _of_lists(one, other, said.features)
        return (*reasons, *_of_signs(one, other, said))

    def _partners(self, one: Reading, other: Reading, cosines: NDArray[np.float32]) -> Iterator[str]:
        """Words of the one that have a near partner in the other, which is another word."""
        mine, theirs = _each_once(one), _each_once(other)
        for (stem_, word), row in zip(mine.items(), cosines, strict=False):
            if stem_ in theirs:
                if stem(word) != stem(theirs[stem_]):
                    whole = _stems_of(one, word) == _stems_of(other, theirs[stem_])
                    what = "name one thing" if whole else f"both say '{stem_.rstrip('*').replace('_', ' ')}'"
                    yield f"'{word}' and '{theirs[stem_]}' {what} (thesaurus)"
                continue
            known, place = max((self._thesaurus.near(stem_, their), -place) for place, their in enumerate(theirs))
            if known >= KNOWN:
                yield f"'{word}' is close in meaning to '{list(theirs.values())[-place]}' (thesaurus, {known:.2f} of 1)"
                continue
            best = int(row[: len(theirs)].argmax())
            if row[best] >= NEAR and best < len(theirs):
                near = f"(word vectors, {row[best]:.2f} of 1)"
                yield f"'{word}' is close in meaning to '{list(theirs.values())[best]}' {near}"

    def _of_concepts(self, one: Reading, other: Reading, features: dict[str, float]) -> Iterator[str]:
        mine, theirs = one.named, other.named
        if features["concept"]:
            yield f"the codebook has both as names of '{self._thesaurus.label(mine.exactly)}'"
        elif features["concept_part"]:
            yield f"both are about '{self._thesaurus.label(mine.about)}' (codebook)"
        if features["other_concept"]:
            labels = [self._thesaurus.label(reading.exactly) for reading in (mine, theirs)]
            what = "keeps apart" if features["concept_apart"] else "tells as two concepts"
            yield f"the codebook {what}: '{labels[0]}', '{labels[1]}'"

    def _of_topics(self, one: Reading, other: Reading) -> Iterator[str]:
        topics = self._thesaurus.topics
        mine, theirs = topics.vector(one.topics), topics.vector(other.topics)
        if shared := [topics.label(topic) for topic in mine if topic in theirs]:
            yield f"topics in common: {', '.join(dict.fromkeys(shared))}"
        elif mine and theirs:
            labels = ["; ".join(topics.label(topic) for topic in reading.topics) for reading in (one, other)]
            yield f"no topic in common: the one is about “{labels[0]}”, the other about “{labels[1]}”"


def _stems_of(reading: Reading, words: str) -> frozenset[str]:
    """What the thesaurus makes of a phrase of the label: a phrase may have several names."""
    return frozenset(name for text, name in zip(reading.words, reading.stems, strict=True) if text == words)


def _each_once(reading: Reading) -> dict[str, str]:
    """Stem to the first word that has it, in order."""
    found: dict[str, str] = {}
    for word, stem_ in zip(reading.words, reading.stems, strict=True):
        found.setdefault(stem_, word)
    return found


def _of_lists(one: Reading, other: Reading, features: dict[str, float]) -> Iterator[str]:
    if one.parent and other.parent:
        alike = "alike" if features["parent"] > 0 else "unlike"
        yield f"the wider themes that hold them are {alike}: '{one.parent.term.label}', '{other.parent.term.label}'"
    if features["children"]:
        yield f"the narrower themes that they hold are {'alike' if features['children'] > 0 else 'unlike'}"
    if features["standing_low"] >= STANDS_OUT:
        yield "they are clearly nearer to each other than most other themes of their studies are to them"
    elif features["standing_low"] < 0:
        yield "they are no nearer to each other than other themes of their studies are, on the whole, to one of them"
    if abs(features["divided"]) >= DIVIDED:
        short, long = (one, other) if one.stem_set < other.stem_set else (other, one)
        more, less = (long, short) if features["divided"] > 0 else (short, long)
        yield f"the study of '{more.term.label}' has more themes with these words than that of '{less.term.label}'"


def _of_signs(one: Reading, other: Reading, said: Said) -> Iterator[str]:
    features = said.features
    if one.lacks != other.lacks:
        beside = (
            ", but they stand among things that are missing or bad" if features["wanting"] > features["denied"] else ""
        )
        yield f"only '{(one if one.lacks else other).term.label}' says that something is missing{beside}"
    if features["numbers"]:
        yield f"numbers differ: {' '.join(sorted(one.numbers))}, {' '.join(sorted(other.numbers))}"
    if said.clash:
        yield f"'{said.clash[0]}' and '{said.clash[1]}' are opposites"
    if features["initials"]:
        yield "the one is made of the initials of the other"
    if features["other_name"]:
        yield "they are different proper names"
    if features["two_heads"]:
        yield "their main words name two different things"
    if features["later"]:
        yield "one names several things, and the other is not the first of them"
    if features["apart"]:
        yield f"a study names '{said.left[0]}' and '{said.left[1]}' side by side, as two things"


def _same_words(one: Reading, other: Reading) -> str:
    """What is to be said of two labels of which the same words were compared."""
    if one.folded == other.folded:
        return "the same words"
    if more := [f"'{' '.join(words)}'" for words in (unlike(one, other), unlike(other, one)) if words]:
        return f"the same words but for {' and '.join(more)}"
    return "the same words in another form or order"


def _of_words(one: Reading, other: Reading, said: Said) -> Iterator[str]:
    left, alike = said.left, max(0.0, said.features["remainder"])
    shared = one.stem_set & other.stem_set
    if heads := one.phrase.heads & other.phrase.heads:
        mine, theirs = _first_word(one, heads), _first_word(other, heads)
        heads_told = f"'{mine}'" if stem(mine) == stem(theirs) else f"'{mine}', '{theirs}'"
        yield f"same main word: {heads_told}"
    elif words := [word for kind, word in _each_once(one).items() if kind in shared and stem(word) in other.own]:
        yield f"words in common ('{' '.join(words)}'), but the main words differ"
    if shared and all(left):
        yield f"what differs, '{left[0]}' and '{left[1]}', is alike in meaning by {alike:.2f} of 1"
    elif shared and any(left):
        more, what = (one, left[0]) if left[0] else (other, left[1])
        if not {stem(word) for word in more.folded.split()} <= {stem(word) for word in what.split()}:
            yield f"only '{more.term.label}' has '{what}'"
    elif not shared:
        yield f"no word in common; alike in meaning by {alike:.2f} of 1"
    compared = {stem(part) for word in (*one.words, *other.words) for part in word.split()}
    lost = dict.fromkeys(
        word
        for mine, theirs in ((one, other), (other, one))
        for word in unlike(mine, theirs)
        if stem(word) not in compared and not is_lack(word)
    )
    if lost:
        yield f"not compared, as it says little here: '{' '.join(lost)}'"


def _first_word(reading: Reading, stems: frozenset[str]) -> str:
    """The first word of a reading with one of these stems; the stem itself when its word was left out of the label."""
    words = (word for word, kind in zip(reading.words, reading.stems, strict=True) if kind in stems)
    return next(words, min(stems))
