"""Lists that lay several values side by side: agreement, overlap, the review queue, the log of decisions.

In: a synthesis, studies, decisions. Out: plain records. Called by KnowledgeBase, for both skins.
"""

from concord.tables.agreement import OUT_OF_SCOPE, REFUTES, SILENT, SORTS, SPEAKING, agreement_record, in_order
from concord.tables.dependence import dependence_record, tie_record
from concord.tables.effects import effect_records
from concord.tables.matrix import matrix_record
from concord.tables.overlap import overlap_record, range_sentence
from concord.tables.reviewing import (
    conflict_record,
    decision_record,
    doubt_record,
    identity_record,
    question_record,
    stale_record,
)

__all__ = [
    "OUT_OF_SCOPE",
    "REFUTES",
    "SILENT",
    "SORTS",
    "SPEAKING",
    "agreement_record",
    "conflict_record",
    "decision_record",
    "dependence_record",
    "doubt_record",
    "effect_records",
    "identity_record",
    "in_order",
    "matrix_record",
    "overlap_record",
    "question_record",
    "range_sentence",
    "stale_record",
    "tie_record",
]
