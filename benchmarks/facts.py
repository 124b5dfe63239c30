"""How well the facts of method are found: precision and recall per kind, against the key of the sample corpus.

`python -m benchmarks.facts [-v] [KEY.json PAPERS...]`. In: papers, and a key {"studies": {name: [{kind, value}]}},
whose names are the author and year that a study's id begins with; both of the sample corpus when nothing is given.
Out: a table, and with `-v` each miss and each surplus fact. Words are the same when they are alike to 90 of 100
(rapidfuzz), names and numbers when they are equal.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz

from concord import resources
from corpus.errors import ConcordError
from corpus.identity import join
from corpus.read import read
from corpus.study import Study
from extract.facts.gather import facts_of
from extract.facts.values import Fact, Kind

ROOT = Path(__file__).resolve().parents[1]
KEY = ROOT / "data" / "sample_corpus" / "key" / "methods.json"
SPOKEN = (Kind.RESEARCH_QUESTION, Kind.SEARCH_STRING, Kind.INCLUSION, Kind.EXCLUSION, Kind.QUALITY)
ALIKE = 90


def studies_of(paths: Iterable[Path]) -> tuple[Study, ...]:
    """The studies of files; what cannot be read is named and left out."""
    documents = []
    for path in paths:
        try:
            documents.append(read(path.name, path.read_bytes()))
        except ConcordError as error:
            print(error, file=sys.stderr)
    return join(documents)


def matches(gold: dict[str, str], fact: Fact) -> bool:
    """Whether a fact is the one that the key means."""
    if gold["kind"] != fact.kind:
        return False
    if fact.kind in SPOKEN:
        one, other = (" ".join(re.findall(r"\w+", text.lower())) for text in (gold["value"], fact.value))
        return fuzz.ratio(one, other) >= ALIKE or (
            min(len(one), len(other)) > 20 and fuzz.partial_ratio(one, other) >= 95
        )
    if gold.get("label") and fact.kind is not Kind.SAMPLE and gold["label"] != fact.label:
        return False
    return gold["value"].lower() == fact.value.lower()


def main(arguments: list[str]) -> int:
    """Prints the table; always 0."""
    told = "-v" in arguments
    names = [Path(a) for a in arguments if a != "-v"]
    key = json.loads((names[0] if names else KEY).read_text(encoding="utf-8"))["studies"]
    papers = names[1:] or list(resources.sample_corpus())
    hit, wanted, made = Counter[str](), Counter[str](), Counter[str]()
    for study in studies_of(papers):
        gold = next((rows for name, rows in key.items() if study.id.startswith(name)), None)
        if gold is None:
            print(f"{study.id} is not in the key", file=sys.stderr)
            continue
        open_rows, surplus = list(gold), []
        for fact in facts_of(study, resources.methods_vocabulary()):
            made[fact.kind] += 1
            row = next((row for row in open_rows if matches(row, fact)), None)
            if row is not None:
                open_rows.remove(row)
                hit[fact.kind] += 1
            else:
                surplus.append(fact)
        wanted.update(row["kind"] for row in gold)
        if told:
            for row in open_rows:
                print(f"{study.id}: missed {row['kind']} {row['value']!r} {row.get('label', '')}")
            for fact in surplus:
                print(
                    f"{study.id}: surplus {fact.kind} {fact.value!r} {fact.label} {fact.detail} <- {fact.quote[:160]!r}"
                )
    print(f"{'kind':22} {'gold':>5} {'found':>6} {'right':>6} {'precision':>10} {'recall':>7}")
    for kind in [*Kind, "all"]:
        rows = [c if kind != "all" else Counter({"all": c.total()}) for c in (wanted, made, hit)]
        gold_n, made_n, hit_n = (c[kind] for c in rows)
        shares = [f"{hit_n / n:.2f}" if n else "-" for n in (made_n, gold_n)]
        print(f"{kind:22} {gold_n:>5} {made_n:>6} {hit_n:>6} {shares[0]:>10} {shares[1]:>7}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
