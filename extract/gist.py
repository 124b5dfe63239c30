"""What a label says, whatever its form: the spelling of a word, and the concepts of a clause.

In: folded words of a label. Out: words in one spelling, and sets of concepts. Called by extract.grouping and
extract.joining. "Shortage of skilled personnel", "staff are not trained" and "lack of trained staff" have one gist.
The classes of words are those in which reviews of any field restate one finding; a word of a field is in none.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any

WANTING = "without"  # the concept of all words that say that something is not there, or not enough
_EMPTY = frozenset(
    "a an the and or of in on for to with by from at into as than that which who whose it its they their this these "
    "those there such some many several various different other own any be is are was were been being have has had "
    "do does did can could may might will would shall should must very more most too still often enough number amount "
    "level degree".split()
)
_WANTING = frozenset(
    "lack lacking shortage scarcity scarce absence absent insufficient insufficiency inadequate inadequacy missing "
    "deficient deficiency deficit want without no not limited low little few poor unavailable unavailability".split()
)
_STRENGTH = frozenset("high higher great heavy increased increasing rising excessive significant serious major".split())
_DIFFICULTY = frozenset(
    "challenge challenging difficulty difficult hard problem problematic issue barrier obstacle".split()
)
_CLASSES = (
    "staff staffing personnel employee worker workforce professional people specialist practitioner",
    "skill skilled qualified qualification competent competence competency expertise literacy proficiency",
    "funding fund funds finance financial budget money monetary",
    "cost costly expensive expense price",
    "resistance resist reluctance reluctant unwilling unwillingness opposition",
    "complexity complex complicated",
    "law legislation regulation",
    "knowledge know understanding understand",
)
_ABLE = frozenset("trained training experienced experience expert".split())
_SHORT_OF = frozenset(("staf", "staff", "fund", "resourc", "financ", "train", "equip"))  # "understaffed"
_NOT_UN = ("under", "unit", "unif", "uniq", "univ", "union", "until", "unanim")


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A folded word in one spelling and in the singular; equal for two spellings of one word, itself maybe no word.

    >>> [american(w) for w in ("standardisation", "labour", "centre", "modelling", "programme", "policie", "batche")]
    ['standardization', 'labor', 'center', 'modeling', 'program', 'policy', 'batch']
    """
    if len(word) < 5 or not word.isalpha():
        return word
    word = re.sub(r"(?<=[a-z]{3})is(?=(?:e[drs]?|ing|ations?|ational)$)", "iz", word)
    word = re.sub(r"(?<=[bdghlmnv])our", "or", word)
    word = re.sub(r"tre$", "ter", re.sub(r"ogue$", "og", re.sub(r"amme$", "am", word)))
    word = re.sub(r"ae|oe", "e", word) if len(word) > 6 else word
    word = re.sub(r"ll(?=(?:ing|ed|er)$)", "l", word) if len(word) >= 8 else word
    word = re.sub(r"ence$", "ense", word) if word in ("defence", "licence", "offence", "pretence") else word
    word = re.sub(r"(?<=[a-z]{2})ie$", "y", word)  # "policies" without its s
    word = re.sub(r"(?<=ss|ch|sh)e$|(?<=x)e$", "", word)  # "batches" without its s
    return re.sub(r"(?<=[a-z]{3})sis$", "se", word)  # "analyses" without its s is "analyse"


def one_spelling(words: str) -> str:
    """Folded words, each in one spelling."""
    return " ".join(american(word) for word in words.split())


@lru_cache(maxsize=65536)
def gist(words: str, cues: Collection[str] = frozenset()) -> frozenset[str]:
    """The concepts of folded words: stems, with words of one class as one, and what is wanting told apart.

    cues: single words that only name the facet ("barrier") and are left out where others stand beside them.
    """
    told = [word for word in words.split() if word not in _EMPTY]
    for general in (_DIFFICULTY.union(cues), _STRENGTH):
        told = [word for word in told if word not in general] or told
    concepts: set[str] = set()
    for word in told:
        concepts |= _concepts(word)
    staff = _class_of("staff")
    if staff in concepts and any(word in _ABLE for word in told):
        concepts = concepts - {_stem(word) for word in _ABLE} | {_class_of("skill")}
    return frozenset(concepts)


def without_want(concepts: frozenset[str]) -> frozenset[str]:
    """The concepts without that of wanting: under "Barriers", "Documentation" is what is wanting."""
    return concepts - {WANTING}


@lru_cache(maxsize=65536)
def _concepts(word: str) -> frozenset[str]:
    if word in _WANTING:
        return frozenset((WANTING,))
    if word.startswith("under") and _stem(word[5:]) in _SHORT_OF:
        return frozenset((WANTING, _class_of(word[5:])))
    if word.startswith("un") and len(word) > 6 and not word.startswith(_NOT_UN) and _stem(word) not in _classes():
        return frozenset((WANTING, _class_of(word[2:])))
    return frozenset((_class_of(word),))


def _class_of(word: str) -> str:
    stemmed = _stem(word)
    return _classes().get(stemmed, stemmed)


@cache
def _classes() -> dict[str, str]:
    """Stem to the first stem of its class."""
    return {_stem(word): _stem(row.split()[0]) for row in _CLASSES for word in row.split()}


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    stemmed: str = _english().stemWord(american(word))
    return stemmed


@cache
def _english() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
