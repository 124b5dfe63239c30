"""Decisions applied to what was extracted.

In: extractions, decisions and studies. Out: a Replay. Called by the shell and by synthesis.synthesise. Decisions are
applied in order of sequence, each to what the ones before it left. A decision whose object has vanished becomes a
Conflict, which is kept and shown; one that could be applied in part is applied and a conflict. A concept is there while
more than half of the themes are that a decision names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations

from corpus.study import Study
from extract.theme import Extraction, Status, Theme, ThemeId
from synthesis.concept import Relation, Translation
from synthesis.decisions.adding import added_to, home_of_words, mentions_of, parent_of
from synthesis.decisions.decision import Address, Decision
from synthesis.decisions.describing import Homes
from synthesis.decisions.found_again import find_elsewhere, find_quote, find_theme, folded
from synthesis.decisions.identifying import defeated, identified, pair_of
from synthesis.decisions.kind import Kind
from synthesis.decisions.links import Links, parted
from synthesis.decisions.matching import Entries
from synthesis.decisions.replayed import Applied, Conflict, Drawn, Replay
from synthesis.decisions.standing import in_force


def replay(extractions: Iterable[Extraction], decisions: Iterable[Decision], studies: Sequence[Study] = ()) -> Replay:
    """The state after all decisions that are in force. studies: where quotes, references, documents are looked up."""
    ordered = sorted(extractions, key=lambda extraction: extraction.study)
    table = _Table([theme for extraction in ordered for theme in extraction.themes], studies)
    standing = in_force(decisions)
    for decision in standing:
        table.apply(decision)
    table.look_over(standing)
    return table.result()


class _Table:
    """Themes and links while decisions are applied; nothing outside this module sees it change."""

    def __init__(self, themes: list[Theme], studies: Sequence[Study]) -> None:
        self.themes: dict[ThemeId, Theme] = {}
        self.of_study: dict[str, list[ThemeId]] = defaultdict(list)
        self.called: dict[tuple[str, str, str], dict[ThemeId, None]] = defaultdict(dict)  # also what they were called
        for theme in themes:
            self._put(theme)
        self.studies, self.homes = studies, Homes(studies)
        self.links = Links()
        self.relations: list[Translation] = []
        self.renames: list[tuple[frozenset[ThemeId], str]] = []
        self.statuses: list[tuple[frozenset[ThemeId], Status]] = []
        self.conflicts: list[Conflict] = []
        self.drawn: list[Drawn] = []
        self.applied: list[Applied] = []

    def result(self) -> Replay:
        return Replay(
            tuple(self.themes.values()),
            self.links.of(Kind.MERGE),
            self.links.of(Kind.SPLIT),
            tuple(self.relations),
            tuple(self.renames),
            tuple(self.statuses),
            tuple(sorted(self.conflicts, key=lambda conflict: conflict.decision.sequence)),
            tuple(self.drawn),
            tuple(self.applied),
        )

    def apply(self, decision: Decision) -> None:
        """Applies a decision, or tells the conflict."""
        match decision.kind:
            case Kind.ADD:
                self._add(decision)
            case Kind.ADJUDICATE:
                self._look_for_words(decision)
            case Kind.MATCH:
                self._unless_lost(decision, self._entries.lost(decision))
            case Kind.IDENTIFY:
                gone = [f"document {id}" for id in decision.documents if self.homes.holding(id) is None]
                self._unless_lost(decision, gone)
            case Kind.DESCRIBE:
                there = self.homes.of(decision.about, decision.documents)
                self._unless_lost(decision, [] if there else [f"study {decision.about}"], there.id if there else "")
            case _:
                self._on_themes(decision)

    def look_over(self, standing: Sequence[Decision]) -> None:
        """Tells what only all decisions together show: words that a chain of other words defeats."""
        for decision, pair in self.links.defeated():
            both = " and ".join(str(Address.of(self.themes[id])) for id in pair)
            self._conflict(decision, f"other merges put {both} into one concept; the merges hold")
        lost = defeated(identified(standing), [d.id for study in self.studies for d in study.documents])
        last = {pair_of(decision): decision for decision in standing if decision.kind is Kind.IDENTIFY}
        for documents in sorted(lost):
            self._conflict(last[documents], "other decisions make its documents one study; those hold")

    @cached_property
    def _entries(self) -> Entries:
        return Entries(self.studies)

    def _conflict(self, decision: Decision, why: str, lost: tuple[Address, ...] = ()) -> None:
        self.conflicts.append(Conflict(decision, why, lost))

    def _unless_lost(self, decision: Decision, lost: Sequence[str], study: str = "") -> bool:
        """Applied, when nothing of it is lost, else a conflict; whether it was applied."""
        if lost:
            self._conflict(decision, f"no longer there: {'; '.join(lost)}")
        else:
            self.applied.append(Applied(decision, study=study))
        return not lost

    def _on_themes(self, decision: Decision) -> None:
        found = [self._find(address) for address in decision.themes]
        ids = [id for id in found if id is not None]
        gone = tuple(address for address, id in zip(decision.themes, found, strict=True) if id is None)
        facets = {self.themes[id].facet for id in ids}
        if gone and (not decision.concept or 2 * len(ids) <= len(found)):
            self._conflict(decision, f"no longer there: {'; '.join(map(str, gone))}", gone)
        elif decision.kind in (Kind.MERGE, Kind.SPLIT, Kind.RELATE) and len(set(ids)) < 2:
            self._conflict(decision, "its themes are one theme now")
        elif decision.kind is Kind.MERGE and len(facets) > 1:
            self._conflict(decision, f"its themes are of different facets: {', '.join(sorted(facets))}")
        else:
            self.applied.append(Applied(decision, tuple(ids)))
            if decision.concept:
                self._of_concept(decision, frozenset(ids))
                self.drawn.append(Drawn(decision, tuple(found)))
            else:
                self._of_themes(decision, ids)

    def _of_concept(self, decision: Decision, ids: frozenset[ThemeId]) -> None:
        if decision.kind is Kind.RENAME:
            self.renames.append((ids, decision.value))
        elif decision.kind in (Kind.ACCEPT, Kind.REJECT):
            self.statuses.append((ids, _STATUS[decision.kind]))

    def _of_themes(self, decision: Decision, ids: list[ThemeId]) -> None:
        match decision.kind:
            case Kind.ACCEPT | Kind.REJECT:
                self._change(ids, status=_STATUS[decision.kind])
            case Kind.RENAME:
                self._change(ids, label=decision.value)
            case Kind.MOVE:
                self._change(ids, facet=decision.value)
            case Kind.MERGE:
                pairs = [(a, b) for a, b in combinations(ids, 2) if a != b]
                self.links.say(decision, pairs)
                for pair in pairs:
                    self.relations += [self._edge(decision, Relation.CLOSE, *ends) for ends in (pair, pair[::-1])]
            case Kind.SPLIT:
                self.links.say(decision, parted(decision, ids))
            case Kind.RELATE:
                self.relations.append(self._edge(decision, Relation(decision.value), ids[0], ids[1]))

    def _change(self, ids: list[ThemeId], *, status: Status | None = None, label: str = "", facet: str = "") -> None:
        for id in ids:
            theme = self.themes[id]
            self._put(
                replace(theme, status=status or theme.status, label=label or theme.label, facet=facet or theme.facet)
            )

    def _put(self, theme: Theme) -> None:
        if theme.id not in self.themes:
            self.of_study[theme.study].append(theme.id)
        self.themes[theme.id] = theme
        self.called[theme.study, theme.facet, folded(theme.label)][theme.id] = None

    def _edge(self, decision: Decision, relation: Relation, source: ThemeId, target: ThemeId) -> Translation:
        return Translation(
            source,
            target,
            relation,
            1.0,
            (decision.reason,),
            (self.themes[source].mentions[0].quote, self.themes[target].mentions[0].quote),
            decision.who,
        )

    def _add(self, decision: Decision) -> None:
        study = home_of_words(decision, self.homes, self.studies)
        if study is None:
            self._conflict(decision, f"there is no study {decision.themes[0].study}")
            return
        mentions, lost = mentions_of(decision, study)
        if not mentions:
            what = "the quote stands" if len(lost) == 1 else f"its {len(lost)} quotes stand"
            self._conflict(decision, f"{what} in no document of {study.id}")
            return
        own = self._own(study.id)
        theme = added_to(own, study, decision, mentions)
        self._put(theme)
        self.applied.append(Applied(decision, (theme.id,)))
        if lost:
            told = "; ".join(f"'{quote[:120]}'" for quote in lost)
            self._conflict(decision, f"it stands on its other words; no longer in {study.id}: {told}")
        elif decision.parent and parent_of(decision, own) is None:
            self._conflict(decision, f"it stands without its parent: {study.id} has no theme '{decision.parent}'")

    def _look_for_words(self, decision: Decision) -> None:
        """A verdict on words that stand nowhere any more is a conflict; what it does is synthesis.refutation's work."""
        gone = [
            f"'{a.quote}' of {a.study}"
            for a in decision.themes
            if (home := self.homes.of(a.study)) is None or find_quote(home, a.quote) is None
        ]
        if self._unless_lost(decision, gone):
            self.drawn.append(Drawn(decision, tuple(self._find(address) for address in decision.members)))

    def _own(self, study: str) -> list[Theme]:
        return [self.themes[id] for id in self.of_study.get(study, ())]

    def _find(self, address: Address) -> ThemeId | None:
        """By study, facet and label, as the theme is called now or was called before; else by the words."""
        home = self.homes.of(address.study)
        if home is not None and home.id != address.study:
            address = replace(address, study=home.id)
        label = folded(address.label)
        ever = [self.themes[id] for id in self.called.get((address.study, address.facet, label), ())]
        now = [theme for theme in ever if theme.facet == address.facet and folded(theme.label) == label]
        if len(now or ever) == 1:
            return (now or ever)[0].id
        own = self._own(address.study)
        found = find_theme(address, now or ever or own or self.themes.values())
        if found is None and own and home is not None and find_quote(home, address.quote) is None:
            return find_elsewhere(address, self.themes.values())
        return found


_STATUS = {Kind.ACCEPT: Status.ACCEPTED, Kind.REJECT: Status.REJECTED}
