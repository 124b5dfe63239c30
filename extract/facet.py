"""The values of a codebook: facets with the words that tell them, and the words that tell the parts of a paper.

In: nothing. Out: frozen values, made by extract.codebook, read by scope and by every source of evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

_REASON = re.compile(r"\s*\([^()]*\)\s*$")


class ItemShape(StrEnum):
    """What the items of a facet look like, which decides how a label is cut out of a sentence."""

    NAME = "name"  # products, instruments, models: proper names
    NOUN_PHRASE = "noun phrase"  # roles, stages
    CLAUSE = "clause"  # challenges, solutions
    DEFINITION = "definition"  # a term with what the study says that it is


@dataclass(frozen=True, slots=True)
class Entry:
    """A term that is known beforehand. forms: other spellings.

    ambiguous: it is an ordinary word too, so the context must agree.
    """

    label: str
    forms: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class KnownConcept:
    """A concept that reviews of a field share, as a thesaurus (SKOS) has it; for the aligner, not for extraction.

    label: preferred. alt: other phrases for the same thing. broader: label of the concept of this facet that holds this
    one, "" for none. apart: labels of concepts that look alike and are others (`not` in the file).
    """

    label: str
    alt: tuple[str, ...] = ()
    broader: str = ""
    apart: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """All its names, the preferred one first."""
        return (self.label, *self.alt)


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind of theme, with everything that tells it.

    cues: nouns that name the facet ("challenge", "barrier"); a heading, lead-in or column that has one speaks of it.
    heading_cues: words that do so in a section title only ("future work").
    lead_in_cues: words after which items stand, in the sentence itself or in the list that it opens ("be address by").
    predicate_cues: words before which an item stands, as their subject ("be unknown", "be gain ground").
    weak_cues: nouns that do so only where a section or table already speaks of the facet ("level", "profile").
    beside: names of other facets in whose sections the weak cues count too (solutions stand among challenges).
    negative_cues: words of a heading, lead-in or column that say that it does not speak of this facet ("theoretical").
    head_words: last words of phrases that are items wherever they stand ("engineer", "nurse").
    phrase_cues: openings that belong to the item which they open ("lack of trained staff").
    topic_cues: openings before the item ("the difficulty of hiring staff"); what follows must be a doing.
    verbs: what is done with items ("use"); their objects are items in a section that speaks of the facet.
    subject_verbs: what items do, or what is done with them: their subjects are items in a section on the facet.
    containers: nouns that name a scale or model whose levels are the items ("maturity model").
    negative: labels that are never items. patterns: regular expressions whose match is an item.
    questions: in a section that speaks of the facet, questions are items. singular: labels are put in the singular.
    include, exclude: examples for human coders;
    the excluded ones are never items. concepts: what the aligner knows to be one thing, in the order of the file.
    """

    name: str
    title: str
    plural: str
    definition: str
    item: ItemShape = ItemShape.NOUN_PHRASE
    cues: tuple[str, ...] = ()
    heading_cues: tuple[str, ...] = ()
    lead_in_cues: tuple[str, ...] = ()
    predicate_cues: tuple[str, ...] = ()
    weak_cues: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    negative_cues: tuple[str, ...] = ()
    head_words: tuple[str, ...] = ()
    phrase_cues: tuple[str, ...] = ()
    topic_cues: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    subject_verbs: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    lexicon: tuple[Entry, ...] = ()
    singular: bool = False
    questions: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    concepts: tuple[KnownConcept, ...] = ()

    @property
    def excluded(self) -> tuple[str, ...]:
        """The labels of the examples that are to be left out, without the reasons in brackets behind them."""
        return tuple(label for example in self.exclude if (label := _REASON.sub("", example).strip()))

    def __hash__(self) -> int:
        """By name alone, because caches that go by facet ask for it at every lookup."""
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Parts:
    """Words of section titles that tell the parts of a paper, as lemmas, and sentence words of the research itself.

    protocol: how the study was made; background: what others knew; back: references, appendices, lists of contents.
    research: words of a sentence that speaks about the making of the study ("search string").
    research_tools: names of databases and programs that serve the research itself and are no findings.
    """

    protocol: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    research: tuple[str, ...] = ()
    research_tools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """The facets of a review in a fixed order, and the words that tell the parts of a paper.

    field: phrases of which a study must use one before the codebook is taken for it unasked; () asks for none.
    """

    name: str
    version: str
    title: str
    facets: tuple[Facet, ...]
    parts: Parts
    field: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By name alone, because caches that go by codebook ask for it at every lookup."""
        return hash((self.name, self.version))

    @property
    def label(self) -> str:
        """Name and version, as themes say with which codebook they were made."""
        return f"{self.name} {self.version}"

    @cached_property
    def facet_of(self) -> dict[str, Facet]:
        return {facet.name: facet for facet in self.facets}
