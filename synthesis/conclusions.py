"""Which conclusions of people hold, and which of them rest on evidence that has moved since.

In: what decisions name, found again (synthesis.decisions.replay), the concepts and disagreements of now, and studies.
Out: Conclusion values, kept in a Synthesis; what a concept rests on, for a decision that is being taken. Called by
synthesis.assemble and concord.deciding.desk.

A conclusion is stale when what it rested on has moved, until somebody looks at the concept: with `looked`, a new
assessment or an acceptance. A decision that does not tell what it rested on is never stale by guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.study import Study
from extract.theme import Theme, ThemeId
from synthesis.concept import Concept, ConceptId
from synthesis.conclusion import Conclusion, Rested
from synthesis.decisions import Drawn, Kind
from synthesis.disagreement import Disagreement
from synthesis.refutation import speaks_of

LEAST_MOVE = 0.05  # of n_eff, that people see to one place
_ASPECT = {Kind.ASSESS: "level", Kind.ACCEPT: "status", Kind.REJECT: "status", Kind.RENAME: "label"}
_LOOKS = (Kind.LOOKED, Kind.ASSESS, Kind.ACCEPT)


def rested_on(concept: Concept) -> Rested:
    """What a conclusion on a concept rests on if it is drawn now."""
    low, high = concept.support.effective
    return Rested(
        concept.studies, concept.refuted_by, concept.hedged_by, str(concept.verdict), (round(low, 2), round(high, 2))
    )


def conclusions(
    drawn: Iterable[Drawn],
    concepts: Sequence[Concept],
    themes: Mapping[ThemeId, Theme],
    disagreements: Sequence[Disagreement] = (),
    studies: Iterable[Study] = (),
) -> tuple[Conclusion, ...]:
    """The conclusions that hold, in order of their decisions.

    Of several on one thing (the level of a concept, its status, its label, a disagreement) the latest holds.

    Args:
        drawn: in order of sequence, as `replay` gives them. concepts, disagreements: of now.
        themes: all there are, rejected ones too. studies: for the ids that they once had.
    """
    return _Today(concepts, themes, disagreements, studies).conclusions(tuple(drawn))


def level_of(concept: ConceptId, conclusions: Iterable[Conclusion]) -> Conclusion | None:
    """The assessment of a concept that holds; None when nobody has assessed it."""
    return next((c for c in conclusions if c.concept == concept and c.kind == Kind.ASSESS), None)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A decision with the concept that most of its themes are in now, None where no concept holds most of them."""

    drawn: Drawn
    concept: Concept | None


