"""The options that commands share, each written once.

In: nothing. Out: annotated types for typer. Called by every module of commands.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from concord.knowledge_base import KnowledgeBase


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class Report(StrEnum):
    """How something that is no list is printed."""

    TABLE = "table"
    JSON = "json"


class Standing(StrEnum):
    """What reviewers have said."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


def _named(context: typer.Context, value: str | None) -> str | None:
    """What stands after the command, else what stands before it (`concord --kb FILE COMMAND`)."""
    context.obj = value or context.obj
    return value or context.obj


Kb = Annotated[
    str | None,
    typer.Option(
        "--kb", callback=_named, help="The knowledge base: a path or postgresql://... [CONCORD_KB, else concord.db]"
    ),
]
Facet = Annotated[str | None, typer.Option("--facet", help="Only this facet, such as challenge.")]
StudyId = Annotated[str | None, typer.Option("--study", help="Only this study, by its id.")]
Status = Annotated[Standing | None, typer.Option("--status", help="Only what reviewers gave this status.")]
As = Annotated[Format, typer.Option("--format", "-f", help="How to print the list.")]
Page = Annotated[Report, typer.Option("--format", "-f", help="table (a page to read) or json.")]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; kept with the decision.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="How many studies at once. [CONCORD_WORKERS, else one for each core]"),
]
User = Annotated[
    str | None, typer.Option("--user", help="Who you are; kept with what you do. [CONCORD_USER, else your login name]")
]


def open_kb(
    kb: str | None,
    *,
    make: bool = False,
    user: str | None = None,
    codebook: str | None = None,
    workers: int | None = None,
) -> KnowledgeBase:
    """The knowledge base of a command, with the record of an addition that was stopped completed.

    make: a new one may be made, else NotFound says how to make it.
    """
    from concord.cli.progress import progress
    from concord.knowledge_base import KnowledgeBase
    from concord.settings import read_settings
    from concord.store.dialects import address, exists, shown
    from corpus.errors import NotAllowed, NotFound, StoreTrouble

    settings = read_settings()
    if workers is not None:
        settings = replace(settings, workers=workers)
    where = kb or settings.kb
    url = address(where)
    if not make and not exists(url):
        raise NotFound(
            f"There is no knowledge base at {shown(url)}; 'concord add FILE... --kb {shown(url)}' makes one."
        )
    told = partial(print, file=sys.stderr, flush=True)
    base = KnowledgeBase(where, user=user, codebook=codebook, progress=progress(), settings=settings, tell=told)
    with suppress(NotAllowed, StoreTrouble):  # who may only read leaves that to others
        base.finish()
    return base


def read_json(path: Path) -> object:
    """The content of a JSON file, "-" for standard input. Raises BadInput with the line where it is none."""
    import json
    import sys

    from corpus.errors import BadInput

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"{path}:{error.lineno}: is not JSON ({error.msg}).") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path}: is not UTF-8 text.") from None
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}).") from None
