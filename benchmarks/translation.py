"""How well the aligner alone translates themes of fields that it was not made for: translation/open and /held.

    python -m benchmarks.translation            the seeds (where they are), each open field, totals of the held ones
    python -m benchmarks.translation --missed   and the missed and wrong pairs of the open fields (never of the held)

Gold themes in (labels as the studies write them), concepts out, pairs of themes scored over the five core facets as
`concord evaluate` scores them; totals add up the pairs. docs/measurements.md tells what each set is worth as evidence.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.pipeline import SHARED
from concord.aligning import aligned
from concord.evaluate import CORE, gold_clusters, gold_themes, near_pairs, prf, wrong_merges
from concord.gold import load_json, load_studies

FIELDS = Path(__file__).resolve().parent / "translation"
Concepts = Sequence[Sequence[str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="list missed and wrong pairs of the open fields")
    arguments = parser.parse_args()
    print("| set | themes | pair P | pair R | pair F1 |", " | ".join(CORE), "| wrong merges |")
    print(f"|{' --- |' * (6 + len(CORE))}")
    if SHARED.is_dir():
        print(_line("seeds", [_counted(SHARED / "gold", missed=False)]))
    for which in ("open", "held"):
        counts = []
        for folder in sorted(path for path in (FIELDS / which).iterdir() if path.is_dir()):
            counts.append(_counted(folder, missed=arguments.missed and which == "open"))
            if which == "open":
                print(_line(folder.name, counts[-1:]))
        print(_line(f"all {which}", counts))
    return 0


def _counted(folder: Path, *, missed: bool) -> dict[str, Counter[str]]:
    """Pairs by facet: gold, predicted, hit, right; under "": themes, marked (pairs to keep apart), wrong."""
    themes = gold_themes(load_studies(folder), CORE)
    alignment = load_json(folder / "alignment.json")
    concepts = [concept["themes"] for concept in aligned(themes)]
    found = {facet: Counter[str]() for facet in CORE}
    near = near_pairs(alignment)
    for facet in CORE:
        own = {theme["id"] for theme in themes if theme["facet"] == facet}
        gold = _pairs((members for of, members in gold_clusters(alignment) if of == facet), own)
        made = {pair for pair in _pairs(concepts, own) if frozenset(pair) not in near}
        both = len(gold & made)
        found[facet] += Counter(gold=len(gold), predicted=len(made), hit=both, right=both)
        if missed:
            _show(f"{folder.name} {facet}", {theme["id"]: theme for theme in themes}, gold - made, made - gold)
    wrong = wrong_merges(alignment, concepts)
    marked = len(alignment.get("must_not_merge", ()))
    return found | {"": Counter(themes=len(themes), marked=marked, wrong=len(wrong))}


def _pairs(clusters: Iterable[Sequence[str]], own: set[str]) -> set[tuple[str, str]]:
    return {pair for members in clusters for pair in combinations(sorted(own & set(members)), 2)}


def _line(name: str, counts: Sequence[dict[str, Counter[str]]]) -> str:
    whole = {facet: sum((count[facet] for count in counts), Counter[str]()) for facet in ("", *CORE)}
    figures = prf(sum((whole[facet] for facet in CORE), Counter[str]()))
    cells = [f"{value:.3f}" for value in figures]
    cells += [f"{prf(whole[facet])[2]:.3f}" if whole[facet]["gold"] else "" for facet in CORE]
    return f"| {name} | {whole['']['themes']} | {' | '.join(cells)} | {whole['']['wrong']} of {whole['']['marked']} |"


def _show(place: str, of: dict[str, dict[str, Any]], lost: set[tuple[str, str]], wrong: set[tuple[str, str]]) -> None:
    for word, pairs in (("missed", lost), ("wrong ", wrong)):
        for a, b in sorted(pairs):
            print(f"    {word} {place}: {of[a]['label']} ({of[a]['study']}) | {of[b]['label']} ({of[b]['study']})")


if __name__ == "__main__":
    raise SystemExit(main())
