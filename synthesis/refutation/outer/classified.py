"""One product, two classes: a scheduling tool for one study, a monitoring platform for another.

In: a Corpus. Out: Disagreements of kind classification, which is a weak one. Called by synthesis.refutation.between.
Only what a class says that its members do is compared: all the classes that one study gives a product against all
those of the other, so that a study which uses both words disagrees with nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from corpus.study import StudyId
from extract.theme import fold_label
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.compared import Corpus
from synthesis.refutation.said import Claim
from synthesis.refutation.said.classed import SCALE, doings
from synthesis.similarity.words import stem

_SURE = 0.3


def classified(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each product, by name; products are those that the studies report as a theme."""
    known = {(theme.study, fold_label(name)) for theme in corpus.themes for name in (theme.label, *theme.surfaces)}
    told: dict[str, dict[StudyId, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in corpus.claims:
        if claim.scale == SCALE and (claim.study, fold_label(claim.subjects[0])) in known:
            told[fold_label(claim.subjects[0])][claim.study].append(claim)
    for product in sorted(told):
        groups = _groups(told[product])
        if len(groups) > 1:
            yield _made(corpus, groups[0], [claim for group in groups[1:] for claim in group])


def _groups(studies: Mapping[StudyId, list[Claim]]) -> list[list[Claim]]:
    """The claims of studies, together where what they say that the product does overlaps; in order of study."""
    groups: list[tuple[set[str], list[Claim]]] = []
    for study in sorted(studies):
        does, claims = _does(studies[study]), list(studies[study])
        for held in [group for group in groups if not group[0].isdisjoint(does)]:
            groups.remove(held)
            does, claims = does | held[0], held[1] + claims
        groups.append((does, claims))
    return [claims for _, claims in groups]


def _does(claims: list[Claim]) -> set[str]:
    """Stems of what the classes of one study say that the product does, those told of others included."""
    return {stem(word) for claim in claims for word in doings(claim.other)}


def _made(corpus: Corpus, one: list[Claim], other: list[Claim]) -> Disagreement:
    name = one[0].subjects[0]
    sides = (
        *(corpus.side(claim, claim.other) for claim in _once(one)),
        *(corpus.side(claim, claim.other, against=True) for claim in _once(other)),
    )
    reasons = (f"{name} is called “{one[0].other}” by one study and “{other[0].other}” by the other",)
    return Disagreement(Kind.CLASSIFICATION, f"Class of {name}", sides, reasons, _SURE)


def _once(claims: list[Claim]) -> list[Claim]:
    """One claim for each class and study."""
    return list({(claim.study, claim.other.casefold()): claim for claim in reversed(claims)}.values())[::-1]
