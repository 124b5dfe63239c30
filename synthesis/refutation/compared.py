"""What is compared between studies.

In: studies, their themes, the concepts and the ties between studies. Out: a Corpus. Made by synthesis.assemble, read by
every detector of outer/.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.study import Study, StudyId
from extract.theme import Theme, ThemeId
from synthesis.concept import Concept, Dependence, Translation
from synthesis.disagreement import Side
from synthesis.refutation.names import Names
from synthesis.refutation.reading import Reading
from synthesis.refutation.said import Claim, claims_of


@dataclass(frozen=True, eq=False)
class Corpus:
    """studies: by id. themes: without the rejected ones. relations: edges that reviewers drew.

    dependence: which study includes or cites which. told: the claims of the studies, None where they are to be read.
    """

    studies: Sequence[Study]
    themes: Sequence[Theme]
    concepts: Sequence[Concept]
    relations: Sequence[Translation] = ()
    dependence: Sequence[Dependence] = ()
    told: Iterable[Claim] | None = None

    @cached_property
    def theme(self) -> dict[ThemeId, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def concept_of(self) -> dict[ThemeId, Concept]:
        return {id: concept for concept in self.concepts for id in concept.themes}

    @cached_property
    def readings(self) -> dict[StudyId, tuple[Reading, ...]]:
        """The documents of each study, the best one first."""
        return {study.id: tuple(Reading(study, document) for document in study.documents) for study in self.studies}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the studies say that others may hold the opposite of, by study."""
        if self.told is not None:
            return tuple(sorted(self.told, key=lambda claim: claim.study))
        return tuple(claim for study in self.studies for claim in claims_of(study))

    @cached_property
    def names(self) -> Names:
        """What phrases of the studies name."""
        return Names(self)

    @cached_property
    def study(self) -> dict[StudyId, Study]:
        return {study.id: study for study in self.studies}

    def side(self, claim: Claim, says: str = "", *, against: bool = False) -> Side:
        """The words of a claim as a side."""
        reading = self.reading(claim)
        told = says or " ".join(reading.document.text[claim.key[0] : claim.key[1]].split())
        return reading.side((claim.anchor.start, claim.anchor.end), claim.key, told, against=against)

    def reading(self, claim: Claim) -> Reading:
        """The document in which a claim stands."""
        return next(r for r in self.readings[claim.study] if r.document.id == claim.anchor.document)
