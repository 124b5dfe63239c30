"""`concord judging ...`: several people answer the same questions of the review queue, blind to one another.

In: names of rounds and items, answers, sheets. Out: lists, one question at a time, what was done. Called by cli.app.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.judging_columns import AGREEMENT, ASKED, JUDGED, LOG, OPEN, ROUNDS
from concord.cli.options import As, Facet, Format, Kb, Page, Reason, Report, StudyId, User, open_kb
from concord.cli.printing import print_json, print_list, say

Record = dict[str, Any]
Round = Annotated[str, typer.Argument(help="Name of the round.", show_default=False)]
Item = Annotated[str, typer.Argument(help="The item, as 'next' and 'show' name it.", show_default=False)]
Action = Annotated[str, typer.Argument(help="The answer, such as accept, merge, split, relabel.", show_default=False)]
Value = Annotated[str, typer.Option("--value", help="The label, facet, relation or kind that an answer needs.")]
Others = Annotated[list[str] | None, typer.Option("--other", help="An id that an answer needs; may be given again.")]
Why = Annotated[str, typer.Option("--reason", "-r", help="Why; kept in the log.", show_default=False)]

judging = typer.Typer(
    name="judging",
    help="Blind judgement: several people answer the same questions, then reconcile.",
    no_args_is_help=True,
)


@judging.command("open")
def open_round(
    name: Annotated[str, typer.Argument(help="What the round is called.", show_default=False)],
    reviewers: Annotated[
        list[str] | None, typer.Option("--reviewer", help="Who judges; two or more. Left out: anybody.")
    ] = None,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", help="question, theme, refutation, reference or identity. [all]")
    ] = None,
    facet: Facet = None,
    study: StudyId = None,
    limit: Annotated[int | None, typer.Option(min=1, help="How many items; the first ones of the queue.")] = None,
    seed: Annotated[int | None, typer.Option(help="With --limit: a sample; the same seed draws the same.")] = None,
    answers: Annotated[
        list[str] | None, typer.Option("--answer", help="Only these answers may be given; two or more. [all]")
    ] = None,
    least: Annotated[int | None, typer.Option(min=2, help="Without names: how many have to hand in. [2]")] = None,
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Open a round: its questions stay as they are now until it is settled.

    Example: concord judging open "first look" --reviewer ann --reviewer ben --kind theme --limit 40 --seed 7
    """
    done = open_kb(kb, user=user).open_round(
        name,
        kinds=kinds,
        facet=facet,
        study=study,
        limit=limit,
        seed=seed,
        answers=answers,
        reviewers=reviewers or (),
        least=least,
        reason=reason,
    )
    say(f"The round '{done['round']}' is open: {_count(done['items'], 'item')} ({done['drawn']}).")
    people = ", ".join(done["reviewers"]) or f"anybody; {done['least']} have to hand in"
    say(f"Reviewers: {people}. Each goes on with: concord judging next {shlex.quote(done['round'])} --user NAME")


@judging.command("list")
def list_rounds(kb: Kb = None, user: User = None, form: As = Format.TABLE) -> None:
    """List the rounds, who has handed in, and how far you are; of a blind round nothing else.

    Example: concord judging list
    """
    from corpus.errors import StoreTrouble

    base = open_kb(kb, user=user)
    print_list(base.rounds(), ROUNDS, form, "No round has been opened; 'concord judging open NAME' does.")
    if broken := base.verify_judgements():
        raise StoreTrouble(broken)


@judging.command("next")
def next_item(round: Round, kb: Kb = None, user: User = None, form: Page = Report.TABLE) -> None:
    """Show the first item that you have not answered, with its evidence and what may be answered.

    Example: concord judging next "first look" --user ann
    """
    from concord.cli.side_by_side import console, show_item

    rows = open_kb(kb, user=user).to_judge(round)
    left = [row for row in rows if row["mine"] is None]
    if form is Report.JSON:
        print_json(left[0] if left else None)
    elif left:
        show_item(left[0], console(), whole=True)
        say("")
        _answers(left[0])
    signed = f" --user {shlex.quote(user)}" if user else ""
    named = shlex.quote(rows[0]["round"])
    if left:
        told = (
            f"{len(rows) - len(left)} of {len(rows)} answered. concord judging judge {named} {left[0]['item']} ANSWER"
        )
    else:
        told = f"All {len(rows)} are answered. concord judging hand-in {named}"
    print(told + signed, file=sys.stderr)


