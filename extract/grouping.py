"""Which candidates of a study are one theme.

In: candidates with the readings that they were found in. Out: groups of them, each under a key. Called by
extract.consolidate. Candidates are one theme when their labels fold to the same words, the abbreviations of the study
spelled out; under a facet with containers the parent must be the same too.
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
from extract.language import Reading
from extract.theme import Evidence, fold_label


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


_RUNNING = (Evidence.PHRASE, Evidence.DEFINITION)  # what a sentence says in passing
_EMPTY = frozenset("a an the of in on for to with by from and or at".split())
Groups = dict[Key, list[Found]]


def grouped(found: Iterable[Found], codebook: Codebook, short_forms: Glossary) -> Groups:
    """Candidates by theme, in order of the first one of each."""
    groups: Groups = defaultdict(list)
    for one in found:
        groups[key_of(one.candidate, codebook, short_forms)].append(one)
    return _absorb_restated(_absorb_qualified(groups), codebook)


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
    """The folded label with abbreviations replaced by their long forms, and a bracketed abbreviation dropped."""
    bracketed = re.match(r"^(.*\S)\s*\(([A-Za-z/&.-]{2,10})\)$", label)
    if bracketed:
        label = bracketed[1]
    words = (_one_form(word, short_forms) for word in re.split(r"\s+", label.casefold()))
    return fold_label(" ".join(expand(tuple(words), short_forms)))


def _one_form(word: str, short_forms: Glossary) -> str:
    """A plural abbreviation in the singular ("ICUs"); any other word as it is."""
    return word.removesuffix("s") if word.removesuffix("s") in short_forms else word


def without_cue(words: str, facet: Facet) -> str:
    """ "Site survey stage" and "site survey" are one stage: a last word that only names the facet is dropped."""
    *first, last = words.split() or [""]
    return " ".join(first) if len(first) >= 2 and last in facet.cues else words


def _absorb_qualified(groups: Groups) -> Groups:
    """A phrase that only qualifies a stronger label ("experienced data steward") joins that label's theme."""
    strong = {k for k, members in groups.items() if any(m.candidate.evidence is not Evidence.PHRASE for m in members)}
    merged: Groups = defaultdict(list)
    for key, members in groups.items():
        target = key
        if key not in strong:
            words = key.words.split()
            for cut in range(1, len(words) - 1):
                shorter = Key(key.facet, " ".join(words[cut:]), key.parent)
                if shorter in strong and _only_adjectives(members[0], cut):
                    target = shorter
                    break
        merged[target] += members
    return merged


def _absorb_restated(groups: Groups, codebook: Codebook) -> Groups:
    """A phrase that says a stronger label shorter ("unclear rules" for "unclear rules on liability") joins its theme.

    One word alone joins only where a single label holds it. Roles and names differ by every word, so theirs are left
    alone.
    """
    strong: dict[str, list[tuple[frozenset[str], Key]]] = defaultdict(list)
    for key, members in groups.items():
        if any(m.candidate.evidence not in _RUNNING for m in members):
            strong[key.facet].append((_content(key.words), key))
    merged: Groups = defaultdict(list)
    for key, members in groups.items():
        facet = codebook.facet_of[key.facet]
        joins = facet.item is not ItemShape.NAME and not facet.singular and not facet.containers
        weak = joins and all(m.candidate.evidence in _RUNNING for m in members)
        merged[_restated(_content(key.words), strong[key.facet]) or key if weak else key] += members
    return merged


def _restated(words: frozenset[str], labels: list[tuple[frozenset[str], Key]]) -> Key | None:
    longer = [key for others, key in labels if words < others]
    return longer[0] if longer and (len(words) > 1 or len(longer) == 1) else None


def _content(words: str) -> frozenset[str]:
    return frozenset(words.split()) - _EMPTY


def _only_adjectives(found: Found, count: int) -> bool:
    passage = found.reading.passages.get(found.candidate.block)
    if passage is None:
        return False
    tokens = passage.tokens(found.candidate.start, found.candidate.end)
    return all(t.pos_ in ("ADJ", "ADV", "VERB") for t in tokens[:count])
