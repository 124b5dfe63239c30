"""`concord codebook ...` and `concord doctor`: what there is to work with.

In: the installation, a knowledge base, a codebook file. Out: lists on standard output. Called by cli.app.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from concord.cli.options import As, Format, Kb, Page, Report, open_kb
from concord.cli.printing import Column, print_json, print_list, say

Record = dict[str, Any]

codebook = typer.Typer(
    name="codebook", help="Codebooks: the facets of a review, with their cues.", no_args_is_help=True
)

CODEBOOKS = (
    Column("name", width=16),
    Column("version", width=8),
    Column("title", width=32),
    Column("source", width=8),
    Column("in_force", lambda r: "in force" if r["in_force"] else "", width=8),
    Column("facets", width=30),
    Column("studies", width=30),
)
FINDINGS = (
    Column("what", width=26),
    Column("state", width=8),
    Column("detail", width=48),
    Column("advice", width=40),
)


@codebook.command("list")
def list_codebooks(kb: Kb = None, form: As = Format.TABLE) -> None:
    """List the codebooks that can be used, and which studies each one reads.

    Example: concord codebook list
    """
    from concord.codebooks import records
    from concord.settings import read_settings
    from concord.store.dialects import address, exists

    there = exists(address(kb or read_settings().kb))
    print_list(open_kb(kb).codebooks() if there else records((), {}), CODEBOOKS, form, "No codebooks.")


@codebook.command("show")
def show_codebook(
    name: Annotated[str, typer.Argument(help="A bundled name or a TOML file.", show_default=False)],
    form: Page = Report.TABLE,
) -> None:
    """Show the facets of a codebook, with what tells each of them.

    Example: concord codebook show mlops
    """
    from concord.codebooks import detail, texts_of

    book = detail(texts_of(name))
    if form is Report.JSON:
        print_json(book)
        return
    say(f"{book['title']}  ({book['name']} {book['version']})")
    for facet in book["facets"]:
        say(f"\n{facet['title']}  ({facet['name']}, {facet['item']})")
        for key in ("definition", "cues", "lexicon", "include", "exclude"):
            told = facet[key] if isinstance(facet[key], str) else "; ".join(facet[key])
            if told:
                say(f"  {key}: {told}" if key != "definition" else f"  {told}")


@codebook.command("check")
def check_codebook(
    file: Annotated[str, typer.Argument(help="A TOML file, or a bundled name.", show_default=False)],
) -> None:
    """Check a codebook; says the line where it cannot be used.

    Example: concord codebook check nursing.toml
    """
    from concord.codebooks import parsed, texts_of

    book = parsed(texts_of(file))
    terms = sum(len(facet.lexicon) for facet in book.facets)
    say(f"{book.name} {book.version} can be used: {len(book.facets)} facets, {terms} terms.")


def doctor(kb: Kb = None, form: As = Format.TABLE) -> None:
    """Say what is installed, what is missing, how to get it.

    Example: concord doctor
    """
    from concord.doctor import findings
    from concord.settings import read_settings

    rows = findings(kb or read_settings().kb)
    print_list(rows, FINDINGS, form, "")
    if any(row["state"] == "missing" for row in rows):
        if form is Format.TABLE:
            say("\nSomething that Concord needs is missing.")
        raise typer.Exit(1)
