"""What an addition changed, as a table.

In: the Changes that KnowledgeBase.add gives. Out: a pandas frame. Called by the overview and by the page that adds;
tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.wording import named

if TYPE_CHECKING:
    from synthesis.changes import Changes, ConceptChange

Record = dict[str, Any]


def changes_frame(changes: Changes, names: Mapping[str, str]) -> pd.DataFrame:
    """What an addition did to the concepts: changed, new, gone, and last "scope", those that are only counted among
    more or fewer studies than before."""
    changed = [change for change in changes.changed_concepts if not _only_scope(change)]
    groups = (
        ("changed", changed),
        ("new", changes.new_concepts),
        ("gone", changes.gone_concepts),
        ("scope", [change for change in changes.changed_concepts if _only_scope(change)]),
    )
    rows = [_change_row(kind, change, names) for kind, group in groups for change in group]
    return pd.DataFrame(rows, columns=["id", "change", "concept", "facet", "before", "now", "what changed"])


def _only_scope(change: ConceptChange) -> bool:
    before, after = change.before, change.after
    if before is None or after is None or change.joined or change.gained or change.lost:
        return False
    return all(getattr(before, name) == getattr(after, name) for name in ("label", "verdict", "refuted_by", "status"))


def _change_row(kind: str, change: ConceptChange, names: Mapping[str, str]) -> Record:
    concept = change.after or change.before
    if concept is None:
        raise ValueError("a change has a concept before or after")
    said = change.sentence().removeprefix(f"'{concept.label}' ({concept.facet}) ").rstrip(".")
    for study in sorted((*change.gained, *change.lost, *concept.refuted_by), key=len, reverse=True):
        said = said.replace(study, names.get(study, study))
    return {
        "id": concept.id if change.after else "",
        "change": kind,
        "concept": concept.label,
        "facet": named(concept.facet),
        "before": _standing(change.before),
        "now": _standing(change.after),
        "what changed": said,
    }


def _standing(concept: Any) -> str:
    return f"{concept.support.studies} of {concept.support.eligible}, {concept.verdict}" if concept else ""
