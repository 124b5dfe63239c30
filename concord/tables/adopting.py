"""What another codebook or another program would change, as records: by study, by concept, and of what people decided.

In: what follows from two states that hold the same documents. Out: plain records. Called by concord.parts.adopting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from concord.tables.changes import Told, changes_record
from concord.tables.reviewing import conflict_record
from corpus.study import DocumentId
from extract.theme import Theme
from synthesis.changes import Changes, Sort, StudyChange, changes, theme_changes
from synthesis.export.records import Record

if TYPE_CHECKING:
    from concord.deriving.derive import Derived

Names = Mapping[DocumentId, str]


def report_record(before: Derived, after: Derived, *, themes_alone: bool = False) -> Record:
    """Everything that would change.

    themes_alone: only how the studies are read; nothing is translated, so concepts and decisions are not told.
    """
    names = {DocumentId(row.id): row.name for now in (before, after) for row in now.state.documents}
    read = theme_changes(_themes(before), _themes(after))
    record: Record = {
        "studies": [_study_record(change, names) for change in read],
        "unchanged_studies": len(after.studies) - len(read),
        "unreadable": sorted(set(_unreadable(after)) - set(_unreadable(before))),
        "changes": None,
        "lost": [],
        "found": [],
        "verdicts": [],
    }
    if not themes_alone:
        found = changes(before.synthesis, after.synthesis)
        lost, again = _conflicts(before, after), _conflicts(after, before)
        record |= {
            "changes": changes_record(found, Told.of(before.synthesis, names), Told.of(after.synthesis, names)),
            "lost": lost,
            "found": again,
            "verdicts": _verdicts(found),
        }
    return {**record, "sentences": _sentences(record)}


def _themes(now: Derived) -> Iterable[Theme]:
    return (theme for extraction in now.extractions for theme in extraction.themes)


def _unreadable(now: Derived) -> list[str]:
    return [*(one.sentence for one in now.unreadable), *now.given_up.values()]


def _conflicts(before: Derived, after: Derived) -> list[Record]:
    """The decisions that find what they speak of before and no longer do after."""
    waiting = {conflict.decision.sequence for conflict in before.conflicts}
    return [conflict_record(one) for one in after.conflicts if one.decision.sequence not in waiting]


def _verdicts(found: Changes) -> list[Record]:
    return [
        {
            "id": change.after.id,
            "label": change.after.label,
            "facet": change.after.facet,
            "before": str(change.before.verdict),
            "after": str(change.after.verdict),
        }
        for change in found.concepts
        if Sort.VERDICT in change.sorts and change.before and change.after
    ]


def _study_record(change: StudyChange, names: Names) -> Record:
    return {
        "study": change.study,
        "before": change.before,
        "after": change.after,
        "new": [_theme_record(theme, names) for theme in change.new],
        "gone": [_theme_record(theme, names) for theme in change.gone],
        "moved": [
            {**_theme_record(now, names), "from": was.facet, "to": now.facet, "was": was.label}
            for was, now in change.moved
        ],
        "relabelled": [{**_theme_record(now, names), "was": was.label} for was, now in change.relabelled],
    }


def _theme_record(theme: Theme, names: Names) -> Record:
    best = theme.mentions[0]
    return {
        "theme": theme.id,
        "facet": theme.facet,
        "label": theme.label,
        "quote": best.quote,
        "document": names.get(best.anchor.document, str(best.anchor.document)),
        "start": best.anchor.start,
        "end": best.anchor.end,
    }


def _sentences(record: Record) -> list[str]:
    """The report in a few sentences; what becomes of single concepts is told in its changes."""
    total = {key: sum(len(row[key]) for row in record["studies"]) for key in ("new", "gone", "moved", "relabelled")}
    said = []
    if studies := len(record["studies"]):
        said.append(
            f"{studies} of {studies + record['unchanged_studies']} studies are read otherwise: {total['new']} themes "
            f"new, {total['gone']} gone, {total['moved']} under another facet, {total['relabelled']} relabelled."
        )
    elif record["changes"] and record["changes"]["counts"]:
        said.append("Every study is read as before.")
    said += record["unreadable"]
    if record["changes"] is None:
        return said
    if counts := record["changes"]["counts"]:
        told = ", ".join(f"{number} {sort}" for sort, number in counts.items())
        said.append(f"Concepts: {told}.")
    if turned := len(record["verdicts"]):
        said.append(f"{turned} verdict{'s turn' if turned > 1 else ' turns'}.")
    for row in record["lost"]:
        said.append(
            f"Decision {row['number']} ({row['action']}, by {row['who']}) loses what it speaks of: {row['why']}"
        )
    for row in record["found"]:
        said.append(f"Decision {row['number']} ({row['action']}, by {row['who']}) finds again what it speaks of.")
    return said
