"""Text made safe for a file format, and zip files made equal.

In: text of papers, which may hold anything. Out: text without characters that XML, and so DOCX, XLSX and GraphML,
refuse.
"""

from __future__ import annotations

import io
import re
import zipfile

_BAD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, line ends as "\\n"."""
    return _BAD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Clean text with all white space folded to single blanks."""
    return " ".join(clean(text).split())


def no_formula(text: str) -> str:
    """Text that a spreadsheet program takes for text: "'" goes before what it would compute.

    >>> no_formula("=1+1"), no_formula("a=1")
    ("'=1+1", 'a=1')
    """
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text


def stable_zip(data: bytes) -> bytes:
    """The same zip archive with sorted names and no time stamps, so that equal content gives equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