class _Today:
    """All of now that conclusions are compared with."""

    def __init__(
        self,
        concepts: Sequence[Concept],
        themes: Mapping[ThemeId, Theme],
        disagreements: Sequence[Disagreement],
        studies: Iterable[Study],
    ) -> None:
        self.themes, self.disagreements = themes, disagreements
        self.concept_of = {theme: concept for concept in concepts for theme in concept.themes}
        self.concepts = {concept.id: concept for concept in concepts}
        self.home: dict[str, Study] = {id: study for study in studies for id in (*study.aliases, study.id)}

    def conclusions(self, drawn: tuple[Drawn, ...]) -> tuple[Conclusion, ...]:
        placed = [_Placed(one, self._concept(one)) for one in drawn]
        latest: dict[tuple[str, str], tuple[_Placed, str]] = {}
        for one in placed:
            if one.drawn.decision.kind is Kind.ADJUDICATE:
                for found in self.disagreements:
                    if speaks_of(one.drawn.decision, found, self.home):
                        latest["verdict", found.id] = (one, found.id)
            elif aspect := _ASPECT.get(one.drawn.decision.kind):
                latest[aspect, one.concept.id if one.concept else f"none {one.drawn.decision.sequence}"] = (one, "")
        looks: dict[ConceptId, list[Drawn]] = {}
        for one in placed:
            if one.concept and one.drawn.decision.kind in _LOOKS and one.drawn.decision.rested:
                looks.setdefault(one.concept.id, []).append(one.drawn)
        made = [self._conclusion(one, id, looks) for one, id in latest.values()]
        return tuple(sorted(made, key=lambda c: (c.number, c.refutation)))

    def _concept(self, drawn: Drawn) -> Concept | None:
        """The concept that holds more than half of the themes that are still there."""
        found = {id for id in drawn.themes if id is not None}
        count = Counter(self.concept_of[id].id for id in found if id in self.concept_of)
        return next((self.concepts[id] for id, number in count.items() if 2 * number > len(found)), None)

    def _conclusion(self, one: _Placed, refutation: str, looks: Mapping[ConceptId, Sequence[Drawn]]) -> Conclusion:
        decision, concept = one.drawn.decision, one.concept
        later = [d for d in looks.get(concept.id, ()) if d.decision.sequence > decision.sequence] if concept else []
        ground = later[-1] if later else one.drawn
        looked = later[-1].decision if later else None
        named = decision.members[0] if decision.members else decision.themes[0]
        on_words = decision.kind is Kind.ADJUDICATE and not decision.members  # its addresses have a kind for a facet
        return Conclusion(
            number=decision.sequence,
            kind=str(decision.kind),
            value=decision.value,
            reason=decision.reason,
            who=decision.who,
            when=decision.when,
            facet=concept.facet if concept else "" if on_words else named.facet,
            label=concept.label if concept else named.label,
            concept=concept.id if concept else "",
            refutation=refutation,
            concerns=decision.concerns,
            rested=ground.decision.rested,
            moved=self._moved(ground, concept),
            looked=looked.sequence if looked else 0,
            looked_by=looked.who if looked else "",
            looked_when=looked.when if looked else "",
        )

    def _moved(self, ground: Drawn, concept: Concept | None) -> tuple[str, ...]:
        """What has moved since, a sentence each; () when nothing has, or nobody knows."""
        if not ground.addresses:
            return ()
        if concept is None:
            return (self._scattered(ground),)
        moves: list[str] = []
        told: set[str] = set()
        if before := ground.decision.rested:
            renamed = self._renamed(ground)
            for shift in (
                _supporters(_now(before.supporters, renamed), concept.studies),
                _others("refute", _now(before.refuters, renamed), concept.refuted_by),
                _others("hedge", _now(before.hedgers, renamed), concept.hedged_by),
            ):
                moves += shift.sentences
                told |= shift.studies
            if before.verdict != concept.verdict:
                moves.append(f"rested on {before.verdict}, now {concept.verdict}")
            moves += _independence(before, concept)
        return (*moves, *self._members(ground, concept, told, known=before is not None))

    def _members(self, ground: Drawn, concept: Concept, told: Collection[str], *, known: bool) -> list[str]:
        """Themes that came, went or are gone, save those of studies of which that has been told."""
        pairs = list(zip(ground.addresses, ground.themes, strict=True))
        before = {id for _, id in pairs if id is not None}
        gone = [str(address) for address, id in pairs if id is None and address.study not in told]
        left = [self._named(id) for id in sorted(before - set(concept.themes)) if self.themes[id].study not in told]
        came = [
            self._named(id) for id in concept.themes if known and id not in before and self.themes[id].study not in told
        ]
        return [
            *_told(gone, "of its themes is no longer there", "of its themes are no longer there"),
            *_told(left, "of its themes has left it", "of its themes have left it"),
            *_told(came, "more theme is in it", "more themes are in it"),
        ]

    def _named(self, id: ThemeId) -> str:
        theme = self.themes[id]
        return f"'{theme.label}' of {theme.study}"

    def _scattered(self, ground: Drawn) -> str:
        """Where the themes of a concept that is none any more stand now."""
        found = sorted({id for id in ground.themes if id is not None})
        labels = sorted({f"'{self.concept_of[id].label}'" for id in found if id in self.concept_of})
        where = f"its themes stand in {' and '.join(labels)}" if labels else "its themes stand in no concept"
        return (
            f"the concept is no longer one: {where}; undo decision {ground.decision.sequence}, or undo what parted it"
        )

    def _renamed(self, ground: Drawn) -> dict[str, str]:
        """The id of now of each study that the decision knew by another one."""
        pairs = zip(ground.addresses, ground.themes, strict=True)
        by_theme = {address.study: str(self.themes[id].study) for address, id in pairs if id is not None}
        return {id: str(study.id) for id, study in self.home.items()} | by_theme


@dataclass(frozen=True, slots=True)
class _Shift:
    """What became of the studies of one stance. studies: those that came or went."""

    sentences: tuple[str, ...] = ()
    studies: frozenset[str] = frozenset()


def _now(studies: Iterable[str], renamed: Mapping[str, str]) -> set[str]:
    return {renamed.get(study, study) for study in studies}


def _supporters(before: Collection[str], now: Collection[str]) -> _Shift:
    moved = _went(before, now)
    if not moved:
        return _Shift()
    say = "supports" if len(now) == 1 else "support"
    sentence = f"rested on {_count(len(before))}, {len(now) or 'none'} now {say} it: {moved}"
    return _Shift((sentence,), frozenset(before) ^ frozenset(now))


def _others(verb: str, before: Collection[str], now: Collection[str]) -> _Shift:
    moved = _went(before, now)
    if not moved:
        return _Shift()
    had = f"{_count(len(before)) if before else 'no study'} {verb}d it"
    sentence = f"{had}, {len(now) or 'none'} now {verb}{'s' if len(now) == 1 else ''} it: {moved}"
    return _Shift((sentence,), frozenset(before) ^ frozenset(now))


def _went(before: Collection[str], now: Collection[str]) -> str:
    """ "a came, b left"; "" when nobody did."""
    came, left = sorted(set(now) - set(before)), sorted(set(before) - set(now))
    told = [f"{', '.join(studies)} {verb}" for studies, verb in ((came, "came"), (left, "left")) if studies]
    return ", ".join(told)


def _independence(before: Rested, concept: Concept) -> list[str]:
    """A move of n_eff that people can see."""
    now = concept.support.effective
    if all(abs(then - value) < LEAST_MOVE for then, value in zip(before.effective, now, strict=True)):
        return []
    return [f"its studies counted as {_range(before.effective)} independent, now as {_range(now)}"]


def _range(interval: tuple[float, float]) -> str:
    low, high = (f"{value:.1f}" for value in interval)
    return low if low == high else f"{low} to {high}"


def _count(number: int) -> str:
    return f"{number} stud{'y' if number == 1 else 'ies'}"


def _told(themes: Sequence[str], one: str, more: str) -> list[str]:
    return [f"{len(themes)} {one if len(themes) == 1 else more}: {', '.join(themes)}"] if themes else []
