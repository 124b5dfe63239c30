"""From a line that a person typed to a Query.

In: any text. Out: a Query, or BadQuery, whose sentence says what to write and whose `instead` is a line that works.
Called by concord.finding.asked and the dashboard. Running text stays running text: a colon before a blank, or after a
word that is no filter, is a sign like any other, and so is a quotation mark within a word or a dash before a blank.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from concord.query.fields import FIELDS, fitting, nearest
from concord.query.ranges import Range, range_of, turned
from concord.query.terms import QUOTES, Filter, Phrase, Query, Term, Word, tidy
from corpus.errors import BadQuery

LONGEST = 1_000  # characters of a query
_NAMED = re.compile(r"(-?)([^\W\d_]+):(?=[^\s/])")
_QUOTED = re.compile(rf"(-?)[{QUOTES}]([^{QUOTES}]*)([{QUOTES}]?)")
_BARE = re.compile(r"\S+")
_VALUE = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|([^\s,{QUOTES}][^\s,]*)")
_COMMA = re.compile(r"(?:,\s*)+")


def parse(text: str) -> Query:
    """The query that a line says.

    Raises BadQuery: a quotation is not closed, a filter is mistyped or takes no such value.

    >>> parse('"data engineer" -cloud facet:role,tool').terms[1:]
    (Word(text='cloud', excluded=True), Filter(field='facet', values=('role', 'tool'), excluded=False))
    """
    if len(text) > LONGEST:
        raise BadQuery(f"A query has at most {LONGEST:,} characters, not {len(text):,}; say it in fewer words.")
    text = "".join(c if c.isprintable() else " " for c in text)
    terms: list[Term] = []
    at = 0
    while (at := _blanks(text, at)) < len(text):
        term, at = _term(text, at)
        if term is not None and term not in terms:
            terms.append(term)
    return Query(tuple(terms))


def _term(text: str, at: int) -> tuple[Term | None, int]:
    if found := _QUOTED.match(text, at):
        return _phrase(text, found), found.end()
    if (found := _NAMED.match(text, at)) and (name := _field(text, found)):
        return _filter(text, name, bool(found[1]), found.start(2), found.end())
    bare = _BARE.match(text, at)
    assert bare is not None  # noqa: S101  (it stands on a sign that is no blank)
    excluded = bare[0][:1] == "-" and bare[0][1:2].isalnum()
    return Word(bare[0][excluded:], excluded), bare.end()


def _blanks(text: str, at: int) -> int:
    """Where the blanks that begin at a place end."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _phrase(text: str, found: re.Match[str]) -> Phrase | None:
    inner = tidy(found[2])
    if not found[3] and inner:
        closed = f'{found[1]}"{inner}"'
        raise BadQuery(f"A quotation is not closed; write {closed}.", instead=_swapped(text, found.span(), closed))
    return Phrase(inner, bool(found[1])) if inner else None


def _field(text: str, found: re.Match[str]) -> str | None:
    """The filter that a name before a colon is; None when it is running text."""
    name = found[2].casefold()
    if name in FIELDS:
        return name
    near = get_close_matches(name, FIELDS, 1, 0.75)
    if not near:
        return None
    raise BadQuery(
        f"There is no filter “{found[2]}:”; did you mean {near[0]}:? There are {', '.join(FIELDS)}. "
        f"To look for the word, put a blank after the colon.",
        instead=_swapped(text, found.span(2), near[0]),
    )


def _filter(text: str, name: str, excluded: bool, start: int, at: int) -> tuple[Filter, int]:
    values: list[str | Range] = []
    while found := _VALUE.match(text, at):
        value = tidy(found[1] if found[1] is not None else found[2])
        if value:
            values.append(_value(text, name, value, found.span()))
        at = found.end()
        if not (comma := _COMMA.match(text, at)):
            break
        at = comma.end()
    if not values:
        raise BadQuery(f"{name}: says no value; write for instance {FIELDS[name].example}.")
    return Filter(name, tuple(values), excluded), max(at, start + len(name) + 1)


def _value(text: str, name: str, value: str, span: tuple[int, int]) -> str | Range:
    """The value as the knowledge base writes it; that of a facet or study as it was typed."""
    field = FIELDS[name]
    if field.numbers:
        if (found := range_of(value)) is None:
            if other := turned(value):
                raise BadQuery(
                    f"{name}:{value} ends before it begins; write {name}:{other}.",
                    instead=_swapped(text, span, str(other)),
                )
            raise BadQuery(
                f"{name}:{value} is no number; write {name}:>2, {name}:>=2 or {name}:2..4."
                if name != "year"
                else f"year:{value} is no year; write year:2021, year:>=2019 or year:2019..2022."
            )
        return found
    if not field.values:
        return value
    if (fits := fitting(value, field.values)) is not None:
        return fits
    near = nearest(value, field.values)
    written = str(Filter(name, (near,))) if near else ""
    meant = f"; did you mean {written}?" if near else "."
    raise BadQuery(
        f"{name}:{value} is no {name} here{meant} {name.capitalize()} is {', '.join(field.values[:-1])} or "
        f"{field.values[-1]}.",
        instead=_swapped(text, span, written.partition(":")[2]) if near else "",
    )


def _swapped(text: str, span: tuple[int, int], by: str) -> str:
    return f"{text[: span[0]]}{by}{text[span[1] :]}".strip()
