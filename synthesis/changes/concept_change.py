"""What became of one concept between two states: of what sorts the change is, by which measures, in which words.

In: the concept before and after. Out: ConceptChange. Made by synthesis.changes, read by concord and the dashboard.

**Strengthened** and **weakened** are said by four measures: supporters (how many studies), independent evidence
(n_eff), refuters (fewer is more), and independence-weighted agreement where the studies in scope are those of before.
One of them has risen and none has fallen: strengthened; the other way round: weakened; both: mixed. A share that moved
only because more or fewer silent studies are in scope is a change of scope, and neither. Independent evidence and
weighted agreement that moved by less than LEAST are as before: people see them to one or two places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.study import StudyId
from extract.theme import ThemeId, fold_label
from synthesis.concept import Concept

Origin = tuple[ThemeId, Concept | None]  # a theme, and the concept of the other state that held or holds it
LEAST = 0.05  # of n_eff, and of weighted agreement
_SAME = 1e-9  # figures that differ by less are the same


class Sort(StrEnum):
    """The sorts of change, in the order in which they are told; a concept may be of several."""

    NEW = "new"
    GONE = "gone"
    REFUTED = "newly refuted"
    CLEARED = "no longer refuted"
    WEAKENED = "weakened"
    MIXED = "mixed"
    STRENGTHENED = "strengthened"
    MOVED = "moved"
    RENAMED = "renamed"
    VERDICT = "verdict changed"
    LEVEL = "confidence changed"
    STATUS = "status changed"
    HEDGED = "hedged otherwise"
    SCOPE = "scope changed"


MEANING = {
    Sort.NEW: "no concept of before holds its themes",
    Sort.GONE: "no concept of now holds most of its themes",
    Sort.REFUTED: "a study refutes it; before, none did",
    Sort.CLEARED: "no study refutes it any more",
    Sort.WEAKENED: "fewer supporters, less independent evidence or more refuters, and no measure has risen",
    Sort.MIXED: "one measure has risen and another one has fallen, or one supporter came for another",
    Sort.STRENGTHENED: "more supporters, more independent evidence or fewer refuters, and no measure has fallen",
    Sort.MOVED: "themes came from another concept, or went to one",
    Sort.RENAMED: "it has another label",
    Sort.VERDICT: "its verdict is another one",
    Sort.LEVEL: "a person has given it another CERQual level",
    Sort.STATUS: "a reviewer has accepted or rejected it, or taken that back",
    Sort.HEDGED: "other studies than before say that it may be so",
    Sort.SCOPE: "only counted among more or fewer studies than before",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure before and after. before, after: (low, high), equal where it is a number. way: 1 more, -1 less
    evidence, 0 when intervals cross so that neither can be said."""

    name: str
    before: tuple[float, float]
    after: tuple[float, float]
    way: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A theme of both states whose concept is another one."""

    theme: ThemeId
    before: Concept
    after: Concept


@dataclass(frozen=True)
class ConceptChange:
    """One concept before and after; before is None for a new concept, after None for one that is gone.

    came: its themes that it did not hold before, each with the earlier concept that held it, None for one that is new
    or was rejected. left: themes that it no longer holds, each with the later concept that does. Both by study and id.
    levels: how confident a person said to be in it, before and after; "" where nobody has.
    """

    before: Concept | None
    after: Concept | None
    came: tuple[Origin, ...] = ()
    left: tuple[Origin, ...] = ()
    levels: tuple[str, str] = ("", "")

    @property
    def gained(self) -> tuple[StudyId, ...]:
        """Supporting studies that are new."""
        return _minus(self.after.studies if self.after else (), self.before.studies if self.before else ())

    @property
    def lost(self) -> tuple[StudyId, ...]:
        """Supporting studies that are gone."""
        return _minus(self.before.studies if self.before else (), self.after.studies if self.after else ())

    @property
    def newly_refuted_by(self) -> tuple[StudyId, ...]:
        """Refuting studies that are new."""
        return _minus(self.after.refuted_by if self.after else (), self.before.refuted_by if self.before else ())

    @property
    def joined(self) -> tuple[Concept, ...]:
        """Earlier concepts of which themes came, by label."""
        return _distinct(concept for _, concept in self.came)

    @property
    def parted(self) -> tuple[Concept, ...]:
        """Later concepts to which themes went, by label."""
        return _distinct(concept for _, concept in self.left)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What strengthened or weakened a concept that goes on: those of the four measures that are not as before."""
        if self.before is None or self.after is None:
            return ()
        was, now = self.before.support, self.after.support
        refuters = len(self.before.refuted_by), len(self.after.refuted_by)
        pairs = [
            ("supporters", _point(was.studies), _point(now.studies), 1),
            ("independent evidence", was.effective, now.effective, 1),
            ("refuters", _point(refuters[0]), _point(refuters[1]), -1),
        ]
        if was.eligible_studies == now.eligible_studies:
            pairs.append(("weighted agreement", _point(was.weighted), _point(now.weighted), 1))
        return tuple(
            Measure(name, before, after, sign * _way(before, after))
            for name, before, after, sign in pairs
            if max(abs(a - b) for a, b in zip(before, after, strict=True)) > LEAST - _SAME
        )

    @property
    def more_evidence(self) -> bool:
        """Whether it rests on more independent evidence than before, or may: where lists of works are not known."""
        before = self.before.support.effective if self.before else (0.0, 0.0)
        return self.after is not None and self.after.support.effective[1] > before[1] + _SAME

    @cached_property
    def sorts(self) -> tuple[Sort, ...]:
        """In the order of Sort; () when nothing that a reader cares for has changed."""
        if self.before is None or self.after is None:
            whole = Sort.GONE if self.after is None else Sort.NEW
            return (whole, Sort.MOVED) if self.joined or self.parted else (whole,)
        was, now = self.before, self.after
        ways = {measure.way for measure in self.measures}
        tests = {
            Sort.REFUTED: not was.refuted_by and now.refuted_by,
            Sort.CLEARED: was.refuted_by and not now.refuted_by,
            Sort.WEAKENED: -1 in ways and 1 not in ways,
            Sort.MIXED: {1, -1} <= ways,
            Sort.STRENGTHENED: 1 in ways and -1 not in ways,
            Sort.MOVED: self.joined or self.parted or was.facet != now.facet,
            Sort.RENAMED: fold_label(was.label) != fold_label(now.label),
            Sort.VERDICT: was.verdict != now.verdict,
            Sort.LEVEL: self.levels[0] != self.levels[1],
            Sort.STATUS: was.status != now.status,
            Sort.HEDGED: was.hedged_by != now.hedged_by,
            Sort.SCOPE: was.support.eligible_studies != now.support.eligible_studies,
        }
        found = tuple(sort for sort, true in tests.items() if true)
        told = tuple(sort for sort in found if sort is not Sort.SCOPE)
        return told or ((Sort.MIXED,) if self.gained else found)

    @property
    def only_scope(self) -> bool:
        """Whether it is only counted among more or fewer studies than before."""
        return self.sorts == (Sort.SCOPE,)

    @property
    def weight(self) -> tuple[bool, int]:
        """For sorting, what a reader cares for first: more than a wider scope, then the most supporting studies."""
        concept = self.after or self.before
        return self.only_scope, -len(concept.studies) if concept else 0

    def sentence(self) -> str:
        """The change in words; "" when nothing that a reader cares for has changed."""
        if self.after is None:
            into = f"; its themes are now part of {_labels(self.parted)}" if self.parted else ""
            return f"{named(self.before)} is gone{into}." if self.before else ""
        if self.before is None:
            out_of = f"; themes of it were part of {_labels(self.joined)}" if self.joined else ""
            return f"{named(self.after)} is new: {self.after.verdict}, {_of(self.after)} studies{out_of}."
        parts = self._parts(self.before, self.after)
        return f"{named(self.after)} {'; '.join(parts)}." if parts else ""

    def _parts(self, before: Concept, after: Concept) -> list[str]:
        parts = []
        sorts = self.sorts
        if Sort.RENAMED in sorts:
            parts.append(f"was called '{before.label}'")
        if before.facet != after.facet:
            parts.append(f"belonged to {before.facet}")
        if self.joined:
            parts.append(f"has taken in themes of {_labels(self.joined)}")
        if self.parted:
            parts.append(f"has given themes to {_labels(self.parted)}")
        if Sort.VERDICT in sorts:
            parts.append(f"is now {after.verdict}, was {before.verdict}")
        if (before.support.studies, before.support.eligible) != (after.support.studies, after.support.eligible):
            parts.append(f"is supported by {_of(after)} studies, before by {_of(before)}")
        parts += [self._told(measure) for measure in self.measures if measure.name in _TOLD]
        if self.gained:
            parts.append("gained " + ", ".join(self.gained) + self._repeats())
        if self.lost:
            parts.append("lost " + ", ".join(self.lost))
        if before.refuted_by != after.refuted_by:
            parts.append("is refuted by " + (", ".join(after.refuted_by) or "nobody any more"))
        if before.hedged_by != after.hedged_by:
            parts.append("is hedged by " + (", ".join(after.hedged_by) or "nobody any more"))
        if Sort.LEVEL in sorts:
            parts.append(
                f"is held with {self.levels[1] or 'no stated'} confidence, was {self.levels[0] or 'unassessed'}"
            )
        if before.status != after.status:
            parts.append(f"is {after.status}")
        return parts or (["is counted among other studies"] if Sort.SCOPE in sorts else [])

    def _told(self, measure: Measure) -> str:
        """A measure in words; where the supporters are those of before, what they rest on must have changed."""
        now = _figure(measure.after)
        words = _TOLD[measure.name].format(now, _figure(measure.before))
        words = words.replace("1 independent studies", "1 independent study") if now == "1" else words
        same = measure.name == "independent evidence" and not (self.gained or self.lost)
        return f"{words}: the same studies, of which it is known otherwise what they share" if same else words

    def _repeats(self) -> str:
        """A word on supporters that bring nothing of their own."""
        return "" if self.more_evidence else ", which adds no independent evidence"


