"""`concord import`: codings, code books and bibliographies of other programs, and what of them could not be taken.

In: files, and what the reviewer says of their codes. Out: sentences and the loss report on standard output; on standard
error one sentence for each file that could not be read, and then exit status 1. Called by cli.app.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.adding import count
from concord.cli.options import As, Format, Kb, Reason, User, open_kb
from concord.cli.printing import Column, brief_study, print_json, print_list, say

if TYPE_CHECKING:
    from concord.knowledge_base import KnowledgeBase

Record = dict[str, Any]
SHOWN = 40  # rows of a loss report that a table shows; csv, md and json hold all


class Kind(StrEnum):
    """What codings become."""

    THEMES = "themes"
    CODINGS = "codings"


LOSSES = (
    Column("file", width=18),
    Column("kind", width=8, heading=""),
    Column("what", width=10),
    Column("where", width=26),
    Column("why", width=38, lines=4),
    Column("words", width=30),
)
FIELDS = (
    Column("study", width=20, brief=lambda r: brief_study(r["study"])),
    Column("name", width=8, heading="field"),
    Column("before", width=28),
    Column("after", width=28),
    Column("taken", lambda r: "filled in" if r["taken"] and not r["before"] else "replaced" if r["taken"] else "stays"),
    Column("entry", width=16),
)
IMPORTS = (
    Column("number", number=True),
    Column("last", number=True),
    Column("source", width=60),
    Column("when", width=26),
    Column("decisions", number=True),
    Column("in_force", number=True),
)


def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            readable=False, help="Of the kinds .qdpx, .qde, .qdc, .csv, .bib, .ris, .json (CSL).", show_default=False
        ),
    ] = None,
    kb: Kb = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="Which facet each code belongs to: a CSV or TOML file.")
    ] = None,
    facet: Annotated[str, typer.Option("--facet", help="The facet of all codes that have none.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken and lost.")] = False,
    add_sources: Annotated[
        bool, typer.Option("--add-sources", help="Add texts that were coded and are no study yet.")
    ] = False,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", help="Write the code book as a codebook of Concord; take nothing.")
    ] = None,
    override: Annotated[
        bool, typer.Option("--override", help="A bibliography wins over what studies have; needs --reason.")
    ] = False,
    kind: Annotated[Kind, typer.Option("--as", help="Themes, or codings for reliability.")] = Kind.THEMES,
    coder: Annotated[str, typer.Option("--coder", help="Who coded, where the file does not say. [you]")] = "",
    undo: Annotated[
        int | None, typer.Option("--undo", help="Take an import back, by its number.", show_default=False)
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List what has been imported.")] = False,
    reason: Reason = "",
    user: User = None,
    form: As = Format.TABLE,
) -> None:
    """Take codings and bibliographies of other programs, and say what could not be taken.

    Codings of NVivo, ATLAS.ti, MAXQDA, QualCoder, Taguette (REFI-QDA) and CSV become themes of those who coded.
    Bibliographies fill in titles, authors, years and DOIs of studies.

    Example: concord import coding.qdpx --map codes.csv --dry-run
    """
    from corpus.errors import BadInput

    if codebook is not None:
        _write_codebook(files or [], codebook, mapping or (), facet, form)
        return
    base = open_kb(kb, user=user)
    if listed:
        print_list(base.imports(), IMPORTS, form, "Nothing has been imported yet.")
        return
    if undo is not None:
        undone = base.undo_import(undo, reason=reason)
        say(f"{count(len(undone), 'decision')} taken back; the log keeps them.")
        return
    if not files:
        raise BadInput("Name a file to import, or give --list or --undo.")
    options: dict[str, Any] = {
        "mapping": mapping or (),
        "facet": facet,
        "add_sources": add_sources,
        "coder": coder,
        "kind": kind.value,
        "override": override,
        "reason": reason,
        "dry_run": dry_run,
    }
    _tell(*_taken(base, files, options), form)


def _taken(base: KnowledgeBase, files: list[Path], options: dict[str, Any]) -> tuple[list[Record], list[str]]:
    """The records of the files that could be read, and a sentence for each of the others."""
    from corpus.errors import BadInput, UnknownFormat, UnreadableDocument

    records, troubles = [], []
    for file in files:
        try:
            take = base.import_preview if options["dry_run"] else base.import_file
            records.append(take(file, **options))
        except (BadInput, UnknownFormat, UnreadableDocument) as error:
            troubles.append(str(error))
    return records, troubles


def _tell(records: list[Record], troubles: list[str], form: Format) -> None:
    rows = [
        {"file": record["file"], "kind": kind, **row}
        for record in records
        for kind, held in (("lost", record["lost"]), ("remark", record["remarks"]))
        for row in held
    ]
    if form is Format.JSON:
        print_json(records)
    elif form is Format.TABLE:
        for record in records:
            say(sentence(record))
            if record.get("fields"):
                print_list(record["fields"], FIELDS, form, "")
        if rows:
            say()
            print_list(rows[:SHOWN], LOSSES, form, "")
        if len(rows) > SHOWN:
            say(f"and {len(rows) - SHOWN} more: --format csv lists them all.")
    else:
        print_list(rows, LOSSES, form, "Nothing was lost.")
    for trouble in troubles:
        print(" ".join(trouble.split()), file=sys.stderr)
    if troubles:
        raise typer.Exit(1)


def sentence(record: Record) -> str:
    """What became of a file, in words."""
    told, lost = record["taken"], count(len(record["lost"]), "thing")
    maker = f" ({record['maker']})" if record["maker"] else ""
    several = f"decisions {record['number']} to {record['last']}"
    kept = several if record["last"] != record["number"] else f"decision {record['number']}"
    numbers = f" ({kept})" if record["number"] else ""
    would = "would be " if record["dry_run"] else ""
    if record["kind"] == "bibliography":
        stay = sum(not field["taken"] for field in record["fields"])
        return (
            f"{record['file']}{maker}: {count(told['entries'], 'entry', 'entries')}, {told['matched']} of them studies "
            f"here; {count(told['fields'], 'field')} {would}kept{numbers}, {count(stay, 'contradiction')} left open; "
            f"{lost} lost."
        )
    if record["kind"] == "code book":
        return (
            f"{record['file']}{maker}: {count(len(record['codes']), 'code')} and no codings; "
            "'concord import FILE --codebook OUT.toml' writes a codebook of it."
        )
    known = f", {told['known']} there already" if told["known"] else ""
    return (
        f"{record['file']}{maker}: {count(told['codings'], 'coding')} of {count(told['people'], 'person', 'people')} "
        f"in {count(told['sources'], 'study', 'studies')} found again; {count(told['themes'], 'theme')} on "
        f"{count(told['quotes'], 'quote')} {would}taken{numbers}{known}; {lost} lost."
    )


def _write_codebook(files: list[Path], out: Path, mapping: Any, facet: str, form: Format) -> None:
    from concord.importing.codings import codebook_of
    from concord.settings import read_settings
    from concord.writing import write_file
    from corpus.errors import BadInput

    if len(files) != 1:
        raise BadInput(f"A codebook is written of one file, not of {len(files)}; name one.")
    record = codebook_of(files[0], read_settings(), mapping=mapping, facet=facet, name=out.stem)
    write_file(out, record["toml"].encode())
    if form is Format.JSON:
        print_json({**record, "path": str(out)})
        return
    rows = [{"file": record["file"], "kind": "lost", **row} for row in record["lost"]]
    if form is not Format.TABLE:
        print_list(rows, LOSSES, form, "Nothing was lost.")
        return
    say(f"Wrote {out}. Add cues to its facets, then: concord codebook check {out}")
    if rows:
        say()
        print_list(rows[:SHOWN], LOSSES, form, "")
