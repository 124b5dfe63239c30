"""People: lines that name authors, and the names on them.

In: a line of front matter. Out: names as "Given Surname". Called by corpus.front. A name is told from a title by form
and by the body: words that the paper writes in lower case elsewhere are no names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_MARKS = re.compile(
    r"\[(?:\s?(?:[*∗†‡§¶#]{1,3}|\d{1,2}|[a-z])\s?,?){1,6}\]|\([^()\x00-\u2fff]{1,20}\)|\(\s?[\u2e80-\u9fff\uac00-\ud7af]{1,8}\s?\)|\(\s*(?:19|20)\d\d[a-z]?\s*\)|[\^_]\{[^{}]*\}|[¹²³⁴⁵⁶⁷⁸⁹⁰⁺*∗†‡§¶#✉⋆★]+|\[?\(?\b\d{4}\s?-\s?\d{4}\s?-\s?\d{4}\s?-\s?\d{3}[\dX]\b\)?\]?|\d+(?:\s*,\s*\d+)*|\[\s*\]|\(\s*\)"
)
_LINK = re.compile(r"\s*(?:,\s*(?:and|&)?|;|\band\b|&|\bund\b|\n)\s*")
_PARTICLE = frozenset("van von de der den da di du del la le el al bin ben ter ten dos das zu e y".split())
_WORD = re.compile(r"(?:[^\W\d_a-z][\w'’.\-]*|[^\W\d_]\.)")
_DEGREES = re.compile(
    r"\b(?:Ph\.?D|M\.?Sc|M\.?D|B\.?Sc|Dr|Prof|Professor|RN|MPH|Jr|Sr|IEEE|Member|Senior|Fellow|Student)\b\.?,?",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"universit|institut|department|departamento|faculty|school of|college|laborator|academy|\bcent(?:er|re)\b|hospital"
    r"|research group|\bltd\b|\binc\b|\bcorp\b|division of|@|https?://|e-?mail|orcid|\bstreet\b|\bstr\.|\bave\b"
    r"|observator|planetari|\broad\b|\bavenue\b|p\.\s?o\.\s?box|\b\d{5,6}\b|\bministry\b|\bkey lab|\bcampus\b"
    r"|\blabs?\b",
    re.IGNORECASE,
)
SERIAL = re.compile(r"\b\d{1,4}\s?[,:]\s?\d{1,5}\s?[-–]\s?\d")  # the volume and pages of a journal
_SPACED_INITIAL = re.compile(r"\b([A-Z]) \.")
_LEFT = re.compile(r"(?:,\s*)?\b[a-z]\b(?!\.)|\s[a-z](?=,|$)")


def names_in(line: str) -> list[str]:
    """The names on a line of authors, affiliation marks and degrees taken off."""
    line = _SPACED_INITIAL.sub(r"\1.", line)
    bare = _LEFT.sub(
        "", _DEGREES.sub("", _MARKS.sub(" , ", re.sub(r"^(?:by|authors?:)\s+", "", line.strip(), flags=re.IGNORECASE)))
    )
    names = [
        " ".join(piece.split()).strip(" .") if not piece.strip().endswith(".") else " ".join(piece.split())
        for piece in _LINK.split(bare)
    ]
    return [name for name in names if _is_name(name)]


def _is_name(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 6:
        return False
    proper = [word for word in words if word not in _PARTICLE]
    return len(proper) >= 2 and all(_WORD.fullmatch(word) for word in proper) and len(proper[-1].strip(".")) > 1


def is_people(line: str, common: Mapping[str, int]) -> bool:
    """Whether a line names people and nothing else. common: words that the body writes in lower case."""
    names = names_in(line)
    if not names or len(line) > 1500 or PLACE.search(line) or SERIAL.search(line):
        return False
    letters = sum(c.isalpha() for c in _DEGREES.sub("", line))
    if sum(sum(c.isalpha() for c in name) for name in names) < 0.6 * letters:
        return False
    words = [word.strip(".").lower() for name in names for word in name.split()]
    return sum(common.get(word, 0) > 0 for word in words) < 0.34 * len(words)
