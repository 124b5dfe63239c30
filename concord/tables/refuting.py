"""The rows of the list of refutations: the words of both sides, and what each side counts as.

In: a Disagreement, studies, a Weigher. Out: a plain record. Called by KnowledgeBase, for both skins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.study import Study, StudyId
from synthesis.disagreement import Disagreement
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


def _worth(studies: Iterable[StudyId], weigher: Weigher) -> list[float]:
    known = set(weigher.studies)
    low, high = effective_interval({id: weigher.named(id) if id in known else None for id in studies})
    return [rounded(low), rounded(high)]
