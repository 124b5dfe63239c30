"""The values of synthesis/: translations between themes, concepts over studies, and what supports them.

In: nothing. Out: frozen values, made by synthesis.synthesise, read by concord and the dashboard.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, NewType

from corpus.study import StudyId
from extract.theme import Relation as Joined
from extract.theme import Status, Theme, ThemeId, fold_label
from synthesis.conclusion import Conclusion
from synthesis.disagreement import Disagreement

ConceptId = NewType("ConceptId", str)  # "c" and ten hex digits, of facet and folded label


class Relation(StrEnum):
    """How the source of a translation stands to its target; the first five are SKOS mapping words."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"  # the target is broader than the source
    NARROW = "narrowMatch"  # the target is narrower than the source
    RELATED = "relatedMatch"
    REFUTES = "refutes"


@dataclass(frozen=True, slots=True)
class Translation:
    """A directed edge: the source theme said in the terms of the target theme.

    score: 0 to 1. reasons: words that a person reads. quotes: the words of (source, target).
    decided_by: "machine" or the reviewer's name.
    """

    source: ThemeId
    target: ThemeId
    relation: Relation
    score: float
    reasons: tuple[str, ...]
    quotes: tuple[str, str] = ("", "")
    decided_by: str = "machine"


@dataclass(frozen=True, slots=True)
class Weight:
    """What one study that speaks of a concept brings to it.

    novelty: u over all of E, the study's part of its unit. basis: what its set of primary studies is, "theme" (works
    that its theme's mentions cite), "list" (its whole list), "own" (no review: a set of its own) or "unknown" (a review
    whose list is not known, counted as a set of its own). works: the size of that set. listed: that of the whole list.
    """

    study: StudyId
    novelty: float
    basis: str
    works: int
    listed: int


@dataclass(frozen=True, slots=True)
class Support:
    """What a concept rests on (METHODS.md section 1).

    studies of eligible: |S| and |E|. interval: Wilson, 95 %, of share. effective: n_eff(S), as an interval when lists
    of primary studies are unknown (low == high when all are known). weighted: IWA, with its heuristic interval.
    coverage: primary coverage, None when no study of E has a known list of primary studies. supporters: S, sorted.
    chronological: n_chron(S). frequency: the effect size of Sandelowski and Barroso, over all parent studies of the
    corpus. opposing: n_eff of the studies that refute it, (0, 0) when none does. weights: of the studies that speak.
    """

    studies: int
    eligible: int
    share: float
    interval: tuple[float, float]
    effective: tuple[float, float]
    weighted: float
    weighted_interval: tuple[float, float]
    coverage: float | None
    eligible_studies: tuple[StudyId, ...]
    supporters: tuple[StudyId, ...] = ()
    chronological: float = 0.0
    frequency: float = 0.0
    opposing: tuple[float, float] = (0.0, 0.0)
    weights: tuple[Weight, ...] = ()

    @property
    def without(self) -> tuple[tuple[StudyId, float], ...]:
        """Share of support when one study is left out, by the study left out; () when there is no other."""
        mine, left = frozenset(self.supporters), self.eligible - 1
        return tuple((id, (self.studies - (id in mine)) / left) for id in self.eligible_studies if left)


