"""The columns of blind rounds, their items, their log and their reliability.

In: records of concord.rounds.rounds and concord.rounds.judging. Out: columns. Called by cli.judging.
"""

from __future__ import annotations

from typing import Any

from concord.cli.printing import Column, brief_study, shorten

Record = dict[str, Any]
INTERVALS = (
    "percent_agreement",
    "cohen_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "brennan_prediger",
    "fleiss_kappa",
    "positive_agreement",
    "negative_agreement",
)


def _people(row: Record) -> list[str]:
    told = [f"{one['who']}: {'handed in' if one['handed_in'] else 'at work'}" for one in row["people"]]
    return told if row["reviewers"] else [*told, f"anybody, {row['least']} in all"]


def _mine(row: Record) -> str:
    if not row["mine"]["invited"]:
        return ""
    return "handed in" if row["mine"]["handed_in"] else f"{row['mine']['judged']} of {row['items']}"


def _given(name: str) -> Column:
    """A part of the person's own answer."""
    return Column(name, lambda r: r["mine"][name] if r["mine"] else "", width=16)


def _end(name: str, place: int) -> Column:
    """One end of an interval, for what is read by machines."""
    ends = ("low", "high")
    return Column(f"{name}_{ends[place]}", lambda r: (r["intervals"][name] or (None, None))[place], table=False)


def _interval(row: Record, name: str) -> str:
    return "{:.2f} to {:.2f}".format(*row["intervals"][name]) if row["intervals"][name] else ""


_ITEM = (
    Column("item", width=11),
    Column("kind", width=10),
    Column("facet", width=12, table=False),
    Column("asked", width=40, table=False),
    Column("about", width=34, brief=lambda r: shorten(r["about"], 100)),
    Column("studies", width=20, brief=lambda r: [brief_study(id) for id in r["studies"]][:3]),
)
ROUNDS = (
    Column("round", width=20),
    Column("state", width=9),
    Column("items", number=True),
    Column("people", _people, width=26),
    Column("mine", _mine, width=10, heading="you"),
    Column("agreed", number=True),
    Column("parted", number=True),
    Column("alone", number=True, table=False),
    Column("reconciled", number=True, wide=True),
    Column("settled", number=True),
    Column("waiting", table=False),
    Column("drawn", width=24, wide=True, heading="asks about"),
    Column("opened_by", table=False),
    Column("opened", table=False),
    Column("unblinded_by", lambda r: r["shown"]["who"] if r["shown"] else "", table=False),
    Column("unblinded_because", lambda r: r["shown"]["reason"] if r["shown"] else "", table=False),
    Column("withdrawn_by", lambda r: r["withdrawn"]["who"] if r["withdrawn"] else "", table=False),
    Column("withdrawn_because", lambda r: r["withdrawn"]["reason"] if r["withdrawn"] else "", table=False),
)
ASKED = (
    *_ITEM,
    Column("answers", lambda r: r["actions"], table=False),
    _given("answer"),
    _given("reason"),
)
JUDGED = (
    *_ITEM,
    Column("state", width=10),
    Column(
        "said",
        lambda r: [f"{w['who']}: {w['answer']}" + ("" if w["blind"] else " (after unblinding)") for w in r["said"]],
        width=30,
    ),
    Column("reasons", lambda r: [f"{w['who']}: {w['reason']}" for w in r["said"] if w["reason"]], table=False),
    Column("outcome", width=14),
    Column("reconciled_by", lambda r: r["final"]["who"] if r["final"] else "", table=False),
    Column("reconciled_because", lambda r: r["final"]["reason"] if r["final"] else "", table=False),
    Column("decision", number=True),
)
OPEN = (Column("item", width=12), Column("why", width=90))
LOG = (
    Column("number", number=True),
    Column("when", width=16, brief=lambda r: r["when"].replace("T", " ")[:16], heading="when (UTC)"),
    Column("who", width=14),
    Column("round", width=18),
    Column("act", width=10),
    Column("item", width=11),
    Column("answer", width=18),
    Column("decision", number=True, table=False),
    Column("reason", width=30),
)
AGREEMENT = (
    Column("kind", width=10),
    Column("reviewers", width=16),
    Column("units", number=True, heading="items"),
    Column("units_compared", number=True, heading="both", table=False),
    Column("percent_agreement", number=True, heading="agreed"),
    Column("cohen_kappa", number=True, heading="kappa"),
    Column("kappa_interval", lambda r: _interval(r, "cohen_kappa"), width=13, heading="95 %", table=False),
    Column("gwet_ac1", number=True, heading="AC1"),
    Column("ac1_interval", lambda r: _interval(r, "gwet_ac1"), width=13, heading="95 %"),
    Column("krippendorff_alpha", number=True, heading="alpha"),
    Column("alpha_interval", lambda r: _interval(r, "krippendorff_alpha"), width=13, heading="95 %"),
    Column("brennan_prediger", number=True, heading="PABAK"),
    Column("fleiss_kappa", number=True, table=False),
    Column("positive_agreement", number=True, heading="pos."),
    Column("negative_agreement", number=True, heading="neg."),
    Column("prevalence_index", number=True, table=False),
    Column("bias_index", number=True, table=False),
    *(_end(name, place) for name in INTERVALS for place in (0, 1)),
    Column("answers", lambda r: [f"{name} {n}" for name, n in r["counts"].items() if n], width=24, table=False),
    Column("undefined", lambda r: [f"{name}: {why}" for name, why in r["undefined"].items()], table=False),
)
