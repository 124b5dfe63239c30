"""How many disagreements of a gold are found, and how many of those shown are some.

    python -m benchmarks.refutations              the seeds (where ../shared is), then the sample corpus
    python -m benchmarks.refutations --all        and papers/open, which have no gold of refutations
    python -m benchmarks.refutations --judge      and the words of what nobody has judged yet

An entry of the gold is found when the quotes of one candidate overlap with at least two of its quotes, and between
studies with quotes of two of them. Two quotes overlap when their longest common run, white space folded, is half of
the shorter one and 20 characters, or the whole of it. A candidate is right when it finds an entry, or when a person who
read the paper said so: refutations_judged.csv, by the place of its last words. What nobody judged counts as wrong.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concord import KnowledgeBase
from concord.gold import load_studies, stem
from synthesis.refutation.gather import same_words

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "data" / "sample_corpus"
JUDGED = Path(__file__).with_name("refutations_judged.csv")
Record = dict[str, Any]


@dataclass(frozen=True)
class Corpus:
    """A set of papers that make one knowledge base. gold: a folder with alignment.json, None where there is none."""

    name: str
    documents: tuple[Path, ...]
    gold: Path | None


def corpora(*, all_of_them: bool = False) -> list[Corpus]:
    """Those that are there; each field of papers/open is one."""
    found = []
    if (SHARED / "seeds").is_dir():
        found.append(Corpus("seeds", (SHARED / "seeds",), SHARED / "gold"))
    found.append(Corpus("sample_corpus", (SAMPLE / "documents",), SAMPLE / "key"))
    if all_of_them:
        fields = sorted((ROOT / "benchmarks" / "papers" / "open").iterdir())
        found += [Corpus(f"open/{field.name}", (field / "docs",), None) for field in fields]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="papers/open too")
    parser.add_argument("--judge", action="store_true", help="show the words of what nobody has judged yet")
    arguments = parser.parse_args()
    verdicts = judged()
    for corpus in corpora(all_of_them=arguments.all):
        with tempfile.TemporaryDirectory() as folder:
            base = KnowledgeBase(Path(folder) / "kb.db")
            base.add(list(corpus.documents))
            shown, ids = base.refutations(), study_ids(base, corpus)
        gold = json.loads((corpus.gold / "alignment.json").read_text("utf-8"))["refutations"] if corpus.gold else []
        print(f"\n## {corpus.name}\n")
        told(shown, gold, ids, verdicts, words=arguments.judge)
    return 0


def told(
    shown: list[Record], gold: list[Record], ids: dict[str, str], verdicts: dict[str, tuple[bool, str]], *, words: bool
) -> None:
    """Prints recall by scope and kind, what was missed, precision, and each extra with its verdict."""
    found = {entry["id"]: [row["id"] for row in shown if finds(row, entry, ids)] for entry in gold}
    if gold:
        _print_recall(gold, found)
    hits = {id for rows in found.values() for id in rows}
    extras = [row for row in shown if row["id"] not in hits]
    right = sum(verdicts.get(place(row), (False, ""))[0] for row in extras)
    precision = f"{(len(hits) + right) / len(shown):.2f}" if shown else "undefined"
    print(f"shown {len(shown)}: {len(hits)} of the gold, {right} more judged right; precision {precision}\n")
    for row in extras:
        verdict = verdicts.get(place(row))
        state = "not judged" if verdict is None else f"{'right' if verdict[0] else 'wrong'}: {verdict[1]}"
        print(f"- {place(row)} {row['scope']} {row['kind']}, {row['label']}: {state}")
        if words and verdict is None:
            for side in (*row["asserted"], *row["refuting"]):
                print(f"    {side['study']} ({side['says']}): {' '.join(side['quote'].split())}")
            print(f"    computed: {row['computed']}; {'; '.join(row['reasons'])}")


def finds(row: Record, entry: Record, ids: dict[str, str]) -> bool:
    """Whether a candidate finds an entry of the gold. ids: the ids of studies by their names in the gold."""
    sides = [*row["asserted"], *row["refuting"]]
    quotes = entry["quotes"]
    met = {
        number
        for number, quote in enumerate(quotes)
        for side in sides
        if side["study"] == ids.get(quote["study"]) and same_words(side["quote"], quote["quote"])
    }
    studies = {quotes[number]["study"] for number in met}
    return len(met) >= min(2, len(quotes)) and (entry["scope"] == "within" or len(studies) > 1)


def place(row: Record) -> str:
    """What a candidate is known by: its kind, and where the last of its words stand."""
    last = row["refuting"][-1]
    return f"{row['kind']}@{last['study']}:{last['start']}"


def study_ids(base: KnowledgeBase, corpus: Corpus) -> dict[str, str]:
    """The id that each study of the gold has in the knowledge base, by its files."""
    if corpus.gold is None:
        return {}
    held = {stem(document["name"]): study["id"] for study in base.studies() for document in study["documents"]}
    return {gold.key: held[file] for gold in load_studies(corpus.gold) for file in sorted(gold.files) if file in held}


def judged() -> dict[str, tuple[bool, str]]:
    """By place of a candidate, whether it is a disagreement, and why."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {row["place"]: (row["right"] == "yes", row["why"]) for row in csv.DictReader(file)}


def _print_recall(gold: list[Record], found: dict[str, list[str]]) -> None:
    total, hit = Counter[str](), Counter[str]()
    for entry in gold:
        for name in (entry["scope"], f"{entry['scope']}, {entry['kind']}", "all"):
            total[name] += 1
            hit[name] += bool(found[entry["id"]])
    print("| what | found | of |\n| --- | ---: | ---: |")
    for name in sorted(total, key=lambda name: (name == "all", name)):
        print(f"| {name} | {hit[name]} | {total[name]} |")
    missed = [entry["id"] for entry in gold if not found[entry["id"]]]
    print(f"\nmissed: {', '.join(missed) or 'none'}")


if __name__ == "__main__":
    raise SystemExit(main())
