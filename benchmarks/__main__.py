"""All benchmarks, one after the other: `make bench`."""

from __future__ import annotations

import sys

from benchmarks import alignment, pipeline

if pipeline.main() or (pipeline.SHARED.is_dir() and alignment.main()):
    sys.exit(1)
