"""`concord align` and `concord evaluate`: the aligner alone, and scores against a gold annotation.

In: a JSON file of themes; a gold folder. Out: concepts as JSON; a table of scores. Called by cli.app.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.options import As, Format, Kb, open_kb, read_json
from concord.cli.printing import Column, print_json, print_list, say

Record = dict[str, Any]

SCORES = (
    Column("study", width=28),
    Column("facet", width=18),
    Column("gold", number=True),
    Column("predicted", number=True),
    Column("hit", number=True),
    Column("precision", lambda r: f"{r['precision']:.3f}", number=True),
    Column("recall", lambda r: f"{r['recall']:.3f}", number=True),
    Column("f1", lambda r: f"{r['f1']:.3f}", number=True),
    Column("exact", number=True),
)


def align(
    file: Annotated[Path, typer.Argument(help="A JSON list of themes, or - for standard input.", show_default=False)],
    codebook: Annotated[
        str, typer.Option(help="Whose concepts it knows: a bundled codebook, a TOML file, auto or none.")
    ] = "auto",
) -> None:
    """Align the themes of a JSON file: the aligner alone.

    Prints the concepts, as JSON, whose themes are the given ids.

    Each theme is {"id", "study", "facet", "label", "definition"?, "quote"?, "parent"?}. No knowledge base is needed.

    Example: concord align themes.json --codebook mlops > concepts.json
    """
    from concord.aligning import AUTO, aligned, chosen_for_records

    records = read_json(file)
    book = chosen_for_records(records, codebook)
    if book and codebook == AUTO:
        print(f"Knowing the concepts of the codebook {book.codebook.label}; --codebook names another.", file=sys.stderr)
    print_json(aligned(records, codebook))


def evaluate(
    gold: Annotated[Path, typer.Option("--gold", help="Folder with the gold annotation.", show_default=False)],
    kb: Kb = None,
    all_themes: Annotated[bool, typer.Option("--all", help="All gold themes, not the strict selection only.")] = False,
    facets: Annotated[str | None, typer.Option(help="Facets, with commas. [the five core facets]")] = None,
    form: As = Format.TABLE,
) -> None:
    """Score extraction and alignment against gold.

    Example: concord evaluate --gold gold/
    """
    wanted = [facet.strip() for facet in facets.split(",")] if facets else None
    scores = open_kb(kb).evaluate(gold, facets=wanted, strict=not all_themes)
    if form is Format.JSON:
        print_json(scores)
        return
    print_list(scores["rows"], SCORES, form, "The gold folder says nothing about these studies and facets.")
    if form is Format.TABLE:
        for name in ("themes", "marks", "concepts", "aligner"):
            if name in scores:
                told = ((key, value) for key, value in scores[name].items() if value is not None)
                say(f"{name}: " + ", ".join(f"{key} {_number(value)}" for key, value in told))


def _number(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
