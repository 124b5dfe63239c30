"""What reviewers said of references that may be one work, and the ids by which they name them.

In: decisions, studies, doubts. Out: a Judged for corpus.references, ids, and the addresses of entries. Called by
synthesis.synthesise, synthesis.decisions.replay and the shell. A decision speaks of an entry by its study and its
words, so that it survives another key, another rendition and another id of the study; it holds for every entry of the
same words.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product

from corpus.references import Doubt, Judged, as_reference
from corpus.study import Reference, Study, StudyId
from synthesis.decisions.decision import Address, Decision
from synthesis.decisions.kind import ONE_WORK, Kind
from synthesis.decisions.standing import in_force

FACET = "reference"  # of the address of an entry

Place = tuple[StudyId, str]


def doubt_id(doubt: Doubt, reference: Mapping[Place, Reference]) -> str:
    """ "m" and ten hex digits, of the words of both entries: the same in every run, and whichever comes first."""
    both = sorted((_words(reference[doubt.one].raw), _words(reference[doubt.other].raw)))
    return "m" + hashlib.sha256("\x1f".join(both).encode()).hexdigest()[:10]


def addresses(doubt: Doubt, reference: Mapping[Place, Reference]) -> tuple[Address, Address]:
    """The two entries as a decision keeps them."""
    one, other = (
        Address(study, FACET, reference[study, key].title or key, reference[study, key].raw)
        for study, key in (doubt.one, doubt.other)
    )
    return one, other


def judged(decisions: Iterable[Decision], studies: Iterable[Study]) -> Judged:
    """The pairs of entries that reviewers have judged; of several words on one pair the last holds."""
    entries = Entries(studies)
    verdict: dict[tuple[Place, Place], str] = {}
    for decision in in_force(decisions):
        if decision.kind is Kind.MATCH:
            one, other = (entries.of(address) for address in decision.themes)
            verdict |= {(min(a, b), max(a, b)): decision.value for a, b in product(one, other) if a != b}
    return Judged(
        frozenset(pair for pair, value in verdict.items() if value == ONE_WORK),
        frozenset(pair for pair, value in verdict.items() if value != ONE_WORK),
    )


class Entries:
    """The entries of a corpus by their words."""

    def __init__(self, studies: Iterable[Study]) -> None:
        self.home: dict[str, StudyId] = {}
        self.at: dict[str, set[Place]] = defaultdict(set)
        for study in studies:
            self.home |= dict.fromkeys((*study.aliases, study.id), study.id)
            for reference in (*study.references, as_reference(study), *_as_read(study)):
                self.at[_words(reference.raw)].add((study.id, reference.key))

    def of(self, address: Address) -> frozenset[Place]:
        """All entries of the same words, when the study that the address names still has one of them."""
        found = self.at.get(_words(address.quote), set())
        home = self.home.get(address.study)
        return frozenset(found) if any(study == home for study, _ in found) else frozenset()

    def lost(self, decision: Decision) -> list[str]:
        """The entries that a decision speaks of and that are in no list any more, in words."""
        return [f"'{_words(a.quote)[:120]}' of {a.study}" for a in decision.themes if not self.of(a)]


def _as_read(study: Study) -> list[Reference]:
    """The study as others would list it by what each of its files says, whatever reviewers have corrected since."""
    told = (document.metadata for document in study.documents)
    return [as_reference(replace(study, title=m.title, authors=m.authors, year=m.year, doi=m.doi)) for m in told]


def _words(raw: str) -> str:
    return " ".join(raw.split())
