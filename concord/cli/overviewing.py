"""`concord overview` and `concord selection`: the corpus at a glance, and how its studies chose what they include.

In: a study and a format. Out: a list on standard output. Called by cli.app.
"""

from __future__ import annotations

from typing import Any

from concord.cli.options import As, Format, Kb, StudyId, open_kb
from concord.cli.printing import Column, brief_study, print_json, print_list, say

Record = dict[str, Any]
STAGES = ("found", "screened", "full text", "included")
FACETS = (
    Column("facet"),
    *(Column(name, number=True) for name in ("themes", "studies", "concepts", "shared", "agreed", "contested")),
)


def _counts(stage: str) -> Column:
    def told(row: Record) -> object:
        fact = next(step["fact"] for step in row["steps"] if step["stage"] == stage)
        return int(fact["number"]) if fact else None

    return Column(stage, told, number=True)


def _away(row: Record) -> list[str]:
    """What was taken away, each with its reason."""
    gone = [*([{**row["duplicates"], "detail": "duplicates"}] if row["duplicates"] else []), *row["excluded"]]
    return [f"{fact['value']} {fact['detail']}".strip() for fact in gone]


SELECTION = (
    Column("study", width=18, brief=lambda r: brief_study(r["study"])),
    *map(_counts, STAGES),
    Column("taken away", _away, width=30),
    Column("sum", width=17),
    Column("why", width=44, wide=True),
)


def overview(kb: Kb = None, form: As = Format.TABLE) -> None:
    """Say how much there is, how far it agrees, and what waits: the corpus at a glance.

    One row a facet; in json the whole record.

    Example: concord overview --format json
    """
    base = open_kb(kb)
    found = base.overview()
    if form is Format.JSON:
        print_json(found)
        return
    if form is Format.TABLE and found["studies"]:
        waiting = base.progress()["total"]["waiting"]
        say(
            f"{found['studies']} studies in {found['documents']} files, {found['themes']} themes, "
            f"{found['concepts']} concepts: {found['shared']} shared, {found['contested']} contested; "
            f"{waiting} to review."
        )
    print_list(found["facets"], FACETS, form, "There is no study yet: 'concord add PAPERS' adds some.")


def selection(kb: Kb = None, study: StudyId = None, form: As = Format.TABLE) -> None:
    """List how the studies chose what they include, from found to included, and whether the numbers add up.

    An empty cell is not told. `concord methods --kind count` has the words behind each number.

    Example: concord selection --study lima2022
    """
    print_list(open_kb(kb).selection(study), SELECTION, form, "There is no study yet: 'concord add PAPERS' adds some.")
