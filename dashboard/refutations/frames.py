"""Contradictions to the table and the filters of the page Refutations.

In: the records of KnowledgeBase.refutations. Out: pandas frames and rows in the order in which they are shown. Called
by the parts of the page Refutations; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import named

Record = dict[str, Any]
SCOPED = {"between": "between studies", "within": "within a study"}
STANDING = {"candidate": "nobody has judged it", "confirmed": "confirmed", "dismissed": "dismissed"}
STANDINGS = {"candidate": "Waits for a person", "confirmed": "Confirmed", "dismissed": "Dismissed"}
COLUMNS = ["id", "about", "facet", "kind", "where", "one side", "other side", "standing", "sure"]


def chosen_rows(
    rows: Iterable[Record],
    *,
    scope: str | None = None,
    kind: str | None = None,
    standing: str | None = None,
    study: str | None = None,
    words: str = "",
) -> list[Record]:
    """Those that fit, in the order given.

    study: on either side. words: each of them stands in what it is about, in what was reckoned or in a quote.
    """
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if scope in (None, row["scope"])
        and kind in (None, row["kind"])
        and standing in (None, row["standing"])
        and (study is None or study in (*row["asserted_by"], *row["refuted_by"]))
        and (not wanted or _holds(row, wanted))
    ]


def first_to_judge(rows: Sequence[Record]) -> str | None:
    """The id of the first that waits for a person, else of the first; None where there is none."""
    waiting = (row["id"] for row in rows if row["standing"] == "candidate")
    return next(waiting, rows[0]["id"] if rows else None)


def around(rows: Sequence[Record], id: str) -> tuple[str | None, str | None]:
    """The ids before and after one; None at an end.

    >>> around([{"id": "a"}, {"id": "b"}, {"id": "c"}], "b")
    ('a', 'c')
    """
    ids = [row["id"] for row in rows]
    at = ids.index(id)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def refutations_frame(rows: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a contradiction, in the order given. names: of studies, by id. sure: 0 to 1."""
    found = [
        {
            "id": row["id"],
            "about": row["label"],
            "facet": named(row["facet"]) if row["facet"] else "",
            "kind": row["kind"],
            "where": SCOPED[row["scope"]],
            "one side": _listed(row["asserted_by"], names),
            "other side": _listed(row["refuted_by"], names),
            "standing": STANDING[row["standing"]],
            "sure": row["confidence"],
        }
        for row in rows
    ]
    return pd.DataFrame(found, columns=COLUMNS)


def _listed(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return "; ".join(names.get(id, id) for id in ids)


def _holds(row: Record, wanted: Sequence[str]) -> bool:
    said = [row["label"], row["computed"], *(side["quote"] for key in ("asserted", "refuting") for side in row[key])]
    text = " ".join(said).casefold()
    return all(word in text for word in wanted)
