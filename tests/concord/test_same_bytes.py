"""The same files and decisions give the same bytes, whatever the order, the number of processes or the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from concord.exporting import ENDINGS
from concord.resources import sample_corpus

ONE_BY_ONE = """
import sys
from concord import KnowledgeBase
from concord.exporting import ENDINGS
from concord.resources import sample_corpus
place, backwards = sys.argv[1:]
kb = KnowledgeBase(place + "/a.db")
if backwards == "yes":
    for path in reversed(sample_corpus()):
        kb.add(path)
else:
    kb.add(sample_corpus())
for ending in ENDINGS:
    kb.export(f"{place}/a.{ending}")
"""


def made(place: Path, seed: str, backwards: str, workers: str) -> dict[str, bytes]:
    place.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "CONCORD_WORKERS": workers}
    command = [sys.executable, "-c", ONE_BY_ONE, str(place), backwards]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return {ending: (place / f"a.{ending}").read_bytes() for ending in ENDINGS}


def test_the_sample_corpus_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    """All at once in three processes, or one by one from the end in one, under another hash seed: exports are equal."""
    assert len(sample_corpus()) > 8

    assert made(tmp_path / "one", "1", "no", "3") == made(tmp_path / "two", "2", "yes", "1")
