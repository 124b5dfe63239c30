"""What was kept, in words.

In: records of decisions. Out: lines on standard output. Called by cli.effects and cli.review_session.
"""

from __future__ import annotations

from typing import Any

from concord.cli.printing import say

Record = dict[str, Any]
_AT_ONCE = 4  # themes that are named


def print_kept(*decisions: Record) -> None:
    """One line a decision."""
    for decision in decisions:
        say(told(decision))


def told(decision: Record) -> str:
    """A decision in one line."""
    parts = spoken_of(decision)
    what = "; ".join(parts[:_AT_ONCE])
    more = f" and {len(parts) - _AT_ONCE} more" if len(parts) > _AT_ONCE else ""
    value = f" -> {decision['value']}" if decision["value"] else ""
    return " ".join(f"Decision {decision['number']} kept: {decision['kind']} {what}{more}{value}".split())


def spoken_of(decision: Record) -> list[str]:
    """What a decision speaks of: themes, or documents, or a study and what its fields are to be."""
    themes = [f"{t['facet']} '{t['label']}' of {t['study']}" for t in decision["themes"]]
    if decision["about"]:
        fields = [f"{name} '{value}'" if value else f"no {name}" for name, value in decision["fields"].items()]
        return [f"{decision['about']}: {', '.join(fields)}"]
    return themes or [f"document {id}" for id in decision["documents"]]
