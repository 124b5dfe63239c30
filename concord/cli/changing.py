"""`concord snapshot`, `concord diff` and `concord influence`: how a living review moves.

In: names of states. Out: what was frozen, what changed, what hangs on which study, on standard output. Called by
cli.app.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from concord.cli.options import As, Format, Kb, User, open_kb
from concord.cli.printing import Column, print_json, print_list, say

Record = dict[str, Any]
_SIDES = ("before", "after")
NO_STUDY = "No studies yet: 'concord add FILE...' adds papers."
SHOWN = 8  # concepts of one sort; --all shows the others

SNAPSHOTS = (
    Column("number", number=True, table=False),
    Column("name", width=24),
    Column("at", width=16, brief=lambda r: r["at"].replace("T", " ")[:16], heading="when (UTC)"),
    Column("by", width=12),
    Column("studies", lambda r: r["counts"]["studies"], number=True),
    Column("documents", lambda r: r["counts"]["documents"], number=True, table=False),
    Column("themes", lambda r: r["counts"]["themes"], number=True, wide=True),
    Column("concepts", lambda r: r["counts"]["concepts"], number=True),
    Column("decisions", lambda r: r["decisions"]["count"], number=True),
    Column("version", lambda r: r["program"]["version"], width=8, wide=True),
    Column("content", width=12, brief=lambda r: r["content"][:12]),
    Column("hash", table=False),
    Column("note", width=24),
)


def _at(side: str, figure: str) -> Column:
    """A column of one figure of one side; empty where the concept is not there."""

    def value(record: Record) -> object:
        if record[side] is None:
            return None
        value = record[side]["support"].get(figure, record[side].get(figure))
        return value if figure != "effective" else value[0] if value[0] == value[1] else value

    return Column(f"{figure}_{side}", value)


CHANGES = (
    Column("sorts"),
    Column("id"),
    Column("facet"),
    Column("label"),
    *(_at(side, figure) for figure in ("verdict", "studies", "eligible", "effective", "weighted") for side in _SIDES),
    Column("gained"),
    Column("lost"),
    Column("newly_refuted_by"),
    Column("came", lambda r: [origin["theme"] for origin in r["came"]]),
    Column("left", lambda r: [origin["theme"] for origin in r["left"]]),
    Column("sentence"),
)


INFLUENCE = (
    Column("study", width=24),
    Column("influence", number=True),
    Column("evidence", number=True, wide=True),
    Column("speaks", number=True),
    Column("supports", number=True),
    Column("turned", number=True),
    Column("lost_consensus", number=True),
    Column("left_alone", number=True),
    Column("vanished", number=True),
    Column("by_silence", number=True),
    Column("studies_out", table=False),
)


def snapshot(
    name: Annotated[str | None, typer.Argument(help="Its name. [none: list the snapshots]", show_default=False)] = None,
    kb: Kb = None,
    note: Annotated[str, typer.Option("--note", help="What it is for; kept with it.")] = "",
    export: Annotated[
        Path | None, typer.Option("--export", help="Write it whole into this JSON file, made now or earlier.")
    ] = None,
    cite: Annotated[
        bool, typer.Option("--cite", help="Print how the snapshot of that name is cited: reference, BibTeX, CSL.")
    ] = False,
    user: User = None,
    form: As = Format.TABLE,
) -> None:
    """Freeze the synthesis under a name, or list what was frozen.

    A name is never used twice. With --export a snapshot of that name is written into a file, and made first where there
    is none. With --cite nothing is made: with --format json it prints CSL-JSON, a list of one entry.

    Example: concord snapshot "round 1" --note "before the second search"
    """
    base = open_kb(kb, user=user)
    if name is None:
        if note or export or cite:
            raise typer.BadParameter("--note, --export and --cite are for one snapshot: name it.")
        print_list(base.snapshots(), SNAPSHOTS, form, "No snapshots yet: 'concord snapshot NAME' makes one.")
        return
    if cite:
        _cited(base.cite(" ".join(name.split())), form)
        return
    found = next((row for row in base.snapshots() if row["name"] == " ".join(name.split())), None)
    if found is None or not export or note:
        found = base.snapshot(name, note=note)
    if export:
        base.export_snapshot(found["name"], export)
    if form is not Format.TABLE:
        print_list([found], SNAPSHOTS, form, "")
        return
    show_snapshot(found)
    if export:
        say(f"Written to {export}.")


def _cited(record: Record, form: Format) -> None:
    if form is Format.JSON:
        print_json([record["csl"]])
    elif form is Format.TABLE:
        say(f"{record['reference']}\n")
        say(record["bibtex"])
        print_json([record["csl"]])
    else:
        print_list([record], (Column("name"), Column("reference"), Column("bibtex")), form, "")


def show_snapshot(record: Record) -> None:
    """A snapshot as a page to read."""
    from concord.snapshots import citation

    counts, program = record["counts"], record["program"]
    say(citation(record))
    if record["note"]:
        say(f"  {record['note']}")
    say(f"  by {record['by']}, {record['at'].replace('T', ' ')[:16]} UTC; {record['decisions']['count']} decisions")
    say(f"  {counts['documents']} documents, {counts['themes']} themes, {counts['translations']} translations")
    say(f"  codebook: {record['codebook']['in_force']}; code {program['code']}; content {record['content']}")
    for document in record["documents"][:SHOWN]:
        say(f"    {document['id']}  {document['name']}")
    if len(record["documents"]) > SHOWN:
        say(f"    and {len(record['documents']) - SHOWN} more: --export FILE.json has all")
    say(f"'concord diff \"{record['name']}\"' says what changed since; --cite how it is cited.")


def diff(
    before: Annotated[
        str, typer.Argument(metavar="[A]", help="A snapshot, empty, last (addition), or 'addition 3'. [last]")
    ] = "last",
    after: Annotated[str, typer.Argument(metavar="[B]", help="A snapshot, or now. [now]")] = "now",
    kb: Kb = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every concept, also in a table.")] = False,
    form: As = Format.TABLE,
) -> None:
    """Say what changed from one state to another.

    Concepts that are new, gone, strengthened, weakened, newly refuted, moved or renamed, themes that moved, conclusions
    that have become stale, and what each study brought.

    Example: concord diff "round 1"
    """
    base = open_kb(kb)
    record = base.diff(before, after)
    if form is Format.JSON:
        print_json(record)
    elif form is Format.TABLE:
        _page(record, None if everything else SHOWN)
    else:
        print_list(record["concepts"], CHANGES, form, "Nothing changed.")


def _page(record: Record, most: int | None) -> None:
    """A comparison as a page to read: by study, then concepts under the first sort that each is of."""
    from synthesis.changes import MEANING, Sort

    say(f"From {_named(record['before'])} to {_named(record['after'])}:")
    for sentence in record.get("adoption", {}).get("sentences", ()):
        item(sentence)
    if not record["sentences"]:
        say("Nothing changed.")
        return
    themes = record["themes"]
    say(f"  {themes['new']} themes new, {themes['gone']} gone, {themes['moved']} moved to another concept.")
    for row in record["by_study"]:
        word = "new: " if row["came"] else "gone: " if row["gone"] else ""
        item(f"{word}{row['sentence']}")
    if record["conclusions"]:
        say(f"\nConclusions of people ({len(record['conclusions'])}); 'concord review looked' answers a stale one")
        for row in record["conclusions"]:
            item(row["sentence"])
    for sort in Sort:
        rows = [row for row in record["concepts"] if row["sorts"][0] == sort]
        if sort is Sort.SCOPE:
            if number := record["counts"].get(sort, 0):
                say(f"\n{number} concepts are {MEANING[sort]}.")
        elif rows:
            say(f"\n{sort.capitalize()} ({len(rows)}): {MEANING[sort]}")
            for row in rows[:most]:
                item(row["sentence"])
            if most is not None and len(rows) > most:
                say(f"  and {len(rows) - most} more; --all shows them.")


def item(sentence: str, out: TextIO | None = None) -> None:
    """A sentence of a page to read, folded and indented. out: standard output unless another is given."""
    say(textwrap.fill(sentence, 110, initial_indent="  ", subsequent_indent="    ", break_long_words=False), out)


def _named(state: Record) -> str:
    """A state in a sentence."""
    if state["kind"] == "snapshot":
        return f"'{state['name']}' ({state['at'][:10]})"
    if state["kind"] == "empty":
        return "nothing"
    return str(state["name"]) + (f" ({state['at'][:16].replace('T', ' ')} UTC)" if "at" in state else "")


def influence(
    study: Annotated[str | None, typer.Argument(help="A study, to see what becomes of each concept.")] = None,
    kb: Kb = None,
    group: Annotated[
        bool, typer.Option("--group", help="With all that share a primary study with it left out too.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show every concept, also in a table.")] = False,
    form: As = Format.TABLE,
) -> None:
    """Say what hangs on each study: what becomes of the concepts without it.

    The concepts stay as they are, only the evidence goes.

    Example: concord influence lima2022
    """
    if group and study is None:
        raise typer.BadParameter("--group is for one study: name it.")
    rows = open_kb(kb).influence(study, group=group)
    if form is Format.TABLE and study is not None:
        _hangs_on(rows[0], None if everything else 3 * SHOWN)
        return
    print_list(rows, INFLUENCE, form, NO_STUDY)
    if form is Format.TABLE and rows:
        say("influence: sum of |change of weighted agreement| over the concepts that the study speaks of, without it.")
        say("turned, lost consensus, left alone (fewer than two supporters), vanished: concepts of which it speaks;")
        say("by silence: verdicts that turn only because one silent study less is in scope.")
        say("'concord influence STUDY' names them.")


def _hangs_on(record: Record, most: int | None) -> None:
    """What becomes of the concepts without one study, as a page to read."""
    others = [study for study in record["studies_out"] if study != record["study"]]
    say(f"Without {record['study']}{' and ' + ', '.join(others) if others else ''}, of {record['speaks']} concepts:")
    say(f"  {record['turned']} turn their verdict, {record['vanished']} vanish, as nobody speaks of them any more;")
    say(f"  of both, {record['lost_consensus']} lose consensus, {record['left_alone']} fall below two supporters.")
    say(f"  Weighted agreement shifts by {record['influence']:.2f} in sum, over the concepts that are spoken of.")
    say(f"  Independent evidence that goes: {record['evidence']:.2f} in sum.")
    if record["by_silence"]:
        say(f"  Verdicts that turn only because fewer silent studies are in scope: {record['by_silence']}.")
    for effect in record["effects"][:most]:
        was, now = effect["verdict"]
        few, less = effect["supporters"]
        item(
            f"'{effect['label']}' ({effect['facet']}): {was}, then {now or 'nobody speaks of it'}; "
            f"supporters {few}, then {less}."
        )
    if most is not None and len(record["effects"]) > most:
        say(f"  and {len(record['effects']) - most} more; --all shows them.")