@judging.command()
def judge(
    round: Round,
    item: Item,
    action: Action,
    value: Value = "",
    others: Others = None,
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Answer an item; until you hand in you may answer it anew, and the last answer counts.

    "none" takes your answer back.

    Example: concord judging judge "first look" t1234567890 accept --user ann
    """
    base = open_kb(kb, user=user)
    if action.strip().casefold() == "none":
        base.drop_judgement(round, item)
        say(f"{item}: your answer is taken back.")
        return
    done = base.judge(round, item, action, value=value, others=others or (), reason=reason)
    say(f"{done['item']}: {done['mine']['answer']}")


@judging.command("hand-in")
def hand_in(
    round: Round,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help="Items that I did not answer stay without an answer.")
    ] = False,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Say that you have finished; nothing can be changed any more.

    When all have handed in, everybody sees what all said.

    Example: concord judging hand-in "first look" --user ann
    """
    done = open_kb(kb, user=user).hand_in_round(round, incomplete=incomplete)
    if done["shown"]:
        say("Handed in, and so have all: 'concord judging show' lays the answers side by side.")
    else:
        say(f"Handed in. Still blind: waiting for {', '.join(done['waiting']) or 'more reviewers'}.")


@judging.command()
def show(round: Round, kb: Kb = None, user: User = None, form: As = Format.TABLE) -> None:
    """List the items: while the round is blind with your own answers, then with what everybody said.

    Example: concord judging show "first look" --format csv
    """
    base = open_kb(kb, user=user)
    found = next(iter(_called(base.rounds(), round)), None)
    if found is not None and not found["shown"]:
        print_list(base.to_judge(round), ASKED, form, "")
        print(f"'{found['round']}' is {found['state']}: these are your own answers.", file=sys.stderr)
        return
    print_list(base.judged(round), JUDGED, form, "")


@judging.command()
def reconcile(
    round: Round,
    item: Item,
    action: Action,
    reason: Why,
    value: Value = "",
    others: Others = None,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Give the final answer to an item on which the reviewers part; "leave" decides nothing.

    Example: concord judging reconcile "first look" t1234567890 accept --reason "both read the table again"
    """
    done = open_kb(kb, user=user).reconcile(round, item, action, value=value, others=others or (), reason=reason)
    say(f"{done['item']}: {done['outcome']}. 'concord judging settle' makes decisions of what is agreed or reconciled.")


@judging.command()
def settle(round: Round, kb: Kb = None, user: User = None, form: As = Format.TABLE) -> None:
    """Make decisions of what was agreed on and of what was reconciled, each once; list what is still open.

    Example: concord judging settle "first look"
    """
    done = open_kb(kb, user=user).settle_round(round)
    if form is Format.JSON:
        print_json(done)
        return
    left = f", {done['left']} left as they were" if done["left"] else ""
    print(f"{_count(len(done['settled']), 'decision')} kept{left}.", file=sys.stderr)
    print_list(done["open"], OPEN, form, "Nothing is open.")


@judging.command()
def unblind(round: Round, reason: Why, kb: Kb = None, user: User = None) -> None:
    """Let judgements be seen before all have handed in; the log keeps who did it and why.

    What is judged afterwards is told apart, and no figure of reliability counts it.

    Example: concord judging unblind "first look" --reason "the second reviewer left"
    """
    done = open_kb(kb, user=user).unblind(round, reason=reason)
    say(f"The judgements of '{done['round']}' may be seen now.")


@judging.command()
def withdraw(round: Round, reason: Why, kb: Kb = None, user: User = None) -> None:
    """End a round without settling the rest of it; what is blind stays unseen.

    Example: concord judging withdraw "first look" --reason "the codebook has changed"
    """
    done = open_kb(kb, user=user).withdraw_round(round, reason=reason)
    say(f"The round '{done['round']}' is withdrawn; its items may be answered in the queue again.")


@judging.command()
def reliability(round: Round, kb: Kb = None, user: User = None, form: As = Format.TABLE) -> None:
    """List how far the reviewers agree, kind by kind, by what they judged blind.

    An empty cell is undefined; csv and json say why, and have the interval of each coefficient. pos.: agreement
    on the first answer, where two may be given. agreed: share of pairs of answers that are alike.

    Example: concord judging reliability "first look" --format csv
    """
    rows = open_kb(kb, user=user).round_reliability(round)
    print_list(rows, AGREEMENT, form, "Nothing was judged blind.")
    if rows and form is Format.TABLE:
        say("Intervals: 95 %, 2,000 seeded resamples of the items. Where one answer is rare, kappa and alpha are low")
        say("although reviewers agree; AC1 and PABAK (Brennan-Prediger of two answers) beside them are not.")


@judging.command("log")
def show_log(
    round: Annotated[str | None, typer.Argument(help="Only this round.", show_default=False)] = None,
    kb: Kb = None,
    user: User = None,
    form: As = Format.TABLE,
) -> None:
    """List what was done to rounds; of a blind one without what others judged.

    Example: concord judging log "first look"
    """
    print_list(open_kb(kb, user=user).round_log(round), LOG, form, "No round has been opened.")


@judging.command("export")
def export_sheet(
    round: Round,
    file: Annotated[Path, typer.Argument(help="Where to write it; ends in .csv.", show_default=False)],
    kb: Kb = None,
    user: User = None,
) -> None:
    """Write a sheet to judge in a spreadsheet: a row an item, with its evidence and your answers so far.

    Fill in the column answer, and value, others and reason where they are needed.

    Example: concord judging export "first look" first-ann.csv --user ann
    """
    from concord.writing import whole_file
    from corpus.errors import BadInput

    data = open_kb(kb, user=user).judging_sheet(round)
    try:
        with whole_file(file, new=True) as out:  # a sheet that somebody has filled in is not written over
            out.write(data)
    except FileExistsError:
        raise BadInput(f"{file} is there already, perhaps filled in; name another file.") from None
    except OSError as error:
        raise BadInput(f"{file}: cannot be written ({error.strerror}).") from None
    signed = f" --user {shlex.quote(user)}" if user else ""
    say(f"{file} written; fill it in, then: concord judging import {shlex.quote(str(file))}{signed}")


@judging.command("import")
def import_sheet(
    file: Annotated[Path, typer.Argument(help="A filled sheet.", show_default=False)],
    kb: Kb = None,
    user: User = None,
) -> None:
    """Take a filled sheet; its answers are yours from now on, and an empty cell leaves what was.

    Example: concord judging import first-ann.csv --user ann
    """
    from corpus.errors import BadInput

    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror}).") from None
    done = open_kb(kb, user=user).import_judging_sheet(file.name, data)
    say(f"{done['round']}: {_count(done['judged'], 'answer')} taken, {done['unanswered']} without an answer.")


def _answers(row: Record) -> None:
    """What may be answered, one line each."""
    from concord.queueing.answers import ANSWERS
    from concord.queueing.entry import Asks

    for action in row["actions"]:
        answer = ANSWERS[Asks(row["kind"])][action]
        needs = [f"--value: {answer.value}"] * bool(answer.value) + [f"--other: {answer.others}"] * bool(answer.others)
        say(f"  {action:<9} {answer.does}{' Needs ' + '; '.join(needs) + '.' if needs else ''}")


def _called(rounds: list[Record], name: str) -> list[Record]:
    from synthesis.judging import fold_name

    return [row for row in rounds if fold_name(row["round"]) == fold_name(name)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
