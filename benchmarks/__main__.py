"""All benchmarks, one after the other: `make bench`."""

from __future__ import annotations

import sys

from benchmarks import alignment, kept, oracles, pipeline

REAL = pipeline.SHARED / "real"
failed = pipeline.main()
if pipeline.SHARED.is_dir():
    failed = alignment.main() or failed
if REAL.is_dir():
    failed = kept.main([REAL]) or failed
    failed = oracles.main(REAL / "oracles") or failed
sys.exit(failed)
