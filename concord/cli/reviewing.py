"""`concord review ...`: the queue, and decisions on themes and concepts.

In: ids and a reviewer's words. Out: what was kept, on standard output. Called by cli.app.
"""

from __future__ import annotations

from typing import Annotated

import typer

from concord.cli import queueing
from concord.cli.effects import print_kept_with_effects
from concord.cli.options import Kb, Reason, User, open_kb

Ids = Annotated[list[str], typer.Argument(help="Ids of themes or concepts.", show_default=False)]
Concerns = Annotated[str, typer.Option(help="What speaks against it; left out: nothing said.", show_default=False)]
Why = Annotated[str, typer.Option("--reason", "-r", help="Why; kept with the decision.", show_default=False)]

review = typer.Typer(
    name="review",
    help="Decisions of a reviewer, kept in a log that only grows.",
    no_args_is_help=True,
)


for command in (queueing.queue, queueing.show, queueing.answer, queueing.skip):
    review.command()(command)
review.command("next")(queueing.next_item)
review.command("progress")(queueing.show_progress)


@review.command()
def accept(ids: Ids, reason: Reason = "", kb: Kb = None, user: User = None) -> None:
    """Say that themes or concepts are as they should be.

    Example: concord review accept t1234567890
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, *base.accept(*ids, reason=reason))


@review.command()
def reject(ids: Ids, reason: Reason = "", kb: Kb = None, user: User = None) -> None:
    """Say that themes or concepts are none.

    They stay in the list with that status, and no longer count.

    Example: concord review reject t1234567890 --reason "a heading, not a tool"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, *base.reject(*ids, reason=reason))


@review.command()
def merge(ids: Ids, reason: Why, kb: Kb = None, user: User = None) -> None:
    """Make one concept of two or more themes or concepts.

    Example: concord review merge c1234567890 c0987654321 --reason "two words for one role"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.merge(*ids, reason=reason))


@review.command()
def split(ids: Ids, reason: Why, kb: Kb = None, user: User = None) -> None:
    """Keep themes apart.

    Name a concept and the themes that leave it together (none: all part), or two or more themes.

    Example: concord review split c1234567890 t1234567890 --reason "a model of its own"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.split(*ids, reason=reason))


@review.command()
def rename(
    id: Annotated[str, typer.Argument(help="Id of a theme or concept.", show_default=False)],
    label: Annotated[str, typer.Argument(help="The new label.", show_default=False)],
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Give a theme or concept another label.

    Example: concord review rename c1234567890 "Data engineer"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.rename(id, label, reason=reason))


@review.command()
def move(
    ids: Ids,
    facet: Annotated[str, typer.Option("--facet", help="Where they belong.", show_default=False)],
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Put themes under another facet.

    Example: concord review move t1234567890 --facet tool
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.move(*ids, facet=facet, reason=reason))


@review.command()
def relate(
    source: Annotated[str, typer.Argument(help="Id of the source.", show_default=False)],
    relation: Annotated[
        str,
        typer.Argument(help="exactMatch closeMatch broadMatch narrowMatch relatedMatch refutes", show_default=False),
    ],
    target: Annotated[str, typer.Argument(help="Id of the target.", show_default=False)],
    reason: Why,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Draw a relation from one theme to another.

    Example: concord review relate t1234567890 refutes t0987654321 --reason "opposed counts"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.relate(source, target, relation, reason=reason))


@review.command()
def adjudicate(
    id: Annotated[str, typer.Argument(help="Id of a refutation.", show_default=False)],
    verdict: Annotated[
        str, typer.Argument(help="confirmed, dismissed, or what it is: 'other context', ...", show_default=False)
    ],
    reason: Why,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Say what a refutation is, or that it is none.

    Example: concord review adjudicate x1234567890 "other context" --reason "small utilities only"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.adjudicate(id, verdict, reason=reason))


@review.command()
def assess(
    concept: Annotated[str, typer.Argument(help="Id or label of a concept.", show_default=False)],
    level: Annotated[str, typer.Argument(help="high, moderate, low or 'very low'", show_default=False)],
    reason: Why,
    methodological: Concerns = "",
    coherence: Concerns = "",
    adequacy: Concerns = "",
    relevance: Concerns = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Say how confident one may be in a finding (GRADE-CERQual), and why.

    'concord profile CONCEPT' shows what is known; the level is yours. Concerns: no or very minor, minor, moderate,
    serious.

    Example: concord review assess c1234567890 moderate --reason "two thin lists" --adequacy serious
    """
    told = {"methodological": methodological, "coherence": coherence, "adequacy": adequacy, "relevance": relevance}
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.assess(concept, level, reason=reason, **told))


@review.command()
def looked(
    concept: Annotated[str, typer.Argument(help="Id or label of a concept.", show_default=False)],
    reason: Why,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Say that you have looked at a concept again, and what was concluded of it still stands.

    'concord conclusions --stale' lists what rests on evidence that has moved.

    Example: concord review looked c1234567890 --reason "the new study says the same"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.looked(concept, reason=reason))


@review.command()
def match(
    id: Annotated[str, typer.Argument(help="Id of two references in doubt, as the queue has it.", show_default=False)],
    verdict: Annotated[str, typer.Argument(help="one (work) or two.", show_default=False)],
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Say whether two references are one work or two.

    The citation matrix, overlap and the weights of concepts follow.

    Example: concord review match m1234567890 one --reason "the same trial, the title shortened"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.match(id, verdict, reason=reason))


@review.command("add-theme")
def add_theme(
    study: Annotated[str, typer.Option("--study", help="Id of the study.", show_default=False)],
    facet: Annotated[str, typer.Option("--facet", help="Under which facet.", show_default=False)],
    label: Annotated[str, typer.Option("--label", help="A short label.", show_default=False)],
    quote: Annotated[str, typer.Option("--quote", help="The words it rests on, as written.", show_default=False)],
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Add a theme that was missed, on the words it rests on.

    Example: concord review add-theme --study lima2022mlops --facet tool --label DVC --quote "DVC tracks data"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.add_theme(study, facet, label, quote, reason=reason))
