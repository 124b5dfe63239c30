"""The command `agreement`: who reports what, what that is worth, and under which assumptions.

In: filters, assumptions and a format. Out: a list on standard output. Called by cli.app.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.listing import NOTHING
from concord.cli.options import As, Facet, Format, Kb, Status, StudyId, open_kb
from concord.cli.printing import Column, brief_study, print_list, say

if TYPE_CHECKING:
    from synthesis.weighing import Assumptions

Record = dict[str, Any]


class Sort(StrEnum):
    """In which order concepts are listed."""

    SUPPORT = "support"
    WEIGHTED = "weighted"
    CONTESTED = "contested"


class Held(StrEnum):
    """Which works of its list a study rests on."""

    INCLUDED = "included"
    ALL = "all"


class Tie(StrEnum):
    """Weaker ties that may make one witness of two studies."""

    CITES = "cites"
    SAME_AUTHORS = "same authors"
    SAME_SEARCH_WINDOW = "same search window"


EFFECTS = (
    Column("study", width=28),
    Column("findings", number=True),
    Column("all_findings", number=True, heading="of all"),
    Column("intensity", number=True),
    Column("studies", table=False),
)
SIGNS = {"asserts": "+", "hedges": "~", "denies": "x", "refutes": "!", "silent": "-", "not in scope": "."}
FACET = 17  # characters of the longest name of a facet of the bundled codebooks
FEW = 8  # studies that a table has columns of their own for
Works = Annotated[Held, typer.Option("--works", help="Rest on the works that a study includes, or on all it cites.")]
Doubtful = Annotated[bool, typer.Option("--doubtful", help="Count references that may be one work as one.")]
NoThemes = Annotated[
    bool, typer.Option("--no-theme-level", help="Weigh by whole lists, not by the works that a theme cites.")
]
Merge = Annotated[
    list[Tie] | None, typer.Option("--merge", help="Count studies with this tie as one witness; may be repeated.")
]


def agreement(
    kb: Kb = None,
    facet: Facet = None,
    study: StudyId = None,
    status: Status = None,
    works: Works = Held.INCLUDED,
    doubtful: Doubtful = False,
    no_theme_level: NoThemes = False,
    merge: Merge = None,
    sort: Annotated[Sort, typer.Option("--sort", help="What stands first.")] = Sort.SUPPORT,
    effects: Annotated[bool, typer.Option("--effects", help="How much of all findings each study holds.")] = False,
    form: As = Format.TABLE,
) -> None:
    """List who reports what, who is silent, who never looked.

    The table numbers the studies and says under it which is which. "-" is silence of a study that addresses the
    facet; "." or an empty cell is outside its scope. Studies that share primary studies are no independent witnesses:
    "effective" counts them as what they are worth, and 'concord show CONCEPT' says why.

    Example: concord agreement --facet tool --sort contested
    """
    base = open_kb(kb)
    if effects:
        print_list(base.effect_sizes(), EFFECTS, form, NOTHING)
        return
    chosen = assumed(works, doubtful, no_theme_level, merge or ())
    rows = base.agreement(facet, study, status, assumptions=chosen, sort=sort)
    ids = list(rows[0]["cells"]) if rows else []
    row_of_signs = form is Format.TABLE and len(ids) > FEW
    columns = sides_columns() if sort is Sort.CONTESTED else agreement_columns(ids, row_of_signs=row_of_signs)
    print_list(rows, columns, form, NOTHING)
    if rows and form is Format.TABLE:
        _explain(rows, ids, sort, chosen)


def assumed(works: Held, doubtful: bool, no_theme_level: bool, merge: Sequence[Tie]) -> Assumptions | None:
    """The assumptions of a command; None for the usual ones, under which everything is weighed already."""
    from synthesis.weighing import Assumptions

    chosen = Assumptions(works, doubtful, not no_theme_level, tuple(dict.fromkeys(map(str, merge))))
    return None if chosen == Assumptions() else chosen


def _explain(rows: Sequence[Record], ids: Sequence[str], sort: Sort, chosen: Assumptions | None) -> None:
    say()
    if sort is not Sort.CONTESTED:
        for start in range(0, len(ids), 4):
            four = enumerate(ids[start : start + 4], start + 1)
            say("  ".join(f"{n:>2} {brief_study(id):<16}" for n, id in four).rstrip())
        nothing = "." if len(ids) > FEW else "(empty)"
        say(f"+ reports   ~ hedges   x denies   ! refutes   - silent   {nothing} not in its scope")
    if chosen is not None:
        say(f"Weighed {told(chosen)}.")
    say(f"Why a verdict is as it is, and what it hangs on: concord show {rows[0]['id']}")


def told(chosen: Assumptions) -> str:
    """Assumptions in words."""
    held = "all works that a study cites" if chosen.works == "all" else "the works that a study includes"
    said = [f"on {held}" if chosen.works == "all" or not chosen.theme_level else "on the works that a theme cites"]
    if not chosen.theme_level:
        said.append("by whole lists")
    if chosen.doubtful:
        said.append("doubtful matches of references taken as one work")
    said += [f"studies with the tie “{kind}” as one witness" for kind in chosen.merged]
    return ", ".join(said)


def agreement_columns(studies: Sequence[str], *, row_of_signs: bool) -> tuple[Column, ...]:
    """Between the concept and its support one column a study, or one sign each in a row."""

    def cell(number: int, study: str) -> Column:
        return Column(
            study,
            lambda r: r["cells"][study],
            width=2,
            heading=str(number),
            brief=lambda r: SIGNS[r["cells"][study]].strip("."),
        )

    row = Column(
        "who",
        lambda r: "".join(SIGNS[r["cells"][study]] for study in studies),
        width=len(studies),
        heading="".join(str(number % 10) for number in range(1, len(studies) + 1)),
    )
    return (
        Column("facet", width=FACET, wide=True),
        Column("label", width=36),
        *((row,) if row_of_signs else (cell(number, study) for number, study in enumerate(studies, 1))),
        Column("support", lambda r: f"{r['studies']} of {r['eligible']}", number=True),
        Column("effective", lambda r: span(r["effective"]), number=True, wide=True),
        Column("weighted", number=True, wide=True),
        Column("verdict", width=13),
        Column("contested", number=True, table=False),
        *_in_full(),
    )


def sides_columns() -> tuple[Column, ...]:
    """Both sides of each concept, each with what it counts as."""

    def side(row: Record, stances: Sequence[str], effective: list[float]) -> str:
        ids = [brief_study(id) for id, stance in row["cells"].items() if stance in stances]
        counting = f" (count as {span(effective)})" if len(ids) > 1 else ""
        return f"{len(ids)}{counting}: {', '.join(ids)}" if ids else ""

    return (
        Column("facet", width=FACET, wide=True),
        Column("label", width=30),
        Column("for", lambda r: side(r, ("asserts",), r["effective"]), width=34),
        Column("against", lambda r: side(r, ("refutes", "denies"), r["opposing"]), width=34),
        Column("verdict", width=13),
        Column("contested", number=True, wide=True),
        *_in_full(),
    )


def _in_full() -> tuple[Column, ...]:
    """What csv and md have and a table does not."""

    def ends(name: str, key: str) -> tuple[Column, Column]:
        """Both ends of an interval, in columns that are called as those of `kb.frame("support")`."""
        low, high = (lambda r: r[key][0]), (lambda r: r[key][1])
        return Column(f"{name}_low", low, table=False), Column(f"{name}_high", high, table=False)

    return (
        *(Column(name, number=True, table=False) for name in ("coverage", "chronological", "frequency")),
        *ends("interval", "interval"),
        *ends("effective", "effective"),
        *ends("weighted", "weighted_interval"),
        *ends("opposing", "opposing"),
        Column("balance", number=True, table=False),
        Column("why", table=False),
        Column("pivotal", lambda r: [f"{id}: {now or 'nobody'}" for id, now in r["pivotal"].items()], table=False),
        Column("id", table=False),
    )


def span(interval: Sequence[float]) -> str:
    """ "1.4", or "1.0 to 3.0" when it is not known better."""
    low, high = (f"{value:.1f}" for value in interval)
    return low if low == high else f"{low} to {high}"
