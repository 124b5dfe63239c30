"""Pages of a text dump: which lines are heads, feet and numbers of pages, told by what comes back from page to page.

In: the lines of a dump and where the file marks a new page. Out: the lines that are furniture, each with what it is.
Called by corpus.read.text.dump. A number alone on a line is a page's only when the pages count on with it (else it is a
piece of a formula, a table or a chart); a line is a running head when it comes back beside such marks, or all through
the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from statistics import median

from corpus.repair.furniture import folded

FURNITURE = "a page's head, foot or number"
STAMP = "a stamp of the archive"
_BARE = re.compile(r"(?P<bare>\d{1,4})|[ivxl]{1,6}", re.IGNORECASE)
_DRESSED = re.compile(
    r"(?:page|p\.|pg\.)\s?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}"
    r"|[-–—~|{\[(]\s*\d{1,4}\s*[-–—~|}\])]?|.{0,40}\bpage \d{1,4} of \d{1,4}",
    re.IGNORECASE,
)
_INTEGER = re.compile(r"\d{1,6}")
_STAMP = re.compile(
    r"^(?:arxiv|biorxiv|medrxiv)\s?:\s?\S{4,40}\s+(?:\[|\d{1,2} \w{3,9} \d{4}).{0,60}$|viXra$", re.IGNORECASE
)
_LETTER = re.compile(r"\S{1,2}")
_CAPTION = re.compile(r"(?:fig|table|tab\.|algorithm|listing|chart|box)", re.IGNORECASE)
_APART = 12  # lines between two marks of pages; a page has more
_FEW_PAGES = 400  # filled lines of a file whose pages need not count on
_MOST_NUMBERS = 20_000  # bare numbers; a file with more is no paper's text
_FRONT = 15  # filled lines from the top among which the title stands
_NEAR = 3  # filled lines from a page's end to its head or foot
_LETTERS = 8  # lines of one or two characters, one below the other, that make a line set upright


def page_lines(texts: Sequence[str], tops: Collection[int] = ()) -> dict[int, str]:
    """Index of each line of furniture, and what it is. tops: indices of lines that open a page, where the file says so.

    Indices are those of texts; empty lines may stand among them.
    """
    filled = [index for index, text in enumerate(texts) if text]
    found = _stamps(texts, filled)
    edges = _edges(filled, tops)
    numbers = _numbers(texts, filled, edges)
    found.update(dict.fromkeys(numbers, FURNITURE))
    heads = _heads(texts, filled, edges | set(numbers))
    found.update(dict.fromkeys(heads | _beside_heads(texts, filled, heads), FURNITURE))
    return found


def _beside_heads(texts: Sequence[str], filled: Sequence[int], heads: Collection[int]) -> set[int]:
    """Bare numbers right above or below a running head, when they rise."""
    found: dict[int, int] = {}
    for at, index in enumerate(filled):
        if len(texts[index]) < 5 and texts[index].isascii() and texts[index].isdigit():
            near = [filled[place] for place in (at - 1, at + 1) if 0 <= place < len(filled)]
            if any(line in heads for line in near) and not any(texts[line].isdigit() for line in near):
                found[index] = int(texts[index])
    rising = all(0 < b - a <= 6 for a, b in pairwise(found.values()))
    return set(found) if rising else set()


def _edges(filled: Sequence[int], tops: Collection[int]) -> set[int]:
    """Filled lines that stand first or last on a page."""
    edges: set[int] = set()
    opened = sorted(tops)
    place = 0
    for at, index in enumerate(filled):
        if place < len(opened) and index >= opened[place]:
            edges.update(filled[max(0, at - 1) : at + 1])
            while place < len(opened) and index >= opened[place]:
                place += 1
    if opened:
        edges.update((*filled[:1], *filled[-1:]))
    return edges


def _numbers(texts: Sequence[str], filled: Sequence[int], edges: Collection[int]) -> list[int]:
    """Lines that hold a page's number and nothing else: dressed ones ("- 3 -"), and bare ones that count on."""
    short = [index for index in filled if len(texts[index]) < 60]
    dressed = [i for i in short if _DRESSED.fullmatch(texts[i])]
    bare = [(i, int(texts[i])) for i in short if len(texts[i]) < 5 and texts[i].isascii() and texts[i].isdigit()]
    counted = _counting(bare, edges, filled[-1] if filled else 0)
    opening = filled[:1] if filled and _BARE.fullmatch(texts[filled[0]]) else []
    if not counted:
        few = len(filled) < _FEW_PAGES and len(dressed) < 3
        counted = [i for i, _ in bare if i in edges or (few and _parts_prose(texts, filled, i))]
    romans = [i for i in short if i in edges and _BARE.fullmatch(texts[i])]
    return sorted({*dressed, *counted, *romans, *opening})


