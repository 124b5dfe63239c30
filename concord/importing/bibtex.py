"""BibTeX and BibLaTeX to entries.

In: the text of a .bib file. Out: a Bibliography, with what could not be read. Called by concord.importing.parse. A
broken entry and a key that stands twice are told and the others read; accents of LaTeX become letters, and a name in
braces is one name, as of a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from concord.importing.bibliography import brief, doi_in, people, year_in
from concord.importing.values import Bibliography, Entry, Lost

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.middlewares import BlockMiddleware
    from bibtexparser.model import Block
    from bibtexparser.model import Entry as Block_

_VENUES = ("journaltitle", "journal", "booktitle", "maintitle", "publisher", "institution", "school", "organization")
_READ = frozenset((*_VENUES, "title", "subtitle", "author", "year", "date", "doi", "url"))
_TILDE = re.compile(r"\\~\s*(\{\w\}|\w)")  # an accent here, and a blank to who splits names
_AUTHOR = "author "  # with its number: a name is a field of its own, so that it is decoded apart from the others


def read_bibtex(text: str) -> Bibliography:
    """All entries that can be read, in the order of the file."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    library = parse_string(text, append_middleware=[_names_apart(), LatexDecodingMiddleware()])
    return Bibliography("BibTeX", tuple(_entries(library)), tuple(_failed(library)))


def _entries(library: Library) -> Iterator[Entry]:
    from bibtexparser.model import Entry as Whole
    from bibtexparser.model import MiddlewareErrorBlock

    odd = (b.ignore_error_block for b in library.failed_blocks if isinstance(b, MiddlewareErrorBlock))
    blocks = [*library.entries, *(block for block in odd if isinstance(block, Whole))]
    for block in sorted(blocks, key=lambda b: b.start_line or 0):
        yield _entry(block)


def _failed(library: Library) -> Iterator[Lost]:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, MiddlewareErrorBlock

    for block in library.failed_blocks:
        if isinstance(block, DuplicateBlockKeyBlock):
            why = f"its key {block.key!r} stands twice in the file; the first one is read"
        elif isinstance(block, DuplicateFieldKeyBlock):
            why = f"has a field twice ({', '.join(sorted(block.duplicate_keys))}); take one of them out"
        elif isinstance(block, MiddlewareErrorBlock):
            continue
        else:
            why = "is no whole entry; a brace or a comma is missing in it or before it"
        yield Lost("entry", _place(block), why, brief(block.raw or ""))


def _place(block: Block) -> str:
    return f"line {(block.start_line or 0) + 1}"


def _names_apart() -> BlockMiddleware:
    """Takes an entry down to the fields that are read, each author a field of its own as "Given Surname"."""
    from bibtexparser.middlewares import BlockMiddleware
    from bibtexparser.middlewares.names import split_multiple_persons_names
    from bibtexparser.model import Field

    class Apart(BlockMiddleware):
        def transform_entry(self, entry: Block_, library: Library) -> Block_:
            kept = [Field(f.key.lower(), str(f.value), f.start_line) for f in entry.fields if f.key.lower() in _READ]
            written = (_TILDE.sub(r"{\\~\1}", f.value) for f in kept if f.key == "author")
            names = [name for value in written for name in split_multiple_persons_names(value)]
            entry.fields = [f for f in kept if f.key != "author"]
            entry.fields += [Field(f"{_AUTHOR}{n}", name, 0) for n, name in enumerate(map(_name, names))]
            return entry

    return Apart()


def _name(written: str) -> str:
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    try:
        name = parse_single_name_into_parts(written)
    except InvalidNameError:
        return written
    return " ".join((*name.first, *name.von, *name.last, *name.jr))


def _entry(block: Block_) -> Entry:
    fields = {f.key: " ".join(str(f.value).split()) for f in block.fields}
    return Entry(
        block.key,
        ": ".join(filter(None, (fields.get("title", ""), fields.get("subtitle", "")))),
        people((value for key, value in fields.items() if key.startswith(_AUTHOR)), turned=True),
        year_in(fields.get("date", "") or fields.get("year", "")),
        doi_in(fields.get("doi", "")) or doi_in(fields.get("url", "")),
        next((fields[venue] for venue in _VENUES if fields.get(venue)), ""),
        (block.start_line or 0) + 1,
        brief(block.raw or ""),
    )
