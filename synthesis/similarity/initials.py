"""Abbreviations that no text explains: "DFX" beside "DataFlow Exchange".

In: a label. Out: its letters when it is a short form, and the short forms that may stand for it. Used by
synthesis.similarity.reading.
"""

from __future__ import annotations

import re

from extract.words import FUNCTION_WORDS

_SHORT = re.compile(r"[A-Z][A-Z0-9&/-]{1,5}s?")
_INNER = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_KINDS = "platform system service suite"  # what a short form names and the label may leave out


def short_form(label: str) -> str:
    """The casefolded letters of a label of two to six capitals, "" for any other label.

    >>> short_form("CRM"), short_form("R2D"), short_form("Crm")
    ('crm', 'r2d', '')
    """
    bare = label.strip()
    return re.sub(r"\W", "", bare.removesuffix("s")).casefold() if _SHORT.fullmatch(bare) else ""


def initials(label: str, *, name: bool = False) -> tuple[str, ...]:
    """The short forms that a label of two words or more may have, sorted; "ex-" may give an x.

    name: it is a proper name, whose short form may tell the kind of thing too.

    >>> initials("Customer relationship management")
    ('crm',)
    >>> "dfx" in initials("DataFlow Exchange", name=True)
    True
    """
    words = [word for word in re.findall(r"[^\W_]+", label) if word.casefold() not in FUNCTION_WORDS]
    if not 2 <= len(words) <= 6:
        return ()
    plain = "".join(word[0] for word in words).casefold()
    inner = "".join(_INNER.sub(lambda match: match[0][0], word) for word in words).casefold()
    last_x = {f"{form[:-1]}x" for form in (plain, inner) if words[-1].casefold().startswith("ex")}
    kinds = {f"{plain}{kind[0]}" for kind in _KINDS.split()} if name else set()
    return tuple(sorted({plain, inner} | last_x | kinds))
