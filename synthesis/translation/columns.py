"""Translations as columns, of which each becomes a Translation when somebody looks at it.

In: ids of themes, columns, and who can say reasons. Out: Translations, a sequence. Made by synthesis.translation.align
and, from what is stored, by concord.store.codec; read by all that shows translations. A translation takes 13 bytes
here; as an object with its reasons it takes a thousand, and a thousand studies have millions of them.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, Protocol, overload

import numpy as np
from numpy.typing import NDArray

from extract.theme import ThemeId
from synthesis.concept import Relation, Translation
from synthesis.translation.judged import Bools, Ints

Said = tuple[tuple[str, ...], tuple[str, str]]  # reasons, and the words of the first and the other of two themes
Explain = Callable[[Sequence[tuple[str, str]]], Sequence[Said]]  # of pairs of ids, the lower id first

MACHINE = "machine"  # who decided those that are columns
CHUNK = 4096  # translations that are made at a time
STEPS = 10_000  # scores are kept in steps of 1 / STEPS
RELATIONS = tuple(Relation)
NUMBER = {relation: number for number, relation in enumerate(RELATIONS)}
_TYPES = {"source": "<i4", "target": "<i4", "relation": "|i1", "score": "<i2"}
_BITS, _WORD = 22, 4  # of the place of a theme, of which there are fewer than four million, and of a relation
_BACK = {Relation.BROAD: Relation.NARROW, Relation.NARROW: Relation.BROAD}
_TURNED = np.array([NUMBER[_BACK.get(relation, relation)] for relation in RELATIONS], dtype=np.int64)


class Ends(Protocol):
    """What joins two themes."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...


class Bare(NamedTuple):
    """A translation of the machine without its words. score: 0 to 1."""

    source: ThemeId
    target: ThemeId
    relation: Relation
    score: float


def unexplained(pairs: Sequence[tuple[str, str]]) -> list[Said]:
    """What is said of pairs whose themes nobody has at hand, such as those of a snapshot."""
    return [((), ("", ""))] * len(pairs)


