"""Two lists of the parts of one whole that differ: the main stages here, and the main stages there.

In: a Reading. Out: Disagreements of kind contradiction. Called by synthesis.refutation.within. Only nouns that promise
a whole (stages, phases, levels, layers ...) count, said to be the main or key ones of one thing; "such as" promises
nothing. Both lists must share items, and each must have one that the other lacks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.study import BlockKind
from synthesis.disagreement import Disagreement, Kind, Side
from synthesis.refutation.reading import Reading, Sentence

_OPENS = re.compile(
    r"\b(?:main|key|major|core|principal|basic|central|fundamental)\s(?P<head>stages|phases|steps|levels|layers|dimensions|"
    r"components|pillars)(?P<of>[^.;:,]{0,80}?)(?:,?\s(?:include|including|are|comprise|consist\sof)\b\s?:?|\s?:)\s*",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"\b(?:such as|among others|e\.g\.|for example|for instance|etc|so on|some of)\b", re.IGNORECASE)
_SAYS = frozenset(
    "identified found described reviews review studies study literature authors paper which that this".split()
)
_SMALL = frozenset("and or of the a an in for to with on by".split())
_STEM = 5  # letters by which two forms of a word are the same
_LEAST = 3  # items of a list
_SHARED = 2  # items that both lists have


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Parts:
    """A list with what it is of: the noun, and the stems of the words that follow it."""

    head: str
    of: frozenset[str]
    items: tuple[_Item, ...]
    sentence: Sentence


def enumerated(reading: Reading) -> Iterator[Disagreement]:
    """The pairs of lists that differ, in the order of the text; lists with the same items are one list."""
    lists: dict[tuple[str, ...], list[_Parts]] = {}
    for sentence in reading.sentences:
        if (parts := _parts(reading, sentence)) is not None:
            lists.setdefault(tuple(sorted(item.name.casefold() for item in parts.items)), []).append(parts)
    for same, others in combinations(lists.values(), 2):
        one, other = same[0], others[0]
        if one.head != other.head or not (one.of & other.of or one.of == other.of):
            continue
        shared = min(len(a.items) - len(_apart(a, b)) for a, b in ((one, other), (other, one)))
        if _apart(one, other) and _apart(other, one) and shared >= _SHARED:
            yield _of(reading, same, others)


def _parts(reading: Reading, sentence: Sentence) -> _Parts | None:
    opens = _OPENS.search(sentence.text)
    if opens is None or _PARTLY.search(sentence.text):
        return None
    behind = sentence.text[opens.end() :]
    items = _inline(sentence, opens.end()) if behind.strip() else _listed(reading, sentence)
    if len(items) < _LEAST:
        return None
    of = frozenset(_stems(opens["of"])) - {word[:_STEM] for word in _SAYS}
    return _Parts(opens["head"].lower(), of, tuple(items), sentence)


def _inline(sentence: Sentence, at: int) -> list[_Item]:
    """Items between commas up to the end of the sentence; the last "and" parts two where no comma stands before it."""
    found = []
    pieces = [(at + m.start(), at + m.end()) for m in re.finditer(r"[^,;.]+", sentence.text[at:]) if m[0].strip()]
    last = sentence.text[slice(*pieces[-1])] if pieces else ""
    joint = None if re.match(r"\s*(?:and|or)\s", last) else re.search(r"\s(?:and|or)\s", last)
    if joint is not None:
        start, end = pieces.pop()
        pieces += [(start, start + joint.start()), (start + joint.end(), end)]
    for start, end in pieces:
        name = re.sub(r"^\s*(?:and|or)\s", "", sentence.text[start:end]).strip()
        if name and len(name.split()) <= 8:
            found.append(_Item(name, sentence.start + start, sentence.start + end))
    return found


def _listed(reading: Reading, sentence: Sentence) -> list[_Item]:
    """The items of the list right behind a sentence, by their first words."""
    blocks, text = reading.document.blocks, reading.document.text
    found = []
    for block in blocks[sentence.block + 1 :]:
        if block.kind is not BlockKind.LIST_ITEM or block.level:
            break
        name = re.split(r"[:.;(–—]", text[block.start : block.end], maxsplit=1)[0].strip()
        found.append(_Item(" ".join(name.split()[:8]), block.start, block.end))
    return found


def _apart(one: _Parts, other: _Parts) -> list[_Item]:
    """The items of one list whose telling words are in no item of the other."""
    often = Counter(word for item in one.items for word in set(_stems(item.name)))
    known = {word for item in other.items for word in _stems(item.name)}
    return [
        item
        for item in one.items
        if (telling := {word for word in _stems(item.name) if often[word] == 1}) and not telling & known
    ]


def _stems(text: str) -> list[str]:
    words = (word.lower() for word in re.findall(r"[^\W\d_]+", text))
    return [word[:_STEM] for word in words if word not in _SMALL]


def _of(reading: Reading, same: Sequence[_Parts], others: Sequence[_Parts]) -> Disagreement:
    one, other = same[0], others[0]
    here, there = (", ".join(item.name for item in _apart(a, b)) for a, b in ((one, other), (other, one)))
    said = (side for parts in same for side in _sides(reading, parts, _apart(parts, other)))
    against = (side for parts in others for side in _sides(reading, parts, _apart(parts, one), against=True))
    return Disagreement(
        Kind.CONTRADICTION,
        f"List of {one.head}",
        (*said, *against),
        (f"two lists of the main {one.head} share items, and each has some that the other lacks",),
        0.5,
        f"only here: {here}; only there: {there}",
    )


def _sides(reading: Reading, parts: _Parts, items: list[_Item], *, against: bool = False) -> Iterator[Side]:
    """The items that the other list lacks; the whole sentence where they stand in it."""
    sentence = (parts.sentence.start, parts.sentence.end)
    inside = [item for item in items if sentence[0] <= item.start < sentence[1]]
    if inside:
        key = (inside[0].start, inside[0].end)
        yield reading.side(sentence, key, ", ".join(item.name for item in inside), against=against)
        return
    for item in items:
        yield reading.side((item.start, item.end), (item.start, item.start + 1), item.name, against=against)
