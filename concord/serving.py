"""Runs the dashboard as a process of its own and waits until it answers.

In: the address of a knowledge base, a host and a port. Out: the dashboard's address, printed; the process until Ctrl-C.
Called by `concord dashboard` and `concord demo`. Nothing here imports the dashboard.
"""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from concord import rooms
from concord.resources import sample_corpus
from corpus.errors import BadInput, StoreTrouble

FIRST_PORT = 8501
PATIENCE = 60.0  # seconds until the server must answer
_PYTHON = (sys.executable, "-P")  # without the current folder, where a stranger's click.py or pandas.py may lie


def demo_place(field: str) -> Path:
    """Where the demo's knowledge base lies: in the user's cache folder, under a name that field and documents give.

    Raises BadInput when there are no documents of that field.
    """
    digest = hashlib.sha256()
    for paper in sample_corpus(field):
        digest.update(f"{paper.name}\x1f{paper.stat().st_size}\x1f".encode())
        digest.update(paper.read_bytes())
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    folder = Path(base) / "concord"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble(f"{folder} cannot be made ({error.strerror}); give a path with --kb.") from None
    return folder / f"demo-{field}-{digest.hexdigest()[:10]}.db"


def serve(where: str, *, host: str, port: int | None, headless: bool) -> None:
    """Starts the server, prints its address, and waits for it; headless: stops when its first page has been opened.

    Raises:
        BadInput: the port is taken. StoreTrouble: the server or its first page did not come up; says what it said.
    """
    port = _port(host, port)
    address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that the server stops with us
    server = subprocess.Popen(  # noqa: S603
        _command(host, port), env=_environment(where), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        _wait(server, f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/_stcore/health")  # noqa: S104
        if headless:
            _open_first_page(where)
            print(f"The dashboard answered on port {port} and showed its first page. It is stopped again.", flush=True)
        else:
            print(f"Concord's dashboard: {address}", flush=True)
            print("Ctrl-C stops it.", file=sys.stderr, flush=True)
            _follow(server)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def _app() -> Path:
    try:
        rooms.check(("dashboard",))
    except rooms.StrangeRoom as error:
        raise StoreTrouble(str(error)) from None
    return rooms.HOME / "dashboard" / "app.py"


def _command(host: str, port: int) -> list[str]:
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    flags = [part for key, value in options.items() for part in (f"--{key}", value)]
    return [*_PYTHON, "-m", "streamlit", "run", str(_app()), *flags]


def _environment(where: str) -> dict[str, str]:
    place = where if "://" in where else str(Path(where).expanduser().absolute())
    environment = {**os.environ, "CONCORD_KB": place, "PYTHONSAFEPATH": "1"}
    if not {"site-packages", "dist-packages"}.intersection(rooms.HOME.parts):
        # Streamlit puts the dashboard's folder on the path, not the one that holds the rooms of a source tree.
        rest = os.environ.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = os.pathsep.join(part for part in (str(rooms.HOME), rest) if part)
    return environment


def _port(host: str, wanted: int | None) -> int:
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise BadInput(f"Port {wanted or FIRST_PORT} of {host} is taken; give another one with --port.")


def _wait(server: subprocess.Popen[str], health: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            said = (server.stderr.read() if server.stderr else "").strip().splitlines()
            raise StoreTrouble(f"The dashboard did not start: {said[-1] if said else 'it said nothing'}.")
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise StoreTrouble(f"The dashboard did not answer within {PATIENCE:.0f} seconds.")


def _open_first_page(where: str) -> None:
    """Raises StoreTrouble when the page breaks; the server's own word of health says nothing of its pages."""
    opened = subprocess.run(  # noqa: S603
        [*_PYTHON, "-m", "concord.first_page", str(_app())],
        env=_environment(where),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if opened.returncode:
        said = opened.stderr.strip().splitlines()
        raise StoreTrouble(f"The dashboard answers, and its first page breaks: {said[-1] if said else 'no word why'}.")


def _follow(server: subprocess.Popen[str]) -> None:
    """Passes on what the server says, until it ends."""
    for line in server.stderr or ():
        print(line, end="", file=sys.stderr, flush=True)
    if server.wait() not in (0, -15):
        raise StoreTrouble(f"The dashboard stopped with status {server.returncode}.")
