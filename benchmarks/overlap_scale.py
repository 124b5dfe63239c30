"""How long overlap takes on a large corpus: `python -m benchmarks.overlap_scale [--reviews 1000] [--links 50000]`.

In: the number of reviews and of primary studies in their lists. Out: seconds, on standard output. The corpus is made
up: reviews of twenty topics, each with the year of its search, list primary studies of their topic, well-known ones
more often, some of them written otherwise, so that they match only perhaps. Timed are the citation matrix with all
pairs, the same matrix from a CSV file, and the whole way from reference entries (works, assumptions, records).
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from itertools import product
from typing import TypeVar

import numpy as np

from concord.matrix_files import read_matrix
from concord.tables import overlap_record
from concord.tables.matrix import matrix_record
from corpus.study import Document, DocumentId, Metadata, Reference, Study, StudyId
from synthesis.overlap import Assumption, CitationMatrix, CorpusOverlap, WeightedOverlap, matrix, overlap, pairwise

T = TypeVar("T")
Lists = list[list[int]]  # for each review the numbers of its primary studies
TOPICS = 20
FIRST, LAST = 2000, 2024
WORDS = (
    "barrier bridge canal cellar chapel cloth coast dairy estuary fence fern forest garden granite harbour hedge heron "
    "kiln ladder lagoon lantern ledger meadow mill mortar moss orchard otter peat pier quarry reef ridge river saddle "
    "salt shingle slate spring stable stork thatch tide timber tower valley vessel weir willow yard"
).split()
NAMES = [
    a + b
    for a, b in product(
        "Ber Cor Dal Fen Gor Hal Ker Lun Mor Nor Pel Ros Sel Tor Val Wen".split(),
        "ac berg der ett in man ny olt sen ti".split(),
    )
]


def lists(reviews: int, links: int, chance: np.random.Generator) -> tuple[Lists, int]:
    """The primary studies of each review, and how many there are; half as many as links."""
    works = max(links // 2, 2 * TOPICS)
    topic = np.arange(works) % TOPICS
    found: Lists = []
    for review in range(reviews):
        own = np.flatnonzero(topic == review % TOPICS)
        known = 1 / np.arange(1, len(own) + 1) ** 0.7
        size = min(len(own), max(1, round(links / reviews * chance.uniform(0.4, 1.6))))
        found.append(sorted(int(w) for w in chance.choice(own, size, replace=False, p=known / known.sum())))
    return found, works


def corpus(held: Lists, works: int, chance: np.random.Generator) -> tuple[list[Study], dict[StudyId, int]]:
    """Studies whose lists are these, and the years of their searches."""
    titles = [" ".join(chance.choice(WORDS, 7)) + f" {WORDS[n % len(WORDS)]}s" for n in range(works)]
    authors = [f"{chr(65 + n % 26)}. {NAMES[n % len(NAMES)]}" for n in chance.integers(0, 10**6, works)]
    years = chance.integers(FIRST, LAST, works)
    studies, searched = [], {}
    for number, mine in enumerate(held):
        entries = []
        for place, work in enumerate(mine):
            year = int(years[work]) + (3 if chance.random() < 0.01 else 0)  # one in a hundred is misdated: a doubt
            raw = f"[{place}] {authors[work]} ({year}). {titles[work].capitalize()}. Annals {work % 90}."
            entries.append(
                Reference(
                    f"b{place}",
                    raw,
                    title=titles[work].capitalize(),
                    authors=(authors[work],),
                    year=year,
                    included=True,
                    why="listed under 'Included studies'",
                    confidence=0.98,
                )
            )
        id = StudyId(f"review{number:05d}")
        searched[id] = int(chance.integers(LAST - 8, LAST + 1))
        document = Document(
            DocumentId(f"d{number:012x}"), f"{id}.txt", "text", "", Metadata(), references=tuple(entries)
        )
        studies.append(Study(id, f"Review {number}", (), LAST + 1, "", (document,)))
    return studies, searched


def as_csv(citations: CitationMatrix) -> bytes:
    """The matrix as a file."""
    signs = np.where(citations.missing, "NA", np.where(citations.held, "1", "0"))
    head = ",".join(("study", *citations.reviews))
    rows = (f"{work},{','.join(row)}" for work, row in zip(citations.works, signs.tolist(), strict=True))
    return "\n".join((head, *rows)).encode()


def timed(what: str, function: Callable[[], T]) -> T:
    """The result of a function; prints its seconds, those of the processor and the most memory used until then."""
    start, worked = time.perf_counter(), time.process_time()
    result = function()
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<50} {seconds:8.2f} s {worked:8.2f} s of processor {most:7.0f} MiB", flush=True)
    return result


def main() -> None:
    """Prints what each step takes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reviews", type=int, default=1000)
    options.add_argument("--links", type=int, default=50_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--no-corpus", action="store_true", help="the matrix alone")
    asked = options.parse_args()
    chance = np.random.default_rng(asked.seed)
    held, works = lists(asked.reviews, asked.links, chance)
    studies, searched = corpus(held, works, chance)
    years = {f"w{n}": int(year) for n, year in enumerate(chance.integers(FIRST, LAST, works))}
    sets = {str(study.id): [f"w{n}" for n in mine] for study, mine in zip(studies, held, strict=True)}
    links, pairs = sum(map(len, held)), asked.reviews * (asked.reviews - 1) // 2
    print(f"{asked.reviews} reviews, {links} links to {len({n for mine in held for n in mine})} primary studies")
    citations = timed(
        "citation matrix", lambda: matrix(sets, years=years, searched={str(id): year for id, year in searched.items()})
    )
    found = timed("covered areas of the whole", lambda: overlap(citations))
    every = timed(f"all {pairs} pairs", lambda: pairwise(citations))
    print(
        f"  CCA {found.corrected:.4f}, {found.missing} cells missing, {int((every.shared > 0).sum())} pairs share one"
    )
    data = as_csv(citations)
    again = timed(f"the matrix from a CSV file of {len(data) / 2**20:.0f} MiB", lambda: read_matrix("made up", data))
    timed("its record, with all pairs", lambda: matrix_record(again))
    if asked.no_corpus:
        return
    whole = CorpusOverlap(studies, {str(id): year for id, year in searched.items()})
    timed("works of all reference entries", lambda: whole.bibliography.works())
    timed("works with doubtful matches in", lambda: whole.bibliography.works(doubtful=True))
    timed("eight assumptions", whole.assumed)
    print(f"  {len(timed('doubts for reviewers', whole.doubts))} pairs of references in doubt")
    none = WeightedOverlap(None, 0, 0, "no sizes")
    timed("record of the corpus", lambda: overlap_record(whole, Assumption(), facts={}, weighted=none))
    timed("evidence of each cell", lambda: list(whole.evidence()))


if __name__ == "__main__":
    main()
