"""Rings of words and phrases that name one thing, and their file format.

In: the text of a rings file (TOML). Out: Ring values. Called by concord.resources and by whoever reads the words of a
codebook. What is only related is no ring: it belongs to the word net (word_net.py).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from corpus.errors import BadInput
from extract.words import tokens

LONGEST = 5  # words of a phrase
_ALL_FACETS = "general"
_WANTING = "lack"  # tables that hold for every facet too
_AS_WRITTEN = "as_written"
_EVERYWHERE = (_ALL_FACETS, _WANTING, _AS_WRITTEN)
_KINDS = "kinds"
_SETS = "sets"
_NAME = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_SET = re.compile(r"\{(\w+)\}")

_DOING = re.compile(r"(?:ing|ion|ment|[ae]nce|[ys]is|ity|ness|[ct]y|al|ry|ure)s?$")  # "safety of X" is "X safety"

Kinds = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ring:
    """Phrases that name one thing, each a tuple of 1 to 5 tokens; facet "" means labels of every facet.

    broader: name of the ring of the thing that holds this one, "" for none. apart: names of rings of other things that
    look alike. known: the thing is a concept of a codebook, whose names are whole labels and no parts of one. wanting:
    the phrases say that the thing is wanting ("understaffed", of the ring "staff"). as_written: the words are compared
    as they are, and are forms of no other word ("governance" is no "government").
    """

    name: str
    facet: str
    phrases: tuple[tuple[str, ...], ...]
    broader: str = ""
    apart: tuple[str, ...] = ()
    known: bool = False
    wanting: bool = False
    as_written: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise BadInput(f"'{self.name}' is no name of a ring: small letters, digits and _ between them.")
        if len(self.phrases) < 1 or not all(1 <= len(phrase) <= LONGEST for phrase in self.phrases):
            raise BadInput(f"Ring '{self.name}': a ring has phrases of 1 to {LONGEST} words.")

    @property
    def token(self) -> str:
        """What stands for any of the phrases in a label: no word is written so, and no stemming changes it."""
        return f"{self.name}*"


def ring(name: str, phrases: Iterable[str], facet: str = "") -> Ring:
    """A ring of phrases as they are written ("roll-out" is the phrase "roll out"). Raises BadInput."""
    return Ring(name, facet, tuple(dict.fromkeys(tokens(phrase) for phrase in phrases)))


def parse(name: str, text: str) -> tuple[tuple[Ring, ...], Kinds]:
    """The rings of a file, in its order, and which kind of facet another name of a facet stands for.

    [general] and a table for each kind of facet hold `ring = ["phrase", ...]`. [lack] holds, by ring, phrases which say
    that the thing is wanting; [as_written] words that are compared as they are. "{set}" in a phrase stands for each
    phrase of that set of [sets]. A phrase that a doing or a quality closes is known with that word in front too ("water
    treatment", "treating water"). [kinds] holds `kind = ["other name of such a facet", ...]`. Raises BadInput.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: is no TOML ({error}).") from None
    tables = {str(key): _table(name, str(key), value) for key, value in data.items()}
    sets, named = tables.pop(_SETS, {}), tables.pop(_KINDS, {})
    rings = tuple(
        Ring(
            key,
            "" if table in _EVERYWHERE else table,
            tuple(dict.fromkeys(_turned(_written_out(name, sets, phrases)))),
            wanting=table == _WANTING,
            as_written=table == _AS_WRITTEN,
        )
        for table, lines in tables.items()
        for key, phrases in lines.items()
    )
    return rings, {other: kind for kind, others in named.items() for other in others}


def _table(name: str, key: str, value: object) -> dict[str, list[str]]:
    if isinstance(value, dict) and all(
        isinstance(row, list) and row and all(isinstance(item, str) for item in row) for row in value.values()
    ):
        return value
    raise BadInput(f'{name}: [{key}] holds something else than lines of the form name = ["phrase", "phrase"].')


def _written_out(name: str, sets: Mapping[str, list[str]], phrases: Iterable[str]) -> Iterator[str]:
    """Phrases with each "{set}" replaced by each phrase of the set, those of more than five words left out."""
    for phrase in phrases:
        parts = _SET.split(phrase)  # text, set, text, set, ..., text
        if unknown := [part for part in parts[1::2] if part not in sets]:
            raise BadInput(f"{name}: the phrase '{phrase}' names a set that [sets] does not have: {unknown[0]}.")
        for chosen in product(*(sets[part] if place % 2 else [part] for place, part in enumerate(parts))):
            if len(parts) == 1 or len(tokens("".join(chosen))) <= LONGEST:
                yield "".join(chosen)


def _turned(phrases: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for phrase in phrases:
        words = tokens(phrase)
        yield words
        if len(words) in (2, 3) and _DOING.search(words[-1]):
            yield (words[-1], *words[:-1])
