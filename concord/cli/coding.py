"""`concord coding ...`: people code studies blind, and how far they agree with one another and with the machine.

In: ids of studies, sheets. Out: sheets and lists. Called by cli.app.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.options import As, Format, Kb, StudyId, User, open_kb
from concord.cli.printing import Column, brief_study, print_list, say

Record = dict[str, Any]
Study = Annotated[str, typer.Argument(help="Id of the study, or how it begins.", show_default=False)]
Facets = Annotated[list[str] | None, typer.Option("--facet", help="Only this facet; may be given several times.")]

coding = typer.Typer(
    name="coding",
    help="Blind coding by hand: sheets, handing in, agreement with one another and with the machine.",
    no_args_is_help=True,
)

INTERVALS = ("observed", "krippendorff", "cohen", "gwet", "brennan_prediger", "fleiss", "positive", "negative")


def _end(name: str, place: int) -> Column:
    """One end of an interval, for what is read by machines."""
    ends = ("low", "high")
    return Column(f"{name}_{ends[place]}", lambda r: (r["intervals"][name] or (None, None))[place], table=False)


CODERS = (
    Column("study", width=20, brief=lambda r: brief_study(r["study"])),
    Column("who", width=20),
    Column("codes", number=True),
    Column("finished", lambda r: "handed in" if r["finished"] else "at work", width=12),
    Column("blind", lambda r: "blind" if r["blind"] else "after opening", width=14),
    Column("open", lambda r: "may be seen" if r["open"] else "closed", width=12),
    Column("facets", table=False),
)
AGREEMENT = (
    Column("study", width=10, brief=lambda r: brief_study(r["study"])),
    Column("one", width=8),
    Column("other", width=8),
    Column("facet", lambda r: r["facet"] or "all", width=10),
    Column("units", number=True),
    Column("observed", number=True, heading="agree"),
    Column("krippendorff", number=True, heading="alpha"),
    Column("cohen", number=True, heading="kappa"),
    Column("kappa_interval", lambda r: _interval(r, "cohen"), width=13, heading="95 %"),
    Column("gwet", number=True, heading="AC1"),
    Column("brennan_prediger", number=True, table=False),
    Column("fleiss", number=True, table=False),
    Column("positive", number=True, heading="pos."),
    Column("negative", number=True, heading="neg."),
    Column("prevalence", number=True, wide=True, heading="prev."),
    Column("bias", number=True, table=False),
    *(_end(name, place) for name in INTERVALS for place in (0, 1)),
    Column("undefined", lambda r: [f"{name}: {why}" for name, why in r["undefined"].items()], table=False),
    Column("themes", lambda r: _shared(r["themes"]), width=8),
    Column("themes_both", lambda r: r["themes"]["both"], number=True, table=False),
    Column("themes_only_one", lambda r: r["themes"]["only_one"], number=True, table=False),
    Column("themes_only_other", lambda r: r["themes"]["only_other"], number=True, table=False),
    Column("themes_agreement", lambda r: r["themes"]["agreement"], number=True, table=False),
)
DISAGREEMENTS = (
    Column("unit", number=True),
    Column("section", width=18),
    Column("facet", width=14),
    Column("labels", lambda r: [f"{who}: {', '.join(said) or '-'}" for who, said in r["labels"].items()], width=36),
    Column("text", width=40),
)


def _interval(row: Record, name: str) -> str:
    """The interval of a coefficient, "" where it has none."""
    return "{:.2f} to {:.2f}".format(*row["intervals"][name]) if row["intervals"][name] else ""


def _shared(themes: Record) -> str:
    """How many of the themes that either has both have."""
    return f"{themes['both']} of {sum(themes[key] for key in ('both', 'only_one', 'only_other'))}"


@coding.command()
def sheet(
    study: Study,
    file: Annotated[Path, typer.Argument(help="Where to write it; ends in .csv.", show_default=False)],
    facets: Facets = None,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Write a sheet to code in a spreadsheet: a row a paragraph, a column a facet.

    It shows nothing that the machine or another coder found; what you have coded already is filled in.
    Write labels into the cells, with ";" between two.

    Example: concord coding sheet lima2022 lima-ann.csv --facet role --user ann
    """
    from concord.writing import whole_file
    from corpus.errors import BadInput

    data = open_kb(kb, user=user).coding_sheet(study, facets)
    try:
        with whole_file(file, new=True) as out:  # a sheet that somebody has filled in is not written over
            out.write(data)
    except FileExistsError:
        raise BadInput(f"{file} is there already, perhaps filled in; name another file.") from None
    except OSError as error:
        raise BadInput(f"{file}: cannot be written ({error.strerror}).") from None
    signed = f" --user {shlex.quote(user)}" if user else ""
    say(f"{file} written; fill it in, then: concord coding import {shlex.quote(str(file))}{signed}")


