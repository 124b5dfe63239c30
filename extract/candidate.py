"""What a source of evidence proposes: a label for a facet at a place, with the words that show it.

In: nothing. Out: frozen values, made by extract.sources, joined into themes by extract.consolidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.theme import Evidence


@dataclass(frozen=True, slots=True)
class Container:
    """The list, table or series that holds a candidate.

    name: unique in the document ("list at 1204"). model: label and place of the scale whose levels these are, when the
    words before the list name one; start, end: the span of those words.
    """

    name: str
    model: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed mention. start, end: the label as written; quote: the span of the words that ground it.

    parent: label of the theme of the same facet that holds this one, "" when none. order: place in its container.
    rejected: why the source itself does not hold with it, in words for a person; "" when it does. A rejected candidate
    becomes no theme, but a reviewer can see it and take it.
    """

    facet: str
    label: str
    start: int
    end: int
    quote: tuple[int, int]
    evidence: Evidence
    confidence: float
    block: int
    reasons: tuple[str, ...]
    definition: str = ""
    container: Container | None = None
    parent: str = ""
    order: int = 0
    rejected: str = ""


ABOUT_METHOD = "the sentence speaks of how the study was made"
EXPLAINS = "a sentence that explains it"  # of an item that other words show


def in_method(title: str) -> str:
    """The reason to reject what stands in a section that tells how the study was made."""
    return f"in the section “{title}”, which tells how the study was made"


def set_aside(candidates: Iterable[Candidate], why: str) -> Iterator[Candidate]:
    """The candidates with a reason to reject them; as they are when there is none ("")."""
    return (replace(c, rejected=c.rejected or why) for c in candidates) if why else iter(candidates)
