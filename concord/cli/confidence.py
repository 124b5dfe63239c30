"""`concord profile` and `concord conclusions`: how far findings can be trusted, and what has moved under them.

In: a concept or filters, and a format. Out: a list, or the page of one profile, on standard output. Called by cli.app.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from concord.cli.options import As, Facet, Format, Kb, open_kb
from concord.cli.printing import Column, brief_study, print_list, say, shorten

Record = dict[str, Any]
_COMPONENTS = ("methodological limitations", "coherence", "adequacy", "relevance")
_QUOTES = 2  # of a statement that a page shows
_QUOTE = 100  # characters


def _component(name: str) -> Column:
    def cell(record: Record) -> str:
        from synthesis.export.confidence import summary

        return summary(record, name)

    return Column(name, cell, table=False)


PROFILES = (
    Column("id"),
    Column("facet", width=14, wide=True),
    Column("label", width=28, heading="finding"),
    Column("contributing", width=30, brief=lambda r: [brief_study(id) for id in r["contributing"]], heading="studies"),
    *map(_component, _COMPONENTS),
    Column("level", lambda r: r["level"] or "not assessed", width=14),
    Column("explanation", width=34, brief=lambda r: _explained(r)),
    Column("stale", lambda r: "yes" if r["stale"] else "no", table=False),
)
CONCLUSIONS = (
    Column("number", number=True),
    Column("id", lambda r: r["concept"] or r["refutation"] or ""),
    Column("kind", lambda r: r["kind"] if not r["value"] else f"{r['kind']}: {r['value']}", width=18),
    Column("label", width=24, heading="concept"),
    Column("facet", table=False),
    Column("refutation", table=False),
    Column("who", width=10),
    Column("when", table=False),
    Column("reason", table=False),
    Column("stale", lambda r: _standing(r), width=9, heading="evidence"),
    Column("moved", width=48, lines=6, brief=lambda r: brief_ids("; ".join(r["moved"]))),
)


def profile(
    concept: Annotated[str | None, typer.Argument(help="Id or label of a concept; without it, all.")] = None,
    kb: Kb = None,
    facet: Facet = None,
    form: As = Format.TABLE,
) -> None:
    """List findings with their evidence profile (GRADE-CERQual) and level.

    The evidence is counted from the studies; the level is a person's: 'concord review assess CONCEPT LEVEL'.

    Example: concord profile --facet challenge
    """
    rows = open_kb(kb).profile(concept, facet=facet)
    if concept is not None and form is Format.TABLE and rows:
        show_profile(rows[0])
        return
    print_list(rows, PROFILES, form, "No finding yet: 'concord add FILE...' adds papers.")


def conclusions(
    kb: Kb = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only those that rest on moved evidence.")] = False,
    form: As = Format.TABLE,
) -> None:
    """List what people concluded, and what has moved under it since.

    'concord review looked CONCEPT --reason ...' says that somebody has looked; so does a new level or acceptance.

    Example: concord conclusions --stale
    """
    nothing = "No conclusion rests on moved evidence." if stale else "Nobody has concluded anything yet."
    print_list(open_kb(kb).conclusions(stale=stale), CONCLUSIONS, form, nothing)


def show_profile(record: Record) -> None:
    """The page of one profile: the level, then each component with its statements and the words under them."""
    say(f"{record['label']}  ({record['facet']}, concept {record['id']})")
    if record["level"]:
        say(f"Confidence: {record['level']}, by {record['assessed_by']}: {record['explanation']}")
    else:
        say("Confidence: nobody has assessed it. 'concord review assess CONCEPT LEVEL --reason ...' does.")
    for moved in record["moved"]:
        say(f"Stale: {brief_ids(moved)}.")
    for name in _COMPONENTS:
        concern = record["concerns"].get(name)
        say()
        say(name.capitalize() + (f": {concern} concerns" if concern else ""))
        for statement in record["components"][name]:
            say(f"  {'?' if statement['gap'] else '-'} {statement['text']}")
            for words in statement["words"][:_QUOTES]:
                say(f"      {brief_study(words['study'])}: “{shorten(words['quote'], _QUOTE)}” {_place(words)}")
            for item in statement["items"][:_QUOTES]:
                say(f"      {shorten(item, _QUOTE)}")
            more = max(len(statement["words"]) - _QUOTES, 0) + max(len(statement["items"]) - _QUOTES, 0)
            if more:
                say(f"      and {more} more")


def brief_ids(text: str) -> str:
    """A sentence with surname and year in place of the ids of studies.

    >>> brief_ids("rested on 1 study, 2 now support it: lima2022mlops came")
    'rested on 1 study, 2 now support it: lima2022 came'
    """
    return re.sub(r"\b[^\W\d_]+\d{4}\w*", lambda id: brief_study(id[0]), text)


def _place(words: Record) -> str:
    """The id of what a quote belongs to, else where it stands."""
    return f"[{words['of']}]" if words["of"] else f"({words['document']}:{words['start']})"


def _explained(record: Record) -> str:
    return f"stale: {brief_ids('; '.join(record['moved']))}" if record["stale"] else record["explanation"]


def _standing(record: Record) -> str:
    if record["stale"]:
        return "stale"
    return "holds" if record["rested"] else "not known"
