"""How a table names a study: "Ito 2019", "Ito & Roy 2019", "Ito et al. 2019b", "“Bees of the…” 2019".

In: studies. Out: a short name for each, unique. Called by synthesis.export.tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from corpus.study import Study, StudyId

_WORDS = 4  # of a title, where nobody signs
_LONGEST = 60  # characters of them


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
    """Author and year of one study, without authors the first words of its title; its id when it has neither."""
    surnames = [name.split()[-1] for name in study.authors if any(map(str.isalpha, name))]
    year = study.year if study.year is not None else "n.d."
    if not surnames:
        words = study.title.split()
        some = " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")
        return f"“{some}” {year}" if any(map(str.isalpha, some)) and len(some) <= _LONGEST else str(study.id)
    who = surnames[0] if len(surnames) == 1 else " & ".join(surnames) if len(surnames) == 2 else f"{surnames[0]} et al."
    return f"{who} {year}"
