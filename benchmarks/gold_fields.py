"""The gold themes of one field, as the aligner takes them, with what the gold says of each two of them.

In: a folder with themes/ and alignment.json. Out: Field values. Used by benchmarks.reviewer and benchmarks.thresholds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.pipeline import SHARED
from concord import codebooks
from concord.aligning import chosen_for_records
from concord.evaluate import CORE, gold_clusters, gold_themes, near_pairs, wrong_merges
from concord.gold import load_json, load_studies
from synthesis.similarity.term import Term, terms_of_records
from synthesis.similarity.thesaurus import Thesaurus

FIELDS = Path(__file__).resolve().parent / "translation"
Concepts = Iterable[Sequence[str]]
Link = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Field:
    """terms: by facet, then id. home: theme to its gold concept. near: pairs that may be one concept or two."""

    name: str
    terms: tuple[Term, ...]
    thesaurus: Thesaurus
    home: dict[str, int]
    near: frozenset[frozenset[str]]
    alignment: dict[str, Any]

    @cached_property
    def gold(self) -> frozenset[Link]:
        """The pairs of themes that are one concept, ids in order."""
        return frozenset(
            pair for facet in self.facets for pair in combinations(sorted(t.id for t in facet), 2) if self.same(*pair)
        )

    @cached_property
    def facets(self) -> tuple[tuple[Term, ...], ...]:
        """The terms of each facet that has some."""
        return tuple(own for facet in CORE if (own := tuple(term for term in self.terms if term.facet == facet)))

    def same(self, one: str, other: str) -> bool:
        """Whether the gold has two themes in one concept."""
        return self.home[one] == self.home[other]

    def pair_f1(self, concepts: Concepts) -> float:
        """As `concord evaluate` has it."""
        made = {pair for ids in concepts for pair in combinations(sorted(ids), 2) if frozenset(pair) not in self.near}
        return 2 * len(made & self.gold) / max(len(made) + len(self.gold), 1)

    def wrong(self, concepts: Concepts) -> int:
        """How many pairs that must not be merged are."""
        return len(wrong_merges(self.alignment, [list(ids) for ids in concepts]))


def field(folder: Path) -> Field:
    """The field of a folder."""
    records = gold_themes(load_studies(folder), CORE)
    alignment = load_json(folder / "alignment.json")
    book = chosen_for_records(records, "auto")
    terms = terms_of_records(records)
    return Field(
        name="seeds" if folder.parent == SHARED else folder.name,
        terms=tuple(sorted(terms, key=lambda term: (term.facet, term.id))),
        thesaurus=codebooks.thesaurus_of([book.texts] if book else []),
        home={id: number for number, (_, ids) in enumerate(gold_clusters(alignment)) for id in ids},
        near=frozenset(near_pairs(alignment)),
        alignment=alignment,
    )


def known_fields() -> list[Field]:
    """The seeds, where they are, and the open fields: what the aligner may be fitted on."""
    folders = [SHARED / "gold"] if SHARED.is_dir() else []
    return [field(folder) for folder in (*folders, *_folders("open"))]


def held_fields() -> list[Field]:
    """Fields of which nothing but totals may be shown."""
    return [field(folder) for folder in _folders("held")]


def _folders(which: str) -> list[Path]:
    return sorted(path for path in (FIELDS / which).iterdir() if path.is_dir())
