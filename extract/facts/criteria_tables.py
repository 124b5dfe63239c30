"""Criteria that stand in tables, also in those of which a text dump left the lines only.

In: an Own. Out: Found of kinds INCLUSION, EXCLUSION and QUALITY. Called by gather.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.study import BlockKind
from extract.facts.criteria import CODE, CODED, found, named
from extract.facts.own import Own, Place
from extract.facts.values import Found, Kind

NO_CRITERION = re.compile(
    r"^(?:inclusion|exclusion|quality|criteria|criterion|id|no\.?|#|code|ic|ec|qc|yes|no|n/a|-|–|\d+)\W*(?:criteria|criterion|questions?)?\W*$",
    re.IGNORECASE,
)


def table_criteria(own: Own) -> Iterator[Found]:
    """The criteria of all tables, in the order of the text."""
    yield from _in_tables(own)
    yield from _torn(own)


def _in_tables(own: Own) -> Iterator[Found]:
    """Cells of tables whose header, caption or first cell in the row names criteria."""
    document = own.document
    for table in document.tables:
        if own.place(document.blocks[table.block]) in (Place.BACK, Place.BACKGROUND):
            continue
        caption = document.text[table.caption[0] : table.caption[1]] if table.caption else ""
        of_caption = named(caption)
        text_of = {(c.row, c.column): document.text[c.start : c.end].strip() for c in table.cells}
        header = {c: _header_kind(text) for (r, c), text in text_of.items() if r == 0}
        several = len({kind for kind in header.values() if kind}) > 1 or any(header.values())
        for cell in table.cells:
            text = text_of[cell.row, cell.column]
            first = text_of.get((cell.row, 0), "")
            of_row = _header_kind(first) if cell.column > 0 else None
            coded = CODED.match(first)
            of_code = CODE.get(re.sub(r"[^A-Z]", "", coded["code"])) if coded and cell.column > 0 else None
            kind = of_row or of_code or (header.get(cell.column) if several and cell.row > 0 else None)
            if (
                kind is None
                and of_caption
                and not several
                and (cell.row > 0 or not any(NO_CRITERION.match(t) for (r, _), t in text_of.items() if r == 0))
            ):
                kind = of_caption if len(text.split()) > 3 else None
            if kind and len(text.split()) > 1 and not NO_CRITERION.match(text):
                label = re.sub(r"[\s_.-]", "", coded["code"]) if coded and cell.column > 0 else ""
                yield from found(own, kind, cell.start, cell.end, 0.85, "a cell of a table of criteria", label)


def _header_kind(text: str) -> Kind | None:
    """The kind that a header cell names alone: "Inclusion", "Exclusion criteria"."""
    if re.match(r"^(?:inclusion|include|eligib\w+)\b.{0,22}$", text, re.IGNORECASE):
        return Kind.INCLUSION
    if re.match(r"^(?:exclusion|exclude)\b.{0,22}$", text, re.IGNORECASE):
        return Kind.EXCLUSION
    return (
        Kind.QUALITY
        if re.match(r"^quality\s(?:criteri|question|assess|item)", text, re.IGNORECASE) and len(text) < 40
        else None
    )


def _torn(own: Own) -> Iterator[Found]:
    """Lines that a dump left of a table of criteria, right after its caption: a capital begins the next criterion."""
    document = own.document
    for caption, block in pairwise(document.blocks):
        kind = named(document.text[caption.start : caption.end]) if caption.kind is BlockKind.CAPTION else None
        if kind is None or block.kind is not BlockKind.OTHER:
            continue
        text = document.text[block.start : block.end]
        starts = [m.start() for m in re.finditer(r"(?m)^(?:\d{1,2}[.)]?\s|[IEQ]C\d+\s)?(?=[A-Z][a-z]+\s)", text)]
        for start, end in pairwise([*starts, len(text)]):
            lead = re.match(r"(?:\d{1,2}[.)]?|[IEQ]C\d+)\s", text[start:end])
            low, high = block.start + start + (lead.end() if lead else 0), block.start + len(text[:end].rstrip())
            value = " ".join(document.text[low:high].split())
            if (
                len(value.split()) > 3
                and not re.search(r"(?:\b\d\b\s?){3}|\bet\sal\b", value)
                and not NO_CRITERION.match(value)
            ):
                yield Found(kind, value, low, high, 0.65, "a line of a torn table of criteria")
