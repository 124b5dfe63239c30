"""All that is known of the themes of one facet: their readings, forms, judged pairs and groups.

In: readings of studies that come and go, and reviewers' links. Out: a Facet, made of the one before it. Called by
synthesis.incremental. What is kept depends on the readings and links alone, never on the way that led to them: places
are the ranks of the ids, pairs lie in the order of places, and only what a change touches is reckoned again.

Who outranks whom: a reviewer's must-link, a reviewer's cannot-link, what the studies themselves keep apart, and only
then the score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synthesis.candidates import NO_FORMS, Forms, form_pairs, forms_of, spread
from synthesis.cluster import Pair
from synthesis.constraints import WITHIN, Constraints, Levels, levels_of
from synthesis.judged import NOTHING, Ints, Judged
from synthesis.parts import Groups, Links, clustered
from synthesis.similarity.lists import PRIOR, StudyList
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Judgement, Scorer
from synthesis.similarity.term import Embedding
from synthesis.similarity.thesaurus import Thesaurus

THRESHOLD = -0.7  # mean log-odds of the score above which groups join; higher: fewer wrong merges, less found
SHORT = 2.5  # what is taken from the log-odds of a pair whose lists hold no other label; the more others, the less
LEAST = 0.02  # probability below which a pair is not kept: it counts as one that was never judged
PART = 200_000  # pairs that are scored at a time

Link = tuple[str, str]  # two ids, the lower first
Group = tuple[str, ...]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tools:
    """The fixed resources of an alignment."""

    embedding: Embedding
    thesaurus: Thesaurus


@dataclass(frozen=True, eq=False)
class Facet:
    """readings: by id; a place is an index into them. form: (places,) the form of each reading.

    lists, levels: of the studies. beside: pairs of one study that it keeps apart, unscored. judged: the candidates that
    are likely enough to be kept. linked: the pairs of links that are not among them. must, cannot: links whose ids are
    there. parts: the groups of each connected part of two or more, by its ids.
    """

    readings: tuple[Reading, ...] = ()
    forms: Forms = NO_FORMS
    beside: Judged = NOTHING
    form: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    lists: Mapping[str, StudyList] = field(default_factory=dict)
    levels: Levels = field(default_factory=dict)
    judged: Judged = NOTHING
    linked: Judged = NOTHING
    must: frozenset[Link] = frozenset()
    cannot: frozenset[Link] = frozenset()
    parts: Mapping[Group, tuple[Group, ...]] = field(default_factory=dict)

    def updated(
        self,
        gone: Collection[str],
        new: Sequence[Reading],
        must: Collection[Link],
        cannot: Collection[Link],
        tools: Tools,
    ) -> Facet:
        """Without the studies that are gone, with new readings (all of a study's), and under these links.

        A study whose themes have changed is gone and new.
        """
        if gone or new:
            themes = self._with_themes(frozenset(gone), new, tools)
            touched = frozenset(gone) | {reading.term.study for reading in new}
        else:
            themes, touched = self, frozenset()
        place = themes.place
        must = frozenset(link for link in must if link[0] in place and link[1] in place)
        cannot = frozenset(link for link in cannot if link[0] in place and link[1] in place)
        changed = (must ^ self.must) | (cannot ^ self.cannot)
        if not touched and not changed:
            return self
        linked = themes.scored(themes._unjudged(must | cannot), tools)
        themes = replace(themes, must=must, cannot=cannot, linked=linked)
        return themes._grouped(touched, {id for link in changed for id in link}, self.parts)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """By id of a theme."""
        return {reading.term.id: place for place, reading in enumerate(self.readings)}

    @cached_property
    def pairs(self) -> Judged:
        """All judged pairs, those of links included."""
        return self.judged.with_(self.linked)

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Places, each in exactly one group, sorted within and by the first."""
        held = [tuple(self.place[id] for id in group) for found in self.parts.values() for group in found]
        alone = np.ones(len(self.readings), dtype=bool)
        alone[[place for group in held for place in group]] = False
        return tuple(sorted([*held, *((place,) for place in np.flatnonzero(alone).tolist())]))

    @cached_property
    def home(self) -> Ints:
        """(places,) the number of the group of each."""
        found = np.zeros(len(self.readings), dtype=np.int32)
        for number, group in enumerate(self.groups):
            found[list(group)] = number
        return found

    @cached_property
    def constraints(self) -> Constraints:
        """What keeps its readings apart."""
        return Constraints(self.readings, self.levels)

    def doubt(self, pairs: Ints) -> NDArray[np.float64]:
        """What is taken from the log-odds of (pairs, 2) places.

        Few labels hardly show what tells them apart; two names that one study uses are rarely for one thing.
        """
        study, labels = self._studies
        one, other = study[pairs[:, 0]], study[pairs[:, 1]]
        others = labels[one] + np.where(one == other, 0, labels[other]) - 2
        return np.asarray(SHORT * PRIOR / (np.maximum(others, 0) + PRIOR) + np.where(one == other, WITHIN, 0.0))

    @cached_property
    def _studies(self) -> tuple[Ints, Ints]:
        """(places,) the number of the study of each; (studies,) how many labels each has."""
        number = {study: place for place, study in enumerate(self.lists)}
        return (
            np.array([number[reading.term.study] for reading in self.readings], dtype=np.int32),
            np.array([known.labels for known in self.lists.values()], dtype=np.int32),
        )

    def places(self, links: Iterable[Link]) -> list[Pair]:
        """Links as places, lower first, sorted."""
        return sorted((min(pair), max(pair)) for a, b in links if (pair := (self.place[a], self.place[b])))

    def scored(self, pairs: Ints, tools: Tools) -> Judged:
        """The probabilities of (pairs, 2) places."""
        scorer, local = self._scorer(pairs, tools)
        starts = range(0, len(local), PART)
        found = [scorer.probabilities(local[start : start + PART]) for start in starts]
        apart = Constraints(scorer.readings, self.levels).apart(local)
        return Judged.of(pairs, np.concatenate([np.zeros(0, np.float32), *found]), apart)

    def judgements(self, pairs: Ints, tools: Tools) -> list[Judgement]:
        """What is to be said of (pairs, 2) places, with reasons."""
        scorer, local = self._scorer(pairs, tools)
        return scorer.judge(local)

    def _scorer(self, pairs: Ints, tools: Tools) -> tuple[Scorer, Ints]:
        """A scorer of the readings that stand in pairs, and the pairs by its own places."""
        concerned, local = np.unique(pairs, return_inverse=True)
        readings = [self.readings[place] for place in concerned.tolist()]
        return Scorer(readings, tools.embedding, tools.thesaurus, self.lists), local.reshape(-1, 2).astype(np.int32)

    def _with_themes(self, gone: frozenset[str], new: Sequence[Reading], tools: Tools) -> Facet:
        kept = [place for place, reading in enumerate(self.readings) if reading.term.study not in gone]
        readings = tuple(sorted([*(self.readings[place] for place in kept), *new], key=lambda reading: reading.term.id))
        place = {reading.term.id: place for place, reading in enumerate(readings)}
        moved = np.full(len(self.readings), -1, dtype=np.int32)
        moved[kept] = [place[self.readings[old].term.id] for old in kept]
        fresh = np.array([place[reading.term.id] for reading in new], dtype=np.int32)
        said = forms_of(new)
        forms = self.forms.with_(said, tools.embedding)
        form = np.zeros(len(readings), dtype=np.int32)
        form[moved[kept]] = self.form[kept]
        form[fresh] = [forms.place[one] for one in said]
        lists = {study: known for study, known in self.lists.items() if study not in gone}
        lists |= Scorer(new, tools.embedding, tools.thesaurus).lists if new else {}
        levels = {**{key: known for key, known in self.levels.items() if key[0] not in gone}, **levels_of(new)}
        found = replace(self, readings=readings, forms=forms, form=form, lists=lists, levels=levels)
        judged = found._found(fresh, tools)
        judged = self.judged.moved(moved).with_(judged.where(judged.probability >= LEAST))
        return replace(found, judged=judged, beside=self.beside.moved(moved).with_(found._kept_apart(fresh)))

    def _found(self, fresh: Ints, tools: Tools) -> Judged:
        """The candidates that a new reading is part of, scored."""
        if not len(fresh):
            return NOTHING
        is_new = np.zeros(len(self.readings), dtype=bool)
        is_new[fresh] = True
        forms = form_pairs(self.forms, np.unique(self.form[fresh]), tools.embedding, tools.thesaurus)
        return self.scored(np.concatenate([np.zeros((0, 2), np.int32), *spread(forms, self.form, is_new)]), tools)

    def _kept_apart(self, fresh: Ints) -> Judged:
        """The pairs of new readings of one study that it keeps apart."""
        studies: dict[str, list[int]] = {}
        for place in sorted(fresh.tolist()):
            studies.setdefault(self.readings[place].term.study, []).append(place)
        pairs = np.array([pair for own in studies.values() for pair in combinations(own, 2)], np.int32).reshape(-1, 2)
        concerned, local = np.unique(pairs, return_inverse=True)
        constraints = Constraints([self.readings[place] for place in concerned.tolist()], self.levels)
        apart = pairs[constraints.apart(local.reshape(-1, 2))]
        return Judged.of(apart, np.zeros(len(apart), np.float32), np.ones(len(apart), dtype=bool))

    def _unjudged(self, links: Iterable[Link]) -> Ints:
        pairs = np.array(self.places(links), dtype=np.int32).reshape(-1, 2)
        return pairs[self.judged.find(pairs, len(self.readings)) < 0]

    def _grouped(
        self, touched: frozenset[str], named: Collection[str], before: Mapping[Group, tuple[Group, ...]]
    ) -> Facet:
        """With the groups of each part; a part is known from before when no theme in it is touched or named anew."""
        dirty = np.array([r.term.study in touched or r.term.id in named for r in self.readings], dtype=bool)
        part = self._connected()
        order = np.argsort(part, kind="stable").astype(np.int64)
        ends = np.flatnonzero(np.diff(part[order], append=-1)) + 1
        parts: dict[Group, tuple[Group, ...]] = {}
        again: list[Places] = []
        for places in np.split(order, ends[:-1]):
            if len(places) < 2:
                continue
            ids = self._ids(places)
            if ids in before and not dirty[places].any():
                parts[ids] = before[ids]
            else:
                again.append(places)
        for places, found in zip(again, self._clustered(again), strict=True):
            ids = self._ids(places)
            parts[ids] = tuple(tuple(ids[place] for place in group) for group in found)
        return replace(self, parts=parts)

    def _ids(self, places: Places) -> Group:
        return tuple(self.readings[place].term.id for place in places.tolist())

    def _connected(self) -> Ints:
        """(places,) the number of the part that likely pairs and must-links connect each with."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        likely = log_odds(self.pairs.probability) > THRESHOLD
        links = np.array(self.places(self.must), dtype=np.int32).reshape(-1, 2)
        edges = np.vstack([self.pairs.where(likely).pairs, links])
        size = len(self.readings)
        graph = coo_array((np.ones(len(edges), np.int8), (edges[:, 0], edges[:, 1])), shape=(size, size))
        return np.asarray(connected_components(graph, directed=False)[1])

    def _clustered(self, parts: Sequence[Places]) -> list[Groups]:
        """The groups of parts, each by indices into the part."""
        if not parts:
            return []
        concerned = np.concatenate(parts)
        part, where = np.full((2, len(self.readings)), -1, dtype=np.int64)
        part[concerned] = np.repeat(np.arange(len(parts)), [len(places) for places in parts])
        where[concerned] = np.arange(len(concerned))
        judged = self.pairs.where((part[self.pairs.one] == part[self.pairs.other]) & (part[self.pairs.one] >= 0))
        odds = log_odds(judged.probability) - THRESHOLD - self.doubt(judged.pairs)
        beside = self.beside.pairs
        beside = beside[(part[beside[:, 0]] == part[beside[:, 1]]) & (part[beside[:, 0]] >= 0)]
        apart = np.concatenate([judged.where(judged.apart).pairs, beside])
        must, split = (np.array(self.places(of), np.int64).reshape(-1, 2) for of in (self.must, self.cannot))
        must, split = (of[(part[of[:, 0]] == part[of[:, 1]]) & (part[of[:, 0]] >= 0)] for of in (must, split))
        links = Links(apart=where[apart], must=where[must], split=where[split])
        return clustered([len(places) for places in parts], where[judged.pairs], odds, links)


def log_odds(probability: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of probabilities, kept from being endless."""
    clipped = np.clip(probability.astype(np.float64), 1e-9, 1 - 1e-9)
    return np.asarray(np.log(clipped / (1 - clipped)))
