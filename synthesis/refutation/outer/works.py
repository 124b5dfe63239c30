"""Which work a study speaks of in a sentence that opens with its authors.

In: a Corpus and Claims on the scale "source". Out: the entry of its bibliography, where only one can be meant. Called
by the detectors beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.citations import surname
from corpus.match import same_work, title_form
from corpus.study import Document, Reference
from synthesis.refutation.compared import Corpus
from synthesis.refutation.said import Claim
from synthesis.refutation.said.sourced import SOURCE

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the scale "source" and the work that it is about. sure: it points at the work itself."""

    claim: Claim
    work: Reference
    sure: bool


def told_of_works(corpus: Corpus) -> Iterator[Told]:
    """The claims of which the work is known, in order of study."""
    for claim in corpus.claims:
        if claim.scale == SOURCE:
            document = corpus.study[claim.study].document(claim.anchor.document)
            if len(claim.cites) == 1 and claim.cites[0] in document.reference_of:
                yield Told(claim, document.reference_of[claim.cites[0]], True)
            elif not claim.cites and (work := _left_over(document, claim)):
                yield Told(claim, work, False)


def _left_over(document: Document, claim: Claim) -> Reference | None:
    """Where several entries fit a pointer, the one that the document does not point at in other words elsewhere."""
    pointer = document.text[claim.key[0] : claim.key[1]]
    year = _YEAR.search(pointer)
    if year is None:
        return None
    fitting = [
        r
        for r in document.references
        if r.authors and r.year == int(year[0]) and surname(r.authors[0]).casefold() == claim.other.casefold()
    ]
    otherwise = {target for citation in document.citations for target in citation.targets}
    left = [r for r in fitting if r.key not in otherwise]
    return left[0] if len(left) == 1 else None


def one_work(one: Reference, other: Reference) -> bool | None:
    """Whether two entries are one work; None where that cannot be told."""
    if same_work(one, other) is not None:
        return True
    return False if title_form(one.title) and title_form(other.title) else None


def by_author(told: Iterator[Told]) -> dict[str, list[Told]]:
    """By the small letters of the first author's name."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        found[one.claim.other.casefold()].append(one)
    return found
