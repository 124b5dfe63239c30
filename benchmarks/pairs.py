"""Pairs: one paper in several forms must read alike, as TEI, JATS, Markdown of five converters, and a text dump.

    python -m benchmarks.pairs [HOW_MANY]

Made-up papers of tests/corpus/papers (HOW_MANY seeds, 100 unless told) are written in every form. For each form: the
share of papers whose section tree (numbers, titles, levels, parents) is right, the mean and least share of blocks (kind
and words, white space and case aside) that are right, and both against the TEI of the same paper. Then the pair of real
renditions in ../shared/seeds, where it is there. A file can hold no more than its maker kept: blocks whose words do not
stand in the other file are counted apart, and paragraphs that lie next to each other are compared as one run, too.
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from corpus.read import read
from corpus.study import BlockKind, Document
from tests.corpus.papers import dump, jats, markdown, tei
from tests.corpus.papers.make import paper
from tests.corpus.papers.structure import Paper
from tests.corpus.papers.truth import bare, blocks, shared, tree, true_blocks, true_tree

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
WANTED = 0.97  # least mean share of equal blocks of a form that states its structure
FORMS: dict[str, Callable[[Paper], bytes]] = {
    "tei": tei.written,
    "tei without @n": lambda made: tei.written(made, numbers=False),
    "jats": jats.written,
    **{f"markdown {name}": lambda made, name=name: markdown.written(made, name) for name in markdown.DIALECTS},  # type: ignore[misc]
    "text dump": dump.written,
}
_STATED = frozenset(FORMS) - {"text dump"}  # forms of which the target is asked
_APART = frozenset((BlockKind.OTHER, BlockKind.TITLE, BlockKind.AUTHORS, BlockKind.KEYWORDS, BlockKind.REFERENCE))

Counted = Counter[tuple[str, str]]


def main(count: int = 100) -> int:
    """Print both tables; 1 when a form that states its structure misses its target."""
    missed = made_up(count)
    found = sorted(SEEDS.glob("00[01]_*"))
    if len(found) == 2:
        first, second = (read(path.name, path.read_bytes()) for path in found)
        real(first, found[0].read_bytes(), second, found[1].read_bytes())
    return int(missed)


def made_up(count: int) -> bool:
    """Papers made by the tests, in every form; whether one misses its target."""
    trees: Counter[str] = Counter()
    right: dict[str, list[float]] = {form: [] for form in FORMS}
    like: dict[str, list[float]] = {form: [] for form in FORMS}
    for seed in range(count):
        made = paper(seed)
        documents = {form: read(f"{seed}", write(made)) for form, write in FORMS.items()}
        truth, nodes, first = true_blocks(made), true_tree(made), blocks(documents["tei"])
        for form, document in documents.items():
            trees[form] += tree(document) == nodes
            right[form].append(shared(blocks(document), truth))
            like[form].append(shared(blocks(document), first))
    print(f"{count} made-up papers: trees right, blocks right (mean, least), blocks as in the TEI (mean)")
    for form in FORMS:
        mean, least, same = _mean(right[form]), min(right[form]), _mean(like[form])
        print(f"  {form:<18} {trees[form] / count:6.3f}   {mean:6.4f} {least:6.3f}   {same:6.4f}")
    return any(trees[form] < count or _mean(right[form]) < WANTED or _mean(like[form]) < WANTED for form in _STATED)


def real(first: Document, first_data: bytes, second: Document, second_data: bytes) -> None:
    """Two real renditions of one paper."""
    one, two = tree(first), tree(second)
    print(f"\n{first.name} ({first.format}) and {second.name} ({second.format})")
    print(f"  sections           {len(one)} and {len(two)}, equal {sum((Counter(one) & Counter(two)).values())}")
    for node in [*(Counter(one) - Counter(two)), *(Counter(two) - Counter(one))]:
        print(f"    in one only      {node.number} {node.title} (level {node.level})")
    exact = (_body(first), _body(second))
    for name, (left, right) in (("blocks", exact), ("runs of blocks", (_runs(first), _runs(second)))):
        held = held_by_both(left, first_data, right, second_data)
        same = shared(_whole(left), _whole(right))
        print(f"  {name:<18} {left.total()} and {right.total()}, equal {same:.3f}", end="")
        print(f"; of those whose words both files hold {shared(*held):.3f}")
    for kind, text in [*(held[0] - held[1]), *(held[1] - held[0])]:
        print(f"    in one only      {kind} {text[:70]}")
    print(f"  references         {len(first.references)} and {len(second.references)}")


def alike(first: Document, first_data: bytes, second: Document, second_data: bytes) -> float:
    """Share, 0 to 1, of equal runs of blocks, of those whose words both files hold."""
    return shared(*held_by_both(_runs(first), first_data, _runs(second), second_data))


def held_by_both(first: Counted, first_data: bytes, second: Counted, second_data: bytes) -> tuple[Counted, Counted]:
    """The blocks of each side whose words the file of the other side holds."""
    return _whole(_held(first, second_data)), _whole(_held(second, first_data))


def _body(document: Document) -> Counted:
    """The blocks of a document's body; entries of the bibliography are left out, since TEI keeps them in pieces."""
    return Counter({key: count for key, count in blocks(document).items() if key[0] not in _APART})


def _runs(document: Document) -> Counted:
    """The blocks of the body, paragraphs that lie next to each other in one section as one, a line each."""
    body = [block for block in document.blocks if block.kind not in _APART and block.kind is not BlockKind.HEADING]
    runs: list[tuple[str, str]] = []
    for (kind, _), group in groupby(body, key=lambda block: (block.kind, block.section)):
        words = [bare(document.text[block.start : block.end]) for block in group]
        runs += (
            [(kind.value, "\n".join(words))] if kind is BlockKind.PARAGRAPH else [(kind.value, word) for word in words]
        )
    return Counter(runs)


def _held(found: Counted, data: bytes) -> Counted:
    """The blocks whose words stand in a file, mark-up aside; signs are left out, since makers set them differently."""
    source = _letters(html.unescape(re.sub(r"<[^>]*>", " ", data.decode("utf-8"))))
    return Counter(
        {key: count for key, count in found.items() if all(_letters(line) in source for line in key[1].split("\n"))}
    )


def _whole(found: Counted) -> Counted:
    """Runs as one line each."""
    lines = Counter[tuple[str, str]]()
    for (kind, text), count in found.items():
        lines[kind, text.replace("\n", "")] += count
    return lines


def _letters(text: str) -> str:
    return "".join(sign for sign in bare(text) if sign.isalnum())


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
