"""Parse reports as plain records: what of each file was read, what was lost, and where.

In: the studies. Out: dicts of texts, numbers and lists. Called by KnowledgeBase for the command line and the dashboard.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.doubts import Doubt, Severity
from corpus.report import ParseReport, refusal, report
from corpus.study import Document, Study
from synthesis.export.records import Record

SHOWN = 160  # characters of a place in a record


def report_records(studies: Iterable[Study]) -> list[Record]:
    """One record a document: by study, the best rendition of each first."""
    return [report_record(study, document) for study in studies for document in study.documents]


def report_record(study: Study, document: Document) -> Record:
    """The report of one document with its doubts; `refused` is the sentence of --strict, "" when it passes."""
    found = report(document)
    return {
        "study": study.id,
        "document": found.document,
        "name": found.name,
        "format": found.format,
        "coverage": round(found.coverage, 4),
        "characters": found.characters,
        "blocks": found.blocks,
        "other": found.other,
        "other_share": round(found.other_share, 4),
        "sections": found.sections,
        "inferred": found.inferred,
        "tables": found.tables,
        "torn_tables": found.torn_tables,
        "citations": found.citations,
        "orphans": found.orphans,
        "references": found.references,
        "uncited": found.uncited,
        "uncited_share": round(found.uncited_share, 4),
        "repairs": [{"name": name, "count": count} for name, count in found.repairs],
        "missing": list(found.missing),
        **{severity.value: found.count(severity) for severity in Severity},
        "kinds": _kinds(found),
        "refused": refusal(found),
        "doubts": [_doubt(doubt, document) for doubt in found.doubts],
    }


def _kinds(found: ParseReport) -> list[Record]:
    return [
        {"name": name, "severity": severity.value, "count": count}
        for severity in Severity
        for name, count in found.kinds(severity)
    ]


def _doubt(doubt: Doubt, document: Document) -> Record:
    words = " ".join(document.text[doubt.start : min(doubt.end, doubt.start + 2 * SHOWN)].split())
    return {
        "name": doubt.name,
        "severity": doubt.severity.value,
        "start": doubt.start,
        "end": doubt.end,
        "note": doubt.note,
        "quote": words if len(words) <= SHOWN else words[: SHOWN - 1] + "…",
    }
