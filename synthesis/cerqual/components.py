"""The evidence profile of a finding, by the four components of GRADE-CERQual (Lewin et al. 2018).

In: Known. Out: a Profile for each concept: statements in words, each with the studies and the quotes that it rests on.
Called by concord.parts.confidence and concord.exporting. What is said here is counted; how confident one may be is a
person's judgement (synthesis.conclusions): it is never computed, and nothing here suggests a level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.study import StudyId
from synthesis.cerqual.adequacy import adequacy
from synthesis.cerqual.coherence import coherence
from synthesis.cerqual.facts import methodological, relevance
from synthesis.cerqual.known import Finding, Known, Statement, Words
from synthesis.concept import Concept
from synthesis.conclusion import Component, Conclusion
from synthesis.conclusions import level_of

__all__ = ["Known", "Profile", "Statement", "Words", "profile", "profiles"]

_TELL = {
    Component.METHODOLOGICAL: methodological,
    Component.COHERENCE: coherence,
    Component.ADEQUACY: adequacy,
    Component.RELEVANCE: relevance,
}


@dataclass(frozen=True)
class Profile:
    """What is known of a finding, component by component, and what people concluded of it.

    contributing: the studies that assert it or hedge it, sorted. conclusions: all that hold on the concept.
    """

    concept: Concept
    contributing: tuple[StudyId, ...]
    components: Mapping[Component, tuple[Statement, ...]]
    conclusions: tuple[Conclusion, ...] = ()

    @property
    def assessment(self) -> Conclusion | None:
        """The level that a person has set; None when nobody has."""
        return level_of(self.concept.id, self.conclusions)


def profile(concept: Concept, known: Known) -> Profile:
    """What is known of one concept of the synthesis. components: in the order of Component, each with a statement."""
    return _profile(concept, known, tuple(c for c in known.synthesis.conclusions if c.concept == concept.id))


def profiles(known: Known) -> Iterator[Profile]:
    """All concepts, in the order of the synthesis."""
    held: dict[str, tuple[Conclusion, ...]] = {}
    for conclusion in known.synthesis.conclusions:
        held[conclusion.concept] = (*held.get(conclusion.concept, ()), conclusion)
    return (_profile(concept, known, held.get(concept.id, ())) for concept in known.synthesis.concepts)


def _profile(concept: Concept, known: Known, conclusions: tuple[Conclusion, ...]) -> Profile:
    finding = Finding(concept, known)
    told = {component: tuple(tell(finding)) for component, tell in _TELL.items()}
    return Profile(concept, finding.contributing, told, conclusions)