@dataclass(frozen=True, eq=False)
class Translations(Sequence[Translation]):
    """Those that reviewers drew, then the machine's, best first, then by source and target.

    drawn: by reviewers. ids: of themes, sorted. source, target: (translations,) places in ids. relation: places in
    RELATIONS. score: in STEPS. explain: says reasons and quotes. Equal to another one when drawn and columns are, and
    to any other sequence of equal members.
    """

    ids: tuple[str, ...]
    source: Ints
    target: Ints
    relation: NDArray[np.int8]
    score: Ints
    explain: Explain = unexplained
    drawn: tuple[Translation, ...] = ()
    _made: dict[int, Translation] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.drawn) + len(self.source)

    @overload
    def __getitem__(self, at: int) -> Translation: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Translation, ...]: ...
    def __getitem__(self, at: int | slice) -> Translation | tuple[Translation, ...]:
        if isinstance(at, slice):
            return tuple(self._get(range(*at.indices(len(self)))))
        return self._get([range(len(self))[at]])[0]

    def __iter__(self) -> Iterator[Translation]:
        starts = range(0, len(self), CHUNK)
        return chain.from_iterable(self._get(range(s, min(s + CHUNK, len(self)))) for s in starts)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Translations):
            return (self.ids, self.drawn) == (other.ids, other.drawn) and all(
                np.array_equal(getattr(self, name), getattr(other, name)) for name in _TYPES
            )
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def with_drawn(self, drawn: Iterable[Translation]) -> Translations:
        """With other translations of reviewers before them."""
        return replace(self, drawn=tuple(drawn), _made={})

    def explained(self, explain: Explain) -> Translations:
        """The same, with reasons and quotes by another one who knows."""
        return replace(self, explain=explain, _made={})

    def bare(self, relation: Relation | None = None) -> Iterator[Bare]:
        """The machine's, of one relation or of all, without reasons: no text is made."""
        which = np.arange(len(self.source)) if relation is None else np.flatnonzero(self.relation == NUMBER[relation])
        for start in range(0, len(which), CHUNK):
            part = which[start : start + CHUNK]
            columns = (self.source[part], self.target[part], self.relation[part], self.score[part])
            for source, target, word, score in zip(*(column.tolist() for column in columns), strict=True):
                yield Bare(ThemeId(self.ids[source]), ThemeId(self.ids[target]), RELATIONS[word], score / STEPS)

    def counts(self) -> dict[str, int]:
        """How many there are of each relation that occurs, in the order of Relation; no translation is made for it."""
        number = np.bincount(self.relation.astype(np.int64), minlength=len(RELATIONS))
        for edge in self.drawn:
            number[NUMBER[edge.relation]] += 1
        return {str(relation): int(of) for relation, of in zip(RELATIONS, number, strict=True) if of}

    def within(self, home: Mapping[str, Any]) -> dict[str, float]:
        """Of each theme the sum of the scores of its translations into themes of the same home. home: by id."""
        names = {name: number for number, name in enumerate(dict.fromkeys(home.values()))}
        number = np.array(
            [names[home[id]] if id in home else -1 - at for at, id in enumerate(self.ids)], dtype=np.int64
        )
        same = number[self.source] == number[self.target]
        sums = np.bincount(self.source[same], weights=self.score[same], minlength=len(self.ids))
        return {id: total / STEPS for id, total in zip(self.ids, sums.tolist(), strict=True)}

    def of_theme(self, theme: str) -> tuple[Translation, ...]:
        """Those whose source is the theme; none for an id that is no theme."""
        return self.of_concept([theme])

    def of_concept(
        self, themes: Iterable[str], *, inside: bool = False, most: int | None = None
    ) -> tuple[Translation, ...]:
        """Those whose source is one of the themes, in order. inside: and the target. most: that many of the first."""
        return tuple(self._get(self._numbers(themes, inside)[:most]))

    def around(self, themes: Iterable[str]) -> tuple[Translation, ...]:
        """Those that have one of the themes at either end, in order."""
        wanted = set(themes)
        drawn = [n for n, edge in enumerate(self.drawn) if not wanted.isdisjoint((edge.source, edge.target))]
        member: Bools = np.array([id in wanted for id in self.ids], dtype=bool)
        found = np.flatnonzero(member[self.source] | member[self.target]) + len(self.drawn)
        return tuple(self._get([*drawn, *found.tolist()]))

    def bare_of(self, themes: Iterable[str], *, inside: bool = False) -> list[Translation]:
        """The same without reasons and quotes: no text is made. `with_words` gives them to those that need them."""
        return self._bare(self._numbers(themes, inside))

    def first_of(self, theme: str, most: int) -> tuple[list[Translation], int]:
        """The first `most` of those whose source is a theme, in order, without words; and how many more there are."""
        numbers = self._numbers([theme], False)
        return self._bare(numbers[:most]), len(numbers[most:])

    def machine_of(self, themes: Iterable[str]) -> list[Translation]:
        """The machine's alone of `bare_of`."""
        first = len(self.drawn)
        return self._new([number - first for number in self._numbers(themes, False) if number >= first], words=False)

    def count_of(self, theme: str) -> int:
        """How many of the machine's have a theme as their source, 0 for an id that is no theme."""
        place = self._place.get(theme)
        return 0 if place is None else self._starts[place + 1] - self._starts[place]

    def targets_of(self, theme: str, relations: Collection[Relation]) -> list[str]:
        """The other ends of the machine's translations of a theme by some relations, best first."""
        place = self._place.get(theme)
        if place is None:
            return []
        span = self._by_source[self._starts[place] : self._starts[place + 1]]
        if len(relations) < len(RELATIONS):
            span = span[np.isin(self.relation[span], [NUMBER[relation] for relation in relations])]
        return [self.ids[target] for target in self.target[span].tolist()]

    def pairs_inside(
        self, themes: Iterable[str], relations: Collection[Relation], most: int
    ) -> tuple[list[Translation], dict[str, int]]:
        """The machine's by some relations between two of the themes, each pair once, from the lower id.

        Returns:
            The best, `most` of them, without words; and of each theme how many there are in all.
        """
        places = np.array(sorted(self._place[id] for id in themes if id in self._place), dtype=np.int64)
        if not len(places):
            return [], {}
        member: Bools = np.zeros(len(self.ids), dtype=bool)
        member[places] = True
        spans = [self._by_source[self._starts[place] : self._starts[place + 1]] for place in places.tolist()]
        found = np.sort(np.concatenate(spans))
        found = found[member[self.target[found]] & (self.source[found] < self.target[found])]
        found = found[np.isin(self.relation[found], [NUMBER[relation] for relation in relations])]
        ends = np.concatenate([self.source[found], self.target[found]])
        counts = np.bincount(ends, minlength=len(self.ids))[places].tolist()
        return self._new(found[:most].tolist(), words=False), {
            self.ids[place]: number for place, number in zip(places.tolist(), counts, strict=True)
        }

    def said(self, edges: Sequence[Ends]) -> list[Said]:
        """Reasons, and the quotes of source and target, of whatever has two themes for its ends."""
        pairs = dict.fromkeys(_pair(edge.source, edge.target) for edge in edges)
        said = dict(zip(pairs, self.explain(list(pairs)), strict=True))
        return [_turned(said[_pair(edge.source, edge.target)], edge) for edge in edges]

    def with_words(self, bare: Iterable[Translation]) -> list[Translation]:
        """Translations that `bare_of` gave, with reasons and quotes."""
        edges = list(bare)
        wordless = [edge for edge in edges if edge.decided_by == MACHINE and not edge.reasons]
        told = {
            (edge.source, edge.target): replace(edge, reasons=reasons, quotes=quotes)
            for edge, (reasons, quotes) in zip(wordless, self.said(wordless), strict=True)
        }
        return [told.get((e.source, e.target), e) if e.decided_by == MACHINE else e for e in edges]

    def _numbers(self, themes: Iterable[str], inside: bool) -> list[int]:
        """Of those whose source is one of the themes, rising."""
        wanted = set(themes)
        drawn = [
            number
            for number, edge in enumerate(self.drawn)
            if edge.source in wanted and (not inside or edge.target in wanted)
        ]
        places = np.array([self._place[id] for id in wanted if id in self._place], dtype=np.int64)
        if not len(places):
            return drawn
        spans = [self._by_source[self._starts[place] : self._starts[place + 1]] for place in places.tolist()]
        found = np.sort(np.concatenate(spans))
        if inside:
            member: Bools = np.zeros(len(self.ids), dtype=bool)
            member[places] = True
            found = found[member[self.target[found]]]
        return [*drawn, *(found + len(self.drawn)).tolist()]

    def packed(self, to_plain: Callable[[object], Any]) -> dict[str, Any]:
        """In plain values: one direction of each pair, without words, which can be said again of the same themes."""
        there = self.source < self.target
        columns = {
            name: base64.b64encode(getattr(self, name)[there].astype(kind).tobytes()).decode("ascii")
            for name, kind in _TYPES.items()
        }
        return {"drawn": to_plain(self.drawn), "themes": list(self.ids), **columns}

    @cached_property
    def _place(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self.ids)}

    @cached_property
    def _by_source(self) -> Ints:
        return np.argsort(self.source, kind="stable").astype(np.int32)

    @cached_property
    def _starts(self) -> list[int]:
        found: list[int] = np.searchsorted(self.source[self._by_source], np.arange(len(self.ids) + 1)).tolist()
        return found

    def _bare(self, numbers: Sequence[int]) -> list[Translation]:
        """Those of rising numbers, without words but for those that reviewers drew."""
        first = len(self.drawn)
        drawn = [self.drawn[number] for number in numbers if number < first]
        return [*drawn, *self._new([number - first for number in numbers if number >= first], words=False)]

    def _get(self, numbers: Sequence[int]) -> list[Translation]:
        first = len(self.drawn)
        missing = [number - first for number in numbers if number >= first and number - first not in self._made]
        if len(self._made) > 8 * CHUNK:
            self._made.clear()
            missing = [number - first for number in numbers if number >= first]
        made = self._made | dict(zip(missing, self._new(missing, words=True), strict=True))
        self._made.update((number, made[number]) for number in missing)
        return [self.drawn[number] if number < first else made[number - first] for number in numbers]

    def _new(self, numbers: Sequence[int], *, words: bool) -> list[Translation]:
        if not numbers:
            return []
        columns = [getattr(self, name)[list(numbers)].tolist() for name in _TYPES]
        rows = [
            Translation(ThemeId(self.ids[s]), ThemeId(self.ids[t]), RELATIONS[r], n / STEPS, ())
            for s, t, r, n in zip(*columns, strict=True)
        ]
        return self.with_words(rows) if words else rows


