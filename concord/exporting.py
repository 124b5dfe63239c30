"""From a file ending to the bytes of an export.

In: an ending, a Derived, and the name of a table. Out: bytes, or the plan of one table. Called by KnowledgeBase. The
same state gives the same bytes, whenever and in whatever order its files were added.
"""

from __future__ import annotations

from collections.abc import Callable

from concord.deriving.derive import Derived
from concord.deriving.known import known_of
from corpus.errors import BadInput, UnknownFormat
from synthesis.cerqual import profile, profiles
from synthesis.export import (
    TABLES,
    confidence,
    methods,
    overlap_tables,
    plan,
    to_csv,
    to_docx,
    to_graphml,
    to_json,
    to_markdown,
    to_xlsx,
)
from synthesis.export.values import Plan, Table

DEFAULT = ("concepts", "agreement", "evidence", "studies", "overlap")  # tables of a document that holds several
_WHOLE = ("json", "graphml")


def export_bytes(ending: str, derived: Derived, what: str | None = None) -> bytes:
    """The export of a knowledge base.

    Args:
        ending: csv, xlsx, docx, md, json or graphml.
        what: one table, or several with commas between; None for the usual ones of that ending. json and graphml hold
            everything and take none.

    Raises:
        UnknownFormat: no export of that ending. BadInput: no table of that name, or more than the ending can hold.
    """
    if ending not in ENDINGS:
        raise UnknownFormat(f"There is no export to {ending!r}; there are: {' '.join(ENDINGS)}.")
    if ending in _WHOLE:
        if what is not None:
            raise BadInput(f"An export to {ending} holds everything; leave '--what' out.")
        return _WRITERS[ending](derived)
    names = [name.strip() for name in what.split(",")] if what else list(DEFAULT if ending != "csv" else DEFAULT[:1])
    if ending == "csv" and len(names) > 1:
        raise BadInput("A csv file holds one table; name one with '--what'.")
    return _TABLE_WRITERS[ending]([one.table() for one in [plan_of(name, derived) for name in names]])


def plan_of(name: str, derived: Derived) -> Plan:
    """The plan of a table, whose rows are made when they are asked for. Raises BadInput: there is no such table."""
    if name not in NAMES:
        raise BadInput(f"There is no table {name!r}; there are: {' '.join(NAMES)}.")
    if name == confidence.NAME:
        known = known_of(derived)
        return confidence.profile_table(
            derived.synthesis.concepts, lambda concept: profile(concept, known), derived.studies
        )
    if name == methods.NAME:
        return methods.methods_table(derived.facts, derived.studies)
    if name in _OF_OVERLAP:
        return _OF_OVERLAP[name](derived.synthesis, derived.studies, found=derived.overlap)
    if name == overlap_tables.DEPENDENCE:
        return overlap_tables.dependence_table(derived.synthesis, derived.studies)
    return plan(name, derived.synthesis, derived.studies)


_OF_OVERLAP: dict[str, Callable[..., Plan]] = {
    "overlap": overlap_tables.overlap_table,
    overlap_tables.CITATIONS: overlap_tables.citations_table,
}
_WRITERS: dict[str, Callable[[Derived], bytes]] = {
    "json": lambda derived: to_json(derived.synthesis, derived.studies, profiles(known_of(derived))),
    "graphml": lambda derived: to_graphml(derived.synthesis),
}
_TABLE_WRITERS: dict[str, Callable[[list[Table]], bytes]] = {
    "csv": lambda tables: to_csv(tables[0]),
    "xlsx": lambda tables: to_xlsx(tables),
    "docx": lambda tables: to_docx(tables),
    "md": lambda tables: to_markdown(tables),
}
ENDINGS = (*_TABLE_WRITERS, *_WRITERS)
NAMES = (*TABLES, overlap_tables.CITATIONS, overlap_tables.DEPENDENCE, methods.NAME, confidence.NAME)
