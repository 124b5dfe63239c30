"""How far a sentence stands by what it says: asked, hedged, told of others, or narrowed to a setting or a time.

In: the text of a sentence, and the place of the deciding words in it. Out: verdicts. Called by the readers of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNASSERTED = re.compile(
    r"\?|\b(?:whether|if|unless|assum\w+|hypothes\w+|aim(?:s|ed)?\sto|in\sorder\sto|would\shave|had\sbeen\sexpected|ought|"
    r"suppose\w*|imagine|need\sto\s(?:know|find)|the\smore)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|probably|seems?|seemed|appears?|appeared|likely|tends?|arguably|apparently|"
    r"sometimes|occasionally|suggests?|potentially|partly|not\salways|not\snecessarily)\b",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Ž][\w'’À-ž-]+"
_OTHERS = re.compile(
    rf"\b[Aa]ccording\sto\b|\b[Ii]n\sthe\s(?:view|opinion|words)\sof\b|\b{_NAME}(?:\set\sal\.?|\sand\s{_NAME}|\s&\s{_NAME}|\sand\scolleagues)?\s?"
    r"(?:\(\d{4}[a-z]?\)|\[[\d,\s–-]+\])\s(?:\w+ly\s)?(?:\w+(?:s|ed)|write|state|argue|report|find|found|claim|note|see|hold|show|say)\b|"
    rf"\b{_NAME}(?:\set\sal\.?,?|\sand\scolleagues)\s(?:\w+ly\s)?\w+(?:s|ed|e|d|w)\b|"
    r"\b(?:[Oo]ne|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Aa]\sfew|[Tt]wo|[Tt]hree|four|five|[Oo]ther|[Aa]ll|[Tt]he)\s"
    r"(?:of\s)?(?:the\s)?(?:\w+\s)?"
    r"(?:interviewee|participant|respondent|author|scholar|informant|critic|proponent|(?!stud|review|paper|finding|result)\w{3,})s\s"
    r"(?:\w+ly\s)?(?:said|say|think|thought|believed?|argued?|claim(?:ed)?|felt|feel|stated?|perceived?|complain(?:ed)?|told)\b",
)
_PERIOD = re.compile(
    r"\b(?:no\slonger|any\s?more|used\sto|formerly|in\sthe\spast|once|(?:until|before|since|after|by|in|around)\s(?:the\s)?(?:early\s|late\s|end\sof\s)?"
    r"(?:19|20)\d\ds?|nowadays|today|at\sfirst|initially|at\sthe\stime)\b",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"\b(?:in|for|among|within|at|on|by|of)\s(?:(?:the|these|those|such|very|most|all|some|many)\s)*(?:small|smaller|large|larger|big|bigger|"
    r"rural|remote|urban|developing|developed|low-income|high-income|public|private|young|older|elderly|new|novice|experienced|"
    r"emerging|poor|rich|early|late|primary|secondary|commercial|industrial|academic|clinical|hospital|home)\s\w+",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^(?:In|For|Among|Within|At|On|Under|During|With|Without)\s(?:the\s)?((?:[\w-]+\s){0,6}[\w-]+),\s")
_BEHIND = re.compile(
    r"\s(?:in|for|among|within|at)\s((?:the\s|a\s|an\s)?(?:[\w-]+\s){0,3}?[\w-]+)(?=[.,;:]|\s(?:and|but|as|which|that|who)\b)"
)
_NO_SETTING = re.compile(
    r"(?:the\s)?(?:sum|short|fact|practice|general|particular|addition|contrast|comparison|conclusion|summary|turn|all|any|our|this|"
    r"other|most|recent|total|literature|same|first|second|third|view|example|instance|part|studies|reviews|a\s(?:similar|recent))\b",
    re.IGNORECASE,
)
_TWIST = re.compile(r"\W*(?:only|merely|just|but|until|without|unless|enough)\b", re.IGNORECASE)


def unasserted(text: str) -> bool:
    """Whether a sentence asks, assumes or plans."""
    return bool(_UNASSERTED.search(text))


def hedged(text: str, key: tuple[int, int]) -> bool:
    """Whether the words before a predicate's end, in its clause, say that it may be so."""
    start = max(text.rfind(mark, 0, key[0]) for mark in (";", ":", ", but ", ", while "))
    return bool(_HEDGE.search(text, max(start, 0), key[1]))


def reported(text: str, at: int) -> bool:
    """Whether the words before a place name somebody else who says it."""
    return bool(_OTHERS.search(text[: at + 1])) or bool(re.match(r"\W*According to\b", text))


def times(text: str) -> tuple[str, ...]:
    """The words that narrow a sentence to a time."""
    return _folded(m[0] for m in _PERIOD.finditer(text))


def settings(text: str, key: tuple[int, int]) -> tuple[str, ...]:
    """The words that narrow what a sentence says to a setting: those that open it, and those right behind the key."""
    opening = _OPENS.match(text)
    after = _BEHIND.match(text, key[1])
    found = [opening[1]] if opening and not _NO_SETTING.match(opening[1]) else []
    found += [after[1]] if after and not _NO_SETTING.match(after[1]) else []
    return _folded([*found, *(m[0] for m in _SETTING.finditer(text) if m.end() <= key[0] or key[1] <= m.start())])


def _folded(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(words.split()).casefold() for words in found))


def twisted(text: str, end: int) -> bool:
    """Whether a negation is taken back by what follows: "not easy until ...", "not only costly but ..."."""
    return bool(_TWIST.match(text, end))
