"""A paper as it was read: sections, blocks, repairs and what was found where, as plain values in reading order.

In: a study, one of its documents, its themes, facts of method and what people said of its description. Out: a dict of
texts, numbers and lists. Called by KnowledgeBase.paper, for both skins. Every place is [start, end) in the canonical
text, so that what stands there can be marked, and what a repair changed can be shown where it was changed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from corpus.study import Block, Document, Section, Study, Table
from extract.facts.values import Fact
from extract.theme import Status, Theme
from synthesis.decisions import Decision, Kind, in_force
from synthesis.decisions.describing import Homes
from synthesis.export.records import Record, document_record


def paper_record(
    study: Study,
    document: Document,
    themes: Iterable[Theme],
    facts: Iterable[Fact],
    concepts: Mapping[str, Record],
    *,
    short: str,
    described: Sequence[Record] = (),
) -> Record:
    """One document of a study, in reading order.

    `documents`: all files of the study, the best first; `metadata`: what this file says of itself; `described`: what
    people said of the study instead. `sections`: as in corpus.study.Section, with how many themes have words there;
    `blocks`: as in Block, with their text, those of a table with its cells. `marks`: each place of a theme in this
    file, rejected themes included; `facts`: each place of a fact of method; `citations`: each pointer to the list of
    references; all by place. `repairs`: by place; `whole`: it is about the file and not about a place.

    concepts: by theme, {id, label} of the concept that holds it. short: the name that tables use.
    """
    marks = _marks(document, themes, concepts)
    grids = {table.block: table for table in document.tables}
    return {
        "study": study.id,
        "short": short,
        "title": study.title,
        "authors": list(study.authors),
        "year": study.year,
        "doi": study.doi,
        "document": document_record(document),
        "documents": [document_record(other) for other in study.documents],
        "metadata": {**asdict(document.metadata), "authors": list(document.metadata.authors)}
        | {"keywords": list(document.metadata.keywords)},
        "described": list(described),
        "characters": len(document.text),
        "sections": [_section(section, marks) for section in document.sections],
        "blocks": [_block(document, block, grids.get(at)) for at, block in enumerate(document.blocks)],
        "repairs": [
            {**asdict(repair), "whole": repair.start == 0 and repair.end >= len(document.text)}
            for repair in sorted(document.repairs, key=lambda r: (r.start, r.end, r.name, r.note))
        ],
        "marks": marks,
        "facts": _facts(document, facts),
        "citations": [
            {"start": cited.start, "end": cited.end, "targets": list(cited.targets)} for cited in document.citations
        ],
    }


def described_by(study: Study, studies: Sequence[Study], decisions: Iterable[Decision]) -> list[Record]:
    """What people said of a study's title, authors, year and DOI, and stands: field, value, who, when, reason."""
    homes, held = Homes(studies), {}
    for decision in in_force(decisions):
        if decision.kind is Kind.DESCRIBE and homes.of(decision.about, decision.documents) is study:
            for name, value in decision.fields:
                held[name] = {
                    "field": name,
                    "value": value,
                    "who": decision.who,
                    "when": decision.when,
                    "reason": decision.reason,
                }
    return [held[name] for name in sorted(held)]


def _section(section: Section, marks: Sequence[Record]) -> Record:
    first = bisect_left(marks, section.start, key=lambda mark: mark["start"])
    last = bisect_left(marks, section.end, key=lambda mark: mark["start"])
    inside = {mark["theme"] for mark in marks[first:last] if mark["status"] != Status.REJECTED}
    return {**asdict(section), "themes": len(inside)}


def _block(document: Document, block: Block, table: Table | None) -> Record:
    text = document.text
    cells = [{**asdict(cell), "text": text[cell.start : cell.end]} for cell in table.cells] if table else []
    return {
        **asdict(block),
        "kind": str(block.kind),
        "bold": [list(span) for span in block.bold],
        "text": text[block.start : block.end],
        "table": {"label": table.label, "caption": list(table.caption or ()), "cells": cells} if table else None,
    }


def _marks(document: Document, themes: Iterable[Theme], concepts: Mapping[str, Record]) -> list[Record]:
    """By place; of one place by facet and label. place: number of the mention in its theme, the best is 0."""
    found = [
        {
            "theme": theme.id,
            "label": theme.label,
            "facet": theme.facet,
            "status": str(theme.status),
            "concept": concepts.get(theme.id),
            "polarity": str(mention.polarity),
            "evidence": str(mention.evidence),
            "basis": str(mention.basis),
            "section": mention.section,
            "surface": mention.surface,
            "place": place,
            "start": mention.anchor.start,
            "end": mention.anchor.end,
        }
        for theme in themes
        for place, mention in enumerate(theme.mentions)
        if mention.anchor.document == document.id
    ]
    return sorted(found, key=lambda m: (m["start"], m["end"], m["facet"], m["label"], m["theme"], m["place"]))


def _facts(document: Document, facts: Iterable[Fact]) -> list[Record]:
    found = [
        {
            "fact": fact.id,
            "kind": str(fact.kind),
            "value": fact.value,
            "label": fact.label,
            "start": anchor.start,
            "end": anchor.end,
        }
        for fact in facts
        for anchor in fact.anchors
        if anchor.document == document.id
    ]
    return sorted(found, key=lambda f: (f["start"], f["end"], f["kind"], f["value"], f["fact"]))


def block_at(document: Document, place: int) -> Block | None:
    """The block that holds a place of the text, else the one before it; None in a document without blocks."""
    if not document.blocks:
        return None
    return document.blocks[max(bisect_right(document.blocks, place, key=lambda block: block.start) - 1, 0)]
