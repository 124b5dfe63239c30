"""All benchmarks, one after the other: `make bench`. Fuzzing and printing take longer and are asked for by name."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.pipeline import SHARED

ANYWHERE = (
    "pipeline",
    "unseen",
    "reading",
    "pairs",
    "dumps",
    "facts",
    "extraction_speed",
    "calibration",
    "baselines",
    "translation",
    "reviewer",
    "thresholds",
    "refutations",
)
ON_REAL_FILES = ("alignment", "renditions", "kept", "oracles", "references")

names = (*ANYWHERE, *(ON_REAL_FILES if SHARED.is_dir() else ()))
failed = []
for name in names:
    print(f"\n## benchmarks.{name}", flush=True)
    if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode:
        failed.append(name)
if failed:
    print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
sys.exit(bool(failed))