def _counting(bare: Sequence[tuple[int, int]], edges: Collection[int], last: int) -> list[int]:
    """The longest run of bare numbers that rise page by page, empty when fewer than three do.

    A page may lack its number; two marks stand at least _APART lines apart, but that the last line of the file may
    close a short page. Numbers at a page's edge weigh double.
    """
    if len(bare) > _MOST_NUMBERS:
        return []
    best: list[tuple[float, int | None]] = []
    for place, (index, number) in enumerate(bare):
        weight = 2.0 if index in edges else 1.0
        chosen: tuple[float, int | None] = (weight, None)
        for before in range(place - 1, max(-1, place - 200), -1):
            at, value = bare[before]
            step = number - value
            if 1 <= step <= 3 and index - at >= (4 if index == last else _APART * step):
                score = best[before][0] + weight - 0.4 * (step - 1)
                chosen = max(chosen, (score, before), key=lambda option: option[0])
        best.append(chosen)
    if not best:
        return []
    here: int | None = max(range(len(best)), key=lambda at: best[at][0])
    run = []
    while here is not None:
        run.append(bare[here][0])
        here = best[here][1]
    return run[::-1] if len(run) >= 3 else []


def _parts_prose(texts: Sequence[str], filled: Sequence[int], index: int) -> bool:
    """Whether a bare number stands between two lines of words, as a page's number does in a file of few pages."""
    at = filled.index(index)
    beside = [texts[filled[place]] for place in (at - 1, at + 1) if 0 <= place < len(filled)]
    return all(sum(c.isalpha() for c in text) > 20 for text in beside)


def _heads(texts: Sequence[str], filled: Sequence[int], marks: Collection[int]) -> set[int]:
    """Lines that come back on page after page."""
    places: dict[str, list[int]] = {}
    for at, index in enumerate(filled):
        text = texts[index]
        if 4 <= len(text) < 200 and sum(map(str.isalpha, text)) >= 4:
            places.setdefault(folded(text), []).append(at)
    near = _near(filled, marks)
    found = _breaking_in(texts, filled, marks)
    rising: list[tuple[int, int]] = []
    for key, every in places.items():
        if len(every) < 2 or _CAPTION.match(key):
            continue
        same, numbers = _counted(texts, filled, every)
        rising += zip((filled[place] for place in same), numbers, strict=False)
        beside = sum(place in near for place in same)
        gap = median(b - a for a, b in pairwise(same)) if len(same) > 1 else 0
        marked = beside >= 2 and beside >= 0.6 * len(same)
        throughout = len(key) >= 12 and " " in key and len(same) >= 3 and not key.endswith(".")
        if gap >= _APART and (marked or throughout or _with_numbers(texts, filled, same)):
            found.update(filled[place] for place in (same[1:] if _is_title(texts, filled, same) else same))
    return found | set(_counting(sorted(rising), (), 0))


def _is_title(texts: Sequence[str], filled: Sequence[int], at: Sequence[int]) -> bool:
    """Whether the first of lines that come back is the paper's title: at the top, and the rest in capitals."""
    first, *others = (texts[filled[place]] for place in at)
    return at[0] < _FRONT and all(first != other and other == other.upper() for other in others)


