"""How far two reviewers agree who judged the same things, by what the log of decisions holds.

In: decisions that are in force, the names of the two, and the themes and concepts as they are now. Out: a Sheet of
ratings. Called by concord.parts.comparing. A unit is what a decision speaks of: a pair of themes, a theme, a concept or
a disagreement; what one of the two never judged is a missing rating of that person. The last word of a person on a unit
counts. The log cannot tell whether the two worked blind: see docs/methods.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from corpus.errors import BadInput, NotFound
from extract.theme import Theme, ThemeId
from synthesis.concept import ConceptId, Relation
from synthesis.decisions import Address, Decision, Kind, find_theme
from synthesis.reliability.rating import Rating, Sheet, sheet

PAIRS, THEMES, CONCEPTS, REFUTATIONS = "pairs", "themes", "concepts", "refutations"
SAME, APART = "same", "apart"
KINDS: Mapping[str, tuple[Kind, ...]] = {
    PAIRS: (Kind.MERGE, Kind.SPLIT, Kind.RELATE),
    THEMES: (Kind.ACCEPT, Kind.REJECT),
    CONCEPTS: (Kind.ACCEPT, Kind.REJECT),
    REFUTATIONS: (Kind.ADJUDICATE,),
}
_WORDS = {Relation.EXACT: SAME, Relation.CLOSE: SAME, Relation.RELATED: "related", Relation.REFUTES: "refutes"}
_FORWARD = {Relation.BROAD: "broader", Relation.NARROW: "narrower"}
_BACKWARD = {Relation.BROAD: "narrower", Relation.NARROW: "broader"}

_Name = Callable[[Address], str]  # how a theme is called, whatever label a decision knew it by


def judgements(
    decisions: Iterable[Decision],
    reviewers: tuple[str, str],
    of: str,
    *,
    themes: Iterable[Theme],
    concept_of: Mapping[ThemeId, ConceptId],
) -> Sheet:
    """What two reviewers said of pairs (same, apart, broader, narrower, related, refutes), of themes or concepts
    (accept, reject), or of refutations (dismissed, or the kind that it is).

    decisions: those in force, in order of sequence. of: "pairs", "themes", "concepts" or "refutations". "broader" says
    that the second theme of the pair is broader, by the order of their ids.

    Raises:
        BadInput: no such `of`, or one name twice. NotFound: one of them has decided nothing of that sort.
    """
    if of not in KINDS:
        raise BadInput(f"There are no judgements of {of!r}; there are: {', '.join(KINDS)}.")
    if reviewers[0] == reviewers[1]:
        raise BadInput(f"Agreement needs two reviewers, not {reviewers[0]!r} twice.")
    known: dict[Address, str] = {}
    now = tuple(themes)

    def name(address: Address) -> str:
        if address not in known:
            known[address] = find_theme(address, now) or f"{address.study}/{address.facet}/{address.label}"
        return known[address]

    fitting = [
        d for d in decisions if d.kind in KINDS[of] and (of not in (THEMES, CONCEPTS) or d.concept == (of == CONCEPTS))
    ]
    last: dict[tuple[str, str], str] = {}
    for decision in fitting:
        if decision.who in reviewers:
            last |= {(unit, decision.who): word for unit, word in _said(decision, of, name, concept_of)}
    for who in reviewers:
        if not any(rater == who for _, rater in last):
            others = ", ".join(sorted({decision.who for decision in fitting}))
            raise NotFound(
                f"{who!r} has decided nothing about {of}; {f'who has: {others}' if others else 'nobody has'}."
            )
    return sheet(Rating(unit, who, word) for (unit, who), word in last.items())


def _said(
    decision: Decision, of: str, name: _Name, concept_of: Mapping[ThemeId, ConceptId]
) -> Iterator[tuple[str, str]]:
    """The units that a decision speaks of, each with its word."""
    if of == PAIRS:
        yield from _of_pairs(decision, [name(address) for address in decision.themes])
    elif of == THEMES:
        yield from ((name(address), str(decision.kind)) for address in decision.themes)
    elif of == CONCEPTS:
        members = sorted(name(address) for address in decision.themes)
        yield _concept(members, concept_of), str(decision.kind)
    else:
        yield " | ".join(sorted(f"{a.study}: {' '.join(a.quote.split())}" for a in decision.themes)), decision.value


def _of_pairs(decision: Decision, names: list[str]) -> Iterator[tuple[str, str]]:
    if decision.kind is Kind.RELATE:
        relation = Relation(decision.value)
        turned = _FORWARD if names[0] < names[1] else _BACKWARD
        yield _pair(*names), _WORDS.get(relation) or turned[relation]
        return
    groups = decision.groups or tuple(range(len(names)))
    for (one, mine), (other, yours) in combinations(zip(names, groups, strict=True), 2):
        if one != other and (decision.kind is Kind.MERGE or mine != yours):
            yield _pair(one, other), SAME if decision.kind is Kind.MERGE else APART


def _pair(one: str, other: str) -> str:
    return " ".join(sorted((one, other)))


def _concept(members: list[str], concept_of: Mapping[ThemeId, ConceptId]) -> str:
    """The concept that holds most of the members now; the members themselves when none does."""
    held = [str(concept_of[ThemeId(id)]) for id in members if ThemeId(id) in concept_of]
    return max(sorted(set(held)), key=held.count) if held else " ".join(members)
