"""How fast the dashboard answers on a large knowledge base, in a browser: `python -m benchmarks.dashboard [--small]`.

In: nothing (a knowledge base is made, benchmarks/big_base.py), or one that is there. Out: for each page the time to its
first picture, and median and 95th percentile from a click until the page has settled; the memory of the server with ten
visitors. Exit status 1 when a target is missed. Called as `make bench-dashboard`. It takes what a browser takes: the
real server, a real Chromium, and every control that a page has, a few of each kind.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import big_base
from benchmarks.dashboard_clicks import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PAGE, CLICK, SLOW, MEMORY = 2.0, 0.5, 1.0, 1500.0  # seconds to a first page; of a click, median and p95; MB
SESSIONS = 10


@dataclass
class Times:
    """What was measured of a page, in seconds."""

    title: str
    first: float = 0.0
    clicks: list[float] = field(default_factory=list)
    what: dict[str, float] = field(default_factory=dict)

    @property
    def row(self) -> str:
        """One line of the table."""
        if not self.clicks:
            return f"{self.title:<18} {self.first:7.2f} {0:6}"
        slowest = max(self.what, key=self.what.__getitem__)
        figures = f"{self.first:7.2f} {len(self.clicks):6} {median(self.clicks):7.2f} {p95(self.clicks):7.2f}"
        return f"{self.title:<18} {figures}  {slowest[:44]} {self.what[slowest]:.2f}"


def p95(seconds: list[float]) -> float:
    """The time that 95 of 100 do not exceed."""
    return sorted(seconds)[min(len(seconds) - 1, -(-len(seconds) * 95 // 100) - 1)]


def pages() -> list[tuple[str, str]]:
    """Title and address of each page of dashboard/app.py, which itself runs when it is imported."""
    tree = ast.parse((ROOT / "dashboard" / "app.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "PAGES" for t in node.targets):
            assert isinstance(node.value, ast.Tuple)
            rows = [row.elts for row in node.value.elts if isinstance(row, ast.Tuple)]
            return [(ast.literal_eval(row[2]), ast.literal_eval(row[3])) for row in rows]
    raise SystemExit("dashboard/app.py has no PAGES")


@contextmanager
def served(kb: Path, work: Path) -> Iterator[tuple[int, str, float]]:
    """A server on a free port: its process, its address, and how many seconds it took until it answered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began, url = time.monotonic(), f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "served.py"), "--server.port", str(port)],
        cwd=work,
        env=dict(os.environ, HOME=str(work), CONCORD_KB=str(kb), CONCORD_USER="bench", PYTHONPATH=str(ROOT)),
        stdout=subprocess.DEVNULL,
        stderr=(work / "server.log").open("wb"),
        start_new_session=True,
    )
    try:
        while not _answers(url):
            if server.poll() is not None or time.monotonic() - began > 120:
                raise SystemExit("the dashboard does not start:\n" + (work / "server.log").read_text(errors="replace"))
            time.sleep(0.05)
        yield server.pid, url, time.monotonic() - began
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as reply:  # noqa: S310 - our own server
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def megabytes(process: int) -> float:
    """The memory that a process holds, as Linux counts it."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) / 1024


def measured(browser: Browser, url: str, each: int, only: list[str]) -> list[Times]:
    """Every page, opened by its address and then worked."""
    found = []
    for title, address in pages():
        if only and title not in only and address not in only:
            continue
        with Visitor(browser, url) as visitor:
            times = Times(title, visitor.opened(address))
            for what, seconds in visitor.worked(address, each):
                times.clicks.append(seconds)
                times.what[what] = seconds
        print(times.row, flush=True)
        found.append(times)
    return found


def with_visitors(browser: Browser, url: str, process: int, many: int) -> float:
    """Megabytes of the server while so many visitors have pages open, each at another one."""
    there = [Visitor(browser, url) for _ in range(many)]
    try:
        known = pages()
        for number, visitor in enumerate(there):
            visitor.__enter__()
            visitor.opened(known[number % len(known)][1])
            visitor.opened(known[(number * 3 + 1) % len(known)][1])
        return megabytes(process)
    finally:
        for visitor in there:
            visitor.__exit__(None, None, None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="a small knowledge base, for trying")
    parser.add_argument("--kb", type=Path, help="a knowledge base that is there; it is copied first")
    parser.add_argument("--each", type=int, default=2, help="controls of a kind that are clicked on a page")
    parser.add_argument("--only", action="append", default=[], help="title or address of a page")
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        kb = work / "bench.db"
        if given.kb:
            shutil.copy(given.kb, kb)
        else:
            big_base.build(kb, *(big_base.SMALL if given.small else (big_base.STUDIES, big_base.THEMES)))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        with served(kb, work) as (process, url, up):
            return _report(browser, url, process, up, given)


def _report(browser: Browser, url: str, process: int, up: float, given: Any) -> int:
    with Visitor(browser, url) as visitor:
        cold = visitor.opened("")
    with Visitor(browser, url) as visitor:
        warm = visitor.opened("")
    print(f"the server answers after {up:.2f} s; first page cold {cold:.2f} s, warm {warm:.2f} s", flush=True)
    print(f"{'page':<18} {'opened':>7} {'clicks':>6} {'median':>7} {'p95':>7}  slowest", flush=True)
    found = measured(browser, url, given.each, given.only)
    clicks = [seconds for times in found for seconds in times.clicks]
    memory = with_visitors(browser, url, process, given.sessions)
    middle, slow = (median(clicks), p95(clicks)) if clicks else (0.0, 0.0)
    print(
        f"{len(clicks)} clicks: median {middle:.2f} s, p95 {slow:.2f} s; {memory:.0f} MB with {given.sessions} visitors"
    )
    missed = [
        f"{name}: {value:.2f}, not under {target:g}"
        for name, value, target in (
            ("first page", warm, PAGE),
            ("click, median", middle, CLICK),
            ("click, p95", slow, SLOW),
            ("memory", memory, MEMORY),
        )
        if value >= target
    ]
    print("\n".join(("missed:", *missed)) if missed else "all targets met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
