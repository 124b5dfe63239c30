"""The words of a codebook found among lemmas.

In: a Codebook. Out: cues, in order of place. Called by extract.scope, which knows where the lemmas stand. The tables
are made once a codebook, and not once a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

from extract.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Cue:
    """A facet named by words. position: index of the first word among the lemmas; weak: counts only in context."""

    facet: str
    words: str
    position: int
    weak: bool = False


CueRow: TypeAlias = tuple[tuple[str, ...], str, bool]  # words, facet, weak
CueTable: TypeAlias = dict[str, tuple[CueRow, ...]]  # rows by the first word of their cue


@dataclass(frozen=True, eq=False)
class Cues:
    """All that a codebook's words can tell of lemmas."""

    codebook: Codebook

    @cached_property
    def _cue_table(self) -> CueTable:
        return _by_first_word(
            [
                (tuple(cue.split()), facet.name, weak)
                for facet in self.codebook.facets
                for weak, cues in ((False, facet.cues), (True, facet.weak_cues))
                for cue in cues
            ]
        )

    @cached_property
    def _near(self) -> dict[str, frozenset[str]]:
        """By the facet of a section, the facets whose weak cues count in it."""
        facets = self.codebook.facets
        return {f.name: frozenset((f.name, *(g.name for g in facets if f.name in g.beside))) for f in facets}

    @cached_property
    def _heading_table(self) -> CueTable:
        cues = [(f.name, cue) for f in self.codebook.facets for cue in f.heading_cues if " ... " not in cue]
        return _by_first_word([(tuple(cue.split()), facet, False) for facet, cue in cues])

    @cached_property
    def _gaps(self) -> tuple[tuple[str, str, list[str], list[str]], ...]:
        """(facet, cue, words before the gap, words behind it) of every heading cue with a gap."""
        cues = [(f.name, cue) for f in self.codebook.facets for cue in f.heading_cues if " ... " in cue]
        halves = [cue.partition(" ... ") for _, cue in cues]
        return tuple((*cue, a.split(), b.split()) for cue, (a, _, b) in zip(cues, halves, strict=True))

    @cached_property
    def _lead_in_table(self) -> CueTable:
        return _by_first_word([(tuple(c.split()), f.name, False) for f in self.codebook.facets for c in f.lead_in_cues])

    @cached_property
    def _predicate_table(self) -> CueTable:
        facets = self.codebook.facets
        return _by_first_word([(tuple(c.split()), f.name, False) for f in facets for c in f.predicate_cues])

    @cached_property
    def _denials(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(facet, words) of every negative cue."""
        return tuple((f.name, tuple(cue.split())) for f in self.codebook.facets for cue in f.negative_cues)

    def cues(self, words: Sequence[str], context: str | None = None) -> list[Cue]:
        """All cues among lemmas, in order of place; weak ones for the facet of the context and those beside it only.

        Where two overlap the longer one wins ("maturity level", not "level"). A facet that a negative cue among the
        words denies has none.
        """
        return self.admitted(_matches(self._cue_table, words, self._near.get(context or "", frozenset())), words)

    def lead_in_cues(self, words: Sequence[str]) -> list[Cue]:
        """The cues among lemmas after which items stand ("can be address by"), in order of place."""
        return self.admitted(_matches(self._lead_in_table, words, frozenset()), words)

    def gapped(self, words: Sequence[str]) -> list[Cue]:
        """The heading cues with a gap ("how ... proceed") that a title holds; the gap takes one word to six."""
        found = []
        for facet, cue, start, end in self._gaps:
            if start[0] not in words or end[0] not in words:
                continue
            for i in range(len(words) - len(start) - len(end)):
                if list(words[i : i + len(start)]) == start and any(
                    list(words[j : j + len(end)]) == end for j in range(i + len(start) + 1, i + len(start) + 7)
                ):
                    found.append(Cue(facet, cue, i))
        return found

    def predicate_cues(self, words: Sequence[str]) -> list[Cue]:
        """The cues among lemmas that are said of an item ("be unknown"), in order of place."""
        return self.admitted(_matches(self._predicate_table, words, frozenset()), words)

    def admitted(self, found: list[Cue], words: Sequence[str]) -> list[Cue]:
        if not found:
            return found
        denied = {facet for facet, cue in self._denials if cue[0] in words and holds(tuple(words), cue, whole=False)}
        return [cue for cue in found if cue.facet not in denied]

    def heading_cues(self, words: Sequence[str]) -> list[Cue]:
        """The cues of titles alone that have no gap, without regard to negative cues."""
        return _matches(self._heading_table, words, frozenset())

    def speaks_of_research(self, words: Sequence[str]) -> bool:
        """Whether the lemmas of a sentence speak about the making of the study itself."""
        cues = self._research_table
        return any(
            tuple(words[i : i + len(cue)]) == cue for i, word in enumerate(words) if word in cues for cue in cues[word]
        )

    @cached_property
    def _research_table(self) -> dict[str, list[tuple[str, ...]]]:
        """The words of the research itself, by their first word."""
        table: dict[str, list[tuple[str, ...]]] = {}
        for cue in self.codebook.parts.research:
            words = tuple(cue.split())
            table.setdefault(words[0], []).append(words)
        return table


@lru_cache(maxsize=8)
def cues_of(codebook: Codebook) -> Cues:
    """The cues of a codebook, their tables made when first asked for."""
    return Cues(codebook)


def _by_first_word(rows: Iterable[CueRow]) -> CueTable:
    """Rows by the first word of their cue, the longer cue before the shorter, the stronger before the weaker."""
    table: dict[str, list[CueRow]] = {}
    for row in sorted(rows, key=lambda row: (-len(row[0]), row[2])):
        table.setdefault(row[0][0], []).append(row)
    return {word: tuple(rows) for word, rows in table.items()}


def _matches(table: CueTable, words: Sequence[str], near: frozenset[str]) -> list[Cue]:
    """The rows whose words stand among lemmas, the longer ones first to take their place; in order of place.

    near: the facets whose weak cues count.
    """
    places = [(row, i) for i, word in enumerate(words) if word in table for row in table[word]]
    if not places:
        return []
    found: list[Cue] = []
    taken: set[int] = set()
    for (cue, facet, weak), i in sorted(places, key=lambda p: (-len(p[0][0]), p[0][2], p[1])):
        span = range(i, i + len(cue))
        if (weak and facet not in near) or tuple(words[i : i + len(cue)]) != cue or not taken.isdisjoint(span):
            continue
        found.append(Cue(facet, " ".join(cue), i, weak))
        taken.update(span)
    return sorted(found, key=lambda cue: cue.position)


def holds(words: tuple[str, ...], cue: Sequence[str], *, whole: bool) -> bool:
    """Whether lemmas hold a cue: as their whole (back matter is called by its name alone) or as a run."""
    if whole:
        return words[: len(cue)] == tuple(cue) and len(words) <= len(cue) + 2
    return any(tuple(words[i : i + len(cue)]) == tuple(cue) for i in range(len(words) - len(cue) + 1))
