"""Hits as plain records.

In: a hit. Out: a dict of strings, numbers, lists and None, in a fixed order of keys. Called by concord.parts.finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concord.finding.entries import Entry
from corpus.study import DocumentId

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """marks: [start, end) in entry.text, sorted; score: 0 up.

    by: "words", "meaning", "words and meaning", or "filters" where nothing was said.
    """

    entry: Entry
    score: float
    marks: tuple[tuple[int, int], ...]
    by: str


def hit_record(hit: Hit, names: Mapping[DocumentId, str], year: int | None = None) -> Record:
    """A hit; `text` is the quote, definition, passage or signed title, `marks` are [start, end) in it.

    names: file names by document. year: of its study. Of a theme, `concept` to `support` are those of its concept.
    """
    entry, theme, concept = hit.entry, hit.entry.theme, hit.entry.concept
    return {
        "kind": entry.kind,
        "id": entry.id,
        "label": entry.label,
        "facet": entry.facet,
        "study": entry.study,
        "status": str(entry.status),
        "score": round(hit.score, 4),
        "by": hit.by,
        "text": entry.text,
        "marks": [list(mark) for mark in hit.marks],
        "document": names.get(DocumentId(entry.document), ""),
        "start": entry.start,
        "end": entry.start + len(entry.text) if entry.document else 0,
        "document_id": entry.document,
        "section": entry.section,
        "year": year,
        "polarity": str(theme.polarity) if theme else "",
        "evidence": str(theme.mentions[0].evidence) if theme else "",
        "confidence": round(theme.confidence, 4) if theme else None,
        "mentions": len(theme.mentions) if theme else 0,
        "concept": concept.id if concept else "",
        "concept_label": concept.label if concept else "",
        "studies": list(concept.studies) if concept else [],
        "verdict": str(concept.verdict) if concept else "",
        "support": {"studies": concept.support.studies, "eligible": concept.support.eligible} if concept else None,
    }
