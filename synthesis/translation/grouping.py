"""The groups of a facet: linked again where a change reaches, and taken over from before everywhere else.

In: what a facet knows of its themes, and how they were grouped before a change. Out: how they are grouped now. Called
by synthesis.translation.facet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.reading import Reading
from synthesis.translation.cluster import SUREST, UNJUDGED, Pair
from synthesis.translation.judged import Judged
from synthesis.translation.linkage import NEVER, UNIT, Bools, Ints, Joins
from synthesis.translation.relinking import Web, relinked
from synthesis.translation.reviewed import groups_of, parts_of

THRESHOLD = -1.0  # log-odds that groups join above, in the mean of their pairs: chosen by `benchmarks.thresholds`
ALONE = -0.4  # log-odds, less the doubt of short lists, below which two themes alone are no concept
SURE = 0.9  # probability from which they are one all the same

Ids = tuple[str, ...]
Reviewed = Mapping[Ids, tuple[tuple[int, ...], ...]]  # groups of the themes of a part, by its ids


class Known(Protocol):
    """What is known of the themes of a facet; `synthesis.translation.facet.Facet` says what each of these is."""

    @property
    def readings(self) -> Sequence[Reading]: ...

    @property
    def place(self) -> Mapping[str, int]: ...

    @property
    def judged(self) -> Judged: ...

    @property
    def pairs(self) -> Judged: ...

    @property
    def beside(self) -> Judged: ...

    @property
    def must(self) -> Collection[tuple[str, str]]: ...

    @property
    def cannot(self) -> Collection[tuple[str, str]]: ...

    def places(self, links: Iterable[tuple[str, str]]) -> list[Pair]: ...

    def odds(self, judged: Judged) -> NDArray[np.float64]: ...


@dataclass(frozen=True, eq=False)
class Grouping:
    """How places are grouped.

    joins: those of the groups as they are without reviewers. loose: (places,) which belong to none of these, nor are
    known to be alone. reviewed: what links make of the parts that they bear on. home: (places,) the first place of each
    one's group.
    """

    joins: Joins = field(default_factory=Joins.none)
    loose: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))
    reviewed: Reviewed = field(default_factory=dict)
    home: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def moved(self, place: NDArray[np.integer], size: int) -> Grouping:
        """For so many places, the old ones by their new numbers, -1 for none; a group that lost one is loose."""
        home = self.joins.home(len(place))
        broken = np.zeros(len(place), dtype=bool)
        broken[home[place < 0]] = True
        loose = np.ones(size, dtype=bool)
        loose[place[~broken[home]]] = False
        return replace(self, joins=self.joins.where(~broken[home[self.joins.left]]).moved(place), loose=loose)


def grouped(facet: Known, named: Collection[str], before: Grouping) -> Grouping:
    """The groups of all themes.

    named: ids of links that came or went. before: as it was, moved to the places that there are now.
    """
    joins = relinked(before.joins, before.loose, _web(facet, facet.judged))
    home = joins.home(len(facet.readings))
    again = before.loose.copy()
    again[[facet.place[id] for id in sorted(named) if id in facet.place]] = True
    must, split = (np.array(facet.places(of), dtype=np.int64).reshape(-1, 2) for of in (facet.must, facet.cannot))
    reviewed = _reviewed(facet, home, must, split, again, before.reviewed)
    after = home.copy()
    for ids, found in reviewed.items():
        for group in found:
            after[[facet.place[ids[number]] for number in group]] = facet.place[ids[group[0]]]
    return Grouping(joins, np.zeros(len(home), dtype=bool), reviewed, _without_unsure(facet, after, must))


def _web(facet: Known, judged: Judged) -> Web:
    def weigh(numbers: Ints) -> Ints:
        asked = judged.at(numbers)
        weight = np.rint(np.clip(facet.odds(asked) - THRESHOLD, -SUREST, SUREST) * UNIT).astype(np.int64)
        return np.where(asked.apart, NEVER, weight)

    return Web(judged.one, judged.other, weigh, facet.beside.pairs, round(UNJUDGED * UNIT))


def _reviewed(facet: Known, home: Ints, must: Ints, split: Ints, again: Bools, before: Reviewed) -> Reviewed:
    """The groups of the parts that links bear on; before: known for parts in which nothing is to be made again."""
    if not len(must) and not len(split):
        return {}
    web = _web(facet, facet.pairs)
    part = parts_of(home, web, must, split)
    held = np.flatnonzero((part[web.one] == part[web.other]) & (part[web.one] >= 0))
    pairs = np.column_stack([web.one[held], web.other[held]])
    found: dict[Ids, tuple[tuple[int, ...], ...]] = {}
    for number in np.unique(part[part >= 0]).tolist():
        places = np.flatnonzero(part == number)
        ids = tuple(facet.readings[place].term.id for place in places.tolist())
        if ids in before and not again[places].any():
            found[ids] = before[ids]
            continue
        own = np.flatnonzero(part[pairs[:, 0]] == number)
        links = (of[(part[of] == number).all(axis=1)] for of in (must, web.apart, split))
        found[ids] = groups_of(places, home, pairs[own], web.weigh(held[own]), *links)
    return found


def _without_unsure(facet: Known, home: Ints, must: Ints) -> Ints:
    """Groups less those of two that are not surely one thing: two themes have no others to speak for them."""
    size = len(home)
    second = np.flatnonzero((home != np.arange(size)) & (np.bincount(home, minlength=size)[home] == 2))
    pairs = np.column_stack([home[second], second])
    number = facet.pairs.find(pairs)
    judged = facet.pairs.at(np.maximum(number, 0)) if len(facet.pairs) else facet.pairs
    unsure = (number >= 0) & (facet.odds(judged) < ALONE) & (judged.probability < SURE)
    unsure &= ~np.isin(home[second] * size + second, must[:, 0] * size + must[:, 1])
    home = home.copy()
    home[second[unsure]] = second[unsure]
    return home


def log_odds(probability: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of probabilities, kept from being endless."""
    clipped = np.clip(probability.astype(np.float64), 1e-9, 1 - 1e-9)
    return np.asarray(np.log(clipped / (1 - clipped)))
