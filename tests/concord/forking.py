"""`concord` in processes forked from one that has imported everything: whole processes without a second of imports.

In: arguments, environment, folder and standard input of a command. Out: what it printed, and its exit status. Called by
the fixture `run`. What a fresh interpreter does otherwise (imports, hash seeds, signals) has tests that start one.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

SECONDS = 120  # that a command may take
_IMPORTED = (
    "alembic.command",
    "concord.cli.app",
    "concord.exporting",
    "concord.knowledge_base",
    "concord.cli.listing",
    "concord.cli.review_session",
    "concord.frames.agreeing",
    "networkx",
    "numpy",
    "pandas",
    "spacy",
    "sqlalchemy.dialects.sqlite",
)


class Forker:
    """A process that waits for commands. One command at a time: a second one beside it starts an interpreter."""

    def __init__(self) -> None:
        # a process of several threads cannot be forked
        quiet = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
        self._lock = threading.Lock()
        self._waits = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, **quiet},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """Ends the process that waits."""
        assert self._waits.stdin
        self._waits.stdin.close()
        self._waits.wait(10)

    def run(
        self, arguments: list[str], env: dict[str, str], cwd: Path, stdin: str, fresh: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """The command in that folder, with that environment and no other. fresh: in an interpreter of its own."""
        own_interpreter = fresh or any(name.startswith("PYTHON") and os.environ.get(name) != env[name] for name in env)
        if own_interpreter or not self._lock.acquire(blocking=False):
            return subprocess.run(
                [sys.executable, "-m", "concord", *arguments],
                cwd=cwd,
                env=env,
                input=stdin,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=SECONDS,
                check=False,
            )
        try:
            with tempfile.TemporaryDirectory() as folder:
                return self._forked(arguments, env, cwd, stdin, Path(folder))
        finally:
            self._lock.release()

    def _forked(
        self, arguments: list[str], env: dict[str, str], cwd: Path, stdin: str, folder: Path
    ) -> subprocess.CompletedProcess[str]:
        (folder / "0").write_text(stdin, encoding="utf-8")
        asked = {"arguments": arguments, "env": env, "cwd": str(cwd), "streams": str(folder)}
        assert self._waits.stdin and self._waits.stdout
        print(json.dumps(asked), file=self._waits.stdin, flush=True)
        pid = int(self._waits.stdout.readline())
        late = threading.Timer(SECONDS, os.kill, (pid, 9))
        late.start()
        status = int(self._waits.stdout.readline())
        late.cancel()
        out, err = ((folder / name).read_text(encoding="utf-8") for name in "12")
        return subprocess.CompletedProcess(arguments, status, out, err)


def wait() -> None:
    """Imports what commands import, then forks a process for each line of standard input and tells how it ended."""
    for name in _IMPORTED:
        importlib.import_module(name)
    _load()
    gc.freeze()
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _be(json.loads(line))
            return
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _load() -> None:
    """The word lists and the embedding table that every synthesis takes."""
    from concord.knowledge_base import KnowledgeBase

    words = ("Lack of trained keepers", "Lack of skilled keepers")
    themes = [{"id": w, "study": w, "facet": "challenge", "label": w, "quote": w} for w in words]
    with tempfile.TemporaryDirectory() as folder:
        kb = KnowledgeBase(Path(folder, "empty.db"))
        kb.align(themes)
        kb.close()


def _be(asked: dict[str, Any]) -> None:
    """From here on this process is the command."""
    from concord.cli.main import main

    for number, mode in enumerate("rww"):
        with Path(asked["streams"], str(number)).open(mode + "b") as stream:
            os.dup2(stream.fileno(), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, errors="backslashreplace", closefd=False)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    tempfile.tempdir = None
    sys.argv = ["concord", *asked["arguments"]]
    main()


if __name__ == "__main__":
    wait()
