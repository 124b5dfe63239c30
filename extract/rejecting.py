"""What was proposed and became no theme, and why, so that a reviewer can see it and take it.

In: candidates with the readings that they were found in. Out: those to go on with, and Rejected values. Called by
extract.consolidate. Nothing is dropped without a reason: the source says it (Candidate.rejected), or it is a name
with which the research was done, a general word, or it lies inside a longer label at the same place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from corpus.study import Anchor, StudyId
from extract.candidate import EXPLAINS, Candidate
from extract.codebook import Codebook
from extract.grouping import Found
from extract.plausible import implausible
from extract.quotes import quote_span
from extract.scope import Part
from extract.theme import Evidence, Rejected, fold_label
from extract.unfit import unfit

SERIES = 3  # phrases side by side inside one label
UNSHOWN = "a sentence explains it, but nothing shows that it is one"
SEVERAL = "names several things, each of which is taken on its own"
Refused = tuple[Found, str]  # a candidate and the reason, in words for a person


def sifted(found: Sequence[Found], codebook: Codebook) -> tuple[list[Found], list[Refused]]:
    """The candidates to go on with, in the order given, and those that are rejected before any are joined."""
    phrases, labels = _by_place(found)
    several = {
        id(one) for place, own in labels.items() for one in own if _is_series(one.candidate, phrases.get(place, ()))
    }
    longer = {place: [one for one in own if id(one) not in several] for place, own in labels.items()}
    kept: list[Found] = []
    refused: list[Refused] = []
    for one in found:
        why = one.candidate.rejected or _unfit(one, codebook) or (SEVERAL if id(one) in several else "")
        why = why or _covered(one, longer)
        if why:
            refused.append((one, why))
        else:
            kept.append(one)
    shown = {_item(one) for one in kept if not _explains(one)}
    alone = [one for one in kept if _explains(one) and _item(one) not in shown]
    if not alone:
        return kept, refused
    orphans = {id(one) for one in alone}
    refused += [(one, UNSHOWN) for one in alone]
    return [one for one in kept if id(one) not in orphans], refused


def _item(one: Found) -> tuple[str, str]:
    return one.candidate.facet, fold_label(one.candidate.label)


def _explains(one: Found) -> bool:
    """Whether a sentence only explains what other words show to be an item."""
    return one.candidate.reasons == (EXPLAINS,)


def _unfit(one: Found, codebook: Codebook) -> str:
    scope, candidate = one.voices.scope, one.candidate
    finding, spoken = scope.part(candidate.block) is Part.FINDING, scope.facet(candidate.block) == candidate.facet
    why = unfit(candidate, codebook, finding=finding, spoken=spoken)
    return why or implausible(one, codebook.facet_of[candidate.facet])


Place = tuple[str, str, int]  # document, facet, block
Places = dict[Place, list[Found]]


def _place(one: Found) -> Place:
    return one.reading.document.id, one.candidate.facet, one.candidate.block


def _by_place(found: Iterable[Found]) -> tuple[Places, Places]:
    """Phrases of running text by place, and labels of stronger evidence, which may hold them."""
    phrases: Places = defaultdict(list)
    labels: Places = defaultdict(list)
    for one in found:
        if not one.candidate.rejected:
            (phrases if one.candidate.evidence is Evidence.PHRASE else labels)[_place(one)].append(one)
    return phrases, labels


def _is_series(label: Candidate, phrases: Iterable[Found]) -> bool:
    """Whether a sentence sets several phrases side by side inside a label, which is then no one thing."""
    inside: dict[str, set[int]] = defaultdict(set)
    for one in phrases:
        c = one.candidate
        if c.container and label.start <= c.start and c.end <= label.end:
            inside[c.container.name].add(c.start)
    return any(len(members) >= SERIES for members in inside.values())


def _covered(one: Found, longer: Places) -> str:
    """The reason when a phrase lies in a longer label of stronger evidence, or any label in a known name, else ""."""
    mine = one.candidate
    if mine.evidence is Evidence.LEXICON:
        return ""
    for other in longer.get(_place(one), ()):
        c = other.candidate
        if mine.evidence is not Evidence.PHRASE and c.evidence is not Evidence.LEXICON:
            continue
        if c.start <= mine.start and mine.end <= c.end and c.end - c.start > mine.end - mine.start:
            return f"part of the longer label “{c.label}” at the same place"
    return ""


def rejections(
    study: StudyId, refused: Iterable[tuple[Found, str, float]], taken: Collection[tuple[str, str]]
) -> tuple[Rejected, ...]:
    """The values that a study keeps, each label once a facet, in the order given.

    Args:
        refused: candidate, reason, and how sure it was (0 to 1). taken: (facet, folded label) of the themes: what
            became a theme on other evidence is not rejected.
    """
    values: dict[tuple[str, str], Rejected] = {}
    for one, why, confidence in refused:
        candidate, document = one.candidate, one.reading.document
        key = candidate.facet, fold_label(candidate.label)
        if key in taken or key in values:
            continue
        start, end = quote_span(document, candidate.quote, (candidate.start, candidate.end))
        values[key] = Rejected(
            study,
            candidate.facet,
            candidate.label,
            Anchor(document.id, start, end),
            document.text[start:end],
            candidate.evidence,
            confidence,
            why,
        )
    return tuple(values.values())
