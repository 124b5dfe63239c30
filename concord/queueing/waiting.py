"""Everything that waits for a reviewer in one state of the knowledge base, in the order in which it is asked.

In: what is derived. Out: a Waiting: entries, and what their records are made from. Called by concord.queueing.queue,
which keeps one for each state. First comes what is broken (decisions that lost their object, reviewers who contradict
each other, conclusions whose evidence moved, files that disagree on which work they are), then everything else by what
an answer is expected to change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from concord.queueing.entry import BROKEN, RANKED, Asks, Entry, named
from concord.queueing.spoken import Spoken, spoken
from concord.queueing.worth import (
    ENTRY,
    SURE,
    doubt,
    lonely_themes,
    worth_of_disagreement,
    worth_of_questions,
    worth_of_theme,
)
from corpus.study import Document, DocumentId, Study, StudyId
from extract.theme import Status, Theme, ThemeId
from synthesis.concept import Concept, ConceptId
from synthesis.decisions import Decision, disputes, doubt_id
from synthesis.disagreement import Disagreement, Standing

if TYPE_CHECKING:
    from concord.deriving.derive import Derived


class Waiting:
    """What waits in one state. Made once; nothing in it changes."""

    def __init__(self, now: Derived) -> None:
        self.now = now
        synthesis = now.synthesis
        self.themes: dict[ThemeId, Theme] = {theme.id: theme for theme in synthesis.themes}
        self.studies: dict[StudyId, Study] = {study.id: study for study in now.studies}
        self.documents: dict[DocumentId, Document] = {d.id: d for study in now.studies for d in study.documents}
        self.concepts: dict[ConceptId, Concept] = {concept.id: concept for concept in synthesis.concepts}
        self.concept_of = synthesis.concept_of()
        self.lonely: dict[ThemeId, tuple[DocumentId, ...]] = lonely_themes(synthesis.themes, now.studies)
        self.disagreements: dict[str, Disagreement] = {found.id: found for found in synthesis.disagreements}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All that waits, first what is broken, then by falling worth; ties by kind and rank."""
        found = [*self._conflicts(), *self._clashing(), *self._stale(), *self._identities()]
        found += [*self._questions(), *self._weak_themes(), *self._refutations(), *self._references()]
        order = {asks: min(place, len(BROKEN)) for place, asks in enumerate((*BROKEN, *RANKED))}
        kinds = list(Asks)
        return tuple(sorted(found, key=lambda e: (order[e.asks], -e.worth, kinds.index(e.asks), e.rank)))

    @cached_property
    def by_item(self) -> dict[str, Entry]:
        return {entry.item: entry for entry in self.entries}

    @cached_property
    def spoken(self) -> Spoken:
        return spoken(self.now.replayed.applied)

    def _conflicts(self) -> Iterator[Entry]:
        for rank, conflict in enumerate(self.now.conflicts, 1):
            themes = conflict.decision.themes
            facet = themes[0].facet if themes else ""
            item = named("o", (conflict.decision.hash,))
            yield Entry(Asks.CONFLICT, item, conflict, 0.0, rank, facet, _sorted(a.study for a in themes))

    def _clashing(self) -> Iterator[Entry]:
        log = {decision.sequence: decision for decision in self.now.log}
        for rank, dispute in enumerate(disputes(self.now.replayed.applied), 1):
            spoken_of = [log[number] for side in dispute.sides for number in side.numbers]
            studies = _sorted(address.study for decision in spoken_of for address in decision.themes)
            facet = next((self.themes[id].facet for id in dispute.themes if id in self.themes), "")
            yield Entry(Asks.CLASH, dispute.id, dispute, 0.0, rank, facet, studies)

    def _stale(self) -> Iterator[Entry]:
        hashes = {decision.sequence: decision.hash for decision in self.now.log}
        stale = [conclusion for conclusion in self.now.synthesis.conclusions if conclusion.stale]
        for rank, one in enumerate(stale, 1):
            concept = self.concepts.get(ConceptId(one.concept))
            studies = _sorted(self.themes[id].study for id in concept.themes) if concept else ()
            item = named("s", (hashes.get(one.number, one.number), one.looked, one.refutation))
            yield Entry(Asks.STALE, item, one, 0.0, rank, one.facet, studies)

    def _identities(self) -> Iterator[Entry]:
        home = {document.id: study.id for study in self.now.studies for document in study.documents}
        found = {clash for study in self.now.studies for clash in study.conflicts}
        for rank, clash in enumerate(sorted(found, key=lambda clash: (clash.why, clash.documents)), 1):
            studies = _sorted(home[id] for id in clash.documents if id in home)
            yield Entry(Asks.IDENTITY, named("i", (clash.what, *clash.documents)), clash, 0.0, rank, "", studies)

    def _questions(self) -> Iterator[Entry]:
        questions = [
            question
            for question in self.now.synthesis.questions
            if _pair(question.source, question.target) not in self.spoken.pairs
        ]
        worths = worth_of_questions(questions, self.concept_of)
        for rank, (question, worth) in enumerate(zip(questions, worths, strict=True), 1):
            one, other = self.themes[question.source], self.themes[question.target]
            item = named("q", sorted((one.id, other.id)))
            yield Entry(Asks.QUESTION, item, question, worth, rank, one.facet, _sorted((one.study, other.study)))

    def _weak_themes(self) -> Iterator[Entry]:
        judged = self.spoken.themes
        asked = [
            theme
            for theme in self.themes.values()
            if theme.status is Status.PROPOSED
            and theme.id not in judged
            and doubt(theme, theme.id in self.lonely) > 1 - SURE
        ]
        children = Counter(theme.parent for theme in self.themes.values() if theme.parent)
        worth = {
            theme.id: round(
                worth_of_theme(theme, theme.id in self.lonely, self.concept_of.get(theme.id), children[theme.id]), 6
            )
            for theme in asked
        }
        for rank, theme in enumerate(sorted(asked, key=lambda theme: (-worth[theme.id], theme.id)), 1):
            yield Entry(Asks.THEME, theme.id, theme, worth[theme.id], rank, theme.facet, (theme.study,))

    def _refutations(self) -> Iterator[Entry]:
        worth = {
            found: round(worth_of_disagreement(found, self.concepts.get(ConceptId(found.concept))), 6)
            for found in self.now.synthesis.disagreements
            if found.standing is Standing.CANDIDATE
        }
        for rank, found in enumerate(sorted(worth, key=lambda found: (-worth[found], found.id)), 1):
            yield Entry(Asks.REFUTATION, found.id, found, worth[found], rank, found.facet, tuple(found.studies))

    def _references(self) -> Iterator[Entry]:
        cited = self.now.overlap.bibliography.reference
        doubts = {doubt_id(found, cited): found for found in reversed(self.now.overlap.doubts())}
        for rank, (id, found) in enumerate(sorted(doubts.items(), key=lambda d: (-d[1].match.score, d[0])), 1):
            worth = round(ENTRY * found.match.score / 100, 6)
            yield Entry(Asks.REFERENCE, id, found, worth, rank, "", _sorted((found.one[0], found.other[0])))

    def decision(self, number: int) -> Decision:
        return self.now.log[number - 1]

    def home(self, study: str) -> Study | None:
        """The study of an id, or of one that it once had."""
        found = self.studies.get(StudyId(study))
        return found or next((s for s in self.studies.values() if study in s.aliases), None)

    def holding(self, documents: Iterable[str]) -> list[tuple[Study, DocumentId]]:
        """The documents that are there, each with the study that holds it, in the order given."""
        home = {document.id: study for study in self.now.studies for document in study.documents}
        return [(home[id], id) for id in map(DocumentId, documents) if id in home]


def _pair(one: ThemeId, other: ThemeId) -> tuple[ThemeId, ThemeId]:
    return (one, other) if one < other else (other, one)


def _sorted(studies: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(studies)))
