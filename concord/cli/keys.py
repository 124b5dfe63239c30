"""Keys and lines from a person at a terminal, or from a pipe.

In: standard input. Out: a key, or a line. Called by cli.review_session. At a terminal a key needs no Return; in a pipe
each answer is a line, so that a session can be written down and tested.
"""

from __future__ import annotations

import sys
from typing import Protocol

_ESCAPE = 0x1B
_PAUSE = 0.01  # seconds in which the rest of a key that sends several bytes has come


class Keys(Protocol):
    """Where answers come from. Both raise EOFError when there are no more, KeyboardInterrupt for Ctrl-C."""

    def key(self) -> str: ...

    def line(self, prompt: str) -> str: ...


class Terminal:
    """Single keys of a terminal, and lines that can be edited."""

    def key(self) -> str:
        return _pressed()

    def line(self, prompt: str) -> str:
        if sys.platform != "win32":
            import readline  # noqa: F401  (imported for what it does to input)
        return input(prompt)


class Lines:
    """Lines of a pipe; the prompt is printed, for who reads along."""

    def key(self) -> str:
        return self.line("").strip()

    def line(self, prompt: str) -> str:
        if prompt:
            print(prompt, flush=True)
        found = sys.stdin.readline()
        if not found:
            raise EOFError
        return found.rstrip("\n")


def keys() -> Keys:
    """Those of the terminal, where both ends are one."""
    return Terminal() if sys.stdin.isatty() and sys.stdout.isatty() else Lines()


def _pressed() -> str:
    """One key; "" for a key that is no character, such as an arrow.

    What is typed ahead is not thrown away, as click.getchar would: a reviewer's fingers are faster than a synthesis.
    """
    if sys.platform == "win32":
        import click

        return click.getchar()
    import os
    import select
    import termios
    import tty

    end = sys.stdin.fileno()
    before = termios.tcgetattr(end)
    try:
        tty.setcbreak(end, termios.TCSADRAIN)
        found = os.read(end, 1)
        while found and (found[0] == _ESCAPE or found[0] >= 0x80) and select.select([end], [], [], _PAUSE)[0]:
            found += os.read(end, 1)
    finally:
        termios.tcsetattr(end, termios.TCSADRAIN, before)
    if not found:
        raise EOFError
    return "" if found[0] == _ESCAPE else found.decode(errors="ignore")
