"""The order in which studies stand side by side: by year, by name, by who says most, or by who says the same.

In: what each study does with each of some concepts, names and years. Out: ids in order, the same each time. Called by
concord.tables.agreement_matrix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from concord.tables.agreement import REFUTES
from corpus.study import StudyId

ORDERS = ("year", "name", "alike", "speaking")
_SAYS = {"asserts": 1.0, "hedges": 0.5, "denies": -1.0, REFUTES: -1.0}
_AT_BEST = 120  # studies up to which the leaves are laid out with the most alike side by side; it takes n cubed
_UNDATED = 9999


def in_study_order(
    said: Sequence[Mapping[StudyId, str]],
    wanted: Sequence[StudyId],
    studies: Mapping[StudyId, tuple[str, int | None]],
    order: str,
) -> list[StudyId]:
    """The wanted studies in an order of ORDERS.

    said: for each concept, what each study that speaks of it does with it. studies: id to short name and year.
    speaking: first who speaks of most of these concepts, then by year. alike: neighbours say the same of them, and who
    says nothing comes last.
    """

    def by_year(study: StudyId) -> tuple[int, str, str]:
        name, year = studies[study]
        return (_UNDATED if year is None else year, name.casefold(), study)

    known = [study for study in wanted if study in studies]
    if order == "name":
        return sorted(known, key=lambda study: (studies[study][0].casefold(), study))
    dated = sorted(known, key=by_year)
    if order == "year":
        return dated
    spoken = Counter(study for row in said for study in row)
    if order == "speaking":
        return sorted(dated, key=lambda study: -spoken[study])
    speaking = [study for study in dated if spoken[study]]
    return [*_alike(said, speaking), *(study for study in dated if not spoken[study])]


def _alike(said: Sequence[Mapping[StudyId, str]], studies: list[StudyId]) -> list[StudyId]:
    """Average linkage of what the studies say, by cosine; the leaves of its tree in order."""
    if len(studies) < 3:
        return studies
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.sparse import csr_array
    from scipy.spatial.distance import squareform

    place = {study: at for at, study in enumerate(studies)}
    cells = [
        (place[study], row, _SAYS[cell])
        for row, each in enumerate(said)
        for study, cell in each.items()
        if study in place
    ]
    rows, columns, values = (np.array(part) for part in zip(*cells, strict=True))
    matrix = csr_array((values, (rows, columns)), shape=(len(studies), len(said)))
    products = (matrix @ matrix.T).toarray()
    lengths = np.sqrt(np.diagonal(products))
    # Rounded, so that equal distances are equal on every machine and ties fall by year.
    distance = np.round(np.clip(1 - products / np.outer(lengths, lengths), 0, 2), 9)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average", optimal_ordering=len(studies) <= _AT_BEST)
    return [studies[at] for at in leaves_list(tree)]