def _pair(source: str, target: str) -> tuple[str, str]:
    return min(source, target), max(source, target)


def _turned(said: Said, edge: Ends) -> Said:
    """What is said of a pair, with the quotes of (source, target)."""
    reasons, (one, other) = said
    return reasons, (one, other) if edge.source < edge.target else (other, one)


def unpacked(plain: Mapping[str, Any], drawn: Iterable[Translation] = ()) -> Translations:
    """What `packed` gave, without words. Raises ValueError, KeyError: it is no such thing."""
    source, target, relation, score = (
        np.frombuffer(base64.b64decode(plain[name], validate=True), dtype=kind).astype(np.int64)
        for name, kind in _TYPES.items()
    )
    rest, back = (STEPS - score) << 2 * _BITS, _TURNED[relation]
    there = (rest | source << _BITS | target) << _WORD | relation
    key = np.concatenate([there, (rest | target << _BITS | source) << _WORD | back])  # in whose order they stand
    del there, rest, back, source, target, relation, score
    key.sort()
    mask = (1 << _BITS) - 1
    return Translations(
        tuple(plain["themes"]),
        (key >> _BITS + _WORD & mask).astype(np.int32),
        (key >> _WORD & mask).astype(np.int32),
        (key & (1 << _WORD) - 1).astype(np.int8),
        (STEPS - (key >> 2 * _BITS + _WORD)).astype(np.int32),
        drawn=tuple(drawn),
    )


def sequence_of(translations: Iterable[Translation]) -> Translations:
    """Translations with what Translations can be asked, from any others: those are taken as drawn."""
    if isinstance(translations, Translations):
        return translations
    nothing = np.zeros(0, dtype=np.int32)
    return Translations((), nothing, nothing, nothing.astype(np.int8), nothing, drawn=tuple(translations))
