"""Coverage: how much of what a file says its canonical text holds.

In: two texts. Out: a share from 0 to 1. Called by corpus.build.
"""

from __future__ import annotations

import re
from collections import Counter

from corpus.decode import tidy

_TOKEN = re.compile(r"[^\W_]+")


def coverage(source: str, canonical: str) -> float:
    """Share of the source's letters and digits, counted as runs of them with their multiplicity, that canonical holds.

    Letters and digits are compared run by run (a multiset), so that words that were dropped are missed even when the
    same letters stand elsewhere. A run that a repair joined or split counts as held: what is missing of both sides is
    compared once more as letters in a row. 1.0 for a source without letters.
    """
    wanted, held = Counter(_TOKEN.findall(tidy(source))), Counter(_TOKEN.findall(canonical))
    total = sum(len(token) * count for token, count in wanted.items())
    missing, spare = wanted - held, held - wanted
    lost = sum(len(token) * count for token, count in missing.items())
    mended = sum(len(token) * count for token, count in spare.items())
    return 1.0 - max(0, lost - mended) / total if total else 1.0
