"""Maps of primary studies as records: of one study, and of the concepts of all.

In: StudyMap, ConceptWorks, studies. Out: plain records. Called by concord.parts.mapping, for both skins. Each count has
the works behind it, and the anchor of the words that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.study import Anchor, Document, Study, StudyId
from synthesis.mapping import CitedAt, ConceptWorks, Crossed, StudyMap
from synthesis.mapping.values import STATED_YEAR, YEAR, Check, Told, Verdict

if TYPE_CHECKING:
    from synthesis.concept import Concept, ConceptId
    from synthesis.dependence import Works
    from synthesis.export.records import Record


def map_record(found: StudyMap, study: Study, cells: Sequence[Crossed], rows: str, columns: str) -> Record:
    """The map of one study.

    `works`: by key, each with `year` (counted under; the table's where it gives one) and `primary`. `tables`: what
    became of each, `shape` None with `why` where it was not understood. `categories`: the recount, with keys of works,
    `years` ([year or None, keys]) and the rows as places. `checks`: told against recounted, differences first. `cells`:
    of the two dimensions `rows` and `columns`.
    """
    document = study.document(found.document)
    return {
        "study": found.study,
        "title": study.title,
        "document": document.name,
        "document_id": str(found.document),
        "list_known": found.list_known,
        "primary": len(found.primary),
        "works": {
            work.key: {
                "title": work.title,
                "year": work.counted_year,
                "bibliography_year": work.year,
                "stated_year": work.stated,
                "primary": work.primary,
                "listed": work.listed,
            }
            for work in found.works
        },
        "tables": [
            {
                "table": table.label,
                "caption": table.caption,
                "shape": str(table.shape) if table.shape else None,
                "why": table.why,
                "rows": table.rows,
                "works": table.works,
                **place(table.anchor),
            }
            for table in found.tables
        ],
        "dimensions": [
            {
                "id": dimension.id,
                "table": dimension.table,
                "name": dimension.name,
                "categories": sum(c.dimension == dimension.id for c in found.categories),
            }
            for dimension in found.dimensions
        ],
        "categories": [
            {
                "dimension": category.dimension,
                "category": category.label,
                "count": len(category.works),
                "works": list(category.works),
                "others": list(category.others),
                "years": [[year, list(keys)] for year, keys in category.years],
                "verdict": str(category.verdict),
                "places": [quoted(anchor, document) for anchor in category.rows],
            }
            for category in found.categories
        ],
        "checks": [check_record(check, document, found) for check in found.checks],
        "rows": rows,
        "columns": columns,
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "count": len(cell.works),
                "works": list(cell.works),
                "places": [quoted(anchor, document) for anchor in cell.rows],
            }
            for cell in cells
        ],
    }


def check_record(check: Check, document: Document, found: StudyMap) -> Record:
    """A told number against the recount; `where` names the dimension in words."""
    names = {d.id: f"{d.table}: {d.name}" if d.name else d.table for d in found.dimensions}
    named = {YEAR: "years of primary studies", STATED_YEAR: "year of a study"}
    return {
        "verdict": str(check.verdict),
        "dimension": check.dimension,
        "where": names.get(check.dimension, named.get(check.dimension, "all primary studies")),
        "category": check.category,
        "told": _told(check.told),
        "counted": check.counted,
        "difference": check.difference,
        "why": check.why,
        "source": check.told.source,
        "told_at": quoted(check.told.anchor, document),
        "rows": [quoted(anchor, document) for anchor in check.rows],
        "only_told": list(check.only_told),
        "only_counted": list(check.only_counted),
    }


def _told(told: Told) -> str:
    share = f"{told.percent:g} %" if told.percent is not None else ""
    return " · ".join(part for part in (str(told.number) if told.number is not None else "", share) if part)


def summary_record(found: StudyMap, study: Study) -> Record:
    """What could be mapped of one study, in numbers."""
    verdicts = [check.verdict for check in found.checks]
    return {
        "study": found.study,
        "title": study.title,
        "tables": len(found.tables),
        "understood": sum(table.shape is not None for table in found.tables),
        "primary": len(found.primary),
        "placed": len({key for placed in found.placed for key in placed.works}),
        "categories": sum(category.dimension != YEAR for category in found.categories),
        "equal": verdicts.count(Verdict.EQUAL),
        "differs": verdicts.count(Verdict.DIFFERS),
    }


def corpus_records(
    found: Iterable[ConceptWorks], concepts: Mapping[ConceptId, Concept], works: Works, places: bool
) -> list[Record]:
    """One row a concept, those that rest on most primary studies first.

    `years`: [year or None, works], the oldest first and None last. places: with `cited`, each work with the study, the
    theme and the words that cite it.
    """
    rows = []
    for one in found:
        concept = concepts[one.concept]
        years: dict[int | None, list[str]] = {}
        for work in one.works:
            years.setdefault(works.years.get(work), []).append(work)
        in_order = sorted(years.items(), key=lambda item: (item[0] is None, item[0] or 0))
        rows.append(
            {
                "concept": one.concept,
                "facet": concept.facet,
                "category": concept.label,
                "count": len(one.works),
                "studies": len({cited.study for cited in one.cited}),
                "works": list(one.works),
                "years": [[year, held] for year, held in in_order],
                **({"cited": [cited_record(cited) for cited in one.cited]} if places else {}),
            }
        )
    return sorted(rows, key=lambda row: (-row["count"], row["facet"], row["category"], row["concept"]))


def cited_record(cited: CitedAt) -> Record:
    return {
        "work": cited.work,
        "study": cited.study,
        "theme": cited.theme,
        "quote": cited.quote,
        **place(cited.anchor),
    }


def work_records(labels: Iterable[str], works: Works, names: Mapping[StudyId, str]) -> list[Record]:
    """The primary studies behind labels, by year, then label: who holds each, and which study of the corpus it is."""
    rows = [
        {
            "work": label,
            "year": works.years.get(label),
            "held_by": sorted({study for study, _ in works.entries.get(label, ()) if study in names}),
            "studies": list(works.studies.get(label, ())),
        }
        for label in labels
    ]
    return sorted(rows, key=lambda row: (row["year"] is None, row["year"] or 0, row["work"]))


def quoted(anchor: Anchor, document: Document) -> Record:
    """A place with its words; of a document that this is not, the place alone."""
    quote = document.quote(anchor) if anchor.document == document.id else ""
    return {"quote": quote, **place(anchor)}


def place(anchor: Anchor) -> Record:
    return {"document_id": str(anchor.document), "start": anchor.start, "end": anchor.end}
