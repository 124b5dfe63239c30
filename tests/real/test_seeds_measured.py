"""The main job on the five real files, through the command line, against the hand annotation and the clock.

The floors are what a change must not fall below; docs/measurements.md records the figures themselves.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.real

Run = Callable[..., str]


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[Path]:
    return sorted((shared / "seeds").iterdir())


@pytest.fixture(scope="module")
def base(seeds: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float, float]:
    """A knowledge base of the five files, the seconds that adding took, and the peak memory in MB."""
    place = tmp_path_factory.mktemp("seeds") / "seeds.db"
    watched = (
        "import resource, sys; from concord.cli.main import main\n"
        "try:\n    main()\nfinally:\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)"
    )
    start = time.perf_counter()
    command = [sys.executable, "-c", watched, "add", "--kb", str(place), *map(str, seeds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return place, time.perf_counter() - start, float(done.stderr.split()[-1])


@pytest.fixture(scope="module")
def concord(base: tuple[Path, float, float]) -> Run:
    """Runs a command on that knowledge base and gives its standard output."""

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "concord", *words, "--kb", str(base[0])]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


@pytest.fixture(scope="module")
def score(shared: Path) -> Run:
    """The measuring stick."""

    def run(*words: str) -> str:
        command = [sys.executable, str(shared / "tools" / "score.py"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


def figure(text: str, name: str) -> float:
    found = re.findall(rf"{re.escape(name)} ([\d.]+)", text)
    assert found, text
    return float(found[-1])


def test_five_files_are_four_studies_read_whole(concord: Run) -> None:
    """Two renditions of one work are one study, and of every file at least 98 % is read."""
    studies = json.loads(concord("studies", "--format", "json"))

    assert sorted(len(s["documents"]) for s in studies) == [1, 1, 1, 2]
    assert min(s["coverage"] for s in studies) >= 0.98
    assert sorted(s["year"] for s in studies) == [2022, 2023, 2024, 2024]
    assert all(s["authors"] for s in studies)


def test_reviews_that_include_a_review_of_the_corpus_say_so(concord: Run) -> None:
    """Two of the four include a third; nobody else includes anybody."""
    studies = {s["id"]: s for s in json.loads(concord("studies", "--format", "json"))}
    included = sorted((s["year"], studies[i]["year"]) for s in studies.values() for i in s["includes"])

    assert included == [(2024, 2022), (2024, 2022)]


def test_themes_are_found_and_each_is_grounded(concord: Run, score: Run, shared: Path, tmp_path: Path) -> None:
    """Micro-F1 of the core facets, and every quote verbatim in its file."""
    themes = tmp_path / "themes.json"
    themes.write_text(concord("themes", "--format", "json"), encoding="utf-8")

    said = score("themes", "--gold", str(shared / "gold"), "--themes", str(themes), "--sources", str(shared / "seeds"))

    assert figure(said, "grounded") == 1.0
    assert float(re.search(r"micro P [\d.]+ R [\d.]+ F1 ([\d.]+)", said)[1]) >= 0.80  # type: ignore[index]


def test_concepts_hold_few_wrong_merges_end_to_end(concord: Run, score: Run, shared: Path, tmp_path: Path) -> None:
    """Concepts made of the program's own themes."""
    themes, concepts = tmp_path / "themes.json", tmp_path / "concepts.json"
    themes.write_text(concord("themes", "--format", "json"), encoding="utf-8")
    concepts.write_text(concord("concepts", "--format", "json"), encoding="utf-8")

    said = score("concepts", "--gold", str(shared / "gold"), "--themes", str(themes), "--concepts", str(concepts))

    assert figure(said, "wrong merges") <= 3
    assert figure(said, "pair F1") >= 0.5


def test_the_aligner_alone_beats_equal_labels(score: Run, shared: Path, tmp_path: Path) -> None:
    """On the gold themes as written: few wrong merges, and more pairs found than by merging equal labels."""
    gold, found, equal = tmp_path / "gold.json", tmp_path / "found.json", tmp_path / "equal.json"
    gold.write_text(score("input", "--gold", str(shared / "gold"), "--surface"), encoding="utf-8")
    command = [sys.executable, "-m", "concord", "align", str(gold)]
    found.write_text(subprocess.run(command, capture_output=True, text=True, check=True).stdout, encoding="utf-8")
    labels: dict[tuple[str, str], list[str]] = {}
    for row in json.loads(gold.read_text(encoding="utf-8")):
        labels.setdefault((row["facet"], " ".join(row["label"].lower().split())), []).append(row["id"])
    equal.write_text(json.dumps([{"themes": ids} for ids in labels.values()]), encoding="utf-8")
    alignment = str(shared / "gold" / "alignment.json")

    ours = score("clusters", "--alignment", alignment, "--concepts", str(found)).split("\nclusters: ", 1)[1]
    baseline = score("clusters", "--alignment", alignment, "--concepts", str(equal)).split("\nclusters: ", 1)[1]

    assert figure(ours, "wrong merges") <= 5
    assert figure(ours, "pair F1") > figure(baseline, "pair F1") + 0.05


def test_adding_five_files_is_quick_and_light(base: tuple[Path, float, float]) -> None:
    """Under 20 seconds from a cold start, under 1.5 GB."""
    _, seconds, megabytes = base

    assert seconds < 20
    assert megabytes < 1500


def test_the_order_of_files_changes_no_byte(concord: Run, seeds: list[Path], tmp_path: Path) -> None:
    """The same files one by one, last first, under another hash seed, give the same themes and concepts."""
    place = tmp_path / "other.db"
    for path in reversed(seeds):
        command = [sys.executable, "-m", "concord", "add", str(path), "--kb", str(place)]
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": "7", "HOME": str(tmp_path)})
    for what in ("studies", "themes", "concepts"):
        command = [sys.executable, "-m", "concord", what, "--format", "json", "--kb", str(place)]
        other = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert other == concord(what, "--format", "json"), what
