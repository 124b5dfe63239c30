"""The rooms are checked before anything of Concord is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord import rooms
from tests.concord.conftest import Run


@pytest.mark.parametrize("room", ["corpus", "extract", "synthesis"])
def test_a_strangers_module_gives_one_sentence(room: str, run: Run, tmp_path: Path) -> None:
    """A file extract.py in the folder where `python -m concord` starts is named, with what to do; status 1."""
    stranger = tmp_path / f"{room}.py"
    stranger.write_text("print('I am a stranger')\n")

    done = run("--help", fresh=True)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert str(stranger) in done.stderr and "rename it" in done.stderr


def test_a_strangers_package_gives_one_sentence(run: Run, tmp_path: Path) -> None:
    """A folder with __init__.py on PYTHONPATH shadows like a file does."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "corpus").mkdir(parents=True)
    (elsewhere / "corpus" / "__init__.py").write_text("")

    done = run("studies", env={"PYTHONPATH": str(elsewhere)})

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert str(elsewhere / "corpus") in done.stderr


def test_the_library_is_guarded_too(run: Run, tmp_path: Path) -> None:
    """`from concord import KnowledgeBase` says the same sentence, as an ImportError."""
    import subprocess
    import sys

    (tmp_path / "synthesis.py").write_text("")
    code = "from concord import KnowledgeBase"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "StrangeRoom" in done.stderr and str(tmp_path / "synthesis.py") in done.stderr


def test_our_own_rooms_pass() -> None:
    """Nothing is said when all rooms lie beside concord/."""
    rooms.check()


def test_a_missing_room_is_said() -> None:
    """A room that is nowhere means that Concord is not whole."""
    with pytest.raises(rooms.StrangeRoom, match=r"not whole.*no_such_room.*install"):
        rooms.check(("no_such_room",))
