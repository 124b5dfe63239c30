"""The values of extract/: what one study reports under one facet, on which words.

In: nothing. Out: frozen values, made by extract.pipeline, read by synthesis and by everything after it.
Grounding is absolute: a Mention needs an anchor, and a Theme needs a mention.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from corpus.study import Anchor, StudyId

_NOT_PLURAL = ("ss", "us", "is")

ThemeId = NewType("ThemeId", str)  # "t" and ten hex digits, of study, facet, folded label and parent


class Evidence(StrEnum):
    """How the document shows a theme, strongest first; the order of definition is the order of strength."""

    LIST_ITEM = "list item"
    RUN_IN_HEADING = "run-in heading"
    ENUMERATION = "enumeration"
    TABLE_CELL = "table cell"
    HEADING = "heading"
    SUCH_AS = "such as"
    DEFINITION = "definition"
    LEXICON = "lexicon"
    PHRASE = "phrase"
    REVIEWER = "reviewer"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Evidence).index(self)


class Polarity(StrEnum):
    """What a mention does with its theme. A denied mention is never support."""

    ASSERTS = "asserts"
    DENIES = "denies"
    HEDGES = "hedges"


class Basis(StrEnum):
    """Whether a mention stands among the study's results, or among what it tells before them."""

    FINDING = "finding"
    BACKGROUND = "background"


class RelationKind(StrEnum):
    """How two themes of one study belong together; read as "source KIND target"."""

    LEVEL_OF = "level of"
    PART_OF = "part of"
    ADDRESSES = "addresses"
    RESPONSIBLE_FOR = "responsible for"
    USED_IN = "used in"


class Status(StrEnum):
    """What reviewers have said of a theme or concept."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a study shows a theme.

    anchor: the quote, a sentence or list item, trimmed at seams so that it stands verbatim in the file.
    surface: the form of the label as written there. section: title of the innermost section, "" at the top.
    cites: keys of the references that the mention rests on, which its sentence, list item or table row points at.
    reasons: in words that a person reads. basis: finding, or background (introduction, related work, method).
    attributed_to: keys of the references of the works whose statement the study reports here; () when it speaks for
    itself.
    """

    anchor: Anchor
    quote: str
    surface: str
    evidence: Evidence
    polarity: Polarity = Polarity.ASSERTS
    section: str = ""
    cites: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    basis: Basis = Basis.FINDING
    attributed_to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.quote) != self.anchor.end - self.anchor.start:
            raise ValueError(f"a quote of {len(self.quote)} characters does not fill {self.anchor}")


@dataclass(frozen=True, slots=True)
class Theme:
    """What one study reports under one facet.

    label: short clean form. definition: the study's own words, "" when none. mentions: best first, never empty.
    parent: the theme that holds this one (the maturity model of a level), of the same study. order: position under the
    parent or in its list, from 0. contrast: names of the lists in which the study sets this theme beside others; two
    themes that share one are different for that study. confidence: 0 to 1.
    """

    id: ThemeId
    study: StudyId
    facet: str
    label: str
    mentions: tuple[Mention, ...]
    definition: str = ""
    parent: ThemeId | None = None
    order: int = 0
    contrast: frozenset[str] = frozenset()
    confidence: float = 1.0
    status: Status = Status.PROPOSED
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.mentions:
            raise ValueError(f"theme {self.label!r} of {self.study} has no mention: a theme must be grounded")

    @property
    def polarity(self) -> Polarity:
        """Asserts when any mention asserts, else hedges when any hedges, else denies."""
        found = {mention.polarity for mention in self.mentions}
        return next(p for p in (Polarity.ASSERTS, Polarity.HEDGES, Polarity.DENIES) if p in found)

    @property
    def basis(self) -> Basis:
        """Finding when any mention is."""
        found = any(mention.basis is Basis.FINDING for mention in self.mentions)
        return Basis.FINDING if found else Basis.BACKGROUND

    @property
    def attributed_to(self) -> tuple[str, ...]:
        """The works that all mentions are reported of; () when the study says the theme anywhere in its own voice."""
        if not all(mention.attributed_to for mention in self.mentions):
            return ()
        return tuple(dict.fromkeys(key for mention in self.mentions for key in mention.attributed_to))

    @property
    def cites(self) -> tuple[str, ...]:
        """The references that its mentions rest on, each once, best mention first."""
        return tuple(dict.fromkeys(key for mention in self.mentions for key in mention.cites))

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The forms as written, each once, best mention first."""
        return tuple(dict.fromkeys(mention.surface for mention in self.mentions))


def fold_label(label: str) -> str:
    """The form in which two labels are the same label: case, accents of compatibility, "&", signs and plurals folded.

    >>> fold_label("The Data Engineers & data-Providers")
    'data engineer and data provider'
    """
    words = re.sub(r"[^\w]+|_", " ", unicodedata.normalize("NFKC", label).casefold().replace("&", " and ")).split()
    if len(words) > 1 and words[0] in ("a", "an", "the"):
        words = words[1:]
    return " ".join(
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")) else w for w in words
    )


def theme_id(study: str, facet: str, label: str, parent: str | None = None) -> ThemeId:
    """A name that depends on content alone, so that the same theme has the same id in every run."""
    key = "\x1f".join((study, facet, fold_label(label) or label, parent or ""))
    return ThemeId("t" + hashlib.sha256(key.encode()).hexdigest()[:10])


@dataclass(frozen=True, slots=True)
class Relation:
    """How a study joins two of its themes: "source KIND target", on the words at the anchor.

    source, target: of the same study, not the same theme. quote: the words at the anchor. reasons: for a person.
    """

    kind: RelationKind
    source: ThemeId
    target: ThemeId
    anchor: Anchor
    quote: str
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise ValueError(f"theme {self.source} cannot be {self.kind} itself")
        if len(self.quote) != self.anchor.end - self.anchor.start:
            raise ValueError(f"a quote of {len(self.quote)} characters does not fill {self.anchor}")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that became no theme. confidence: 0 to 1, as far as it had come. reason: in words, for a person."""

    study: StudyId
    facet: str
    label: str
    anchor: Anchor
    quote: str
    evidence: Evidence
    confidence: float
    reason: str


@dataclass(frozen=True)
class Extraction:
    """All that one study reports.

    themes: by facet, then first mention. scope: the facets that the study addresses at all, each with the words of the
    document that show it (a section title, a research question, a table caption, else the label of a theme).
    relations: by place of their anchors. rejected: candidates that became no theme, in reading order.
    """

    study: StudyId
    themes: tuple[Theme, ...]
    scope: tuple[tuple[str, str], ...]
    relations: tuple[Relation, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @property
    def facets(self) -> frozenset[str]:
        return frozenset(facet for facet, _ in self.scope)
