"""Reading: the bytes of one file become a Document.

In: a file's name (for messages only) and its bytes. Out: corpus.study.Document. Raises UnreadableDocument and
UnknownFormat, whose messages say what the file is and what to do. Called by the shell.
"""

from __future__ import annotations

from corpus.build import build
from corpus.errors import UnknownFormat, UnreadableDocument
from corpus.read.registry import FORMATS, format_of
from corpus.read.sniff import foreign_type
from corpus.study import Document

LARGEST = 50_000_000  # bytes

__all__ = ["LARGEST", "read"]


def read(name: str, data: bytes) -> Document:
    """The document in a file, told by its content.

    Raises:
        UnreadableDocument: empty, larger than LARGEST, broken off, or not a paper.
        UnknownFormat: a type that no reader reads; the message names it and the types that are read.
    """
    if len(data) > LARGEST:
        size, cap = f"{len(data) / 1_000_000:.1f}", LARGEST // 1_000_000
        raise UnreadableDocument(
            name, f"it has {size} MB, more than the {cap} MB that one paper may have", "add the paper alone"
        )
    if not data.strip(b"\0 \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise UnreadableDocument(
            name, "the file is empty" if not data else "the file is blank", "add the file again from its source"
        )
    foreign = foreign_type(data)
    if foreign is not None:
        kind, advice = foreign
        known = ", ".join(format.name for format in FORMATS)
        raise UnknownFormat(f"{name}: this is {kind}, which Concord cannot read (it reads {known}); {advice}.")
    format = format_of(data)
    return build(name, format.name, data, format.read(name, data))
