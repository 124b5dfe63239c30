"""How well confidences say the chance of being right, and the fit of their weights.

    python -m benchmarks.calibration            calibration before and after, each study left out in turn
    python -m benchmarks.calibration --write    the same, then a fit on all studies, to data/confidence/weights.toml

Reads the sample corpus (generic codebook), papers/open and, where they are there, the real papers of ../shared (both
codebooks).
A theme of a core facet is right when it matches a gold theme, one to one; a second theme for one meaning is wrong.
The weights are a logistic regression with ridge over the features of extract.confidence, found by Newton's method; a
feature that is there to speak for a theme (or against it) and is fitted with the other sign, as few studies may do by
chance, is left out.
Figures: expected calibration error over ten bins of equal width (Naeini, Cooper and Hauskrecht 2015), and the score of
Brier (1950), both with the weights fitted without the study that is judged.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.gold_cases import (
    ROOT,
    Case,
    Counts,
    counted,
    language,
    micro,
    paper_cases,
    real_cases,
    records,
    sample_cases,
)
from concord.evaluate import CORE
from concord.gold import match
from extract.confidence import Weights, confidence, scaled
from extract.pipeline import scopes_of, themes_of

RIDGE = 8.0
PRIOR = {"own": 1.0}  # where the gold says little, the odds are what the sources say
BINS = 10
FOR = frozenset(("own", "several kinds", "places", "finding", "spoken", "under a parent", "defined", "beside"))
AGAINST = frozenset(("alone", "one word", "long", "no noun", "begins small", "name without capital"))
TARGET = ROOT / "data" / "confidence" / "weights.toml"
Floats = NDArray[np.float64]
ALL = Weights(0.0, {}, 0.0)  # takes every candidate, so that what was too doubtful can be judged too


@dataclass(frozen=True)
class Judged:
    """A proposed theme: its record, its features, and whether it is right and of a core facet."""

    theme: dict[str, object]
    features: dict[str, float]
    right: bool
    core: bool


@dataclass(frozen=True)
class Judgements:
    """All proposals of one case."""

    case: Case
    every: tuple[Judged, ...]

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Those of core facets, whose gold is meant to be whole."""
        return tuple(one for one in self.every if one.core)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit on all studies and write the weights")
    arguments = parser.parse_args()
    cases = [judge(case) for case in (*sample_cases(), *paper_cases("open"), *real_cases(), *real_cases("generic"))]
    names = features_in(cases)
    left_out: dict[str, Weights] = {}
    for study in sorted({case.case.gold.key for case in cases}):
        rest = [case for case in cases if case.case.gold.key != study]
        left_out[study] = with_threshold(fit(rest, names), rest)
    report(cases, left_out)
    if arguments.write:
        write(with_threshold(fit(cases, names), cases), cases)
    return 0


def judge(case: Case) -> Judgements:
    """The proposals of a case, each told right or wrong."""
    scopes = scopes_of(case.study, case.codebook, language())
    made, _ = themes_of(case.study, case.codebook, scopes, ALL)
    themes = records(made.themes)
    found = {m.theme for m in match(case.gold.themes, themes)}
    every = [
        Judged(theme, dict(made.features[theme["id"]]), i in found, theme["facet"] in CORE)
        for i, theme in enumerate(themes)
    ]
    return Judgements(case, tuple(every))


def features_in(cases: Sequence[Judgements]) -> list[str]:
    """The features that occur in at least ten proposals, in order of name: rarer ones are not fitted."""
    seen: dict[str, int] = {}
    for case in cases:
        for one in case.judged:
            for name, value in one.features.items():
                seen[name] = seen.get(name, 0) + (value != 0)
    return sorted(name for name, count in seen.items() if count >= BINS)


def fit(cases: Sequence[Judgements], names: Sequence[str]) -> Weights:
    """Logistic regression with ridge; features of the wrong sign are left out one by one, the farthest off first."""
    rows = [scaled(one.features) for case in cases for one in case.judged]
    truth = np.array([float(one.right) for case in cases for one in case.judged])
    kept = list(names)
    while True:
        prior = np.array([0.0, *(PRIOR.get(name, 0.0) for name in kept)])
        w = newton(np.array([[1.0, *(row.get(name, 0.0) for name in kept)] for row in rows]), truth, prior)
        wrong = [(value * (1 if name in AGAINST else -1), name) for name, value in zip(kept, w[1:], strict=True)]
        wrong = [(off, name) for off, name in wrong if off > 0 and name in FOR | AGAINST]
        if not wrong:
            break
        kept.remove(max(wrong)[1])
    weight = {name: round(float(value), 3) for name, value in zip(kept, w[1:], strict=True)}
    return Weights(round(float(w[0]), 3), weight, 0.5)


def newton(x: Floats, y: Floats, prior: Floats) -> Floats:
    """The coefficients of the columns of x for the chance of y, drawn to the prior; the bias, the first, is free."""
    penalty = RIDGE * np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    w = prior.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (p - y) + penalty @ (w - prior))
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return np.asarray(w)


def taken(case: Judgements, weights: Weights | None, least: float) -> list[dict[str, object]]:
    """The records of the proposals that reach a threshold."""
    return [one.theme for one in case.every if confidence(one.features, weights) >= least]


