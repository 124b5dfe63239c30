"""A query with the names of its facets and studies looked up.

In: a query, and what a knowledge base calls its facets and studies. Out: the same query with whole names and ids, or
BadQuery with what there is instead. Called by concord.parts.finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.query import Filter, Query, Range
from concord.query.fields import fitting, nearest
from concord.stems import fold
from corpus.errors import BadQuery
from corpus.study import Study

MOST = 12  # names that an error lists


@dataclass(frozen=True, slots=True)
class Known:
    """facets: in the order of the codebooks. studies: by id. short: their short names."""

    facets: Sequence[str]
    studies: Mapping[str, Study]
    short: Mapping[str, str]


def looked_up(query: Query, known: Known) -> Query:
    """The query as the index takes it. Raises BadQuery: it names a facet or study that is not there."""
    terms = []
    for term in query.terms:
        if isinstance(term, Filter) and term.field in ("facet", "study"):
            find = _facet if term.field == "facet" else _studies
            found = tuple(id for value in term.values for id in find(query, term, str(value), known))
            term = Filter(term.field, found, term.excluded)
        terms.append(term)
    return Query(tuple(terms))


def studies_named(value: str, known: Known) -> tuple[str, ...]:
    """The ids of the studies that a name means, in order of id; () for none.

    The whole id, a former id or the short name means that study. Otherwise the beginning of an id, words of a title or
    the first author's name mean all studies that have them.
    """
    wanted = _plain(value)
    if not wanted:
        return ()
    whole = {id for id, study in known.studies.items() if value == id or value in study.aliases}
    whole = whole or {id for id, short in known.short.items() if _plain(short) == wanted}
    if whole:
        return tuple(sorted(whole))
    part = re.compile(rf"(?:^| ){re.escape(wanted)}")
    return tuple(
        sorted(
            id
            for id, study in known.studies.items()
            if fold(id).startswith(wanted.replace(" ", "")) or any(part.search(name) for name in _names(study))
        )
    )


def _names(study: Study) -> Iterable[str]:
    return (_plain(study.title), *(_plain(author) for author in study.authors[:1]))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _facet(query: Query, asked: Filter, value: str, known: Known) -> tuple[str]:
    found = fitting(value, known.facets)
    if found is None:
        raise _missing(query, asked, value, "facet", known.facets, nearest(value, known.facets))
    return (found,)


def _studies(query: Query, asked: Filter, value: str, known: Known) -> tuple[str, ...]:
    found = studies_named(value, known)
    if not found:
        surnames = {s.authors[0].split()[-1]: known.short[id] for id, s in known.studies.items() if _signed(s)}
        names = {**{short: short for short in known.short.values()}, **surnames}
        near = nearest(value, names)
        raise _missing(query, asked, value, "study", tuple(known.short.values()), names[near] if near else None)
    return found


def _signed(study: Study) -> bool:
    return bool(study.authors and study.authors[0].split())


def _missing(query: Query, asked: Filter, value: str, thing: str, names: Sequence[str], near: str | None) -> BadQuery:
    """What to write instead of a name that is not there."""
    written = str(Filter(asked.field, (value,)))
    listed = ", ".join(names[:MOST]) + (f" and {len(names) - MOST:,} more" if len(names) > MOST else "")
    several = {"facet": "Facets", "study": "Studies"}[thing]
    meant = f"; did you mean {Filter(asked.field, (near,))}?" if near else "."
    instead = ""
    if near:
        values: list[str | Range] = [near if other == value else other for other in asked.values]
        swapped = Filter(asked.field, tuple(values), asked.excluded)
        instead = str(Query(tuple(swapped if term == asked else term for term in query.terms)))
    return BadQuery(f"{written} is no {thing} here{meant} {several} are {listed or 'none yet'}.", instead)
