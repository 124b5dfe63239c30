"""Frames of what was read: studies, files, themes, the words that they rest on, how the studies were made.

In: a KnowledgeBase. Out: rows. Called by concord.frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concord.frames.values import Frame, Record, fields, listed, picked


def _studies(kb: Any) -> Iterator[Record]:
    for study in kb.studies():
        yield {
            **picked(study, "id", "short", "title", "year", "doi", "coverage", "repairs", "references", "included"),
            "authors": listed(study["authors"]),
            "documents": len(study["documents"]),
            "conflicts": len(study["conflicts"]),
        }


def _documents(kb: Any) -> Iterator[Record]:
    for study in kb.studies():
        for document in study["documents"]:
            yield {"study": study["id"], **document, "document": document["id"]}


def _themes(kb: Any, **filters: Any) -> Iterator[Record]:
    for theme in kb.themes(**filters):
        yield {**theme, "mentions": len(theme["mentions"]), "attributed_to": listed(theme["attributed_works"])}


def _mentions(kb: Any, **filters: Any) -> Iterator[Record]:
    for theme in kb.themes(**filters):
        for number, mention in enumerate(theme["mentions"], 1):
            yield {"theme": theme["id"], "study": theme["study"], "facet": theme["facet"], "number": number, **mention}


def _methods(kb: Any, **filters: Any) -> Iterator[Record]:
    for fact in kb.methods(**filters):
        yield {**fact, "first": fact["from"], "last": fact["to"]}


_FILTERS = ("facet", "study", "status")

FRAMES = (
    Frame(
        "studies",
        "a study",
        fields("""
            id | string | | author, year and first telling word of the title
            short | string | | the name of tables, unique
            title | string | | title
            authors | string | | names, with semicolons between
            year | Int64 | year | of publication; missing where unknown
            doi | string | | missing where unknown
            documents | Int64 | files | files that hold it
            coverage | Float64 | 0 to 1 | share of the source's characters that were read, the lowest of its files
            repairs | Int64 | places | places that were mended in reading
            references | Int64 | entries | entries of its bibliography
            included | Int64 | entries | entries that it includes as primary studies
            conflicts | Int64 | | contradictions about which file is which work
        """),
        _studies,
    ),
    Frame(
        "documents",
        "a file of a study, the best one first",
        fields("""
            study | string | | id of the study
            document | string | | id of the file
            name | string | | name of the file
            format | string | | what it is: tei, jats, markdown, text, pdf
            coverage | Float64 | 0 to 1 | share of its characters that were read
            repairs | Int64 | places | places that were mended in reading
            references | Int64 | entries | entries of its bibliography
        """),
        _documents,
    ),
    Frame(
        "themes",
        "a theme of a study, rejected ones included",
        fields("""
            id | string | | of the theme
            study | string | | id of the study
            facet | string | | kind of theme
            label | string | | its name
            definition | string | | how the study defines it, empty where it does not
            quote | string | | the words of its best place
            section | string | | title of the section that they stand in
            document | string | | name of the file that they stand in
            start | Int64 | characters | where they begin in the canonical text of the file, from 0
            end | Int64 | characters | where they end, exclusive
            evidence | string | | kind of evidence: list item, run-in heading, table cell, ...
            polarity | string | asserts, hedges, denies | how the study says it
            confidence | Float64 | 0 to 1 | that it is a theme of that facet
            parent | string | | id of the theme that it belongs to, missing where it has none
            basis | string | | whose finding it is: of the study, or of works that it reports
            attributed_to | string | | those works, with semicolons between
            mentions | Int64 | places | places that it rests on
            status | string | proposed, accepted, rejected | what reviewers said
            codebook | string | | name and version of the codebook that the study was read with
        """),
        _themes,
        _FILTERS,
        "themes",
    ),
    Frame(
        "mentions",
        "a place that a theme rests on, the best one first",
        fields("""
            theme | string | | id of the theme
            study | string | | id of the study
            facet | string | | kind of theme
            number | Int64 | from 1 | place in the order of strength
            quote | string | | the words
            section | string | | title of the section
            document | string | | name of the file
            start | Int64 | characters | where they begin in the canonical text of the file, from 0
            end | Int64 | characters | where they end, exclusive
            evidence | string | | kind of evidence
            polarity | string | asserts, hedges, denies | how the study says it there
        """),
        _mentions,
        _FILTERS,
        "themes",
    ),
    Frame(
        "methods",
        "a fact of how a study was made",
        fields("""
            id | string | | of the fact
            study | string | | id of the study
            kind | string | | database, count, period, ...
            value | string | | what it is
            label | string | | what the study calls it
            detail | string | | more of it
            number | Float64 | | the number that it states, missing where it states none
            first | Int64 | year | first year of a period
            last | Int64 | year | last year of a period
            quote | string | | the words that say so
            document | string | | name of the file
            confidence | Float64 | 0 to 1 | that it is so
        """),
        _methods,
        ("study", "kind"),
        "methods",
    ),
)
