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
    themes = decision["themes"]
    named = [f"{t['facet']} '{t['label']}' of {t['study']}" for t in themes[:_AT_ONCE]]
    fields = [f"{name} {value or 'none'!r}" for name, value in decision["fields"].items()]
    what = "; ".join((*named, *([decision["about"]] if decision["about"] else ()), *fields))
    more = f" and {len(themes) - _AT_ONCE} more" if len(themes) > _AT_ONCE else ""
    value = f" -> {decision['value']}" if decision["value"] else ""
    return " ".join(f"Decision {decision['number']} kept: {decision['kind']} {what}{more}{value}".split())
