"""A weighted net of words: how near two words are in general English, which are opposites, which is the wider.

In: the text that benchmarks/word_net.py distils from WordNet. Out: a WordNet value. Used by
synthesis.similarity.thesaurus. Rows are read when they are first asked for: a corpus needs a small part of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.errors import BadInput

_FIELDS = 4
Weighted = tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class WordNet:
    """rows: by stem, "neighbour:hundredths ..." TAB "opposite ..." TAB "wider ...", each sorted."""

    rows: Mapping[str, str]

    def near(self, one: str, other: str) -> float:
        """0 (nothing is known) to 0.99, symmetric; 1 for one stem."""
        return 1.0 if one == other else self._weights(one).get(other, 0.0)

    def opposed(self, one: str, other: str) -> bool:
        """Whether two stems are opposites; symmetric."""
        return other in self._field(one, 1)

    def wider(self, one: str) -> tuple[str, ...]:
        """The stems that name a wider thing in the leading sense of a stem, sorted."""
        return self._field(one, 2)

    @cached_property
    def neighbours(self) -> Mapping[str, Weighted]:
        """By stem, in order: its neighbours and how near they are, in order."""
        return {stem: tuple(sorted(self._weights(stem).items())) for stem in sorted(self.rows)}

    def _weights(self, one: str) -> dict[str, float]:
        found = self._read.get(one)
        if found is None:
            pairs = (entry.rsplit(":", 1) for entry in self._field(one, 0))
            found = self._read[one] = {other: int(hundredths) / 100 for other, hundredths in pairs}
        return found

    @cached_property
    def _read(self) -> dict[str, dict[str, float]]:
        return {}

    def _field(self, one: str, place: int) -> tuple[str, ...]:
        row = self.rows.get(one)
        return tuple(row.split("\t")[place].split()) if row else ()


def parse(name: str, text: str) -> WordNet:
    """The net of a text of lines stem TAB neighbours TAB opposites TAB wider words. Raises BadInput."""
    rows = dict(line.split("\t", 1) for line in text.splitlines() if "\t" in line)
    if not rows or any(row.count("\t") != _FIELDS - 2 for row in rows.values()):
        raise BadInput(f"{name}: is no word net (lines of {_FIELDS} fields with tabs between them).")
    return WordNet(rows)
