"""The values of conclusions: what a person has concluded of a concept, and what that rested on when it was drawn.

In: nothing. Out: frozen values, made by synthesis.conclusions and by concord.deciding.desk, kept in decisions and in a
Synthesis. The words of CERQual (Lewin et al. 2018) stand here too; a level is a person's judgement, never computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How confident a person is that a finding represents the thing well; highest first."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


class Component(StrEnum):
    """What a level is judged by."""

    METHODOLOGICAL = "methodological limitations"
    COHERENCE = "coherence"
    ADEQUACY = "adequacy"
    RELEVANCE = "relevance"


class Concern(StrEnum):
    """How much a component speaks against a finding; the least first."""

    NONE = "no or very minor"
    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class Rested:
    """What a conclusion rested on when it was drawn, of the concept that it speaks of.

    supporters, refuters, hedgers: ids of studies as they were then, sorted. verdict: a Verdict; "" for a verdict on
    words that are of no concept. effective: n_eff of the supporters, lowest and highest, to two places. The themes of
    the concept stand in the decision, by content.
    """

    supporters: tuple[str, ...] = ()
    refuters: tuple[str, ...] = ()
    hedgers: tuple[str, ...] = ()
    verdict: str = ""
    effective: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion that holds, and how what it rested on has moved since somebody last looked at it.

    number, kind, value, reason, who, when: of the decision. kind: "assess", "accept", "reject", "rename" or
    "adjudicate". value: a Level, a label, a verdict, else "". facet, label, concept: of the concept that it speaks of
    now; concept is "" where there is none, and facet too where a verdict is on words that are of none. refutation: the
    id of the disagreement that was adjudicated, else "". concerns: of an assessment, each component once at most, in
    the order of Component. rested: None when the decision is older than the keeping of it: then nobody knows. moved:
    what has moved, a sentence each; () when nothing has, or nobody knows. looked: the number of the later decision by
    which somebody looked at the concept again, 0 when nobody has; looked_by, looked_when: of that decision.
    """

    number: int
    kind: str
    value: str
    reason: str
    who: str
    when: str
    facet: str
    label: str
    concept: str = ""
    refutation: str = ""
    concerns: tuple[tuple[Component, Concern], ...] = ()
    rested: Rested | None = None
    moved: tuple[str, ...] = ()
    looked: int = 0
    looked_by: str = ""
    looked_when: str = ""

    @property
    def stale(self) -> bool:
        """Whether it rests on moved evidence that nobody has looked at."""
        return bool(self.moved)
