"""The polarity of a mention where it stands: in a sentence, a list, a table or under a heading.

In: a Scope and a candidate. Out: a Polarity. Called by extract.mentions. A sentence decides by its syntax
(extract.polarity). An item that its own words assert takes the polarity of the words above it ("The following were not
reported as barriers:", "Barriers that were not confirmed"); an item with an explanation that of the explanation
("Theft: not reported by any port"); a cell that of its row, where a column says whether the item was found.
"""

from __future__ import annotations

import re

from corpus.study import BlockKind
from extract.candidate import Candidate
from extract.grid import Grid
from extract.language import Passage
from extract.layout import Layout
from extract.polarity import polarity_of
from extract.polarity_cues import TOLD, lead_denies
from extract.scope import Scope
from extract.theme import Evidence, Polarity

_OPENS_DENIED = re.compile(
    r"^[\s:.,;–—-]*(?:\(?[\w\s]{0,20}\)\s*)?(?:(?:this|it|these|they)\s+)?"
    r"(?:(?:was|is|were|are|has been|have been)\s+)?"
    rf"(?:not|never|no longer)\s+(?:\w+\s+)?{TOLD}\b",
    re.IGNORECASE,
)
_NO_IN_WORDS = re.compile(
    rf"^(?:none (?:found|reported)|(?:was |were )?not?\s+(?:\w+\s+)?{TOLD}.*|"
    r"no (?:effect|evidence|influence|support|association)\b.*|unsupported|unconfirmed|rejected)$",
    re.IGNORECASE,
)
_EMPTY_CELL = re.compile(r"^(?:no|none|not|0|[-–—✗✘×]|n\.?\s?s\.?)$", re.IGNORECASE)
_SAYS_WHETHER = re.compile(
    r"^(?:found|reported|confirmed|supported|observed|identified|mentioned|significant|evidence|effect|"
    r"present|presence)\b|\?$",
    re.IGNORECASE,
)
_FIRST_NUMBER = re.compile(r":|(?<!\w)\(?(?:1|i|a|I|A)[.)]\s")
_LED = (Evidence.LIST_ITEM, Evidence.RUN_IN_HEADING)
_STRENGTH = (Polarity.ASSERTS, Polarity.HEDGES, Polarity.DENIES)


def polarity_at(scope: Scope, layout: Layout, candidate: Candidate) -> Polarity:
    """The polarity of a candidate, from the nearest words that say it."""
    block = scope.reading.document.blocks[candidate.block]
    if block.kind is BlockKind.TABLE:
        grid = layout.grids.get(candidate.block)
        return _in_row(scope.reading.document.text, grid, candidate.start) if grid else Polarity.ASSERTS
    passage = scope.reading.passages.get(candidate.block)
    if passage is None:
        return Polarity.ASSERTS
    if candidate.evidence is Evidence.ENUMERATION:  # the parse runs on through the items before
        return max(_led(passage, candidate.start), _explained(passage, candidate), key=_STRENGTH.index)
    said = polarity_of(passage, candidate.start, candidate.end)
    if said is not Polarity.ASSERTS or candidate.evidence not in _LED:
        return said
    said = _explained(passage, candidate)
    if said is Polarity.ASSERTS and block.kind is BlockKind.LIST_ITEM:
        said = _above(scope, layout, candidate.block)
    return said


def _explained(passage: Passage, candidate: Candidate) -> Polarity:
    """What the explanation says first of the item: by its opening, or where it names the item again."""
    text = passage.text
    rest = text[candidate.end - passage.offset : candidate.quote[1] - passage.offset]
    if _OPENS_DENIED.match(rest):
        return Polarity.DENIES
    label = text[candidate.start - passage.offset : candidate.end - passage.offset].casefold()
    again = text.casefold().find(label, candidate.end - passage.offset)
    if len(label) > 3 and 0 <= again < candidate.quote[1] - passage.offset:
        return polarity_of(passage, passage.offset + again, passage.offset + again + len(label))
    return Polarity.ASSERTS


def _led(passage: Passage, position: int) -> Polarity:
    """What the words before the first number, or before the colon, say of a series."""
    sentence = passage.sentence_at(position)
    before = passage.text[sentence.start_char : position - passage.offset]
    opening = _FIRST_NUMBER.search(before)
    return Polarity.DENIES if opening and lead_denies(before[: opening.start()]) else Polarity.ASSERTS


def _above(scope: Scope, layout: Layout, index: int) -> Polarity:
    """What the sentence that leads in to a list says of its items, else the title of its section."""
    blocks = scope.reading.document.blocks
    first = layout.first_items[index]
    lead = scope.reading.passages.get(first - 1) if first else None
    if lead is not None and lead.sentences and blocks[first - 1].kind is BlockKind.PARAGRAPH:
        sentence = lead.text[lead.sentences[-1].start_char :].rstrip()
        if sentence.endswith(":") or re.search(r"\bfollow(?:ing|s)?\b", sentence):
            return Polarity.DENIES if lead_denies(sentence.rstrip(":")) else Polarity.ASSERTS
    return Polarity.DENIES if lead_denies(scope.section_title(index)) else Polarity.ASSERTS


def _in_row(text: str, grid: Grid, position: int) -> Polarity:
    """Denied where every column that says whether an item was found says no, or a cell says so in words."""
    mine = grid.cell(position)
    if mine is None or mine.header:
        return Polarity.ASSERTS
    answers: list[bool] = []
    for column, cell in grid.rows.get(mine.row, {}).items():
        if column == mine.column:
            continue
        words = " ".join(text[cell.start : cell.end].split()).strip(" .")
        head = grid.heads.get(column)
        if head and _SAYS_WHETHER.search(" ".join(text[head.start : head.end].split())):
            answers.append(_EMPTY_CELL.match(words) is not None or _NO_IN_WORDS.match(words) is not None)
        elif _NO_IN_WORDS.match(words):
            answers.append(True)
    return Polarity.DENIES if answers and all(answers) else Polarity.ASSERTS
