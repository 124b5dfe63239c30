"""`concord review undo`, `settle`, `candidates`, `readdress`, `log`, `replay`: second thoughts, and the log itself.

In: numbers of decisions, moments, files. Out: what was kept, or lists, on standard output. Called by cli.app.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from concord.cli.effects import print_kept_with_effects
from concord.cli.options import As, Format, Kb, Reason, User, open_kb
from concord.cli.printing import Column, print_list, say
from concord.cli.queueing import whole_number
from concord.cli.review_columns import LOG
from concord.cli.reviewing import Why

_NUMBERED = typer.Argument(
    parser=whole_number, metavar="N", help="Number of the decision, as the log has it.", show_default=False
)
Number = Annotated[int, _NUMBERED]
_CANDIDATES = (
    Column("lost", width=28),
    Column("id", width=11),
    Column("label", width=28),
    Column("study", width=20),
    Column("score", width=6),
    Column("quote", width=40),
)

review = typer.Typer()  # joined to the other commands of `concord review` by cli.app


@review.command()
def undo(
    number: Annotated[int | None, _NUMBERED] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help="Take back all that came after: a number, a day, a time.", show_default=False),
    ] = None,
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Take back a decision, or all after a moment; everything stays in the log, and undo brings it back.

    What somebody else decided takes a reason. '--to 12' keeps the first twelve decisions, '--to 2026-03-01' that day.

    Example: concord review undo 3
    """
    if (number is None) == (to is None):
        raise typer.BadParameter("give the number of a decision, or --to and a moment")
    base = open_kb(kb, user=user)
    kept = base.undo(number, reason=reason) if number is not None else base.restore(str(to), reason=reason)
    print_kept_with_effects(base, kept)


@review.command()
def settle(number: Number, reason: Why, kb: Kb = None, user: User = None) -> None:
    """Say which side of a clash is right: what contradicts that decision is taken back.

    'concord review queue --kind clash' lists decisions of different people that contradict each other.

    Example: concord review settle 7 --reason "both read the paper again"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, *base.settle(number, reason=reason))


@review.command()
def candidates(number: Number, kb: Kb = None, form: As = Format.TABLE) -> None:
    """List the themes that are nearest to those that a decision no longer finds.

    Example: concord review candidates 12
    """
    rows = [
        {"lost": f"{lost['facet']} '{lost['label']}' of {lost['study']}", **near}
        for lost in open_kb(kb).candidates(number)
        for near in lost["candidates"]
    ]
    print_list(rows, _CANDIDATES, form, f"Decision {number} finds all that it speaks of.")


@review.command()
def readdress(
    number: Number,
    themes: Annotated[list[str], typer.Argument(help="Id of a theme for each one that is lost.", show_default=False)],
    reason: Why,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Say a decision that lost its theme again, of a theme that is there now.

    The old one is taken back in the same step. 'concord review candidates' lists what may be meant.

    Example: concord review readdress 12 t1234567890 --reason "the new reading names it otherwise"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, *base.readdress(number, *themes, reason=reason))


@review.command("log")
def show_log(
    about: Annotated[
        str, typer.Argument(metavar="ID", help="A theme, or a concept with its themes.", show_default=False)
    ] = "",
    export: Annotated[
        Path | None, typer.Option("--export", help="Write the log into a file that 'replay' takes.", show_default=False)
    ] = None,
    kb: Kb = None,
    form: As = Format.TABLE,
) -> None:
    """List all decisions, or those on a theme or concept, and check that none was changed.

    Example: concord review log --export decisions.jsonl
    """
    from corpus.errors import StoreTrouble

    base = open_kb(kb)
    if export is None:
        print_list(base.decisions_on(about) if about else base.log(), LOG, form, "No decisions yet.")
    else:
        from concord.writing import write_file

        say(f"The log of decisions is in {write_file(export, base.export_log())}.")
    if broken := base.verify_log():
        raise StoreTrouble(broken)


@review.command()
def replay(
    file: Annotated[Path, typer.Argument(help="A log that 'review log --export' wrote.", show_default=False)],
    kb: Kb = None,
    user: User = None,
) -> None:
    """Take over the decisions of a log that was exported elsewhere, each with its who, when and why.

    The log that is here must be a beginning of it, as an empty one is.

    Example: concord review replay decisions.jsonl
    """
    from corpus.errors import BadInput

    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file} cannot be read ({error.strerror}); give another file.") from None
    told = open_kb(kb, user=user).replay_log(data)
    say(f"{told['kept']} decisions taken over; the log holds {told['decisions']}.")
    if told["conflicts"]:
        say(f"{told['conflicts']} of them do not find what they speak of; 'concord review queue' shows which.")
