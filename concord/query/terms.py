"""The values of a query: words, phrases and filters.

In: nothing. Out: frozen values that print as the language writes them. Made by concord.query.parsing and by the
dashboard, whose boxes are filters of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from concord.query.ranges import Range

QUOTES = '"“”„«»'
_UNSAFE = re.compile(rf"[{QUOTES}\x00-\x1f\x7f-\x9f]+")
_PLAIN = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A free word. excluded: what holds it, in any of its forms, is left out."""

    text: str
    excluded: bool = False

    def __str__(self) -> str:
        return f"{'-' * self.excluded}{self.text}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side, in these forms; case and accents are no difference."""

    text: str
    excluded: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", tidy(self.text))

    def __str__(self) -> str:
        return f'{"-" * self.excluded}"{self.text}"'


@dataclass(frozen=True, slots=True)
class Filter:
    """One of the values holds; with excluded none does. field: a name of FIELDS. values: at least one."""

    field: str
    values: tuple[str | Range, ...]
    excluded: bool = False

    def __post_init__(self) -> None:
        values = (value if isinstance(value, Range) else tidy(value) for value in self.values)
        object.__setattr__(self, "values", tuple(dict.fromkeys(values)))
        if not all(map(str, self.values)) or not self.values:
            raise ValueError(f"a filter by {self.field} needs values")

    def __str__(self) -> str:
        return f"{'-' * self.excluded}{self.field}:{','.join(map(_written, self.values))}"


Term = Word | Phrase | Filter


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. terms: as they were typed.

    >>> str(Query((Word("hive"), Filter("facet", ("role", "maturity level")))))
    'hive facet:role,"maturity level"'
    """

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    @property
    def words(self) -> tuple[str, ...]:
        """The free words and the phrases that are looked for, in order."""
        return tuple(t.text for t in self.terms if not isinstance(t, Filter) and not t.excluded)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Those that must be there and those that must not."""
        return tuple(term for term in self.terms if isinstance(term, Phrase))

    @property
    def filters(self) -> tuple[Filter, ...]:
        """In order."""
        return tuple(term for term in self.terms if isinstance(term, Filter))

    def values(self, field: str) -> tuple[str | Range, ...]:
        """What the filters by a field ask for, () without one; exclusions are left aside."""
        return tuple(v for f in self.filters if f.field == field and not f.excluded for v in f.values)

    def filtered(self, field: str, values: Iterable[str]) -> Query:
        """The same with one filter by that field, in the place of those that there are; none without values."""
        kept = tuple(t for t in self.terms if not (isinstance(t, Filter) and t.field == field and not t.excluded))
        chosen = tuple(values)
        return Query((*kept, Filter(field, chosen))) if chosen else Query(kept)

    def without(self, term: Term) -> Query:
        """The same without a term."""
        return Query(tuple(other for other in self.terms if other != term))


def tidy(text: str) -> str:
    """A text on one line without what would end a quotation."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def _written(value: str | Range) -> str:
    return str(value) if isinstance(value, Range) or _PLAIN.fullmatch(value) else f'"{value}"'
