"""`concord overlap`: how far reviews rest on the same primary studies.

In: assumptions and a format, or a CSV file. Out: lists on standard output. Called by cli.app.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.matrices import READABLE, counted, overlap_of, print_table
from concord.cli.options import As, Format, Kb, open_kb
from concord.cli.overlap_columns import ASSUMPTIONS, CELLS, DOUBTS, PAIRS
from concord.cli.printing import print_json, print_list, say

Record = dict[str, Any]
NO_LISTS = "No two studies with lists of primary studies."


class Works(StrEnum):
    """Which works of a review count."""

    INCLUDED = "included"
    ALL = "all"


def overlap(
    kb: Kb = None,
    matrix: Annotated[
        Path | None, typer.Option("--matrix", help="A citation matrix in a CSV file instead of a knowledge base, or -.")
    ] = None,
    sizes: Annotated[
        Path | None, typer.Option("--sizes", help="With --matrix: sample sizes, a CSV file of study and size.")
    ] = None,
    works: Annotated[Works, typer.Option("--works", help="Which works count.")] = Works.INCLUDED,
    missing: Annotated[
        bool, typer.Option("--missing/--no-missing", help="Works younger than a review's search are not available.")
    ] = True,
    doubtful: Annotated[
        bool, typer.Option("--doubtful/--no-doubtful", help="References that may be one work count as one.")
    ] = False,
    study: Annotated[
        list[str] | None, typer.Option("--study", help="Only this study, by its id; name two or more of them.")
    ] = None,
    pairs: Annotated[bool, typer.Option("--pairs", help="All pairs, also those that share nothing.")] = False,
    cells: Annotated[bool, typer.Option("--cells", help="What each cell of the matrix rests on.")] = False,
    assumptions: Annotated[bool, typer.Option("--assumptions", help="The figures under each assumption.")] = False,
    doubts: Annotated[bool, typer.Option("--doubts", help="References that may be one work, for a reviewer.")] = False,
    form: As = Format.TABLE,
) -> None:
    """Say how far reviews rest on the same primary studies.

    Covered areas of all reviews and of each pair, under each assumption. --matrix takes a matrix made elsewhere: first
    column the primary study, one column a review, cells 1, 0 or NA.

    Example: concord overlap --works all --format json
    """
    if sum((pairs, cells, assumptions, doubts)) > 1 and form is not Format.JSON:
        raise typer.BadParameter("--pairs, --cells, --assumptions and --doubts are one list each; name one.")
    if sizes is not None and matrix is None:
        raise typer.BadParameter("--sizes goes with --matrix.")
    if matrix is not None:
        _of_a_base_alone(
            {
                "--works": works is not Works.INCLUDED,
                "--no-missing": not missing,
                "--doubtful": doubtful,
                "--study": bool(study),
                "--pairs": pairs,
                "--cells": cells,
                "--assumptions": assumptions,
                "--doubts": doubts,
            }
        )
        overlap_of(matrix, sizes, form)
        return
    base, wanted = open_kb(kb), pairs or None
    found = base.overlap(works, missing=missing, doubtful=doubtful, studies=study or (), pairs=wanted, cells=cells)
    if form is Format.JSON:
        print_json(found, compact=len(found["pairs"]) > READABLE)
    elif cells:
        print_list(found["cells"], CELLS, form, NO_LISTS)
    elif doubts:
        print_list(found["doubts"], DOUBTS, form, "No two references of included studies are in doubt.")
        if found["doubts"] and form is Format.TABLE:
            say("'concord review match ID one|two --reason ...' says whether they are one work or two.")
    elif assumptions:
        print_list(found["assumptions"], ASSUMPTIONS, form, NO_LISTS)
    elif form is Format.TABLE:
        _tell(found, pairs)
    else:
        print_list(found["pairs"], PAIRS, form, NO_LISTS)


def _of_a_base_alone(given: dict[str, bool]) -> None:
    """Refuses what a matrix made elsewhere cannot answer, rather than pass it over in silence."""
    if named := [option for option, there in given.items() if there]:
        raise typer.BadParameter(f"{', '.join(named)} is about a knowledge base, and --matrix is not of one.")


def _tell(found: Record, everything: bool) -> None:
    """The figures under all assumptions, then the pairs of the one that was chosen."""
    from concord.tables import range_sentence

    print_list(found["assumptions"], ASSUMPTIONS, Format.TABLE, NO_LISTS)
    say("N: inclusions, r: primary studies, c: reviews, X: cells not available to a search.")
    say(f"Corrected covered area (CCA). {range_sentence(found)}")
    unnamed = sum(row["unnamed"] for row in found["lists"])
    if unnamed:
        works = counted(unnamed, "included work is", "included works are")
        say(f"{works} named only as one of several; each has a row of its own ('concord overlap --cells').")
    if found["doubts"]:
        say(f"{len(found['doubts'])} pairs of references may be one work: 'concord overlap --doubts' lists them.")
    for warning in found["warnings"]:
        print(" ".join(warning.split()), file=sys.stderr)
    say(f"\nEach two reviews, {found['chosen']['assumption']}; lowest and highest over all assumptions.")
    rows = [row for row in found["pairs"] if everything or row["shared"]]
    print_table(rows, PAIRS, NO_LISTS if not found["pairs_total"] else "No two reviews share a work.")
    if len(rows) < found["pairs_total"]:
        say(f"{len(rows)} of {found['pairs_total']} pairs share a primary study; --pairs lists all.")
