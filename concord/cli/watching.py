"""`concord watch`: adds what appears in a folder, until Ctrl-C.

In: a folder. Out: what each addition changed on standard output, as it happens; on standard error one sentence for each
thing that was not read. Ctrl-C, or the signal by which a machine ends its services, ends it after the file that is
being read; a second one ends it at once, and the next command completes the record. Called by cli.app.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from concord.cli.adding import added_record, tell
from concord.cli.options import Kb, Page, Report, User, Workers, open_kb
from concord.cli.printing import print_json, say

if TYPE_CHECKING:
    from concord.parts.watching import Watched

_ALOUD = ("bad", "no file", "trouble", "left", "gone", "back")  # what goes to standard error


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder in which papers appear.", show_default=False)],
    kb: Kb = None,
    every: Annotated[float, typer.Option("--every", help="Seconds between two looks at the folder.")] = 5.0,
    settle: Annotated[float, typer.Option("--settle", help="Seconds for which a file must stay as it is.")] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Add what is there, then stop.")] = False,
    user: User = None,
    workers: Workers = None,
    form: Page = Report.TABLE,
) -> None:
    """Add what appears in a folder, and say what that changed, until Ctrl-C.

    Downloads on their way and hidden files are left alone. With --format json one record a line.

    Example: concord watch ~/papers --kb review.db
    """
    base = open_kb(kb, make=True, user=user, workers=workers)
    stop = _stopped_by_signals()
    happened = base.watch(folder, every=every, settle=settle, once=once, stop=stop)
    if not once:
        print(f"Watching {folder}; Ctrl-C ends it.", file=sys.stderr, flush=True)
    trouble = False
    for one in happened:
        _show(one, form)
        trouble = trouble or one.what in _ALOUD[:4]
    if stop.is_set():
        print("Stopped; what was read is kept.", file=sys.stderr, flush=True)
    elif trouble:
        raise typer.Exit(1)


def _show(one: Watched, form: Report) -> None:
    if form is Report.JSON:
        told = added_record(one.added) if one.added and one.what == "added" else None
        print_json({"what": one.what, "sentence": one.sentence, "added": told}, compact=True)
        sys.stdout.flush()
    if one.what in _ALOUD:
        print(" ".join(one.sentence.split()), file=sys.stderr, flush=True)
    elif form is Report.TABLE:
        say(one.sentence)
        if one.added and one.what == "added":
            tell(one.added)
        sys.stdout.flush()


def _stopped_by_signals() -> threading.Event:
    """Set by the first Ctrl-C or SIGTERM; the second one ends the program where it stands."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        print("Stopping after this file; once more stops at once.", file=sys.stderr, flush=True)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    return stop
