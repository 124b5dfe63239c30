"""The dependence graph as records: ties with their evidence and dates, what is odd, which studies are one witness.

In: a DependenceGraph. Out: plain records. Called by KnowledgeBase, for both skins.
"""

from __future__ import annotations

from synthesis.concept import Dependence
from synthesis.dependence import DependenceGraph
from synthesis.export.records import Record


def dependence_record(graph: DependenceGraph, kind: str | None = None) -> Record:
    """`ties`: all that are told, those that are not used with the reason under `unused`; kind: only of this kind.

    `cycles`: studies that include one another in a circle. `impossible`: the ties that dates speak against, once more.
    `nested`: what each study includes directly and through others. `units`: studies that are one witness, and why.
    """
    told = sorted((*graph.ties, *graph.impossible), key=lambda tie: (tie.source, tie.target, tie.kind, tie.unused))
    return {
        "ties": [tie_record(tie) for tie in told if kind in (None, tie.kind)],
        "cycles": [list(circle) for circle in graph.cycles],
        "impossible": [tie_record(tie) for tie in graph.impossible if kind in (None, tie.kind)],
        "nested": [
            {"study": nest.study, "includes": list(nest.directly), "through": list(nest.through)}
            for nest in graph.nested
        ],
        "units": [{"studies": list(unit.studies), "why": list(unit.why)} for unit in graph.units],
    }


def tie_record(tie: Dependence) -> Record:
    """One tie. dates: of source and target, "" where unknown. unused: why nothing rests on it, "" when it holds."""
    return {
        "source": tie.source,
        "kind": tie.kind,
        "target": tie.target,
        "strength": tie.strength,
        "evidence": tie.evidence,
        "keys": list(tie.keys),
        "dates": list(tie.dates),
        "unused": tie.unused,
    }
