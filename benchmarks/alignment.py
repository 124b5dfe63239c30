"""How well the score of the aligner tells which labels name one thing, and what each of its signals is worth.

    python -m benchmarks.alignment          tables: single signals, the score, each signal left out; calibration
    python -m benchmarks.alignment --fit    and the weights for synthesis/similarity/weights.py

Every figure of the score is of a source that its weights were not fitted on: a field is left out whole, of the seeds
one study at a time. Labelled groups and pairs are of the seeds' field, so all of them are left out when one of them is
measured. AP is average precision; F1 is that of the best threshold, chosen in hindsight for every row alike.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.alignment_pairs import Labelled, of_pairs, sources
from extract.theme import fold_label
from synthesis.similarity.evidence import FEATURES
from synthesis.similarity.weights import BIAS, WEIGHTS

Floats = NDArray[np.float64]
OF_ONE_FIELD = ("seeds", "alignment_groups", "hard pairs", "all pairs")
BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="print the weights that all sources give")
    arguments = parser.parse_args()
    known = list(sources())
    shown = [*known, of_pairs()]
    print("| AP, best F1 |", " | ".join(source.name for source in shown), "|")
    print(f"|{' --- |' * (len(shown) + 1)}")
    for name, signal in SIGNALS.items():
        _row(name, shown, [signal(source) for source in shown])
    everything = list(range(len(FEATURES)))
    scores = [left_out(source, known, everything) for source in shown]
    _row("Concord", shown, scores)
    _row("weights in use, fitted on all", shown, [in_use(source) for source in shown])
    for place, name in enumerate(FEATURES):
        rest = [other for other in everything if other != place]
        _row(f"without {name}", shown, [left_out(source, known, rest) for source in shown])
    calibration([(s, scores[n]) for n, s in enumerate(shown) if s.name not in OF_ONE_FIELD and "groups" not in s.name])
    if arguments.fit:
        weights = fit(known, everything)
        print("bias", round(float(weights[0]), 2), dict(zip(FEATURES, np.round(weights[1:], 2).tolist(), strict=True)))
    return 0


def _row(name: str, shown: Sequence[Labelled], scores: Sequence[Floats]) -> None:
    cells = [
        f"{average_precision(s.same, x):.3f}, {best_f1(s.same, x):.3f}" for s, x in zip(shown, scores, strict=True)
    ]
    print(f"| {name} |", " | ".join(cells), "|")


def _equal(source: Labelled) -> Floats:
    return np.array([float(fold_label(a.label) == fold_label(b.label)) for a, b in source.terms])


def _token_set(source: Labelled) -> Floats:
    from rapidfuzz.fuzz import token_set_ratio

    return np.array([token_set_ratio(fold_label(a.label), fold_label(b.label)) for a, b in source.terms])


def _jaro_winkler(source: Labelled) -> Floats:
    from rapidfuzz.distance.JaroWinkler import similarity

    return np.array([similarity(fold_label(a.label), fold_label(b.label)) for a, b in source.terms])


def _ratio(source: Labelled) -> Floats:
    from rapidfuzz.fuzz import WRatio

    return np.array([WRatio(fold_label(a.label), fold_label(b.label)) for a, b in source.terms])


def _and_remainder(source: Labelled) -> Floats:
    return np.asarray((source.cosine() + source.features[:, FEATURES.index("remainder")]) / 2)


SIGNALS: dict[str, Callable[[Labelled], Floats]] = {
    "each label alone": lambda source: np.zeros(len(source.same)),
    "equal labels": _equal,
    "rapidfuzz token_set_ratio": _token_set,
    "rapidfuzz WRatio": _ratio,
    "Jaro-Winkler": _jaro_winkler,
    "cosine of the embedding table": Labelled.cosine,
    "mean of cosine and remainder": _and_remainder,
}


def in_use(source: Labelled) -> Floats:
    """Log-odds by the weights of the program."""
    return np.asarray(BIAS + source.features @ np.array([WEIGHTS[name] for name in FEATURES]))


def left_out(source: Labelled, known: Sequence[Labelled], columns: Sequence[int]) -> Floats:
    """Log-odds of the pairs of a source by weights that were fitted without it, with these features alone."""
    kin = OF_ONE_FIELD if source.name in OF_ONE_FIELD else (source.name,)
    if source.name != "seeds":
        weights = fit([other for other in known if other.name not in kin], columns)
        return _log_odds(source.features[:, columns], weights)
    found, times = np.zeros(len(source.same)), np.zeros(len(source.same))
    for study in sorted({term.study for pair in source.terms for term in pair}):
        mine = source.of_study(study)
        kept = Labelled(
            source.name,
            source.features[~mine],
            source.same[~mine],
            tuple(pair for pair, out in zip(source.terms, mine, strict=True) if not out),
            source.weight,
        )
        weights = fit([kept, *(other for other in known if other.name not in kin)], columns)
        found[mine] += _log_odds(source.features[mine][:, columns], weights)
        times[mine] += 1
    return found / times


def fit(known: Sequence[Labelled], columns: Sequence[int], ridge: float = 1.0) -> Floats:
    """Logistic regression by Newton's method; the first weight is the bias, which has no ridge."""
    x = np.vstack([source.features[:, columns] for source in known])
    x = np.column_stack([np.ones(len(x)), x])
    y = np.concatenate([source.same for source in known])
    counts = np.concatenate([np.full(len(source.same), source.weight) for source in known])
    penalty = ridge * np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (counts * (p - y)) + penalty @ weights
        step = np.linalg.solve((x * (counts * p * (1 - p))[:, None]).T @ x + penalty, slope)
        weights -= np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _log_odds(x: Floats, weights: Floats) -> Floats:
    return np.asarray(x @ weights[1:] + weights[0])


def average_precision(truth: Floats, score: Floats) -> float:
    """The mean, over the true pairs, of the precision at their score; pairs of one score are taken together."""
    order = np.argsort(-score, kind="stable")
    hits, last = np.cumsum(truth[order]), np.append(np.diff(score[order]) != 0, True)
    precision, found = hits[last] / (np.flatnonzero(last) + 1), np.diff(hits[last], prepend=0.0)
    return float((precision * found).sum() / max(truth.sum(), 1.0))


def best_f1(truth: Floats, score: Floats) -> float:
    """F1 at the best threshold; no pair at all may be best, with F1 0."""
    order = np.argsort(-score, kind="stable")
    hits, last = np.cumsum(truth[order]), np.append(np.diff(score[order]) != 0, True)
    return (
        float((2 * hits[last] / (np.flatnonzero(last) + 1 + truth.sum())).max()) if len(np.unique(score)) > 1 else 0.0
    )


def calibration(scored: Sequence[tuple[Labelled, Floats]]) -> None:
    """What share of pairs of a probability is one thing, on open fields that the weights were not fitted on."""
    p = np.concatenate([1 / (1 + np.exp(-score)) for _, score in scored])
    same = np.concatenate([source.same for source, _ in scored])
    print("\n| probability | pairs | mean | one thing |\n| --- | --- | --- | --- |")
    error = 0.0
    for low, high in pairwise(BINS):
        inside = (p >= low) & (p < high)
        if inside.any():
            print(f"| {low} to {high} | {inside.sum()} | {p[inside].mean():.3f} | {same[inside].mean():.3f} |")
            error += abs(p[inside].sum() - same[inside].sum()) / len(p)
    likely = p >= 0.1
    gap = abs(float(p[likely].mean() - same[likely].mean()))
    print(f"expected calibration error {error:.4f}; of pairs from 0.1 on {gap:.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
