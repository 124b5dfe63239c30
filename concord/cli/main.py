"""The command `concord`: checks the rooms, runs the command, and lets no traceback reach a user.

In: sys.argv. Out: an exit status: 0 all was done, 1 something was not (standard error says what), 2 wrong usage. Called
by the script `concord` and by `python -m concord`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from io import TextIOWrapper
from pathlib import Path

from concord import rooms

_STOPPED = "Stopped. What was done until now is kept."


def main() -> None:
    """Runs the command of sys.argv and exits."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        rooms.check()
    except rooms.StrangeRoom as error:
        _stop(str(error))
    _run()


def _run() -> None:
    from concord.cli.app import app
    from corpus.errors import ConcordError

    try:
        app(prog_name="concord")
    except ConcordError as error:
        _stop(str(error))
    except KeyboardInterrupt:
        _stop(_STOPPED, status=130)
    except SystemExit as end:  # typer takes Ctrl-C for itself and ends with 130, without a word
        if end.code != 130:
            raise
        _stop(_STOPPED, status=130)
    except Exception as error:
        if os.environ.get("CONCORD_DEBUG", "") not in ("", "0"):
            raise
        _stop(_fault(error))


def _fault(error: Exception) -> str:
    """The sentence for a fault in Concord itself, whose traceback goes into a file; in neither stands a password."""
    from concord.hiding import without_passwords

    report = "".join(traceback.format_exception(error))
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="concord-fault-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(without_passwords(f"concord {' '.join(sys.argv[1:])}\n\n{report}"))
        where = f"the report is in {Path(file.name)}"
    except OSError:
        where = "CONCORD_DEBUG=1 shows the report"
    says = without_passwords(f"{type(error).__name__}: {error}")
    return f"This is a fault in Concord ({says}); nothing that was kept is lost, and {where}."


def _stop(sentence: str, status: int = 1) -> None:
    print(" ".join(sentence.split()), file=sys.stderr)
    sys.exit(status)
