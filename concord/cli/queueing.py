"""`concord review queue`, `show`, `answer`, `skip`, `next`, `progress`: what waits for a reviewer.

In: filters, the name of an item and an answer to it. Out: lists, an item side by side, what was kept. Called by
cli.reviewing, which puts them into the group `review`.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from concord.cli.effects import print_kept_with_effects
from concord.cli.options import As, Facet, Format, Kb, Page, Reason, Report, StudyId, User, open_kb
from concord.cli.printing import print_json, print_list, say
from concord.cli.review_columns import PROGRESS, QUEUE, progress_rows

Record = dict[str, Any]
KINDS = "conflict, clash, 'stale conclusion', identity, question, theme, refutation, reference"
Kinds = Annotated[list[str] | None, typer.Option("--kind", help=f"Only this kind, may be repeated: {KINDS}.")]
Item = Annotated[str, typer.Argument(help="An item, as the queue names it.", show_default=False)]


def whole_number(given: str | int) -> int:
    """A whole number from 1 up; one sentence where it is none. A default comes as a number."""
    text = str(given)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise typer.BadParameter(f"give a whole number from 1 up, not {text!r}.")
    return int(text)


Limit = Annotated[int, typer.Option("--limit", parser=whole_number, metavar="N", help="How many.")]


def queue(
    kind: Kinds = None,
    facet: Facet = None,
    study: StudyId = None,
    limit: Limit = 20,
    kb: Kb = None,
    user: User = None,
    form: As = Format.TABLE,
) -> None:
    """List what waits for a reviewer.

    First what is broken (decisions that lost their object, reviewers who contradict each other, conclusions whose
    evidence has moved, files that contradict each other), then what an answer changes most.

    Example: concord review queue --kind theme --facet role --limit 5
    """
    waiting = open_kb(kb, user=user).queue(kinds=kind, facet=facet, study=study)
    rows = waiting[:limit]
    print_list(rows, QUEUE, form, "Nothing waits for a reviewer.")
    if form is not Format.TABLE or not rows:
        return
    if len(waiting) > len(rows):
        say(f"The first {len(rows)} of {len(waiting)}; --limit shows more.")
    say("'concord review next' asks one after the other; 'show ITEM' lays the words of one side by side,")
    say("'answer ITEM ACTION --reason ...' decides it.")


def show(item: Item, kb: Kb = None, user: User = None, form: Page = Report.TABLE) -> None:
    """Show an item of the queue: the words of both sides beside each other, the reasons, what may be answered.

    Example: concord review show t1234567890
    """
    from concord.cli.side_by_side import console, show_item
    from concord.queueing.answers import answers_of

    record = open_kb(kb, user=user).queued(item)
    if form is Report.JSON:
        print_json(record)
        return
    show_item(record, console(), whole=True)
    say()
    for answer in answers_of(record):
        needs = [answer.value, answer.others, "a reason" if answer.reason else ""]
        needed = "; needs " + ", ".join(filter(None, needs)) if any(needs) else ""
        say(f"{answer.action}: {answer.does[0].lower()}{answer.does[1:].rstrip('.')}{needed}")


def answer(
    item: Item,
    action: Annotated[str, typer.Argument(help="One of those that 'show' lists.", show_default=False)],
    value: Annotated[
        str, typer.Argument(help="A label, a facet, a relation, a level; where one is needed.", show_default=False)
    ] = "",
    other: Annotated[
        list[str] | None, typer.Option("--with", help="Id of another theme or concept; may be repeated.")
    ] = None,
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Decide about an item of the queue.

    Example: concord review answer t1234567890 relabel "Data engineer" --reason "as the paper writes it"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.answer(item, action, value=value, others=other or (), reason=reason))


def skip(item: Item, kb: Kb = None, user: User = None) -> None:
    """Put an item off: for you it comes last from now on. This decides nothing.

    Example: concord review skip t1234567890
    """
    open_kb(kb, user=user).skip(item)
    say(f"{item} comes last for you from now on.")


def show_progress(kb: Kb = None, user: User = None, form: As = Format.TABLE) -> None:
    """Count what waits, what has been answered and what you skipped, by kind and by person.

    Example: concord review progress
    """
    found = open_kb(kb, user=user).progress()
    if form is Format.JSON:
        print_json(found)
        return
    print_list(progress_rows(found), PROGRESS, form, "Nothing waits and nothing has been answered.")


def next_item(kind: Kinds = None, facet: Facet = None, study: StudyId = None, kb: Kb = None, user: User = None) -> None:
    """Answer one item after the other with single keys; each answer is kept at once.

    Keys: a accept, r reject, l relabel, v move, m merge, p split, e relate, s skip, u undo the last, b back, o all
    words, ? help, q quit. A capital asks for a reason where none is needed. From a pipe each line is an answer.

    Example: concord review next --kind theme
    """
    from concord.cli.keys import keys
    from concord.cli.review_session import Session
    from concord.cli.side_by_side import console

    Session(open_kb(kb, user=user), keys(), console()).run(kind, facet, study)