@coding.command("import")
def import_sheet(
    file: Annotated[Path, typer.Argument(help="A filled sheet.", show_default=False)],
    kb: Kb = None,
    user: User = None,
) -> None:
    """Take a filled sheet; its codes replace yours of that study under its facets.

    Example: concord coding import lima-ann.csv --user ann
    """
    from corpus.errors import BadInput

    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror}).") from None
    done = open_kb(kb, user=user).import_sheet(file.name, data)
    codes = "code" if done["coded"] == 1 else "codes"
    say(f"{done['study']}: {done['coded']} {codes} taken, {done['dropped']} taken back.")
    if done["missing"]:
        say(f"{done['missing']} places of the study are not in the sheet; they count as without codes.")


@coding.command("hand-in")
def hand_in(
    study: Study,
    facets: Facets = None,
    empty: Annotated[bool, typer.Option("--empty", help="I looked, and there is nothing to code.")] = False,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Say that your coding of a study is finished; it cannot be changed any more.

    Name the facets that you looked for, when they are not all.

    Example: concord coding hand-in lima2022 --facet role --user ann
    """
    base = open_kb(kb, user=user)
    base.hand_in(study, facets, empty=empty)
    say("Handed in. 'concord coding agreement' compares it with the others who have, and with the machine.")


@coding.command("open")
def open_codings(
    study: Study,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; kept in the log.", show_default=False)],
    kb: Kb = None,
    user: User = None,
) -> None:
    """Let codings be seen before all have handed in; the log keeps who did it.

    Example: concord coding open lima2022 --reason "the second coder left"
    """
    open_kb(kb, user=user).open_codings(study, reason=reason)
    say("The codings of that study may be seen now.")


@coding.command("list")
def list_coders(kb: Kb = None, study: StudyId = None, form: As = Format.TABLE) -> None:
    """List who codes which study, and who has handed in.

    Example: concord coding list
    """
    from corpus.errors import StoreTrouble

    base = open_kb(kb)
    print_list(base.coders(study), CODERS, form, "Nobody has coded yet; 'concord coding sheet STUDY FILE' begins.")
    if broken := base.verify_codings():
        raise StoreTrouble(broken)


@coding.command()
def agreement(kb: Kb = None, study: StudyId = None, form: As = Format.TABLE) -> None:
    """List how far coders agree, with one another and each with the machine.

    Each paragraph or list item is rated present or absent under each facet. Positive agreement and the
    prevalence stand beside the coefficients, which mislead where a facet is rare. An empty cell is undefined;
    csv and json say why, and have the interval of each coefficient.
    Themes: how many of the labels that either coder gave both gave.

    Example: concord coding agreement --study lima2022 --format csv
    """
    rows = open_kb(kb).coding_agreement(study)
    print_list(rows, AGREEMENT, form, "Nobody has handed in yet; 'concord coding list' shows who is at work.")


@coding.command()
def disagreements(study: Study, kb: Kb = None, form: As = Format.TABLE) -> None:
    """List where the coders of a study part, with what the machine found there.

    Only when all have handed in. 'concord review add-theme', 'reject' and 'rename' settle them.

    Example: concord coding disagreements lima2022
    """
    print_list(open_kb(kb).coding_disagreements(study), DISAGREEMENTS, form, "The coders agree everywhere.")
