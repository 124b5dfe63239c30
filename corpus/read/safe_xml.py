"""XML from strangers: bytes to a tree, or one clear sentence.

In: the bytes of one file and its name. Out: the root element and what had to be done to get it. Raises
UnreadableDocument. Called by the XML readers. Nothing is fetched, no entity is expanded beyond its text, and no path or
URL ever reaches the parser. Order: strict parse; cheap repairs (named entities, lone ampersands, control characters,
wrong encoding) and strict again; recovery, whose loss is measured and told.
"""

from __future__ import annotations

import html.entities
import re
from dataclasses import dataclass

from lxml import etree

from corpus.errors import UnreadableDocument
from corpus.part import Mend

LARGEST_XML = 20_000_000  # bytes; a tree takes some twenty times as much memory
_AMPERSAND = re.compile(rb"&(?!(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][\w.-]{0,40});)")
_LONE_LESS = re.compile(rb"<(?![A-Za-z_/!?])")
_NAMED = re.compile(rb"&([A-Za-z][\w.-]{0,40});")
_REFERENCE = re.compile(rb"&#(x[0-9A-Fa-f]{1,6}|\d{1,7});")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,300}\?>")
_ONE_BYTE = re.compile(
    rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*.(?:iso-8859|windows-125|latin|cp125|us-ascii)", re.IGNORECASE
)
_BY_NAME = re.compile(rb"<!\[CDATA\[.*?\]\]>|&(?P<name>amp|lt|gt|quot|apos);", re.DOTALL)
_BUILT_IN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_ATTACK = re.compile(r"entity (?:amplification|reference loop)|amplification factor|reference loop", re.IGNORECASE)
_LIMIT = re.compile(r"Excessive depth|Resource limit|too big|too long|huge", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file: its root, what was mended to read it, and the line where it broke off (None: it is whole)."""

    root: etree._Element
    mends: tuple[Mend, ...]
    cut_at: int | None


def parse(name: str, data: bytes) -> Tree:
    """The tree of an XML file. Raises UnreadableDocument: an attack, beyond the parser's limits, or not XML."""
    if len(data) > LARGEST_XML:
        reason = (
            f"it is XML of {len(data) / 1_000_000:.0f} MB, more than the {LARGEST_XML // 1_000_000} MB that are parsed"
        )
        raise UnreadableDocument(name, reason, "export the paper alone, without pictures")
    try:
        if not _misnamed(data):
            return Tree(etree.fromstring(data, _parser()), (), None)
    except etree.XMLSyntaxError as trouble:
        _refuse(name, trouble)
    repaired, notes = _repair(data)
    try:
        return Tree(etree.fromstring(repaired, _parser()), (Mend("xml repaired", "; ".join(notes)),), None)
    except etree.XMLSyntaxError as trouble:
        _refuse(name, trouble)
    return _recover(name, repaired, notes)


def _misnamed(data: bytes) -> bool:
    """Whether a file that says it is in an encoding of one byte a character is in UTF-8: "CafÃ©" is well-formed too."""
    if not _ONE_BYTE.match(data) or data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs are older than this value
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        recover=recover,
    )


def _refuse(name: str, trouble: etree.XMLSyntaxError) -> None:
    message = trouble.msg or ""
    if _ATTACK.search(message):
        raise UnreadableDocument(
            name, "its entities expand without end", "remove the entity declarations", trouble.lineno
        )
    if _LIMIT.search(message):
        reason = f"it goes beyond what is read of one XML file ({message.split(',')[0].strip()})"
        raise UnreadableDocument(name, reason, "export the paper again", trouble.lineno)


def _repair(data: bytes) -> tuple[bytes, list[str]]:
    """The bytes with what strict XML forbids made good, and what was done."""
    notes = []
    start = data.find(b"<")
    if start > 0:
        data, notes = data[start:], ["what stood before the first tag left out"]
    data, encoding = _as_utf8(data)
    if encoding != "utf-8":
        notes.append(f"read as {encoding}")
    for pattern, by, note in (
        (_CONTROL, b"", "control characters left out"),
        (_REFERENCE, _safe_reference, "references to no character left out"),
        (_NAMED, _character, "named characters resolved"),
        (_AMPERSAND, b"&amp;", "lone ampersands kept as text"),
        (_LONE_LESS, b"&lt;", "lone signs < kept as text"),
    ):
        fixed = pattern.sub(by, data)
        if fixed != data:
            data, notes = fixed, [*notes, note]
    return data, notes or ["read again with its encoding settled"]


def _as_utf8(data: bytes) -> tuple[bytes, str]:
    body = _DECLARATION.sub(b"", data.removeprefix(b"\xef\xbb\xbf"), count=1)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace").encode("utf-8"), "cp1252"
    return body, "utf-8"


def _safe_reference(match: re.Match[bytes]) -> bytes:
    digits = match.group(1)
    code = int(digits[1:], 16) if digits[:1] == b"x" else int(digits)
    fine = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return match.group() if fine else b""


def _character(match: re.Match[bytes]) -> bytes:
    if match.group(1) in _BUILT_IN:
        return match.group()
    known = html.entities.html5.get(match.group(1).decode() + ";")
    return known.encode() if known else b"&amp;" + match.group(1) + b";"


def _numbered(match: re.Match[bytes]) -> bytes:
    """A built-in character by its number; a CDATA section as it is."""
    name = match.group("name")
    return b"&#%d;" % ord(html.entities.html5[name.decode() + ";"]) if name else match.group()


def _recover(name: str, data: bytes, notes: list[str]) -> Tree:
    parser = _parser(recover=True)
    data = _BY_NAME.sub(_numbered, data)  # once it has met an error, libxml2 drops "&amp;" and the like, not "&#38;"
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, UnicodeDecodeError):
        root = None
    if root is None:
        raise UnreadableDocument(name, "it is not well-formed XML and nothing of it can be saved", "export it again")
    first = next(iter(parser.error_log), None)
    tag = re.escape(str(root.tag).rpartition("}")[2].encode())
    closed = re.search(rb"</(?:[\w.-]{1,60}:)?" + tag + rb"\s*>", data)
    if closed and re.search(rb"<(?:[\w.-]{1,60}:)?" + tag + rb"[\s>]", data[closed.end() :]):
        raise UnreadableDocument(name, "it holds several papers, one after the other", "make a file of each of them")
    if closed and data[closed.end() :].strip():
        notes = [*notes, "what stood after the last tag left out"]
    line = f" at line {first.line}" if first is not None else ""
    mend = Mend("xml recovered", "; ".join([*notes, f"broken mark-up{line} skipped"]))
    return Tree(root, (mend,), None if closed else data.count(b"\n") + 1)
