"""Who rests on whom, and on which works: ties between studies, the works that each holds, and what makes one witness.

In: studies, facts of their methods, what reviewers said of doubtful matches. Out: Dependence values, Works, Witnesses,
the lists after inclusion. Called by synthesis.assemble, by the weighing and the overlap, and by the front door.
"""

from __future__ import annotations

from synthesis.dependence.graph import DependenceGraph, dependence_graph
from synthesis.dependence.held_works import Bibliography, Works, primary_works
from synthesis.dependence.inclusion import inside, primary_sets
from synthesis.dependence.search_windows import windows
from synthesis.dependence.ties import KINDS, Witness, cycles, date_of, dependences, witnesses

__all__ = [
    "KINDS",
    "Bibliography",
    "DependenceGraph",
    "Witness",
    "Works",
    "cycles",
    "date_of",
    "dependence_graph",
    "dependences",
    "inside",
    "primary_sets",
    "primary_works",
    "windows",
    "witnesses",
]
