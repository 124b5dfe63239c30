"""From the ids that a reviewer names to a decision that speaks of content.

In: a synthesis as it stands, ids of themes or concepts, and the reviewer's words. Out: a Decision, not yet kept. Called
by KnowledgeBase. Everything is checked here, before the decision is kept, so that the log holds none that cannot hold.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from concord.deciding.on_studies import StudyDesk
from corpus.errors import BadDecision, NotFound
from corpus.study import Study
from extract.theme import Theme, fold_label
from synthesis.concept import Concept, Relation, Synthesis
from synthesis.conclusion import Component, Concern, Level, Rested
from synthesis.conclusions import rested_on
from synthesis.decisions import (
    ONE_WORK,
    TWO_WORKS,
    Address,
    Decision,
    Kind,
    addresses,
    doubt_id,
    find_quote,
)
from synthesis.dependence import Bibliography
from synthesis.disagreement import VERDICTS, Standing

W = TypeVar("W", Level, Concern)
_LISTED = "; 'concord concepts' lists them."


class Desk(StudyDesk):
    """Makes decisions about one state of the synthesis, in the name of one reviewer."""

    def __init__(self, synthesis: Synthesis, studies: Iterable[Study], facets: Iterable[str], who: str) -> None:
        self._themes: dict[str, Theme] = {theme.id: theme for theme in synthesis.themes}
        self._disagreements = {found.id: found for found in synthesis.disagreements}
        self._concepts: dict[str, Concept] = {concept.id: concept for concept in synthesis.concepts}
        self._synthesis = synthesis
        super().__init__(studies, who)
        self._facets = sorted(set(facets))

    def judge(self, kind: Kind, ids: Sequence[str], reason: str) -> list[Decision]:
        """Accept or reject: one decision for all themes named, one for each concept."""
        themes = [self._theme(id) for id in ids if id not in self._concepts]
        found = [
            Decision(
                kind,
                self._members(id),
                reason=reason,
                who=self._who,
                concept=True,
                rested=rested_on(self._concepts[id]),
            )
            for id in ids
            if id in self._concepts
        ]
        return [*found, *([Decision(kind, _addresses(themes), reason=reason, who=self._who)] if themes else [])]

    def merge(self, ids: Sequence[str], reason: str) -> Decision:
        """All themes named, and all themes of the concepts named, are one concept."""
        themes = self._all_themes(ids)
        if len({theme.facet for theme in themes}) > 1:
            raise BadDecision("'merge' takes themes of one facet; 'move' one of them first.")
        return Decision(Kind.MERGE, _addresses(themes), reason=reason, who=self._who)

    def split(self, ids: Sequence[str], reason: str) -> Decision:
        """A concept, then the themes that leave it together (none: all part); or themes, each apart from the others."""
        if not ids or ids[0] not in self._concepts:
            return Decision(Kind.SPLIT, _addresses(self._all_themes(ids)), reason=reason, who=self._who)
        members, leaving = self._concepts[ids[0]].themes, set(ids[1:])
        if strangers := sorted(leaving.difference(members)):
            raise BadDecision(f"'split': {', '.join(strangers)} is not in the concept {ids[0]}.")
        groups = tuple(int(id in leaving) for id in members) if leaving else ()
        themes = [self._themes[id] for id in members]
        return Decision(Kind.SPLIT, _addresses(themes), reason=reason, who=self._who, groups=groups)

    def rename(self, id: str, label: str, reason: str) -> Decision:
        """Another label for a theme or a concept."""
        concept = self._concepts.get(id)
        return Decision(
            Kind.RENAME,
            self._members(id),
            label.strip(),
            reason=reason,
            who=self._who,
            concept=concept is not None,
            rested=rested_on(concept) if concept else None,
        )

    def move(self, ids: Sequence[str], facet: str, reason: str) -> Decision:
        """Themes, or all themes of a concept, belong to another facet."""
        self._known(facet)
        return Decision(Kind.MOVE, _addresses(self._all_themes(ids)), facet, reason=reason, who=self._who)

    def relate(self, source: str, target: str, relation: str, reason: str) -> Decision:
        """A relation between two themes; a concept stands for its most central theme."""
        known = {r.value.casefold(): r.value for r in Relation} | {r.name.casefold(): r.value for r in Relation}
        if relation.casefold() not in known:
            raise BadDecision(f"There is no relation {relation!r}; there are: {', '.join(Relation)}.")
        ends = (Address.of(self._central(source)), Address.of(self._central(target)))
        return Decision(Kind.RELATE, ends, known[relation.casefold()], reason=reason, who=self._who)

    def adjudicate(self, id: str, verdict: str, reason: str) -> Decision:
        """A verdict on a disagreement, by its words: "dismissed", or the kind that it is; "confirmed": as it stands."""
        found = self._disagreements.get(id)
        if found is None:
            near = difflib.get_close_matches(id, self._disagreements, n=1, cutoff=0.8)
            hint = f"; did you mean {near[0]}?" if near else "; 'concord refutations' lists them."
            raise NotFound(f"There is no refutation {id!r}{hint}")
        value = str(found.kind) if verdict == Standing.CONFIRMED else verdict
        if value not in VERDICTS:
            raise BadDecision(f"There is no verdict {verdict!r}; there are: confirmed, {', '.join(VERDICTS)}.")
        words = tuple(Address(side.study, found.kind, found.topic, side.quote) for side in found.sides)
        groups = tuple(int(side.against) for side in found.sides)
        concept = self._concepts.get(found.concept)
        return Decision(
            Kind.ADJUDICATE,
            words,
            value,
            reason=reason,
            who=self._who,
            groups=groups,
            rested=rested_on(concept) if concept else Rested(),
            members=self._members(concept.id) if concept else (),
        )

    def assess(self, id: str, level: str, reason: str, concerns: Mapping[Component, str]) -> Decision:
        """A CERQual level for a concept. concerns: how much each component speaks against it; "" says nothing of it."""
        concept = concept_named(id, self._synthesis)
        wanted = _named(level, Level)
        if wanted is None:
            raise BadDecision(f"There is no level {level!r}; there are: {', '.join(Level)}.")
        told: list[tuple[Component, Concern]] = []
        for component in Component:
            if given := concerns.get(component, ""):
                concern = _named(given, Concern)
                if concern is None:
                    raise BadDecision(
                        f"There is no concern {given!r} about {component}; there are: {', '.join(Concern)}."
                    )
                told.append((component, concern))
        return Decision(
            Kind.ASSESS,
            self._members(concept.id),
            wanted,
            reason=reason,
            who=self._who,
            concept=True,
            rested=rested_on(concept),
            concerns=tuple(told),
        )

    def looked(self, id: str, reason: str) -> Decision:
        """Somebody has looked at a concept again: what was concluded of it rests on what is there now."""
        concept = concept_named(id, self._synthesis)
        if not any(held.concept == concept.id for held in self._synthesis.conclusions):
            raise BadDecision(
                f"Nobody has concluded anything of the concept {concept.id}, so there is nothing to look at again."
            )
        return Decision(
            Kind.LOOKED,
            self._members(concept.id),
            reason=reason,
            who=self._who,
            concept=True,
            rested=rested_on(concept),
        )

    def match(self, id: str, verdict: str, reason: str) -> Decision:
        """A verdict on two references that may be one work, by the id that the queue gives them."""
        bibliography = Bibliography(self._studies.values())
        cited = bibliography.reference
        found = {doubt_id(doubt, cited): doubt for doubt in bibliography.doubts(included_only=False)}
        if id not in found:
            near = difflib.get_close_matches(id, found, n=1, cutoff=0.8)
            hint = f"; did you mean {near[0]}?" if near else "; 'concord overlap --doubts' lists them."
            raise NotFound(f"There are no references in doubt called {id!r}{hint}")
        value = {"one": ONE_WORK, "two": TWO_WORKS}.get(verdict, verdict)
        return Decision(Kind.MATCH, addresses(found[id], cited), value, reason=reason, who=self._who)

    def add_theme(
        self, study: str, facet: str, label: str, quotes: str | Sequence[str], reason: str, *, parent: str = ""
    ) -> Decision:
        """A theme that the machine missed, on the words it rests on."""
        self._known(facet)
        found = self._study(study)
        given = [quotes] if isinstance(quotes, str) else list(quotes)
        if not given or not all(quote.strip() and find_quote(found, quote) for quote in given):
            raise BadDecision(f"The quote stands in no document of {study}; give its words as they are written there.")
        if parent and not any(
            t.study == study and fold_label(t.label) == fold_label(parent) for t in self._themes.values()
        ):
            raise NotFound(f"{study} has no theme {parent!r} that could hold it; 'concord themes' lists them.")
        themes = tuple(Address(study, facet, label.strip(), quote.strip()) for quote in given)
        return Decision(Kind.ADD, themes, reason=reason, who=self._who, parent=parent)

    def _known(self, facet: str) -> None:
        if facet not in self._facets:
            raise BadDecision(f"There is no facet {facet!r}; there are: {', '.join(self._facets)}.")

    def _theme(self, id: str) -> Theme:
        if id in self._themes:
            return self._themes[id]
        near = difflib.get_close_matches(id, [*self._themes, *self._concepts], n=1, cutoff=0.8)
        hint = f"; did you mean {near[0]}?" if near else "; 'concord themes' and 'concord concepts' list them."
        raise NotFound(f"There is no theme or concept {id!r}{hint}")

    def _all_themes(self, ids: Sequence[str]) -> list[Theme]:
        members = [m for id in ids for m in (self._concepts[id].themes if id in self._concepts else (id,))]
        return [self._theme(id) for id in dict.fromkeys(members)]

    def _members(self, id: str) -> tuple[Address, ...]:
        return _addresses(self._all_themes([id]))

    def _central(self, id: str) -> Theme:
        if id not in self._concepts:
            return self._theme(id)
        concept = self._concepts[id]
        themes = [self._themes[member] for member in concept.themes]
        return next((theme for theme in themes if theme.label == concept.label), themes[0])


def several_called(name: str, called: Sequence[Concept], synthesis: Synthesis) -> str:
    """The sentence for a label that several concepts have; they are told apart by their whole and their studies."""
    labels = {concept.id: concept.label for concept in synthesis.concepts}

    def told(concept: Concept) -> str:
        whole = " and ".join(f"'{labels[id]}'" for id in concept.broader if id in labels)
        speakers = concept.studies or concept.hedged_by or concept.denied_by
        return f"{concept.id} ({concept.facet}{', part of ' + whole if whole else ''}, in {', '.join(speakers)})"

    return f"There are {len(called)} concepts called {name!r}; name one by its id: {'; '.join(map(told, called))}."


def concept_named(name: str, synthesis: Synthesis) -> Concept:
    """The concept of that id, or the one of that label. Raises NotFound, also where several have that label."""
    concepts: dict[str, Concept] = {concept.id: concept for concept in synthesis.concepts}
    if name in concepts:
        return concepts[name]
    called = [concept for concept in synthesis.concepts if fold_label(concept.label) == fold_label(name)]
    if len(called) == 1:
        return called[0]
    if called:
        raise NotFound(several_called(name, called, synthesis))
    if home := next((c for theme, c in synthesis.concept_of().items() if theme == name), None):
        raise NotFound(f"{name} is a theme and no concept; it stands in {home.id} ('{home.label}').")
    near = difflib.get_close_matches(name, [*concepts, *(c.label for c in synthesis.concepts)], n=1, cutoff=0.7)
    raise NotFound(f"There is no concept {name!r}{f'; did you mean {near[0]!r}?' if near else _LISTED}")


def _named(given: str, words: type[W]) -> W | None:
    """The word that is meant: "very-low" and "Very low" are "very low", "minor concerns" is "minor"."""
    meant = " ".join(given.replace("-", " ").replace("_", " ").split()).casefold().removesuffix(" concerns")
    return next((word for word in words if word.value == meant), None)


def _addresses(themes: Iterable[Theme]) -> tuple[Address, ...]:
    return tuple(Address.of(theme) for theme in themes)
