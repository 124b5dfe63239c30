"""Blind judgement: several people answer the same questions of the review queue without seeing one another.

In: entries of a log of its own. Out: rounds: who judged, who has handed in, what they said, what is to be decided.
Called by concord.log, concord.rounds.judging and synthesis.reliability. Nothing is decided here: a round that is
settled makes decisions, in the shell.
"""

from __future__ import annotations

from synthesis.judging.entry import LEAVE, Act, Answer, Entry, Item, fold_name
from synthesis.judging.growing import refusal, round_called, rounds
from synthesis.judging.round import Mark, Round, State, Word, agreed, still_blind

__all__ = [
    "LEAVE",
    "Act",
    "Answer",
    "Entry",
    "Item",
    "Mark",
    "Round",
    "State",
    "Word",
    "agreed",
    "fold_name",
    "refusal",
    "round_called",
    "rounds",
    "still_blind",
]
