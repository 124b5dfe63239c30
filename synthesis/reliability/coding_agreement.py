"""How far coders agree, people with one another and each with the machine, and where they do not.

In: coders with their codes, and the units of a study. Out: coefficients and disagreements. Called by
concord.parts.coding. The coefficients are those of synthesis.reliability; each unit is rated present or absent under
each facet, and the bootstrap draws units under facets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.coding import Coder, Unit
from synthesis.reliability.agreement import Reliability, ratings, reliability

PRESENT, ABSENT = "present", "absent"
_CATEGORIES = (PRESENT, ABSENT)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two coders under one facet, or under all that both looked for (facet "")."""

    one: str
    other: str
    facet: str
    figures: Reliability


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that some coders marked under a facet and others, who looked for it, did not. said: labels by coder."""

    unit: Unit
    facet: str
    said: tuple[tuple[str, tuple[str, ...]], ...]


def placed(coder: Coder, units: Sequence[Unit]) -> dict[tuple[int, str], tuple[str, ...]]:
    """The labels that a coder gave, by number of unit and facet.

    Words that stand in several units count in the nearest to where they were coded; words that stand in none (another
    rendition has them) are left out.
    """
    found: dict[tuple[int, str], dict[str, None]] = {}
    folded = [(unit, " ".join(unit.text.split())) for unit in units]
    for code in coder.codes:
        words = " ".join(code.quote.split())
        if holding := [unit for unit, text in folded if words in text]:
            unit = min(holding, key=lambda u: (not u.start <= code.start < u.end, abs(u.start - code.start), u.number))
            found.setdefault((unit.number, code.facet), {})[code.label] = None
    return {place: tuple(labels) for place, labels in sorted(found.items())}


def compare(one: Coder, other: Coder, units: Sequence[Unit]) -> tuple[Compared, ...]:
    """Agreement on which units show which facet: over all facets that both looked for, then facet by facet."""
    facets = [facet for facet in one.facets if facet in other.facets]
    wanted = [("", facets), *((facet, [facet]) for facet in facets)] if facets else []
    return tuple(Compared(one.who, other.who, name, together((one, other), units, some)) for name, some in wanted)


def together(people: Sequence[Coder], units: Sequence[Unit], facets: Sequence[str]) -> Reliability:
    """Agreement of any number of coders; who did not look for a facet has no rating there."""
    marks = [placed(coder, units) for coder in people]
    rows = [
        [
            None if facet not in coder.facets else PRESENT if (unit.number, facet) in mine else ABSENT
            for facet in facets
            for unit in units
        ]
        for coder, mine in zip(people, marks, strict=True)
    ]
    return reliability(ratings(rows, _CATEGORIES), _CATEGORIES, [coder.who for coder in people], positive=PRESENT)


def disagreements(people: Sequence[Coder], units: Sequence[Unit]) -> tuple[Disagreement, ...]:
    """Where the coders part, in reading order, facets by name."""
    marks = {coder.who: placed(coder, units) for coder in people}
    facets = sorted({facet for coder in people for facet in coder.facets})
    found = []
    for unit in units:
        for facet in facets:
            said = tuple((c.who, marks[c.who].get((unit.number, facet), ())) for c in people if facet in c.facets)
            if any(labels for _, labels in said) and not all(labels for _, labels in said):
                found.append(Disagreement(unit, facet, said))
    return tuple(found)
