"""The columns of the review queue and of the log of decisions.

In: records of KnowledgeBase.queue, .log and .progress. Out: QUEUE, LOG and PROGRESS. Called by cli.reviewing and
cli.queueing.
"""

from __future__ import annotations

from typing import Any

from concord.cli.confidence import brief_ids
from concord.cli.kept import spoken_of
from concord.cli.printing import Column, brief_study

Record = dict[str, Any]


def _asked(record: Record) -> str:
    """What an entry of the queue asks, in the table for people."""
    from synthesis.translation import TOGETHER

    asked = str(record["kind"])
    if asked == "question":
        asked = "rightly one?" if TOGETHER in record["reasons"] else "one concept?"
    elif asked == "theme":
        asked = f"{record['facet'].replace('_', ' ')}?"
    return asked + (" (in a round)" if record.get("round") else " (skipped)" if record.get("skipped") else "")


def _target(record: Record) -> str:
    """The other theme of a question; of a stale conclusion what has moved, with studies by surname and year."""
    told = str(record.get("target_label", ""))
    return brief_ids(told) if record["kind"] == "stale conclusion" else told


QUEUE = (
    Column("item", lambda r: r.get("item", ""), width=11),
    Column("kind", width=12, brief=_asked, heading="asked"),
    Column("source", lambda r: r.get("source", ""), width=12, table=False),
    Column("source_label", lambda r: r.get("source_label") or _conflict(r), width=26),
    Column(
        "source_study",
        lambda r: r.get("source_study", ""),
        width=16,
        brief=lambda r: brief_study(r.get("source_study", "")),
    ),
    Column("target", lambda r: r.get("target", ""), width=12, table=False),
    Column("target_label", lambda r: r.get("target_label", ""), width=26, brief=_target),
    Column(
        "target_study",
        lambda r: r.get("target_study", ""),
        width=16,
        brief=lambda r: brief_study(r.get("target_study", "")),
    ),
    Column("score", lambda r: r.get("score"), number=True, wide=True),
    Column(
        "ids", lambda r: f"{r['source']} {r['target']}" if "target" in r else r.get("id", ""), width=12, table=False
    ),
    Column("facet", lambda r: r.get("facet", ""), table=False),
    Column("worth", lambda r: r.get("worth"), number=True, wide=True),
    Column("skipped", lambda r: "yes" if r.get("skipped") else "", table=False),
    Column("round", lambda r: r.get("round") or "", table=False),
    Column("reasons", lambda r: r.get("reasons") or r.get("why"), table=False),
)
LOG = (
    Column("number", number=True),
    Column("when", width=16, brief=lambda r: r["when"].replace("T", " ")[:16], heading="when (UTC)"),
    Column("who", width=14),
    Column("kind", width=10),
    Column("themes", spoken_of, width=40),
    Column("value", width=16),
    Column("reason", width=26),
    Column("in_force", lambda r: "yes" if r["holds"] else "taken back", width=10),
    Column("hash", table=False),
)


PROGRESS = (
    Column("kind"),
    Column("waiting", number=True),
    Column("answered", number=True),
    Column("skipped", number=True),
    Column("by", lambda r: [f"{who} {count}" for who, count in r["by"]], width=60),
)


def progress_rows(progress: Record) -> list[Record]:
    """A row for each kind of which there is anything, with who answered how many, then one for all."""
    by = progress["by"]
    rows = [
        {"kind": kind, **counts, "by": [(who, told[kind]) for who, told in by.items() if kind in told]}
        for kind, counts in progress["kinds"].items()
        if any(counts.values())
    ]
    every = {"kind": "all", **progress["total"], "by": [(who, sum(told.values())) for who, told in by.items()]}
    return [*rows, every] if rows else []


def _conflict(record: Record) -> str:
    return f"decision {record['number']} ({record['action']}): {record['why']}"
