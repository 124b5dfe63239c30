"""The dependence graph of a corpus, read: what is odd about it, what is nested, and which studies are one witness.

In: ties, and the works that studies hold. Out: a DependenceGraph. Called by KnowledgeBase.dependence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from corpus.study import StudyId
from synthesis.concept import Dependence
from synthesis.dependence.held_works import Works
from synthesis.dependence.inclusion import inside, primary_sets
from synthesis.dependence.ties import Witness, cycles, witnesses


@dataclass(frozen=True, slots=True)
class Nest:
    """What a study includes. directly: by its own list; through: only by way of those. Both sorted."""

    study: StudyId
    directly: tuple[StudyId, ...]
    through: tuple[StudyId, ...]


@dataclass(frozen=True)
class DependenceGraph:
    """ties: that are used. impossible: that dates speak against, each with why. cycles: of inclusion. nested: by study.
    units: studies that are one witness, with why; two or more in each."""

    ties: tuple[Dependence, ...]
    impossible: tuple[Dependence, ...]
    cycles: tuple[tuple[StudyId, ...], ...]
    nested: tuple[Nest, ...]
    units: tuple[Witness, ...]


def dependence_graph(
    studies: Iterable[StudyId], ties: Iterable[Dependence], works: Works, merged: Collection[str] = ()
) -> DependenceGraph:
    """The graph of a corpus. works: the primary studies of each study. merged: kinds of weaker ties that make one
    witness of two, beside versions, circles of inclusion and equal lists.
    """
    told = tuple(ties)
    held = tuple(tie for tie in told if not tie.unused)
    direct: dict[StudyId, set[StudyId]] = defaultdict(set)
    for tie in held:
        if tie.kind == "includes":
            direct[tie.source].add(tie.target)
    reached = inside((outer, inner) for outer, inners in direct.items() for inner in inners)
    nested = tuple(
        Nest(study, tuple(sorted(direct[study])), tuple(sorted(all_of - direct[study] - {study})))
        for study, all_of in reached.items()
    )
    return DependenceGraph(
        held,
        tuple(tie for tie in told if tie.unused),
        cycles(held),
        nested,
        (*witnesses(held, merged), *_equal_lists(studies, held, works, merged)),
    )


def _equal_lists(
    studies: Iterable[StudyId], ties: tuple[Dependence, ...], works: Works, merged: Collection[str]
) -> tuple[Witness, ...]:
    """Studies that rest on the same primary studies, though no tie says that they are one witness."""
    pairs = [(tie.source, tie.target) for tie in ties if tie.kind == "includes"]
    lists = primary_sets({study: works.of.get(study) for study in sorted(studies)}, pairs)
    alike: dict[frozenset[str], list[StudyId]] = defaultdict(list)
    for study, mine in lists.items():
        if mine:
            alike[mine].append(study)
    told = [frozenset(unit.studies) for unit in witnesses(ties, merged)]
    return tuple(
        Witness(tuple(members), (f"hold the same {len(mine)} primary studies",))
        for mine, members in sorted(alike.items(), key=lambda entry: entry[1])
        if len(members) > 1 and not any(unit.issuperset(members) for unit in told)
    )
