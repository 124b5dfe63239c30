"""Words and phrases that tell what a label speaks of, and how they are found in labels.

In: cues as written ("financ*", "nobody pays"), and tokens of labels. Out: the cues that stand in a label and where.
Used by synthesis.similarity.topics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.words import FUNCTION_WORDS, tokens
from synthesis.similarity.polarity import is_lack
from synthesis.similarity.words import stem

_SPREAD = 2  # other telling words that may stand between those of a cue
_LACK = "-"  # the atom of whatever says that something is wanting, in a cue of several words
_ABSENT = frozenset(  # what a cue says for all signs of lack; "poor" and "missing" in a cue are words of their own
    "lack no not non without absence absent insufficient inadequate shortage scarcity scarce never nobody noone none "
    "nothing cannot few little limited hardly rarely seldom neither nor".split()
)
_NOT_ABSENT = frozenset({"incomplete"})  # signs of lack for which the thing is there
_SILENT = frozenset({"of", "the", "a", "an"})  # not even between the words of a cue that stands as written

_Atoms = tuple[str, ...]  # of a cue: stems, and beginnings of words, "financ*"


@dataclass(frozen=True, slots=True)
class Cue:
    """topic: its id. atoms: of its words. fixed: they stand as written. denies: where it stands, nothing tells it.

    ordered: its words stand in order, as they do around a preposition. own: it is one of the kind of facet of the
    label, not one of every facet.
    """

    topic: str
    atoms: _Atoms
    fixed: bool
    ordered: bool
    denies: bool
    own: bool


Found = tuple[Cue, frozenset[int]]  # a cue and the places of its words in a label


class _AtomsOf:
    """Which atoms of cues a word has; remembered by word."""

    def __init__(self, atoms: Iterable[str]) -> None:
        self._all = frozenset(atoms)
        self._shortest = min((len(atom) - 1 for atom in self._all if atom.endswith("*")), default=0)
        self._known: dict[str, _Atoms] = {}

    def of(self, word: str) -> _Atoms:
        """The stem of a word when a cue has it, and the beginnings of the word that a cue has."""
        known = self._known.get(word)
        if known is None:
            starts = (f"{word[:end]}*" for end in range(self._shortest, len(word) + 1))
            sign = (_LACK,) if _lacks(word) and word not in _NOT_ABSENT else ()
            known = tuple(atom for atom in (*sign, stem(word), *starts) if atom in self._all)
            self._known[word] = known
        return known


class CueTable:
    """The cues of a kind of facet, by the word of each that the fewest cues have.

    closed: cues of every facet count only in labels where none of the kind's own does.
    """

    def __init__(self, cues: Iterable[Cue], *, closed: bool) -> None:
        cues = tuple(cues)
        self._closed = closed
        often = Counter(atom for cue in cues for atom in cue.atoms)
        self._atoms = _AtomsOf(often)
        self._by_rarest: dict[str, dict[str, list[Cue]]] = {}  # of each cue its rarest word and its next; one, itself
        for cue in cues:
            rarest = sorted(cue.atoms, key=lambda atom: (often[atom], atom))
            self._by_rarest.setdefault(rarest[0], {}).setdefault(rarest[:2][-1], []).append(cue)

    def found(self, words: Sequence[str]) -> list[Found]:
        """The cues that stand in a label, given all its tokens, each once for each place where it does.

        A cue inside a longer one of another topic is left out, and one that is denied where it stands.
        """
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            for atom in self._atoms.of(word):
                places.setdefault(atom, []).append(place)
        told = [word not in FUNCTION_WORDS and not _lacks(word) for word in words]
        loud = [at for at, word in enumerate(words) if word not in _SILENT]
        label = _Label(places, told, loud)
        hits = [
            (cue, frozenset(chosen))
            for anchor in sorted(places)
            if (by_next := self._by_rarest.get(anchor))
            for other in sorted(by_next.keys() & places.keys())
            for cue in by_next[other]
            for chosen in _matches(cue, anchor, label)
        ]
        kept = list(_telling(hits, frozenset(at for at, tells in enumerate(told) if tells)))
        own = [(cue, found) for cue, found in kept if cue.own]
        return own if self._closed and own else kept


@dataclass(frozen=True, slots=True)
class _Label:
    """places: of each atom. tells: whether the word is a telling one, no sign of lack, preposition or the like.

    loud: places that are not silent.
    """

    places: Mapping[str, list[int]]
    tells: Sequence[bool]
    loud: Sequence[int]


def atoms_of(phrase: str) -> _Atoms:
    """The words of a cue as stems and beginnings, in order; "of" and articles left out.

    Among other words the signs of lack are one: "no funds" is "insufficient funds", too.

    >>> atoms_of("cost of financ*"), atoms_of("no funds"), atoms_of("insufficient funds")
    (('cost', 'financ*'), ('-', 'fund'), ('-', 'fund'))
    """
    found: list[str] = []
    for part in phrase.removeprefix("=").replace("-", " ").split():
        words = tokens(part)
        begins = part.endswith("*") and len(words) == 1
        found += [f"{words[0]}*"] if begins else [_atom(word) for word in words if word not in _SILENT]
    return tuple(stem(word) for word in tokens(phrase)) if found == [_LACK] else tuple(found)


def is_ordered(phrase: str) -> bool:
    """Whether a cue has a preposition or the like, so that turning it round makes something else of it."""
    return not FUNCTION_WORDS.isdisjoint(word for word in tokens(phrase) if word not in _SILENT)


def _atom(word: str) -> str:
    return _LACK if word in _ABSENT else stem(word)


@lru_cache(maxsize=65536)
def _lacks(word: str) -> bool:
    return word in _ABSENT or is_lack(word)


def _matches(cue: Cue, anchor: str, label: _Label) -> Iterator[Sequence[int]]:
    """The places of the words of a cue, once for each place of its anchor where the others are near enough."""
    if len(cue.atoms) == 1:
        yield from ((place,) for place in label.places[anchor])
    elif all(atom in label.places for atom in cue.atoms):
        for place in label.places[anchor]:
            chosen = _as_written(cue, anchor, place, label) if cue.fixed else _nearest(cue, anchor, place, label)
            if len(set(chosen)) == len(cue.atoms):
                yield chosen


def _nearest(cue: Cue, anchor: str, place: int, label: _Label) -> Sequence[int]:
    """Of each word of a cue its place nearest to that of the anchor; () when they are too far from each other."""
    chosen = [
        place if atom == anchor else min(label.places[atom], key=lambda other: (abs(other - place), other))
        for atom in cue.atoms
    ]
    told = sum(label.tells[at] for at in chosen)
    between = sum(label.tells[min(chosen) : max(chosen) + 1]) - told
    if cue.ordered and chosen != sorted(chosen):
        return ()
    if _LACK not in cue.atoms:
        return chosen if between <= _SPREAD else ()
    sign = chosen[cue.atoms.index(_LACK)]  # stands before what is wanting, or ends the label
    return chosen if between < _SPREAD and (sign < max(chosen) or sign == len(label.tells) - 1) else ()


def _as_written(cue: Cue, anchor: str, place: int, label: _Label) -> Sequence[int]:
    """The places of a cue that stands as written; () where it does not."""
    if place not in label.loud:
        return ()
    first = label.loud.index(place) - cue.atoms.index(anchor)
    chosen = label.loud[first : first + len(cue.atoms)] if first >= 0 else ()
    whole = len(chosen) == len(cue.atoms)
    return chosen if whole and all(at in label.places[a] for a, at in zip(cue.atoms, chosen, strict=True)) else ()


def _telling(hits: Sequence[Found], told: frozenset[int]) -> Iterator[Found]:
    """The cues that are neither denied nor inside a longer one, signs of lack and the like not counted.

    Of two on the same words, one of the facet's own counts more than one of every facet.
    """
    cores = [(cue, found, found & told or found) for cue, found in hits]
    for cue, found, core in cores:
        others = [(more, other) for more, _, other in cores if core <= other]
        denied = any(more.denies and more.topic == cue.topic for more, _ in others)
        inside = any(
            more.topic != cue.topic and not more.denies and (core < other or more.own > cue.own)
            for more, other in others
        )
        if not (cue.denies or denied or inside):
            yield cue, found
