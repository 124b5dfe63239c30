"""What can be told of a label's polarity from the words right before and behind it, without a tree.

In: words. Out: a Polarity, or whether a lead-in denies. Called by extract.polarity and extract.denials. These cues come
first, because a small parser takes some of these sentences apart wrongly; lists of cues after NegEx (Chapman 2001).
"""

from __future__ import annotations

import re

from extract.theme import Polarity

TOLD = (
    r"(?:found|reported|confirmed|supported|observed|identified|mentioned|seen|named|cited|considered|regarded|"
    r"perceived|relevant|significant|present|used|discussed|raised|detected|established|described|listed|included|"
    r"covered|studied)"
)
_LEFT_OUT = re.compile(
    r"\b(?:apart from|except(?: for)?|besides|other than|in addition to|aside from|unlike|beyond)\s+"
    r"(?:(?:a|an|the|any)\s+)?$",
    re.IGNORECASE,
)
_BUT = re.compile(r"\bnot\b[^,;.]*\bbut(?: also| rather)?\s+(?:(?:a|an|the)\s+)?$", re.IGNORECASE)
_PUT_ASIDE = re.compile(
    r"\b(?:not(?: by| from| of| with)?|rather than|instead of|without|neither|nor|no)\s+(?:(?:a|an|the|any)\s+)?$",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply)\b", re.IGNORECASE)
_BEFORE = (
    (re.compile(r"^\W*(?:very |only )?few (?:of the )?(?:[\w-]+ ){1,3}[^,;:]*$", re.IGNORECASE), Polarity.HEDGES),
    (
        re.compile(r"\b(?:little|scant|limited|weak|insufficient) (?:\w+ )?evidence (?:that|of|for)\b[^,;:]*$", re.I),
        Polarity.HEDGES,
    ),
    (re.compile(r"\bno (?:\w+ )?evidence (?:that|of|for)\b[^,;:]*$", re.IGNORECASE), Polarity.DENIES),
    (
        re.compile(
            r"(?<!not )\b(?:den(?:y|ies|ied)|disput(?:e|es|ed)|reject(?:s|ed)?|refut(?:e|es|ed)) "
            r"(?:(?:the|a|this) (?:claim|idea|view|hypothesis|assumption|notion) )?that\b[^,;:]*$",
            re.IGNORECASE,
        ),
        Polarity.DENIES,
    ),
)
_BEHIND = re.compile(  # an aside between commas, and a denial right behind it
    rf"^(?:,[^,;.:]{{3,90}},)\s*(?:(?:did|does|do|has|have|had)\s+not\s+(?:been\s+)?(?:materiali[sz]ed?|appear|emerged?|"
    rf"occur|ari[sz]e|{TOLD})|(?:was|were|is|are)\s+(?:not|never|nowhere)\s+(?:one\b|an?\b|{TOLD}))",
    re.IGNORECASE,
)
_DENIED = re.compile(
    rf"\b(?:not|never|no longer|nowhere|neither)\s+(?:\w+\s+){{0,2}}?(?:(?:an?|the|any)\s+)?(?:{TOLD}|challenges?|"
    r"barriers?|problems?|obstacles?|issues?|concerns?|roles?|tools?|stages?)\b|\bnot (?:a|an|the) \w+$"
    rf"|\b(?:no|none of the|neither) (?:\w+ ){{1,3}}?(?:{TOLD}|reports?|mentions?|names?|finds?|lists?|describes?)\b",
    re.IGNORECASE,
)
_DENIED_IN_PART = re.compile(r"\bnot (?:only|just|merely|all|always|fully|yet)\b", re.IGNORECASE)


def told_around(before: str, behind: str) -> Polarity | None:
    """What the words of a sentence before and behind a label say of it, None when they say nothing plain."""
    if _LEFT_OUT.search(before) or _BUT.search(before):
        return Polarity.ASSERTS
    if _PUT_ASIDE.search(before) and not _NOT_ONLY.search(before[-12:]):
        return Polarity.DENIES
    if _BEHIND.match(behind):
        return Polarity.DENIES
    colon = before.rfind(": ")
    if colon >= 0 and lead_denies(before[:colon]):
        return Polarity.DENIES
    return next((polarity for cue, polarity in _BEFORE if cue.search(before)), None)


def lead_denies(words: str) -> bool:
    """Whether a lead-in or heading says that what comes below it was not found."""
    return _DENIED.search(words) is not None and _DENIED_IN_PART.search(words) is None
