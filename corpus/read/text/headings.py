"""Headings of a text dump: which numbered lines are the paper's sections, and which lines without a number are titles.

In: the lines of a dump. Out: indices of lines, with how sure they are. Called by corpus.read.text.dump. Section numbers
count on through the whole paper while lists start again, so the numbered lines that make the best chain are the
headings; a single line is never judged alone. A paper that numbers its sections has few titles without a number; in one
that does not, a short line in title case between closed text and a new sentence is a title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from corpus.headings import REFERENCES, Numbered, is_capitals, is_lettered_title, is_top_title, numbered, roman_value
from corpus.read.markdown import BULLETS, CAPTION

_MOST = 15  # subsections of one section; "2.89 GHz" is a measurement
_SURE = 2.5  # score of a numbered line that needs no neighbours
_BACK = 80  # candidates that a heading is compared with
_NUMBERS = re.compile(r"(?<!\S)[\d.,%]+(?!\S)")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")
_SMALL = frozenset(
    "a an and as at by for from in into of on or the to with without via vs versus their its how what".split()
)
_SENTENCE_WORDS = frozenset("is are was were we that this not".split())
_JOINING = re.compile(r"(?:\b(?:and|or|of|the|for|in|to|a|an|with|on|by|from|as|at)|&|[,:–—-])$", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[^\W\d][.!?][”\"]?\d{1,2}$")  # a sentence with the mark of a footnote behind it
_CLOSED = (".", "!", "?", ":", ";", ".”", '."', ".)", ".’", ".]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered line that could be a heading. score: how much its own look speaks for it."""

    index: int
    found: Numbered
    score: float
    item: bool


Place = tuple[int, ...]


def is_open(text: str) -> bool:
    """Whether a line stops in the middle of a sentence."""
    return bool(text) and not text.endswith(_CLOSED) and _NOTE_MARK.search(text) is None


