"""All that is known of the themes of one facet: their readings, forms, judged pairs and groups.

In: readings of studies that come and go, and reviewers' links. Out: a Facet, made of the one before it. Called by
synthesis.translation.incremental. What is kept depends on the readings and links alone, never on the way that led to
them: places are the ranks of the ids, pairs lie in the order of places, and only what a change touches is reckoned
again.

Who outranks whom: a reviewer's must-link, a reviewer's cannot-link, what the studies themselves keep apart, and only
then the score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, compress, pairwise

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.lists import PRIOR, StudyList
from synthesis.similarity.reading import Reading
from synthesis.similarity.score import Judgement, Scorer
from synthesis.similarity.term import Embedding
from synthesis.similarity.thesaurus import Thesaurus
from synthesis.translation.candidates import form_pairs, spread
from synthesis.translation.cluster import Pair
from synthesis.translation.constraints import WITHIN, Constraints, Levels, is_level, levels_of
from synthesis.translation.forms import Forms, forms_of
from synthesis.translation.grouping import Grouping, grouped, log_odds
from synthesis.translation.judged import NOTHING, Bools, Ints, Judged, among_themselves

SHORT = 2.5  # what is taken from the log-odds of a pair whose lists hold no other label; the more others, the less
LEAST = 0.02  # probability below which a pair is not kept: it counts as one that was never judged
PART = 200_000  # pairs that are scored at a time

Link = tuple[str, str]  # two ids, the lower first


@dataclass(frozen=True, eq=False)
class Tools:
    """The fixed resources of an alignment."""

    embedding: Embedding
    thesaurus: Thesaurus


@dataclass(frozen=True, eq=False)
class Facet:
    """readings: by id; a place is an index into them. place: by id. form: (places,) the form of each reading.

    study: (places,) the number of its study, which is its place in lists. level: (places,) whether it is one of a
    scale. lists, levels: of the studies. beside: pairs of one study that it keeps apart, unscored. judged: the
    candidates that are likely enough to be kept. linked: the pairs of links that are not among them. must, cannot:
    links whose ids are there. grouping: which of them are one concept. said: what has been said of pairs so far, by
    their ids; it fills as people ask.
    """

    readings: tuple[Reading, ...] = ()
    place: Mapping[str, int] = field(default_factory=dict)
    forms: Forms = field(default_factory=Forms.none)
    beside: Judged = NOTHING
    form: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    study: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    level: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))
    lists: Mapping[str, StudyList] = field(default_factory=dict)
    levels: Levels = field(default_factory=dict)
    judged: Judged = NOTHING
    linked: Judged = NOTHING
    must: frozenset[Link] = frozenset()
    cannot: frozenset[Link] = frozenset()
    grouping: Grouping = field(default_factory=Grouping)
    said: dict[Link, Judgement] = field(default_factory=dict)

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
        themes = self._with_themes(frozenset(gone), new, tools) if gone or new else self
        place = themes.place
        must = frozenset(link for link in must if link[0] in place and link[1] in place)
        cannot = frozenset(link for link in cannot if link[0] in place and link[1] in place)
        changed = (must ^ self.must) | (cannot ^ self.cannot)
        if themes is self and not changed:
            return self
        linked = themes.scored(themes._unjudged(must | cannot), tools)
        themes = replace(themes, must=must, cannot=cannot, linked=linked)
        named = frozenset(id for link in changed for id in link)
        return replace(themes, grouping=grouped(themes, named, themes.grouping))

    @cached_property
    def pairs(self) -> Judged:
        """All judged pairs, those of links included."""
        return self.judged.with_(self.linked)

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Places, each in exactly one group, sorted within and by the first."""
        order = np.argsort(self.grouping.home, kind="stable")
        ends = np.flatnonzero(np.diff(self.grouping.home[order], append=-1)) + 1
        places = order.tolist()
        return tuple(tuple(places[start:end]) for start, end in pairwise([0, *ends.tolist()]))

    @cached_property
    def home(self) -> Ints:
        """(places,) the number of the group of each."""
        return np.unique(self.grouping.home, return_inverse=True)[1].astype(np.int32)

    @cached_property
    def constraints(self) -> Constraints:
        """What keeps its readings apart."""
        return Constraints(self.readings, self.levels)

    def doubt(self, pairs: Ints) -> NDArray[np.float64]:
        """What is taken from the log-odds of (pairs, 2) places: few labels hardly show what tells them apart."""
        one, other = self.study[pairs[:, 0]], self.study[pairs[:, 1]]
        labels = np.array([known.labels for known in self.lists.values()], dtype=np.int32)
        others = labels[one] + np.where(one == other, 0, labels[other]) - 2
        return np.asarray(SHORT * PRIOR / (np.maximum(others, 0) + PRIOR))

    def odds(self, judged: Judged) -> NDArray[np.float64]:
        """The log-odds of pairs, less what is taken: for short lists, and for two names that one study uses."""
        within = self.study[judged.one] == self.study[judged.other]
        return log_odds(judged.probability) - self.doubt(judged.pairs) - np.where(within, WITHIN, 0.0)

    def places(self, links: Iterable[Link]) -> list[Pair]:
        """Links as places, lower first, sorted."""
        return sorted((min(pair), max(pair)) for a, b in links if (pair := (self.place[a], self.place[b])))

    def scored(self, pairs: Ints, tools: Tools) -> Judged:
        """The probabilities of (pairs, 2) places."""
        if not len(pairs):
            return NOTHING
        return self._judged(pairs, *self._scorer(pairs, tools))

    def _judged(self, pairs: Ints, scorer: Scorer, local: Ints) -> Judged:
        """The same by a scorer, and by its own places of the pairs."""
        starts = range(0, len(local), PART)
        found = [scorer.probabilities(local[start : start + PART]) for start in starts]
        return Judged.of(pairs, np.concatenate([np.zeros(0, np.float32), *found]), self._levels_apart(pairs))

    def judgements(self, pairs: Ints, tools: Tools) -> list[Judgement]:
        """What is to be said of (pairs, 2) places, with reasons."""
        links = [(self.readings[i].term.id, self.readings[j].term.id) for i, j in pairs.tolist()]
        new = np.array([link not in self.said for link in links], dtype=bool)
        if new.any():
            scorer, local = self._scorer(pairs[new], tools)
            self.said.update(zip(compress(links, new), scorer.judge(local), strict=True))
        return [self.said[link] for link in links]

    def _levels_apart(self, pairs: Ints) -> Bools:
        """Whether (pairs, 2) places are kept apart between two studies, as only levels are; beside has the others."""
        apart: Bools = self.level[pairs].all(axis=1) & (self.study[pairs[:, 0]] != self.study[pairs[:, 1]])
        if apart.any():
            concerned, local = among_themselves(pairs[apart], len(self.readings))
            constraints = Constraints([self.readings[place] for place in concerned.tolist()], self.levels)
            apart[apart] = constraints.apart(local)
        return apart

    def _scorer(self, pairs: Ints, tools: Tools) -> tuple[Scorer, Ints]:
        """A scorer of the readings that stand in pairs, and the pairs by its own places."""
        concerned, local = among_themselves(pairs, len(self.readings))
        readings = [self.readings[place] for place in concerned.tolist()]
        return Scorer(readings, tools.embedding, tools.thesaurus, self.lists), local

    def _with_themes(self, gone: frozenset[str], new: Sequence[Reading], tools: Tools) -> Facet:
        stays = np.array([study not in gone for study in self.lists], dtype=bool)
        kept = np.flatnonzero(stays[self.study]) if gone else np.arange(len(self.readings))
        held = [self.readings[place] for place in kept.tolist()] if gone else list(self.readings)
        readings = tuple(sorted([*held, *new], key=lambda reading: reading.term.id))
        place = {reading.term.id: place for place, reading in enumerate(readings)}
        fresh = np.array([place[reading.term.id] for reading in new], dtype=np.int32)
        is_new = np.zeros(len(readings), dtype=bool)
        is_new[fresh] = True
        moved = np.full(len(self.readings), -1, dtype=np.int32)
        moved[kept] = np.flatnonzero(~is_new)  # those that stay keep their order
        spoken = forms_of(new)
        forms = self.forms.with_(spoken, tools.embedding)
        form = np.zeros(len(readings), dtype=np.int32)
        form[moved[kept]] = self.form[kept]
        form[fresh] = [forms.place[one] for one in spoken]
        lists = {study: known for study, known in self.lists.items() if study not in gone}
        lists |= Scorer(new, tools.embedding, tools.thesaurus).lists if new else {}
        levels = {**{key: known for key, known in self.levels.items() if key[0] not in gone}, **levels_of(new)}
        number = {name: number for number, name in enumerate(lists)}
        renumbered = np.array([number.get(name, -1) for name in self.lists], dtype=np.int32)
        study, level = np.zeros(len(readings), dtype=np.int32), np.zeros(len(readings), dtype=bool)
        study[moved[kept]], level[moved[kept]] = renumbered[self.study[kept]], self.level[kept]
        study[fresh] = [number[reading.term.study] for reading in new]
        level[fresh] = [is_level(reading) for reading in new]
        themes = replace(self, readings=readings, place=place, form=form, study=study, level=level)
        found = replace(themes, forms=forms, lists=lists, levels=levels)
        said = {
            link: judgement
            for link, judgement in self.said.items()
            if all(self.readings[self.place[id]].term.study not in gone for id in link)
        }
        judged = found._found(fresh, tools)
        judged = self.judged.moved(moved).with_(judged.where(judged.probability >= LEAST))
        beside = self.beside.moved(moved).with_(found._kept_apart(fresh))
        grouping = self.grouping.moved(moved, len(readings))
        return replace(found, judged=judged, beside=beside, grouping=grouping, said=said)

    def _found(self, fresh: Ints, tools: Tools) -> Judged:
        """The candidates that a new reading is part of, scored."""
        if not len(fresh):
            return NOTHING
        is_new = np.zeros(len(self.readings), dtype=bool)
        is_new[fresh] = True
        found = form_pairs(self.forms, np.unique(self.form[fresh]), tools.embedding, tools.thesaurus)
        pairs = np.concatenate([np.zeros((0, 2), np.int32), *spread(found.pairs, self.form, is_new)])
        concerned, local = among_themselves(pairs, len(self.readings))
        readings = [self.readings[place] for place in concerned.tolist()]
        scorer = found.scorer.of(readings, found.place[self.form[concerned]], self.lists)
        return self._judged(pairs, scorer, local)

    def _kept_apart(self, fresh: Ints) -> Judged:
        """The pairs of new readings of one study that it keeps apart."""
        studies: dict[str, list[int]] = {}
        for place in sorted(fresh.tolist()):
            studies.setdefault(self.readings[place].term.study, []).append(place)
        pairs = np.array([pair for own in studies.values() for pair in combinations(own, 2)], np.int32).reshape(-1, 2)
        concerned, local = among_themselves(pairs, len(self.readings))
        constraints = Constraints([self.readings[place] for place in concerned.tolist()], self.levels)
        apart = pairs[constraints.apart(local)]
        return Judged.of(apart, np.zeros(len(apart), np.float32), np.ones(len(apart), dtype=bool))

    def _unjudged(self, links: Iterable[Link]) -> Ints:
        pairs = np.array(self.places(links), dtype=np.int32).reshape(-1, 2)
        return pairs[self.judged.find(pairs) < 0]
