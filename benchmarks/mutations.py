"""Damage on purpose: what a disk, a careless program or somebody who means harm makes of a file.

In: the bytes of a file, those of another one, and a source of chance. Out: other bytes. Called by benchmarks.fuzz. The
same chance gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, bytes, Random], bytes]

_TAG = re.compile(rb"<[^<>]{1,400}>")
_ATTRIBUTE = re.compile(rb'[\w:.-]{1,40}="[^"]{0,200}"')
_NUMBER = re.compile(rb"\d{1,6}")
_BIG = 400_000  # bytes that a mutation puts in at most
_STRAY = (
    b"\0",
    b"\x1b[31m",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "\u202e\u0301\u200b\ufeff\U0001f409".encode(),
    b"&lol;",
    b"&#xD83D;",
    b"&#0;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b'<?xml version="1.0" encoding="utf-16"?>',
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname"><!ENTITY c "&b;&b;">]>',
    b"</div></body></TEI>",
    b"<div><head/><p/>",
    b'<ref type="bibr" target="#b9999">[9-0, 1-99999]</ref>',
    b"\n\n# \n\n| | |\n|---|\n| a |\n",
    b"\n```\n$$\n\\begin{table}\n",
    b"<table><tr><td colspan='99999999' rowspan='-1'>x</td></tr></table>",
    b"\n\nReferences\n\n[1]\n[1]\n[0]\n[99999999999999999999]\n",
    b"\r\r\n\x0c\x0b\x85",
    b" \t" * 50,
)
_OPENING = (
    b"(",
    b"[",
    b"{",
    b"<",
    b"<div>",
    b"<item><list>",
    b"> ",
    b"- " * 2,
    b"*",
    b"**_",
    b"![[",
    b"&",
    b"#",
    b"|",
    b"\\{",
)
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7", "shift_jis", "cp037")


def _place(data: bytes, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def _block(data: bytes, chance: Random) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.choice((1, 10, 100, 1000, 10_000)))


def flip(data: bytes, other: bytes, chance: Random) -> bytes:
    """Some bytes become others."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def cut(data: bytes, other: bytes, chance: Random) -> bytes:
    """Only the beginning or the end."""
    at = _place(data, chance)
    return data[:at] if chance.random() < 0.7 else data[at:]


def splice(data: bytes, other: bytes, chance: Random) -> bytes:
    """The beginning of one file and the end of another."""
    return data[: _place(data, chance)] + other[_place(other, chance) :]


def append(data: bytes, other: bytes, chance: Random) -> bytes:
    """Two files in one."""
    return data + chance.choice((b"", b"\n", b"\0" * 512)) + other


def double(data: bytes, other: bytes, chance: Random) -> bytes:
    """A block once more, somewhere else."""
    start, end = _block(data, chance)
    at = _place(data, chance)
    return data[:at] + data[start:end] * chance.choice((1, 2, 20)) + data[at:]


def drop(data: bytes, other: bytes, chance: Random) -> bytes:
    """Without a block."""
    start, end = _block(data, chance)
    return data[:start] + data[end:]


def stray(data: bytes, other: bytes, chance: Random) -> bytes:
    """Signs that mean something to a parser, where nobody expects them."""
    for _ in range(chance.choice((1, 2, 20))):
        at = _place(data, chance)
        data = data[:at] + chance.choice(_STRAY) + data[at:]
    return data


def swap(data: bytes, other: bytes, chance: Random) -> bytes:
    """Tags, attributes, numbers or lines in each other's place."""
    pattern = chance.choice((_TAG, _ATTRIBUTE, _NUMBER, re.compile(rb"[^\n]{1,2000}")))
    found = list(pattern.finditer(data))
    if len(found) < 2:
        return data
    for _ in range(chance.choice((1, 5))):
        first, second = chance.choice(found), chance.choice(found)
        if first.end() <= second.start():
            data = b"".join(
                (data[: first.start()], second[0], data[first.end() : second.start()], first[0], data[second.end() :])
            )
            found = list(pattern.finditer(data))
    return data


def enlarge(data: bytes, other: bytes, chance: Random) -> bytes:
    """Numbers become huge, negative or none."""
    by = chance.choice((b"99999999999999999999", b"-1", b"0", b"", b"1e309", "٣".encode()))
    return re.sub(rb"\d{1,6}", by, data, count=chance.choice((1, 5, 100)))


def repeat(data: bytes, other: bytes, chance: Random) -> bytes:
    """A few bytes very often."""
    start = _place(data, chance)
    piece = data[start : start + chance.choice((1, 2, 7, 60))] or b"a"
    return data[:start] + piece * (chance.choice((1_000, 50_000, _BIG)) // len(piece)) + data[start:]


def nest(data: bytes, other: bytes, chance: Random) -> bytes:
    """Brackets or elements in one another, deeper than any stack."""
    at, sign = _place(data, chance), chance.choice(_OPENING)
    return data[:at] + sign * chance.choice((50, 300, 5_000, 60_000)) + data[at:]


def encode(data: bytes, other: bytes, chance: Random) -> bytes:
    """The text in another encoding than it says."""
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def ends(data: bytes, other: bytes, chance: Random) -> bytes:
    """Line ends of another system, one line only, or every word on its own."""
    before, after = chance.choice(
        ((b"\n", b"\r\n"), (b"\n", b"\r"), (b"\n", b" "), (b" ", b"\n"), (b"\n", b"\n\n\n"), (b" ", b""))
    )
    return data.replace(before, after)


def pack(data: bytes, other: bytes, chance: Random) -> bytes:
    """In a zip archive or a gzip file, which are then damaged too, or not."""
    if chance.random() < 0.3:
        packed = gzip.compress(data, 1)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as made:
            made.writestr(chance.choice(("a.md", "../../up.md", "/abs.md", "C:\\x.md", "a\0b", "x" * 3000)), data)
            if chance.random() < 0.5:
                made.writestr("b/other", other)
        packed = out.getvalue()
    return chance.choice((flip, cut, drop))(packed, other, chance) if chance.random() < 0.6 else packed


MUTATIONS: tuple[Mutation, ...] = (
    *(flip, cut, splice, append, double, drop, stray, swap, enlarge, repeat, nest, encode, ends, pack),
)


def mutate(data: bytes, other: bytes, chance: Random) -> tuple[bytes, str]:
    """The bytes after one to three mutations, and the names of those; an archive is packed last."""
    chosen = [chance.choice(MUTATIONS) for _ in range(chance.choice((1, 1, 2, 3)))]
    chosen.sort(key=lambda mutation: mutation is pack)
    for mutation in chosen:
        data = mutation(data, other, chance)
    return data, " ".join(mutation.__name__ for mutation in chosen)