def is_title_case(text: str) -> bool:
    """Whether most of the longer words of a line are capitalised."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3 and word.casefold() not in _SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def numbered_sections(
    texts: Sequence[str], width: int, items: Collection[int], beside: Callable[[int, int], str]
) -> frozenset[int]:
    """Indices of the lines whose numbers make the sections of the paper.

    Where columns were torn, a subsection may stand out of order: it counts when its own look leaves little doubt.
    width: of a full line. items: lines that open an item of a list. beside: the filled line before (-1) or after (1) an
    index, furniture left out, "" at an end or a blank line.
    """
    seen = (_candidate(texts, index, width, items, beside) for index in range(len(texts)))
    found = [candidate for candidate in seen if candidate is not None]
    families = ([c for c in found if (c.found.style == "decimal") is decimal] for decimal in (True, False))
    chains = [(family, *_chain(family)) for family in families]
    family, best, score = max(chains, key=lambda chain: chain[2])
    if score < 2.5 or len(best) < 2:
        return frozenset()
    inner = (c for c in family if c.found.style == "letter" or (c.found.depth or 1) > 1)
    torn = {c.index for c in inner if c.score >= _SURE and best[0] < c.index < best[-1]}
    return frozenset(best) | torn


def _candidate(
    texts: Sequence[str], index: int, width: int, items: Collection[int], beside: Callable[[int, int], str]
) -> Candidate | None:
    text = texts[index]
    if not text or not (text[0].isdigit() or text[0].isupper()) or len(text) > 1.1 * max(width, 70):
        return None
    found = numbered(text)
    if found is None or found.style not in ("decimal", "roman", "letter"):
        return None
    title = text[found.title_at :]
    words = title.split()
    known = is_top_title(title) or REFERENCES.fullmatch(title) is not None
    if not words or not _opens_title(words[0], found) or len(words) > 16 or len(_NUMBERS.findall(title)) > 2:
        return None
    if text.endswith((".", ",", ";", ":")) and not known and not _ABBREVIATED.search(text):
        return None
    if text[: found.title_at].rstrip().endswith(")") and (is_open(text) and ": " in title):
        return None
    if found.style == "letter" and not is_lettered_title(title):
        return None
    above, below = beside(index, -1), beside(index, 1)
    score = 3.0 if known else 0.0
    score += 1.0 if not is_open(above) or _is_headed(above, width) else -1.0
    wraps = len(text) > 0.75 * width and len(below) < 0.6 * width
    score += 0.5 if below[:1].isupper() or not below or wraps else -1.0 if len(words) <= 6 else -0.5
    score += 1.0 if is_capitals(title) else 0.5 if is_title_case(title) else 0.0
    score += 0.5 if len(text) < 0.75 * max(width, 40) else -0.5
    score += 0.5 if (found.depth or 0) > 1 else 0.0
    item = index in items and not known
    return Candidate(index, found, score - (2.0 if item else 0.0), item)


def _is_headed(above: str, width: int) -> bool:
    """Whether the line above is itself a heading by its look."""
    return len(above) < 0.75 * width and (numbered(above) is not None or is_top_title(above))


def _opens_title(word: str, found: Numbered) -> bool:
    """Whether a title may open with a word: a capital, or below the outermost level one inside it ("eHealth")."""
    return word[0].isupper() or ((found.depth or 1) > 1 and word != word.lower() and word[0].isalpha())


def _chain(found: Sequence[Candidate]) -> tuple[list[int], float]:
    """The best chain of candidates whose numbers count on, and its score."""
    best: list[tuple[float, int | None, Place]] = []
    for here, candidate in enumerate(found):
        chosen: tuple[float, int | None, Place] | None = None
        first = _next((), candidate)
        if first is not None:
            chosen = (candidate.score - first[1], None, first[0])
        for before in range(here - 1, max(-1, here - _BACK), -1):
            step = _next(best[before][2], candidate) if best[before][2] else None
            if step is None:
                continue
            near = candidate.index - found[before].index
            crowded = 1.5 if near < 3 and len(step[0]) <= len(best[before][2]) else 0.0
            score = best[before][0] + candidate.score - step[1] - crowded
            if chosen is None or score > chosen[0]:
                chosen = (score, before, step[0])
        best.append(chosen or (float("-inf"), None, ()))
    if not best:
        return [], 0.0
    at: int | None = max(range(len(best)), key=lambda place: best[place][0])
    total = best[at][0] if at is not None else 0.0
    run = []
    while at is not None:
        run.append(found[at].index)
        at = best[at][1]
    return run[::-1], total


def _next(above: Place, candidate: Candidate) -> tuple[Place, float] | None:
    """Where a candidate stands when it follows the section at above (() for the first one), and what that costs."""
    found = candidate.found
    if found.style == "letter":
        value = ord(found.number) - 64
        if len(above) == 1:
            return ((*above, value), 0.5 * (value - 1)) if value <= 2 else None
        return (
            ((above[0], value), 0.5 * (value - above[1] - 1)) if len(above) == 2 and 0 < value - above[1] <= 2 else None
        )
    place = (roman_value(found.number),) if found.style == "roman" else tuple(map(int, found.number.split(".")))
    if any(step > _MOST for step in place[1:]) or 0 in place or place[0] > 30:
        return None
    if not above:
        return (place, 0.5 * (sum(place) - 1)) if place[0] <= 4 else None
    common = next(
        (i for i, (a, b) in enumerate(zip(above, place, strict=False)) if a != b), min(len(above), len(place))
    )
    if common == len(place) or (common < len(above) and place[common] < above[common]):
        return None
    missed = place[common] - 1 - (above[common] if common < len(above) else 0)
    missed += sum(step - 1 for step in place[common + 1 :]) + max(0, len(place) - common - 1)
    return (place, 0.5 * missed) if 0 <= missed <= 4 else None


def titles_without_number(
    texts: Sequence[str], width: int, taken: Collection[int], beside: Callable[[int, int], str]
) -> dict[int, int]:
    """Index of each line that is a title without a number, and the index after its last line.

    taken: lines that are known to be something else, furniture and items among them.
    """
    found: dict[int, int] = {}
    index = 0
    while index < len(texts):
        stop = _title_at(texts, index, width, taken, beside)
        if stop is not None:
            found[index] = stop
        index = stop or index + 1
    return found


def _title_at(
    texts: Sequence[str], index: int, width: int, taken: Collection[int], beside: Callable[[int, int], str]
) -> int | None:
    """The index after the title that opens at a line, None when none does."""
    text = texts[index]
    if index in taken or not _could_be_title(text, width, 1.02):
        return None
    above = beside(index, -1)
    under = is_top_title(above) or (is_capitals(above) and len(above) < 0.8 * width)
    cited = above.endswith((")", "]", "”")) and len(above) < 0.9 * width and is_title_case(text)
    if is_open(above) and (not (cited or under) or (under and text.count(",") > 1)):
        return None
    stop = index + 1
    below = beside(index, 1)
    goes_on = len(text) >= 0.5 * width or _JOINING.search(text) is not None
    if goes_on and stop < len(texts) and texts[stop] == below and _could_be_title(below, width) and stop not in taken:
        below = beside(stop, 1)
        stop += 1
    elif _JOINING.search(text) or len(text) >= 0.92 * width:
        return None
    if not above and stop < len(texts) and not texts[stop] and _heads_a_title(texts, stop, width, beside):
        return stop
    opens = _is_prose(below, width) or (not above and _is_sentence(below))
    return stop if opens and CAPTION.match(below) is None else None


def _heads_a_title(texts: Sequence[str], stop: int, width: int, beside: Callable[[int, int], str]) -> bool:
    """Whether under a line that stands alone another title follows, with text right under it."""
    below = next((index for index in range(stop, min(stop + 3, len(texts))) if texts[index]), None)
    return below is not None and _could_be_title(texts[below], width) and _is_prose(beside(below, 1), width)


def _could_be_title(text: str, width: int, most: float = 0.92) -> bool:
    """Whether the look of a line allows it to be a title. most: share of the width that it may fill."""
    words = text.split()
    return (
        3 < len(text) < most * max(width, 30)
        and len(words) <= 10
        and text[0].isupper()
        and text[-1] not in ".,;:!-–)"
        and text[0] not in BULLETS
        and CAPTION.match(text) is None
        and not re.search(r"\d{2}|[@=<>|\\{}_]|https?:", text)
        and all(any(c.isalpha() for c in word) or word == "&" for word in words)
        and (is_title_case(text) or (len(words) <= 5 and sum(map(len, words)) > 3 * len(words)))
    )


def _is_prose(text: str, width: int) -> bool:
    """Whether a line opens a paragraph of running text."""
    return len(text) >= 0.75 * width and _reads_on(text)


def _is_sentence(text: str) -> bool:
    """Whether a line is a sentence of its own, which a paragraph of one line is, or the words before a list."""
    return text.endswith((".", ":", "?")) and _reads_on(text)


def _reads_on(text: str) -> bool:
    words = text.split()
    capital = text[:1].isupper() or text[:1] in "“\"‘'("
    return capital and len(words) >= 5 and any(word in _SMALL or word in _SENTENCE_WORDS for word in words)
