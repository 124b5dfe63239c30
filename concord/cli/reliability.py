"""`concord reliability`: how far coders agree, in a CSV file of ratings, or two reviewers in the log.

In: a file, or two names. Out: the coefficients with their intervals on standard output. Called by cli.app.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.options import As, Format, Kb, open_kb
from concord.cli.printing import Column, print_json, print_list, say

Record = dict[str, Any]
WIDTH = 118
FIGURES = (
    Column("figure", width=38, brief=lambda r: r["title"]),
    Column("value", number=True),
    Column("low", number=True),
    Column("high", number=True),
    Column("undefined", width=40, heading="undefined because"),
)


def reliability(
    file: Annotated[
        Path | None,
        typer.Argument(help="A CSV file with the columns unit, coder, category; - for standard input."),
    ] = None,
    categories: Annotated[
        str | None, typer.Option(help="All categories, with commas; names those that nobody used. [those that occur]")
    ] = None,
    positive: Annotated[
        str | None, typer.Option(help="Of two categories, the one that positive agreement is about.")
    ] = None,
    reviewers: Annotated[
        tuple[str, str] | None, typer.Option(help="Instead of a file: two reviewers of the knowledge base.")
    ] = None,
    of: Annotated[
        str | None, typer.Option(help="With --reviewers: pairs, themes, concepts or refutations. [pairs]")
    ] = None,
    kb: Kb = None,
    form: As = Format.TABLE,
) -> None:
    """Say how far coders agree, with every coefficient.

    A row a rating; a missing row, or an empty category, is a missing rating. No knowledge base is needed for a file.
    Intervals are 95 %, by 2,000 seeded resamples of the units. What is undefined says why.

    Example: concord reliability ratings.csv --categories present,absent
    """
    if (file is None) == (reviewers is None):
        raise typer.BadParameter("Name a CSV file, or two reviewers with --reviewers.")
    if reviewers is not None and (categories or positive):
        raise typer.BadParameter("--categories and --positive go with a file; the log knows its own.")
    if file is not None and of is not None:
        raise typer.BadParameter("--of goes with --reviewers.")
    if reviewers is not None:
        found = open_kb(kb).reviewer_agreement(*reviewers, of or "pairs")
    else:
        from concord.parts.comparing import of_file

        named = [name.strip() for name in categories.split(",") if name.strip()] if categories else None
        found = of_file(str(file), categories=named, positive=positive)
    for note in found.get("notes", ()):
        print(note, file=sys.stderr)
    if form is Format.JSON:
        print_json(found)
        return
    from concord.tables.reliability import figure_rows

    if form is Format.TABLE:
        said(found)
    whole = form is not Format.TABLE or found["undefined"]
    print_list(figure_rows(found), FIGURES if whole else FIGURES[:-1], form, "")
    if form is Format.TABLE:
        say(textwrap.fill(beside(found), WIDTH))


def said(found: Record) -> None:
    """What was rated, by whom, and how often each category was given."""
    units, names = _count(found["units"], "unit"), found["coder_names"]
    coders = f"{_count(len(names), 'coder')}: {', '.join(names)}"
    told = f"{units}, {found['units_compared']} with two ratings or more; {coders}."
    say(textwrap.fill(told, WIDTH))
    total = sum(found["counts"].values())
    shares = (f"{name} {number} ({100 * number / total:.0f} %)" for name, number in found["counts"].items())
    say(textwrap.fill(f"Ratings by category: {', '.join(shares)}.", WIDTH))
    if found["positive_category"] is not None:
        say(f"Positive is {found['positive_category']!r}.")
    if found.get("silent"):
        say(f"Named, but without a rating: {', '.join(found['silent'])}.")


def beside(found: Record) -> str:
    """What a reader has to know beside the figures."""
    words = [f"Intervals: 95 %, {found['resamples']:,} resamples of the units, seed {found['seed']}."]
    if "intervals" in found["undefined"]:
        words = [f"No intervals: {found['undefined']['intervals']}."]
    if left := found["undefined_resamples"]:
        most = max(left.values())
        words.append(
            f"In up to {most:,} of the resamples a coefficient was undefined; they are left out of its interval."
        )
    words.append(
        "Where one category is rare, kappa and alpha are low although coders agree; read positive and negative "
        "agreement and the prevalence beside them."
    )
    return " ".join(words)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
