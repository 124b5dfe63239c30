"""`concord find` and `concord show`: from a question to the sentence that answers it.

In: a query, or an id. Out: hits, or one thing with all its evidence, on standard output. Called by cli.app.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.changing import show_snapshot
from concord.cli.listing import told_kinds
from concord.cli.options import As, Facet, Format, Kb, Page, Report, StudyId, open_kb
from concord.cli.printing import Column, brief_study, print_json, print_list, say, shorten
from concord.cli.refutations import show_refutation
from concord.cli.showing_concept import show_concept
from corpus.errors import NotFound

if TYPE_CHECKING:
    from concord.knowledge_base import KnowledgeBase

Record = dict[str, Any]
MARGIN = 60  # characters on each side of the first mark


def marked(record: Record) -> str:
    """The part of a hit's text around its first mark, with all marks in »quotation marks« of their own."""
    text, marks = record["text"], record["marks"]
    low = max(marks[0][0] - MARGIN, 0) if marks else 0
    low = text.find(" ", low, marks[0][0]) + 1 or low if low else 0
    high = min((marks[0][1] if marks else 0) + 2 * MARGIN, len(text))
    parts, place = [], low
    for start, end in marks:
        if end <= high:
            parts += [text[place:start], "»", text[start:end], "«"]
            place = end
    body = "".join((*parts, text[place:high]))
    return ("… " if low else "") + " ".join(body.split()) + (" …" if high < len(text) else "")


HITS = (
    Column("kind", width=8),
    Column("id", brief=lambda r: "" if r["kind"] == "passage" else r["id"]),
    Column("label", width=24, brief=lambda r: "" if r["kind"] in ("passage", "study") else r["label"]),
    Column("facet", width=14, wide=True),
    Column("study", width=16, brief=lambda r: brief_study(r["study"])),
    Column("text", marked, width=52),
    Column("by", table=False),
    Column("score", number=True, table=False),
    Column("document", table=False),
    Column("start", number=True, table=False),
    Column("status", table=False),
    Column("verdict", table=False),
    Column("support", lambda r: "{studies} of {eligible}".format(**r["support"]) if r["support"] else "", wide=True),
)


NOTHING_FOUND = "Nothing found; try fewer or other words."


def find(
    query: Annotated[list[str], typer.Argument(help="Words to look for, and filters.", show_default=False)],
    kb: Kb = None,
    limit: Annotated[int, typer.Option(min=1, help="How many hits.")] = 15,
    facet: Facet = None,
    study: StudyId = None,
    form: As = Format.TABLE,
) -> None:
    """Search concepts, themes, studies and text by words and meaning.

    Words are found in any form; 'a "quoted phrase" is found as it stands', -word leaves out.

    \b
    Filters (several values with commas; -facet:role leaves out; docs/query.md):
      facet:role,tool       kind:concept,theme,study,passage
      study:moss            its short name, id, or a part of its title or first author
      year:2019..2022       of the studies
      support:>2            studies that name the concept; effective:>=1.5 by independent ones
      verdict:contested     polarity:denies    status:accepted    evidence:"list item"
      by:words              by words alone, or by:meaning

    A query that begins with a dash stands after --, and filters alone list what fits.

    \b
    Example: concord find "lack of skilled people"
    Example: concord find 'facet:role support:>2 "data engineer"'
    """
    base, asked = open_kb(kb), " ".join(query)
    if facet or study:
        print_list(base.find(asked, limit=limit, facet=facet, study=study), HITS, form, NOTHING_FOUND)
        return
    found = base.ask(asked, limit=limit)
    print_list(found["hits"], HITS, form, NOTHING_FOUND)
    for line in beside(found, limit):
        say(line, sys.stderr)


def beside(found: Record, limit: int) -> list[str]:
    """What a person is told beside the hits: how many more there are, and queries that would find something."""
    lines = [f"{limit} of {found['total']:,} hits; --limit shows more."] if found["total"] > limit else []
    tries = [f"  {row['query']}  ({row['why']}: {row['total']:,})" for row in found["instead"]]
    return [*lines, *(["These find something:", *tries] if tries else [])]


def show(
    id: Annotated[
        str,
        typer.Argument(help="Id of a study, theme, concept or refutation, or name of a snapshot.", show_default=False),
    ],
    kb: Kb = None,
    form: Page = Report.TABLE,
) -> None:
    """Show a study, theme, concept, refutation or snapshot with all it rests on.

    Example: concord show c1234567890
    """
    base = open_kb(kb)
    if found := _refutation(base, id):
        if form is Report.JSON:
            print_json(found)
        else:
            show_refutation(found)
        return
    try:
        record = base.show(id)
    except NotFound:
        if not (frozen := next((row for row in base.snapshots() if row["name"] == id), None)):
            raise
        record = {"kind": "snapshot", **frozen}
    if record["kind"] == "study":
        record["reports"] = base.reports(record["id"])
    if form is Report.JSON:
        print_json(record)
        return
    page = {"study": _study, "theme": _theme, "concept": show_concept, "snapshot": show_snapshot}[record["kind"]]
    page(record)


def _refutation(base: KnowledgeBase, id: str) -> Record | None:
    """That of this id, dismissed ones too; nothing is looked up for what is no id of a refutation."""
    if not re.fullmatch(r"x[0-9a-f]{10}", id):
        return None
    rows = (*base.refutations(), *base.refutations(standing="dismissed"))
    return next((row for row in rows if row["id"] == id), None)


