"""The commands that list: studies, themes, concepts, refutations.

In: filters and a format. Out: a list on standard output. Called by cli.app.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.options import As, Facet, Format, Kb, Status, StudyId, open_kb
from concord.cli.printing import Column, brief_study, print_list, say
from concord.cli.refutations import REFUTATIONS

if TYPE_CHECKING:
    from concord.knowledge_base import KnowledgeBase

Record = dict[str, Any]

STUDIES = (
    Column("id"),
    Column("title", width=44),
    Column("authors", width=26, wide=True),
    Column("year", number=True),
    Column("doi", table=False),
    Column("documents", lambda r: [d["name"] for d in r["documents"]], width=24),
    Column("coverage", number=True),
    Column("repairs", number=True, table=False),
    Column("references", number=True, table=False),
    Column("includes", table=False),
    Column("cites", table=False),
    Column("versions", lambda r: [v["study"] for v in r["versions"]], table=False),
    Column("conflicts", lambda r: counted(c["what"] for c in r["conflicts"]), width=18, wide=True),
)
REPORTS = (
    Column("study", width=16, brief=lambda r: brief_study(r["study"])),
    Column("name", width=26),
    Column("format", width=8, wide=True),
    Column("read", lambda r: f"{100 * r['coverage']:.2f} %", number=True),
    Column("lost", number=True),
    Column("doubt", number=True),
    Column("note", number=True, table=False),
    Column("sections", number=True, table=False),
    Column("inferred", number=True, table=False),
    Column("tables", number=True, table=False),
    Column("torn_tables", number=True, table=False),
    Column("references", number=True, table=False),
    Column("uncited", number=True, wide=True),
    Column("citations", number=True, table=False),
    Column("orphans", number=True, wide=True),
    Column("other", number=True, table=False),
    Column("missing", table=False),
    Column("kinds", lambda r: told_kinds(r, ("lost", "doubt")), width=44),
    Column("repairs", lambda r: [f"{x['name']} ({x['count']})" for x in r["repairs"]], table=False),
    Column("refused", table=False),
)
THEMES = (
    Column("id"),
    Column("study", width=16, brief=lambda r: brief_study(r["study"])),
    Column("facet", width=12),
    Column("label", width=22),
    Column("definition", table=False),
    Column("quote", width=32),
    Column("section", table=False),
    Column("document", table=False),
    Column("start", number=True, table=False),
    Column("end", number=True, table=False),
    Column("evidence", width=12, wide=True),
    Column("polarity", width=8, wide=True),
    Column("confidence", number=True, table=False),
    Column("parent", table=False),
    Column("basis", table=False),
    Column("attributed_to", lambda r: r["attributed_works"], table=False),
    Column("cites", table=False),
    Column("codebook", table=False),
    Column("status", width=9, wide=True),
)
CONCEPTS = (
    Column("id"),
    Column("facet", width=14),
    Column("label", width=30),
    Column("definition", table=False),
    Column("verdict", width=12),
    Column("support", lambda r: f"{r['support']['studies']} of {r['support']['eligible']}", number=True),
    Column("interval", lambda r: "{:.2f} to {:.2f}".format(*r["support"]["interval"]), number=True, wide=True),
    Column("studies", width=24, brief=lambda r: [brief_study(id) for id in r["studies"]]),
    Column("refuted_by", width=14, wide=True, brief=lambda r: [brief_study(id) for id in r["refuted_by"]]),
    Column("themes", table=False),
    Column("status", table=False),
)


def studies(
    kb: Kb = None,
    report: Annotated[bool, typer.Option("--report", help="What was read of each file, and what was lost.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="With --report: status 1 when words were lost.")] = False,
    form: As = Format.TABLE,
) -> None:
    """List the studies: one work each, however many files hold it.

    Example: concord studies --format json
    """
    base = open_kb(kb)
    if report or strict:
        list_reports(base, strict, form)
        return
    print_list(base.studies(), STUDIES, form, "No studies yet: 'concord add FILE...' adds papers.")
    for sentence in base.unreadable:
        print(sentence, file=sys.stderr)
    if base.unreadable:
        raise typer.Exit(1)


def list_reports(base: KnowledgeBase, strict: bool, form: Format) -> None:
    """The parse reports, one row a document; with strict, a sentence for each that fails the gate, and status 1."""
    rows = base.reports()
    print_list(rows, REPORTS, form, "No studies yet: 'concord add FILE...' adds papers.")
    refused = [row["refused"] for row in rows if row["refused"]] if strict else []
    for sentence in (*base.unreadable, *refused):
        print(" ".join(sentence.split()), file=sys.stderr)
    if base.unreadable or refused:
        raise typer.Exit(1)


def counted(names: Iterable[str]) -> list[str]:
    """Names in the order of their first use, those that come again with their number.

    >>> counted(["two titles", "two years", "two titles"])
    ['two titles (2)', 'two years']
    """
    return [f"{name} ({number})" if number > 1 else name for name, number in Counter(names).items()]


def told_kinds(report: Record, severities: tuple[str, ...]) -> list[str]:
    """Kinds of doubts with their counts ("tail lost (8)"), those of the gravest severity first."""
    kinds = [kind for kind in report["kinds"] if kind["severity"] in severities]
    return [f"{kind['name']} ({kind['count']})" if kind["count"] > 1 else kind["name"] for kind in kinds]


def themes(
    kb: Kb = None,
    facet: Facet = None,
    study: StudyId = None,
    status: Status = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="What was proposed and not taken, and why.")] = False,
    form: As = Format.TABLE,
) -> None:
    """List the themes: what each study reports, on which words.

    Example: concord themes --facet challenge --study lima2022mlops
    """
    if rejected and status:
        raise typer.BadParameter("--rejected lists what became no theme, which has no --status; leave one out.")
    base = open_kb(kb)
    if rejected:
        from concord.cli.rejected import list_rejected

        list_rejected(base.rejected(facet, study), form)
        return
    print_list(base.themes(facet, study, status), THEMES, form, NOTHING)


def concepts(
    kb: Kb = None, facet: Facet = None, study: StudyId = None, status: Status = None, form: As = Format.TABLE
) -> None:
    """List the concepts: what several studies report.

    A concept holds themes that say the same; the most supported come first.

    Example: concord concepts --facet role --format md
    """
    print_list(open_kb(kb).concepts(facet, study, status), CONCEPTS, form, NOTHING)


def refutations(
    kb: Kb = None,
    facet: Facet = None,
    study: StudyId = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only this kind, such as arithmetic.")] = None,
    scope: Annotated[str | None, typer.Option("--scope", help="Only between studies, or within one.")] = None,
    standing: Annotated[
        str | None, typer.Option("--standing", help="candidate, confirmed or dismissed [all but dismissed].")
    ] = None,
    form: As = Format.TABLE,
) -> None:
    """List where studies contradict one another, or themselves.

    Candidates with the words of both sides; 'concord review adjudicate' says what they are.

    Example: concord refutations --scope within
    """
    rows = open_kb(kb).refutations(facet, study, kind=kind, scope=scope, standing=standing)
    print_list(rows, REFUTATIONS, form, "No study contradicts another one, or itself, as far as Concord sees.")
    if rows and form is Format.TABLE:
        say(f"All words of both sides, and why: concord show {rows[0]['id']}")


NOTHING = "Nothing to list: no paper was added, or no row fits the filters."
