"""The columns of the lists of overlap.

In: nothing. Out: columns. Called by cli.overlapping, cli.matrices and cli.depending. Shares are percent in tables and
md, and in csv stand in full.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from concord.cli.printing import Column, brief_study

Record = dict[str, Any]


class Percent(float):
    """A share that tables and md show in percent, and csv in full.

    >>> f"{Percent(0.0409)}"
    '4.1 %'
    """

    def __format__(self, form: str) -> str:
        return f"{100 * float(self):.1f} %"


class Figure(float):
    """A number that tables and md show to four places, and csv in full."""

    def __format__(self, form: str) -> str:
        return f"{float(self):.4f}"


def share(name: str) -> Callable[[Record], Percent | None]:
    return lambda record: None if record[name] is None else Percent(record[name])


def figure(name: str) -> Callable[[Record], Figure | None]:
    return lambda record: None if record[name] is None else Figure(record[name])


def study_column(name: str) -> Column:
    return Column(name, width=20, brief=lambda r: brief_study(r[name]))


PAIRS = (
    study_column("one"),
    study_column("other"),
    Column("works_one", number=True),
    Column("works_other", number=True),
    Column("shared", number=True),
    Column("corrected", share("corrected"), number=True, heading="CCA"),
    Column("lowest", lambda r: Percent(r["range"][0]) if r["range"] else None, number=True),
    Column("highest", lambda r: Percent(r["range"][1]) if r["range"] else None, number=True),
    Column("coefficient", number=True),
)
ASSUMPTIONS = (
    Column("works", lambda r: {"included": "included studies", "all": "all references"}[r["works"]], width=18),
    Column(
        "younger_works",
        lambda r: "not available" if r["missing"] else "counted as absent",
        width=18,
        heading="younger works",
    ),
    Column("doubtful", lambda r: "in" if r["doubtful"] else "out", width=9, heading="doubtful matches"),
    Column(
        "corrected",
        share("corrected"),
        number=True,
        heading="CCA",
        brief=lambda r: "undefined" if r["undefined"] else Percent(r["corrected"]),
    ),
    Column("band", width=10),
    Column("ones", number=True, heading="N"),
    Column("rows", number=True, heading="r"),
    Column("reviews", number=True, heading="c"),
    Column("missing_cells", number=True, heading="X"),
    Column("undefined", width=30, table=False),
)
CELLS = (
    Column("work", width=34, lines=2),
    study_column("review"),
    Column("number", table=False),
    Column("reference", width=38, lines=2),
    Column("list", width=10),
    Column("why", width=26, lines=2),
    Column("confidence", number=True),
    Column("matched", width=14),
    Column("against", width=10, wide=True),
    Column("score", number=True, table=False),
    Column("doubtful", table=False),
    Column("judged", table=False),
    Column("with_review", table=False),
    Column("with_key", table=False),
    Column("key", table=False),
)
DOUBTS = (
    Column("id"),
    Column("source_study", width=16, brief=lambda r: brief_study(r["source_study"]), heading="list of"),
    Column("source_label", width=34, heading="reads"),
    Column("target_study", width=16, brief=lambda r: brief_study(r["target_study"]), heading="list of"),
    Column("target_label", width=34, heading="reads"),
    Column("reasons", width=24),
)
