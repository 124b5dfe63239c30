"""What filters ask of entries, as arrays over all of them, so that a filter is one comparison.

In: entries, and the studies with their years. Out: for a filter that was looked up, which entries it holds of. Called
by concord.search and concord.finding.counting. A concept is of each study whose themes it holds; a theme has support
and verdict of its concept; a study has the facets under which it reports anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from concord.finding.entries import Entry
from concord.query import Filter, Range
from concord.query.fields import KINDS
from extract.theme import Evidence, Polarity, Status
from synthesis.concept import Verdict

Mask = NDArray[np.bool_]
Codes = NDArray[np.int32]
NAMES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "status": tuple(map(str, Status)),
    "polarity": tuple(map(str, Polarity)),
    "evidence": tuple(map(str, Evidence)),
    "verdict": tuple(map(str, Verdict)),
}


class Columns:
    """codes: of each entry by field, -1 where it has none; names: what the codes of a field mean.

    pairs: (entries, studies) of the concepts; study_facets: bool of shape (studies, facets); support: number of
    studies, -1 without a concept; effective: [low, high] of shape (entries, 2), nan without a concept.
    """

    def __init__(self, entries: Sequence[Entry], years: Mapping[str, int | None]) -> None:
        self.size = len(entries)
        facets = tuple(dict.fromkeys(entry.facet for entry in entries if entry.facet))
        self.names: dict[str, tuple[str, ...]] = {**NAMES, "facet": facets, "study": tuple(years)}
        self.years = np.asarray([np.nan if year is None else year for year in years.values()], np.float64)
        read: dict[str, Callable[[Entry], str]] = {
            "kind": lambda entry: entry.kind,
            "facet": lambda entry: entry.facet,
            "study": lambda entry: entry.study,
            "status": lambda entry: entry.status,
            "polarity": lambda entry: entry.theme.polarity if entry.theme else "",
            "evidence": lambda entry: entry.theme.mentions[0].evidence if entry.theme else "",
            "verdict": lambda entry: entry.concept.verdict if entry.concept else "",
        }
        self.codes: dict[str, Codes] = {field: self._coded(entries, field, of) for field, of in read.items()}
        self.pairs = self._of_concepts(entries)
        self.study_facets = self._reported(entries)
        concepts = [entry.concept for entry in entries]
        self.support = np.asarray([-1 if c is None else c.support.studies for c in concepts], np.int32)
        nothing = (np.nan, np.nan)
        effective = [nothing if c is None else c.support.effective for c in concepts]
        self.effective = np.asarray(effective, np.float64).reshape(-1, 2)

    def mask(self, asked: Filter) -> Mask:
        """Of which entries a filter holds, shape (entries,); its facets and studies are whole names."""
        held = np.zeros(self.size, np.bool_)
        for value in asked.values:
            held |= self._numbered(asked.field, value) if isinstance(value, Range) else self._named(asked.field, value)
        return ~held if asked.excluded else held

    def has(self, field: str, name: str) -> Mask:
        """Which entries have a value themselves, shape (entries,)."""
        names = self.names[field]
        held: Mask = self.codes[field] == (names.index(name) if name in names else -2)
        return held

    def _named(self, field: str, value: str) -> Mask:
        if value not in self.names[field]:
            return np.zeros(self.size, np.bool_)
        number = self.names[field].index(value)
        if field == "study":
            chosen = np.zeros(len(self.names["study"]), np.bool_)
            chosen[number] = True
            return self._of_studies(chosen)
        held = self.has(field, value)
        if field == "facet":
            held |= self.is_kind("study") & self.study_facets[self.codes["study"], number]
        return held

    def _numbered(self, field: str, asked: Range) -> Mask:
        if field == "year":
            return self._of_studies(_within(self.years, self.years, asked))
        if field == "support":
            return (self.support >= 0) & _within(self.support, self.support, asked)
        return _within(self.effective[:, 0], self.effective[:, 1], asked)

    def _of_studies(self, chosen: Mask) -> Mask:
        """Entries of any of the chosen studies. chosen: shape (studies,)."""
        of = self.codes["study"]
        held: Mask = (of >= 0) & chosen[of] if len(chosen) else np.zeros(self.size, np.bool_)
        entries, studies = self.pairs
        held[entries[chosen[studies]]] = True
        return held

    def is_kind(self, kind: str) -> Mask:
        """Which entries are of a kind, shape (entries,)."""
        held: Mask = self.codes["kind"] == KINDS.index(kind)
        return held

    def _coded(self, entries: Iterable[Entry], field: str, of: Callable[[Entry], str]) -> Codes:
        number = {name: code for code, name in enumerate(self.names[field])}
        return np.asarray([number.get(of(entry), -1) for entry in entries], np.int32)

    def _of_concepts(self, entries: Sequence[Entry]) -> tuple[Codes, Codes]:
        place = {entry.id: number for number, entry in enumerate(entries) if entry.kind == "concept"}
        study = {id: code for code, id in enumerate(self.names["study"])}
        themes = ((e.concept.id, e.study) for e in entries if e.kind == "theme" and e.concept and e.study in study)
        found = sorted({(place[concept], study[of]) for concept, of in themes})
        pairs = np.asarray(found, np.int32).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def _reported(self, entries: Sequence[Entry]) -> Mask:
        found = np.zeros((len(self.names["study"]), len(self.names["facet"])), np.bool_)
        rejected = NAMES["status"].index(Status.REJECTED)
        live = (self.codes["kind"] == KINDS.index("theme")) & (self.codes["status"] != rejected)
        live &= self.codes["study"] >= 0
        found[self.codes["study"][live], self.codes["facet"][live]] = True
        return found


def _within(low: NDArray[np.float64] | Codes, high: NDArray[np.float64] | Codes, asked: Range) -> Mask:
    """Where all from low to high is in the range; nowhere for nan."""
    held: Mask = ~np.isnan(low.astype(np.float64))
    if asked.low is not None:
        held &= (low > asked.low) if asked.above else (low >= asked.low)
    if asked.high is not None:
        held &= (high < asked.high) if asked.below else (high <= asked.high)
    return held
