"""The concepts of codebooks by their names: which one a label names, and which one it is about.

In: for each name of each concept of a facet, the words as written, their stems, and what they say. Out: names of rings.
Made and asked by synthesis.similarity.thesaurus alone, which knows how words are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

LEAST_PART = 0.5  # of what a label says, that the name of a concept in it must be
LEAST_WORDS = 2

_K = TypeVar("_K", tuple[str, ...], frozenset[str])


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are compared. written: in order, without "of" and articles. stems: theirs. gist: what they say."""

    written: tuple[str, ...]
    stems: tuple[str, ...]
    gist: frozenset[str]


@dataclass(frozen=True, eq=False)
class KnownConcepts:
    """names: (ring of a concept, one of its names), of all concepts of a facet. What two share tells neither."""

    names: Sequence[tuple[str, Words]]

    def named(self, label: Words) -> str:
        """The concept that a label names; as written first, then by its stems in order, then by what it says."""
        return self._written.get(label.written) or self._stems.get(label.stems) or self._gists.get(label.gist) or ""

    def about(self, label: Words) -> str:
        """The concept that a label names, else the one with the longest name that is at least half of what it says."""
        if name := self.named(label):
            return name
        found: dict[int, set[str]] = defaultdict(set)
        for word in label.gist:
            for gist, rings in self._parts.get(word, ()):
                if len(gist) >= max(LEAST_WORDS, len(label.gist) * LEAST_PART) and gist <= label.gist:
                    found[len(gist)] |= rings
        longest = found[max(found)] if found else set()
        return next(iter(longest)) if len(longest) == 1 else ""

    @cached_property
    def _written(self) -> Mapping[tuple[str, ...], str]:
        return _of_one((words.written, ring) for ring, words in self.names)

    @cached_property
    def _stems(self) -> Mapping[tuple[str, ...], str]:
        return _of_one((words.stems, ring) for ring, words in self.names)

    @cached_property
    def _gists(self) -> Mapping[frozenset[str], str]:
        return _of_one((words.gist, ring) for ring, words in self.names)

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[tuple[frozenset[str], frozenset[str]]]]:
        """By the first word in the alphabet: what names say, and of which concepts."""
        rings = _by_key((words.gist, ring) for ring, words in self.names)
        parts: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
        for gist, of in rings.items():
            parts[min(gist)].append((gist, frozenset(of)))
        return parts


def _by_key(pairs: Iterable[tuple[_K, str]]) -> dict[_K, set[str]]:
    found: dict[_K, set[str]] = defaultdict(set)
    for key, ring in pairs:
        if key:
            found[key].add(ring)
    return found


def _of_one(pairs: Iterable[tuple[_K, str]]) -> Mapping[_K, str]:
    """The keys that have one ring, with it."""
    return {key: next(iter(rings)) for key, rings in _by_key(pairs).items() if len(rings) == 1}
