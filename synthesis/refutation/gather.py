"""All disagreements of a synthesis, as people have judged them.

In: what was found within studies and between them, the log of decisions, and the studies. Out: Disagreements in a fixed
order. Called by synthesis.assemble. A verdict speaks of words, not of ids, so that it survives a new extraction, other
detectors and another rendition.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.study import Study
from synthesis.decisions import Address, Decision, find_quote, in_force
from synthesis.decisions import Kind as Word
from synthesis.disagreement import DISMISSED, Disagreement, Kind, Scope, Side, Standing

_LEAST = 20  # characters that two quotes must share, and half of the shorter one, to be the same words


def disagreements(
    found: Iterable[Disagreement], decisions: Iterable[Decision], studies: Sequence[Study]
) -> tuple[Disagreement, ...]:
    """Those between studies first, then by kind, the surest first.

    A candidate takes the standing that the last verdict on its words gives it. One that a person confirmed and nobody
    finds any more stays, on the words as they stand in the studies; one whose words are gone is a conflict of the log.
    """
    known = {one.id: one for one in found}
    home: dict[str, Study] = {id: study for study in studies for id in (*study.aliases, study.id)}
    for decision in in_force(decisions):
        if decision.kind is Word.ADJUDICATE:
            same = [one for one in known.values() if speaks_of(decision, one, home)]
            for one in same:
                known[one.id] = _judged(one, decision)
            if not same and decision.value != DISMISSED and (made := _made(decision, home)):
                known[made.id] = made
    scopes, kinds = list(Scope), list(Kind)
    return tuple(
        sorted(
            known.values(),
            key=lambda d: (
                scopes.index(d.scope),
                kinds.index(d.kind),
                -d.confidence,
                d.facet,
                d.topic.casefold(),
                d.id,
            ),
        )
    )


def same_words(one: str, other: str) -> bool:
    """Whether two quotes are of one place: a run of half of the shorter one, at least 20 characters, or all of it."""
    one, other = " ".join(one.split()), " ".join(other.split())
    if one == other:
        return True
    run = difflib.SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    shorter = min(len(one), len(other))
    return run >= max(_LEAST, shorter / 2) or 0 < shorter <= run


def speaks_of(decision: Decision, one: Disagreement, home: Mapping[str, Study]) -> bool:
    """Whether each place that a verdict names is a side of the disagreement. home: studies by all ids they ever had."""
    return all(
        any(
            side.study == (home[address.study].id if address.study in home else address.study)
            and same_words(side.quote, address.quote)
            for side in one.sides
        )
        for address in decision.themes
    )


def _judged(one: Disagreement, decision: Decision) -> Disagreement:
    if decision.value == DISMISSED:
        standing, kind = Standing.DISMISSED, one.kind
    else:
        standing, kind = Standing.CONFIRMED, Kind(decision.value)
    return replace(one, kind=kind, standing=standing, decided_by=decision.who, verdict=decision.reason)


def _made(decision: Decision, home: Mapping[str, Study]) -> Disagreement | None:
    """What a person confirmed, from the words of the verdict alone; None when some of them stand nowhere any more."""
    sides = [_side(a, group, home) for a, group in zip(decision.themes, decision.groups, strict=True)]
    if any(side is None for side in sides):
        return None
    ordered = sorted((side for side in sides if side), key=lambda side: side.against)
    topic = decision.themes[0].label
    made = Disagreement(Kind(decision.value), topic, tuple(ordered), (decision.reason,), 1.0)
    return _judged(made, decision)


def _side(address: Address, group: int, home: Mapping[str, Study]) -> Side | None:
    study = home.get(address.study)
    anchor = find_quote(study, address.quote) if study else None
    if study is None or anchor is None:
        return None
    return Side(study.id, anchor, study.document(anchor.document).quote(anchor), against=bool(group))
