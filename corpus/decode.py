"""Bytes to text: the encoding, and the characters that no reader wants.

In: bytes. Out: text in NFC with "\\n" line ends, ligatures spelled out, and how many characters were lost. Called by
the readers.
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\ufeff": "", "\r": "\n"}
)
_ODD = re.compile("[ﬀ-ﬆ\ufeff\r]")
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> tuple[str, int]:
    """The text of a file and the number of characters that could not be decoded.

    UTF-8 first; UTF-16 and UTF-32 when a byte order mark or the zeros between letters say so; else Windows-1252.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _settled(data.decode(encoding, errors="replace"))
    head = data[:4096]
    if len(head) > 8 and head.count(0) > len(head) // 4:
        return _settled(data.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", errors="replace"))
    try:
        return _settled(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    return _settled(text if text.count("\ufffd") < len(text) / 1000 else data.decode("cp1252", errors="replace"))


def _settled(text: str) -> tuple[str, int]:
    return tidy(text), text.count("\ufffd")


def tidy(text: str) -> str:
    """NFC, "\\n" line ends, ligatures as letters, no byte order marks."""
    if text.isascii():
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if _ODD.search(text):
        text = text.replace("\r\n", "\n").translate(_LIGATURES)
    return unicodedata.normalize("NFC", text)


def is_tidy(text: str) -> bool:
    """Whether tidy() would leave a text as it is."""
    if text.isascii():
        return "\r" not in text
    return _ODD.search(text) is None and unicodedata.is_normalized("NFC", text)


CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u200b-\u200f\u2060\ufffe\uffff\u00ad]")
