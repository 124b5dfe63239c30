"""How well themes are found in reviews of fields that the program was not made for: papers/open and papers/held.

    python -m benchmarks.unseen            both sets, one line a field
    python -m benchmarks.unseen --missed   and what was missed and extra in papers/open (never of papers/held)

The generic codebook reads all but MLOps, which gets the one that Concord would choose. Micro-averaged over the five
core facets, strict selection, then over the further facets that the keys hold in full; the rules of matching are those
of `concord evaluate`. docs/measurements.md tells what each set is worth as evidence.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from benchmarks.gold_cases import Case, Counts, counted, language, paper_cases, records
from concord import resources
from concord.evaluate import CORE, prf
from concord.gold import is_strict, match
from extract.pipeline import extract
from extract.theme import Theme

FURTHER = (
    "definition",
    "principle",
    "feature",
    "framework",
    "deployment_method",
    "solution",
    "open_issue",
    "trend",
    "application_field",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="list misses and extras of papers/open")
    arguments = parser.parse_args()
    for which in ("open", "held"):
        cases = paper_cases(which)
        found = [(case, _themes(case)) for case in cases]
        print(f"\n| papers/{which} | P | R | F1 | exact R | further P | R | F1 |\n|{' --- |' * 8}")
        for field in sorted({case.corpus for case in cases}):
            print(_line(field.rpartition("/")[2], [(c, t) for c, t in found if c.corpus == field]))
        print(_line("all", found))
        if arguments.missed and which == "open":
            for case, themes in found:
                _show(case, themes)
    return 0


def _themes(case: Case) -> tuple[Theme, ...]:
    return extract(case.study, case.codebook, language(), resources.confidence_weights()).themes


def _line(name: str, found: Sequence[tuple[Case, Sequence[Theme]]]) -> str:
    core, further = (_sum(found, facets) for facets in (CORE, FURTHER))
    figures = (*prf(core), core["exact"] / max(core["gold"], 1), *prf(further))
    return f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} |"


def _sum(found: Sequence[tuple[Case, Sequence[Theme]]], facets: Sequence[str]) -> Counts:
    whole: Counts = Counter()
    for case, themes in found:
        wanted = [facet for facet in facets if case.gold.facets is None or facet in case.gold.facets]
        for counts in counted(case.gold, records(themes), strict=True, facets=wanted).values():
            whole += counts
    return whole


def _show(case: Case, themes: Sequence[Theme]) -> None:
    """What is missed and extra under the core facets of one open paper."""
    given = records(themes)
    matches = match(case.gold.themes, given)
    hit, right = {m.gold for m in matches}, {m.theme for m in matches}
    print(f"\n{case.gold.key}")
    for index, gold in enumerate(case.gold.themes):
        if index not in hit and gold["facet"] in CORE and is_strict(gold):
            print(f"  missed {gold['facet']}: {gold['label']}")
    for index, theme in enumerate(given):
        if index not in right and theme["facet"] in CORE:
            print(f"  extra  {theme['facet']}: {theme['label']}  <- {theme['quote'][:80]!r}")


if __name__ == "__main__":
    raise SystemExit(main())
