"""Refutations on standard output: a table of them, and one with all words of both sides.

In: the records of refutations. Out: columns, and text. Called by cli.listing and cli.showing.
"""

from __future__ import annotations

from typing import Any

from concord.cli.printing import Column, brief_study, say, shorten

Record = dict[str, Any]
QUOTE = 90  # characters of a quote in the table
SIDES = (("asserted", "one side"), ("refuting", "the other side"))


def show_refutation(record: Record) -> None:
    """Prints both sides in their own words, what was reckoned, why it is held to be one, and who judged it."""
    about = f"{record['facet']}, " if record["facet"] else ""
    say(f"{record['label']}  ({about}refutation {record['id']}, {record['kind']}, {_scope(record)})")
    judged = "nobody has judged it" if record["standing"] == "candidate" else record["standing"]
    say(f"{judged}; confidence {record['confidence']:.2f}, by {record['decided_by']}")
    if record["verdict"]:
        say(f"  {record['verdict']}")
    for key, heading in SIDES:
        say(f"\n{heading}{_worth(record, key)}")
        for said in record[key]:
            named = f", of {said['says']}" if said["says"] else ""
            say(f"  {brief_study(said['study'])}{named}")
            say(f"    “{shorten(said['quote'], 400)}”")
            say(f"    {said['document']}:{said['start']}, {said['section'] or 'no section'}")
    say()
    if record["computed"]:
        say(f"reckoned: {record['computed']}")
    for reason in record["reasons"]:
        say(f"because {reason}")
    if record["concept"]:
        say(f"concept: concord show {record['concept']}")
    say(f"to judge it: concord review adjudicate {record['id']} confirmed|dismissed --reason ...")


def _scope(record: Record) -> str:
    return "between studies" if record["scope"] == "between" else "within a study"


def _side(key: str) -> Column:
    """The first quote of a side with its study, and how many there are besides."""

    def brief(record: Record) -> str:
        first, more = record[key][0], len(record[key]) - 1
        besides = f" and {more} more" if more else ""
        return f"{brief_study(first['study'])}: “{shorten(first['quote'], QUOTE)}”{besides}"

    heading, name = {"asserted": ("one side", "asserts"), "refuting": ("other side", "refutes")}[key]
    return Column(name, lambda r: [said["quote"] for said in r[key]], width=30, brief=brief, heading=heading, lines=5)


def _worth(record: Record, side: str) -> str:
    """What a side of several studies counts as."""
    several = len({said["study"] for said in record[side]}) > 1
    return f", which counts as {_range(record['independent'][side])} independent" if several else ""


def _range(interval: list[float]) -> str:
    low, high = (f"{value:.1f}" for value in interval)
    return low if low == high else f"{low} to {high}"


def _kind(record: Record) -> str:
    return str(record["kind"]) + ("" if record["standing"] == "candidate" else f" ({record['standing']})")


REFUTATIONS = (
    Column("id"),
    Column("scope", table=False),
    Column("kind", width=14, brief=_kind),
    Column("facet", table=False),
    Column("label", width=16, heading="topic", lines=5),
    Column("asserted_by", table=False),
    _side("asserted"),
    Column("refuted_by", table=False),
    _side("refuting"),
    Column("independent", lambda r: [_range(r["independent"][key]) for key, _ in SIDES], table=False),
    Column("computed", width=14, heading="reckoned", lines=5),
    Column("reasons", table=False),
    Column("confidence", number=True, table=False),
    Column("standing", table=False),
    Column("decided_by", table=False),
    Column("verdict", table=False),
)
