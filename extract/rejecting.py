"""What was proposed and became no theme, and why, so that a reviewer can see it and take it.

In: candidates with the readings that they were found in. Out: those to go on with, and Rejected values. Called by
extract.consolidate. Nothing is dropped without a reason: the source says it (Candidate.rejected), or it is a name
with which the research was done, a general word, or it lies inside a longer label at the same place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from corpus.study import Anchor, StudyId
from extract.codebook import Codebook, ItemShape
from extract.grouping import Found
from extract.quotes import quote_span
from extract.theme import Evidence, Rejected, fold_label

OF_RESEARCH = "used for the research itself, not reported as a finding"
GENERAL = "a general word, or the name of the facet itself"

Refused = tuple[Found, str]  # a candidate and the reason, in words for a person


def sifted(found: Sequence[Found], codebook: Codebook) -> tuple[list[Found], list[Refused]]:
    """The candidates to go on with, and those that are rejected before any are joined; both in the order given."""
    longer = _longer_labels(found)
    kept: list[Found] = []
    refused: list[Refused] = []
    for one in found:
        why = one.candidate.rejected or _unfit(one, codebook) or _covered(one, longer)
        if why:
            refused.append((one, why))
        else:
            kept.append(one)
    return kept, refused


def _unfit(one: Found, codebook: Codebook) -> str:
    """Why a label can be no item of its facet, "" when it can."""
    candidate, facet = one.candidate, codebook.facet_of[one.candidate.facet]
    label = fold_label(candidate.label)
    if facet.item is ItemShape.NAME and label in _folded(codebook.parts.research_tools):
        return OF_RESEARCH
    if candidate.evidence is not Evidence.LEXICON and label in _folded((*facet.negative, *facet.cues, *facet.excluded)):
        return GENERAL
    return ""


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold_label(word) for word in words)


Place = tuple[str, str, int]  # document, facet, block


def _place(one: Found) -> Place:
    return one.reading.document.id, one.candidate.facet, one.candidate.block


def _longer_labels(found: Iterable[Found]) -> dict[Place, list[Found]]:
    """The labels that may hold others: of evidence stronger than a phrase, by place."""
    places: dict[Place, list[Found]] = defaultdict(list)
    for one in found:
        if one.candidate.evidence is not Evidence.PHRASE and not one.candidate.rejected:
            places[_place(one)].append(one)
    return places


def _covered(one: Found, longer: dict[Place, list[Found]]) -> str:
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
