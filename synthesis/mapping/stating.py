"""What the running text says of how many primary studies a category, or a year, has.

In: a Reading, the categories of the tables. Out: Claims. Called by synthesis.mapping.study_map. Believed is only what
stands close together: "Route planning (n = 12)", "twelve studies address route planning", "route planning is covered by
twelve studies", "nine studies were published in 2021". A category of one word is believed in brackets only, since one
word is also just a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.study import Anchor, BlockKind
from extract.facts.numbers import is_year, numbers
from extract.facts.own import sentence_spans
from synthesis.mapping.labels import as_year
from synthesis.mapping.rows import Number, told
from synthesis.refutation.reading import Place, Reading

WORKS = r"(?:primary |included |selected |reviewed |of the )?(?:stud(?:y|ies)|papers?|articles?|publications?|works)"
_BOX = re.compile(r"\s?[(\[](?P<count>[^()\[\]]{1,40}|[^()\[\]]{1,20}\([^()\[\]]{1,10}\))[)\]]")
_SURE = re.compile(rf"%|=|{WORKS}", re.IGNORECASE)
_FOLLOWS = re.compile(rf"\s{WORKS}\b(?:\s?\((?P<percent>\d{{1,3}}(?:\.\d+)?)\s?%\))?", re.IGNORECASE)
_ROUGH = re.compile(
    r"\b(?:about|approximately|around|nearly|almost|some|over|under|at least|at most|up to|more than|less than"
    r"|fewer than|of the|of these|of those|of all|out of|of|other|another|additional|further|than|to|or|and|between"
    r"|[–-])\s?$",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.;:()\[\]]|\d|\b(?:not?|without|neither|nor|except|besides|other than|and)\b", re.IGNORECASE)
_IN_YEAR = re.compile(r"(?:\s|,|were|was|have|been|published|appeared|appear|there|released|in|the|year|during)*")
_GOES_ON = re.compile(r"\s?(?:to|and|or|until|through|[–—-])\s?(?:19|20)\d\d")
_SPEAKING = frozenset((BlockKind.ABSTRACT, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.NOTE))
_NEAR = 7  # words between a count and its category


@dataclass(frozen=True, slots=True)
class Claim:
    """A count of the running text, of a category or a year."""

    label: str
    number: Number
    anchor: Anchor


def claims(reading: Reading, labels: Sequence[str]) -> Iterator[Claim]:
    """The counts of categories and years, in reading order. labels: categories and years ("2021"), each once.

    Only blocks that name a label are taken apart into sentences, since most do not.
    """
    first = {label: label.casefold().split()[0] for label in labels if label.split()}
    patterns = {label: _pattern(label) for label in first}
    text = reading.document.text
    for block in reading.document.blocks:
        lowered = text[block.start : block.end].casefold() if block.kind in _SPEAKING else ""
        there = {label: patterns[label] for label, word in first.items() if word in lowered}
        if there and reading.place(block) not in (Place.BACKGROUND, Place.BACK):
            for start, end in sentence_spans(text, block.start, block.end):
                yield from _of_sentence(reading, text[start:end], start, there)


def _pattern(label: str) -> re.Pattern[str]:
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", label) if word)
    return re.compile(rf"(?<!\w)[\"“‘']?{words}[\"”’']?(?!\w)", re.IGNORECASE)


def _of_sentence(reading: Reading, text: str, at: int, there: Mapping[str, re.Pattern[str]]) -> Iterator[Claim]:
    places = [(label, match) for label, pattern in there.items() for match in pattern.finditer(text)]
    # "data access" inside "data access control" is another category
    longest = [(label, m) for label, m in places if not any(_inside(m, other) for _, other in places if other is not m)]
    found: dict[str, Claim] = {}
    for label, match in sorted(longest, key=lambda p: p[1].start()):
        said = _boxed(reading, text, at, label, match) or _near(text, label, match)
        if said is not None:
            number, start, end = said
            found.setdefault(label, Claim(label, number, Anchor(reading.document.id, at + start, at + end)))
    yield from found.values()


def _inside(one: re.Match[str], other: re.Match[str]) -> bool:
    return other.start() <= one.start() and one.end() <= other.end() and len(one[0]) < len(other[0])


def _boxed(reading: Reading, text: str, at: int, label: str, match: re.Match[str]) -> tuple[Number, int, int] | None:
    """The count in brackets behind a category; a bare number only where it is no citation."""
    box = _BOX.match(text, match.end())
    number = told(box["count"]) if box else None
    if box is None or number is None or (number.number is not None and 1900 <= number.number <= 2099):
        return None
    start, end = at + box.start(), at + box.end()
    cited = any(c.start < end and start < c.end for c in reading.document.citations)
    if not _SURE.search(box["count"]) and (cited or "[" in box[0] or as_year(label)):
        return None
    return number, match.start(), box.end()


def _near(text: str, label: str, match: re.Match[str]) -> tuple[Number, int, int] | None:
    """The one count of studies that stands close to a category or year."""
    if " " not in label.strip() and not as_year(label):
        return None
    for number in numbers(text):
        works = _FOLLOWS.match(text, number.end)
        if works is None or is_year(number) or _ROUGH.search(text[: number.start]):
            continue
        if works.end() <= match.start():
            between = text[works.end() : match.start()]
        elif match.end() <= number.start:
            between = text[match.end() : number.start]
        else:
            continue
        if _joins(label, between, text, match):
            share = float(works["percent"]) if works["percent"] else None
            start, end = min(number.start, match.start()), max(works.end(), match.end())
            return Number(number.value, share), start, end
    return None


def _joins(label: str, between: str, text: str, match: re.Match[str]) -> bool:
    """Whether the words between a count and a category join the two."""
    if not as_year(label):
        return len(between.split()) <= _NEAR and not _STOPS.search(between)
    in_it = re.search(r"\b(?:in|during|year)\s?$", text[: match.start()], re.IGNORECASE)
    return bool(in_it) and bool(_IN_YEAR.fullmatch(between)) and not _GOES_ON.match(text, match.end())
