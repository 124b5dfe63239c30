"""`concord update`, `concord codebook compare, try, adopt, history`: what another reading would change, seen first.

In: a codebook, or the program that runs. Out: the report on standard output; an adoption only on a clear word. Called
by cli.app.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from concord.cli.changing import SHOWN, item
from concord.cli.options import As, Format, Kb, Page, Report, StudyId, User, open_kb
from concord.cli.printing import Column, print_json, print_list, say
from concord.cli.surroundings import codebook

Record = dict[str, Any]
Book = Annotated[
    str, typer.Argument(metavar="CODEBOOK", help="A bundled name, a TOML file, or auto.", show_default=False)
]
Everything = Annotated[bool, typer.Option("--all", help="Tell every theme and concept.")]
Why = Annotated[str, typer.Option("--reason", "-r", help="Why; kept with what it changed.")]
ADOPTIONS = (
    Column("number", number=True),
    Column("at", width=16, brief=lambda r: r["at"].replace("T", " ")[:16], heading="when (UTC)"),
    Column("by", width=12),
    Column("kind", width=8),
    Column("from", width=16),
    Column("to", width=16),
    Column("program", width=8, wide=True),
    Column("at_once", lambda r: "at once" if r["at_once"] else "", width=8, wide=True),
    Column("reason", width=28),
    Column("sentences", table=False),
)
COMPARED = (
    Column("facet", width=18),
    Column("what", width=8),
    Column("key", width=16),
    Column("added", width=40),
    Column("removed", width=40),
    Column("before", table=False),
    Column("after", table=False),
)


@codebook.command("try")
def try_codebook(
    name: Book, kb: Kb = None, study: StudyId = None, everything: Everything = False, form: Page = Report.TABLE
) -> None:
    """Say what another codebook would change; nothing of it is kept.

    With --study that one alone is read, which is quick while you write a codebook.

    Example: concord codebook try nursing.toml --study lima2022
    """
    report = open_kb(kb).try_codebook(name, study=study)
    _show(report, form, everything)
    if form is Report.TABLE:
        say(f"\nNothing was kept. 'concord codebook adopt {name} --reason WHY' puts it in force.")


@codebook.command("compare")
def compare_codebooks(
    name: Book,
    against: Annotated[str | None, typer.Argument(help="Another one. [the one in force]", show_default=False)] = None,
    kb: Kb = None,
    form: As = Format.TABLE,
) -> None:
    """Say what a codebook has that another one has not, facet by facet, and the other way round.

    Example: concord codebook compare nursing.toml generic
    """
    changes = open_kb(kb).compare_codebooks(name, against)
    if form is Format.JSON:
        print_json(changes)
        return
    rows = [
        {"facet": facet["facet"], "what": facet["what"], **key}
        for facet in changes["facets"]
        for key in facet["keys"] or [{"key": "", "added": [], "removed": [], "before": None, "after": None}]
    ]
    print_list(rows, COMPARED, form, f"{changes['to']} has the same facets and words as {changes['from']}.")


@codebook.command("adopt")
def adopt_codebook(
    name: Book,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; kept with what it changed.", show_default=False)],
    kb: Kb = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    user: User = None,
    everything: Everything = False,
    form: Page = Report.TABLE,
) -> None:
    """Say what another codebook changes, ask, and put it in force; the report is kept for good.

    Example: concord codebook adopt nursing.toml --reason "the field has its own words" --yes
    """
    base = open_kb(kb, user=user)
    if not yes:
        _show(base.try_codebook(name), Report.TABLE, everything, error=form is Report.JSON)
        _ask(f"Put {name} in force?")
    report = base.adopt_codebook(name, reason=reason)
    if form is Report.JSON:
        print_json(report)
        return
    if yes:
        _show(report, form, everything)
    say(f'\nIn force: {report["to"]} (adoption {report["number"]}; concord diff "adoption {report["number"]}").')


@codebook.command("history")
def history(kb: Kb = None, form: As = Format.TABLE) -> None:
    """List the codebooks and programs that were adopted, with who and why.

    Example: concord codebook history
    """
    print_list(open_kb(kb).adoptions(), ADOPTIONS, form, "Nothing was adopted yet: the first paper does.")


def update(
    kb: Kb = None,
    accept: Annotated[bool, typer.Option("--accept", help="Adopt this version of Concord.")] = False,
    reason: Why = "",
    user: User = None,
    everything: Everything = False,
    form: Page = Report.TABLE,
) -> None:
    """Say what this version of Concord would read otherwise in the papers that an earlier one has read.

    The knowledge base goes on with what the earlier one extracted until --accept, with a --reason, adopts this one.

    Example: concord update --accept --reason "start of round 3"
    """
    base = open_kb(kb, user=user)
    report = base.accept_update(reason=reason) if accept else base.update()
    if form is Report.JSON:
        print_json(report)
        return
    if report is None:
        say("Nothing waits: the knowledge base is held at what this version reads and extracts.")
        return
    _show(report, form, everything)
    if accept:
        say(f"\nAdopted: Concord {report['to']} (adoption {report['number']}).")
    else:
        say("\nNothing was kept. 'concord update --accept --reason WHY' adopts it.")


def _show(report: Record, form: Report, everything: bool, *, error: bool = False) -> None:
    """A report as a page to read: study by study, then concepts, decisions and verdicts."""
    if form is Report.JSON:
        print_json(report)
        return
    out = sys.stderr if error else None
    what = "codebook" if report["kind"] == "codebook" else "Concord"
    say(f"From {what} {report['from']} to {report['to']}:", out)
    if not report["sentences"]:
        say("  Nothing changes.", out)
    for sentence in report["sentences"]:
        item(sentence, out)
    for row in report["studies"]:
        say(f"\n{row['study']}: {row['before']} themes, then {row['after']}", out)
        for sentence in _of_study(row, None if everything else SHOWN):
            item(sentence, out)
    _concepts(report, None if everything else SHOWN, out)


def _of_study(row: Record, most: int | None) -> list[str]:
    told = [
        ("new", [f"{theme['label']} ({theme['facet']})" for theme in row["new"]]),
        ("gone", [f"{theme['label']} ({theme['facet']})" for theme in row["gone"]]),
        ("moved", [f"{theme['label']}: {theme['from']}, then {theme['to']}" for theme in row["moved"]]),
        ("relabelled", [f"'{theme['was']}', then '{theme['label']}'" for theme in row["relabelled"]]),
    ]
    return [f"{word}: {'; '.join(found[:most])}{_more(found, most)}" for word, found in told if found]


def _concepts(report: Record, most: int | None, out: Any) -> None:
    if report["verdicts"]:
        say("\nVerdicts that turn", out)
        for row in report["verdicts"][:most]:
            item(f"{row['label']} ({row['facet']}): {row['before']}, then {row['after']}", out)
    rows = [row for row in (report["changes"] or {}).get("concepts", []) if row["sorts"] != ["scope changed"]]
    if rows:
        say("\nConcepts", out)
        for row in rows[:most]:
            item(row["sentence"], out)
        if _more(rows, most):
            say(f"  and {len(rows) - (most or 0)} more; --all tells them.", out)


def _more(found: list[Any], most: int | None) -> str:
    return f"; and {len(found) - most} more" if most is not None and len(found) > most else ""


def _ask(question: str) -> None:
    """Ends the command unless somebody says yes."""
    from corpus.errors import BadInput

    if not sys.stdin.isatty():
        raise BadInput(f"{question} Nobody is there to answer; give --yes to adopt it.")
    typer.confirm(question, abort=True, err=True)
