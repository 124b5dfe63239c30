"""Reference lines: where the list of references of a text dump starts, and which lines make one entry.

In: lines. Out: an index; blocks of lines. Called by corpus.read.text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.headings import REFERENCES
from corpus.strand import Strand

_PARTICLES = r"(?:(?:van|von|de|der|den|da|di|du|del|la|le|el|al|ter|ten|dos|das)\s){0,3}"
_NAME = rf"{_PARTICLES}[^\W\d_a-z][\w'’\-]{{0,30}}(?:\s[^\W\d_][\w'’\-]{{1,30}}){{0,3}}"
_INITIALS = r"(?:[^\W\d_a-z]\.[\s-]?){1,4}"
AUTHOR_FIRST = re.compile(
    rf"{_NAME},\s{_INITIALS}(?=\s*(?:,|&|\(|;|$|\.\.\.|…|and\b|et al|(?:19|20)\d\d))"
    rf"|{_NAME}\s{_INITIALS}(?:,\s(?:{_NAME}\s{_INITIALS}|(?:19|20)\d\d|et al)|\s?et al)"
)
NUMBER_FIRST = re.compile(r"(?:[-*•]\s)?(?:\[(\d{1,3})\](?:\s+|$)|(\d{1,3})\.\s+(?=\S))")
LABEL_FIRST = re.compile(r"\[([A-Z][A-Za-z+]{1,11}\d{2}[a-z]?)\](?:\s+|$)")
_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?(?:,[^()]{1,20})?\)|(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)")
_GAP = 14  # lines; the longest entry that is not taken for the end of a list


def first_reference(lines: Sequence[str], is_furniture: Callable[[str], bool]) -> int:
    """Index of the first line of the list of references, len(lines) when there is none.

    A heading that says so is believed when entries follow it; else the last run of lines that open with an author and
    initials, or with a number in brackets, and hold years, up to the end of the file.
    """
    heading = max((i for i, line in enumerate(lines) if REFERENCES.fullmatch(line.strip())), default=None)
    if heading is not None and heading > len(lines) * 0.2 and _opens_entries(lines[heading + 1 : heading + 25]):
        return next((i for i in range(heading + 1, len(lines)) if lines[i].strip()), len(lines))
    opening = [i for i, line in enumerate(lines) if _opens(line) and not is_furniture(line)]
    start, last = len(lines), len(lines)
    for index in reversed(opening):
        filled = sum(1 for line in lines[index + 1 : last] if line.strip() and not is_furniture(line))
        if filled > _GAP + (30 if last == len(lines) else 0):
            break
        start = last = index
    entries = [line for line in lines[start:] if _opens(line)]
    years = sum(1 for line in lines[start:] if _YEAR.search(line))
    return start if len(entries) >= 4 and years >= len(entries) / 2 and start > len(lines) * 0.2 else len(lines)


def _opens(line: str) -> bool:
    return any(p.match(line) for p in (AUTHOR_FIRST, LABEL_FIRST)) or re.match(r"\[\d{1,3}\]\s+\S", line) is not None


def _opens_entries(lines: Sequence[str]) -> bool:
    return sum(1 for line in lines if _opens(line) or NUMBER_FIRST.match(line) or _YEAR.search(line)) >= 2


def reference_blocks(
    lines: Sequence[Strand], is_furniture: Callable[[str], bool]
) -> Iterator[tuple[list[Strand], list[Strand]]]:
    """The lines of each entry, and the furniture that interrupted it.

    A numbered list opens an entry at the next number. An author-year list opens one at a line that looks like its
    start, once the entry above has its year: until then, such a line goes on with the authors.
    """
    numbers = [m for line in lines if (m := NUMBER_FIRST.match(line.text))]
    by_number = len(numbers) >= 3 and numbers[0].group(1, 2) in (("1", None), (None, "1"))
    by_label = sum(1 for line in lines if LABEL_FIRST.match(line.text)) >= 3
    block: list[Strand] = []
    aside: list[Strand] = []
    number = 0
    for line in lines:
        text = line.text
        if not text:
            continue
        if is_furniture(text):
            aside.append(line)
            continue
        if by_label:
            opens = LABEL_FIRST.match(text) is not None
        elif by_number:
            match = NUMBER_FIRST.match(text)
            opens = match is not None and int(match.group(1) or match.group(2)) in (number + 1, number + 2)
            number = int(match.group(1) or match.group(2)) if match and opens else number
        else:
            written = " ".join(piece.text for piece in block)
            opens = AUTHOR_FIRST.match(text) is not None and _YEAR.search(written) is not None
        if opens and block:
            yield block, aside
            block, aside = [], []
        block.append(line)
    if block:
        yield block, aside
