"""One study calls a thing a part of another, the same, or something else; another study places the two otherwise.

In: a Corpus. Out: Disagreements of kind contradiction (a part of it, wider than it) or other definition. Called by
synthesis.refutation.between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.compared import Corpus
from synthesis.refutation.names import Names
from synthesis.refutation.said import Claim
from synthesis.refutation.said.phrases import bare
from synthesis.refutation.said.related import NO_PART, OTHER, PART, SAME, SCALE, WIDER

_NO_WIDER = "not wider than"
_TURNED = {PART: WIDER, WIDER: PART, NO_PART: _NO_WIDER}
_OPPOSED = {  # poles of one and of the other study, the pair always told in the same direction
    frozenset({PART, WIDER}): Kind.CONTRADICTION,
    frozenset({PART, NO_PART}): Kind.CONTRADICTION,
    frozenset({WIDER, _NO_WIDER}): Kind.CONTRADICTION,
    frozenset({SAME, OTHER}): Kind.DEFINITION,
    frozenset({SAME, PART}): Kind.DEFINITION,
    frozenset({SAME, WIDER}): Kind.DEFINITION,
}
_SURE = {Kind.CONTRADICTION: 0.6, Kind.DEFINITION: 0.45}

Pair = tuple[tuple[str, ...], tuple[str, ...]]


def defined(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each two things that two studies place otherwise, by the things."""
    names = corpus.names
    placed: dict[Pair, list[tuple[str, Claim]]] = defaultdict(list)
    for claim in corpus.claims:
        if claim.scale == SCALE and not claim.hedged and not claim.reported:
            for pair, pole in _placings(names, claim):
                placed[pair].append((pole, claim))
    seen: set[frozenset[tuple[str, int]]] = set()
    for claims in placed.values():
        for at, (pole, claim) in enumerate(claims):
            for other_pole, other in claims[at + 1 :]:
                kind = _OPPOSED.get(frozenset({pole, other_pole}))
                told = frozenset({(claim.study, claim.anchor.start), (other.study, other.anchor.start)})
                if kind and claim.study != other.study and told not in seen:
                    seen.add(told)
                    yield _made(corpus, kind, claim, other)


def _placings(names: Names, claim: Claim) -> Iterator[tuple[Pair, str]]:
    """The two things of a claim in a fixed order, and how the first stands to the second."""
    seen: set[Pair] = set()
    for one in _forms(names, claim, claim.subjects):
        for other in _forms(names, claim, (claim.other,)):
            pair = (one, other) if one <= other else (other, one)
            if one != other and pair not in seen:
                seen.add(pair)
                yield pair, claim.pole if one <= other else _TURNED.get(claim.pole, claim.pole)


def _forms(names: Names, claim: Claim, phrases: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The telling words of each phrase, and of the name that it begins with."""
    for phrase in phrases:
        first = bare(phrase).split()[0]
        heads = (first,) if any(c.isupper() for c in first[1:]) else ()
        for form in dict.fromkeys((phrase, bare(phrase), *heads)):
            if words := names.words(form, claim.study):
                yield tuple(sorted(words))


def _made(corpus: Corpus, kind: Kind, one: Claim, other: Claim) -> Disagreement:
    reasons = tuple(f"“{c.subjects[0]}” is said to be {c.pole} “{c.other}”" for c in (one, other))
    topic = f"{one.subjects[0]} and {one.other}"
    sides = (corpus.side(one, one.pole), corpus.side(other, other.pole, against=True))
    return Disagreement(kind, topic, sides, reasons, _SURE[kind])
