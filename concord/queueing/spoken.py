"""What reviewers have spoken of already, as the themes of now.

In: decisions in force, themes as extracted and as they are. Out: a Spoken. Called by concord.queueing.waiting,
so that nobody is asked what has been answered, also after a new extraction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from extract.theme import Theme, ThemeId, fold_label
from synthesis.decisions import Address, Decision, Kind, find_theme

_ON_THEMES = (Kind.ACCEPT, Kind.REJECT, Kind.MERGE, Kind.SPLIT, Kind.RELATE, Kind.ADD)
_ON_ONE = (Kind.RENAME, Kind.MOVE)  # say that a theme is one, unless they speak of a concept
_ON_PAIRS = (Kind.MERGE, Kind.SPLIT, Kind.RELATE)


class Spoken:
    """themes: that somebody has judged. pairs: of themes that somebody has joined, parted or related, sorted."""

    def __init__(self, decisions: Iterable[Decision], extracted: Iterable[Theme], now: Iterable[Theme]) -> None:
        """extracted: with the labels that decisions know. now: with those that decisions gave, and with added ones."""
        self._extracted, self._now = _by_study(extracted), _by_study(now)
        self._named: dict[str, dict[tuple[str, str], ThemeId]] = {}
        self.themes: set[ThemeId] = set()
        self.pairs: set[tuple[ThemeId, ThemeId]] = set()
        for decision in decisions:
            if decision.kind in (*_ON_THEMES, *_ON_ONE):
                self._take(decision)

    def _take(self, decision: Decision) -> None:
        found = [id for address in decision.themes if (id := self.found(address)) is not None]
        if decision.kind in _ON_THEMES or not decision.concept:
            self.themes.update(found)
        if decision.kind in _ON_PAIRS:
            self.pairs.update((a, b) if a < b else (b, a) for a, b in combinations(found, 2))

    def found(self, address: Address) -> ThemeId | None:
        """The theme that an address speaks of, by its name, else by its quote."""
        named, name = self._names(address.study), (address.facet, fold_label(address.label))
        if name not in named:
            own = self._now.get(address.study)
            found = find_theme(address, own) if own else None
            if found is None:
                return None
            named[name] = found
        return named[name]

    def _names(self, study: str) -> dict[tuple[str, str], ThemeId]:
        """The themes of a study by facet and label; the extracted label wins where a later one took its name."""
        if study not in self._named:
            own = (*self._now.get(study, ()), *self._extracted.get(study, ()))
            self._named[study] = {(theme.facet, fold_label(theme.label)): theme.id for theme in own}
        return self._named[study]


def _by_study(themes: Iterable[Theme]) -> dict[str, list[Theme]]:
    found: dict[str, list[Theme]] = defaultdict(list)
    for theme in themes:
        found[theme.study].append(theme)
    return dict(found)
