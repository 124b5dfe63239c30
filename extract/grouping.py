"""Which candidates of a study are one theme.

In: candidates with the readings that they were found in. Out: groups of them, each under a key. Called by
extract.consolidate. Candidates are one theme when their labels fold to the same words, the abbreviations of the study
spelled out; under a facet with containers the parent must be the same too. Other words for the same: extract.joining.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from extract.abbreviations import Glossary, expand
from extract.attribution import Voices
from extract.candidate import Candidate
from extract.codebook import Codebook, Facet, ItemShape
from extract.gist import one_spelling
from extract.language import Reading
from extract.theme import fold_label


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with the reading that it was found in, and who says what there."""

    reading: Reading
    section: str
    candidate: Candidate
    voices: Voices


@dataclass(frozen=True, slots=True)
class Key:
    """What makes candidates one theme: facet, folded words of the label, and those of the parent."""

    facet: str
    words: str
    parent: str = ""


_ARTICLES = ("a", "an", "the")
Groups = dict[Key, list[Found]]


def grouped(found: Iterable[Found], codebook: Codebook, short_forms: Glossary) -> Groups:
    """Candidates by theme, in order of the first one of each."""
    groups: Groups = defaultdict(list)
    for one in found:
        groups[key_of(one.candidate, codebook, short_forms)].append(one)
    return groups


def key_of(candidate: Candidate, codebook: Codebook, short_forms: Glossary) -> Key:
    """The key of a candidate before groups are joined."""
    facet = codebook.facet_of[candidate.facet]
    words = spelled_out(candidate.label, short_forms)
    words = words.replace(" ", "") if facet.item is ItemShape.NAME else without_cue(words, facet)
    return Key(candidate.facet, words, parent_words(candidate, facet, short_forms) if facet.containers else "")


def parent_words(candidate: Candidate, facet: Facet, short_forms: Glossary) -> str:
    """The folded words of a candidate's parent, "" when it has none."""
    return without_cue(spelled_out(candidate.parent, short_forms), facet) if candidate.parent else ""


def spelled_out(label: str, short_forms: Glossary) -> str:
    """The folded label in one spelling, abbreviations replaced by their long forms, a bracketed abbreviation dropped.

    Articles inside it go too: "handling a spectrum of errors" and "handling the spectrum of errors" are one.
    """
    bracketed = re.match(r"^(.*\S)\s*\(([A-Za-z/&.-]{2,10})\)$", label)
    if bracketed:
        label = bracketed[1]
    words = (_one_form(word, short_forms) for word in re.split(r"\s+", label.casefold()))
    folded = fold_label(" ".join(expand(tuple(words), short_forms)))
    return one_spelling(" ".join(word for word in folded.split() if word not in _ARTICLES) or folded)


def _one_form(word: str, short_forms: Glossary) -> str:
    """A plural abbreviation in the singular ("ICUs"); any other word as it is."""
    return word.removesuffix("s") if word.removesuffix("s") in short_forms else word


def without_cue(words: str, facet: Facet) -> str:
    """ "Site survey stage" and "site survey" are one stage: a last word that only names the facet is dropped."""
    *first, last = words.split() or [""]
    return " ".join(first) if len(first) >= 2 and last in facet.cues else words
