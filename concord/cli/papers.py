"""`concord paper` and `concord references`: a study as it was read, and what it refers to.

In: a study, one of its documents. Out: the paper or a list on standard output. Called by cli.app.
"""

from __future__ import annotations

import textwrap
from typing import Annotated, Any

import typer

from concord.cli.options import As, Format, Kb, Page, Report, open_kb
from concord.cli.printing import Column, print_json, print_list, say

Record = dict[str, Any]
Study = Annotated[str, typer.Argument(help="Id of a study, or the beginning of one.", show_default=False)]
_WIDTH = 100
_LEADS = {"other": "set aside: ", "note": "note: ", "formula": "formula: "}

REFERENCES = (
    Column("key", table=False),
    Column("number", width=6),
    Column("raw", width=56, heading="reference"),
    Column("year", number=True),
    Column("doi", table=False),
    Column("included", lambda r: "primary study" if r["included"] else "", width=13),
    Column("why", table=False),
    Column("cited", lambda r: len(r["cited"]), number=True),
    Column("shared_with", width=24),
    Column("studies", width=18, wide=True),
)


def paper(
    study: Study,
    kb: Kb = None,
    document: Annotated[
        str | None, typer.Option("--document", help="Id or name of one of its files; the best one unless named.")
    ] = None,
    form: Page = Report.TABLE,
) -> None:
    """Print a study as it was read, with its themes and repairs.

    Example: concord paper lima2022
    """
    record = open_kb(kb).paper(study, document)
    if form is Report.JSON:
        print_json(record)
        return
    say(f"{record['title']}  ({record['study']}, {record['document']['name']})")
    for repair in (repair for repair in record["repairs"] if repair["whole"]):
        say(f"  mended: {repair['name']} ({repair['note']})")
    for block in record["blocks"]:
        _print(block, record)


def references(study: Study, kb: Kb = None, form: As = Format.TABLE) -> None:
    """List what a study refers to, where, and who else does.

    Example: concord references lima2022 --format csv
    """
    rows = open_kb(kb).references(study)
    print_list(rows, REFERENCES, form, "The reader found no list of references in this study.")


def _print(block: Record, record: Record) -> None:
    """A block, what was found in it and what was mended there."""
    start, end = block["start"], block["end"]
    if block["table"]:
        lines = _rows(block["table"]["cells"])
    else:
        lines = textwrap.wrap(_lead(block) + block["text"], _WIDTH)
    say()
    for line in lines:
        say(line)
    for mark in record["marks"]:
        if start <= mark["start"] < end and mark["status"] != "rejected":
            said = "" if mark["polarity"] == "asserts" else f", {mark['polarity']}"
            say(f"    > {mark['label']} ({mark['facet']}{said})")
    for repair in record["repairs"]:
        if not repair["whole"] and start <= repair["start"] < max(end, start + 1):
            say(f"    ~ {repair['name']} ({repair['note']})")


def _lead(block: Record) -> str:
    """What stands before the words: the sign of a list item, the number of a heading, what else the block is."""
    if block["kind"] == "list_item":
        return f"{'  ' * block['level']}{block['marker']} "
    if block["kind"] == "heading":
        return f"# {block['marker']} " if block["marker"] else "# "
    return _LEADS.get(block["kind"], "")


def _rows(cells: list[Record]) -> list[str]:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell["row"], []).append(" ".join(cell["text"].split()))
    return ["  |  ".join(rows[row]) for row in sorted(rows)]
