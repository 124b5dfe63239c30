"""What points at what in a TEI file: citations to entries, sentences to figures and notes, and what is set in bold.

In: a TeiSource, and the parts that corpus.read.tei made of it. Out: the spans that a Reading keeps, and the parts with
figures and notes after what points at them. Called by corpus.read.tei.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence

from corpus.part import Mend, Part
from corpus.read.tei.source import TeiSource
from corpus.study import BlockKind

_LIFTED = frozenset(("figure", "table", "foot", "fig", "note"))  # what a ref may point at that is read after it
_BOLD = frozenset(("bold", "italic", "b", "i"))
_LABEL = re.compile(r"(?:Table|Figure) \d{1,3}")
_FAR = 120  # characters before a pointer in which its word is sought
_SAID = re.compile(r"(Table|Figure|Fig\.) (\d{1,3})(?![^\W_])")
_HOMES = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM))


def anchored(
    parts: Sequence[Part], loose: Sequence[tuple[str, int, int]], pointers: Mapping[str, int]
) -> Sequence[Part]:
    """Parts with notes and labelled figures after the paragraph that first points at them, or names them.

    GROBID puts all of them after the last section; there a table would belong to what the authors conclude.
    """
    homes = [(part.strand.start, i) for i, part in enumerate(parts) if part.kind in _HOMES] if loose else []
    offsets = [start for start, _ in homes]
    if not loose or offsets != sorted(offsets):
        return parts
    follow: dict[int, list[Part]] = {}
    moved: set[int] = set()
    naming: dict[str, int] | None = None
    for key, first, last in loose:
        label = parts[first].label
        home = None
        if key in pointers and (label or parts[first].kind is BlockKind.NOTE):
            at = bisect_right(offsets, pointers[key]) - 1
            inside = at >= 0 and pointers[key] < parts[homes[at][1]].strand.end
            home = homes[at][1] if inside else None
        elif _LABEL.fullmatch(label):
            naming = _naming(parts, homes) if naming is None else naming
            home = naming.get(label)
        if home is not None:
            follow.setdefault(home, []).extend(parts[first:last])
            moved.update(range(first, last))
    kept = ((i, part) for i, part in enumerate(parts) if i not in moved)
    return [one for i, part in kept for one in (part, *follow.get(i, ()))]


def _naming(parts: Sequence[Part], homes: Sequence[tuple[int, int]]) -> dict[str, int]:
    """By label of a figure or table the first paragraph that says it ("Table 2", "Figure 2" also as "Fig. 2")."""
    found: dict[str, int] = {}
    for _, index in homes:
        text = parts[index].strand.text
        if "Fig" in text or "Table " in text:
            for kind, number in _SAID.findall(text):
                found.setdefault(f"{'Figure' if kind == 'Fig.' else kind} {number}", index)
    return found


def leaked(source: TeiSource) -> tuple[Mend, ...]:
    """What to say of ids of notes that stood in the text."""
    note = f"{source.leaked} where the text has the number of a footnote"
    return (Mend("note ids left out", note),) if source.leaked else ()


def pointers(
    source: TeiSource, entries: Container[str]
) -> tuple[list[tuple[int, int, tuple[str, ...]]], dict[str, int]]:
    """Where the text points at the bibliography and at what, and where it first points at each figure and note.

    entries: the ids of the bibliography. A pointer without words of its own stands at the word before it.
    """
    cited: list[tuple[int, int, tuple[str, ...]]] = []
    lifted: dict[str, int] = {}
    for index in source.all("ref"):
        node = source.nodes[index]
        kind, start = node.get("type"), source.starts[index]
        if kind == "bibr" and source.ends[index] > start:
            targets = (node.get("target") or "").split()
            cited.append((start, source.ends[index], tuple([target.lstrip("#") for target in targets])))
        elif (target := node.get("target") or "").startswith("#"):
            if kind in _LIFTED:
                lifted.setdefault(target[1:], start)
            elif target[1:] in entries and source.ends[index] > start:
                cited.append((start, source.ends[index], (target[1:],)))
    for index in source.all("ptr"):
        targets = [t[1:] for t in source.attribute(index, "target").split() if t[:1] == "#" and t[1:] in entries]
        if targets and (span := _word_before(source, index)):
            cited.append((*span, tuple(targets)))
    return sorted(cited), lifted


def _word_before(source: TeiSource, index: int) -> tuple[int, int] | None:
    """The span of the word before an element in the one around it."""
    above = index - 1
    while source.after[above] <= index:
        above -= 1
    first = max(source.starts[above], source.starts[index] - _FAR)
    before = source.text[first : source.starts[index]].rstrip()
    words = before.split()
    return (first + len(before) - len(words[-1]), first + len(before)) if words else None


def bold(source: TeiSource) -> tuple[tuple[int, int], ...]:
    """The spans of the source that are set in bold or italics, sorted."""
    spans = {
        (source.starts[i], source.ends[i])
        for i in source.all("hi")
        if not _BOLD.isdisjoint(source.attribute(i, "rend").split())
    }
    return tuple(sorted(spans))
