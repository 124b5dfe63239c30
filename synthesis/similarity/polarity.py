"""Negation and opposites: "lack of support" is not "support", and "manual" is not "automated".

In: tokens of labels. Out: the sign of a label, its words without the sign, and opposites between two labels. Used by
synthesis.similarity.reading and .score. The lists hold general English only.
"""

from __future__ import annotations

from collections.abc import Iterable

from synthesis.similarity.words import stem

LACK = frozenset(
    map(
        stem,
        "lack lacking shortage scarcity scarce absence absent insufficient insufficiency inadequate inadequacy "
        "deficiency deficit missing limited limitation poor weak without no not non never unavailable "
        "unavailability little few low insufficiently inadequately unclear incomplete gap".split(),
    )
)
TROUBLE = frozenset(
    map(
        stem,
        "problem issue difficulty difficult hard challenge barrier obstacle risk fear failure fail error resistance "
        "resist reluctance reluctant mistrust distrust conflict delay overload burden cost costly expensive bias noise "
        "fatigue stigma constraint threat slow weak uncertain uncertainty complex complexity complicated unreliable "
        "unstable outdated obsolete silo siloed fragmented fragmentation inconsistent volatile shift loss lose vague "
        "confusion confuse tension pressure bottleneck debt vulnerable vulnerability nobody cannot without".split(),
    )
)
_PREFIXES = ("un", "in", "im", "non", "dis", "mis")
_OPPOSITES = (
    "manual automated",
    "manual automatic",
    "internal external",
    "online offline",
    "centralized decentralized",
    "structured unstructured",
    "supervised unsupervised",
    "static dynamic",
    "quantitative qualitative",
    "positive negative",
    "increase decrease",
    "increase reduce",
    "high low",
    "short long",
    "upstream downstream",
    "input output",
    "hardware software",
    "public private",
    "local global",
    "local remote",
    "top bottom",
    "frontend backend",
    "synchronous asynchronous",
    "individual organizational",
    "individual collective",
    "formal informal",
    "primary secondary",
    "technical organizational",
    "novice expert",
    "junior senior",
    "pre post",
    "before after",
    "open closed",
    "physical virtual",
    "inpatient outpatient",
    "barrier facilitator",
    "advantage disadvantage",
    "benefit risk",
    "strength weakness",
)
_PAIRS = frozenset(ends for a, b in (map(stem, pair.split()) for pair in _OPPOSITES) for ends in ((a, b), (b, a)))


def is_lack(word: str) -> bool:
    """Whether a word, its stem or the name of its ring says that something is wanting."""
    return stem(word.removesuffix("*")) in LACK


def is_trouble(word: str) -> bool:
    """Whether a word, its stem or the name of its ring speaks of something bad."""
    return stem(word.removesuffix("*")) in TROUBLE


def opposites(mine: frozenset[str], theirs: frozenset[str]) -> tuple[str, str] | None:
    """A stem of mine and a stem of theirs that are opposites, neither of them shared; None when there are none.

    >>> opposites(frozenset({"manual", "test"}), frozenset({stem("automated"), "test"}))
    ('manual', 'autom')
    """
    for one in sorted(mine - theirs):
        for other in sorted(theirs - mine):
            if (one, other) in _PAIRS or _negates(one, other) or _negates(other, one):
                return one, other
    return None


def opposed_among(stems: Iterable[str]) -> list[tuple[str, str]]:
    """All (stem, stem) of a vocabulary that are opposites, both ways round, sorted."""
    known = set(stems)
    pairs = {(one, other) for one, other in _PAIRS if one in known and other in known}
    for stem_ in known:
        for prefix in _PREFIXES:
            other = stem_.removeprefix(prefix)
            if other in known and _negates(stem_, other):
                pairs |= {(stem_, other), (other, stem_)}
    return sorted(pairs)


def _negates(one: str, other: str) -> bool:
    return len(one) > len(other) >= 4 and one.endswith(other) and one.removesuffix(other) in _PREFIXES
