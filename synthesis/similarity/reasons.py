"""Why two readings have the score they have, in words that a person can check.

In: two readings and the features of their score. Out: sentences. Called by synthesis.similarity.score. "The same words"
is said of equal labels alone; words that the comparison left out are named.
"""

from __future__ import annotations

from synthesis.similarity.polarity import is_lack
from synthesis.similarity.reading import Reading, unlike
from synthesis.similarity.synonyms import folded
from synthesis.similarity.words import stem


def reasons_of(
    one: Reading,
    other: Reading,
    left: tuple[str, str],
    features: dict[str, float],
    clash: tuple[str, str] | None,
) -> tuple[str, ...]:
    """The reasons of a score, in words.

    left: the words of each that the other does not have. features: of score.Judgement. clash: a pair of opposites.
    """
    reasons: list[str] = []
    for short, long in dict.fromkeys(one.written_out + other.written_out):
        reasons.append(f"'{short}' stands for '{long}'")
    if one.stem_set == other.stem_set:
        reasons.append(_same_words(one, other))
    else:
        reasons += _of_words(one, other, left, features)
    reasons.append(f"likeness of meaning within the facet {features['centred']:.2f}")
    if one.parent and other.parent:
        alike = "alike" if features["parent"] > 0 else "unlike"
        reasons.append(f"parents {alike}: '{one.parent.term.label}', '{other.parent.term.label}'")
    if one.lacks != other.lacks:
        reasons.append(f"only '{(one if one.lacks else other).term.label}' says that something is wanting")
    if one.numbers and other.numbers and one.numbers != other.numbers:
        reasons.append(f"numbers differ: {' '.join(sorted(one.numbers))}, {' '.join(sorted(other.numbers))}")
    if clash:
        reasons.append(f"'{clash[0]}' and '{clash[1]}' are opposites")
    if features["other_name"]:
        reasons.append("different names")
    if features["apart"]:
        reasons.append(f"a study sets '{left[0]}' beside '{left[1]}'")
    return tuple(reasons)


def _same_words(one: Reading, other: Reading) -> str:
    """What is to be said of two labels of which the same words were compared."""
    if one.folded == other.folded:
        return "the same words"
    if more := [f"'{' '.join(words)}'" for words in (unlike(one, other), unlike(other, one)) if words]:
        return f"the same words but for {' and '.join(more)}"
    return "the same telling words, inflected or in another order"


def _of_words(one: Reading, other: Reading, left: tuple[str, str], features: dict[str, float]) -> list[str]:
    reasons = []
    shared = one.stem_set & other.stem_set
    if heads := one.phrase.heads & other.phrase.heads:
        mine, theirs = _first_word(one, heads), _first_word(other, heads)
        alike = f"'{mine}'" if stem(mine) == stem(theirs) else f"'{mine}', '{theirs}'"
        reasons.append(f"same head word {alike}")
    elif shared:
        words = dict.fromkeys(word for word, kind in zip(one.words, one.stems, strict=True) if kind in shared)
        reasons.append(f"shared words '{' '.join(words)}' but different heads")
    if shared and all(left):
        reasons.append(f"what differs, '{left[0]}' and '{left[1]}', is alike by {features['remainder']:.2f}")
    elif shared and any(left):
        more, what = (one, left[0]) if left[0] else (other, left[1])
        reasons.append(f"'{more.term.label}' adds '{what}'")
    lost = dict.fromkeys(
        word
        for mine, theirs in ((one, other), (other, one))
        for word in unlike(mine, theirs)
        if folded(word) not in mine.stems and not is_lack(word)
    )
    if lost:
        reasons.append(f"not compared: '{' '.join(lost)}'")
    return reasons


def _first_word(reading: Reading, stems: frozenset[str]) -> str:
    """The first word of a reading with one of these stems; the stem itself when its word was left out of the label."""
    words = (word for word, kind in zip(reading.words, reading.stems, strict=True) if kind in stems)
    return next(words, min(stems))
