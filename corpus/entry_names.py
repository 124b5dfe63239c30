"""The authors of a raw bibliography entry: names as the styles of reference lists write them.

In: the words of an entry and where its authors start. Out: names as "Given Surname" and where they end. Called by
corpus.bibliography. A pattern is believed when the entry goes on as it does behind authors in that style; where two
patterns hold, the one that reads more names does.
"""

from __future__ import annotations

import re

_SMALL = "van|von|de|der|den|da|di|du|del|la|las|los|le|el|al|ter|ten|dos|das|zu|af|av|bin|ibn"
_PARTICLE = rf"(?:(?:(?:{_SMALL})\s|[dDlL]['’]){{0,3}})"
_INNER = r"(?:[ ](?:(?:dos|das|da|de|del|la|van|der|von|e|y)\s){0,2}[^\W\d_a-z][\w'’\-]{1,30}){0,3}"
_SURNAME = rf"{_PARTICLE}[^\W\d_a-z][\w'’\-]{{0,30}}{_INNER}"
_INITIALS = r"[^\W\d_a-z]\.(?:\s?-?[^\W\d_a-z]\.){0,4}"
_HAN = "\u3400-\u9fff\uac00-\ud7af"
_BARE = rf"[^\W\d_a-z{_HAN}](?:-?[^\W\d_a-z{_HAN}]){{0,3}}(?![\w'’])"
_JUNIOR = r"(?:,?\s(?:Jr|Sr|II|III|IV)\.?(?!\w))?"
_WORD_NAME = r"[^\W\d_a-z][\w’'\-]{1,30}"
_GIVEN = rf"(?:[^\W\d_a-z]\.\s)?{_WORD_NAME}(?:\s(?:{_WORD_NAME}|[^\W\d_a-z]\.)){{0,2}}"
_GIVEN_LAST = rf"(?:{_WORD_NAME}(?:\s{_WORD_NAME})?(?:\s[^\W\d_a-z]\.){{0,2}}|{_INITIALS})"
_YEAR_AFTER = re.compile(r"\s?[.,;:]?\s?[(\[]?(?:19|20)\d\d|\s?[.,:]?\s?[\"“‘«„]")
_STOP_AFTER = re.compile(r"\s?[.,;:]?\s?\(?(?:19|20)\d\d|\s?[.:]\s|\.$|(?<=r\.)\s")
_DATED_TITLE = re.compile(
    r"(?:\.|(?<=\.))\s(?=[^\W_a-z][^\n]{8,500}?[.?!]\s[^\n]{2,300}?\b(?:19|20)\d\d[a-z]?\b[^\n]{0,60}$)"
)
_STYLES = (  # how one name is written, how a further one is where that differs, and what follows the last of them
    (rf"(?P<family>{_SURNAME}),\s(?P<given>{_INITIALS}){_JUNIOR}", "", re.compile("")),
    (rf"(?P<given>{_INITIALS})\s(?P<family>{_SURNAME})", "", re.compile("")),
    (rf"(?P<family>{_SURNAME})\s(?P<given>{_INITIALS})", "", re.compile(r"\s")),
    (rf"(?P<family>{_SURNAME})\s(?P<given>{_BARE}){_JUNIOR}", "", _STOP_AFTER),
    (rf"(?P<family>{_SURNAME}),\s(?P<given>{_BARE}){_JUNIOR}", "", _STOP_AFTER),
    (rf"(?P<given>{_GIVEN})\s(?P<family>{_SURNAME})", "", _YEAR_AFTER),
    (rf"(?P<family>{_SURNAME}),\s(?P<given>{_GIVEN})", rf"(?P<given>{_GIVEN})\s(?P<family>{_SURNAME})", _YEAR_AFTER),
    (rf"(?P<family>{_SURNAME}),\s(?P<given>{_GIVEN})", "", re.compile(r"\s?[(:]")),
    (rf"(?P<given>{_GIVEN}|{_INITIALS})\s(?P<family>{_SURNAME})", "", _DATED_TITLE),
    (rf"(?P<family>{_SURNAME}),\s(?P<given>{_GIVEN_LAST})", "", _DATED_TITLE),
    (
        rf"(?P<family>{_SURNAME}),\s(?P<given>{_GIVEN_LAST})",
        rf"(?P<given>{_GIVEN})\s(?P<family>{_SURNAME})",
        _DATED_TITLE,
    ),
    (rf"(?P<given>)(?P<family>[{_HAN}]{{2,4}})(?![{_HAN}])", "", re.compile(r"[.．。]\s?")),
)
_PATTERNS = tuple((re.compile(first), re.compile(more or first), after) for first, more, after in _STYLES)
_LINK = re.compile(
    r"\s*(?:[,;/]\s*(?:(?:&|and\b|\.\.\.|…)\s*)*|(?:&|and\b|und\b|y\b|et\b(?!\.?\s?al))\s*)", re.IGNORECASE
)
_OTHERS = re.compile(r"\s*[,;]?\s*(?:and\s)?(?:\bet\.?\s?al\b|\band others\b|\bu\.\s?a)\.{0,2}", re.IGNORECASE)
_CORPORATE = re.compile(
    r"(?P<name>[^\W\d_a-z][^\d()\[\]:;?!\"“”.]{2,90}?)(?:\.?\s?[(\[](?:19|20)\d\d[a-z]?[)\]]|[.,]\s(?:19|20)\d\d[a-z]?\.)"
    r"|(?P<capitals>[^\W\d_a-z]\w*(?:\s[^\W\d_a-z]\w*){1,5})\s(?:19|20)\d\d[a-z]?\s(?=[^\W\d_a-z])"
)
_ROLE = re.compile(r"\s?,?\s?\(?(?:Eds?|editors?|Hrsg|Orgs?)\b\.?\)?", re.IGNORECASE)


def authors_of(raw: str, at: int) -> tuple[tuple[str, ...], int]:
    """Names that start at an offset, and where they end; () when no pattern holds."""
    best: tuple[tuple[str, ...], int] = ((), at)
    for first, further, after in _PATTERNS:
        names: list[str] = []
        end = at
        while (match := (further if names else first).match(raw, _past_link(raw, end) if names else end)) is not None:
            names.append(f"{match.group('given').strip()} {match.group('family').strip()}".strip())
            end = match.end()
            if _past_link(raw, end) == end:
                break
        others = _OTHERS.match(raw, end) if names else None
        end = others.end() if others else end
        if names and (others or after.match(raw, end)) and len(names) > len(best[0]):
            best = (tuple(names), end)
    if not best[0]:
        best = _corporate(raw, at)
    role = _ROLE.match(raw, best[1]) if best[0] else None
    return (best[0], role.end()) if role else best


def _past_link(raw: str, end: int) -> int:
    """Where the next name starts after a comma, an ampersand or an "and"."""
    link = _LINK.match(raw, end)
    return link.end() if link else end


def _corporate(raw: str, at: int) -> tuple[tuple[str, ...], int]:
    """A body as author: words before a year in brackets that opens the entry's facts."""
    body = _CORPORATE.match(raw, at)
    name = "name" if body is not None and body.group("name") else "capitals"
    if body is None or len(body.group(name).split()) > 9:
        return (), at
    return (body.group(name).strip(" ,."),), body.end(name)
