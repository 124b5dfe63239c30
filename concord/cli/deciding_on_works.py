"""`concord review identify`, `describe`, `set-aside`: a reviewer's word on which files are one study, what a study is
called, and whether it counts.

In: names of files and studies. Out: what was kept, on standard output. Called by cli.app.
"""

from __future__ import annotations

from typing import Annotated

import typer

from concord.cli.effects import print_kept_with_effects
from concord.cli.options import Kb, Reason, User, open_kb
from concord.cli.reviewing import Why

File = Annotated[str, typer.Argument(help="Name of a file of the knowledge base, or its id.", show_default=False)]

review = typer.Typer()  # joined to the other commands of `concord review` by cli.app


@review.command()
def identify(
    one: File,
    other: File,
    verdict: Annotated[str, typer.Argument(help="one (study) or two.", show_default=False)],
    reason: Why,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Say whether two files are one study or two; it outranks DOIs, titles and wording.

    Decisions on the studies follow the words they speak of.

    Example: concord review identify preprint.pdf article.xml one --reason "the same trial, word for word"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.identify(one, other, verdict, reason=reason))


@review.command()
def describe(
    study: Annotated[str, typer.Argument(help="Id of a study.", show_default=False)],
    title: Annotated[str | None, typer.Option(help="What it is called.", show_default=False)] = None,
    authors: Annotated[str | None, typer.Option(help="Who wrote it: 'Ann Ash; Bo Beech'.", show_default=False)] = None,
    year: Annotated[str | None, typer.Option(help="When it was published.", show_default=False)] = None,
    doi: Annotated[str | None, typer.Option(help="Its DOI.", show_default=False)] = None,
    reason: Reason = "",
    kb: Kb = None,
    user: User = None,
) -> None:
    """Correct title, authors, year or DOI of a study; it outranks what was read, and '' says that there is none.

    The id of the study stays as it is.

    Example: concord review describe lima2022mlops --year 2021 --reason "as on the title page"
    """
    base = open_kb(kb, user=user)
    kept = base.describe(study, title=title, authors=authors, year=year, doi=doi, reason=reason)
    print_kept_with_effects(base, kept)


@review.command("set-aside")
def set_aside(
    study: Annotated[str, typer.Argument(help="Id of a study.", show_default=False)],
    reason: Why,
    kb: Kb = None,
    user: User = None,
) -> None:
    """Let a study count no longer: all its themes are rejected by one decision.

    Its files stay. 'concord review undo NUMBER' takes the decision back, and the study counts again.

    Example: concord review set-aside lima2022mlops --reason "added by mistake: not a review"
    """
    base = open_kb(kb, user=user)
    print_kept_with_effects(base, base.set_aside(study, reason=reason))
