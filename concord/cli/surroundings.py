"""`concord codebook ...` and `concord doctor`: what there is to work with.

In: the installation, a knowledge base, a codebook file. Out: lists on standard output. Called by cli.app.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
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
MOST_WORDS = 24  # of a list, where a whole codebook is shown
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
    facet: Annotated[str | None, typer.Option("--facet", help="Only this facet, with all its words.")] = None,
    form: Page = Report.TABLE,
) -> None:
    """Show the facets of a codebook, with what tells each of them.

    Example: concord codebook show mlops --facet tool
    """
    from concord.codebooks import detail, texts_of

    book = detail(texts_of(name), facet)
    if form is Report.JSON:
        print_json(book)
        return
    base = f", on top of {' and '.join(book['extends'])}" if book["extends"] else ""
    say(f"{book['title']}  ({book['name']} {book['version']}{base})")
    for row in book["facets"]:
        say(f"\n{row['title']}  ({row['name']}, {row['item']})")
        if row["definition"]:
            say(f"  {row['definition']}")
        for key in row:
            if isinstance(row[key], list) and row[key] and key != "ambiguous":
                say(_words(row, key, most=None if facet else MOST_WORDS))


def _words(row: Record, key: str, most: int | None) -> str:
    """The words of one key as an indented paragraph; of a long list the first ones, and how many there are."""
    shown = row[key][:most]
    if key == "lexicon":
        shown = [_term(row, label) for label in shown]
    elif key == "concepts":
        shown = [_concept(concept) for concept in shown]
    more = f"; ... {len(row[key]) - len(shown)} more (--facet {row['name']})" if len(shown) < len(row[key]) else ""
    return textwrap.fill("; ".join(shown) + more, 110, initial_indent=f"  {key}: ", subsequent_indent="    ")


def _term(row: Record, label: str) -> str:
    """A term of the lexicon with its other forms, and a ? when it is an ordinary word too."""
    forms = f" ({', '.join(row['forms'][label])})" if label in row["forms"] else ""
    return f"{label}{' ?' if label in row['ambiguous'] else ''}{forms}"


def _concept(concept: Record) -> str:
    """A concept with its other names, what it is part of, and what it is not."""
    alt = f" ({', '.join(concept['alt'])})" if concept["alt"] else ""
    broader = f" < {concept['broader']}" if concept["broader"] else ""
    others = f", not {' or '.join(concept['not'])}" if concept["not"] else ""
    return f"{concept['label']}{alt}{broader}{others}"


@codebook.command("check")
def check_codebook(
    file: Annotated[str, typer.Argument(help="A TOML file, or a bundled name.", show_default=False)],
) -> None:
    """Check a codebook: all that is wrong, and all that is doubtful, each with its line.

    Exit status 1 when it cannot be used; what is only doubtful does not change it.

    Example: concord codebook check nursing.toml
    """
    from concord.codebooks import parsed, problems_of, texts_of
    from synthesis.export.clean import clean

    name, problems = problems_of(file)
    for problem in problems:
        place = f"{name}:{problem.line}" if problem.line else name
        print(clean(f"{place}: {'' if problem.fatal else 'doubtful: '}{problem.message}"), file=sys.stderr)
    if any(problem.fatal for problem in problems):
        raise typer.Exit(1)
    book = parsed(texts_of(file))
    terms = sum(len(facet.lexicon) for facet in book.facets)
    known = f"{terms} terms, {sum(len(facet.concepts) for facet in book.facets)} concepts"
    doubts = f"; {len(problems)} doubtful, see above" if problems else ""
    say(f"{book.name} {book.version} can be used: {len(book.facets)} facets, {known}{doubts}.")


@codebook.command("new")
def new_codebook(
    name: Annotated[str, typer.Argument(help="Its name, such as nursing.", show_default=False)],
    file: Annotated[Path | None, typer.Argument(help="Where to write it. [NAME.toml]", show_default=False)] = None,
    extends: Annotated[str, typer.Option("--extends", help="What it adds to: a codebook, or none.")] = "generic",
    title: Annotated[str, typer.Option("--title", help="What the reviews are about. [NAME]", show_default=False)] = "",
) -> None:
    """Write a codebook to fill in, with an explanation of every line.

    Example: concord codebook new nursing --title "Nursing reviews"
    """
    from concord.codebooks import write_new

    path = file or Path(f"{name}.toml")
    write_new(name, title or name.capitalize(), None if extends == "none" else extends, path)
    say(f"Wrote {path}. Fill it in with any text editor, then: concord codebook check {path}")


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
