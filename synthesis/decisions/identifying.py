"""What reviewers said of who is who, for corpus.identity: the last word on each pair of documents.

In: decisions, ids of documents. Out: Words, and the decisions that contradict other ones. Called by the shell before
documents are joined, and by synthesis.decisions.replay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from corpus.reviewed import DocumentPair, Said, Words
from corpus.study import DocumentId
from synthesis.decisions.decision import Decision
from synthesis.decisions.kind import ONE_STUDY, TWO_STUDIES, Kind
from synthesis.decisions.standing import in_force


def identified(decisions: Iterable[Decision]) -> Words:
    """The pairs of documents that reviewers joined or parted; of several words on one pair the last holds."""
    last = {pair_of(d): d.value for d in in_force(decisions) if d.kind is Kind.IDENTIFY}
    return Words(
        frozenset(pair for pair, value in last.items() if value == ONE_STUDY),
        frozenset(pair for pair, value in last.items() if value == TWO_STUDIES),
    )


def pair_of(decision: Decision) -> DocumentPair:
    """The two documents that a decision of IDENTIFY speaks of, sorted."""
    one, other = sorted(decision.documents)
    return DocumentId(one), DocumentId(other)


def defeated(words: Words, documents: Collection[DocumentId]) -> frozenset[DocumentPair]:
    """The pairs that are to be two studies and that a chain of other words makes one."""
    said = Said(words, sorted(documents))
    there = set(documents)
    return frozenset((a, b) for a, b in words.two if {a, b} <= there and said.group(a) == said.group(b))
