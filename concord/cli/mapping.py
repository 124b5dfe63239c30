"""`concord mapping` and `concord compare`: primary studies by category and year; studies side by side.

In: names of studies and a format. Out: lists on standard output. Called by cli.app.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from concord.cli.options import As, Facet, Format, Kb, StudyId, open_kb
from concord.cli.overlapping import Works
from concord.cli.printing import Column, print_json, print_list, say

Record = dict[str, Any]


class View(StrEnum):
    """Which list of a study's map."""

    CATEGORIES = "categories"
    CHECKS = "checks"
    CELLS = "cells"
    TABLES = "tables"


def _years(row: Record) -> str:
    return ", ".join(f"{year or 'undated'}: {len(works)}" for year, works in row["years"])


CATEGORIES = (
    Column("dimension", width=10),
    Column("category", width=34),
    Column("count", number=True),
    Column("verdict", width=10),
    Column("years", _years, width=40),
    Column("works", width=24, wide=True),
    Column("others", table=False),
)
CHECKS = (
    Column("verdict", width=9),
    Column("where", width=24),
    Column("category", width=24),
    Column("told", width=10),
    Column("counted", number=True),
    Column("source", width=8),
    Column("why", width=34),
    Column("quote", lambda r: r["told_at"]["quote"], width=30, table=False),
    Column("only_told", table=False),
    Column("only_counted", table=False),
)
CELLS = (
    Column("row", width=36),
    Column("column", width=36),
    Column("count", number=True),
    Column("works", width=36),
)
TABLES = (
    Column("table", width=12),
    Column("shape", lambda r: r["shape"] or "not understood", width=18),
    Column("rows", number=True),
    Column("works", number=True),
    Column("why", width=36),
    Column("caption", width=36),
)
CONCEPTS = (
    Column("concept", width=12, table=False),
    Column("facet", width=14),
    Column("category", width=36, heading="concept"),
    Column("count", number=True, heading="primary studies"),
    Column("studies", number=True, heading="reviews"),
    Column("years", _years, width=44),
    Column("works", table=False),
)
STUDIES = (
    Column("study", width=30),
    Column("tables", number=True),
    Column("understood", number=True),
    Column("primary", number=True),
    Column("placed", number=True),
    Column("equal", number=True),
    Column("differs", number=True),
)
VIEWS = {View.CATEGORIES: CATEGORIES, View.CHECKS: CHECKS, View.CELLS: CELLS, View.TABLES: TABLES}
NOTHING = "No table of this study says which primary studies are of which category."


def mapping(
    kb: Kb = None,
    study: StudyId = None,
    show: Annotated[
        View | None, typer.Option("--show", help="With --study: this list of its map. [categories]")
    ] = None,
    rows: Annotated[str | None, typer.Option("--rows", help="With --show cells: a dimension, such as 2.1.")] = None,
    columns: Annotated[str | None, typer.Option("--columns", help="With --show cells: another one, or year.")] = None,
    facet: Facet = None,
    works: Annotated[Works, typer.Option("--works", help="Without --study: which works count.")] = Works.INCLUDED,
    studies: Annotated[bool, typer.Option("--studies", help="What could be mapped of each study.")] = False,
    form: As = Format.TABLE,
) -> None:
    """Map primary studies by category and year.

    Of a study: recounted from its own tables and held against what it says. Of all: concepts by the years of the
    primary studies that their themes cite.

    Example: concord mapping --study lima2022 --show checks
    """
    if study is None and (show or rows or columns):
        raise typer.BadParameter("--show, --rows and --columns are about one study's tables; add --study.")
    if study is not None and (facet or studies or works is not Works.INCLUDED):
        raise typer.BadParameter("--facet, --works and --studies are about all studies; leave --study out.")
    base = open_kb(kb)
    if studies:
        print_list(base.mapped(), STUDIES, form, "Nothing to map: no paper was added.")
        return
    found = base.mapping(study, rows=rows, columns=columns, facet=facet, works=works)
    if form is Format.JSON:
        print_json(found)
    elif study is None:
        print_list(found["categories"], CONCEPTS, form, "No theme cites a primary study; try --works all.")
    else:
        view = show or View.CATEGORIES
        print_list(found[view], VIEWS[view], form, NOTHING)
        if form is Format.TABLE:
            _tell(found)


def _tell(found: Record) -> None:
    """What the map rests on, and where the paper differs from itself."""
    read = sum(table["shape"] is not None for table in found["tables"])
    verdicts = [check["verdict"] for check in found["checks"]]
    say(f"{read} of {len(found['tables'])} tables were understood; {found['primary']} primary studies.")
    for dimension in found["dimensions"]:
        say(f"{dimension['id']}: {dimension['table']}, {dimension['name'] or 'without a head'}")
    told = f"{verdicts.count('differs')} numbers differ from the recount, {verdicts.count('equal')} are equal"
    say(f"{told} ('--show checks').")


CONCEPT = (
    Column("facet", width=14),
    Column("label", width=30),
    Column("part", lambda r: r["part"].replace("_", " "), width=10),
    Column("one", lambda r: r["one"]["stands"], width=10),
    Column("other", lambda r: r["other"]["stands"], width=12),
    Column("why", width=20),
    Column("words of one", lambda r: [w["quote"] for w in r["one"]["words"]], width=30, wide=True),
    Column("words of other", lambda r: [w["quote"] for w in r["other"]["words"]], width=30, wide=True),
    Column("concept", table=False),
)


def compare(
    one: Annotated[str, typer.Argument(metavar="STUDY", help="A study, by its id.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="Another one; all other studies when left out.")
    ] = None,
    kb: Kb = None,
    facet: Facet = None,
    form: As = Format.TABLE,
) -> None:
    """Lay two studies side by side: what each has that the other has not, and in whose words.

    Example: concord compare lima2022 varga2021 --facet challenge
    """
    found = open_kb(kb).compare(one, other)
    if form is Format.JSON:
        print_json(found)
        return
    rows = [row for part in ("only_one", "only_other", "both", "neither") for row in found[part]]
    print_list([row for row in rows if facet in (None, row["facet"])], CONCEPT, form, "Neither speaks of a concept.")
    if form is Format.TABLE:
        for name, here, there in (("there", "one", "other"), ("back", "other", "one")):
            part = found[name]
            how = ", ".join(f"{number} {relation}" for relation, number in part["relations"].items())
            say(
                f"{part['carried']} of {part['total']} themes of {_who(found[here])} go over into words of "
                f"{_who(found[there])}: {how or 'it has none'}."
            )
        say(f"As witnesses they are {found['shared']['verdict']}: {found['shared']['why']}.")


def _who(side: Record) -> str:
    return str(side["studies"][0] if len(side["studies"]) == 1 else side["title"])
