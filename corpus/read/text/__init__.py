"""Plain text, as PDF extractors dump it, to a Reading.

In: the decoded text of one file. Out: parts. Called by corpus.read.plain. A dump has no mark-up and often no blank
lines: paragraphs are told by line width and punctuation, headings by their numbers, furniture by its coming back. What
only whole parts can tell is mended afterwards by corpus.mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.part import Mend, Part, Reading
from corpus.people import PLACE
from corpus.read.markdown import BULLETS, ITEM
from corpus.read.markdown.shapes import LABELLED
from corpus.read.text.blocks import Found, caption_at, heading_at, set_aside, tabs_at
from corpus.read.text.dump import FRONT_HEADS, Dump
from corpus.read.text.headings import is_open
from corpus.read.text.lines import dump_lines
from corpus.repair.furniture import is_page_number
from corpus.repair.pages import FURNITURE
from corpus.repair.reference_lines import read_across, reference_blocks, signs_of_included, subheadings
from corpus.repair.torn import OPENERS
from corpus.repair.wraps import join_lines
from corpus.strand import BREAK, join
from corpus.study import BlockKind

_AFFILIATION = re.compile(r"(?:[a-z*†‡§¶]|\d{1,2})\s?(?=[A-Z])")
_SECTION_OPENER = re.compile(r"(?:In this|This) (?:section|chapter)\b")
_STRONG = "•●○◦▪■□‣⁃"


def read_text(source: str) -> Reading:
    """The parts of a text dump in reading order; furniture comes after the paragraph that it interrupted."""
    found = dump_lines(source)
    dump = Dump(found)
    start, stop = dump.references_at, dump.references_end
    body, rest = _body(dump, dump.body_at, start), _body(dump, stop, len(dump.lines))
    parts = (*_front(dump), *body, *_bibliography(dump, start, stop), *rest)
    return Reading(source, parts, headed=True, mends=tuple(found.reading))


def _front(dump: Dump) -> Iterator[Part]:
    """The lines of the front matter, each a part; address: whether the last one belonged to an affiliation."""
    address = False
    for index, line in enumerate(dump.lines[: dump.body_at]):
        if index in dump.aside:
            yield set_aside(dump, index)
        elif line:
            number = is_page_number(line.text)
            if not number:
                opens = _AFFILIATION.match(line.text) is not None and PLACE.search(line.text) is not None
                address = opens or (address and line.text[0].islower())
            yield Part(BlockKind.OTHER if number or address else BlockKind.PARAGRAPH, line.fold())


def _body(dump: Dump, index: int, end: int) -> Iterator[Part]:
    """Paragraphs and what stands between them; held: lines of the open paragraph, aside: what interrupts it."""
    held: list[int] = []
    aside: list[Part] = []
    while index < end:
        text = dump.texts[index]
        if apart := _apart(dump, index, end):
            aside.append(apart[0])
            index = apart[1]
            continue
        above = dump.texts[held[-1]] if held else ""
        block = _block_at(dump, index, end, above) if text else None
        lost = _tail_lost(dump, above, text)
        closes = block is not None or (not text and _blank_closes(dump, above, index))
        if closes or lost or _opens(dump, held, index):
            yield from _close(dump, held, aside, lost)
        if block is not None:
            yield from block[0]
            index = block[1]
            continue
        if text:
            held.append(index)
        index += 1
    yield from _close(dump, held, aside)


def _apart(dump: Dump, index: int, end: int) -> tuple[Part, int] | None:
    """What stands at a line without belonging to the text around it: furniture, a footnote, a chart's numbers."""
    if index in dump.aside:
        return set_aside(dump, index), index + 1
    if index in dump.notes:
        stop = next((i for i in range(index + 1, end) if dump.notes.get(i) != dump.notes[index]), end)
        words, mends = join_lines(dump.lines[index:stop], dump.words)
        return Part(BlockKind.NOTE, words, mends=mends).mended("note set aside", "a footnote between lines"), stop
    if index in dump.charts:
        stop = next((i for i in range(index, end) if i not in dump.charts and dump.lines[i]), end)
        whole = join([line for line in dump.lines[index:stop] if line], BREAK)
        return Part(BlockKind.OTHER, whole).mended("chart set aside", "the numbers of a chart's axes"), stop
    label = dump.pictured.get(index) if index not in dump.titles else None
    if label:
        stop = next((i for i in range(index, end) if dump.pictured.get(i) != label and dump.lines[i]), end)
        whole = join([line for line in dump.lines[index:stop] if line], BREAK)
        if label.lower().startswith("tab"):
            return Part(BlockKind.OTHER, whole, label=label).mended(
                "table not recovered", "kept as lines of text"
            ), stop
        return Part(BlockKind.OTHER, whole).mended("chart set aside", "the words of a figure"), stop
    return None


def _block_at(dump: Dump, index: int, end: int, above: str) -> Found | None:
    """A heading, caption or table that opens at a line."""
    return heading_at(dump, index, end, above) or caption_at(dump, index, end, above) or tabs_at(dump, index, end)


