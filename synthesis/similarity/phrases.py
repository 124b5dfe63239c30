"""Rings laid out for reading: which phrase begins at a word of a label, and what stands for it.

In: the rings that count for a facet, and what words are compared by. Out: labels with their phrases replaced. Used by
synthesis.similarity.thesaurus.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from synthesis.similarity.rings import Ring

LACK = "lack"  # what a phrase that says that a thing is wanting puts before the name of the thing
SILENT = frozenset({"of", "the", "a", "an"})  # "collection of data" has the words of the phrase "collection data"

Key = tuple[str, ...]
_Names = tuple[str, ...]


class PhraseTable:
    """rings: later ones count before earlier ones. key: what a word is compared by.

    A ring with a one-word phrase puts its name for each of its phrases. A ring of longer phrases alone puts its first
    phrase for the others, so that "goods receipt" shares a word with "receiving parcels" when it is "receiving goods":
    a name of its own would take from a label what it has in common with all labels but those of the ring.
    """

    def __init__(self, rings: Sequence[Ring], key: Callable[[str], str]) -> None:
        self._key = key
        wordy = {ring.name for ring in rings if _has_word(ring)}
        table: dict[Key, _Names] = {}
        _lay(table, rings, lambda ring: _names(ring, (ring.token,)) if ring.name in wordy else (), self.keys)
        words = _Reader(table)
        spelled = {
            ring.name: words.read(first, tuple(map(key, first)))
            for ring in rings
            if ring.name not in wordy and not ring.wanting
            for first in [tuple(word for word in ring.phrases[0] if word not in SILENT)]
        }
        whole: dict[Key, _Names] = {}
        _lay(whole, rings, lambda ring: _names(ring, spelled.get(ring.name, (ring.token,))), self.keys)
        self._reader = _Reader(whole)

    def read(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Words with each phrase replaced, the longest first, from left to right."""
        return self._reader.read(words, tuple(map(self._key, words)))

    def keys(self, ring: Ring) -> list[Key]:
        """The phrases of a ring as they are compared; a phrase of silent words alone is none."""
        return keys_of(ring, self._key)


def keys_of(ring: Ring, key: Callable[[str], str]) -> list[Key]:
    """The phrases of a ring by what their words are compared by; a phrase of silent words alone is none."""
    kept = (tuple(key(word) for word in phrase if word not in SILENT) for phrase in ring.phrases)
    return [one for one in kept if one]


class _Reader:
    def __init__(self, table: Mapping[Key, _Names]) -> None:
        self._table = table
        self._starts: dict[str, int] = {}  # words of the longest phrase that begins with a word
        for key in table:
            self._starts[key[0]] = max(len(key), self._starts.get(key[0], 0))

    def read(self, words: tuple[str, ...], keys: Key) -> tuple[str, ...]:
        found: list[str] = []
        place = 0
        while place < len(words):
            step, names = self._longest(keys, place)
            found.extend(names or words[place : place + 1])
            place += step
        return tuple(found)

    def _longest(self, keys: Key, place: int) -> tuple[int, _Names]:
        """(number of words, names) of the longest phrase that begins at a place; (1, ()) when none does."""
        best: tuple[int, _Names] = 1, ()
        most = self._starts.get(keys[place], 0)
        key: list[str] = []
        for end in range(place, len(keys)):
            if len(key) == most:
                break
            if keys[end] in SILENT:
                continue
            key.append(keys[end])
            if names := self._table.get(tuple(key)):
                best = end + 1 - place, names
        return best


def _has_word(ring: Ring) -> bool:
    return not ring.wanting and any(len(phrase) == 1 for phrase in ring.phrases)


def _names(ring: Ring, thing: _Names) -> _Names:
    """What stands for the phrases of a ring of a thing that is called so."""
    if ring.wanting:
        return (LACK,) if ring.name == LACK else (LACK, *thing)
    return thing


def _lay(
    table: dict[Key, _Names], rings: Sequence[Ring], names: Callable[[Ring], _Names], keys: Callable[[Ring], list[Key]]
) -> None:
    for ring in rings:
        if chosen := names(ring):
            table.update(dict.fromkeys(keys(ring), chosen))
