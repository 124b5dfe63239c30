"""Progress on standard error, for anything over a second.

In: what KnowledgeBase tells of its work. Out: a bar on a terminal, else a plain line now and then. Called by
cli.options.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

_PATIENCE = 1.0  # seconds of silence before the first word
_EVERY = 5.0  # seconds between plain lines


def progress() -> Callable[[str, int, int], None]:
    """Told (what, done, total; total 0 when not known), shows it; ("done", 1, 1) ends it."""
    return _Bar() if sys.stderr.isatty() else _Lines()


class _Lines:
    """For pipes and logs."""

    def __init__(self) -> None:
        self._last = time.monotonic() + _PATIENCE - _EVERY

    def __call__(self, what: str, done: int, total: int) -> None:
        if what == "done" or time.monotonic() - self._last < _EVERY:
            return
        self._last = time.monotonic()
        print(f"{what} ({done + 1} of {total})" if total > 1 else f"{what} ...", file=sys.stderr, flush=True)


class _Bar:
    """For people at a terminal; it goes away when the work is done."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._stop: Callable[[], None] | None = None
        self._update: Callable[[str, int, int], None] = lambda what, done, total: None

    def __call__(self, what: str, done: int, total: int) -> None:
        if what == "done":
            self._end()
            return
        if self._stop is None and time.monotonic() - self._began > _PATIENCE:
            self._start()
        self._update(what, done, total)

    def _start(self) -> None:
        import atexit

        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        bar.start()
        task = bar.add_task("")
        atexit.register(bar.stop)
        self._stop = bar.stop
        self._update = lambda what, done, total: bar.update(
            task, description=what[:60].replace("[", r"\["), completed=done, total=total or None
        )

    def _end(self) -> None:
        if self._stop is not None:
            self._stop()
            self._stop = None
            self._update = lambda what, done, total: None
