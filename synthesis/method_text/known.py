"""What a methods section is written from.

In: nothing. Out: Known and its parts, made by concord.tables.method_text out of what a knowledge base keeps and what
follows from it. Called by synthesis.method_text.sections.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Book:
    """A codebook in use. label: name and version. studies: how many are read with it. facets: their names, in order."""

    label: str
    studies: int
    facets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgedRound:
    """A blind round that was not withdrawn.

    blind: it is not finished, and nothing of its answers may be told. settled: answers that became decisions, None
    while it is blind. figures: by kind of question (kind, Krippendorff's alpha of all reviewers, None where it is
    undefined, its interval at 95 %, None where there is none, questions that two or more judged).
    """

    name: str
    blind: bool
    items: int
    reviewers: int
    settled: int | None
    figures: tuple[tuple[str, float | None, tuple[float, float] | None, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """How far reviews share primary studies. works: distinct ones. inclusions: by how many lists in all. corrected:
    under the usual assumption, None where it is undefined. span: over all assumptions. assumed: the usual one in words.
    """

    reviews: int
    works: int
    inclusions: int
    corrected: float | None
    band: str
    span: tuple[float, float] | None
    assumptions: int
    assumed: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A snapshot. day: "2026-01-31". hash: SHA-256 of its manifest."""

    name: str
    day: str
    hash: str


@dataclass(frozen=True, slots=True)
class Known:
    """Counts of everything, and the settings that it was made under.

    program: version of Concord that the documents are read with. formats: documents by format. years: of the first
    and last study that has one. coverage: the lowest share of a file's letters and digits that its text holds.
    unreadable: documents that are kept and cannot be read, and studies that were given up. chosen: whether a person
    chose the codebook; else each study's own words did. translations: by relation, each pair once in each
    direction. concepts: by verdict. shared: concepts that two studies or more support. merged_from: log-odds that
    groups of themes join above. ties: by kind, of studies that rest on each other, counted once each.
    contradictions: by standing. decided: decisions in force by kind; taken_back: how many hold no more. reviewers:
    how many of those in force each has taken. coded: studies that people coded blind, by person; assessed: findings
    with a level of confidence. imports: how many, and the decisions of them that hold. adoptions: of codebooks and
    of programs after the first.
    """

    program: str
    studies: int = 0
    documents: int = 0
    formats: Mapping[str, int] = field(default_factory=dict)
    years: tuple[int, int] | None = None
    coverage: float | None = None
    unreadable: int = 0
    chosen: bool = False
    books: tuple[Book, ...] = ()
    themes: int = 0
    rejected: int = 0
    quotes: int = 0
    translations: Mapping[str, int] = field(default_factory=dict)
    concepts: Mapping[str, int] = field(default_factory=dict)
    shared: int = 0
    merged_from: float = 0.0
    ties: Mapping[str, int] = field(default_factory=dict)
    overlap: Shared | None = None
    contradictions: Mapping[str, int] = field(default_factory=dict)
    reviewers: Mapping[str, int] = field(default_factory=dict)
    decided: Mapping[str, int] = field(default_factory=dict)
    taken_back: int = 0
    rounds: tuple[JudgedRound, ...] = ()
    coded: Mapping[str, int] = field(default_factory=dict)
    assessed: Mapping[str, int] = field(default_factory=dict)
    imports: tuple[int, int] = (0, 0)
    adoptions: Mapping[str, int] = field(default_factory=dict)
    snapshots: tuple[Frozen, ...] = ()
