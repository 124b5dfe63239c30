"""Words that say the same in labels of any field.

In: words. Out: one stem for each set of synonyms. Used by synthesis.similarity.reading and .heads. Only what a
general thesaurus lists as near-equal in the sense that labels use; "engineer" and "developer" are not here, as they
are two jobs.
"""

from __future__ import annotations

from synthesis.similarity.words import stem

_SETS = (
    "collect gather acquire acquisition",
    "monitor track observe",
    "assess evaluate",
    "choose select selection",
    "verify validate",
    "improve enhance",
    "reduce decrease lower",
    "increase raise grow growth",
    "expert specialist",
    "cost expense",
    "employee staff personnel",
    "oriented centric centered centred driven focused",
    "build create construct",
    "obtain get",
    "help assist",
    "error mistake",
    "privacy confidentiality",
    "regulation law legislation",
    "student learner",
    "teacher educator",
    "doctor physician",
    "degrade deteriorate degradation deterioration",
    "trust confidence",
    "maintain maintenance",
    "deliver delivery",
    "analyse analyze analysis",
    "comply compliance",
    "decide decision",
    "integrate integration",
)
_FIRST = {stem(word): stem(words.split()[0]) for words in _SETS for word in words.split()}


def folded(word: str) -> str:
    """The stem of a word, or of the first word of its set of synonyms.

    >>> folded("gathering") == folded("collection")
    True
    """
    return _FIRST.get(stem(word), stem(word))
