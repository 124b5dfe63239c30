"""`concord methods`: how each study was made, on its own words.

In: filters and a format. Out: a list on standard output. Called by cli.app.
"""

from __future__ import annotations

from typing import Annotated

import typer

from concord.cli.options import As, Format, Kb, StudyId, open_kb
from concord.cli.printing import Column, brief_study, print_list

METHODS = (
    Column("study", width=16, brief=lambda r: brief_study(r["study"])),
    Column("kind", width=18),
    Column("value", width=36),
    Column("label", width=16),
    Column("detail", width=16, wide=True),
    Column("quote", width=36),
    Column("section", table=False),
    Column("document", table=False),
    Column("start", number=True, table=False),
    Column("end", number=True, table=False),
    Column("confidence", number=True, table=False),
    Column("reasons", table=False),
)


def methods(
    kb: Kb = None,
    study: StudyId = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only this kind, such as database or count.")] = None,
    form: As = Format.TABLE,
) -> None:
    """List how each study was made: databases, search, criteria, counts.

    Each fact stands on its quote. `concord export --what methods` makes one row a study of them.

    Example: concord methods --kind database --format csv
    """
    rows = open_kb(kb).methods(study, kind)
    print_list(rows, METHODS, form, "Nothing to list: no paper was added, or none tells its method.")
