"""One theme of several candidates.

In: the candidates of every document of a study, with their readings. Out: themes with mentions, parents and contrasts,
and what was rejected with the reason. Called by extract.pipeline. Which candidates are one theme: extract.grouping.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.study import Anchor, StudyId
from extract.abbreviations import Glossary
from extract.codebook import Codebook
from extract.confidence import Features, Weights, confidence, features_of, least
from extract.grouping import Found, Groups, Key, grouped, key_of, parent_words
from extract.joining import RUNNING, joined
from extract.mentions import mention_of
from extract.rejecting import rejections, sifted
from extract.theme import Evidence, Mention, Polarity, Rejected, Theme, ThemeId, fold_label, theme_id
from extract.tidying import tidied


@dataclass(frozen=True, slots=True)
class Consolidated:
    """themes: by facet of the codebook, then by first place. rejected: in reading order.

    features: what the confidence of each theme was made from.
    """

    themes: tuple[Theme, ...]
    rejected: tuple[Rejected, ...]
    features: Mapping[ThemeId, Features]


def consolidate(
    study: StudyId,
    found: Sequence[Found],
    codebook: Codebook,
    short_forms: Glossary,
    addressed: frozenset[str] = frozenset(),
    weights: Weights | None = None,
) -> Consolidated:
    """The themes of a study, and the candidates that became none.

    Args:
        found: candidates in reading order, the best rendition first. short_forms: what abbreviations stand for.
        addressed: facets that headings, captions or research questions name; a phrase of running text under any other
            facet counts half, unless stronger evidence or more than three labels show that the study speaks of it.
        weights: how features make a confidence; None takes what the sources say.
    """
    found = tidied(found)
    sound, refused = sifted(found, codebook)
    groups, home = joined(grouped(sound, codebook, short_forms), codebook)
    phrases = Counter(key.facet for key in groups)
    stronger = {one.candidate.facet for one in sound if one.candidate.evidence not in RUNNING}
    spoken = addressed | stronger | {facet for facet, count in phrases.items() if count > 3}
    beside = _beside(groups)
    features = {
        key: features_of(members, codebook.facet_of[key.facet], spoken=key.facet in spoken, beside=beside[key])
        for key, members in groups.items()
    }
    sure = {key: confidence(features[key], weights) for key in groups}
    kept = {key: members for key, members in groups.items() if sure[key] >= least(weights)}
    labels = {key: _label(members) for key, members in kept.items()}
    # A level is named with its model; other ids leave the parent out, so that a new parent renames nothing.
    ids = {key: theme_id(study, key.facet, labels[key], key.parent or None) for key in kept}
    above = {key: _parent_key(members, kept, home, codebook, short_forms) for key, members in kept.items()}
    themes = _themes(study, kept, labels, ids, above, sure, codebook)
    doubtful = [
        (members[0], f"confidence {sure[key]:.2f} is below {least(weights):.2f}", sure[key])
        for key, members in groups.items()
        if key not in kept
    ]
    aside = [
        *((one, why, one.candidate.confidence) for one, why in refused),
        *doubtful,
        *_absorbed(kept, labels, sure),
    ]
    order = {id(one): place for place, one in enumerate(found)}
    aside.sort(key=lambda entry: order[id(entry[0])])
    taken = {(theme.facet, fold_label(theme.label)) for theme in themes}
    told = {ids[key]: features[key] for key in reversed(list(kept))}
    return Consolidated(themes, rejections(study, aside, taken), told)


def _absorbed(kept: Groups, labels: Mapping[Key, str], sure: Mapping[Key, float]) -> Iterable[tuple[Found, str, float]]:
    """The candidates whose labels went into a theme of another label."""
    for key, members in kept.items():
        for one in members:
            if fold_label(one.candidate.label) != fold_label(labels[key]):
                yield one, f"says the same as “{labels[key]}” and is absorbed into it", sure[key]


def _themes(
    study: StudyId,
    kept: Groups,
    labels: Mapping[Key, str],
    ids: Mapping[Key, ThemeId],
    above: Mapping[Key, Key | None],
    sure: Mapping[Key, float],
    codebook: Codebook,
) -> tuple[Theme, ...]:
    shared = _contrasts(kept)
    themes: dict[ThemeId, Theme] = {}
    for key, members in kept.items():
        parent = above[key]
        held_by = ids[parent] if parent else None
        theme = _theme(study, key, members, labels[key], ids[key], held_by, shared[key], sure[key])
        themes.setdefault(theme.id, theme)
    order = {facet.name: i for i, facet in enumerate(codebook.facets)}
    first = {ids[key]: i for i, key in reversed(list(enumerate(kept)))}
    return tuple(sorted(themes.values(), key=lambda t: (order[t.facet], first[t.id], t.id)))


def _label(members: Sequence[Found]) -> str:
    """The lexicon's label where the study writes it so, else its form; else the label of the strongest evidence.

    Of several, the most frequent, then the shortest. Where another one stops earlier ("fear of errors" beside "fear of
    errors among novices"), that one.
    """
    known = [one for one in members if one.candidate.evidence is Evidence.LEXICON]
    if known:
        written = Counter(_written(one) for one in known)
        label = known[0].candidate.label
        return label if label in written else min(written, key=lambda form: (-written[form], -len(form), form))
    top = min(one.candidate.evidence.rank for one in members)
    counts = Counter(one.candidate.label for one in members if one.candidate.evidence.rank == top)
    label = min(counts, key=lambda label: (-counts[label], len(label), label))
    others = {one.candidate.label for one in members if one.candidate.evidence not in RUNNING}
    begun = sorted(other for other in others if label.casefold().startswith(f"{other.casefold()} "))
    return min(begun, key=len, default=label)


def _written(found: Found) -> str:
    return re.sub(r"\s+", " ", found.reading.document.text[found.candidate.start : found.candidate.end])


def _parent_key(
    members: Sequence[Found],
    kept: Mapping[Key, object],
    home: Mapping[Key, Key],
    codebook: Codebook,
    short_forms: Glossary,
) -> Key | None:
    """The theme that a member's source names as its parent, wherever that was joined to."""
    for one in members:
        words = parent_words(one.candidate, codebook.facet_of[one.candidate.facet], short_forms)
        key = home.get(Key(one.candidate.facet, words), Key(one.candidate.facet, words))
        if words and key in kept and words != key_of(one.candidate, codebook, short_forms).words:
            return key
    return None


def _lists(groups: Mapping[Key, Sequence[Found]]) -> dict[str, set[Key]]:
    """The themes that stand in each list, table column or series."""
    members_of: dict[str, set[Key]] = defaultdict(set)
    for key, members in groups.items():
        for one in members:
            if one.candidate.container:
                members_of[f"{one.reading.document.id} {one.candidate.container.name}"].add(key)
    return members_of


def _beside(groups: Mapping[Key, Sequence[Found]]) -> dict[Key, int]:
    """How many others stand in the longest list that a theme stands in."""
    beside = dict.fromkeys(groups, 0)
    for keys in _lists(groups).values():
        for key in keys:
            beside[key] = max(beside[key], len(keys) - 1)
    return beside


def _contrasts(kept: Mapping[Key, Sequence[Found]]) -> dict[Key, frozenset[str]]:
    """The lists in which a theme stands beside another one."""
    shared: dict[Key, set[str]] = {key: set() for key in kept}
    for name, keys in _lists(kept).items():
        if len(keys) > 1:
            for key in keys:
                shared[key].add(name)
    return {key: frozenset(names) for key, names in shared.items()}


def _theme(
    study: StudyId,
    key: Key,
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
        mention = mention_of(one)
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
