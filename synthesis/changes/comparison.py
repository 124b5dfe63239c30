"""What changed between two states of a synthesis.

In: two Synthesis values, the earlier one may be None. Out: Changes, with sentences for people. Called by `concord
add`, `concord diff` and the dashboard. Read backwards, a comparison says the opposite: what came is gone, what was
strengthened is weakened. What a concept went through is told in synthesis.changes.concept_change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.study import StudyId
from extract.theme import ThemeId
from synthesis.changes.concept_change import ConceptChange, Moved, Sort
from synthesis.changes.conclusion_change import ConclusionChange, conclusion_changes
from synthesis.changes.continuity import continued
from synthesis.concept import Concept, ConceptId, Synthesis
from synthesis.decisions import Kind

__all__ = ["Brought", "Changes", "ConceptChange", "ConclusionChange", "Moved", "Sort", "changes"]


@dataclass(frozen=True, slots=True)
class Brought:
    """What one study did to the concepts; each in the order of the later state.

    came: it is a new study; gone: it is no longer there; neither: it has themes or stances that it did not have. new:
    concepts that were not there before and that it supports. strengthened: those that were, and that it supports now
    and did not before. repeated: likewise, but they stand on no more independent evidence than before. refuted: those
    that it refutes now and did not before. lost: those that it supported before and no longer does. What it supports or
    no longer does because a theme of it moved to another concept is not told here, but among the themes that moved.
    """

    study: StudyId
    came: bool
    gone: bool
    new: tuple[Concept, ...] = ()
    strengthened: tuple[Concept, ...] = ()
    repeated: tuple[Concept, ...] = ()
    refuted: tuple[Concept, ...] = ()
    lost: tuple[Concept, ...] = ()

    def sentence(self) -> str:
        """What it did, in words, by numbers."""
        told = [
            f"{verb} {_count(len(found), what)}"
            for verb, found, what in (
                ("brings", self.new, "new concept"),
                ("strengthens", self.strengthened, "concept"),
                ("repeats", self.repeated, "concept"),
                ("refutes", self.refuted, "concept"),
                ("no longer supports", self.lost, "concept"),
            )
            if found
        ]
        return f"{self.study} {', '.join(told) or 'changes no concept'}."


@dataclass(frozen=True)
class Changes:
    """Differences of two states, each in the order of the later one (gone ones: of the earlier).

    changed_concepts: those that go on and are not what they were; last those that are only counted among more or fewer
    studies than before (Sort.SCOPE). moved: themes that are in both states, in another concept. by_study: the studies
    that came, went, or changed a concept, by id. conclusions: of people, those that are stale now first.
    """

    new_studies: tuple[StudyId, ...]
    gone_studies: tuple[StudyId, ...]
    new_concepts: tuple[ConceptChange, ...]
    gone_concepts: tuple[ConceptChange, ...]
    changed_concepts: tuple[ConceptChange, ...]
    new_themes: int
    gone_themes: int
    moved: tuple[Moved, ...] = ()
    by_study: tuple[Brought, ...] = ()
    conclusions: tuple[ConclusionChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sentences())

    @cached_property
    def concepts(self) -> tuple[ConceptChange, ...]:
        """All that happened to concepts, weightiest first: changed, new, gone, and last mere changes of scope."""
        groups = (self.changed_concepts, self.new_concepts, self.gone_concepts)
        ordered = [change for group in groups for change in sorted(group, key=lambda change: change.weight)]
        return tuple(sorted(ordered, key=lambda change: change.only_scope))

    @property
    def counts(self) -> dict[Sort, int]:
        """How many concepts there are of each sort that occurs, in the order of Sort; one may be of several."""
        found = Counter(sort for change in self.concepts for sort in change.sorts)
        return {sort: found[sort] for sort in Sort if found[sort]}

    def sentences(self) -> tuple[str, ...]:
        """Everything that changed, a sentence each.

        Studies, conclusions, then changed, new and gone concepts, weightiest first.
        """
        said = [f"Study {study} is new." for study in self.new_studies]
        said += [f"Study {study} is gone." for study in self.gone_studies]
        if self.new_themes or self.gone_themes:
            said.append(f"{_count(self.new_themes, 'theme')} new, {self.gone_themes} gone.")
        said += [change.sentence() for change in self.conclusions]
        return (*said, *(change.sentence() for change in self.concepts))


def changes(before: Synthesis | None, after: Synthesis | None) -> Changes:
    """What is new, gone or different in `after`; None is a state without any study.

    A concept is the same one when it holds most of the same themes (synthesis.changes.continuity).
    """
    earlier = before.concepts if before else ()
    later = after.concepts if after else ()
    same = continued(earlier, later)
    was, becomes = _home(earlier), _home(later)
    goes_on = {old.id: new for new in later if (old := same.get(new.id))}
    levels = _levels(before), _levels(after)
    pairs = [_change(same.get(new.id), new, was, becomes, levels) for new in later]
    gone = [_change(old, None, was, becomes, levels) for old in earlier if old.id not in goes_on]
    new_concepts = tuple(change for change in pairs if change.before is None)
    changed = [change for change in pairs if change.before is not None and change.sorts]
    old_themes, new_themes = _themes(before), _themes(after)
    new_studies = _minus(_studies(after), _studies(before))
    gone_studies = _minus(_studies(before), _studies(after))
    every = (*new_concepts, *changed, *gone)
    return Changes(
        new_studies=new_studies,
        gone_studies=gone_studies,
        new_concepts=new_concepts,
        gone_concepts=tuple(gone),
        changed_concepts=tuple(sorted(changed, key=lambda change: change.only_scope)),
        new_themes=len(new_themes - old_themes),
        gone_themes=len(old_themes - new_themes),
        moved=tuple(_moved(later, was, same)),
        by_study=tuple(_brought(every, new_studies, gone_studies, _study_of(before) | _study_of(after))),
        conclusions=conclusion_changes(before.conclusions if before else (), after.conclusions if after else ()),
    )


def _change(
    before: Concept | None,
    after: Concept | None,
    was: Mapping[ThemeId, Concept],
    becomes: Mapping[ThemeId, Concept],
    levels: tuple[Mapping[str, str], Mapping[str, str]],
) -> ConceptChange:
    held = set(before.themes) if before else set()
    holds = set(after.themes) if after else set()
    came = tuple((theme, was.get(theme)) for theme in (after.themes if after else ()) if theme not in held)
    left = tuple((theme, becomes.get(theme)) for theme in (before.themes if before else ()) if theme not in holds)
    level = levels[0].get(before.id, "") if before else "", levels[1].get(after.id, "") if after else ""
    return ConceptChange(before, after, came, left, level)


def _levels(synthesis: Synthesis | None) -> dict[str, str]:
    """The level that people gave each concept, by id."""
    found = synthesis.conclusions if synthesis else ()
    return {one.concept: one.value for one in found if one.kind == Kind.ASSESS}


def _moved(
    later: Iterable[Concept], was: Mapping[ThemeId, Concept], same: Mapping[ConceptId, Concept]
) -> Iterable[Moved]:
    """Themes of both states whose concept is not the one that their concept of before goes on as."""
    for concept in later:
        goes_on = same.get(concept.id)
        for theme in concept.themes:
            origin = was.get(theme)
            if origin is not None and (goes_on is None or origin.id != goes_on.id):
                yield Moved(theme, origin, concept)


def _brought(
    every: Iterable[ConceptChange],
    came: Iterable[StudyId],
    gone: Iterable[StudyId],
    study_of: Mapping[ThemeId, StudyId],
) -> Iterable[Brought]:
    lists: dict[StudyId, dict[str, list[Concept]]] = {study: {} for study in (*came, *gone)}

    def note(studies: Iterable[StudyId], what: str, concept: Concept) -> None:
        for study in studies:
            lists.setdefault(study, {}).setdefault(what, []).append(concept)

    for change in every:
        moved_in = {study_of[theme] for theme, origin in change.came if origin is not None}
        moved_out = {study_of[theme] for theme, home in change.left if home is not None}
        if change.after is not None:
            sort = "new" if change.before is None else "strengthened" if change.more_evidence else "repeated"
            note(_minus(change.gained, moved_in), sort, change.after)
            note(change.newly_refuted_by, "refuted", change.after)
        if change.before is not None:
            note(_minus(change.lost, moved_out), "lost", change.before)
    new, old = set(came), set(gone)
    for study in sorted(lists):
        held = {what: tuple(concepts) for what, concepts in lists[study].items()}
        yield Brought(study, study in new, study in old, **held)


def _study_of(synthesis: Synthesis | None) -> dict[ThemeId, StudyId]:
    return {theme.id: theme.study for theme in synthesis.themes} if synthesis else {}


def _home(concepts: Iterable[Concept]) -> dict[ThemeId, Concept]:
    return {theme: concept for concept in concepts for theme in concept.themes}


def _themes(synthesis: Synthesis | None) -> set[ThemeId]:
    return {theme.id for theme in synthesis.themes} if synthesis else set()


def _studies(synthesis: Synthesis | None) -> tuple[StudyId, ...]:
    if synthesis is None:
        return ()
    named_ones = {theme.study for theme in synthesis.themes}
    return tuple(sorted(named_ones.union(*(concept.support.eligible_studies for concept in synthesis.concepts))))


def _minus(some: Iterable[StudyId], others: Iterable[StudyId]) -> tuple[StudyId, ...]:
    gone = set(others)
    return tuple(study for study in some if study not in gone)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
