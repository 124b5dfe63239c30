"""What a decision said, said again of what is there now.

In: a decision, and what decisions came to. Out: a decision that is not kept yet, or None. Called by
concord.parts.reconsidering, for decisions that lost their object and for those that are taken back in part.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import BadDecision, NotFound
from extract.theme import Theme, ThemeId
from synthesis.decisions import Address, Decision, Kind, Replay

if TYPE_CHECKING:
    from concord.deriving.derive import Derived

_ASPECT = {Kind.ACCEPT: "status", Kind.REJECT: "status", Kind.ADD: "status", Kind.MOVE: "facet"}
_OF_THEMES = (
    Kind.ACCEPT,
    Kind.REJECT,
    Kind.MERGE,
    Kind.SPLIT,
    Kind.RENAME,
    Kind.MOVE,
    Kind.RELATE,
    Kind.ASSESS,
    Kind.LOOKED,
)


def rest_of(replayed: Replay, number: int, disputed: Collection[ThemeId], reason: str, who: str) -> Decision | None:
    """What a decision said of themes that are not disputed, and of which nobody has spoken since; None for nothing.

    It stays the word of who said it, so that other clashes in which it stands are there afterwards. who: settles.
    """
    applied = {one.decision.sequence: one for one in replayed.applied}
    old = applied[number]
    if old.decision.kind not in (Kind.ACCEPT, Kind.REJECT, Kind.MOVE) or old.decision.concept:
        return None
    aspect = _ASPECT[old.decision.kind]
    since = {
        id
        for one in replayed.applied
        if one.decision.sequence > number and _ASPECT.get(one.decision.kind) == aspect and not one.decision.concept
        for id in one.themes
    }
    themes = {theme.id: theme for theme in replayed.themes}
    left = [id for id in dict.fromkeys(old.themes) if id not in since and id not in disputed]
    if not left:
        return None
    told = f"what decision {number} of {old.decision.who} says of other themes stands, as {who} settled: {reason}"
    addresses = tuple(Address.of(themes[id]) for id in left)
    return Decision(old.decision.kind, addresses, old.decision.value, reason=told, who=old.decision.who)


def lost_addresses(decision: Decision, replayed: Replay) -> tuple[Address, ...]:
    """The themes that a decision speaks of and that are not there, in its order. Raises BadDecision: it names none."""
    if decision.kind not in _OF_THEMES:
        raise BadDecision(
            f"Decision {decision.sequence} ({decision.kind}) speaks of no theme that could be another one now; "
            "undo it, and decide anew."
        )
    own = (conflict for conflict in replayed.conflicts if conflict.decision.sequence == decision.sequence)
    return next((conflict.lost for conflict in own if conflict.lost), ())


def readdressed(decision: Decision, ids: Sequence[str], now: Derived, reason: str, who: str) -> Decision:
    """The decision on themes that are there. ids: for each one that is lost, or the concept that it is to speak of."""
    from synthesis.conclusions import rested_on

    if not reason.strip():
        raise BadDecision("To say a decision of another theme needs a reason; it stands in the log.")
    lost = lost_addresses(decision, now.replayed)
    if not lost:
        raise BadDecision(f"Decision {decision.sequence} finds all that it speaks of.")
    themes: dict[str, Theme] = {theme.id: theme for theme in now.replayed.themes}
    concepts = {str(concept.id): concept for concept in now.synthesis.concepts}
    told = f"{reason} (decision {decision.sequence} of {decision.who}: {decision.reason or 'no reason'})"
    blank = replace(decision, who=who, reason=told, when="", sequence=0, previous="", hash="")
    if decision.concept and len(ids) == 1 and ids[0] in concepts:
        concept = concepts[ids[0]]
        members = tuple(Address.of(themes[id]) for id in concept.themes)
        return replace(blank, themes=members, rested=rested_on(concept) if decision.rested else None)
    if len(ids) != len(lost):
        raise BadDecision(
            f"Decision {decision.sequence} no longer finds {len(lost)} of its themes, and {len(ids)} were named: "
            f"{'; '.join(map(str, lost))}."
        )
    for id in ids:
        if id not in themes:
            raise NotFound(f"There is no theme {id!r}; 'concord themes' lists them.")
    new = {address: Address.of(themes[id]) for address, id in zip(lost, ids, strict=True)}
    return replace(blank, themes=tuple(new.get(address, address) for address in decision.themes))
