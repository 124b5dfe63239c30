"""A concept on standard output: what supports it, and its translation table as a meta-ethnography shows it.

In: the record of a concept. Out: text. Called by cli.showing.
"""

from __future__ import annotations

from typing import Any

from concord.cli.options import Format
from concord.cli.printing import Column, brief_study, print_list, say, shorten
from concord.cli.showing_support import show_support

Record = dict[str, Any]
RELATIONS = {  # a theme in the terms of another, as the records name it and as a person says it
    "exactMatch": "same as",
    "closeMatch": "close to",
    "broadMatch": "narrower than",
    "narrowMatch": "broader than",
    "relatedMatch": "related to",
}


def show_concept(record: Record) -> None:
    """Prints a concept: verdict, wider and narrower concepts, the table, then why each row is in it."""
    support = record["support"]
    say(f"{record['label']}  ({record['facet']}, concept {record['id']}, {record['status']})")
    if record["definition"]:
        say(f"  {record['definition']}")
    low, high = support["interval"]
    told = f"{support['studies']} of {support['eligible']} studies that address it (95 % {low:.2f} to {high:.2f})"
    say(f"{record['verdict']}: {told}.")
    for said, key in (("refuted", "refuted_by"), ("hedged", "hedged_by"), ("denied", "denied_by")):
        if record[key]:
            say(f"{said} by {', '.join(record[key])}")
    for key in ("broader", "narrower"):
        if record[key]:
            say(f"{key}: {'; '.join(other['label'] for other in record[key])}")
    rows = record["translation"]
    say()
    print_list(rows, _COLUMNS, Format.TABLE, "")
    if others := [row for row in rows if row["relations"]]:
        say(f"Why, in the terms of “{rows[0]['label']}” ({brief_study(rows[0]['study'])}):")
    for row in others:
        through = "" if row["through"] == rows[0]["theme"] else f" through “{row['through_label']}”"
        sure = f"{row['score']:.2f}, {', '.join(row['decided_by'])}"
        say(f"  {row['label']} ({brief_study(row['study'])}){through}: {_relation(row)} ({sure})")
        say(f"    {'; '.join(row['reasons'])}")
    say()
    show_support(record["rests_on"])
    say(f"All mentions of a study's theme: concord show {rows[0]['theme']}")


def _relation(row: Record) -> str:
    if row["relations"]:
        return ", ".join(RELATIONS.get(relation, relation) for relation in row["relations"])
    return "a reviewer's word" if row["score"] == 0 else "names it"


def _own_words(row: Record) -> str:
    """The label as the study writes it, with what it does with it when that is not to assert it."""
    return row["label"] if row["polarity"] == "asserts" else f"{row['label']} ({row['polarity']})"


def _quote(row: Record) -> str:
    place = " > ".join(row["sections"]) or "no section"
    return f"“{shorten(row['quote'], 150)}” {row['document']}:{row['start']}, {place}"


_COLUMNS = (
    Column("study", width=16, brief=lambda r: brief_study(r["study"])),
    Column("own words", _own_words, width=26),
    Column("relation", _relation, width=13),
    Column("quote, and where it stands", _quote, width=76),
)
