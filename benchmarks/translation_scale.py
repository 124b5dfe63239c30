"""How the aligner grows: time, memory, recall of candidates and the price of one more study, in made-up worlds.

    python -m benchmarks.translation_scale                  1,000, 10,000 and 100,000 themes, each in its own process
    python -m benchmarks.translation_scale --themes 20000   one size
    python -m benchmarks.translation_scale --brute          and all pairs by rapidfuzz, for comparison

Processor time is what counts on a machine that others use too; seconds on the wall stand beside it.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks.scale_world import FACETS, World, world
from concord import resources
from synthesis.similarity.term import Term
from synthesis.translation import Alignment, Facet, State, state
from synthesis.translation.candidates import form_pairs, spread

SIZES = (1_000, 10_000, 100_000)
STUDY = 50  # themes of the study that is added
BLOCK = 2_000  # labels that are compared with all at a time by rapidfuzz
ALIKE = 85  # ratio of sorted words from which rapidfuzz counts two labels as one thing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--themes", type=int, help="one size, measured in this process, printed as JSON")
    parser.add_argument("--brute", action="store_true", help="compare with all pairs by rapidfuzz, too")
    arguments = parser.parse_args()
    if arguments.themes:
        print(json.dumps(brute(arguments.themes) if arguments.brute else measured(arguments.themes)))
        return 0
    rows = [_apart(size) for size in SIZES]
    _table(rows)
    for before, after in pairwise(rows):
        print(f"growth from {before['themes']} to {after['themes']} themes:", end="")
        for key in ("cpu seconds", "candidates"):
            exponent = math.log(after[key] / before[key]) / math.log(after["themes"] / before["themes"])
            print(f" {key} n^{exponent:.2f}", end="")
        print()
    if arguments.brute:
        _table([_apart(size, "--brute") for size in SIZES])
    return 0


def measured(themes: int) -> dict[str, Any]:
    """All figures of one size."""
    made = world(themes, extra=STUDY)
    base = [term for term in made.terms if term.study != "study-extra"]
    extra = [term for term in made.terms if term.study == "study-extra"]
    empty = state(resources.embedding(), resources.thesaurus())
    empty.with_study(made.terms[:STUDY])  # what is loaded once is loaded now
    wall, cpu = time.perf_counter(), time.process_time()
    whole = empty.with_study(base)
    concepts = Alignment(whole).concepts
    found: dict[str, Any] = {
        "themes": len(base),
        "seconds": round(time.perf_counter() - wall, 1),
        "cpu seconds": round(time.process_time() - cpu, 1),
        "peak MB": _peak(),
    }
    gc.collect()  # what the others have left behind is no cost of the one
    wall, cpu = time.perf_counter(), time.process_time()
    later = whole.with_study(extra)
    after = Alignment(later).concepts
    found["one study: seconds"] = round(time.perf_counter() - wall, 2)
    found["one study: cpu"] = round(time.process_time() - cpu, 2)
    found["concepts"], found["and then"] = len(concepts), len(after)
    found["pairs kept"] = sum(len(facet.judged) for facet in whole.facets.values())
    found["bytes a pair"] = round(sum(facet.judged.bytes for facet in whole.facets.values()) / found["pairs kept"], 1)
    found["candidates"], found["recall of candidates"] = candidates(whole, made)
    found["pair P"], found["pair R"], found["pair F1"] = figures(concepts, base, made.concept)
    return found


def candidates(made: State, of: World) -> tuple[int, float]:
    """(candidate pairs of themes, share of the pairs of one concept that are among them)."""
    number = right = 0
    gold: Counter[str] = Counter()
    for facet in made.facets.values():
        concept = [of.concept[reading.term.id] for reading in facet.readings]
        gold.update(concept)
        known = {name: place for place, name in enumerate(sorted(set(concept)))}
        home = np.array([known[name] for name in concept])
        for part in _parts(facet, made):
            number += len(part)
            right += int((home[part[:, 0]] == home[part[:, 1]]).sum())
    return number, round(right / _pairs(gold.values()), 4)


def _parts(facet: Facet, made: State) -> Iterable[np.ndarray[Any, np.dtype[np.int32]]]:
    asked = np.arange(len(facet.forms.forms), dtype=np.int32)
    found = form_pairs(facet.forms, asked, made.tools.embedding, made.tools.thesaurus)
    return spread(found.pairs, facet.form, np.ones(len(facet.readings), dtype=bool))


def figures(
    concepts: Iterable[Sequence[str]], terms: Iterable[Term], concept: dict[str, str]
) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of themes."""
    home = {id: number for number, ids in enumerate(concepts) for id in ids}
    of = [(concept[term.id], home[term.id]) for term in terms]
    gold, made = Counter(name for name, _ in of), Counter(number for _, number in of)
    both = _pairs(Counter(of).values())
    p, r = both / max(_pairs(made.values()), 1), both / max(_pairs(gold.values()), 1)
    return round(p, 3), round(r, 3), round(2 * p * r / max(p + r, 1e-9), 3)


def brute(themes: int) -> dict[str, Any]:
    """All pairs of labels by the ratio of their sorted words, in blocks: the time that an index has to beat."""
    from rapidfuzz import fuzz, process

    made = world(themes)
    wall, cpu = time.perf_counter(), time.process_time()
    found = right = 0
    gold: Counter[str] = Counter()
    for facet in FACETS:
        own = [term for term in made.terms if term.facet == facet]
        labels = [" ".join(sorted(term.label.casefold().split())) for term in own]
        concept = np.array([hash(made.concept[term.id]) for term in own])
        gold.update(made.concept[term.id] for term in own)
        for start in range(0, len(own), BLOCK):
            ratio = process.cdist(labels[start : start + BLOCK], labels, scorer=fuzz.ratio, score_cutoff=ALIKE)
            one, other = np.nonzero(np.triu(ratio, start + 1))
            found += len(one)
            right += int((concept[one + start] == concept[other]).sum())
    return {
        "themes": len(made.terms),
        "seconds": round(time.perf_counter() - wall, 1),
        "cpu seconds": round(time.process_time() - cpu, 1),
        "peak MB": _peak(),
        "candidates": found,
        "recall of candidates": round(right / _pairs(gold.values()), 4),
    }


def _apart(themes: int, *options: str) -> dict[str, Any]:
    """Measured in a process of its own, so that its peak of memory is its own, too."""
    command = [sys.executable, "-m", "benchmarks.translation_scale", "--themes", str(themes), *options]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return found


def _table(rows: Sequence[dict[str, Any]]) -> None:
    print("|", " | ".join(rows[0]), "|")
    print(f"|{' --- |' * len(rows[0])}")
    for row in rows:
        print("|", " | ".join(map(str, row.values())), "|")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


if __name__ == "__main__":
    sys.exit(main())
