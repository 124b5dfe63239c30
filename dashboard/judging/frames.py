"""Blind rounds as tables.

In: records of the knowledge base. Out: pandas frames. Called by screens/judging.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.shared.wording import between, clipped, count, named

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
FIGURES = {
    "percent_agreement": ("Agree", "Share of pairs of answers that are alike"),
    "cohen_kappa": ("Kappa", "Cohen's kappa, of two reviewers"),
    "gwet_ac1": ("AC1", "Gwet's AC1"),
    "krippendorff_alpha": ("Alpha", "Krippendorff's alpha, nominal"),
    "brennan_prediger": ("PABAK", "Brennan-Prediger; with two possible answers it is PABAK"),
    "positive_agreement": ("Positive", "Agreement on the first answer, where two may be given"),
    "negative_agreement": ("Negative", "Agreement on the second answer, where two may be given"),
}
INTERVALS = ("cohen_kappa", "gwet_ac1", "krippendorff_alpha")
STATES = {"blind": "blind", "shown": "may be seen", "settled": "settled", "withdrawn": "withdrawn"}


def columns() -> dict[str, Any]:
    """How the figures of reliability are shown."""
    from dashboard.shared import parts

    shown = {key: parts.number(title, says, "%.2f", 75) for key, (title, says) in FIGURES.items()}
    return shown | {f"{key} 95 %": parts.text(f"{FIGURES[key][0]}, 95 %", 115) for key in INTERVALS}


def rounds_frame(rounds: Sequence[Record], *, mine: bool) -> pd.DataFrame:
    """One row a round, the newest first. mine: whether it is known who looks."""
    import pandas as pd

    rows = [
        {
            "id": row["round"],
            "round": row["round"],
            "state": STATES[row["state"]],
            "items": row["items"],
            "handed in": ", ".join(one["who"] for one in row["people"] if one["handed_in"]),
            "waiting for": waiting(row),
            **({"you": _mine(row)} if mine else {}),
            "agreed": row["agreed"],
            "parted": row["parted"],
            "settled": row["settled"],
            "asks about": row["drawn"],
        }
        for row in reversed(rounds)
    ]
    columns = ["id", "round", "state", "items", "handed in", "waiting for", *(["you"] if mine else [])]
    return pd.DataFrame(rows, columns=[*columns, "agreed", "parted", "settled", "asks about"])


def waiting(row: Record) -> str:
    """Who has to hand in before anybody sees anything; "" once that is so."""
    if row["state"] != "blind":
        return ""
    more = 0 if row["reviewers"] else row["least"] - len(row["people"])
    return ", ".join([*row["waiting"], *([f"{count(more, 'more reviewer')}"] if more > 0 else [])])


def asked_frame(rows: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row an item, with one's own answer."""
    import pandas as pd

    table = [
        {
            **_item(row, names),
            "answer": row["mine"]["answer"] if row["mine"] else "",
            "reason": row["mine"]["reason"] if row["mine"] else "",
        }
        for row in rows
    ]
    return pd.DataFrame(table, columns=["id", "about", "answer", "reason", "kind", "studies"])


def judged_frame(rows: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row an item, a column a reviewer, what has to be reconciled first."""
    import pandas as pd

    people = list(dict.fromkeys(word["who"] for row in rows for word in row["said"]))
    order = ("parted", "alone", "unanswered", "agreed", "reconciled", "settled")
    table = [
        {
            **_item(row, names),
            "state": row["state"],
            **{f"by {who}": _said(row, who) for who in people},
            "outcome": row["outcome"] or "",
            "decision": row["decision"] or None,
        }
        for row in sorted(rows, key=lambda row: order.index(row["state"]))
    ]
    columns = ["id", "about", "state", *(f"by {who}" for who in people), "outcome", "decision", "kind", "studies"]
    return pd.DataFrame(table, columns=columns)


def reliability_frame(rows: Sequence[Record]) -> pd.DataFrame:
    """One row a kind and group of reviewers, each figure with its interval where there is room."""
    import pandas as pd

    table = []
    for row in rows:
        cells: Record = {"kind": named(row["kind"]), "reviewers": ", ".join(row["reviewers"])}
        cells |= {"items": row["units"], "both": row["units_compared"]}
        for key in FIGURES:
            cells[key] = row[key]
            if key in INTERVALS:
                cells[f"{key} 95 %"] = between(row["intervals"][key]) if row["intervals"][key] else ""
        told = (f"{FIGURES[key][0]}: {why}" for key, why in row["undefined"].items() if key in FIGURES)
        table.append({**cells, "undefined": "; ".join(told)})
    return pd.DataFrame(table)


def log_frame(rows: Sequence[Record]) -> pd.DataFrame:
    """What was done to a round, the newest first."""
    import pandas as pd

    table = [
        {
            "when (UTC)": row["when"].replace("T", " ")[:16],
            "who": row["who"],
            "act": row["act"],
            "item": row["item"],
            "answer": row["answer"],
            "reason": row["reason"],
        }
        for row in reversed(rows)
    ]
    return pd.DataFrame(table, columns=["when (UTC)", "who", "act", "item", "answer", "reason"])


def _item(row: Record, names: Mapping[str, str]) -> Record:
    studies = ", ".join(names.get(id, id) for id in row["studies"][:3])
    return {"id": row["item"], "about": clipped(row["about"], 120), "kind": named(row["kind"]), "studies": studies}


def _mine(row: Record) -> str:
    if not row["mine"]["invited"]:
        return "not asked"
    return "handed in" if row["mine"]["handed_in"] else f"{row['mine']['judged']} of {row['items']}"


def _said(row: Record, who: str) -> str:
    word = next((word for word in row["said"] if word["who"] == who), None)
    if word is None:
        return "-"
    return word["answer"] if word["blind"] else f"{word['answer']} (after unblinding)"
