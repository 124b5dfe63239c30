"""An item of the review queue on a terminal: what is asked, the words of both sides in two columns, the reasons.

In: a record of KnowledgeBase.queued. Out: text on standard output. Called by cli.queueing and cli.review_session. Words
of papers lose their control characters; what was found stands out by its style, in a pipe by "»" and "«".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from concord.cli.printing import brief_study, shorten

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

Record = dict[str, Any]
WIDEST, NARROWEST = 120, 60  # columns of a page; what is narrower has one side under the other
AROUND = 150  # characters of a paragraph that are shown on both sides of the words that were found
AT_ONCE = 3  # quotes of a side that are shown before "o" opens them all
HEADINGS = {
    "conflict": ("what it spoke of", "what is there now"),
    "clash": ("what they speak of", ""),
    "stale conclusion": ("what it spoke of", "what has come or left since"),
    "identity": ("one file", "the other file"),
    "question": ("one theme", "the other theme"),
    "theme": ("the theme in question", "the concept that it is in"),
    "refutation": ("one side", "the other side"),
    "reference": ("one entry", "the other entry"),
}


def console() -> Console:
    """As wide as the terminal, at most WIDEST; 100 columns in a pipe."""
    import sys

    from rich.console import Console

    found = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    found.width = min(found.width, WIDEST) if sys.stdout.isatty() else 100
    return found


def show_item(record: Record, to: Console, *, whole: bool = False) -> None:
    """Prints an item. whole: all its words, each in its whole paragraph."""
    to.print(_styled(record["asked"], "bold"))
    to.print(_styled(_about(record), "dim"))
    to.print()
    to.print(_columns(record, to.width, marks=not to.is_terminal, whole=whole))
    for line in _decisions(record):
        to.print(_styled(line))
    if told := _reasons(record):
        to.print()
        for reason in told:
            to.print(_styled(f"- {reason}"))


def _about(record: Record) -> str:
    parts = [record["kind"], record["item"]]
    if record["facet"]:
        parts.append(record["facet"].replace("_", " "))
    if record["kind"] == "refutation":
        parts.append(record["what"])
    if record.get("score") is not None:
        parts.append(f"{record['score']:.2f}")
    if record["skipped"]:
        parts.append("skipped before")
    if record.get("round"):
        parts.append(f"in the blind round '{record['round']}'")
    return " · ".join(parts)


def _columns(record: Record, width: int, *, marks: bool, whole: bool) -> RenderableType:
    from rich.console import Group
    from rich.table import Table

    sides = [[words for words in record["evidence"] if words["side"] == side] for side in (0, 1)]
    cells = [
        Group(*_side(heading, words, record, marks=marks, whole=whole))
        for heading, words in zip(HEADINGS[record["kind"]], sides, strict=True)
        if words
    ]
    if width < NARROWEST or len(cells) < 2:
        return Group(*cells)
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in cells:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*cells)
    return table


def _side(heading: str, words: list[Record], record: Record, *, marks: bool, whole: bool) -> Iterable[Text]:
    yield _styled(heading.upper(), "dim")
    shown = words if whole else words[:AT_ONCE]
    before = None
    for said in shown:
        name = (said["label"], said["study"], said.get("moved"))
        if name != before:
            yield from _name(said, record)
        before = name
        yield from _fields(said)
        yield _quote(said, marks=marks, whole=whole)
        where = " › ".join(part for part in (said["section"], said["document"]) if part)
        yield _styled(where or "no place that is known", "dim")
        yield _styled("")
    if more := len(words) - len(shown):
        yield _styled(f"and {more} more; o opens all", "dim")


def _name(said: Record, record: Record) -> Iterable[Text]:
    """What the words are of: label, study, the concept where it has another name, whether it denies."""
    notes = [brief_study(said["study"])]
    if said.get("polarity", "asserts") != "asserts":
        notes.append(said["polarity"])
    if said.get("moved"):
        notes.append(f"has {'come' if said['moved'] == 'came' else 'left'}")
    home = record["concepts"].get(said["theme"])
    if home and home["label"] != said["label"]:
        notes.append(f"in '{home['label']}'")
    yield _styled(shorten(said["label"], 200), "bold")
    yield _styled(", ".join(notes))


def _fields(said: Record) -> Iterable[Text]:
    """The fields of a reference or of a file, those that are known."""
    for name, value in said.get("fields", {}).items():
        if value and name != "title":
            yield _styled(f"{name.replace('_', ' ')}: {'; '.join(value) if isinstance(value, list) else value}")


def _quote(said: Record, *, marks: bool, whole: bool) -> Text:
    """The words in their paragraph, what was found in it standing out."""
    from synthesis.export.clean import clean

    context = said.get("context")
    if context is None:
        return _styled(f"“{shorten(said['quote'], 600)}”")
    paragraph, (start, end) = context["paragraph"], context["mark"]
    low, high = (0, len(paragraph)) if whole else _around(paragraph, start, end)
    text = _styled("… " if low else "")
    text.append(" ".join(clean(paragraph[low:start]).split()) + (" " if paragraph[low:start][-1:].isspace() else ""))
    found = " ".join(clean(paragraph[start:end]).split())
    text.append(f"»{found}«" if marks else found, style="" if marks else "bold underline")
    text.append((" " if paragraph[end:high][:1].isspace() else "") + " ".join(clean(paragraph[end:high]).split()))
    text.append(" …" if high < len(paragraph) else "")
    return text


def _around(paragraph: str, start: int, end: int) -> tuple[int, int]:
    """Where the shown part of a paragraph begins and ends, at white space."""
    low, high = max(start - AROUND, 0), min(end + AROUND, len(paragraph))
    while 0 < low < start and not paragraph[low - 1].isspace():
        low += 1
    while end < high < len(paragraph) and not paragraph[high].isspace():
        high -= 1
    return low, high


def _decisions(record: Record) -> Iterable[str]:
    """What people have said of it, where people have: of a conflict, a stale conclusion, a clash."""
    if record["kind"] in ("conflict", "stale conclusion"):
        reason = f", because {record['reason']}" if record["reason"] else ""
        value = f" '{record['value']}'" if record.get("value") else ""
        yield f"Decision {record['number']} by {record['who']}: {record['action']}{value}{reason}"
    for decision in record.get("decisions", ()):
        reason = f", because {decision['reason']}" if decision["reason"] else ""
        value = f" '{decision['value']}'" if decision["value"] else ""
        yield f"Decision {decision['number']} by {decision['who']}: {decision['kind']}{value}{reason}"


def _reasons(record: Record) -> list[str]:
    """Why it is asked, in the machine's words."""
    from synthesis.translation import TOGETHER

    told = [record.get("why", ""), record.get("computed", ""), *record.get("reasons", ())]
    return [reason for reason in dict.fromkeys(told) if reason and reason != TOGETHER]


def _styled(text: str, style: str = "") -> Text:
    from rich.text import Text

    from synthesis.export.clean import clean

    return Text(clean(text), style=style)
