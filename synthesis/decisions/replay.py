"""Decisions applied to what was extracted.

In: extractions, decisions and studies. Out: a Replay. Called by the shell and by synthesis.synthesise. Decisions are
applied in order of sequence, each to what the ones before it left. A decision whose object has vanished becomes a
Conflict, which is kept and shown. A concept is there while more than half of the themes are that a decision names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from corpus.study import Study, StudyId
from extract.theme import Evidence, Extraction, Mention, Status, Theme, ThemeId, theme_id
from synthesis.concept import Relation, Translation
from synthesis.decisions.decision import Address, Decision
from synthesis.decisions.found_again import find_quote, find_theme
from synthesis.decisions.kind import Kind
from synthesis.decisions.matching import lost_entries
from synthesis.decisions.standing import in_force


@dataclass(frozen=True, slots=True)
class Conflict:
    """A decision that could not be applied as it stands, and why in words."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A conclusion, or a look at one, whose object is still there.

    themes: for each theme that it names (an adjudication: of its `members`) the theme as it is now, None for one that
    is no longer there.
    """

    decision: Decision
    themes: tuple[ThemeId | None, ...]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """What `themes` were looked for by."""
        return self.decision.members if self.decision.kind is Kind.ADJUDICATE else self.decision.themes


@dataclass(frozen=True)
class Replay:
    """What decisions made of extractions.

    themes: all of them, rejected ones with their status, renamed and moved ones under their old id; in the order of the
    extractions, then those that reviewers added. must_link, cannot_link: sorted pairs of ids. relations: edges that
    reviewers drew. renames: (members, label) of concepts; statuses: (members, status) of concepts; the later wins.
    drawn: what people concluded of concepts and when they looked again, in order of sequence.
    """

    themes: tuple[Theme, ...]
    must_link: tuple[tuple[ThemeId, ThemeId], ...] = ()
    cannot_link: tuple[tuple[ThemeId, ThemeId], ...] = ()
    relations: tuple[Translation, ...] = ()
    renames: tuple[tuple[frozenset[ThemeId], str], ...] = ()
    statuses: tuple[tuple[frozenset[ThemeId], Status], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    drawn: tuple[Drawn, ...] = ()


def replay(extractions: Iterable[Extraction], decisions: Iterable[Decision], studies: Sequence[Study] = ()) -> Replay:
    """The state after all decisions that are in force. studies: where the quotes of added themes are looked up."""
    ordered = sorted(extractions, key=lambda extraction: extraction.study)
    table = _Table([theme for extraction in ordered for theme in extraction.themes], studies)
    for decision in in_force(decisions):
        table.apply(decision)
    return table.result()


class _Table:
    """Themes and links while decisions are applied; nothing outside this module sees it change."""

    def __init__(self, themes: list[Theme], studies: Sequence[Study]) -> None:
        self.themes = {theme.id: theme for theme in themes}
        self.of_study: dict[str, list[ThemeId]] = defaultdict(list)
        for id, theme in self.themes.items():
            self.of_study[theme.study].append(id)
        self.studies = {study.id: study for study in studies}
        self.links: dict[tuple[ThemeId, ThemeId], Kind] = {}
        self.relations: list[Translation] = []
        self.renames: list[tuple[frozenset[ThemeId], str]] = []
        self.statuses: list[tuple[frozenset[ThemeId], Status]] = []
        self.conflicts: list[Conflict] = []
        self.drawn: list[Drawn] = []

    def result(self) -> Replay:
        must = tuple(sorted(pair for pair, kind in self.links.items() if kind is Kind.MERGE))
        cannot = tuple(sorted(pair for pair, kind in self.links.items() if kind is Kind.SPLIT))
        return Replay(
            tuple(self.themes.values()),
            must,
            cannot,
            tuple(self.relations),
            tuple(self.renames),
            tuple(self.statuses),
            tuple(self.conflicts),
            tuple(self.drawn),
        )

    def apply(self, decision: Decision) -> None:
        if decision.kind is Kind.ADD:
            self._add(decision)
            return
        if decision.kind is Kind.ADJUDICATE:
            self._look_for_words(decision)
            return
        if decision.kind is Kind.MATCH:
            if lost := lost_entries(decision, self.studies.values()):
                self.conflicts.append(Conflict(decision, f"no longer there: {'; '.join(lost)}"))
            return
        found = [self._find(address) for address in decision.themes]
        ids = [id for id in found if id is not None]
        gone = [str(a) for a, place in zip(decision.themes, found, strict=True) if place is None]
        if gone and (not decision.concept or 2 * len(ids) <= len(found)):
            self.conflicts.append(Conflict(decision, f"no longer there: {'; '.join(gone)}"))
            return
        if decision.kind in (Kind.MERGE, Kind.SPLIT, Kind.RELATE) and len(set(ids)) < 2:
            self.conflicts.append(Conflict(decision, "its themes are one theme now"))
        elif decision.concept:
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
                self._link(decision, list(combinations(ids, 2)))
            case Kind.SPLIT:
                numbers = decision.groups or tuple(range(len(ids)))
                pairs = combinations(zip(ids, numbers, strict=True), 2)
                self._link(decision, [(a, b) for (a, m), (b, n) in pairs if m != n])
            case Kind.RELATE:
                self.relations.append(self._edge(decision, Relation(decision.value), ids[0], ids[1]))

    def _change(self, ids: list[ThemeId], *, status: Status | None = None, label: str = "", facet: str = "") -> None:
        for id in ids:
            theme = self.themes[id]
            self.themes[id] = replace(
                theme, status=status or theme.status, label=label or theme.label, facet=facet or theme.facet
            )

    def _link(self, decision: Decision, pairs: list[tuple[ThemeId, ThemeId]]) -> None:
        facets = {self.themes[id].facet for pair in pairs for id in pair}
        if decision.kind is Kind.MERGE and len(facets) > 1:
            self.conflicts.append(
                Conflict(decision, f"its themes are of different facets: {', '.join(sorted(facets))}")
            )
            return
        for a, b in pairs:
            if a != b:
                self.links[(a, b) if a < b else (b, a)] = decision.kind
                if decision.kind is Kind.MERGE:
                    self.relations += [
                        self._edge(decision, Relation.CLOSE, a, b),
                        self._edge(decision, Relation.CLOSE, b, a),
                    ]
        if forced := self._contradiction():
            both = " and ".join(str(Address.of(self.themes[id])) for id in forced)
            self.conflicts.append(Conflict(decision, f"other merges put {both} into one concept; the merges hold"))

    def _contradiction(self) -> tuple[ThemeId, ThemeId] | None:
        """The first pair that is split and yet joined through a chain of merges."""
        group: dict[ThemeId, ThemeId] = {}

        def root(id: ThemeId) -> ThemeId:
            while group.get(id, id) != id:
                id = group[id]
            return id

        for pair, kind in sorted(self.links.items()):
            if kind is Kind.MERGE:
                low, high = sorted(map(root, pair))
                group[high] = low
        return next(
            (p for p, kind in sorted(self.links.items()) if kind is Kind.SPLIT and root(p[0]) == root(p[1])), None
        )

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
        address = decision.themes[0]
        study = self.studies.get(StudyId(address.study))
        anchor = find_quote(study, address.quote) if study else None
        if study is None or anchor is None:
            why = (
                f"the quote stands in no document of {address.study}" if study else f"there is no study {address.study}"
            )
            self.conflicts.append(Conflict(decision, why))
            return
        quote = study.document(anchor.document).quote(anchor)
        reasons = (f"added by {decision.who}" + (f": {decision.reason}" if decision.reason else ""),)
        mention = Mention(anchor, quote, address.label, Evidence.REVIEWER, reasons=reasons)
        id = theme_id(address.study, address.facet, address.label)
        if id in self.themes:
            theme = self.themes[id]
            known = mention.anchor in {m.anchor for m in theme.mentions}
            self.themes[id] = replace(theme, mentions=theme.mentions if known else (*theme.mentions, mention))
        else:
            self.of_study[study.id].append(id)
            self.themes[id] = Theme(
                id, study.id, address.facet, address.label, (mention,), status=Status.ACCEPTED, reasons=reasons
            )

    def _look_for_words(self, decision: Decision) -> None:
        """A verdict on words that stand nowhere any more is a conflict; what it does is synthesis.refutation's work."""
        home = {id: study for study in self.studies.values() for id in (*study.aliases, study.id)}
        gone = [
            a for a in decision.themes if a.study not in home or find_quote(home[StudyId(a.study)], a.quote) is None
        ]
        if gone:
            words = "; ".join(f"'{address.quote}' of {address.study}" for address in gone)
            self.conflicts.append(Conflict(decision, f"no longer there: {words}"))
            return
        self.drawn.append(Drawn(decision, tuple(self._find(address) for address in decision.members)))

    def _find(self, address: Address) -> ThemeId | None:
        own = [self.themes[id] for id in self.of_study.get(address.study, ())]
        return find_theme(address, own or self.themes.values())


_STATUS = {Kind.ACCEPT: Status.ACCEPTED, Kind.REJECT: Status.REJECTED}
