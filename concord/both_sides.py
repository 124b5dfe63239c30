"""One contradiction in full: the words of both sides in their paragraphs.

In: a Disagreement, studies, a Weigher. Out: a plain record. Called by KnowledgeBase.refutation.
"""

from __future__ import annotations

from collections.abc import Mapping

from concord.tables.refuting import refutation_record
from concord.views import context
from corpus.study import Study, StudyId
from synthesis.disagreement import Disagreement, Side
from synthesis.export.records import Record
from synthesis.weighing import Weigher


def refutation_detail(found: Disagreement, studies: Mapping[StudyId, Study], weigher: Weigher) -> Record:
    """The same with the words of both sides in their paragraphs.

    Each of `asserted` and `refuting` has besides `document_id` and `context`, the paragraph as `KnowledgeBase.passage`
    gives it; None where the study or its document is not there any more.
    """
    record = refutation_record(found, studies, weigher)
    for key, against in (("asserted", False), ("refuting", True)):
        sides = [side for side in found.sides if side.against is against]
        record[key] = [{**row, **_place(side, studies)} for row, side in zip(record[key], sides, strict=True)]
    return record


def _place(side: Side, studies: Mapping[StudyId, Study]) -> Record:
    study = studies.get(side.study)
    held = {document.id: document for document in study.documents} if study else {}
    document = held.get(side.anchor.document)
    shown = context(document, side.anchor.start, side.anchor.end) if document else None
    return {"document_id": str(side.anchor.document), "context": shown}
