"""The references of a study: which are its primary studies, where each is cited, and who else refers to the same work.

In: a study, the works of the whole corpus. Out: plain records. Called by KnowledgeBase.references, for both skins.
"""

from __future__ import annotations

from collections import defaultdict

from concord.paper import block_at
from corpus.study import Document, Reference, Study
from extract.facts.own import sentence_spans
from synthesis.dependence import Works
from synthesis.export.records import Record, section_at


def reference_records(study: Study, works: Works) -> list[Record]:
    """One record a reference, in the order of the list: that of the rendition that has most of them.

    `cited`: the sentences that point at it, by place. `shared_with`: the other studies that refer to the same work,
    sorted. `studies`: the studies of the corpus that are the work. `work`: its label, which the overlap uses too.

    works: of all references of the corpus, not of the included ones alone.
    """
    document = _listing(study)
    cited = _cited(document)
    return [
        _reference(reference, study, document, cited.get(reference.key, []), works) for reference in study.references
    ]


def _listing(study: Study) -> Document:
    """The document whose list study.references is."""
    keys = [reference.key for reference in study.references]
    return next((d for d in study.documents if [r.key for r in d.references] == keys), study.documents[0])


def _reference(reference: Reference, study: Study, document: Document, cited: list[Record], works: Works) -> Record:
    work = works.labels.get((study.id, reference.key), "")
    holders = {other for other, _ in works.entries.get(work, ())} - {study.id}
    return {
        "key": reference.key,
        "number": reference.number,
        "raw": reference.raw,
        "title": reference.title,
        "authors": list(reference.authors),
        "year": reference.year,
        "doi": reference.doi,
        "included": reference.included,
        "why": reference.why,
        "confidence": reference.confidence,
        "work": work,
        "document": document.id,
        "cited": cited,
        "shared_with": sorted(holders),
        "studies": [id for id in works.studies.get(work, ()) if id != study.id],
    }


def _cited(document: Document) -> dict[str, list[Record]]:
    """By key of a reference, the sentences that point at it; `marks`: the pointers in the quote, [start, end)."""
    found: dict[str, dict[tuple[int, int], Record]] = defaultdict(dict)
    for citation in document.citations:
        start, end = sentence_around(document, citation.start, citation.end)
        for key in citation.targets:
            row = found[key].setdefault(
                (start, end),
                {
                    "quote": document.text[start:end],
                    "section": section_at(document, start),
                    "start": start,
                    "end": end,
                    "marks": [],
                },
            )
            row["marks"].append([citation.start - start, citation.end - start])
    return {key: list(rows.values()) for key, rows in found.items()}


def sentence_around(document: Document, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence, or of the sentences, of a block that hold a span; the span itself outside of blocks."""
    block = block_at(document, start)
    if block is None or not block.start <= start < end <= block.end:
        return start, end
    spans = [
        span for span in sentence_spans(document.text, block.start, block.end) if span[1] > start and span[0] < end
    ]
    return (min(start, spans[0][0]), max(end, spans[-1][1])) if spans else (start, end)
