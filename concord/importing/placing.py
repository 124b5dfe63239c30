"""Where the words that somebody coded stand in the canonical text of a document.

In: a source's text with a span, or words alone, and a document's text. Out: the span of the same words, or in words why
there is none. Called by concord.importing.taking. Pure. Both texts come from one paper and yet differ: in line ends,
hyphens, ligatures, running heads. So letters are compared, and what stands around them tells equal words apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Postfix, Prefix

from concord.importing.folding import Folded, folded, letters_of

_AROUND = 300  # letters on each side that tell equal words apart
_MOST_PLACES = 2000
_LONG = 30  # letters; what is as long is meant wherever it stands, also across the edge of a word
_ENDS = 20  # letters at each end by which a longer passage is found though something stands between
_BETWEEN = 75.0  # least likeness of such a passage, whose ends are the same
_ALIKE = 88.0  # least likeness of other words of which some letters differ
_FUZZY = range(25, 600)  # letters of words that are found though some differ


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: text[start:end]. near: they are not letter by letter those that were coded."""

    start: int
    end: int
    near: bool = False


def place(text: str, span: tuple[int, int], document: str) -> Span | str:
    """Where the words of a source stand in a document. text: of the source; span: [start, end) in it."""
    mine, ours = folded(text), folded(document)
    first, last = mine.span(*span)
    needle = mine.letters[first:last]
    if not needle:
        return "is on signs and on no words"
    places = _whole(list(_places(needle, ours.letters)), len(needle), ours, _cuts(text, span))
    if len(places) > 1:
        places = _by_context(places, len(needle), mine.letters[:first], mine.letters[last:], ours.letters)
    if len(places) > 1:
        return _several(len(places))
    if not places:
        return _near(needle, ours) or "its words stand nowhere in the study"
    return _span(ours, places[0], places[0] + len(needle), text[slice(*span)])


def place_words(words: str, document: str, start: int | None = None, end: int | None = None) -> Span | str:
    """Where words stand in a document. start, end: where they are said to begin and end, perhaps in another text."""
    needle, ours = letters_of(words), folded(document)
    if not words.strip():
        if start is None or end is None or not 0 <= start < end <= len(document) or not document[start:end].strip():
            return "its place lies in no words of the study"
        return _trimmed(document, start, end)
    if not needle:
        return "is on signs and on no words"
    places = _whole(list(_places(needle, ours.letters)), len(needle), ours, (False, False))
    told = [at for at in places if start is not None and abs(ours.at[at] - start) <= len(words) - len(words.lstrip())]
    places = told or places
    if len(places) > 1:
        return _several(len(places))
    if not places:
        return _near(needle, ours) or "its words stand nowhere in the study"
    return _span(ours, places[0], places[0] + len(needle), words)


def _several(count: int) -> str:
    return f"its words stand in {count} places of the study, and nothing tells which is meant"


def _places(needle: str, letters: str) -> Iterator[int]:
    at = letters.find(needle)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = letters.find(needle, at + 1)


def _cuts(text: str, span: tuple[int, int]) -> tuple[bool, bool]:
    """Whether a span begins, and ends, within a word."""
    return _inside(text, span[0]), _inside(text, span[1])


def _inside(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _whole(places: list[int], length: int, ours: Folded, cuts: tuple[bool, bool]) -> list[int]:
    """The places that are whole words where whole words were coded: "age" is not meant in "manage"."""
    whole = [
        at
        for at in places
        if (cuts[0] or not _inside(ours.text, ours.at[at]))
        and (cuts[1] or not _inside(ours.text, ours.at[at + length - 1] + 1))
    ]
    return whole or [at for at in places if length >= _LONG]


def _by_context(places: list[int], length: int, before: str, after: str, letters: str) -> list[int]:
    """The place around which most letters are those that stand around the words in the source; all that are as good."""
    before, after = before[-_AROUND:], after[:_AROUND]
    shared = {
        at: Postfix.similarity(before, letters[max(0, at - _AROUND) : at])
        + Prefix.similarity(after, letters[at + length : at + length + _AROUND])
        for at in places
    }
    most = max(shared.values())
    return [at for at in places if shared[at] == most]


def _near(needle: str, ours: Folded) -> Span | None:
    """The passage that begins and ends as the words do, or that has almost their letters; only where it is one."""
    letters = ours.letters
    if len(needle) >= 2 * _ENDS:
        heads, tails = (list(_places(part, letters)) for part in (needle[:_ENDS], needle[-_ENDS:]))
        spans = [(h, t + _ENDS) for h in heads for t in tails if 0.7 <= (t + _ENDS - h) / len(needle) <= 1.4]
        spans = [s for s in spans if fuzz.ratio(needle, letters[s[0] : s[1]]) >= _BETWEEN]
        if len(spans) == 1:
            return _span(ours, *spans[0], "", near=True)
    if len(needle) in _FUZZY and len(needle) <= len(letters):
        found = fuzz.partial_ratio_alignment(needle, letters, score_cutoff=_ALIKE)
        if found is not None and found.dest_end > found.dest_start:
            return _span(ours, *_to_words(ours, found.dest_start, found.dest_end), "", near=True)
    return None


def _to_words(ours: Folded, first: int, last: int) -> tuple[int, int]:
    """Letters widened to whole words."""
    while first > 0 and ours.at[first] - ours.at[first - 1] <= 1 and _inside(ours.text, ours.at[first]):
        first -= 1
    while last < len(ours.at) and _inside(ours.text, ours.at[last - 1] + 1):
        last += 1
    return first, last


def _span(ours: Folded, first: int, last: int, coded: str, *, near: bool = False) -> Span:
    """The span of letters in the text, with the signs that were coded at their ends and stand there too."""
    start, end = ours.at[first], ours.at[last - 1] + 1
    while end < len(ours.text) and (_combining(ours.text[end])):
        end += 1
    stripped = coded.strip()
    opening = stripped[: next((n for n, c in enumerate(stripped) if c.isalnum()), 0)]
    closing = stripped[len(stripped) - next((n for n, c in enumerate(reversed(stripped)) if c.isalnum()), 0) :]
    if opening and ours.text[:start].endswith(opening):
        start -= len(opening)
    if closing and ours.text.startswith(closing, end):
        end += len(closing)
    return Span(start, end, near)


def _combining(character: str) -> bool:
    return not character.isalnum() and not letters_of(character) and "\u0300" <= character <= "\u036f"


def _trimmed(document: str, start: int, end: int) -> Span:
    words = document[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))
