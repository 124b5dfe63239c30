"""One theme of several candidates.

In: the candidates of every document of a study, with their readings. Out: themes with mentions, parents and contrasts.
Called by extract.pipeline. Candidates are one theme when their labels fold to the same words, the abbreviations of the
study spelled out; under a facet with containers the parent must be the same too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.study import Anchor, StudyId
from extract.abbreviations import Glossary, expand
from extract.candidate import Candidate
from extract.codebook import Codebook, Facet, ItemShape
from extract.language import Reading
from extract.polarity import polarity_of
from extract.quotes import quote_span
from extract.theme import Evidence, Mention, Polarity, Theme, ThemeId, fold_label, theme_id

LEAST_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with the reading that it was found in."""

    reading: Reading
    section: str
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class _Key:
    facet: str
    words: str
    parent: str = ""


def consolidate(
    study: StudyId,
    found: Sequence[Found],
    codebook: Codebook,
    short_forms: Glossary,
    addressed: frozenset[str] = frozenset(),
) -> tuple[Theme, ...]:
    """The themes of a study, by facet of the codebook, then by first place.

    Args:
        found: candidates in reading order, the best rendition first. short_forms: what abbreviations stand for.
        addressed: facets that headings, captions or research questions name; a phrase of running text under any other
            facet counts half, unless stronger evidence or more than three labels show that the study speaks of it.
    """
    groups: dict[_Key, list[Found]] = defaultdict(list)
    for one in _uncovered(found):
        if not _is_of_research(one.candidate, codebook):
            groups[_key(one.candidate, codebook, short_forms)].append(one)
    groups = _absorb_qualified(groups)
    phrases = Counter(key.facet for key in groups)
    stronger = {one.candidate.facet for one in found if one.candidate.evidence is not Evidence.PHRASE}
    spoken = addressed | stronger | {facet for facet, count in phrases.items() if count > 3}
    kept = {key: members for key, members in groups.items() if _confidence(members, spoken) >= LEAST_CONFIDENCE}
    shared = _contrasts(kept)
    labels = {key: _label(members) for key, members in kept.items()}
    # A level is named with its model; other ids leave the parent out, so that a new parent renames nothing.
    ids = {key: theme_id(study, key.facet, labels[key], key.parent or None) for key in kept}
    themes: dict[ThemeId, Theme] = {}
    for key, members in kept.items():
        parent = _parent_key(members, kept, codebook, short_forms)
        above = ids.get(parent) if parent else None
        sure = _confidence(members, spoken)
        theme = _theme(study, key, members, labels[key], ids[key], above, shared[key], sure)
        themes.setdefault(theme.id, theme)
    order = {facet.name: i for i, facet in enumerate(codebook.facets)}
    first = {ids[key]: i for i, key in reversed(list(enumerate(kept)))}
    return tuple(sorted(themes.values(), key=lambda t: (order[t.facet], first[t.id], t.id)))


def _uncovered(found: Sequence[Found]) -> list[Found]:
    """Without phrases of running text that lie inside a longer label of stronger evidence at the same place."""
    spans: dict[tuple[str, str, int], list[tuple[int, int]]] = defaultdict(list)
    for one in found:
        if one.candidate.evidence is not Evidence.PHRASE:
            c = one.candidate
            spans[one.reading.document.id, c.facet, c.block].append((c.start, c.end))

    def covered(one: Found) -> bool:
        c = one.candidate
        around = spans[one.reading.document.id, c.facet, c.block]
        return c.evidence is Evidence.PHRASE and any(
            a <= c.start and c.end <= b and b - a > c.end - c.start for a, b in around
        )

    return [one for one in found if not covered(one)]


def _is_of_research(candidate: Candidate, codebook: Codebook) -> bool:
    """A database or program with which the research itself was done, under a facet whose items are names."""
    facet = codebook.facet_of[candidate.facet]
    if facet.item is not ItemShape.NAME:
        return False
    return fold_label(candidate.label) in {fold_label(name) for name in codebook.parts.research_tools}


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


def _key(candidate: Candidate, codebook: Codebook, short_forms: Glossary) -> _Key:
    facet = codebook.facet_of[candidate.facet]
    words = spelled_out(candidate.label, short_forms)
    if facet.item is ItemShape.NAME:
        words = words.replace(" ", "")
    else:
        words = _without_cue(words, facet)
    parent = (
        _without_cue(spelled_out(candidate.parent, short_forms), facet) if facet.containers and candidate.parent else ""
    )
    return _Key(candidate.facet, words, parent)


def _without_cue(words: str, facet: Facet) -> str:
    """ "Site survey stage" and "site survey" are one stage: a last word that only names the facet is dropped."""
    *first, last = words.split()
    return " ".join(first) if len(first) >= 2 and last in facet.cues else words


def _absorb_qualified(groups: dict[_Key, list[Found]]) -> dict[_Key, list[Found]]:
    """A phrase that only qualifies a stronger label ("experienced data steward") joins that label's theme."""
    strong = {k for k, members in groups.items() if any(m.candidate.evidence is not Evidence.PHRASE for m in members)}
    merged: dict[_Key, list[Found]] = defaultdict(list)
    for key, members in groups.items():
        target = key
        if key not in strong:
            words = key.words.split()
            for cut in range(1, len(words) - 1):
                shorter = _Key(key.facet, " ".join(words[cut:]), key.parent)
                if shorter in strong and _only_adjectives(members[0], cut):
                    target = shorter
                    break
        merged[target] += members
    return merged


