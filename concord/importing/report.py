"""What an import took and what it did not, as one plain record.

In: plans, descriptions, decisions. Out: records. Called by concord.importing.imports; both skins print them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from concord.importing.describing import Description
from concord.importing.mapping import Placing
from concord.importing.matching import Home
from concord.importing.taking import Plan, Taken
from concord.importing.values import Lost, Project

Record = dict[str, Any]


def losses(lost: Iterable[Lost]) -> list[Record]:
    """What was lost, as {what, where, why, words}; words on one line."""
    return [{**asdict(one), "words": " ".join(one.words.split())} for one in lost]


def codings_record(project: Project, placing: Placing, plan: Plan, new: Sequence[Taken]) -> Record:
    """The account of a file of codings: what is taken of it, its codes and sources, what is lost.

    new: those themes of the plan that are not there yet, with their new quotes.
    """
    coded = Counter(coding.code for coding in project.codings)
    used = Counter(coding.source for coding in project.codings)
    quotes, fresh = (sum(len(t.quotes) for t in themes) for themes in (plan.themes, new))
    taken = {
        "people": len({t.who for t in plan.themes}),
        "codes": sum(count > 0 for count in plan.placed.values()),
        "sources": len({key for key, home in plan.homes.items() if isinstance(home, Home) and used[key]}),
        "codings": sum(plan.placed.values()),
        "themes": len({(t.study, t.facet, t.label) for t in new}),
        "quotes": fresh,
        "known": quotes - fresh,
    }
    unused = [Lost("rule", rule, "the mapping names a code that the file does not hold") for rule in placing.unused]
    return {
        "kind": "codings" if project.codings or project.sources else "code book",
        "maker": project.maker,
        "taken": taken,
        "lost": losses([*plan.lost, *project.lost]),
        "remarks": losses([*project.remarks, *plan.remarks, *unused]),
        "codes": [
            {
                "code": " > ".join(code.path),
                "facet": place.facet if (place := placing.places.get(code.key)) else "",
                "label": place.label if place else "",
                "parent": next(iter(place.above), "") if place else "",
                "codings": coded[code.key],
                "taken": plan.placed.get(code.key, 0),
                "note": " ".join(code.note.split()),
            }
            for code in project.codes
        ],
        "sources": [
            {
                "source": source.name,
                "study": home.study.id if isinstance(home := plan.homes[source.key], Home) else "",
                "document": home.document.name if isinstance(home, Home) else "",
                "by": home.by if isinstance(home, Home) else "",
                "codings": used[source.key],
            }
            for source in project.sources
        ],
        "themes": [
            {
                "study": t.study,
                "facet": t.facet,
                "label": t.label,
                "who": t.who,
                "quotes": [quote.words for quote in t.quotes],
            }
            for t in new
        ],
    }


def bibliography_record(format: str, entries: int, found: Description) -> Record:
    """The account of a bibliography: which entries are studies, what they fill in, what they contradict."""
    taken = [field for field in found.fields if field.taken]
    return {
        "kind": "bibliography",
        "maker": format,
        "taken": {
            "entries": entries,
            "matched": len(found.matched),
            "studies": len({field.study for field in taken}),
            "fields": len(taken),
        },
        "lost": losses(found.lost),
        "remarks": losses(found.remarks),
        "matched": [{"entry": entry, "study": study, "by": list(by)} for entry, study, by in found.matched],
        "fields": [asdict(field) for field in found.fields],
    }
