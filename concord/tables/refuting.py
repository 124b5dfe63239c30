"""The rows of the list of refutations: the words of both sides, and what each side counts as.

In: a Disagreement, studies, a Weigher. Out: a plain record. Called by KnowledgeBase, for both skins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from concord.views import context
from corpus.study import Study, StudyId
from synthesis.disagreement import Disagreement, Side
from synthesis.export.records import Record, disagreement_record, rounded
from synthesis.weighing import Weigher, effective_interval


def refutation_record(found: Disagreement, studies: Mapping[StudyId, Study], weigher: Weigher) -> Record:
    """The record of the contract with `independent`: n_eff of the studies of each side, [low, high].

    It is reckoned on the whole lists of primary studies of the studies whose words the side has; an interval where
    lists are not known. Three reviews of the same works are one voice, on either side.
    """
    record = disagreement_record(found, studies)
    worth = {"asserted": _worth(record["asserted_by"], weigher), "refuting": _worth(record["refuted_by"], weigher)}
    return {**record, "independent": worth}


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


def _worth(studies: Iterable[StudyId], weigher: Weigher) -> list[float]:
    known = set(weigher.studies)
    low, high = effective_interval({id: weigher.named(id) if id in known else None for id in studies})
    return [rounded(low), rounded(high)]
