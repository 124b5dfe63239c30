"""`concord dashboard` and `concord demo`: the dashboard as a process of its own.

In: a knowledge base, a port. Out: the address on standard output, until Ctrl-C. Called by cli.app.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from concord.cli.options import Kb, open_kb

Port = Annotated[int | None, typer.Option(min=1, max=65535, help="[8501, else the next free one]")]
Host = Annotated[str, typer.Option(help="Interface to listen on; others than 127.0.0.1 need --auth or --open-to-all.")]
Auth = Annotated[
    str | None,
    typer.Option("--auth", help="Secrets file by which people sign in. [CONCORD_AUTH, else .streamlit/secrets.toml]"),
]
Roles = Annotated[
    str | None, typer.Option("--roles", help="File that says who may do what. [CONCORD_ROLES, else the secrets file]")
]
Open = Annotated[bool, typer.Option("--open-to-all", help="Without sign-in: let everybody read, and nobody write.")]
Headless = Annotated[bool, typer.Option("--headless", help="Check that it serves and its first page opens, then stop.")]


def dashboard(
    kb: Kb = None,
    port: Port = None,
    host: Host = "127.0.0.1",
    auth: Auth = None,
    roles: Roles = None,
    open_to_all: Open = False,
    headless: Headless = False,
) -> None:
    """Serve the dashboard on this machine, or to a team whose members sign in, until Ctrl-C.

    Example: concord dashboard --port 8600
    """
    from concord.serving import door, serve
    from concord.settings import read_settings

    settings = read_settings()
    way_in = door(host, auth=auth or settings.auth, roles=roles or settings.roles, open_to_all=open_to_all)
    where = kb or settings.kb
    open_kb(where, make=True).close()
    serve(where, way_in, port=port, headless=headless)


def demo(
    kb: Kb = None, port: Port = None, host: Host = "127.0.0.1", open_to_all: Open = False, headless: Headless = False
) -> None:
    """Open the dashboard on the first field of the bundled sample corpus, with a tour of a few steps.

    The knowledge base lies in your cache folder unless --kb names a place.

    Example: concord demo --headless
    """
    from concord.cli.adding import tell
    from concord.resources import DEMO_FIELD, sample_corpus
    from concord.serving import demo_place, door, serve

    way_in = door(host, open_to_all=open_to_all)
    where = kb or str(demo_place(DEMO_FIELD))
    base = open_kb(where, make=True)
    base.accept_update(reason="the demo shows this version")
    added = base.add(sample_corpus(DEMO_FIELD))
    tell(added)
    base.close()
    for sentence in added.unreadable:
        print(sentence, file=sys.stderr)
    serve(where, way_in, port=port, headless=headless, opens="/?tour=1")
    if added.unreadable:
        raise typer.Exit(1)
