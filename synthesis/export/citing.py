"""How a table names a study: "Ito 2019", "Ito & Roy 2019", "Ito et al. 2019b".

In: studies. Out: a short name for each, unique. Called by synthesis.export.tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from corpus.study import Study, StudyId


def short_names(studies: Iterable[Study]) -> dict[StudyId, str]:
    """Study id to author-year name; studies of equal names get a, b, c in order of id."""
    same: dict[str, list[StudyId]] = defaultdict(list)
    for study in sorted(studies, key=lambda study: study.id):
        same[short_name(study)].append(study.id)
    return {
        id: name + (chr(ord("a") + place) if 1 < len(ids) <= 26 else f" [{id}]" if len(ids) > 26 else "")
        for name, ids in sorted(same.items())
        for place, id in enumerate(ids)
    }


def short_name(study: Study) -> str:
    """Author and year of one study; its id when it has no author."""
    surnames = [name.split()[-1] for name in study.authors if name.split()]
    if not surnames:
        return str(study.id)
    who = surnames[0] if len(surnames) == 1 else " & ".join(surnames) if len(surnames) == 2 else f"{surnames[0]} et al."
    return f"{who} {study.year if study.year is not None else 'n.d.'}"
