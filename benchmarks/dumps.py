"""How well plain-text dumps are read: made-up papers, printed in six houses and dumped by eight extractors.

Run: `python -m benchmarks.dumps` (all) or `python -m benchmarks.dumps 3 pymupdf layout` (three papers a house, two
extractors). Out: precision, recall and F1 of each kind of line, by extractor. A piece of a line counts by its words; it
is found as what most of them became. The least F1 that PARSING asks for are 0.85 for furniture, 0.90 for headings and
0.75 for list items.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.printing import EXTRACTORS, HOUSES, Piece, dumped
from corpus.decode import decode
from corpus.front import settle_front
from corpus.mend import mend
from corpus.part import Part
from corpus.read.text import read_text
from tests.corpus.papers.make import paper

LEAST = {"furniture": 0.85, "heading": 0.90, "list_item": 0.75}
KINDS = ("furniture", "heading", "list_item", "caption", "reference", "paragraph")


def found_kinds(pieces: Sequence[Piece]) -> Iterator[tuple[str, str, str]]:
    """(words, true kind, found kind) of each piece; the loose cells of a table are found as "table"."""
    source, _ = decode("".join(words for words, _ in pieces).encode())
    starts, at = [], 0
    for words, _ in pieces:
        starts.append(at)
        at += len(decode(words.encode())[0])
    votes: dict[int, Counter[str]] = {}
    for part in settle_front(mend(read_text(source)))[0]:
        for strand in (part.strand, part.marker, *(cell.strand for cell in part.cells)):
            for index, sign in enumerate(strand.text):
                if sign.isalnum() and (offset := strand[index : index + 1].start) >= 0:
                    votes.setdefault(bisect_right(starts, offset) - 1, Counter())[_name(part)] += 1
    for index, (words, kind) in enumerate(pieces):
        if kind not in ("", "front") and any(map(str.isalnum, words)):
            yield words, kind, votes[index].most_common(1)[0][0] if index in votes else "none"


def _name(part: Part) -> str:
    """The kind of a part as the measure names it."""
    if part.kind.value != "other":
        return part.kind.value
    names = [mend.name for mend in part.mends]
    if "furniture set aside" in names:
        return "furniture"
    return "table" if names else "front"


def scores(counted: Counter[tuple[str, str]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by kind, from counts of (true, found)."""
    out = {}
    for kind in KINDS:
        right = counted[kind, kind]
        found = sum(n for (_, got), n in counted.items() if got == kind)
        true = sum(n for (was, _), n in counted.items() if was == kind)
        precision, recall = right / max(1, found), right / max(1, true)
        out[kind] = precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
    return out


def main(papers: int = 3, extractors: Sequence[str] = EXTRACTORS, show: str = "") -> int:
    """Print the table; 1 when a kind falls short over all extractors. show: print what was missed of one kind."""
    whole: Counter[tuple[str, str]] = Counter()
    print(f"{'F1 (P R)':10}", *(f"{kind:>18}" for kind in KINDS))
    for extractor in extractors:
        counted: Counter[tuple[str, str]] = Counter()
        for house in HOUSES:
            for seed in range(papers):
                made = paper(seed, numbering=house.numbering)
                for words, was, got in found_kinds(dumped(made, house, extractor, seed)):
                    counted[was, got] += 1
                    if show and was != got and show in (was, got):
                        print(f"{extractor} {house.name} {seed}: {was} -> {got}: {words[:90]!r}")
        whole += counted
        _print(extractor, counted)
    _print("all", whole)
    return int(any(scores(whole)[kind][2] < least for kind, least in LEAST.items()))


def _print(name: str, counted: Counter[tuple[str, str]]) -> None:
    print(f"{name:10}", *(f"{f:>7.3f} ({p:.2f} {r:.2f})" for p, r, f in scores(counted).values()))


if __name__ == "__main__":
    wishes = sys.argv[1:]
    counts = [int(wish) for wish in wishes if wish.isdigit()]
    shown = next((wish[5:] for wish in wishes if wish.startswith("show=")), "")
    sys.exit(main(counts[0] if counts else 3, [w for w in wishes if w in EXTRACTORS] or EXTRACTORS, shown))