class Verdict(StrEnum):
    """The status of a concept in words. weighing/verdicts.py applies the rules; RULES says them to people."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    MINORITY = "minority"
    CONTESTED = "contested"
    SOURCE = "single source"
    SINGLE = "single study"
    HEDGED = "hedged"
    REFUTED = "refuted"
    DENIED = "only denied"


RULES = {
    Verdict.CONSENSUS: "at least three quarters of the studies in scope support it, also when the primary studies that "
    "they share count once; they are three or more, count as at least two independent ones, and none refutes it",
    Verdict.MAJORITY: "more than half of the studies in scope support it, and none refutes it",
    Verdict.MINORITY: "half of the studies in scope or fewer support it, and none refutes it",
    Verdict.CONTESTED: "at least one study supports it and at least one refutes it",
    Verdict.SOURCE: "two or more studies support it, but they rest on the same primary studies and count as fewer than "
    "one and a half independent ones",
    Verdict.SINGLE: "one study supports it",
    Verdict.HEDGED: "nobody asserts it outright: a study says that it may be so, and none refutes it",
    Verdict.REFUTED: "those that refute it count as at least half an independent study more than those that support it",
    Verdict.DENIED: "nobody asserts it; a study says that it is not so",
}


@dataclass(frozen=True, slots=True)
class Concept:
    """Themes of several studies that translate into one another (or one theme that nobody else has).

    label: the most central label of its members. themes: sorted by study, then id. studies: its supporters, sorted.
    refuted_by, hedged_by, denied_by: studies, sorted. broader: concepts of the same facet that hold this one, sorted.
    narrower: those that it holds, in the order of the studies (the levels of a scale). why: the verdict's rule with the
    numbers of this concept, in words. pivotal: the studies without which the verdict would be another one, with that
    one ("" when nobody would speak of it any more).
    """

    id: ConceptId
    facet: str
    label: str
    definition: str
    themes: tuple[ThemeId, ...]
    studies: tuple[StudyId, ...]
    support: Support
    verdict: Verdict
    refuted_by: tuple[StudyId, ...] = ()
    hedged_by: tuple[StudyId, ...] = ()
    denied_by: tuple[StudyId, ...] = ()
    broader: tuple[ConceptId, ...] = ()
    narrower: tuple[ConceptId, ...] = ()
    status: Status = Status.PROPOSED
    why: str = ""
    pivotal: tuple[tuple[StudyId, str], ...] = ()


STRONG_TIES = ("includes", "version")


@dataclass(frozen=True, slots=True)
class Dependence:
    """One study's tie to another in the corpus.

    kind: "includes" or "version" (strong), "cites", "same authors" or "same search window" (weaker). evidence: the
    words that show it. keys: of the source's references that are the target. unused: why the tie cannot be as it is
    told (a source older than its target), so that nothing rests on it; "" when it holds. dates: of source and target,
    ISO, as exact as they are known ("2024-03", "2022"), "" where they are not.
    """

    source: StudyId
    target: StudyId
    kind: str
    evidence: str
    keys: tuple[str, ...] = ()
    unused: str = ""
    dates: tuple[str, str] = ("", "")

    @property
    def strength(self) -> str:
        """ "strong" or "weaker": whether the tie makes one witness of two by itself."""
        return "strong" if self.kind in STRONG_TIES else "weaker"


@dataclass(frozen=True)
class Synthesis:
    """Everything derived from studies, themes and decisions, in a fixed order: the same input gives the same value.

    themes: after decisions, rejected ones included (with their status); concepts: by facet, then most supported first.
    questions: pairs of themes that the aligner was unsure of, most useful first (for the review queue).
    relations: how the studies join their own themes, by study, then place. disagreements: as people have judged them.
    conclusions: what people concluded of concepts, in order of their decisions, and whether what it rested on moved.
    circles: (narrower, broader) concepts for which there is evidence, but stronger evidence the other way round.
    translations: of a synthesis that was made, synthesis.translation.columns.Translations.
    """

    themes: tuple[Theme, ...]
    concepts: tuple[Concept, ...]
    translations: Sequence[Translation]
    dependence: tuple[Dependence, ...]
    questions: tuple[Translation, ...] = ()
    relations: tuple[Joined, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    circles: tuple[tuple[ConceptId, ConceptId], ...] = ()
    conclusions: tuple[Conclusion, ...] = ()

    def concept_of(self) -> dict[ThemeId, Concept]:
        """The concept of each theme that is in one; made once, so never changed."""
        return self._homes

    @cached_property
    def _homes(self) -> dict[ThemeId, Concept]:
        return {theme: concept for concept in self.concepts for theme in concept.themes}

    @cached_property
    def theme_of(self) -> dict[ThemeId, Theme]:
        """The themes by id; made once, so never changed."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def parts_of(self) -> dict[ThemeId, tuple[Theme, ...]]:
        """The themes that each theme holds, in order; made once, so never changed."""
        found: dict[ThemeId, tuple[Theme, ...]] = {}
        for theme in self.themes:
            if theme.parent:
                found[theme.parent] = (*found.get(theme.parent, ()), theme)
        return found

    def packed(self, to_plain: Callable[[object], Any]) -> dict[str, Any]:
        """In plain values, each scope written once: the studies of a facet are those of nearly all its concepts."""
        plain = {
            field.name: to_plain(part)
            for field in fields(self)
            if (part := getattr(self, field.name)) != field.default and field.name != "concepts"
        }
        scopes: dict[tuple[StudyId, ...], int] = {}
        concepts = []
        for concept in self.concepts:
            place = scopes.setdefault(concept.support.eligible_studies, len(scopes))
            bare = replace(concept, support=replace(concept.support, eligible_studies=()))
            concepts.append(to_plain(bare))
            concepts[-1]["support"]["eligible_studies"] = place
        return {**plain, "concepts": concepts, "scopes": [list(scope) for scope in scopes]}

    @staticmethod
    def unpacked(plain: dict[str, Any]) -> dict[str, Any]:
        """What `packed` was given; anything else as it is."""
        if "scopes" not in plain:
            return plain
        scopes = [tuple(scope) for scope in plain["scopes"]]
        for concept in plain["concepts"]:
            concept["support"]["eligible_studies"] = scopes[concept["support"]["eligible_studies"]]
        return {name: part for name, part in plain.items() if name != "scopes"}


def concept_id(facet: str, label: str) -> ConceptId:
    """A name that depends on facet and label alone, so that a link to a concept survives new studies."""
    return ConceptId("c" + hashlib.sha256(f"{facet}\x1f{fold_label(label) or label}".encode()).hexdigest()[:10])
