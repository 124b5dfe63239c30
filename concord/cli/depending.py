"""`concord dependence`: which studies rest on each other.

In: filters and a format. Out: a list on standard output. Called by cli.app.
"""

from __future__ import annotations

from typing import Annotated

import typer

from concord.cli.options import As, Format, Kb, open_kb
from concord.cli.overlap_columns import study_column
from concord.cli.printing import Column, print_json, print_list, say

TIES = (
    study_column("source"),
    Column("kind", width=12),
    study_column("target"),
    Column("strength", width=8, brief=lambda r: "not used" if r["unused"] else r["strength"]),
    Column("dates", lambda r: [date or "unknown" for date in r["dates"]], width=12),
    Column("evidence", width=44),
    Column("keys", table=False),
    Column("unused", table=False),
)


def dependence(
    kb: Kb = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="Only includes, version, cites, 'same authors' or 'same search window'."),
    ] = None,
    merged: Annotated[
        list[str] | None, typer.Option("--merged", help="A weaker kind whose studies count as one witness; repeatable.")
    ] = None,
    form: As = Format.TABLE,
) -> None:
    """List which studies rest on each other, and on which words.

    Includes and version are strong: counted once in every figure. What dates speak against is told and not used.

    Example: concord dependence --kind includes
    """
    found = open_kb(kb).dependence(kind, merged=merged or ())
    if form is Format.JSON:
        print_json(found)
        return
    print_list(
        found["ties"],
        TIES,
        form,
        f"No study {'is tied to' if kind is None else 'has a tie ' + repr(kind) + ' to'} another one.",
    )
    if form is not Format.TABLE:
        return
    for tie in found["impossible"]:
        say(f"Not used: {tie['unused']}.")
    for circle in found["cycles"]:
        say(f"In a circle: {', '.join(circle)} include one another, so they weigh as one; an inclusion must be wrong.")
    for nest in found["nested"] if kind in (None, "includes") else ():
        more = f", and through them {', '.join(nest['through'])}" if nest["through"] else ""
        say(f"Nested: {nest['study']} includes {', '.join(nest['includes'])}{more}; each primary study counts once.")
    for unit in found["units"]:
        say(f"One witness: {', '.join(unit['studies'])}. {'; '.join(unit['why'])}.")
