"""Lists of included studies outside of the bibliography: an appendix "Primary studies", or entries numbered S1, S2 ...

In: mended parts and the references of the bibliography. Out: parts with the entries of such lists marked, references
with those that the bibliography lacks, and the ids that the list gives. Called by corpus.build. A list is believed
under a heading that names included studies, or where ids count up; most of its parts have to read as entries. So are
entries of the bibliography itself that have ids while others have numbers or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.bibliography import parse_reference
from corpus.citations import id_form
from corpus.included import names_included
from corpus.match import same_work
from corpus.part import Part
from corpus.study import BlockKind, Reference

_OPENING = re.compile(r"[\[(]?[A-Z]{1,2}[-.]?\d{1,3}[\])]?[.:]?(?=\s|$)")
_ITEMS = frozenset((BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.NOTE))
_LEAST = 3  # entries; fewer are no list
_SHARE = 0.6  # of the parts have to read as entries
_LONGEST = 700  # characters of an entry

Listed = tuple[list[Part], list[Reference], dict[str, str]]


def listed_studies(parts: Sequence[Part], references: Sequence[Reference]) -> Listed:
    """Parts, references, and by id ("S3") the key of the reference that a list of included studies gives it."""
    out, known = list(parts), list(references)
    ids = _ids_apart(references)
    for run in _runs(parts):
        entries = {index: _entry(parts[index]) for index in run}
        told = [index for index, entry in entries.items() if entry.year and (entry.authors or entry.title)]
        if len(told) < _LEAST or len(told) < _SHARE * len(run):
            continue
        for index in told:
            entry = entries[index]
            key = _key(entry, known, len(references))
            if key not in {reference.key for reference in known}:
                known.append(replace(entry, key=key))
            if id_form(entry.number):
                ids[id_form(entry.number)] = key
            out[index] = replace(out[index], kind=BlockKind.REFERENCE, key=key, list=None, level=0)
    return out, known, ids


def _ids_apart(references: Sequence[Reference]) -> dict[str, str]:
    """The ids of the entries of a bibliography that count up from 1 behind one letter, while others have none."""
    ids = {id_form(reference.number): reference.key for reference in references if id_form(reference.number)}
    letters = {id.rstrip("0123456789") for id in ids}
    numbers = {int(id.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for id in ids}
    counts_up = len(letters) == 1 and 1 in numbers and max(numbers) <= 1.5 * len(ids)
    return ids if counts_up and _LEAST <= len(ids) <= len(references) - _LEAST else {}


def _runs(parts: Sequence[Part]) -> Iterator[list[int]]:
    """Indices of the parts of each list: those under a heading that names included studies, or whose ids count up."""
    run: list[int] = []
    headed = False
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            yield run
            run, headed = [], names_included(part.title or part.text)
        elif part.kind in _ITEMS and 0 < len(part.text) <= _LONGEST:
            id = _id(part)
            if run and not headed and id != _next(_id(parts[run[-1]])):
                yield run
                run = []
            if headed or (id and (run or id.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "1")):
                run.append(index)
    yield run


def _id(part: Part) -> str:
    """The id that opens a part, as marker or as its first word."""
    marked = id_form(part.marker.text) if part.marker.text else ""
    opening = _OPENING.match(part.text) if not marked else None
    return id_form(opening.group()) if opening else marked


def _next(id: str) -> str:
    letters = id.rstrip("0123456789")
    return f"{letters}{int(id[len(letters) :]) + 1}" if id else ""


def _entry(part: Part) -> Reference:
    """A part as a reference; its id is its number."""
    id = _id(part)
    words = part.text if id_form(part.marker.text) or not id else part.text.split(None, 1)[-1]
    found = parse_reference(words, "")
    return replace(found, raw=part.text, number=id or found.number)


def _key(entry: Reference, known: Sequence[Reference], listed: int) -> str:
    """The key of the entry of the bibliography that is the same work, else one of its own."""
    for reference in known[:listed]:
        match = same_work(entry, reference)
        if match is not None and not match.doubtful:
            return reference.key
    taken = {reference.key for reference in known}
    wanted = id_form(entry.number) or f"s{len(known) + 1}"
    return wanted if wanted not in taken else f"{wanted}-{len(known) + 1}"
