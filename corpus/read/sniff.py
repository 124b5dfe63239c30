"""Sniffing: what a file is by its first bytes.

In: bytes. Out: the name of a type that is not a paper as text, or the root element of an XML file. Called by
corpus.read and corpus.read.registry.
"""

from __future__ import annotations

import json
import re

_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an Office file", "unpack it, or export the paper as text, Markdown or TEI"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"{\\rtf", "an RTF file", "save the paper as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save the paper as plain text"),
    (b"\x89PNG", "a picture", "add the paper itself as text, Markdown or TEI"),
    (b"\xff\xd8\xff", "a picture", "add the paper itself as text, Markdown or TEI"),
    (b"GIF8", "a picture", "add the paper itself as text, Markdown or TEI"),
    (b"%!PS", "a PostScript file", "convert it to PDF and that with GROBID"),
    (b"SQLite format 3", "a database", "add the papers themselves"),
    (b"Rar!", "a rar archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
)
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")
_HTML = re.compile(rb"\s{0,200}(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE)
_TEXT_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_CONTROL = bytes([*range(9), *range(14, 27), *range(28, 32)])
TEI_ROOTS = frozenset(("TEI", "teiCorpus", "tei", "TEI.2"))
JATS_ARTICLES = frozenset(("article", "converted-article", "simple-article"))  # the latter two are Elsevier's
JATS_COLLECTIONS = frozenset(("pmc-articleset", "articles", "article-set", "OAI-PMH"))
_ENTRIES = frozenset(("biblStruct", "listBibl", "bibl", "biblFull"))
_READ = TEI_ROOTS | JATS_ARTICLES | JATS_COLLECTIONS


def foreign_type(data: bytes) -> tuple[str, str] | None:
    """What a file is when no reader reads it ("a picture"), and what its owner can do; None when one may."""
    if is_pdf(data):
        return None
    head = data[:2048].lstrip()
    for magic, kind, advice in _MAGIC:
        if head.startswith(magic) or data.startswith(magic):
            return kind, advice
    if data[257:262] == b"ustar":
        return "a tar archive", "unpack it, or pack the papers as a zip archive"
    root = xml_root(data)
    if _HTML.match(_wide(data[:4096])) or (root or "").lower() == "html":
        return "an HTML page", "save the paper as plain text or Markdown, or run GROBID on its PDF"
    if root in _ENTRIES:
        return "a bibliography entry without its paper", "add the TEI of the whole paper"
    if root is not None and root not in _READ and _is_xml(data):
        return f"XML with the root <{root}>", "of XML it reads TEI and JATS; run GROBID on the paper"
    if _is_json(head, data):
        return "JSON", "add the paper itself as text, Markdown or TEI"
    if _is_binary(data):
        return "a binary file", "add the paper as text, Markdown or TEI"
    return None


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF. Its header may stand behind other bytes, as behind those of a mail."""
    head = data[:1024]
    return head.lstrip().startswith(b"%PDF") or (b"%PDF-" in head and b"%%EOF" in data[-2048:])


def xml_root(data: bytes) -> str | None:
    """The local name of the root element, None when the file does not open like XML."""
    head = _wide(data[:65536]).lstrip(b"\xef\xbb\xbf \t\r\n\0")
    at = head.find(b"<?xml", 0, 2048)
    if not head.startswith(b"<") and at < 0:
        return None
    head = head[max(at, 0) :]
    while True:
        if head.startswith(b"<?"):
            head = head[_past(head, b"?>") :].lstrip()
        elif head.startswith(b"<!--"):
            head = head[_past(head, b"-->") :].lstrip()
        elif head.startswith(b"<!"):
            inner, closing = head.find(b"["), head.find(b">")
            subset = 0 <= inner < closing
            head = head[
                _past(head, b"]>") if subset and b"]>" in head else closing + 1 if closing >= 0 else len(head) :
            ].lstrip()
        else:
            break
    match = _ROOT.match(head + b" ")
    return match.group(2).decode() if match else None


def _past(head: bytes, sign: bytes) -> int:
    at = head.find(sign)
    return at + len(sign) if at >= 0 else len(head)


def _wide(head: bytes) -> bytes:
    """UTF-16 as single bytes, good enough to see a tag."""
    return head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:40].count(0) > 10 else head


def _is_xml(data: bytes) -> bool:
    head = _wide(data[:2048])
    return b"<?xml" in head or b"xmlns" in head or _wide(data[-200:]).rstrip().endswith(b">")


def _is_json(head: bytes, data: bytes) -> bool:
    if head[:1] not in (b"{", b"[") or data.rstrip()[-1:] not in (b"}", b"]"):
        return False
    if len(data) > 1_000_000:
        return head[1:40].lstrip()[:1] in (b'"', b"{", b"[")
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_binary(data: bytes) -> bool:
    if data.startswith(_TEXT_BOMS):
        return False
    head = data[:8192].rstrip(b"\0")  # a copy may end in a block of them
    control = len(head) - len(head.translate(None, _CONTROL))
    wide = head.count(0) > len(head) // 4 and (
        head[1::2].count(0) > 0.9 * len(head[1::2]) or head[::2].count(0) > 0.9 * len(head[::2])
    )
    return control > len(head) // 10 and not wide
