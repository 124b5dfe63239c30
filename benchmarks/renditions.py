"""Whether two files of one study give the same themes.

    python -m benchmarks.renditions            figures by facet, and what one rendition alone gives

Reads ../shared: the study of the gold that has two renditions, and `found_in` of its themes, which says what each file
holds. Each document is read alone. A theme of the gold that both files hold is found by both, by one or by none; the
share that both find is over those that any finds, as a reviewer sees it. Beside it the share of extracted themes of one
file that the other has too, whether or not the gold knows them (folded labels, or half of the words shared).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

from benchmarks.gold_cases import Case, Record, language, real_cases, records
from concord import resources
from concord.evaluate import CORE
from concord.gold import match, similarity, stem
from corpus.identity import join
from corpus.study import Document
from extract.pipeline import extract

TARGET = 0.9  # of the gold themes that both renditions hold and either gives


@dataclass(frozen=True)
class Rendition:
    """One file, the themes that it gives alone, and the gold themes that they match."""

    name: str
    themes: tuple[Record, ...]
    found: frozenset[int]


def main() -> int:
    cases = [case for case in real_cases() if len(case.study.documents) > 1]
    if not cases:
        print("no study of ../shared has two renditions here")
        return 0
    shares = [report(case) for case in cases]
    return int(min(shares) < TARGET)


def report(case: Case) -> float:
    """Prints the figures of one study; the share of gold themes in both files that both give."""
    renditions = [read_alone(case, document) for document in case.study.documents]
    first, second = renditions[0], renditions[1]
    facets: dict[str, Counter[str]] = defaultdict(Counter)
    told = []
    for index, theme in enumerate(case.gold.themes):
        if not holds_all(theme, case.study.documents):
            continue
        by = [index in one.found for one in renditions]
        row = facets[theme["facet"]]
        row["in both files"] += 1
        row["given by one"] += any(by) and not all(by)
        row["given by both"] += all(by)
        if any(by) and not all(by):
            told.append(f"    {theme['facet']}: {theme['label']}  (only {(first if by[0] else second).name})")
    print(f"{case.gold.key}: {' and '.join(one.name for one in renditions)}, each read alone")
    for name, own in (("core facets", CORE), ("all facets", tuple(facets))):
        total = sum((facets[facet] for facet in own), Counter())
        print(f"  {name:<14}{line(total)}")
    for facet, row in facets.items():
        print(f"    {facet:<18}{line(row)}")
    print("  given by one rendition alone, though the gold finds it in both:", *told, sep="\n")
    for one, other in ((first, second), (second, first)):
        core = [theme for theme in one.themes if theme["facet"] in CORE]
        alone = [theme for theme in core if not has(other, theme)]
        same = 1 - len(alone) / max(len(core), 1)
        print(f"  of {len(core)} core themes of {one.name}, {same:.3f} are given by the other")
        print("    not: " + "; ".join(f"{theme['facet']} “{theme['label']}”" for theme in alone))
    return share(sum(facets.values(), Counter()))


def read_alone(case: Case, document: Document) -> Rendition:
    """What a file gives when it is the only one of its study."""
    (study,) = join([document])
    made = extract(study, case.codebook, language(), resources.confidence_weights())
    themes = records(made.themes)
    return Rendition(document.name, tuple(themes), frozenset(m.gold for m in match(case.gold.themes, themes)))


def holds_all(theme: Record, documents: tuple[Document, ...]) -> bool:
    """Whether every file holds a gold theme, as its `found_in` says."""
    inside = {stem(name) for name in theme.get("found_in", ())}
    return not inside or all(stem(document.name) in inside for document in documents)


def has(rendition: Rendition, theme: Record) -> bool:
    """Whether a rendition gives a theme of that facet and label, or one that shares half of the words."""
    return any(t["facet"] == theme["facet"] and similarity(t, theme) >= 0.5 for t in rendition.themes)


def share(row: Counter[str]) -> float:
    given = row["given by both"] + row["given by one"]
    return row["given by both"] / given if given else 1.0


def line(row: Counter[str]) -> str:
    return (
        f"in both files {row['in both files']:>4}  given by both {row['given by both']:>4}  "
        f"by one {row['given by one']:>3}  the same {share(row):.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
