"""The rows of second thoughts: what decisions did, who contradicts whom, and what a lost theme may be now.

In: what is derived, disputes, addresses. Out: plain records. Called by concord.parts.reconsidering, for both skins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from concord.tables.reviewing import decision_record
from extract.theme import Theme, ThemeId
from synthesis.changes import changes
from synthesis.decisions import Address, Dispute, Homes, disputes, nearest
from synthesis.export.records import Record

if TYPE_CHECKING:
    from concord.deriving.derive import Derived

_MOST = 5  # candidates for a theme that is lost


def effects_record(numbers: Sequence[int], before: Derived, after: Derived) -> Record:
    """What changed between two states that differ in decisions alone."""
    found = changes(before.synthesis, after.synthesis)
    old = {(conflict.decision.sequence, conflict.why) for conflict in before.conflicts}
    conflicts = [(c.decision.sequence, c.why) for c in after.conflicts]
    known = {dispute.id for dispute in disputes(before.replayed.applied)}
    clashing = [dispute for dispute in disputes(after.replayed.applied) if dispute.id not in known]
    return {
        "numbers": list(numbers),
        "sentences": list(found.sentences()),
        "concepts": [
            {
                "id": concept.id,
                "facet": concept.facet,
                "label": concept.label,
                "sorts": [str(sort) for sort in change.sorts],
                "sentence": change.sentence(),
            }
            for change in found.concepts
            if (concept := change.after or change.before) is not None
        ],
        "conflicts": [{"number": number, "why": why} for number, why in conflicts if (number, why) not in old],
        "clashes": [{"id": dispute.id, "why": _sentence(dispute, after)} for dispute in clashing],
    }


def clash_record(dispute: Dispute, now: Derived) -> Record:
    """What people disagree on, with the decisions of each side."""
    themes = _themes(now)
    said = {number: side.value for side in dispute.sides for number in side.numbers}
    first = themes[dispute.themes[0]] if dispute.themes else None
    return {
        "kind": "clash",
        "id": dispute.id,
        "about": dispute.about,
        "themes": list(dispute.themes),
        "facet": first.facet if first else "",
        "label": first.label if first else "",
        "decisions": [{**decision_record(now.log[number - 1]), "says": said[number]} for number in sorted(said)],
        "sides": [{"value": s.value, "who": list(s.who), "numbers": list(s.numbers)} for s in dispute.sides],
        "holds": dispute.holds,
        "why": _sentence(dispute, now),
    }


def candidates_record(address: Address, now: Derived) -> Record:
    """A theme that is not there any more, and the ones that are nearest to it."""
    themes = now.replayed.themes
    return {
        **asdict(address),
        "candidates": [
            {
                "id": theme.id,
                "study": theme.study,
                "facet": theme.facet,
                "label": theme.label,
                "quote": theme.mentions[0].quote,
                "score": round(score, 4),
            }
            for theme, score in nearest(address, themes, Homes(now.studies))[:_MOST]
        ],
    }


def _sentence(dispute: Dispute, now: Derived) -> str:
    themes = _themes(now)
    of = [f"{themes[id].facet} '{themes[id].label}' of {themes[id].study}" for id in dispute.themes[:2]]
    more = f" and {len(dispute.themes) - 2} more" if len(dispute.themes) > 2 else ""
    what = f"{dispute.about}{' of' if of else ''} {' and '.join(of)}{more}".strip()
    said = "; ".join(
        f"{' and '.join(side.who)} said '{side.value}' (decision {', '.join(map(str, side.numbers))})"
        for side in dispute.sides
    )
    return f"{what}: {said}; decision {dispute.holds} is followed until one is taken back"


def _themes(now: Derived) -> dict[ThemeId, Theme]:
    return {theme.id: theme for theme in now.replayed.themes}