def _only_adjectives(found: Found, count: int) -> bool:
    passage = found.reading.passages.get(found.candidate.block)
    if passage is None:
        return False
    tokens = passage.tokens(found.candidate.start, found.candidate.end)
    return all(t.pos_ in ("ADJ", "ADV", "VERB") for t in tokens[:count])


def _confidence(members: Iterable[Found], spoken: Collection[str]) -> float:
    """Chance that one of the places is right, places in one block counted once: 1 - prod(1 - c)."""
    best: dict[tuple[str, int], float] = {}
    for one in members:
        place = (one.reading.document.id, one.candidate.block)
        unspoken = one.candidate.evidence is Evidence.PHRASE and one.candidate.facet not in spoken
        best[place] = max(best.get(place, 0.0), one.candidate.confidence / (1 + unspoken))
    doubt = 1.0
    for confidence in best.values():
        doubt *= 1 - confidence
    return round(1 - doubt, 4)


def _label(members: Sequence[Found]) -> str:
    """The lexicon's label where the study writes it so, else its form; else the label of the strongest evidence.

    Of several, the most frequent, then the shortest.
    """
    known = [one for one in members if one.candidate.evidence is Evidence.LEXICON]
    if known:
        written = Counter(_written(one) for one in known)
        label = known[0].candidate.label
        return label if label in written else min(written, key=lambda form: (-written[form], -len(form), form))
    top = min(one.candidate.evidence.rank for one in members)
    counts = Counter(one.candidate.label for one in members if one.candidate.evidence.rank == top)
    return min(counts, key=lambda label: (-counts[label], len(label), label))


def _written(found: Found) -> str:
    return re.sub(r"\s+", " ", found.reading.document.text[found.candidate.start : found.candidate.end])


def _parent_key(
    members: Sequence[Found], kept: Mapping[_Key, object], codebook: Codebook, short_forms: Glossary
) -> _Key | None:
    for one in members:
        if one.candidate.parent:
            facet = codebook.facet_of[one.candidate.facet]
            words = _without_cue(spelled_out(one.candidate.parent, short_forms), facet)
            key = _Key(one.candidate.facet, words)
            if key in kept and key.words != _key(one.candidate, codebook, short_forms).words:
                return key
    return None


def _contrasts(kept: Mapping[_Key, Sequence[Found]]) -> dict[_Key, frozenset[str]]:
    """The lists in which a theme stands beside another one."""
    members_of: dict[str, set[_Key]] = defaultdict(set)
    for key, members in kept.items():
        for one in members:
            if one.candidate.container:
                members_of[f"{one.reading.document.id} {one.candidate.container.name}"].add(key)
    shared: dict[_Key, set[str]] = {key: set() for key in kept}
    for name, keys in members_of.items():
        if len(keys) > 1:
            for key in keys:
                shared[key].add(name)
    return {key: frozenset(names) for key, names in shared.items()}


def _theme(
    study: StudyId,
    key: _Key,
    members: Sequence[Found],
    label: str,
    id: ThemeId,
    parent: ThemeId | None,
    contrast: frozenset[str],
    confidence: float,
) -> Theme:
    ranked = sorted(enumerate(members), key=lambda pair: (pair[1].candidate.evidence.rank, pair[0]))
    mentions: dict[Anchor, Mention] = {}
    for _, one in ranked:
        mention = _mention(one)
        mentions.setdefault(mention.anchor, mention)
    best = ranked[0][1].candidate
    definition = next((one.candidate.definition for _, one in ranked if one.candidate.definition), "")
    ordered = sorted(mentions.values(), key=lambda m: (m.polarity is not Polarity.ASSERTS, m.evidence.rank))
    return Theme(
        id=id,
        study=study,
        facet=key.facet,
        label=label,
        mentions=tuple(ordered),
        definition=re.sub(r"\s+", " ", definition).strip(" .,;"),
        parent=parent if parent != id else None,
        order=best.order,
        contrast=contrast,
        confidence=confidence,
        reasons=tuple(dict.fromkeys(r for _, one in ranked for r in one.candidate.reasons))[:5],
    )


def _mention(found: Found) -> Mention:
    document, candidate = found.reading.document, found.candidate
    start, end = quote_span(document, candidate.quote, (candidate.start, candidate.end))
    passage = found.reading.passages.get(candidate.block)
    polarity = polarity_of(passage, candidate.start, candidate.end) if passage else Polarity.ASSERTS
    cites = [key for c in document.citations if start <= c.start < end for key in c.targets]
    return Mention(
        anchor=Anchor(document.id, start, end),
        quote=document.text[start:end],
        surface=document.text[candidate.start : candidate.end],
        evidence=candidate.evidence,
        polarity=polarity,
        section=found.section,
        cites=tuple(dict.fromkeys(cites)),
        reasons=candidate.reasons,
    )
