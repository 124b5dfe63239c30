"""What the aligner reads of a theme.

In: themes of extract/, or the JSON records that `concord align` takes. Out: Term values. Called by
synthesis.translation.align, by synthesis.synthesise and by the command line. A Term has no anchors: the aligner judges
words, it does not ground them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BadInput
from extract.theme import Theme

_NEEDED = ("id", "study", "facet", "label")
_OPTIONAL = ("definition", "quote", "parent")


class Embedding(Protocol):
    """Texts to vectors: one row a text, float32, each row of length 1 (or all zeros for a text without known words)."""

    def __call__(self, texts: Sequence[str], /) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Term:
    """A theme as the aligner sees it.

    surfaces: forms as written, best first. parent: id of another term, or the label of a parent that is no term.
    contrast: names of the lists in which the study sets this term beside others of its own.
    """

    id: str
    study: str
    facet: str
    label: str
    surfaces: tuple[str, ...] = ()
    definition: str = ""
    quote: str = ""
    parent: str = ""
    contrast: frozenset[str] = frozenset()

    @classmethod
    def of(cls, theme: Theme) -> Term:
        """The term of a theme; its quote is that of the best mention."""
        return cls(
            id=theme.id,
            study=theme.study,
            facet=theme.facet,
            label=theme.label,
            surfaces=theme.surfaces,
            definition=theme.definition,
            quote=theme.mentions[0].quote,
            parent=theme.parent or "",
            contrast=theme.contrast,
        )


def terms_of_records(records: object) -> tuple[Term, ...]:
    """The terms of a JSON list [{"id", "study", "facet", "label", "definition"?, "quote"?, "parent"?}, ...].

    Raises:
        BadInput: it is no list of objects, a needed key is missing or no string, or two records share an id.
    """
    if not isinstance(records, list):
        raise BadInput("the input is not a JSON list of themes")
    terms = tuple(_term_of_record(place, record) for place, record in enumerate(records, start=1))
    _refuse_twins(terms)
    return terms


def _term_of_record(place: int, record: object) -> Term:
    if not isinstance(record, Mapping):
        raise BadInput(f"theme {place} is not a JSON object")
    for key in _NEEDED:
        if not isinstance(record.get(key), str) or not record[key].strip():
            raise BadInput(f"theme {place} has no {key!r} (a string that is not empty)")
    optional = {key: record.get(key) or "" for key in _OPTIONAL}
    for key, value in optional.items():
        if not isinstance(value, str):
            raise BadInput(f"theme {place}: {key!r} is not a string")
    return Term(
        id=record["id"],
        study=record["study"],
        facet=record["facet"],
        label=record["label"],
        definition=optional["definition"],
        quote=optional["quote"],
        parent=optional["parent"],
    )


def _refuse_twins(terms: Iterable[Term]) -> None:
    seen: set[str] = set()
    for term in terms:
        if term.id in seen:
            raise BadInput(f"two themes have the id {term.id!r}")
        seen.add(term.id)
