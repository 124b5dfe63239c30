"""The short form of `make bench-durability`, and what a disk does to a knowledge base that no test can undo.

The full form, with its counts, stands in docs/durability.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.durability_rounds import Files, Rounds
from benchmarks.durability_server import Server
from concord import KnowledgeBase, StoreTrouble
from concord.access import Role
from tests.concord.conftest import Run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs kill -9 and fork")
SPANS = {"review": 0.9, "export": 0.6, "migrate": 0.5, "backup": 0.9, "restore": 0.9, "snapshot": 0.9, "add": 2.0}
KILLS = 20


def test_whatever_is_killed_nothing_acknowledged_is_lost(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """kill -9 at random moments of every kind of work: what was acknowledged is there, and nothing is half there."""
    server = Server(str(request.getfixturevalue("postgres").server.render_as_string(hide_password=False)))
    places = Files(tmp_path) if database == "sqlite" else server
    rounds = Rounds(places, tmp_path, seed=11, server=None)
    try:
        tally = rounds.run(KILLS, SPANS)
    finally:
        rounds.close()

    assert tally.troubles == []
    assert sum(tally.kills.values()) == KILLS and set(tally.kills) == set(SPANS)
    assert tally.looks["verify"] >= KILLS and tally.looks["derived anew"] >= 2


FULL = """
import resource, signal, sys
from pathlib import Path
from concord import KnowledgeBase, StoreTrouble
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
kb = KnowledgeBase(sys.argv[1], user="ann")
theme = kb.themes()[0]["id"]
size = sum(Path(sys.argv[1] + end).stat().st_size for end in ("", "-wal"))
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 60_000, size + 60_000))
try:
    for n in range(10_000):
        print(kb.accept(theme, reason=f"{n} " + "x" * 400)[0]["number"], flush=True)
except StoreTrouble as error:
    print(error, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_said_and_costs_nothing_that_was_acknowledged(kb_path: Path) -> None:
    """A limit on the size of files stands for the disk: the system refuses the write in the middle of it."""
    done = subprocess.run([sys.executable, "-c", FULL, str(kb_path)], capture_output=True, text=True, check=False)
    numbers = [int(line) for line in done.stdout.split()]
    kb = KnowledgeBase(kb_path)

    assert numbers and "Traceback" not in done.stderr
    assert "the disk is full" in done.stderr and "nothing was half kept" in done.stderr
    assert {row["number"] for row in kb.log()} >= set(numbers)
    assert kb.verify() == []
    kb.accept(kb.themes()[0]["id"])
    kb.close()


def test_a_file_that_vanishes_under_the_program_is_said(kb_path: Path, tmp_path: Path) -> None:
    """Moved, deleted or replaced while it is open: what is written then would be nowhere, and is refused."""
    kb = KnowledgeBase(kb_path, user="ann")
    theme = kb.themes()[0]["id"]
    kb.accept(theme)
    kb_path.rename(tmp_path / "moved.db")
    with pytest.raises(StoreTrouble, match="was moved or deleted while it was open"):
        kb.accept(theme)
    shutil.copy(tmp_path / "moved.db", kb_path)
    with pytest.raises(StoreTrouble, match="was moved or deleted while it was open"):
        kb.log()


def test_what_a_killed_program_left_beside_the_file_is_taken_in(kb_path: Path) -> None:
    """The last decisions stand in the -wal file alone; whoever opens next has them, whoever copies both as well."""
    code = "import os, sys; from concord import KnowledgeBase; kb = KnowledgeBase(sys.argv[1], user='ann'); "
    code += "kb.accept(kb.themes()[0]['id'], reason='last'); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(kb_path)], check=False)
    assert Path(f"{kb_path}-wal").stat().st_size > 0
    copy = kb_path.with_name("copy.db")
    for end in ("", "-wal"):
        shutil.copy(f"{kb_path}{end}", f"{copy}{end}")

    for path in (kb_path, copy):
        kb = KnowledgeBase(path)
        assert [row["reason"] for row in kb.log()] == ["last"] and kb.verify() == []
        kb.close()
        assert not Path(f"{path}-wal").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """Reading works there; a decision, a backup and an export get a sentence."""
    shut = tmp_path / "shut"
    shut.mkdir()
    shutil.copy(kb_path, shut / "a.db")
    (shut / "a.db").chmod(0o444)
    shut.chmod(0o555)
    try:
        read = run("studies", "--kb", shut / "a.db")
        wrote = [run("export", shut / "x.csv", "--kb", kb_path), run("backup", shut / "x.zip", "--kb", kb_path)]
        reader = KnowledgeBase(shut / "a.db", role=Role.READER)
        assert reader.verify() == []
    finally:
        shut.chmod(0o755)

    assert read.returncode == 0
    assert all(one.returncode == 1 and "cannot be written (Permission denied)" in one.stderr for one in wrote)
