"""Page furniture: running heads, page numbers, rights and venue lines between the lines of a paper.

In: the lines of a text, or short paragraphs. Out: which of them are furniture. Called by corpus.read.text and
corpus.mend. Furniture is set aside as blocks of kind OTHER, never dropped, and never counted as an author's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from corpus.headings import numbered

_PAGE = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[ivxl]{1,6}|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE)
_RIGHTS = re.compile(
    r"all rights reserved|©|\(c\) ?(?:19|20)\d\d|creative commons|^\s*doi:|^https?://(?:dx\.)?doi\.org/\S+$"
    r"|\bisbn[\s:]|\bissn[\s:]|^in proceedings of\b|permission to (?:make|reprint)|licensed under|open access article"
    r"|^downloaded from|^published by|^arxiv:\d|^received\b.{0,80}\baccepted\b|^submitted to |^preprint\b"
    r"|\bmanuscript (?:submitted|received|no\.)|copyright (?:for this|held|20|19|©)|use permitted under|terms of use:"
    r"|see discussions, stats|corresponding author|^permission to (?:make|reprint)|^this work (?:is|was) licen[sc]ed"
    r"|^\W{0,3}(?:equal contribution|these authors contributed)|^address for correspondence|^(?:to|how to) cite this"
    r"|^contents lists? available at|^journal homepage|^available online|^article (?:history|info)"
    r"|^e-?mail address(?:es)?:"
    r"|^digital object identifier|^colou?r versions of (?:one|the figures)|^the associate editor coordinating"
    r"|^(?-i:(?:[A-Z]\.\s?){1,3}(?:[A-Z][\w’'-]+)).{0,80}\s(?:is|was|are)\swith\sthe\b"
    r"|^cite this article|personal or classroom use is granted"
    r"|author manuscript; available in pmc|^published in final edited form as|^(?:hhs|nih) public access"
    r"|^(?:(?:nih-pa\s?|hhs\s)?author\s?manuscript\s*){1,8}$"
    r"|^authori[sz]ed licensed use limited|\bu\.?s\.? government work\b|\bpersonal use is permitted, but\b",
    re.IGNORECASE,
)
_FEES = re.compile(
    r"manuscript received|\b(?:is|was|are)\swith\sthe\b|colou?r versions of|"
    r"permission to (?:make|reprint)|copies (?:are|of|bear|or)|without fee|personal or classroom|republish|redistribute"
    r"|prior specific permission|third-party components|requests? permissions|licensed to|abstracting with credit"
    r"|bear this notice|owner/author|copyrights for components|commons attribution|this work is licen[sc]ed|\$\d",
    re.IGNORECASE,
)
_CODE_LAST = re.compile(r"(?:\b10\.\d{4,9}/\S+|https?://\S+|\$\d\S*)$")
_VENUE = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_GATHERING = re.compile(
    r"\b(?:workshops?|conference|symposium|congress|proceedings|journal|transactions)\b", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
NOTICE = "rights or venue"
_SURE = re.compile(
    r"authori[sz]ed licensed use limited|.{0,80}author manuscript; available in pmc"
    r"|(?:(?:nih-pa\s?|hhs\s)?author\s?manuscript\s*){1,8}$"
    r"|permission to (?:make|reprint)\b.{0,400}\b(?:copies|permission|fee)\b"
    r"|.{0,160}\bdownloaded (?:from|by|on)\b.{0,200}\b(?:online library|terms and conditions|restrictions apply"
    r"|see the terms)|this article is protected by copyright|for personal use only\b"
    r"|downloaded (?:from|by|on)\b.{0,200}\b(?:19|20)\d\d\W{0,3}$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NOTICE = 1500  # characters
_DIGITS = re.compile(r"\d+")


def is_page_number(line: str) -> bool:
    """Whether a line is a page number and nothing else."""
    return len(line) < 16 and _PAGE.fullmatch(line.strip()) is not None


def is_venue(line: str) -> bool:
    """Whether a line names a venue and its year."""
    return _GATHERING.search(line[:300]) is not None and _YEAR.search(line[:300]) is not None


def is_rights(line: str) -> bool:
    """Whether a line speaks of rights, venue or identifiers of the paper itself."""
    return _RIGHTS.search(line[:400]) is not None


def is_notice(text: str) -> bool:
    """Whether a line or paragraph is a notice of rights that says by itself what it is, wherever it stands."""
    return len(text) < _LONGEST_NOTICE and _SURE.match(text) is not None


def notice_lines(texts: Sequence[str], start: int, stop: int) -> dict[int, str]:
    """Lines of rights, venue and address between the lines of a body, and what they are.

    With a line that speaks of them go the lines right above that only repeat the title and the authors, and those below
    that go on with its sentence.
    """
    front = {word for text in texts[:start] for word in _WORDS.findall(text.casefold())}
    found: dict[int, str] = {}
    for index in range(start, stop):
        text = texts[index]
        if index in found or not text or not (is_notice(text) or (len(text) <= 200 and _opens_notice(text))):
            continue
        found[index] = NOTICE
        above = index - 1
        while above > start and above not in found and _repeats(texts[above], front):
            found[above] = NOTICE
            above -= 1
        found.update(dict.fromkeys(range(index + 1, _notice_end(texts, index, stop)), NOTICE))
    return found


def _opens_notice(text: str) -> bool:
    return is_rights(text) and (not text[0].islower() or text.startswith(("doi", "http", "arXiv", "e-mail")))


def _repeats(text: str, front: Collection[str]) -> bool:
    words = _WORDS.findall(text.casefold())
    return len(words) >= 3 and sum(word in front for word in words) >= 0.8 * len(words)


def _notice_end(texts: Sequence[str], first: int, stop: int) -> int:
    """The index after a notice: it goes on while its sentence is open, or while it speaks of fees and rights."""
    index = first + 1
    long = _FEES.search(texts[first]) is not None
    while index < min(stop, first + 12) and texts[index]:
        above, below = texts[index - 1], texts[index]
        if is_rights(below) or (long and _FEES.search(below)):
            index += 1
            continue
        whole = above.endswith((".", "!", "?")) or _CODE_LAST.search(above) is not None
        goes_on = long and not whole and len(above) > 25 and numbered(below) is None
        venue = long and len(below) < 60 and _VENUE.search(below) is not None
        if not (goes_on or venue):
            break
        index += 1
    return index


def folded(line: str) -> str:
    """A line without its numbers, case and spaces: the same for each page's running head."""
    return " ".join(_DIGITS.sub(" ", line).split()).casefold()


def typical_width(lines: Sequence[str]) -> int:
    """The width, in characters, that full lines of running text have; 0 when the lines are not wrapped.

    The width whose neighbourhood (85 % to 103 % of it) holds most lines; a third of all longer lines must lie there.
    """
    lengths = Counter(len(line) for line in lines if len(line) > 20)
    total = lengths.total()
    if total < 8:
        return 0

    def near(width: int) -> int:
        return sum(lengths[length] for length in range(int(0.85 * width), int(1.03 * width) + 1))

    width = max(range(35, 180), key=near)
    full = max((n for n in range(width, int(1.03 * width) + 2) if lengths[n]), default=width)
    return full if near(width) >= total / 3 else 0