_TOLD = {"independent evidence": "counts as {} independent studies, before as {}"}
_TOLD["weighted agreement"] = "has a weighted agreement of {}, before {}"


def named(concept: Concept) -> str:
    """A concept in a sentence."""
    return f"'{concept.label}' ({concept.facet})"


def _figure(interval: tuple[float, float]) -> str:
    """
    >>> _figure((1.5, 1.5)), _figure((1.0, 3.0))
    ('1.5', '1 to 3')
    """
    low, high = (f"{value:.2f}".rstrip("0").rstrip(".") for value in interval)
    return low if low == high else f"{low} to {high}"


def _point(number: float) -> tuple[float, float]:
    return float(number), float(number)


def _way(before: tuple[float, float], after: tuple[float, float]) -> int:
    """1 when neither end is lower and one is higher, -1 the other way round, else 0."""
    steps = [after[0] - before[0], after[1] - before[1]]
    return 1 if min(steps) >= -_SAME else -int(max(steps) <= _SAME)


def _distinct(concepts: Iterable[Concept | None]) -> tuple[Concept, ...]:
    found = {concept.id: concept for concept in concepts if concept is not None}
    return tuple(sorted(found.values(), key=lambda concept: (concept.label, concept.id)))


def _labels(concepts: Iterable[Concept]) -> str:
    return ", ".join(f"'{concept.label}'" for concept in concepts)


def _of(concept: Concept) -> str:
    return f"{concept.support.studies} of {concept.support.eligible}"


def _minus(some: Iterable[StudyId], others: Iterable[StudyId]) -> tuple[StudyId, ...]:
    gone = set(others)
    return tuple(study for study in some if study not in gone)
