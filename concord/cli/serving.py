"""`concord dashboard` and `concord demo`: the dashboard as a process of its own.

In: a knowledge base, a port. Out: the address on standard output, until Ctrl-C. Called by cli.app.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from concord.cli.options import Kb, open_kb

Port = Annotated[int | None, typer.Option(min=1, max=65535, help="[8501, else the next free one]")]
Host = Annotated[str, typer.Option(help="Interface to listen on; others than 127.0.0.1 show the data to the network.")]
Headless = Annotated[bool, typer.Option("--headless", help="Check that it serves and its first page opens, then stop.")]


def dashboard(kb: Kb = None, port: Port = None, host: Host = "127.0.0.1", headless: Headless = False) -> None:
    """Serve the dashboard on this machine until Ctrl-C.

    Example: concord dashboard --port 8600
    """
    from concord.serving import serve
    from concord.settings import read_settings

    where = kb or read_settings().kb
    open_kb(where, make=True).close()
    serve(where, host=host, port=port, headless=headless)


def demo(kb: Kb = None, port: Port = None, host: Host = "127.0.0.1", headless: Headless = False) -> None:
    """Open the dashboard on the first field of the bundled sample corpus.

    The knowledge base lies in your cache folder unless --kb names a place.

    Example: concord demo --headless
    """
    from concord.cli.adding import tell
    from concord.resources import DEMO_FIELD, sample_corpus
    from concord.serving import demo_place, serve

    where = kb or str(demo_place(DEMO_FIELD))
    base = open_kb(where, make=True)
    added = base.add(sample_corpus(DEMO_FIELD))
    tell(added)
    base.close()
    for sentence in added.unreadable:
        print(sentence, file=sys.stderr)
    serve(where, host=host, port=port, headless=headless)
    if added.unreadable:
        raise typer.Exit(1)
