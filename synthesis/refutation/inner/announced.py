"""A list announced by its number, against the items that follow.

In: a Reading. Out: Disagreements of kind arithmetic. Called by synthesis.refutation.within. Items are counted where
their number is certain: marks that count on ("(1) ... (4)", "a) ... e)"), short items between commas with "and"
before the last one, bullets right behind a colon, and paragraphs that each open with a run-in heading that repeats
the noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.study import Block, BlockKind
from extract.facts.numbers import numbers
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.counting import Count, counts, singular
from synthesis.refutation.reading import Reading

_MARK = re.compile(
    r"(?:(?:(?<=\s)|^)\(|(?<=[:;,.]\s)|(?<=\band\s)|(?<=\bor\s))"
    r"(?:(?P<digit>\d{1,2})|(?P<roman>[ivx]{1,4})|(?P<letter>[a-h]))\)\s?(?=\S)"
)
_NEAR = 80  # characters between a number's noun and the colon, mark or list that it announces
_ROMAN = {word: n for n, word in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_PARTLY = re.compile(
    r"\b(?:such as|including|include|includes|among others|e\.g\.|for example|for instance|namely one|among them|"
    r"notably|particularly|especially|etc|so on|of which|of them|of these|between)\b",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"(?P<head>[A-Z][^.:;!?\n]{2,80}?)\s?(?:\([^()\n]{1,30}\))?\s?[:.–—]\s")
_ITEM = re.compile(r"[\w’'\"“”/&-]+(?: [\w’'\"“”/&-]+){0,5}")
_OPENS = re.compile(rf"[^:;.()]{{0,{_NEAR}}}:\s(?=\S)|\s\((?=[A-Za-z][^()]*\))|,\s(?:namely|i\.e\.,?)\s")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|can|will|which|that|who|where|while|whereas|because|but)\b")
_NOT_ANNOUNCED = re.compile(r"\b(?:the|these|those|its|their|all|both|first|last|other|top)\s$", re.IGNORECASE)
_OTHER_THING = re.compile(
    r"\b(?:following|these|those)\s+(?:[\w-]+\s+){0,3}?[\w-]+s\b|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Items:
    """How many items there are, and where the last of them stands."""

    number: int
    start: int
    end: int
    how: str
    sure: float


def announced(reading: Reading) -> Iterator[Disagreement]:
    """The announcements whose number is not that of their items, in the order of the text."""
    for sentence in reading.sentences:
        told = [*counts(sentence)]
        for count in told:
            if _NOT_ANNOUNCED.search(count.before) or not 2 <= count.value <= 20:
                continue
            items = _items(reading, count)
            if items is not None and items.number not in {other.value for other in told}:
                yield _of(reading, count, items)


def _items(reading: Reading, count: Count) -> _Items | None:
    return _marked(reading, count) or _between_commas(count) or _listed(reading, count) or _headed(reading, count)


def _marked(reading: Reading, count: Count) -> _Items | None:
    """ "Three barriers: (1) cost; (2) noise; (3) dust": marks that count on from the first, in the same block."""
    block = reading.document.blocks[count.sentence.block]
    text = reading.document.text[count.end : block.end]
    marks = [*_MARK.finditer(text)]
    lead = text[: marks[0].start()] if marks else ""
    if not marks or 1 not in _values(marks[0]) or len(lead) > _NEAR or _PARTLY.search(lead) or _leads_astray(lead):
        return None
    last, number = marks[0], 1
    for mark in marks[1:]:
        if number + 1 in _values(mark) and not re.search(r"\b(?:and|or)\s+$", text[: last.start()]):
            last, number = mark, number + 1
    end = re.search(r"[.;!?](?:\s|$)", text[last.end() :])
    if number < 2 or end is None or text[last.end() :].rstrip().endswith((",", "and")):
        return None
    start = count.end + last.start()
    return _Items(number, start, start + len(last[0]) + end.start(), f"counts on to {last[0].strip()}", 0.8)


def _leads_astray(lead: str) -> bool:
    """Whether the words between a count and the first mark end its sentence, or announce something else."""
    return bool(re.search(r"[.!?]\s", lead) or _OTHER_THING.search(lead))


def _values(mark: re.Match[str]) -> set[int]:
    """What a mark can count: "(i)" is one, and the ninth letter."""
    if mark["digit"]:
        return {int(mark["digit"])}
    word = mark["roman"] or mark["letter"]
    return {_ROMAN.get(word, 0), ord(word) - ord("a") + 1 if len(word) == 1 else 0}


def _between_commas(count: Count) -> _Items | None:
    """ "Four barriers were found: cost, noise, dust, and heat.": short items up to the end of the sentence."""
    sentence = count.sentence
    behind = sentence.text[count.end - sentence.start :]
    colon = _OPENS.match(behind)
    if colon is None or sentence.kind is BlockKind.CAPTION or _PARTLY.search(behind) or _leads_astray(colon[0]):
        return None
    rest = behind[colon.end() :]
    if colon[0].endswith("("):
        rest = rest[: rest.find(")")]
    told = re.sub(r"\s?(?:\[[\d,\s–-]+\]|\([^()]*\))", "", rest).strip().rstrip(".")
    if _VERB.search(told) or re.search(r"[:;?!]", told):
        return None
    parts = re.split(r",\s(?:and\s|or\s|&\s)?|\s(?:and|or|&)\s(?=[^,]*$)", told)
    joints = re.findall(r"\b(?:and|or)\b|&", told)
    last = re.search(r"\b(?:and|or)\b|&", told)
    if last is None or len(joints) != 1 or "," in told[last.end() :]:
        return None
    if len(parts) < 2 or not all(_ITEM.fullmatch(part.strip()) for part in parts):
        return None
    start = count.end + colon.end()
    sizes = [_size(part) for part in parts]
    if all(size is None for size in sizes):
        named = "; ".join(part.strip() for part in parts)
        return _Items(len(parts), start, sentence.end, f"names {len(parts)}: {named}", 0.7)
    if any(size is None for size in sizes) or len(parts) == count.value:
        return None
    told_sizes = [size for size in sizes if size is not None]
    return _Items(sum(told_sizes), start, sentence.end, " + ".join(map(str, told_sizes)), 0.75)


def _size(item: str) -> int | None:
    """How many things an item counts: "two nurses", "a nurse"; None where it tells no number."""
    if re.match(r"(?:an?|one)\s", item, re.IGNORECASE):
        return 1
    first = next(iter(numbers(item)), None)
    return first.value if first is not None and first.start == 0 else None


def _listed(reading: Reading, count: Count) -> _Items | None:
    """More bullets than announced, right behind the sentence that announces them with a colon.

    Fewer say little: a list that a table or a paragraph interrupts is read as two.
    """
    blocks = reading.document.blocks
    here = count.sentence.block
    behind = count.sentence.text[count.end - count.sentence.start :]
    last = reading.document.text[count.sentence.end : blocks[here].end].strip()
    if last or not behind.rstrip().endswith(":") or len(behind) > 2 * _NEAR or _PARTLY.search(behind):
        return None
    items = _list_behind(blocks, here)
    if len(items) <= count.value or blocks[here].kind is BlockKind.LIST_ITEM or not all(item.marker for item in items):
        return None
    final = items[-1]
    return _Items(len(items), final.start, final.end, f"lists {len(items)} items", 0.6)


def _list_behind(blocks: Sequence[Block], here: int) -> list[Block]:
    """The outermost items of the list that follows a block at once."""
    if here + 1 >= len(blocks) or blocks[here + 1].kind is not BlockKind.LIST_ITEM:
        return []
    group, level = blocks[here + 1].group, blocks[here + 1].level
    return [block for block in blocks[here + 1 :] if block.group == group and block.level == level]


def _headed(reading: Reading, count: Count) -> _Items | None:
    """Paragraphs behind the announcement that each open with a name of one more of what is counted."""
    blocks, text = reading.document.blocks, reading.document.text
    found: list[tuple[int, int]] = []
    for block in blocks[count.sentence.block + 1 :]:
        head = _RUN_IN.match(text, block.start, block.end)
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or head is None:
            break
        last = re.findall(r"[^\W\d_][\w’'-]*", head["head"])
        if not last or singular(last[-1]) != count.head:
            break
        found.append((block.start, head.end()))
    if len(found) < 3:
        return None
    return _Items(len(found), *found[-1], f"{len(found)} paragraphs are each headed as one", 0.75)


def _of(reading: Reading, count: Count, items: _Items) -> Disagreement:
    sentence = count.sentence
    told = reading.side(
        (sentence.start, min(sentence.end, max(items.start, count.end))),
        (count.start, count.end),
        f"{count.value} {count.thing}",
    )
    block = reading.document.blocks[reading_block(reading, items.start)]
    listed = reading.side(
        (items.start, max(items.end, items.start + 1)),
        (items.start, min(items.end, block.end)),
        items.how,
        against=True,
    )
    why = "the number that is announced is not that of the items"
    return Disagreement(
        Kind.ARITHMETIC,
        f"Number: {count.head}",
        (told, listed),
        (why,),
        items.sure,
        f"{count.value} announced, {items.number} listed",
    )


def reading_block(reading: Reading, place: int) -> int:
    """The index of the block that holds a place of the text."""
    return next(i for i, block in enumerate(reading.document.blocks) if block.start <= place < block.end)
