"""What a concept rests on, on standard output: who speaks on which primary studies, and what hangs on whom.

In: the `rests_on` part of a concept's record. Out: text. Called by cli.showing_concept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from concord.cli.options import Format
from concord.cli.printing import Column, brief_study, print_list, say

Record = dict[str, Any]
BASIS = {
    "theme": "{works} of its {listed} works, cited by the theme",
    "list": "its whole list, {works} works",
    "own": "itself: it is no review",
    "unknown": "itself: its list of primary studies is not known",
}
MOST = 24  # rows of a table of studies left out; of more studies in scope, only those that speak are told


def show_support(record: Record) -> None:
    """Prints the figures of a concept, each study's part in them, and what is left without it."""
    say(record["why"])
    silent = len(record["eligible_studies"]) - len(record["weights"])
    outside = [brief_study(id) for id in record["out_of_scope"]]
    told = f"{silent} of {record['eligible']} studies in scope are silent" if silent else "every study in scope speaks"
    say(f"{told}; {len(outside)} never looked{': ' + ', '.join(outside) if 0 < len(outside) <= MOST else ''}.")
    say()
    say("What each study rests on; u is what it adds to all that the studies in scope rest on:")
    print_list(_speakers(record), _SPEAKERS, Format.TABLE, "")
    if silent and record["weighted"]:
        say(_of_the_silent(record, silent))
    if record["pairs"]:
        say(f"Shared primary studies: {'; '.join(_pair(pair) for pair in record['pairs'][:5])}{_more(record)}.")
    say(_figures(record))
    rows = _left_out(record)
    if rows:
        say()
        say("What is left without one study, and without all that share primary studies with it:")
        print_list(rows, _LEFT, Format.TABLE, "")


def _of_the_silent(record: Record, silent: int) -> str:
    """What the weighted agreement is reckoned from, so that it can be checked by hand."""
    u = {weight["study"]: weight["novelty"] for weight in record["weights"]}
    supporting = math.fsum(u[study] for study in record["studies_for"])
    everything = supporting / record["weighted"]
    rest = everything - math.fsum(u.values())
    return (
        f"The silent {'study adds' if silent == 1 else 'studies add'} {rest:.2f}: "
        f"{supporting:.2f} of {everything:.2f} support it."
    )


def number(interval: Sequence[float], digits: int = 2) -> str:
    """ "1.41", or "1.00 to 3.00"."""
    low, high = (f"{value:.{digits}f}" for value in interval)
    return low if low == high else f"{low} to {high}"


def _speakers(record: Record) -> list[Record]:
    said = {id: key for key in ("studies_for", "hedged_by", "denied_by", "refuted_by") for id in record[key]}
    words = {"studies_for": "asserts", "hedged_by": "hedges", "denied_by": "denies", "refuted_by": "refutes"}
    return [{**weight, "says": words[said[weight["study"]]]} for weight in record["weights"]]


def _basis(weight: Record) -> str:
    if weight["basis"] == "list" and weight["works"] < weight["listed"]:
        return f"its list, with what reviews in it rest on here: {weight['works']} of {weight['listed']} works"
    return BASIS[weight["basis"]].format(**weight)


def _pair(pair: Record) -> str:
    tie = f" ({pair['words']})" if pair["tie"] else ""
    one, other = brief_study(pair["one"]), brief_study(pair["other"])
    return f"{one} and {other} {pair['shared']} of {pair['works'][0]} and {pair['works'][1]}{tie}"


def _more(record: Record) -> str:
    more = len(record["pairs"]) - 5
    return f"; and {more} more pairs" if more > 0 else ""


def _figures(record: Record) -> str:
    low, high = record["weighted_interval"]
    coverage = record["coverage"]
    told = [
        f"Independent studies {number(record['effective'])} of {record['studies']}",
        f"in order of date {record['chronological']:.2f}",
        f"weighted agreement {record['weighted']:.2f} (95 %, heuristic: {low:.2f} to {high:.2f})",
        "primary coverage " + ("not known" if coverage is None else f"{coverage:.2f}"),
        f"frequency effect size {record['frequency']:.2f}",
    ]
    if record["refuted_by"]:
        told.append(f"against it {number(record['opposing'])}")
    return "; ".join(told) + "."


def _left_out(record: Record) -> list[Record]:
    speaking = {weight["study"] for weight in record["weights"]}
    few = len(record["without"]) <= MOST
    rows = [row for row in record["without"] if few or row["study"] in speaking]
    return [{**row, "now": record["verdict"]} for row in (*rows, *record["without_groups"][:MOST])]


def _verdict(row: Record) -> str:
    return (row["verdict"] or "nobody speaks of it") + ("" if row["verdict"] == row["now"] else "  <-")


_SPEAKERS = (
    Column("study", width=16, brief=lambda r: brief_study(r["study"])),
    Column("says", width=8),
    Column("rests on", _basis, width=60),
    Column("u", lambda r: r["novelty"], number=True),
)
_LEFT = (
    Column("without", lambda r: ", ".join(brief_study(id) for id in r["out"]), width=40),
    Column("support", lambda r: f"{r['studies']} of {r['eligible']}", number=True),
    Column("independent", lambda r: number(r["effective"]), number=True),
    Column("by date", lambda r: r["chronological"], number=True),
    Column("weighted", lambda r: r["weighted"], number=True),
    Column("coverage", lambda r: r["coverage"], number=True),
    Column("verdict", _verdict, width=24),
)
