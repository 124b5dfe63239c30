"""Pairs of labels of which people have said whether they name one thing, with what the aligner sees in them.

In: gold folders (../shared/gold and translation/open), tables of labelled groups and of pairs (../shared/models). Out:
Labelled values. Read by benchmarks/alignment.py. The held fields are not touched here.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.pipeline import SHARED
from concord import resources
from concord.evaluate import CORE, gold_clusters, gold_themes, near_pairs
from concord.gold import load_json, load_studies
from synthesis.similarity.reading import read_terms
from synthesis.similarity.score import Scorer
from synthesis.similarity.term import Term, terms_of_records

OPEN = Path(__file__).resolve().parent / "translation" / "open"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Labelled:
    """p pairs of one source.

    features: (p, features). same: (p,) 0 or 1. terms: both ends. weight: of a pair in the fit.
    """

    name: str
    features: Floats
    same: Floats
    terms: tuple[tuple[Term, Term], ...]
    weight: float

    def of_study(self, study: str) -> NDArray[np.bool_]:
        """(p,) whether a pair has a term of the study."""
        return np.array([study in (one.study, other.study) for one, other in self.terms], dtype=bool)

    def cosine(self) -> Floats:
        """(p,) of the labels as they are written."""
        labels = sorted({term.label for pair in self.terms for term in pair})
        row = dict(zip(labels, resources.embedding()(labels), strict=True))
        return np.array([float(row[one.label] @ row[other.label]) for one, other in self.terms])


def sources() -> Iterator[Labelled]:
    """The seeds, each open field, labelled groups of the seeds' field and of others, and hard pairs."""
    if SHARED.is_dir():
        yield of_gold("seeds", SHARED / "gold", weight=1.0)
    for folder in sorted(path for path in OPEN.iterdir() if path.is_dir()):
        yield of_gold(folder.name, folder, weight=1.5)
    if SHARED.is_dir():
        yield of_groups("alignment_groups", weight=0.7)
        yield of_groups("alignment_groups_other_domains", weight=1.5)
        yield of_pairs("hard", weight=4.0)


def of_gold(name: str, folder: Path, weight: float) -> Labelled:
    """All pairs of gold themes of different studies in one core facet; what may be one concept or two is left out."""
    alignment = load_json(folder / "alignment.json")
    group = {member: number for number, (_, ids) in enumerate(gold_clusters(alignment)) for member in ids}
    near = near_pairs(alignment)
    terms = [term for term in terms_of_records(gold_themes(load_studies(folder), CORE)) if term.id in group]
    across = [
        (a, b)
        for a, b in combinations(terms, 2)
        if a.facet == b.facet and a.study != b.study and frozenset((a.id, b.id)) not in near
    ]
    return _labelled(name, terms, across, [group[a.id] == group[b.id] for a, b in across], weight)


def of_groups(name: str, weight: float) -> Labelled:
    """All pairs of a table of groups; the n-th label of each group is given to the n-th invented study."""
    seen: Counter[str] = Counter()
    terms: list[Term] = []
    group: dict[str, str] = {}
    for number, row in enumerate(_rows(name)):
        key = f"{row['facet']} {row['concept']}"
        terms.append(Term(f"g{number}", f"study {seen[key]}", row["facet"], row["label"]))
        group[f"g{number}"] = key
        seen[key] += 1
    pairs = [(a, b) for a, b in combinations(terms, 2) if a.facet == b.facet]
    return _labelled(name, terms, pairs, [group[a.id] == group[b.id] for a, b in pairs], weight)


def of_pairs(which: str = "", weight: float = 0.0) -> Labelled:
    """The 266 pairs, or those of one set; all first labels of a facet are one study's list, all second another's."""
    rows = _rows("alignment_pairs")
    known = {
        (row["facet"], side, row[f"label_{side}"]): Term(
            f"{row['facet']} {side} {row[f'label_{side}']}", side, row["facet"], row[f"label_{side}"]
        )
        for row in rows
        for side in "ab"
    }
    chosen = [row for row in rows if row["set"].startswith(which)]
    pairs = [tuple(known[row["facet"], side, row[f"label_{side}"]] for side in "ab") for row in chosen]
    same = [row["same"] == "1" for row in chosen]
    return _labelled(f"{which or 'all'} pairs", list(known.values()), [(a, b) for a, b in pairs], same, weight)


def _labelled(
    name: str, terms: list[Term], pairs: list[tuple[Term, Term]], same: list[bool], weight: float
) -> Labelled:
    thesaurus = resources.thesaurus()
    readings = read_terms(terms, thesaurus)
    facets: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        facets[term.facet].append(term)
    features: Floats = np.zeros((len(pairs), 0))
    for facet, own in facets.items():
        place = {term.id: number for number, term in enumerate(own)}
        where = [number for number, (a, _) in enumerate(pairs) if a.facet == facet]
        scorer = Scorer([readings[term.id] for term in own], resources.embedding(), thesaurus)
        places = np.array([[place[term.id] for term in pairs[number]] for number in where], dtype=np.int32)
        found = scorer.features(places.reshape(-1, 2))
        if not features.shape[1]:
            features = np.zeros((len(pairs), found.shape[1]))
        features[where] = found
    return Labelled(name, features, np.array(same, dtype=np.float64), tuple(pairs), weight)


def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / "models" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
