"""The dashboard runs as a process of its own, and goes when its parent goes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from concord import resources, serving
from concord.resources import DEMO_FIELD, sample_corpus
from corpus.errors import StoreTrouble
from tests.concord.conftest import Run


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_demo_builds_serves_and_stops(run: Run, tmp_path: Path) -> None:
    """In the user's cache folder; the second time nothing is read again."""
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    first = run("demo", "--headless", "--port", free_port(), env=environment)
    second = run("demo", "--headless", "--port", free_port(), env=environment)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert re.search(r"showed its first page.* It is stopped again", first.stdout)
    assert "http://" not in first.stdout
    papers = len(sample_corpus(DEMO_FIELD))
    assert first.stdout.startswith(f"{papers} documents added;")
    assert second.stdout.startswith(f"0 documents added, {papers} there")
    assert len(list((tmp_path / "cache" / "concord").glob(f"demo-{DEMO_FIELD}-*.db"))) == 1
    assert not (tmp_path / ".streamlit").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_server_stops_with_its_command(kb_path: Path, sent: signal.Signals) -> None:
    """Ctrl-C, or the end of a container, leaves no server behind."""
    port = free_port()
    command = [sys.executable, "-m", "concord", "dashboard", "--kb", str(kb_path), "--port", str(port)]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert f":{port}" in program.stdout.readline()
    assert answers(port)

    program.send_signal(sent)
    _, said = program.communicate(timeout=20)
    deadline = time.monotonic() + 5
    while answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(port) and "Traceback" not in said


def test_a_port_that_is_taken_is_said(run: Run, kb_path: Path) -> None:
    """With what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("dashboard", "--kb", kb_path, "--port", taken.getsockname()[1])

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "is taken; give another one with --port" in done.stderr


def test_another_sample_corpus_is_another_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The base of an older version, or of another field, is not taken for that of this one."""
    field = tmp_path / "data" / "sample_corpus" / "documents" / "hives"
    field.mkdir(parents=True)
    (field / "one.md").write_text("# One")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(resources, "data_folder", lambda: tmp_path / "data")
    places = []
    for text in ("# One", "# One", "# Two"):
        (field / "one.md").write_text(text)
        places.append(serving.demo_place("hives"))

    assert places[0] == places[1] != places[2]


def test_a_page_that_breaks_is_said(kb_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that answers is no proof that its pages do."""
    (tmp_path / "app.py").write_text("import streamlit as st\nst.title('x')\nraise LookupError('no such chart')\n")
    monkeypatch.setattr(serving, "_app", lambda: tmp_path / "app.py")

    with pytest.raises(StoreTrouble, match="no such chart"):
        serving.serve(str(kb_path), serving.Door("127.0.0.1"), port=free_port(), headless=True)


def test_files_of_the_current_folder_are_not_run(kb_path: Path, tmp_path: Path) -> None:
    """A click.py that lies where the command is called is none of the server's business."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "click.py").write_text("open('was_run', 'w').close()\n")
    command = [sys.executable, "-P", "-m", "concord", "dashboard", "--headless", "--kb", str(kb_path)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    assert not (folder / "was_run").exists()


def test_a_strangers_dashboard_is_said(kb_path: Path, tmp_path: Path) -> None:
    """The fourth room is checked when it is needed; a fresh interpreter looks into the folder that it is started in."""
    (tmp_path / "dashboard.py").write_text("")
    command = [sys.executable, "-m", "concord", "dashboard", "--kb", str(kb_path), "--headless"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 1
    assert str(tmp_path / "dashboard.py") in done.stderr
