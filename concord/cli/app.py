"""All commands, put together.

In: the modules of commands. Out: `app`. Called by cli.main. No module imported here may load a heavy library at its
top: a test holds `concord --help` to that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from concord.cli import (
    adding,
    agreeing,
    changing,
    coding,
    confidence,
    deciding_on_works,
    depending,
    exporting,
    importing,
    judging,
    listing,
    mapping,
    measuring,
    methods,
    options,
    overlapping,
    overviewing,
    papers,
    preserving,
    reliability,
    reviewing,
    second_thoughts,
    serving,
    showing,
    surroundings,
    telling,
    updating,
    watching,
)

app = typer.Typer(
    name="concord",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"concord {version('concord-synthesis')}")
        raise typer.Exit


@app.callback()
def concord(
    kb: options.Kb = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """A living knowledge base for literature meta-synthesis: themes, translations and agreement, each on its quote."""


COMMANDS: tuple[Callable[..., None], ...] = (
    serving.demo,
    adding.add,
    watching.watch,
    overviewing.overview,
    listing.studies,
    listing.themes,
    listing.concepts,
    agreeing.agreement,
    overlapping.overlap,
    depending.dependence,
    mapping.mapping,
    mapping.compare,
    listing.refutations,
    methods.methods,
    overviewing.selection,
    confidence.profile,
    confidence.conclusions,
    changing.snapshot,
    changing.diff,
    updating.update,
    changing.influence,
    showing.find,
    showing.show,
    papers.paper,
    papers.references,
    exporting.export,
    telling.text,
    preserving.backup,
    preserving.restore,
    preserving.verify,
    measuring.align,
    measuring.evaluate,
    reliability.reliability,
    serving.dashboard,
    surroundings.doctor,
)
for command in COMMANDS:
    app.command()(command)
app.command("import")(importing.import_)
for more in (deciding_on_works.review, second_thoughts.review):
    reviewing.review.add_typer(more)
app.add_typer(reviewing.review, name="review")
app.add_typer(coding.coding, name="coding")
app.add_typer(judging.judging, name="judging")
app.add_typer(surroundings.codebook, name="codebook")
