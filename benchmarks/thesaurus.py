"""How well the thesaurus tells synonyms from words that are easily taken for one, and how fast it is.

    python -m benchmarks.thesaurus

Reads benchmarks/word_pairs.txt. For each way to judge a pair prints the share of (synonym, other) pairs in the right
order (AUC; half for a tie), average precision, and how many of each kind it puts at 0.25 or above. The last lines tell
the seconds to load, and to put 100,000 labels of four words under the names of rings.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from concord.resources import embedding, thesaurus
from synthesis.similarity.thesaurus import Thesaurus
from synthesis.similarity.word_net import WordNet
from synthesis.similarity.words import stem

PAIRS = Path(__file__).with_name("word_pairs.txt")
LABELS = 100_000


def main() -> int:
    begun = time.perf_counter()
    known = thesaurus()
    loading = time.perf_counter() - begun
    pairs = [line.split() for line in PAIRS.read_text(encoding="utf-8").splitlines() if line[:1] in "=x"]
    truth = np.array([sign == "=" for sign, _, _ in pairs])
    rows = embedding()
    cosines = np.array([float(a @ b) for a, b in (rows([one, other]) for _, one, other in pairs)])

    def judged(near: Callable[[str, str], float]) -> np.ndarray:
        return np.array([near(stem(one), stem(other)) for _, one, other in pairs])

    net = judged(known.net.near)
    rings = judged(Thesaurus(known.rings, WordNet({}), known.kinds).near)
    ways = {"embedding": cosines, "net": net, "rings": rings, "rings and net": judged(known.near)}
    ways["rings, net and embedding"] = ways["rings and net"] + cosines
    print(f"{truth.sum()} synonyms, {(~truth).sum()} others\n{'':26}{'AUC':>6}{'AP':>7}  synonyms, others >= 0.25")
    for name, scores in ways.items():
        above = scores >= 0.25
        print(
            f"{name:26}{area(scores, truth):6.3f}{average_precision(scores, truth):7.3f}"
            f"{(above & truth).sum():10}{(above & ~truth).sum():8}"
        )
    print(f"loading {loading:.3f} s, {LABELS} labels {seconds(known):.2f} s")
    return 0


def area(scores: np.ndarray, truth: np.ndarray) -> float:
    """The chance that a synonym has the higher score, ties half."""
    difference = scores[truth][:, None] - scores[~truth][None, :]
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


def average_precision(scores: np.ndarray, truth: np.ndarray) -> float:
    """The mean precision at the synonyms in order of score; among ties the others come first."""
    ordered = truth[np.lexsort((truth, -scores))]
    return float((np.cumsum(ordered) / np.arange(1, len(ordered) + 1))[ordered].mean())


def seconds(known: Thesaurus) -> float:
    """Seconds for `classes` on LABELS labels of four words of the net."""
    words = sorted(known.net.rows)
    chance = random.Random(7)  # noqa: S311  (a sample, no secret)
    labels = [tuple(chance.choices(words, k=4)) for _ in range(LABELS)]
    begun = time.perf_counter()
    for label in labels:
        known.classes(label, "challenge")
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
