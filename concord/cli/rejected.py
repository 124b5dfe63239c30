"""What was proposed and became no theme, for `concord themes --rejected`.

In: records. Out: a list on standard output, with the commands by which a reviewer takes one. Called by cli.listing.
"""

from __future__ import annotations

from typing import Any

from concord.cli.options import Format
from concord.cli.printing import Column, brief_study, print_list, say

Record = dict[str, Any]

REJECTED = (
    Column("study", width=16, brief=lambda r: brief_study(r["study"])),
    Column("facet", width=12),
    Column("label", width=26),
    Column("reason", width=32),
    Column("quote", width=32, wide=True),
    Column("document", table=False),
    Column("start", number=True, table=False),
    Column("end", number=True, table=False),
    Column("evidence", width=12, wide=True),
    Column("confidence", number=True, table=False),
    Column("accept", table=False),
)
SHOWN_COMMANDS = 12  # a longer list gives them in csv, md and json only


def list_rejected(rows: list[Record], form: Format) -> None:
    """Candidates that became no theme; under a short table, the commands that take them."""
    print_list(rows, REJECTED, form, "Nothing was rejected.")
    if not rows or form is not Format.TABLE:
        return
    say()
    if len(rows) > SHOWN_COMMANDS:
        say("To take one: the column 'accept' of --format csv or json, or fewer rows with --study and --facet.")
        return
    say("To take one:")
    for row in rows:
        say(f"  {row['accept']}")
