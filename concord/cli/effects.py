"""What a decision did besides being kept: the concepts it made or changed, and what it put in conflict.

In: a knowledge base and records of decisions. Out: lines on standard output. Called by the modules of review commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.cli.kept import print_kept
from concord.cli.printing import say

if TYPE_CHECKING:
    from concord.knowledge_base import KnowledgeBase

Record = dict[str, Any]
_MOST = 6  # sentences; the rest is counted


def print_kept_with_effects(base: KnowledgeBase, *decisions: Record) -> None:
    """One line a decision, then what all of them did."""
    print_kept(*decisions)
    print_effects(base, *decisions)


def print_effects(base: KnowledgeBase, *decisions: Record) -> None:
    """What decisions did, weightiest first."""
    if not decisions:
        return
    found = base.effects(*(decision["number"] for decision in decisions))
    sentences = found["sentences"]
    for sentence in sentences[:_MOST]:
        say(f"  {sentence}")
    if len(sentences) > _MOST:
        say(f"  and {len(sentences) - _MOST} more changes.")
    for conflict in found["conflicts"]:
        say(f"  Decision {conflict['number']} waits in the queue now: {conflict['why']}.")
    for clash in found["clashes"]:
        say(f"  Somebody says otherwise: {clash['why']}.")