def scores(case: Judgements, weights: Weights | None, least: float, *, strict: bool = True) -> dict[str, Counts]:
    return counted(case.case.gold, taken(case, weights, least), strict=strict)


def with_threshold(weights: Weights, cases: Sequence[Judgements]) -> Weights:
    """The weights with the threshold that is best for F1 when confidences are calibrated: half of the best F1.

    Lipton, Elkan and Naryanaswamy (2014), "Optimal thresholding of classifiers to maximize F1 measure". It rests on one
    figure of all cases together, where a search for the best threshold would follow a handful of doubtful themes.
    """
    chances = [(confidence(one.features, weights), one.right) for case in cases for one in case.judged]
    gold = sum(theme["facet"] in CORE for case in cases for theme in case.case.gold.themes)

    def f1(least: float) -> float:
        taken = [right for chance, right in chances if chance >= least]
        return 2 * sum(taken) / (len(taken) + gold)

    least = 0.5
    for _ in range(BINS):
        least = f1(least) / 2
    return replace(weights, least=round(least, 3))


def report(cases: Sequence[Judgements], left_out: dict[str, Weights]) -> None:
    """Calibration and F1 by corpus: the sources' own estimate at 0.5, and the fit that has not seen the study."""
    for corpus in dict.fromkeys(case.case.corpus for case in cases):
        own = [case for case in cases if case.case.corpus == corpus]
        print(f"\n{corpus}: {len(own)} studies, {sum(len(case.judged) for case in own)} proposals")
        print(f"  {'':<28}{'ECE':>7}{'Brier':>7}   strict P     R    F1   all P     R    F1")
        for name, fitted in (("what the sources say, 0.50", False), ("fitted without the study", True)):
            chance, truth, strict, full = [], [], [], []
            for case in own:
                weights = left_out[case.case.gold.key] if fitted else None
                least = weights.least if weights else 0.5
                chance += [confidence(one.features, weights) for one in case.judged]
                truth += [one.right for one in case.judged]
                strict.append(scores(case, weights, least))
                full.append(scores(case, weights, least, strict=False))
            c, t = np.array(chance), np.array(truth, dtype=np.float64)
            f = "  ".join("{:.3f} {:.3f} {:.3f}".format(*micro(counts)) for counts in (strict, full))
            print(f"  {name:<28}{calibration_error(c, t):>7.3f}{float(((c - t) ** 2).mean()):>7.3f}   {f}")
    diagram(cases, left_out)
    thresholds = sorted(weights.least for weights in left_out.values())
    print(f"\nthresholds chosen with one study left out: {thresholds[0]} to {thresholds[-1]}")


def diagram(cases: Sequence[Judgements], left_out: dict[str, Weights]) -> None:
    """The reliability diagram as a table: in each bin the mean confidence beside the share that is right."""
    print("\nreliability, all corpora, each study judged with weights that have not seen it")
    print("  confidence      sources say: n   mean  right     fitted: n   mean  right")
    pairs = [(one, left_out[case.case.gold.key]) for case in cases for one in case.judged]
    truth = np.array([one.right for one, _ in pairs], dtype=np.float64)
    columns = [
        np.array([confidence(one.features, None) for one, _ in pairs]),
        np.array([confidence(one.features, weights) for one, weights in pairs]),
    ]
    for b in range(BINS):
        cells = []
        for chance in columns:
            inside = bins(chance) == b
            n = int(inside.sum())
            told = (f"{chance[inside].mean():.3f}", f"{truth[inside].mean():.3f}") if n else ("", "")
            cells.append(f"{n:>14} {told[0]:>6} {told[1]:>6}")
        print(f"  {b / BINS:.1f} to {(b + 1) / BINS:.1f}   " + "  ".join(cells))
    for name, chance in zip(("what the sources say", "fitted"), columns, strict=True):
        brier = float(((chance - truth) ** 2).mean())
        print(f"  {name}: expected calibration error {calibration_error(chance, truth):.3f}, Brier {brier:.3f}")


def bins(chance: Floats) -> NDArray[np.int64]:
    """The bin of each confidence, from 0."""
    return np.minimum((chance * BINS).astype(np.int64), BINS - 1)


def calibration_error(chance: Floats, truth: Floats) -> float:
    """The mean distance of confidence and share of right ones over bins, each bin weighed by its size."""
    home = bins(chance)
    parts = [(home == b) for b in range(BINS)]
    return float(sum(abs(chance[i].mean() - truth[i].mean()) * i.sum() for i in parts if i.any()) / len(chance))


def write(weights: Weights, cases: Sequence[Judgements]) -> None:
    """The weights as a file that a person can read."""
    corpora = dict.fromkeys(case.case.corpus for case in cases)
    proposals = sum(len(case.judged) for case in cases)
    lines = [
        "# Weights of a theme's confidence: chance = 1 / (1 + exp(-(bias + sum of weight * feature))).",
        "# The features are told in extract/confidence.py. Made by `python -m benchmarks.calibration --write`:",
        f"# a logistic regression (ridge {RIDGE}) on {proposals} proposed themes of {'; '.join(corpora)}.",
        "# least: the confidence below which a candidate becomes no theme: half of the F1 that is reached.",
        "",
        f"bias = {weights.bias}",
        f"least = {weights.least}",
        "",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in sorted(weights.weight.items(), key=lambda item: -abs(item[1]))),
    ]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"\nwritten: {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
