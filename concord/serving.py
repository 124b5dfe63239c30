"""Runs the dashboard as a process of its own and waits until it answers.

In: the address of a knowledge base, and the door: host, port, who signs in. Out: the dashboard's address, printed; the
process until Ctrl-C. Called by `concord dashboard` and `concord demo`. Nothing here imports the dashboard. Addresses
with passwords go to the process by its environment, and files with secrets by their path: neither shows in a list of
processes.
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
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from concord import rooms
from concord.resources import sample_corpus
from concord.roles import LOOPBACK, auth_of, host_of, is_private, read_roles
from corpus.errors import BadInput, StoreTrouble

FIRST_PORT = 8501
MOST_UPLOAD = 50  # megabytes of one file, as in concord/settings.py
PATIENCE = 60.0  # seconds until the server must answer
_PYTHON = (sys.executable, "-P")  # without the current folder, where a stranger's click.py or pandas.py may lie

SECRETS = Path(".streamlit") / "secrets.toml"  # in the current folder, then in the user's own


@dataclass(frozen=True, slots=True)
class Door:
    """How people come to the dashboard.

    secrets: the file with [auth], None where nobody signs in. roles: the file with [concord.roles]. names: the host
    names under which browsers may ask for it. notes: sentences for whoever serves it.
    """

    host: str
    secrets: Path | None = None
    roles: Path | None = None
    names: tuple[str, ...] = LOOPBACK
    notes: tuple[str, ...] = ()


def door(host: str, *, auth: str = "", roles: str = "", open_to_all: bool = False) -> Door:
    """The door that the options make, every file of it checked.

    auth: the secrets file; "" looks where Streamlit looks. roles: "" takes the secrets file. open_to_all: lets others
    than this machine read without signing in; nobody writes there.

    Raises BadInput: a file is not as it should be, or a dashboard for others has no sign-in.
    """
    secrets = secrets_file(auth)
    if secrets is None:
        if host in LOOPBACK:
            return Door(host)
        if not open_to_all:
            raise BadInput(
                f"On {host} others than this machine can reach the dashboard, and no sign-in is set up. Give --auth "
                "FILE (docs/security.md says what is in it), or --open-to-all to let everybody read and nobody write."
            )
        note = f"Everybody who can reach {host} reads this knowledge base; nobody can change it from there."
        return Door(host, names=("*",), notes=(note,))
    if open_to_all:
        raise BadInput(f"{secrets} lets people sign in, and --open-to-all lets them in without; take one of them away.")
    if not _can_sign_in():
        raise BadInput("Signing in needs authlib and httpx: pip install 'concord-synthesis[auth]' httpx.")
    found = auth_of(secrets) or {}
    who = Path(roles).expanduser() if roles else secrets
    read_roles(who)
    loose = f"Other accounts of this machine may read {secrets}, which holds secrets: chmod 600 {secrets}"
    notes = () if is_private(secrets) else (loose,)
    return Door(host, secrets.absolute(), who.absolute(), tuple(dict.fromkeys((host_of(found), *LOOPBACK))), notes)


def _can_sign_in() -> bool:
    """Whether what Streamlit signs people in with loads."""
    try:
        return find_spec("authlib.integrations.starlette_client") is not None and bool(
            find_spec("httpx") or find_spec("httpx2")
        )
    except ImportError:
        return False


def secrets_file(given: str = "") -> Path | None:
    """The file by which people sign in: the one given, else the first of Streamlit's places that has a section [auth].

    Raises BadInput: the one given has none, or one of them is not as it should be.
    """
    if given:
        path = Path(given).expanduser()
        if auth_of(path) is None:
            raise BadInput(f"{path}: has no section [auth], by which people sign in; docs/security.md shows one.")
        return path
    places = (SECRETS, Path.home() / SECRETS)
    return next((path for path in places if path.is_file() and auth_of(path) is not None), None)


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


def serve(where: str, door: Door, *, port: int | None, headless: bool, opens: str = "") -> None:
    """Starts the server, prints its address, and waits for it; headless: stops when its first page has been opened.

    opens: what follows on the address, such as the tour with which the demo begins.

    Raises:
        BadInput: the port is taken. StoreTrouble: the server or its first page did not come up; says what it said.
    """
    host = door.host
    port = _port(host, port)
    for note in door.notes:
        print(note, file=sys.stderr, flush=True)
    address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that the server stops with us
    server = subprocess.Popen(  # noqa: S603
        _command(door, port),
        env=_environment(where, door),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait(server, f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/_stcore/health")  # noqa: S104
        if headless:
            _open_first_page(where)
            print(f"The dashboard answered on port {port} and showed its first page. It is stopped again.", flush=True)
        else:
            print(f"Concord's dashboard: {address}{opens}", flush=True)
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


def _command(door: Door, port: int) -> list[str]:
    """How the server is started: what holds whatever the settings of Streamlit on this machine say."""
    options = {
        "server.address": door.host,
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": str(MOST_UPLOAD),
        "server.enableCORS": "true",
        "server.enableXsrfProtection": "true",
        "server.enableStaticServing": "false",
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": door.names[0] if door.secrets else "localhost",  # else it asks another host who it is
        "client.toolbarMode": "viewer",
        "client.showErrorDetails": "type",
        "client.showErrorLinks": "false",
        "global.developmentMode": "false",
        "logger.level": "warning",
    }
    flags = [part for key, value in options.items() for part in (f"--{key}", value)]
    flags += [part for name in door.names for part in ("--server.allowedHosts", name)]
    if door.secrets:
        flags += ["--secrets.files", str(door.secrets)]
    return [*_PYTHON, "-m", "streamlit", "run", str(rooms.HOME / "dashboard" / "served.py"), *flags]


def _environment(where: str, door: Door | None = None) -> dict[str, str]:
    place = where if "://" in where else str(Path(where).expanduser().absolute())
    environment = {**os.environ, "CONCORD_KB": place, "PYTHONSAFEPATH": "1"}
    environment |= {"CONCORD_AUTH": str(door.secrets or "") if door else "", "CONCORD_ROLES": ""}
    if door and door.roles:
        environment["CONCORD_ROLES"] = str(door.roles)
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