def _with_numbers(texts: Sequence[str], filled: Sequence[int], at: Sequence[int]) -> bool:
    """Whether beside each of two lines or more stands a bare number, and these count on."""
    beside: list[int] = []
    for place in at:
        near = [texts[filled[other]] for other in (place - 1, place + 1) if 0 <= other < len(filled)]
        bare = [int(text) for text in near if len(text) < 5 and text.isascii() and text.isdigit()]
        beside += bare[:1]
    return len(beside) == len(at) > 1 and all(0 < b - a <= 4 for a, b in pairwise(beside))


def _breaking_in(texts: Sequence[str], filled: Sequence[int], marks: Collection[int]) -> set[int]:
    """Short lines right under a page's number that part a sentence, which goes on below them."""
    found = set()
    for at, index in enumerate(filled[2:-1], 2):
        above, before, below = (texts[filled[at + step]] for step in (-2, -1, 1))
        if filled[at - 1] in marks and before.isdigit() and below[0].islower() and above[-1:].isalnum():
            text = texts[index]
            if text[0].isupper() and len(text) < 0.85 * len(above) and not text.endswith((".", ",", "-")):
                found.add(index)
    return found


def _counted(texts: Sequence[str], filled: Sequence[int], at: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of lines that differ in their numbers alone: those that are the same throughout, or that one number counts.

    Second comes the counting number of each line, if there is one. Rows of tables look alike, too, but no number of
    theirs rises from page to page.
    """
    numbers = [[int(number) for number in _INTEGER.findall(texts[filled[place]])] for place in at]
    if all(held == numbers[0] for held in numbers):
        return list(at), []
    if any(len(held) != len(numbers[0]) or len(held) > 4 for held in numbers):
        return [], []
    columns = list(zip(*numbers, strict=True))
    counting = [column for column in columns if len(set(column)) > 1]
    if len(counting) == 1 and all(0 < b - a <= 4 for a, b in pairwise(counting[0])):
        return list(at), list(counting[0])
    return [], []


def _near(filled: Sequence[int], marks: Collection[int]) -> set[int]:
    """Places (in filled) of the lines close to a mark of a page."""
    return {
        near
        for at, index in enumerate(filled)
        if index in marks
        for near in range(max(0, at - _NEAR), min(len(filled), at + _NEAR + 1))
    }


def _stamps(texts: Sequence[str], filled: Sequence[int]) -> dict[int, str]:
    """Stamps of an archive at the margin: whole, or set upright with one letter a line."""
    found = {index: STAMP for index in filled if len(texts[index]) < 120 and _STAMP.search(texts[index])}
    run: list[int] = []
    for index in [*filled, -1]:
        if index >= 0 and _LETTER.fullmatch(texts[index]):
            run.append(index)
            continue
        if len(run) >= _LETTERS and _is_upright([texts[at] for at in run]):
            found.update(dict.fromkeys(run, STAMP))
        run = []
    return found


def _is_upright(letters: Sequence[str]) -> bool:
    """Whether single characters read as an upright stamp: a date or an address turned round, letters and digits."""
    written = "".join(letters).casefold()
    return any(sign in written for sign in ("vixra", "arxiv")) and sum(c.isalnum() for c in written) > 0.5 * len(
        written
    )


def chart_lines(texts: Sequence[str], taken: Mapping[int, str]) -> frozenset[int]:
    """Lines of a chart's axes: runs of four and more lines that hold one number each and nothing else."""
    found: set[int] = set()
    run: list[int] = []
    for index, text in enumerate([*texts, "end"]):
        if index in taken or not text:
            continue
        if re.fullmatch(r"[-−+]?\d{1,4}(?:[.,]\d{1,4})?\s?%?(?:\s[-−+]?\d{1,4}(?:[.,]\d{1,4})?%?)*", text):
            run.append(index)
            continue
        if len(run) >= 4:
            found.update(run)
        run = []
    return frozenset(found)
