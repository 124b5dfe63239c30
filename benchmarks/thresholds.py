"""Where the aligner's thresholds should stand: chosen on the seeds and the open fields, each left out in turn.

    python -m benchmarks.thresholds

Prints, for the threshold of groups (synthesis/translation/grouping.py), what is taken from the log-odds of two themes
of one study (synthesis/translation/constraints.py) and of those of short lists (synthesis/translation/facet.py): the
choice on all fields, the choice without each field, and what it gives there; then how often pairs of each probability
are one thing, and the two probabilities between which a pair is a question (synthesis/translation/questions.py). A
wrong merge costs as much as WRONG points of pair F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import numpy as np
from numpy.typing import NDArray

from benchmarks.gold_fields import Field, known_fields
from concord import resources
from synthesis.similarity.lists import PRIOR
from synthesis.translation import Facet, align
from synthesis.translation.cluster import groups
from synthesis.translation.constraints import WITHIN
from synthesis.translation.facet import SHORT
from synthesis.translation.grouping import THRESHOLD, log_odds
from synthesis.translation.questions import ASKED, SURE

WRONG = 1.0
THRESHOLDS = np.arange(-2.5, 1.6, 0.25)
CAUTIONS = (0.0, 0.5, 1.0, 1.5)
SHORTS = (0.0, 1.25, 2.5)
BANDS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)
RIGHT, HARDLY = 0.95, 0.02  # shares of right pairs above and below which nothing need be asked

Floats = NDArray[np.floating]
Choice = tuple[float, float, float]  # threshold, of one study, of short lists


@dataclass(frozen=True, eq=False)
class Pairs:
    """The judged pairs of one facet of one field. one_study, short: how much of either caution each takes, 0 to 1."""

    ids: Sequence[str]
    pairs: NDArray[np.integer]
    odds: Floats
    one_study: Floats
    short: Floats
    apart: list[tuple[int, int]]
    right: NDArray[np.bool_]


def main() -> int:
    fields = known_fields()
    judged = {field.name: [pairs_of(field, facet) for facet in facets(field)] for field in fields}
    choices = [(float(t), caution, short) for t, caution, short in product(THRESHOLDS, CAUTIONS, SHORTS)]
    figures = {field.name: [figure(field, judged[field.name], choice) for choice in choices] for field in fields}
    names = [field.name for field in fields]
    print("in use:", (THRESHOLD, WITHIN, SHORT), "  (threshold, one study, short lists)")
    for left_out in ("", *names):
        kept = [name for name in names if name != left_out]
        at = best([figures[name] for name in kept])
        shown = [left_out] if left_out else names
        told = "; ".join(f"{name} F1 {figures[name][at][0]:.3f} wrong {figures[name][at][1]}" for name in shown)
        print(f"{f'without {left_out}' if left_out else 'all fields'}: {choices[at]} gives {told}")
    print("\nmean pair F1 (wrong merges) by threshold, with the other two as in use")
    for at, choice in enumerate(choices):
        if choice[1:] == (WITHIN, SHORT):
            f1 = np.mean([figures[name][at][0] for name in names])
            print(f"  {choice[0]:5.2f}  {f1:.3f} ({sum(figures[name][at][1] for name in names)})")
    calibrated([part for parts in judged.values() for part in parts])
    return 0


def facets(field: Field) -> list[Facet]:
    """The judged facets of a field."""
    alignment = align(field.terms, embedding=resources.embedding(), thesaurus=field.thesaurus)
    return list(alignment.state.facets.values())


def pairs_of(field: Field, facet: Facet) -> Pairs:
    """What is chosen on."""
    pairs = facet.pairs.pairs
    ids = [reading.term.id for reading in facet.readings]
    study = np.unique([reading.term.study for reading in facet.readings], return_inverse=True)[1]
    one, other = study[pairs[:, 0]], study[pairs[:, 1]]
    labels = np.bincount(study)
    others = labels[one] + np.where(one == other, 0, labels[other]) - 2
    every = np.array(list(combinations(range(len(ids)), 2)), dtype=np.int64).reshape(-1, 2)
    return Pairs(
        ids=ids,
        pairs=pairs,
        odds=log_odds(facet.pairs.probability),
        one_study=(one == other).astype(np.float64),
        short=PRIOR / (np.maximum(others, 0) + PRIOR),
        apart=[(i, j) for i, j in every[facet.constraints.apart(every)].tolist()],
        right=np.array([field.same(ids[i], ids[j]) for i, j in pairs.tolist()], dtype=bool),
    )


def figure(field: Field, judged: Iterable[Pairs], choice: Choice) -> tuple[float, int]:
    """Pair F1, and wrong merges."""
    threshold, caution, short = choice
    concepts: list[list[str]] = []
    for part in judged:
        weight = part.odds - threshold - caution * part.one_study - short * part.short
        of = {(i, j): value for (i, j), value in zip(part.pairs.tolist(), weight.tolist(), strict=True)}
        concepts += [[part.ids[i] for i in group] for group in groups(len(part.ids), of, cannot=part.apart)]
    return field.pair_f1(concepts), field.wrong(concepts)


def best(figures: Sequence[Sequence[tuple[float, int]]]) -> int:
    """Of the choices, the one with the highest mean over the fields."""
    worth = [sum(f1 - WRONG / 100 * wrong for f1, wrong in column) for column in zip(*figures, strict=True)]
    return int(np.argmax(worth))


def calibrated(judged: Sequence[Pairs]) -> None:
    """How often a pair is right by its probability, of pairs that nothing keeps apart."""
    odds, right = [], []
    for part in judged:
        apart = set(part.apart)
        free = np.array([(i, j) not in apart for i, j in part.pairs.tolist()], dtype=bool)
        odds.append((part.odds - WITHIN * part.one_study - SHORT * part.short)[free])
        right.append(part.right[free])
    likely, truth = 1 / (1 + np.exp(-np.concatenate(odds))), np.concatenate(right)
    print("\nprobability, pairs, share of them that are one thing")
    for low, high in pairwise(BANDS):
        inside = (likely >= low) & (likely < high)
        print(f"  {low:.2f} to {high:.2f}  {inside.sum():6d}  {truth[inside].mean() if inside.any() else 0:.3f}")
    order = np.argsort(likely)
    below = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    above = np.cumsum(truth[order][::-1]) / np.arange(1, len(order) + 1)
    hardly = likely[order][np.flatnonzero(below <= HARDLY).max(initial=0)]
    sure = likely[order][::-1][np.flatnonzero(above >= RIGHT).max(initial=0)]
    print(f"at most {HARDLY:.0%} are right below {hardly:.3f} (in use {ASKED})")
    print(f"at least {RIGHT:.0%} are right above {sure:.3f} (in use {SURE})")


if __name__ == "__main__":
    raise SystemExit(main())
