"""`concord add`: files in, what changed out.

In: paths. Out: sentences on standard output; on standard error one sentence for each file that could not be read, and
then exit status 1. Called by cli.app.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concord.cli.options import Kb, Page, Report, User, Workers, open_kb
from concord.cli.printing import print_json, say

if TYPE_CHECKING:
    from concord.parts.additions import Added

SHOWN = 12  # sentences about changes; the lists hold the rest


def add(
    paths: Annotated[
        list[Path], typer.Argument(readable=False, help="Files, folders and zip archives.", show_default=False)
    ],
    kb: Kb = None,
    codebook: Annotated[
        str | None, typer.Option(help="A bundled codebook, a TOML file, or auto. [the one in force, else auto]")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse a paper of which words were lost.")] = False,
    workers: Workers = None,
    user: User = None,
    form: Page = Report.TABLE,
) -> None:
    """Read papers into the knowledge base and say what changed.

    A file that cannot be read is reported and skipped; the others land.

    Example: concord add papers/ extra.tei.xml --kb review.db
    """
    added = open_kb(kb, make=True, codebook=codebook, user=user, workers=workers).add(paths, strict=strict)
    if form is Report.JSON:
        print_json(added_record(added))
    else:
        tell(added)
    trouble = (*added.unreadable, *added.given_up)
    for sentence in trouble:
        print(" ".join(sentence.split()), file=sys.stderr)
    if trouble:
        raise typer.Exit(1)


def tell(added: Added) -> None:
    """What an add did, in sentences."""
    known = f", {len(added.known)} there already" if added.known else ""
    touched = count(len(added.studies), "study", "studies")
    unread = f", {len(added.unreadable)} not read" if added.unreadable else ""
    say(f"{count(len(added.documents), 'document')} added{known}{unread}; {touched} touched.")
    sentences = added.changes.sentences()
    for sentence in sentences[:SHOWN]:
        say(f"  {sentence}")
    if len(sentences) > SHOWN:
        say(f"  and {len(sentences) - SHOWN} more changes: 'concord diff' tells them all.")


def added_record(added: Added) -> dict[str, object]:
    """What an add did, as a plain record."""
    return {
        "documents": list(added.documents),
        "known": list(added.known),
        "studies": list(added.studies),
        "unreadable": list(added.unreadable),
        "given_up": list(added.given_up),
        "addition": added.number,
        "changes": list(added.changes.sentences()),
    }


def count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