def _theme(record: Record) -> None:
    _mentions(record, f"{record['label']}  ({record['facet']}, theme {record['id']}, {record['status']})", limit=99)
    say(f"\nreported by {record['study']}: {record['study_title']}")
    _why(record)
    _relations(record)
    if record["concept"]:
        concept = record["concept"]
        say(f"part of the concept {concept['label']} ({concept['id']}), with {', '.join(concept['studies'])}")
    for edge in record["translations"]:
        say(f"  {edge['relation']} {edge['target_label']} of {edge['target_study']} ({_sure(edge)})")
        say(f"    {'; '.join(edge['reasons'])}")


def _relations(record: Record) -> None:
    """How the study joins the theme to others of its own, with the words for it."""
    rows = [(f"{_verb(row['kind'])} {row['label']} ({row['facet']})", row) for row in record["relations"]]
    rows += [(f"{row['label']} ({row['facet']}) {_verb(row['kind'])} it", row) for row in record["related_by"]]
    if rows:
        say("\nhow the study relates it")
    for words, row in rows:
        say(f"  {words}: {'; '.join(row['reasons'])}")
        say(f"    “{shorten(row['quote'], 200)}” {row['document']}:{row['start']}")


def _verb(kind: str) -> str:
    """The kind of a relation as the verb of a sentence: "addresses" is one already, "part of" is none."""
    return kind if kind == "addresses" else f"is {kind}"


def _why(record: Record) -> None:
    """The sentences that explain a theme."""
    why = record["explanation"]
    say("\nwhy it was taken")
    say(f"  {why['taken']}")
    if why["support"]:
        say(f"  {why['support']}")
    if why["forms"]:
        say(f"  Also written: {shorten('; '.join(why['forms']), 200)}.")
    say(f"  Confidence {record['confidence']:.2f}, by the codebook {record['codebook']}.")
    if why["against"]:
        say("what could speak against it")
        for sentence in why["against"]:
            say(f"  {sentence}")


def _sure(edge: Record) -> str:
    return f"{edge['score']:.2f}, {edge['decided_by']}"


def _mentions(theme: Record, head: str, limit: int) -> None:
    say(head)
    if theme["definition"]:
        say(f"  {theme['definition']}")
    for mention in theme["mentions"][:limit]:
        path = mention["context"]["sections"] if "context" in mention else [mention["section"]]
        place = " > ".join(path) or "no section"
        say(f"  “{shorten(mention['quote'], 400)}”")
        basis = f", {mention['basis']}" if mention["basis"] != "finding" else ""
        said = f"{mention['evidence']}, {mention['polarity']}{basis}"
        say(f"    {mention['document']}:{mention['start']}, {place}; {said}")
        for work in mention.get("attributed_works", ()):
            say(f"    reported of {shorten(work, 120)}")
    if len(theme["mentions"]) > limit:
        more = len(theme["mentions"]) - limit
        say(f"    and {more} more {'mention' if more == 1 else 'mentions'}: concord show {theme['id']}")


def _study(record: Record) -> None:
    say(f"{record['title']}  ({record['id']})")
    authors, year = ", ".join(record["authors"]) or "authors unknown", record["year"] or "year unknown"
    say(f"  {authors}, {year} {record['doi']}".rstrip())
    for document, report in zip(record["documents"], record["reports"], strict=True):
        kind, coverage = document["format"], f"coverage {document['coverage']:.3f}"
        say(f"  {document['name']}: {kind}, {coverage}, {document['repairs']} repairs")
        for severity in ("lost", "doubt"):
            if kinds := told_kinds(report, (severity,)):
                say(f"    {severity}: {', '.join(kinds)}")
    for kind in ("includes", "cites"):
        if record[kind]:
            say(f"  {kind} {', '.join(record[kind])}")
    for version in record["versions"]:
        say(f"  {version['relation']}: {version['study']} ({version['why']})")
    for conflict in record["conflicts"]:
        say(f"  conflict: {conflict['why']}")
    say(f"  {record['references']} references, {record['included']} of them listed as primary studies")
    facets: dict[str, list[str]] = {}
    for theme in record["themes"]:
        facets.setdefault(theme["facet"], []).append(theme["label"])
    _methods(record)
    for facet, labels in facets.items():
        say(f"\n{facet.replace('_', ' ')} ({len(labels)})")
        say(f"  {'; '.join(labels)}")
    _rejected(record)


def _rejected(record: Record) -> None:
    """How many candidates became no theme, by reason; `concord themes --rejected` has each."""
    if not record["rejected"]:
        return
    reasons: dict[str, list[str]] = {}
    for row in record["rejected"]:
        reasons.setdefault(re.sub(r"“[^”]*”|\d\.\d+", "…", row["reason"]), []).append(row["label"])
    say(f"\nnot taken ({len(record['rejected'])}): concord themes --rejected --study {record['id']}")
    for reason, labels in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        say(f"  {reason}: {shorten('; '.join(labels), 120)}")


def _methods(record: Record) -> None:
    """How the study was made, a line a kind; `concord methods` has the quotes."""
    kinds: dict[str, list[str]] = {}
    for fact in record["methods"]:
        of = f" {fact['label']}" if fact["kind"] in ("count", "sample", "search period") else ""
        kinds.setdefault(fact["kind"], []).append(f"{fact['value']}{of}")
    if kinds:
        say("\nmethod")
    for kind, values in kinds.items():
        say(f"  {kind}: {shorten('; '.join(values), 300)}")
