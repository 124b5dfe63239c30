"""Why two themes translate into each other, said again long after they were judged.

In: the themes of a synthesis, an Embedding and a Thesaurus. Out: reasons and quotes of pairs, those that the aligner
gave. Called by synthesis.translation.columns for a synthesis that was read from the store. What is said of a pair
depends on the themes of its two studies, and on what all studies together say that abbreviations stand for; so only
these studies are read again, when somebody looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np

from extract.theme import Status, Theme
from synthesis.similarity.reading import Meaning, Reading, agreed, own_meanings, read_study
from synthesis.similarity.score import Scorer
from synthesis.similarity.term import Embedding, Term
from synthesis.similarity.thesaurus import Thesaurus
from synthesis.translation.columns import Said

KEPT = 1024  # facets of studies whose readings are kept


class Explainer:
    """For one thread at a time."""

    def __init__(
        self, themes: Iterable[Theme], embedding: Callable[[], Embedding], thesaurus: Callable[[], Thesaurus]
    ) -> None:
        """themes: of a synthesis, rejected ones are passed over. embedding, thesaurus: asked when they are needed."""
        self._embedding, self._thesaurus = embedding, thesaurus
        self._themes = {str(theme.id): theme for theme in themes if theme.status is not Status.REJECTED}
        self._readings: dict[tuple[str, str], list[Reading]] = {}

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Said]:
        """Reasons and quotes of pairs of ids, the lower id first."""
        by_facet: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair in pairs:
            by_facet[self._themes[pair[0]].facet].append(pair)
        said: dict[tuple[str, str], Said] = {}
        for facet, own in by_facet.items():
            said |= zip(own, self._of_facet(facet, own), strict=True)
        return [said[pair] for pair in pairs]

    def _of_facet(self, facet: str, pairs: Sequence[tuple[str, str]]) -> list[Said]:
        studies = sorted({self._themes[id].study for pair in pairs for id in pair})
        readings = sorted(
            (reading for study in studies for reading in self._read(study, facet)),
            key=lambda reading: reading.term.id,
        )
        place = {reading.term.id: number for number, reading in enumerate(readings)}
        places = np.array([(place[one], place[other]) for one, other in pairs], dtype=np.int32)
        judged = Scorer(readings, self._embedding(), self._thesaurus()).judge(places)
        return [
            (judgement.reasons, (readings[i].term.quote, readings[j].term.quote))
            for judgement, (i, j) in zip(judged, places.tolist(), strict=True)
        ]

    def _read(self, study: str, facet: str) -> list[Reading]:
        """All of a study in a facet."""
        if (study, facet) not in self._readings:
            if len(self._readings) >= KEPT:
                self._readings.pop(next(iter(self._readings)))
            terms = self._terms[study]
            mine = {term.id for term in terms if term.facet == facet}
            above = {term.parent for term in terms if term.id in mine}
            near = [term for term in terms if term.id in mine | above or term.parent in mine]  # what a reading rests on
            found = read_study(near, own_meanings(terms), agreed(self._meanings), self._thesaurus())
            self._readings[study, facet] = [reading for id, reading in found.items() if id in mine]
        return self._readings[study, facet]

    @cached_property
    def _terms(self) -> dict[str, list[Term]]:
        """Of each study, by id."""
        found: dict[str, list[Term]] = defaultdict(list)
        for id in sorted(self._themes):
            found[self._themes[id].study].append(Term.of(self._themes[id]))
        return found

    @cached_property
    def _meanings(self) -> frozenset[Meaning]:
        return frozenset(meaning for terms in self._terms.values() for meaning in own_meanings(terms))
