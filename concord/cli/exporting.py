"""`concord export`: a table or the graph, in the format that the file's ending names.

In: a path. Out: the file, and its name on standard output. Called by cli.app.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from concord.cli.options import Kb, open_kb
from concord.cli.printing import say


def export(
    file: Annotated[Path, typer.Argument(help="Ending: csv xlsx docx md json graphml.", show_default=False)],
    what: Annotated[
        str | None,
        typer.Option(
            help="concepts, agreement, evidence, themes, studies, overlap, translations, refutations, citations, "
            "dependence, methods, profile; several with commas. "
            "[concepts, agreement, evidence, studies, overlap; csv: concepts]"
        ),
    ] = None,
    kb: Kb = None,
) -> None:
    """Write synthesis tables or the graph to a file.

    The same knowledge base gives the same bytes.

    Example: concord export tables.docx --what concepts,agreement
    """
    say(f"Wrote {open_kb(kb).export(file, what)}")
