"""What the tests of the dashboard share: a small knowledge base of the sample corpus, a real server, a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from concord import KnowledgeBase
from tests.dashboard.watching import opened_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FIRST = ("lindqvist", "moreau", "okafor", "ferrante")  # files that the tests begin with; varga is added by a test
LATER = "varga"


def samples(root: Path, *names: str) -> list[Path]:
    """Files of the sample corpus whose names begin so."""
    documents = sorted((root / "data" / "sample_corpus" / "documents" / "water_twins").iterdir())
    return [path for path in documents if path.name.startswith(names)]


@pytest.fixture(scope="session")
def small_store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of four studies; tests copy it before they write."""
    path = tmp_path_factory.mktemp("small") / "small.db"
    kb = KnowledgeBase(path)
    kb.add(samples(root, *FIRST))
    assert kb.synthesis.concepts
    kb.close()
    return path


@pytest.fixture
def store(small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small knowledge base that CONCORD_KB names."""
    path = tmp_path / "copy.db"
    shutil.copy(small_store, path)
    monkeypatch.setenv("CONCORD_KB", str(path))
    return path


@pytest.fixture
def looked_at(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small knowledge base itself, for tests that change nothing: what the pages keep of it is made once."""
    monkeypatch.setenv("CONCORD_KB", str(small_store))
    return small_store


@dataclass(frozen=True)
class Dashboard:
    """A running server. url: without a slash at the end; store: its knowledge base."""

    url: str
    store: Path

    @property
    def kb(self) -> KnowledgeBase:
        """The same knowledge base, opened by the test as another program would."""
        return KnowledgeBase(self.store, user="Tester")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the test is skipped, or fails when REQUIRE_BROWSER is set."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        reason = "no Chromium; install it or set CHROMIUM"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def dashboard(small_store: Path, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A real server on a free port, with its own knowledge base and HOME."""
    work = tmp_path_factory.mktemp("served")
    store = work / "served.db"
    shutil.copy(small_store, store)
    log = work / "server.log"
    server, url = _started(work, store, log)
    yield Dashboard(url, store)
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(5)
    assert "Traceback" not in log.read_text(errors="replace"), log.read_text(errors="replace")[-3000:]


def _started(work: Path, store: Path, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    for _ in range(3):  # a free port can be taken in between
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with log.open("wb") as out:
            server = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)],
                cwd=work,
                env=dict(os.environ, HOME=str(work), CONCORD_KB=str(store)),
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
        while time.monotonic() < deadline and server.poll() is None:
            if _answers(url):
                return server, url
            time.sleep(0.1)
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(5)
    pytest.fail("the dashboard did not start:\n" + log.read_text(errors="replace")[-3000:])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + "/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Browser]:
    """One browser for all tests."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chrome: Browser, dashboard: Dashboard, tmp_path: Path) -> Iterator[Page]:
    """A fresh tab; the test fails on whatever goes wrong in it, see `watching`."""
    with opened_tab(chrome, dashboard.url, tmp_path / "last.png") as page:
        yield page


def at_rest(page: Page) -> None:
    """Waits until Streamlit has finished its run, no other one has begun, and the charts stand."""
    idle = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(200)
    while True:
        idle.wait_for(timeout=30_000)
        page.wait_for_timeout(300)
        if idle.count():
            return


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """As `at_rest`."""
    return at_rest
