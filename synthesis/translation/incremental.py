"""The state of an alignment, which studies and reviewers' links are added to and taken from.

In: terms of studies, links, an Embedding and a Thesaurus. Out: a State; each change gives a new one and leaves the old
one as it is. Called by synthesis.translation.align, and by concord, which keeps the last state of an open knowledge
base.

A change costs in proportion to what it touches: the readings of its studies, and of those that use an abbreviation
whose meaning it changes; the pairs that these are part of; the connected parts of the graph that these stand in. The
result is that of a state made of everything at once, byte for byte: tests/synthesis/translation/test_incremental.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extract.words import tokens
from synthesis.similarity.reading import Meaning, Meanings, Reading, agreed, own_meanings, read_study
from synthesis.similarity.term import Embedding, Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.translation.facet import Facet, Link, Tools


@dataclass(frozen=True, eq=False)
class Study:
    """terms: by id. own: what it says that abbreviations stand for. words: of its labels. readings: by id of theme."""

    terms: tuple[Term, ...]
    own: Meanings
    words: frozenset[str]
    readings: Mapping[str, Reading]


@dataclass(frozen=True, eq=False)
class State:
    """studies: by id. meanings: in how many studies each short form has each meaning. facets: by name.

    must, cannot: reviewers' links, those included whose themes are not there; no link is in both.
    """

    tools: Tools
    studies: Mapping[str, Study] = field(default_factory=dict)
    meanings: Mapping[Meaning, int] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=dict)
    must: frozenset[Link] = frozenset()
    cannot: frozenset[Link] = frozenset()

    def with_study(self, terms: Iterable[Term]) -> State:
        """With all themes of one or more studies, in place of those that the state has of these studies."""
        found: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            found[term.study].append(term)
        return self._changed({study: sorted(own, key=lambda term: term.id) for study, own in found.items()})

    def without_study(self, study: str) -> State:
        """Without the themes of a study; nothing happens when there are none."""
        return self._changed({study: []})

    def with_links(self, must: Iterable[tuple[str, str]], cannot: Iterable[tuple[str, str]]) -> State:
        """Under these links alone; a pair of ids that is in both is a must-link."""
        joined = frozenset(map(_link, must))
        parted = frozenset(map(_link, cannot)) - joined
        if (joined, parted) == (self.must, self.cannot):
            return self
        return replace(self, must=joined, cannot=parted)._with_facets({}, {})

    def with_all(
        self, terms: Iterable[Term], must: Iterable[tuple[str, str]] = (), cannot: Iterable[tuple[str, str]] = ()
    ) -> State:
        """With these themes and links and no others: what is the same as before is not reckoned again."""
        found: dict[str, list[Term]] = {study: [] for study in self.studies}
        for term in terms:
            found.setdefault(term.study, []).append(term)
        given = {study: sorted(own, key=lambda term: term.id) for study, own in found.items()}
        changed = {
            study: own
            for study, own in given.items()
            if study not in self.studies or tuple(own) != self.studies[study].terms
        }
        joined = frozenset(map(_link, must))
        state = replace(self, must=joined, cannot=frozenset(map(_link, cannot)) - joined)
        if not changed:
            return self if (state.must, state.cannot) == (self.must, self.cannot) else state._with_facets({}, {})
        return state._changed(changed)

    def _changed(self, given: Mapping[str, Collection[Term]]) -> State:
        """With the themes given of some studies; a study without any is gone."""
        own = {study: own_meanings(terms) for study, terms in given.items()}
        meanings = Counter(self.meanings)
        for study, said in own.items():
            meanings.subtract(self.studies[study].own if study in self.studies else ())
            meanings.update(said)
        meanings = Counter({meaning: number for meaning, number in meanings.items() if number > 0})
        before, known = agreed(self.meanings.keys()), agreed(meanings.keys())
        moved = {short for short in before.keys() | known.keys() if before.get(short) != known.get(short)}
        thesaurus = self.tools.thesaurus
        read: dict[str, Study] = {}
        for study, terms in given.items():
            if terms:
                words = frozenset(word for term in terms for text in (term.label, term.parent) for word in _words(text))
                readings = read_study(tuple(terms), own[study], known, thesaurus)
                read[study] = Study(tuple(terms), own[study], words, readings)
        for study, held in self.studies.items():
            if study not in given and not moved.isdisjoint(held.words):
                readings = read_study(held.terms, held.own, known, thesaurus)
                if readings != held.readings:
                    read[study] = replace(held, readings=readings)
        gone = {study: self.studies[study] for study in [*given, *read] if study in self.studies}
        studies = {study: held for study, held in self.studies.items() if study not in gone} | read
        return replace(self, studies=studies, meanings=meanings)._with_facets(gone, read)

    def _with_facets(self, gone: Mapping[str, Study], new: Mapping[str, Study]) -> State:
        left: dict[str, set[str]] = defaultdict(set)
        come: dict[str, list[Reading]] = defaultdict(list)
        for study, held in gone.items():
            for term in held.terms:
                left[term.facet].add(study)
        for held in new.values():
            for reading in held.readings.values():
                come[reading.term.facet].append(reading)
        facets = {
            name: self.facets.get(name, Facet()).updated(left[name], come[name], self.must, self.cannot, self.tools)
            for name in sorted(self.facets.keys() | come.keys())
        }
        return replace(self, facets={name: facet for name, facet in facets.items() if facet.readings})


def state(embedding: Embedding, thesaurus: Thesaurus = EMPTY) -> State:
    """A state without any theme."""
    return State(Tools(embedding, thesaurus))


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    return tokens(text)


def _link(pair: tuple[str, str]) -> Link:
    return min(pair), max(pair)
