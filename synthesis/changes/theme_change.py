"""What another extraction of the same studies finds otherwise, study by study: themes new, gone, moved, relabelled.

In: the themes of two extractions, before any decision. Out: a StudyChange for each study that is read otherwise. Called
by concord.parts.adopting, before another codebook or another program is put in force. Words that both found are one
theme under two names, not one that went and another one that came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.study import StudyId
from extract.theme import Mention, Theme, ThemeId

Pair = tuple[Theme, Theme]  # before, after
_SAME_WORDS = 0.5  # share of the shorter quote that two quotes have in common, to be the same words


@dataclass(frozen=True, slots=True)
class StudyChange:
    """How one study is read otherwise; each in the order of the extraction that it is of, pairs in that of the later.

    moved: the same words under another facet. relabelled: the same words under the same facet and another label.
    before, after: how many themes the study has.
    """

    study: StudyId
    before: int
    after: int
    new: tuple[Theme, ...] = ()
    gone: tuple[Theme, ...] = ()
    moved: tuple[Pair, ...] = ()
    relabelled: tuple[Pair, ...] = ()


def theme_changes(before: Iterable[Theme], after: Iterable[Theme]) -> tuple[StudyChange, ...]:
    """The studies whose themes are other ones, by id. Themes are the same where study, facet and label are."""
    earlier, later = _by_study(before), _by_study(after)
    found = [_change(study, earlier.get(study, []), later.get(study, [])) for study in sorted({*earlier, *later})]
    return tuple(change for change in found if change.new or change.gone or change.moved or change.relabelled)


def _by_study(themes: Iterable[Theme]) -> dict[StudyId, list[Theme]]:
    found: dict[StudyId, list[Theme]] = defaultdict(list)
    for theme in themes:
        found[theme.study].append(theme)
    return found


def _change(study: StudyId, before: list[Theme], after: list[Theme]) -> StudyChange:
    was, becomes = {theme.id for theme in before}, {theme.id for theme in after}
    gone = [theme for theme in before if theme.id not in becomes]
    new = [theme for theme in after if theme.id not in was]
    becoming = _pairs(gone, new)
    came = set(becoming.values())
    old = {theme.id: theme for theme in gone}
    came_from = {there: old[here] for here, there in becoming.items()}
    pairs = [(came_from[theme.id], theme) for theme in new if theme.id in came]
    return StudyChange(
        study,
        len(before),
        len(after),
        tuple(theme for theme in new if theme.id not in came),
        tuple(theme for theme in gone if theme.id not in becoming),
        tuple(pair for pair in pairs if pair[0].facet != pair[1].facet),
        tuple(pair for pair in pairs if pair[0].facet == pair[1].facet),
    )


def _pairs(gone: list[Theme], new: list[Theme]) -> dict[ThemeId, ThemeId]:
    """Themes that went to those that stand on the same words now, each at most once; one facet and most words first."""
    ranked = sorted(
        (one.facet != other.facet, -shared, one.id, other.id)
        for one in gone
        for other in new
        if (shared := _shared(one.mentions[0], other.mentions[0])) >= _SAME_WORDS
    )
    found: dict[ThemeId, ThemeId] = {}
    for _, _, here, there in ranked:
        if here not in found and there not in found.values():
            found[here] = there
    return found


def _shared(one: Mention, other: Mention) -> float:
    """Share of the shorter of two quotes that both hold, 0 to 1; by their words where the text was read otherwise."""
    if one.quote.split() == other.quote.split():
        return 1.0
    here, there = one.anchor, other.anchor
    if here.document != there.document:
        return 0.0
    both = min(here.end, there.end) - max(here.start, there.start)
    return max(both, 0) / min(here.end - here.start, there.end - there.start)
