"""Which facets are joined by more than containment, and by which verbs a sentence joins them.

In: nothing. Out: the pairings. Read by extract.relations, extract.clauses and extract.parents. The names are those of
the generic codebook's facets; a codebook without them has no such relations. The verbs are lemmas of general English.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.theme import RelationKind


@dataclass(frozen=True, slots=True)
class Pairing:
    """A kind of relation from themes of one facet to themes of others.

    does: verbs whose subject is the source and whose object is the target ("training reduces errors"), and predicates
    that take a preposition ("responsible for"). serves: verbs whose object is the source, which then is for the target
    ("use HydroX for forecasting").
    """

    kind: RelationKind
    source: str
    targets: tuple[str, ...]
    does: frozenset[str]
    serves: frozenset[str] = frozenset()

    def joins(self, source: str, target: str) -> bool:
        return source == self.source and target in self.targets


_HELPS = (
    "address alleviate avoid combat compensate cope counter counteract deal decrease diminish ease eliminate "
    "fix handle help improve lessen limit lower minimise minimize mitigate moderate overcome prevent reduce "
    "relieve remedy remove resolve respond soften solve tackle"
)
_ANSWERS = (
    "accountable assess assist build carry charge collect conduct configure contribute control coordinate "
    "create define deliver design develop direct do document ensure evaluate execute guide handle implement "
    "inspect install involve lead maintain manage monitor operate organise organize oversee own participate "
    "perform plan prepare provide responsibility responsible review run select setup supervise support take "
    "test train undertake validate verify"
)
_SUPPORTS = (
    "allow assist automate cover enable facilitate help handle ease offer perform provide simplify support speed"
)
_EMPLOYED = "adopt apply choose deploy employ implement introduce recommend rely suit suitable use utilise utilize"
_PROPOSED = "adopt apply employ implement introduce propose provide recommend suggest use utilise utilize"

PAIRINGS = (
    Pairing(
        RelationKind.ADDRESSES,
        "solution",
        ("challenge", "open_issue"),
        frozenset(_HELPS.split()),
        frozenset(_PROPOSED.split()),
    ),
    Pairing(RelationKind.RESPONSIBLE_FOR, "role", ("stage",), frozenset(_ANSWERS.split())),
    Pairing(RelationKind.USED_IN, "tool", ("stage",), frozenset(_SUPPORTS.split()), frozenset(_EMPLOYED.split())),
)


def pairing_of(source: str, target: str) -> Pairing | None:
    """The pairing from a facet to another one, None when there is none."""
    return next((pairing for pairing in PAIRINGS if pairing.joins(source, target)), None)


def are_means(facet: str) -> bool:
    """Whether a facet's themes act on or serve others, so that one named beside another is no part of it."""
    return any(facet == pairing.source for pairing in PAIRINGS)
