"""What was kept, in words: the decision, and what it changed besides.

In: records of decisions. Out: lines on standard output. Called by cli.reviewing, cli.queueing and cli.review_session.
"""

from __future__ import annotations

from typing import Any

from concord.cli.printing import say

Record = dict[str, Any]
_AT_ONCE = 4  # themes that are named


def print_kept(*decisions: Record) -> None:
    """One line a decision, then one for each of its effects."""
    for decision in decisions:
        say(told(decision))
        for effect in decision.get("effects", ()):
            say(f"  {effect}")


def told(decision: Record) -> str:
    """A decision in one line."""
    themes = decision["themes"]
    what = "; ".join(f"{t['facet']} '{t['label']}' of {t['study']}" for t in themes[:_AT_ONCE])
    more = f" and {len(themes) - _AT_ONCE} more" if len(themes) > _AT_ONCE else ""
    value = f" -> {decision['value']}" if decision["value"] else ""
    return " ".join(f"Decision {decision['number']} kept: {decision['kind']} {what}{more}{value}".split())
