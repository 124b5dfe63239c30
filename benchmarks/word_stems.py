"""Which words may speak for their stem in the word net.

In: words with their ranks, and derivations. Out: by word its stem. Called by benchmarks.word_net. A stem in which two
unlike words meet ("car", "care") must not tell of the one what holds for the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from synthesis.similarity.words import stem

RIVAL = 4  # a word this many times rarer than another with its stem is not meant when that is
KIN = 0.12  # nearness of a derivation from which two words of one stem are one
ENDS = frozenset(
    " al ally ation d e ed es ied ies ily iness ing ings ion isation ise ised ising ization ize ized izing ly ment "
    "ments ness s y".split(" ")
)
FALSE_FRIENDS = frozenset(  # no inflection of the word that they seem to be made of
    "accession apartment authority basement bare bite cane cape care celebration celebrity code commune communion "
    "compliment cube cute department directorate doctorate done dose evening faction fare fate format formation "
    "foundation gene hate here herring hope hospitality importance integral integrity intern international lately "
    "lowly majority mate minority mission mode morale nationality news node none note passion paste pine plane portion "
    "priority procession publication rate relation robe section session site stage station succession tape testament "
    "tube universe wine".split()
)
MEANT = frozenset(  # what labels mean by a stem that another word has too
    "alliance care celebration circulation code compliance control doctor equipment form gap gene integration new "
    "organization oversee plan preferred program proportion publication radiation recognize role simulation site "
    "stability state success team threat tuning university variation".split()
)


def owners(ranks: Mapping[str, int], kin: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """By word its stem, for the words that may speak for their stem.

    These are the most frequent word with that stem, and its inflections and kin. A stem that another word has that is
    no kin and nearly as frequent has no words at all: nobody knows which of the two a label means by it.
    """
    by_stem: dict[str, list[str]] = defaultdict(list)
    for word in sorted(ranks, key=lambda word: (word not in MEANT, ranks[word], word)):
        by_stem[stem(word)].append(word)
    found = {}
    for key, words in by_stem.items():
        fellows = _kin_of_first(words, kin)
        strangers = [word for word in words if word not in fellows]
        if words[0] in MEANT or not strangers or ranks[strangers[0]] > RIVAL * ranks[words[0]]:
            found.update(dict.fromkeys(fellows, key))
    return found


def _kin_of_first(words: list[str], kin: Mapping[tuple[str, str], float]) -> list[str]:
    """The words that a chain of inflections and derivations joins to the first."""
    fellows, rest = words[:1], words[1:]
    for fellow in fellows:  # grows on the way
        joined = [word for word in rest if _one_lexeme(word, fellow, kin)]
        fellows += joined
        rest = [word for word in rest if word not in joined]
    return fellows


def _one_lexeme(one: str, other: str, kin: Mapping[tuple[str, str], float]) -> bool:
    """Whether two words of one stem are kin, or have one base ("planned", "planning") and are no false friends."""
    if kin.get((min(one, other), max(one, other)), 0.0) >= KIN:
        return True
    if FALSE_FRIENDS & {one, other}:
        return False
    alike = [a == b for a, b in zip(one, other, strict=False)] + [False]
    base = one[: alike.index(False)]
    ends = {one.removeprefix(base), other.removeprefix(base)}
    bare = re.fullmatch("[^aeiou]*[aeiou][^aeiouwxy]", base) and "" in ends  # "car": not that of "care" and "caring"
    if len(base) < 3 or (bare and any(end[:1] in tuple("aei") for end in ends)):
        return False
    return {end.removeprefix(base[-1]) for end in ends} <= ENDS
