"""The review queue as the page Review shows it: what is next, how far the review is, who did what.

In: records of KnowledgeBase.queue, .progress and .log. Out: lists, labels and frames. Called by asking and logbook;
tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import count, named

Record = dict[str, Any]
KINDS = {
    "conflict": "Lost decisions",
    "clash": "Reviewers disagree",
    "stale conclusion": "Stale conclusions",
    "identity": "One study or two",
    "question": "Translations",
    "theme": "Themes",
    "refutation": "Refutations",
    "reference": "References",
}
MEANS = {
    "conflict": "decisions that no longer find what they speak of",
    "clash": "decisions of different people that cannot both hold",
    "stale conclusion": "conclusions whose evidence has moved since they were drawn",
    "identity": "files that contradict each other on which work they are",
    "question": "pairs of themes of which the machine is unsure whether they are one concept",
    "theme": "themes of which the machine is unsure, those on which most hangs first",
    "refutation": "contradictions that the machine found and nobody has judged",
    "reference": "entries of bibliographies that may be one work",
}
HEADINGS = {
    "conflict": ("What it spoke of", "What is there now"),
    "clash": ("What they speak of", ""),
    "stale conclusion": ("What it spoke of, still there", "What has come or left since"),
    "identity": ("One file", "The other file"),
    "question": ("One theme", "The other theme"),
    "theme": ("The theme in question", "Others in its concept"),
    "refutation": ("One side", "The other side"),
    "reference": ("One entry", "The other entry"),
}


def in_turn(
    queue: Iterable[Record], put_off: Collection[str], kind: str | None, facet: str | None, study: str | None
) -> list[Record]:
    """The items that are asked, in order; those that the person put off come last, the first one put off first."""
    found = [
        row
        for row in queue
        if kind in (None, row["kind"])
        and facet in (None, row["facet"])
        and (study is None or study in {words["study"] for words in row["evidence"]})
    ]
    last = {item: place for place, item in enumerate(put_off)}
    return sorted(found, key=lambda row: last.get(row["item"], -1))


def after(rows: Sequence[Record], item: str) -> str | None:
    """The item that is asked after another one; the first one after the last, None where there is no other."""
    items = [row["item"] for row in rows]
    place = items.index(item) if item in items else -1
    rest = [*items[place + 1 :], *items[: max(place, 0)]]
    return next((other for other in rest if other != item), None)


def before(rows: Sequence[Record], item: str) -> str | None:
    """The item that is asked before another one; None before the first."""
    items = [row["item"] for row in rows]
    place = items.index(item) if item in items else 0
    return items[place - 1] if place > 0 else None


def kinds_there(queue: Iterable[Record]) -> dict[str, str]:
    """Each kind that waits with its label and count, in the order in which they are asked."""
    waiting = [row["kind"] for row in queue]
    return {kind: f"{label} {waiting.count(kind):,}" for kind, label in KINDS.items() if kind in waiting}


def how_far(progress: Mapping[str, Any], put_off: int) -> tuple[float, str]:
    """The share that is answered, 0 to 1, and a sentence. put_off: items that wait and that this person skipped."""
    total = progress["total"]
    every = total["answered"] + total["waiting"]
    skipped = f", of which you skipped {put_off:,}" if put_off else ""
    waits = "waits" if total["waiting"] == 1 else "wait"
    return (total["answered"] / every if every else 1.0), (
        f"{count(total['answered'], 'answer')} so far; {total['waiting']:,} {waits}{skipped}"
    )


def progress_frame(progress: Mapping[str, Any]) -> pd.DataFrame:
    """A row for each kind of which there is anything: what waits, what is answered, and by whom."""
    rows = [
        {"kind": KINDS[kind], "waiting": told["waiting"], "answered": told["answered"]}
        | {who: counts.get(kind, 0) for who, counts in progress["by"].items()}
        for kind, told in progress["kinds"].items()
        if told["waiting"] or told["answered"]
    ]
    return pd.DataFrame(rows, columns=["kind", "waiting", "answered", *progress["by"]])


def log_rows(log: Iterable[Record], who: str | None, kind: str | None, holds: str | None) -> list[Record]:
    """The decisions of a person, of a kind, in force ("yes") or taken back ("no"); None: all."""
    return [
        row
        for row in log
        if who in (None, row["who"])
        and kind in (None, row["kind"])
        and (holds is None or row["holds"] is (holds == "yes"))
    ]


def title(row: Record) -> str:
    """An item in a few words, for a list."""
    about = row.get("label") or row["source_label"]
    other = f" · {row['target_label']}" if row["kind"] == "question" else ""
    facet = f" ({named(row['facet']).lower()})" if row["facet"] else ""
    return f"{about}{other}{facet}"
