"""Two versions of the program, as real processes on one knowledge base: the later one holds, tells, and is accepted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.concord.conftest import FIR

OTHERWISE = '''

_as_before = extract


def extract(study, *given):
    """Finds no NectarLog, and another name for HiveTrack."""
    from dataclasses import replace

    from extract.theme import theme_id

    def other(theme):
        return replace(theme, id=theme_id(theme.study, theme.facet, "Hive tracker"), label="Hive tracker")

    found = _as_before(study, *given)
    kept = [theme for theme in found.themes if theme.label != "NectarLog"]
    return replace(found, themes=tuple(other(t) if t.label == "HiveTrack" else t for t in kept))
'''
Later = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def later_program(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that extracts otherwise."""
    home = tmp_path_factory.mktemp("later")
    for room in ("concord", "corpus", "extract", "synthesis"):
        shutil.copytree(root / room, home / room, ignore=shutil.ignore_patterns("__pycache__"))
    (home / "data").symlink_to(root / "data")
    with (home / "extract" / "pipeline.py").open("a") as file:
        file.write(OTHERWISE)
    return home


@pytest.fixture
def later(later_program: Path, filled_place: str, tmp_path: Path) -> Later:
    """Runs the later program on the knowledge base with the three papers."""

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("CONCORD_")}
        environment = {**clean, "PYTHONPATH": str(later_program), "CONCORD_USER": "ben", "CONCORD_KB": filled_place}
        return subprocess.run(
            [sys.executable, "-m", "concord", *arguments],
            cwd=tmp_path,
            env={**environment, **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


def labels(done: subprocess.CompletedProcess[str]) -> set[str]:
    return {row["label"] for row in json.loads(done.stdout)}


def test_a_later_program_is_accepted_after_its_report(later: Later, tmp_path: Path) -> None:
    """Held and told on standard error; new papers are read by it; the report names every theme; then it is in force."""
    before = later("themes", "--format", "json")
    assert {"NectarLog", "HiveTrack"} <= labels(before)
    assert "This knowledge base is held at" in before.stderr and "'concord update' says" in before.stderr

    (tmp_path / "fir.md").write_text(FIR.replace("- Fear of stings", "- NectarLog fails\n- Fear of stings"))
    assert later("add", "fir.md").returncode == 0
    report = json.loads(later("update", "--format", "json").stdout)
    told = {row["study"][:5]: row for row in report["studies"]}
    assert {theme["label"] for row in told.values() for theme in row["gone"]} == {"NectarLog"}
    assert {theme["was"] for row in told.values() for theme in row["relabelled"]} == {"HiveTrack"}
    assert "fir20" not in told and report["changes"]["counts"]["gone"] >= 1
    assert "HiveTrack" in labels(later("themes", "--format", "json"))

    refused = later("update", "--accept")
    assert (refused.returncode, refused.stderr.strip()[:28]) == (1, "An adoption needs a reason: ")
    page = later("update", "--accept", "--reason", "round 2")
    assert page.returncode == 0 and "relabelled: 'HiveTrack', then 'Hive tracker'" in page.stdout
    after = later("themes", "--format", "json")
    assert labels(after) & {"NectarLog", "HiveTrack", "Hive tracker"} == {"Hive tracker"} and after.stderr == ""
    assert json.loads(later("diff", "adoption 2", "--format", "json").stdout)["adoption"]["reason"] == "round 2"
    assert "Nothing waits" in later("update").stdout


def test_a_living_base_equals_a_rebuild_once_the_update_is_accepted(later: Later, tmp_path: Path) -> None:
    """Byte for byte, with what was added meanwhile: held values leave no trace."""
    (tmp_path / "fir.md").write_text(FIR)
    later("add", "fir.md")
    later("update", "--accept", "--reason", "round 2")
    papers = tmp_path / "papers"
    papers.mkdir(exist_ok=True)
    later("export", "living.json")
    from tests.concord.conftest import write_papers

    write_papers(papers)
    rebuilt = str(tmp_path / "rebuilt.db")
    later("add", "papers", "fir.md", "--kb", rebuilt)
    later("export", "rebuilt.json", "--kb", rebuilt)

    assert (tmp_path / "living.json").read_bytes() == (tmp_path / "rebuilt.json").read_bytes()


def test_who_works_on_the_program_sees_it_at_once(later: Later) -> None:
    """With CONCORD_HOLD=0, which adopts nothing."""
    free = later("themes", "--format", "json", CONCORD_HOLD="0")

    assert "Hive tracker" in labels(free) and "HiveTrack" not in labels(free)
    assert "held at" not in free.stderr
    assert [row["kind"] for row in json.loads(later("codebook", "history", "--format", "json").stdout)] == ["first"]
