"""`concord backup`, `concord restore` and `concord verify`: nothing is lost, and one can see that it is not.

In: paths. Out: files, and what is wrong on standard output. Called by cli.app.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.options import As, Format, Kb, open_kb
from concord.cli.printing import Column, print_list, say

Record = dict[str, Any]
TROUBLES = (
    Column("check", width=12),
    Column("subject", width=20),
    Column("doubt", lambda r: "doubtful" if r["doubt"] else "", width=8),
    Column("sentence", width=70),
)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it, such as review.concord.zip.", show_default=False)],
    kb: Kb = None,
) -> None:
    """Write everything that is kept into one file, while others go on working.

    Documents, codebooks, decisions, codings, snapshots and records of additions, from SQLite or PostgreSQL; 'concord
    restore' makes a knowledge base of it in either. One state gives the same bytes.

    Example: concord backup review.concord.zip
    """
    base = open_kb(kb)
    told = base.backup(file)
    say(f"Wrote {file}: {_counted(told['rows'])}; SHA-256 of its manifest {told['sha256']}.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that 'concord backup' wrote.", show_default=False)],
    kb: Kb = None,
) -> None:
    """Make a knowledge base of a backup, in a new file or an empty database.

    All of it or nothing; it is checked before and after. Themes and concepts are found again when they are first asked
    for.

    Example: concord restore review.concord.zip --kb postgresql://localhost/review
    """
    from concord import preserving
    from concord.cli.progress import progress
    from concord.settings import read_settings

    told = preserving.restore(file, kb or read_settings().kb, progress=progress())
    say(f"Restored {file} to {told['where']}: {_counted(told['rows'])}.")


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="A backup. [the knowledge base of --kb]", show_default=False)
    ] = None,
    kb: Kb = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Derive everything anew too, and compare; as long as the first add.")
    ] = False,
    form: As = Format.TABLE,
) -> None:
    """Check everything that is kept, and that every quote stands in its document; change nothing.

    Exit status 1 when something is wrong; what is only doubtful does not change it.

    Example: concord verify
    """
    from concord import preserving
    from concord.cli.progress import progress
    from concord.settings import read_settings

    where = file or kb or read_settings().kb
    found = preserving.verified(where, deep=deep, progress=progress())
    rows = preserving.records(found)
    if form is not Format.TABLE:
        print_list(rows, TROUBLES, form, "Nothing is wrong.")
    for row in rows if form is Format.TABLE else ():
        say(f"{'Doubtful' if row['doubt'] else 'Wrong'} ({row['check']}): {row['sentence']}")
    if form is Format.TABLE and found.sound:
        say(f"Nothing is wrong: {_counted(dict(found.counts))}.")
    if not found.sound:
        if form is Format.TABLE:
            say("docs/durability.md says what to do now; the file was not changed.")
        raise typer.Exit(1)


def _counted(rows: dict[str, int]) -> str:
    """3 documents, 1 codebook, 12 decisions"""
    said = (f"{number:,} {name.removesuffix('s') if number == 1 else name}" for name, number in rows.items() if number)
    return ", ".join(said) or "nothing yet"