def _close(dump: Dump, held: list[int], aside: list[Part], lost: bool = False) -> Iterator[Part]:
    """The open paragraph or item, whole, and then what interrupted it."""
    if held:
        words, mends = join_lines([dump.lines[index] for index in held], dump.words)
        mends = (*(mend for index in held for mend in dump.mends.get(index, ())), *mends)
        if lost:
            mends = (*mends, Mend("tail lost", "the file breaks the paragraph off; nothing was put in"))
        match = LABELLED.match(words.text) or _item(dump, words.text, held[0])
        if match and match.end() < len(words):
            marker = words[match.start("marker") : match.end("marker")]
            yield Part(BlockKind.LIST_ITEM, words[match.end() :], marker=marker, mends=mends)
        else:
            yield Part(BlockKind.PARAGRAPH, words, mends=mends)
        held.clear()
    yield from aside
    aside.clear()


def _item(dump: Dump, text: str, first: int) -> re.Match[str] | None:
    """The marker of an item, when the line that opens the text is known to open one."""
    match = ITEM.match(text)
    if match is None or text[match.start("marker")] in BULLETS:
        return match
    return match if first in dump.items else None


def _blank_closes(dump: Dump, above: str, index: int) -> bool:
    """A blank line ends a paragraph, unless a sentence goes on after it in lower case."""
    following = next((text for text in dump.texts[index : index + 3] if text), "")
    return not (is_open(above) and following[:1].islower())


def _opens(dump: Dump, held: list[int], index: int) -> bool:
    """Whether a line opens a paragraph or item under the line above it, by marker, width, punctuation and capitals."""
    above, below = dump.texts[held[-1]] if held else "", dump.texts[index]
    if not below or not above:
        return False
    if index in dump.items or LABELLED.match(below) or FRONT_HEADS.match(below):
        return True
    bullet = ITEM.match(below) is not None and below[0] in BULLETS
    if bullet and (below[0] in _STRONG or not is_open(above)):
        return True
    if not (below[0].isupper() or below[0].isdigit() or below[0] in "“\"‘'"):
        return False
    first = dump.texts[held[0]]
    if first[0] in _STRONG and len(above) < 0.6 * dump.width and above[-1].isalnum():
        return True
    if _ends_short(dump, held, index):
        return True
    if above.endswith((".", "!", "?", ":", ".”", '."')):
        if above.endswith("et al.") or above.rfind("(") > above.rfind(")"):
            return False
        return _SECTION_OPENER.match(below) is not None or _has_room(dump, held, below)
    return False


def _has_room(dump: Dump, held: list[int], below: str) -> bool:
    """Whether the open block ends above a line: its last line is short, or the line is wider than the item's lines."""
    above = dump.texts[held[-1]]
    if len(held) < 2 or ITEM.match(dump.texts[held[0]]) is None:
        return len(above) < 0.85 * dump.width
    width = max(len(dump.texts[index]) for index in held)
    return len(above) < 0.85 * min(width, dump.width) or len(below) > 1.1 * width


def _ends_short(dump: Dump, held: list[int], index: int) -> bool:
    """Whether an item of one line ends above a line although nothing closes it: the line's first word had room there.

    Believed only after a sibling of one line, and where a capital opens the line.
    """
    above, below = dump.texts[held[0]], dump.texts[index]
    if len(held) > 1 or index < 2 or not below[0].isupper() or not (above[-1].isalnum() or above[-1] == ")"):
        return False
    if index - 1 not in dump.items or index - 2 not in dump.items:
        return False
    return len(above) + 1 + len(below.split()[0]) < 0.75 * dump.width


def _tail_lost(dump: Dump, above: str, below: str) -> bool:
    """Whether a line opens a paragraph although the line above it stops in the middle of a sentence."""
    if not above or not below[:1].isupper() or below.split()[0].strip(",").lower() not in OPENERS:
        return False
    return (above[-1].isalpha() or above[-1] == ",") and len(above) > 0.3 * dump.width


def _bibliography(dump: Dump, start: int, end: int) -> Iterator[Part]:
    heads = [start + at for at in subheadings(dump.texts[start:end])]
    for first, stop in pairwise([start, *heads, end]):
        if first in heads:
            yield Part(BlockKind.HEADING, dump.lines[first], level=2, confidence=0.9)
        lines = dump.lines[first + (first in heads) : stop]
        across = read_across(lines)
        for block, aside in reference_blocks(across, dump.is_aside):
            words, mends = join_lines(block, dump.words)
            kind = BlockKind.PARAGRAPH if signs_of_included(words.text) else BlockKind.REFERENCE
            part = Part(kind, words, mends=mends)
            yield part if len(across) == len(lines) else part.mended("columns read across", "parted at its label")
            yield from (Part(BlockKind.OTHER, line).mended("furniture set aside", FURNITURE) for line in aside)
