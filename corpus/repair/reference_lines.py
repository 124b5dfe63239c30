"""Reference lines: where the list of references of a text dump starts, its subheadings, and which lines make one entry.

In: lines. Out: an index; blocks of lines. Called by corpus.read.text and corpus.repair.bibliography_region.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from corpus.headings import INCLUDED, LISTED_APART, REFERENCES
from corpus.strand import Strand

_PARTICLES = r"(?:(?:van|von|de|der|den|da|di|du|del|la|le|el|al|ter|ten|dos|das)\s){0,3}"
_NAME = rf"{_PARTICLES}[^\W\d_a-z][\w'’\-]{{0,30}}(?:\s[^\W\d_][\w'’\-]{{1,30}}){{0,3}}"
_INITIALS = r"(?:[^\W\d_a-z]\.[\s-]?){1,4}"
STARS = "*∗⁎★☆"
AUTHOR_FIRST = re.compile(
    rf"[{STARS}†‡]{{0,2}}\s?(?:{_NAME},\s{_INITIALS}(?=\s*(?:,|&|\(|;|$|\.\.\.|…|and\b|et al|(?:19|20)\d\d))"
    rf"|{_NAME}\s{_INITIALS}(?:,\s(?:{_NAME}\s{_INITIALS}|(?:19|20)\d\d|et al)|\s?et al))"
)
NUMBER_FIRST = re.compile(r"(?:[-*•]\s)?(?:\[(\d{1,3})\](?:\s+|$)|(\d{1,3})\.\s+(?=\S))")
LABEL_FIRST = re.compile(r"\[([A-Z][A-Za-z+]{1,11}\d{2}[a-z]?)\](?:\s+|$)")
_BARE_LABEL = re.compile(r"\[[A-Z][A-Za-z]{1,11}(?:\+[a-z]?)?\]$")  # of an entry without a year, in a list of labels
_INNER_LABEL = re.compile(r"(?<=\S\s)\[[A-Z][A-Za-z+]{1,11}\d{2}[a-z]?\](?=\s+\S)")
_LONGEST = 400  # characters in which the names and the year of an entry stand
_NAMES_AND_YEAR = re.compile(
    rf"(?P<names>(?:{_INITIALS}\s?|[^\W\d_a-z][\w'’-]{{1,20}}\s){{1,3}}{_NAME}(?:[^\d.]|(?<=\b[A-Z])\.){{0,200}})"
    r"\.\s(?:19|20)\d\d[a-z]?\."
)
_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?(?:,[^()]{1,20})?\)|(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)")
_GAP = 14  # lines; the longest entry that is not taken for the end of a list


def first_reference(lines: Sequence[str]) -> int:
    """Index of the first line of the list of references, len(lines) when there is none.

    A heading that says so is believed when entries follow it; else the last run of lines that open with an author and
    initials, or with a number in brackets, and hold years, up to the end of the file.
    """
    heading = _heading(lines)
    if heading is not None and heading > len(lines) * 0.2 and _opens_entries(lines[heading + 1 : heading + 25]):
        own = _included_before(lines, heading)
        if own is not None:
            return own
        return next((i for i in range(heading + 1, len(lines)) if lines[i].strip()), len(lines))
    opening = [i for i, line in enumerate(lines) if _opens(line)]
    start, last = len(lines), len(lines)
    for index in reversed(opening):
        filled = sum(1 for line in lines[index + 1 : last] if line.strip())
        if filled > _GAP + (30 if last == len(lines) else 0):
            break
        start = last = index
    entries = [line for line in lines[start:] if _opens(line)]
    years = sum(1 for line in lines[start:] if _YEAR.search(line))
    return start if len(entries) >= 4 and years >= len(entries) / 2 and start > len(lines) * 0.2 else len(lines)


def _heading(lines: Sequence[str]) -> int | None:
    """The line that heads the list of references: of several (an outline may repeat it), the one with most entries."""
    heads = [i for i, line in enumerate(lines) if REFERENCES.fullmatch(line.strip())]
    if len(heads) < 2:
        return heads[0] if heads else None
    stops = [*heads[1:], len(lines)]
    entries = [sum(map(_opens, lines[a + 1 : b])) for a, b in zip(heads, stops, strict=True)]
    return heads[max(range(len(heads)), key=lambda place: (entries[place], place))]


def _included_before(lines: Sequence[str], heading: int) -> int | None:
    """The line "Included studies" that opens a list of entries right above the heading of the other references."""
    for index in range(heading - 1, int(len(lines) * 0.2), -1):
        if INCLUDED.fullmatch(lines[index].strip()):
            listed = [line for line in lines[index + 1 : heading] if line.strip()]
            opening = [i for i, line in enumerate(listed) if _opens(line) or NUMBER_FIRST.match(line)]
            gaps = [b - a for a, b in zip(opening, [*opening[1:], len(listed)], strict=True)]
            return index if opening[:1] == [0] and max(gaps) <= _GAP and len(opening) > 1 else None
    return None


def subheadings(lines: Sequence[str]) -> list[int]:
    """Lines inside of a list of references that head a part of it: "Included studies", "Additional references".

    The entry above such a line is complete, and an entry opens below it.
    """
    filled = [i for i, line in enumerate(lines) if line.strip()]
    found = []
    for place, index in enumerate(filled):
        text = lines[index].strip()
        if not any(head.fullmatch(text) for head in (INCLUDED, REFERENCES, LISTED_APART)):
            continue
        above = lines[filled[place - 1]].rstrip() if place else ""
        below = lines[filled[place + 1]] if place + 1 < len(filled) else ""
        complete = not above or above.endswith((".", ")", "]")) or above[-1].isdigit() or "/" in above.split()[-1]
        if complete and (_opens(below) or NUMBER_FIRST.match(below)):
            found.append(index)
    return found


def _opens(line: str) -> bool:
    return any(p.match(line) for p in (AUTHOR_FIRST, LABEL_FIRST)) or re.match(r"\[\d{1,3}\]\s+\S", line) is not None


def _opens_entries(lines: Sequence[str]) -> bool:
    return sum(1 for line in lines if _opens(line) or NUMBER_FIRST.match(line) or _YEAR.search(line)) >= 2


def reference_blocks(
    lines: Sequence[Strand], is_furniture: Callable[[Strand], bool]
) -> Iterator[tuple[list[Strand], list[Strand]]]:
    """The lines of each entry, and the furniture that interrupted it.

    A numbered list, which need not start at 1, opens an entry at the next number. An author-year list opens one at a
    line that looks like its start, once the entry above has its year: until then, such a line goes on with the authors.
    """
    numbers = [int(m.group(1) or m.group(2)) for line in lines if (m := NUMBER_FIRST.match(line.text))]
    top = next((line.text for line in lines if line and not is_furniture(line)), "")
    starts = NUMBER_FIRST.match(top) is not None and numbers[0] + 1 in numbers
    by_number = starts or (len(numbers) >= 3 and numbers[0] == 1)
    dotted = _dotted(lines)
    by_label = sum(1 for line in lines if LABEL_FIRST.match(line.text)) >= 3
    block: list[Strand] = []
    aside: list[Strand] = []
    number = numbers[0] - 1 if by_number else 0
    for place, line in enumerate(lines):
        text = line.text
        if not text:
            continue
        if is_furniture(line):
            aside.append(line)
            continue
        if by_label:
            opens = LABEL_FIRST.match(text) is not None or _BARE_LABEL.match(text) is not None
        elif by_number:
            match = NUMBER_FIRST.match(text)
            step = int(match.group(1) or match.group(2)) - number if match else 0
            whole = bool(block) and block[-1].text.endswith((".", ")", "]"))
            opens = step in (1, 2) or (2 < step < 8 and whole)
            number = int(match.group(1) or match.group(2)) if match and opens else number
        elif dotted:
            opens = place in dotted
        else:
            written = " ".join(piece.text for piece in block)
            opens = AUTHOR_FIRST.match(text) is not None and _YEAR.search(written) is not None
        if opens and block:
            yield block, aside
            block, aside = [], []
        block.append(line)
    if block:
        yield block, aside


def read_across(lines: Sequence[Strand]) -> list[Strand]:
    """The lines of a labelled list, parted where a second label stands in them, since two columns were read as one.

    What belongs to which entry below the first lines cannot be told; the lines are the same when few hold two labels.
    """
    inner = [list(_INNER_LABEL.finditer(line.text)) for line in lines]
    if sum(map(bool, inner)) < 3:
        return list(lines)
    out = []
    for line, labels in zip(lines, inner, strict=True):
        cuts = [0, *(label.start() for label in labels), len(line)]
        out += [line[a:b].strip() for a, b in pairwise(cuts)]
    return out


def _dotted(lines: Sequence[Strand]) -> frozenset[int]:
    """Places of lines that open an entry of the form "A. Noll and B. Abel. 2003. Title.", when most entries have it.

    The year may stand on the next line; the entry above is complete.
    """
    texts = [line.text for line in lines]
    opening = set()
    for place, text in enumerate(texts):
        below = texts[place + 1] if place + 1 < len(texts) else ""
        above = texts[place - 1] if place else ""
        if text[:1].isupper() and (not above or above[-1] in ".)]/" or above[-1].isdigit()):
            match = _NAMES_AND_YEAR.match(f"{text} {below}"[:_LONGEST])
            if match and match.end("names") <= len(text) + 1:
                opening.add(place)
    entries = sum(AUTHOR_FIRST.match(text) is not None for text in texts)
    return frozenset(opening) if len(opening) >= 3 and len(opening) > entries else frozenset()


_STARRED = re.compile(
    r"\b(?:marked|indicated|denoted|identified|preceded|prefixed|flagged|designated|shown|highlighted)\s(?:with|by)\s"
    r"(?:an?\s|the\s)?[(\"“]?(?:(?P<by>asterisks?|stars?|daggers?)\b|(?P<sign>[*∗⁎★☆†‡]))"
    r"|\b(?P<subject>asterisks?|stars?|daggers?)\s*(?:\([*∗⁎★☆†‡]\)\s*)?(?:mark|indicate|denote|identif|designate|signif)"
    r"|\b(?P<word>starred|asterisked)\s(?:references|entries|studies|papers|articles|works|items)",
    re.IGNORECASE,
)
_IN_REVIEW = re.compile(r"\b(?:includ|review|synthesi|analy[sz]|select|primary|meta-anal)", re.IGNORECASE)
_NOT_IN = re.compile(r"\bexclu|\b(?:not|never)\b|\bomitted|\bleft out", re.IGNORECASE)


def signs_of_included(sentence: str) -> str:
    """The signs that mark included studies in the list of references, by a sentence that says so; "" by any other."""
    match = _STARRED.search(sentence)
    if match is None or not _IN_REVIEW.search(sentence) or _NOT_IN.search(sentence):
        return ""
    name = next(filter(None, match.groups())).casefold()
    return "†‡" if name.startswith("dagger") or name in "†‡" else STARS
