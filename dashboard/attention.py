"""What a visitor should look at first: what is contested, what is stale, what rests on dependent evidence.

In: records of KnowledgeBase. Out: points, each a sentence with the page it leads to. Called by the overview; tested
without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.wording import clipped, count
from synthesis.weighing import ONE_SOURCE

Record = dict[str, Any]
NAMED = 3  # concepts that a point names


@dataclass(frozen=True)
class Point:
    """A sentence, the file of the page that shows more, and what its URL says.

    names: of concepts, as they are; more: there are others.
    """

    says: str
    page: str
    url: Mapping[str, str] = field(default_factory=dict)
    names: Sequence[str] = ()
    more: bool = False


def points(
    agreement: Iterable[Record],
    refutations: Iterable[Record],
    conclusions: Iterable[Record],
    queue: Iterable[Record],
    waiting: Record | None = None,
) -> list[Point]:
    """Those that there are, in the order in which they are worth a look. waiting: an update, unfinished additions."""
    rows = [row for row in agreement if row["status"] != "rejected"]
    contested = [row for row in rows if row["verdict"] in ("contested", "refuted")]
    dependent = leaning(rows)
    unjudged = [row for row in refutations if row["standing"] == "candidate" and row["scope"] == "between"]
    stale = [row for row in conclusions if row["stale"]]
    asked = list(queue)
    doubts, clashes, lost = (
        [row for row in asked if row["kind"] == kind] for kind in ("reference", "clash", "conflict")
    )
    found = [
        (clashes, "contradiction", "contradictions", "between reviewers to settle", "review", {"kind": "clash"}),
        (lost, "decision has", "decisions have", "no object any more", "review", {"kind": "conflict"}),
        (contested, "concept is", "concepts are", "contested or refuted", "agreement", {"view": "disputed"}),
        (stale, "conclusion rests", "conclusions rest", "on evidence that has moved", "review", {}),
        (
            dependent,
            "shared concept rests",
            "shared concepts rest",
            "on one source",
            "agreement",
            {"sort": "dependent"},
        ),
        (
            unjudged,
            "contradiction waits",
            "contradictions wait",
            "for a verdict",
            "agreement",
            {"view": "contradictions", "scope": "between"},
        ),
        (doubts, "pair of references", "pairs of references", "may be one work", "agreement", {"view": "overlap"}),
    ]
    return _waits(waiting or {}) + [
        Point(
            f"{count(len(rows), one, several)} {rest}",
            page,
            url,
            [clipped(row["label"], 40) for row in rows[:NAMED] if row.get("label")],
            more=len(rows) > NAMED,
        )
        for rows, one, several, rest, page, url in found
        if rows
    ]


def _waits(waiting: Record) -> list[Point]:
    """What a person has to say a word on, or what was not finished."""
    found = []
    if update := waiting.get("update"):
        says = f"An update waits: read by Concord {update['from']}, this is {update['to']}"
        found.append(Point(says, "changes", {"view": "adoptions"}))
    if stopped := waiting.get("unfinished"):
        found.append(Point(f"{count(len(stopped), 'addition was', 'additions were')} not finished", "changes"))
    return found


def leaning(agreement: Iterable[Record]) -> list[Record]:
    """Concepts of two supporters or more that count as less than ONE_SOURCE independent ones even at best, those that
    lose most first."""
    found = [row for row in agreement if row["studies"] > 1 and row["effective"][1] < ONE_SOURCE]
    return sorted(
        found, key=lambda row: (row["effective"][1] / row["studies"], -row["studies"], row["label"], row["id"])
    )
