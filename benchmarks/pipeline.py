"""The main job from files to concepts: figures against gold, by study and facet, and what it costs.

    python -m benchmarks.pipeline

Reads the sample corpus and, where it is there, ../shared (the real files and their gold).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from concord import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "data" / "sample_corpus"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        corpora = [("sample corpus", SAMPLE / "documents", SAMPLE / "key", None)]
        if (SHARED / "seeds").is_dir():
            corpora += [
                ("real files, codebook chosen by Concord", SHARED / "seeds", SHARED / "gold", None),
                ("real files, generic codebook", SHARED / "seeds", SHARED / "gold", "generic"),
            ]
        for i, (name, files, gold, codebook) in enumerate(corpora):
            measure(name, files, gold, codebook, Path(folder) / f"{i}.db")
        cost(Path(folder))
    return 0


def measure(name: str, files: Path, gold: Path, codebook: str | None, place: Path) -> None:
    """One corpus: themes and concepts against gold, then F1 with each study left out."""
    kb = KnowledgeBase(place, codebook=codebook)
    kb.add([files])
    found = kb.evaluate(gold)
    themes, concepts, aligner = found["themes"], found["concepts"], found["aligner"]
    print(f"\n{name}: {len(kb.studies())} studies, {len(kb.themes())} themes, {len(kb.concepts())} concepts")
    print(f"  themes    P {themes['precision']:.3f}  R {themes['recall']:.3f}  F1 {themes['f1']:.3f}")
    rows = [row for row in found["rows"] if row["study"] != "all"]
    for facet, row in by_facet(rows).items():
        print(f"    {facet:<16} gold {row['gold']:>3}  predicted {row['predicted']:>3}  F1 {f1(row):.3f}")
    for what, row in (("concepts", concepts), ("aligner", aligner)):
        print(
            f"  {what:<9} pair P {row['pair_precision']:.3f}  R {row['pair_recall']:.3f}  F1 {row['pair_f1']:.3f}  "
            f"wrong merges {count(row['wrong_merges'])}"
        )
    studies = sorted({row["study"] for row in rows})
    left = [f"{study} {f1(total([r for r in rows if r['study'] != study])):.3f}" for study in studies]
    print("  themes F1 without one study: " + ", ".join(left))


def by_facet(rows: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    """The rows of all studies added up, by facet, in the order in which they came."""
    groups: dict[str, list[dict[str, float]]] = defaultdict(list)
    for row in rows:
        groups[str(row["facet"])].append(row)
    return {facet: total(group) for facet, group in groups.items()}


def total(rows: list[dict[str, float]]) -> dict[str, float]:
    return {
        "gold": sum(r["gold"] for r in rows),
        "predicted": sum(r["predicted"] for r in rows),
        "hit": sum(r["hit"] for r in rows),
        "right": sum(r["precision"] * r["predicted"] for r in rows),
    }


def f1(row: dict[str, float]) -> float:
    precision = row["right"] / row["predicted"] if row["predicted"] else 0.0
    recall = row["hit"] / row["gold"] if row["gold"] else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def count(merges: object) -> int:
    return len(merges) if isinstance(merges, list) else int(str(merges))


def cost(folder: Path) -> None:
    """Seconds and peak memory of `concord add` from a cold start, and seconds of `concord --help`."""
    files = SHARED / "seeds" if (SHARED / "seeds").is_dir() else SAMPLE / "documents"
    watched = (
        "import resource, sys; from concord.cli.main import main\n"
        "try:\n    main()\nfinally:\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)"
    )
    command = [sys.executable, "-c", watched, "add", str(files), "--kb", str(folder / "cost.db")]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"\nconcord add {files.name}: {time.perf_counter() - start:.1f} s, {float(done.stderr.split()[-1]):.0f} MB")
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "concord", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    print(f"concord --help: {min(times):.2f} s (best of five)")


if __name__ == "__main__":
    sys.exit(main())
