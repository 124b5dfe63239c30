"""One study finds that a thing raises another, a second study that it lowers it or leaves it as it is.

In: a Corpus. Out: Disagreements of kind contradiction, or other context or other time where the words of one side
narrow it. Called by synthesis.refutation.between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.compared import Corpus
from synthesis.refutation.names import VAGUE, Names
from synthesis.refutation.outer.opposed import narrowing
from synthesis.refutation.said import Claim
from synthesis.refutation.said.effects import LEAVES, LOWERS, NOT_LOWERS, NOT_RAISES, RAISES, SCALE

_OPPOSED = {
    frozenset(pair)
    for pair in ((RAISES, LOWERS), (RAISES, NOT_RAISES), (LOWERS, NOT_LOWERS), (RAISES, LEAVES), (LOWERS, LEAVES))
}
Words = frozenset[str]
_SURE, _NARROWED = 0.6, 0.45


def affected(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each two claims on what one thing does to another, by place; a study that finds both opposes nobody."""
    names = corpus.names
    placed: dict[tuple[Words, Words], list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        if claim.scale == SCALE and not claim.hedged and not claim.reported:
            for key in _keys(names, claim):
                placed[key].append(claim)
    seen: set[frozenset[tuple[str, int]]] = set()
    for claims in placed.values():
        torn = {a.study for a, b in combinations(claims, 2) if a.study == b.study and _opposed(a, b)}
        for one, other in combinations([claim for claim in claims if claim.study not in torn], 2):
            told = frozenset({(one.study, one.anchor.start), (other.study, other.anchor.start)})
            if _opposed(one, other) and told not in seen and names.kin(one.study, other.study):
                seen.add(told)
                yield _made(corpus, one, other)


def _opposed(one: Claim, other: Claim) -> bool:
    return frozenset({one.pole, other.pole}) in _OPPOSED


def _keys(names: Names, claim: Claim) -> Iterator[tuple[Words, Words]]:
    """What acts and what is acted on, both by their telling words."""
    acted_on = [words for words in names.forms(claim.other, claim.study) if words]
    acting = {words: None for phrase in claim.subjects for words in names.forms(phrase, claim.study) if words - VAGUE}
    for one in acting:
        for other in acted_on:
            yield one, other


def _made(corpus: Corpus, one: Claim, other: Claim) -> Disagreement:
    narrowed = narrowing(one, other)
    reasons = [f"“{c.subjects[0]}” {c.pole} “{c.other}” for one of them" for c in (one, other)]
    if narrowed:
        reasons.append(f"but only one of them speaks of {' and '.join(f'“{words}”' for words in narrowed[1])}")
    return Disagreement(
        narrowed[0] if narrowed else Kind.CONTRADICTION,
        f"What {one.subjects[0]} does to {one.other}",
        (corpus.side(one, one.pole), corpus.side(other, other.pole, against=True)),
        tuple(reasons),
        _NARROWED if narrowed else _SURE,
    )
