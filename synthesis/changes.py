"""What changed between two states of a synthesis.

In: two Synthesis values, the earlier one may be None. Out: Changes, with sentences for people. Called by `concord
add`, `concord diff` and the dashboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.study import StudyId
from extract.theme import ThemeId, fold_label
from synthesis.concept import Concept, Synthesis


@dataclass(frozen=True, slots=True)
class ConceptChange:
    """One concept before and after; before is None for a new concept, after None for one that is gone.

    joined: labels of other earlier concepts that have wholly or in part gone into this one.
    """

    before: Concept | None
    after: Concept | None
    joined: tuple[str, ...] = ()

    @property
    def gained(self) -> tuple[StudyId, ...]:
        """Supporting studies that are new."""
        return _minus(self.after.studies if self.after else (), self.before.studies if self.before else ())

    @property
    def lost(self) -> tuple[StudyId, ...]:
        """Supporting studies that are gone."""
        return _minus(self.before.studies if self.before else (), self.after.studies if self.after else ())

    @property
    def weight(self) -> tuple[bool, int]:
        """For sorting, what a reader cares for first: more than a wider scope, then the most supporting studies."""
        concept = self.after or self.before
        supporters = -len(concept.studies) if concept else 0
        if self.before is None or self.after is None:
            return False, supporters
        told = self.gained or self.lost or self.joined or self.before.verdict != self.after.verdict
        return not told, supporters

    def sentence(self) -> str:
        """The change in words; "" when nothing that a reader cares for has changed."""
        if self.before is None and self.after is not None:
            return f"{_name(self.after)} is new: {_standing(self.after)}."
        if self.after is None and self.before is not None:
            return f"{_name(self.before)} is gone."
        if self.before is None or self.after is None:
            return ""
        return _sentence_between(self, self.before, self.after)


@dataclass(frozen=True)
class Changes:
    """Differences of two states, each in the order of the later one (gone ones: of the earlier)."""

    new_studies: tuple[StudyId, ...]
    gone_studies: tuple[StudyId, ...]
    new_concepts: tuple[ConceptChange, ...]
    gone_concepts: tuple[ConceptChange, ...]
    changed_concepts: tuple[ConceptChange, ...]
    new_themes: int
    gone_themes: int

    def __bool__(self) -> bool:
        return bool(self.sentences())

    def sentences(self) -> tuple[str, ...]:
        """Everything that changed, a sentence each: studies, then changed, new and gone concepts, weightiest first."""
        said = [f"Study {study} is new." for study in self.new_studies]
        said += [f"Study {study} is gone." for study in self.gone_studies]
        if self.new_themes or self.gone_themes:
            said.append(f"{_count(self.new_themes, 'theme')} new, {self.gone_themes} gone.")
        for group in (self.changed_concepts, self.new_concepts, self.gone_concepts):
            ordered = sorted(group, key=lambda change: change.weight)
            said += [sentence for change in ordered if (sentence := change.sentence())]
        return tuple(said)


def changes(before: Synthesis | None, after: Synthesis) -> Changes:
    """What is new, gone or different in `after`.

    A concept is the same one when its id is, or else when it holds most of the same themes.
    """
    earlier = before.concepts if before else ()
    same = _same(earlier, after.concepts)
    of_theme = {theme: concept for concept in earlier for theme in concept.themes}
    pairs = [ConceptChange(same.get(c.id), c, _joined(c, same.get(c.id), of_theme)) for c in after.concepts]
    kept = {change.before.id for change in pairs if change.before}
    old_themes = {theme.id for theme in before.themes} if before else set()
    new_themes = {theme.id for theme in after.themes}
    return Changes(
        new_studies=_minus(_studies(after), _studies(before)),
        gone_studies=_minus(_studies(before), _studies(after)),
        new_concepts=tuple(change for change in pairs if change.before is None),
        gone_concepts=tuple(ConceptChange(concept, None) for concept in earlier if concept.id not in kept),
        changed_concepts=tuple(change for change in pairs if change.before and change.sentence()),
        new_themes=len(new_themes - old_themes),
        gone_themes=len(old_themes - new_themes),
    )


def _same(earlier: Sequence[Concept], later: Sequence[Concept]) -> dict[str, Concept]:
    """Later id to the earlier concept that it continues; each earlier one is continued once."""
    by_id = {concept.id: concept for concept in earlier}
    found: dict[str, Concept] = {concept.id: by_id[concept.id] for concept in later if concept.id in by_id}
    taken = {concept.id for concept in found.values()}
    shares = [
        (-len(shared), old.id, new.id)
        for new in later
        if new.id not in found
        for old in earlier
        if old.id not in taken and old.facet == new.facet and (shared := set(old.themes) & set(new.themes))
    ]
    for _, old_id, new_id in sorted(shares):
        if old_id not in taken and new_id not in found:
            found[new_id] = by_id[old_id]
            taken.add(old_id)
    return found


def _joined(now: Concept, before: Concept | None, of_theme: dict[ThemeId, Concept]) -> tuple[str, ...]:
    others = {of_theme[theme].id: of_theme[theme].label for theme in now.themes if theme in of_theme}
    return tuple(sorted(label for id, label in others.items() if before is None or id != before.id))


def _sentence_between(change: ConceptChange, before: Concept, after: Concept) -> str:
    parts = []
    if fold_label(before.label) != fold_label(after.label):
        parts.append(f"was called '{before.label}'")
    if change.joined:
        parts.append("has taken in " + ", ".join(f"'{label}'" for label in change.joined))
    if before.verdict != after.verdict:
        parts.append(f"is now {after.verdict}, was {before.verdict}")
    if (before.support.studies, before.support.eligible) != (after.support.studies, after.support.eligible):
        parts.append(f"is supported by {_of(after)} studies, before by {_of(before)}")
    if change.gained:
        parts.append("gained " + ", ".join(change.gained))
    if change.lost:
        parts.append("lost " + ", ".join(change.lost))
    if before.refuted_by != after.refuted_by:
        parts.append("is refuted by " + (", ".join(after.refuted_by) or "nobody any more"))
    if before.status != after.status:
        parts.append(f"is {after.status}")
    return f"{_name(after)} {'; '.join(parts)}." if parts else ""


def _name(concept: Concept) -> str:
    return f"'{concept.label}' ({concept.facet})"


def _standing(concept: Concept) -> str:
    return f"{concept.verdict}, {_of(concept)} studies"


def _of(concept: Concept) -> str:
    return f"{concept.support.studies} of {concept.support.eligible}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _studies(synthesis: Synthesis | None) -> tuple[StudyId, ...]:
    if synthesis is None:
        return ()
    named = {theme.study for theme in synthesis.themes}
    return tuple(sorted(named | {study for c in synthesis.concepts for study in c.support.eligible_studies}))


def _minus(some: Iterable[StudyId], others: Iterable[StudyId]) -> tuple[StudyId, ...]:
    gone = set(others)
    return tuple(study for study in some if study not in gone)
