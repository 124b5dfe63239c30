"""Footnotes between the lines of a text dump, where the foot of a page parts a paragraph.

In: the lines of a dump, and which of them are furniture. Out: the lines of notes. Called by corpus.read.text.dump.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from corpus.repair.pages import FURNITURE

_NOTE = 6  # lines of a footnote
_NOTE_OPENS = re.compile(r"(?P<number>\d{1,2})(?P<tight>(?=[A-Z][a-z]|https?:|www\.))?\s?(?=[A-Z]|https?:|www\.)")
_ADDRESS_NOTE = re.compile(r"\d{1,2}\s?(?:[A-Z][^.]{0,60}\s)?https?://\S+")
_ADDRESS_AHEAD = re.compile(r"https?:|www\.")


def note_lines(
    texts: Sequence[str], aside: Mapping[int, str], tops: Collection[int], items: Collection[int]
) -> dict[int, int]:
    """Lines of footnotes, each with the line that opens its note.

    A note stands at the foot of a page: its number, which counts on from the last one or starts again, is followed by a
    capital or an address, the line above stops in the middle of a sentence or ends one, and furniture or the end of the
    page comes within a few lines.
    """
    ends = sorted({index for index, note in aside.items() if note == FURNITURE} | set(tops))
    found = {
        index: index
        for index, text in enumerate(texts)
        if text and index not in items and text[0].isdigit() and "http" in text and _ADDRESS_NOTE.fullmatch(text)
    }
    last = 0
    for end in ends:
        opened: list[int] = []
        number = last
        for index in range(max(0, end - 2 * _NOTE), end):
            match = _NOTE_OPENS.match(texts[index]) if texts[index] and index not in items else None
            value = int(match.group("number")) if match else 0
            sure = match and (match.group("tight") is not None or _ADDRESS_AHEAD.search(texts[index]))
            if sure and (value == 1 or number < value <= number + 5):
                opened.append(index)
                number = value
        if opened and sum(1 for index in range(opened[0], end) if texts[index]) <= _NOTE * len(opened):
            last = number
            for index in range(opened[0], end):
                if texts[index]:
                    found[index] = max(at for at in opened if at <= index)
    return found
