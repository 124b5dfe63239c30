"""Translation: terms of any number of studies to concepts, under what studies keep apart and what reviewers have said.

In: terms, an Embedding, a Thesaurus, reviewers' links. Out: an Alignment; a State that studies come to and go from; a
Hierarchy of concepts. Called by synthesis.assemble, `concord align` and concord, which keeps the last State.
"""

from __future__ import annotations

from synthesis.translation.align import TOGETHER, Aligner, Alignment, align
from synthesis.translation.facet import Facet
from synthesis.translation.hierarchy import Hierarchy, Link, hierarchy
from synthesis.translation.incremental import State, state
from synthesis.translation.questions import Question, questions

__all__ = [
    "TOGETHER",
    "Aligner",
    "Alignment",
    "Facet",
    "Hierarchy",
    "Link",
    "Question",
    "State",
    "align",
    "hierarchy",
    "questions",
    "state",
]
