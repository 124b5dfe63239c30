"""Reviews that searched the same databases over the same years for the same matter: two draws from one pool.

In: studies and the facts of their method. Out: pairs of studies with the words that tie them. Called by
synthesis.dependence. The rule: both name a database that the other names too; both tell the last year of their search,
and the years they searched overlap (a search without a first year begins at any time); and the two have a telling word
of title or search string in common, since one database holds many fields.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.study import Study, StudyId
from extract.facts.values import Fact, Kind
from extract.theme import fold_label

_WORD = re.compile(r"[^\W\d_][\w-]{3,}")
# Words that titles and search strings of reviews in any field have; they name no matter.
_ANY_FIELD = frozenset(
    fold_label(word)
    for word in (
        "about abstract analysis analyses application applications approach approaches article articles based between "
        "case challenge challenges comparative conference context current development document empirical evidence "
        "factors field findings framework from future guidelines identification impact implementation integrative "
        "issues journal keywords literature management mapping meta method methodology methods model models "
        "multivocal narrative opportunities overview paper papers perspective perspectives practice practices problem "
        "problems process processes publication qualitative quantitative report research results review reviews "
        "scoping search solution solutions state studies study survey surveys synthesis system systematic systems "
        "technique techniques theory title topic towards trends umbrella under using what where which with year years"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Window:
    """Where and when a review searched. first: None when the search is open to the past. words: of its matter."""

    databases: frozenset[str]
    first: int | None
    last: int
    words: frozenset[str]

    def __str__(self) -> str:
        return f"{self.first or ''}–{self.last}"


def windows(studies: Iterable[Study], facts: Iterable[Fact]) -> dict[StudyId, Window]:
    """The search of each study that names a database and tells the last year of its search; by id, sorted."""
    told: dict[StudyId, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[fact.study].append(fact)
    found: dict[StudyId, Window] = {}
    for study in sorted(studies, key=lambda study: study.id):
        own = told[study.id]
        databases = frozenset(fact.value for fact in own if fact.kind is Kind.DATABASE)
        years = _years(own)
        if databases and years is not None:
            strings = (fact.value for fact in own if fact.kind is Kind.SEARCH_STRING)
            words = {fold_label(word) for text in (study.title, *strings) for word in _WORD.findall(text)}
            found[study.id] = Window(databases, *years, frozenset(words - _ANY_FIELD))
    return found


def same_windows(studies: Sequence[Study], facts: Iterable[Fact]) -> Iterator[tuple[StudyId, StudyId, str]]:
    """Pairs of studies by the rule of this module, the lesser id first, sorted, with why."""
    told = windows(studies, facts)
    for one, other in combinations(told, 2):
        mine, theirs = told[one], told[other]
        databases, words = mine.databases & theirs.databases, mine.words & theirs.words
        if databases and words and _overlap(mine, theirs):
            yield (
                one,
                other,
                f"both searched {', '.join(sorted(databases))}, for the years {mine} and {theirs}, "
                f"and for {', '.join(sorted(words)[:6])}",
            )


def _years(facts: Sequence[Fact]) -> tuple[int | None, int] | None:
    """First and last year of a search: of its periods, else up to its date; None when the last one is not told."""
    searched = [fact for fact in facts if fact.label == "search" and fact.years]
    periods = [fact.years for fact in searched if fact.kind is Kind.SEARCH_PERIOD and fact.years]
    ends = [last for _, last in periods if last is not None]
    ends = ends or [f.years[1] for f in searched if f.kind is Kind.SEARCH_DATE and f.years and f.years[1]]
    starts = [first for first, _ in periods]
    first = None if None in starts else min((start for start in starts if start is not None), default=None)
    return (first, max(ends)) if ends else None


def _overlap(one: Window, other: Window) -> bool:
    return (one.first or 0) <= other.last and (other.first or 0) <= one.last
