"""The proper names of scales whose levels are items, and which of them a place in a document speaks of.

In: a Scope and a facet whose codebook names containers. Out: names with their places. Called by scales, levels, tables
and names. Words such as "grid" or "index" end the name of a scale only in a section on the facet; those of the codebook
("maturity model") do so everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.study import BlockKind, Table
from extract import labels
from extract.facet import Facet
from extract.language import Passage
from extract.scope import Part, Scope

_KINDS = (
    "Model|Framework|Scale|Index|Ladder|Grid|Matrix|Staircase|Continuum|Radar|Scheme|Spectrum|Stairway|Pyramid|Rubric|"
    "Barometer|Yardstick|Typology|Compass|Scorecard|Thermometer|Roadmap|Profile"
)
_SMALL_KINDS = "scale|index|ladder|grid|matrix|staircase|continuum|radar|scheme|spectrum|pyramid|rubric|yardstick"
_WORD = r"[A-Z][\w’'&/-]*"
_NO_NAME = (
    "The|A|An|This|That|These|Those|Their|Its|Our|His|Her|In|On|Of|At|By|From|For|With|As|Two|Three|Four|Five|Six|Both|"
    "Each|Every|Another|One|Some|Most|Many|Such|Neither|When|Where|While|Although|And|But|Or|Like|Using|Under|Table|Figure"
)
_WIDE = re.compile(
    rf"\b(?!(?:{_NO_NAME})\b){_WORD}(?:\s+(?:{_WORD}|(?:of|for|and|in|to)(?=\s+[A-Z]))){{0,7}}?\s+(?:{_KINDS})\b"
    rf"(?!\s+[A-Z])(?:\s*\([A-Z][\w-]*\))?"
    rf"|\b(?:{_KINDS})\s+(?:of|for)\s+(?:the\s+)?{_WORD}(?:\s+(?:{_WORD}|(?:of|and|in)(?=\s+[A-Z])))*"
    rf"|\b(?:[A-Z]\w*-[\w-]+|[A-Z]{{2,}}\w*)(?:\s+[a-z-]+){{0,2}}\s+(?:{_SMALL_KINDS})\b"
)
_ALIASED = re.compile(r"\b(?:known as|called|call|named|termed|dubbed|labell?ed)\s+(?:the\s+)?$")
_DERIVED = re.compile(
    r"\b(?:adaptation|version|variant|extension|revision|application)s?\s+of\s+(?:the\s+)?$|\bon\s+the\s+$"
)
_POINTED = re.compile(
    rf"\b(?:the|this|that|its|their|his|her|our)\s+(?:\w+\s+)?({_SMALL_KINDS}|model|framework)\b", re.I
)
_PHRASED = re.compile(
    rf"\b(?:the|an?|our|their)\s+(?P<name>(?:(?!(?:of|with|for|in|on|by|to|and|or|that|which|is|are|has)\b)[a-z][\w-]*\s+){{1,3}}?"
    rf"(?:{_SMALL_KINDS}|model|framework|classification|process|stages|levels|taxonomy))\b"
)
_GENERAL = frozenset(
    "two three four five six seven following same first second third other another general overall maturity readiness "
    "capability simple simpler fine finer new own different common such whole entire classic classical process single "
    "similar last only plain plainer main various several theoretical conceptual underlying original existing latter "
    "former digital".split()
)
_PRONOUNS = re.compile(r"\W*(?:it|they|this|these|its|here)\b", re.IGNORECASE)
_ORDINALS = {"first": 0, "former": 0, "second": 1, "latter": 1, "other": 1, "third": 2, "fourth": 3}
_ORDINAL = re.compile(
    r"(?:^|[.;]\s)\W*(?:the\s+)?(first|former|second|latter|other|third|fourth)\b(?:\s+(?:one|of\s+(?:these|them|the\s+\w+)|"
    rf"model|framework|{_SMALL_KINDS}|grading|instrument|tool))?(?=\s*(?:,|\w+s\b|is\b|has\b|was\b|comes\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScaleName:
    """The name of a scale at a place of the document."""

    start: int
    end: int
    label: str


def titled_names(facet: Facet, text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of the proper names of scales, wherever they stand.

    They are capitalised words that end in a container of the facet, or that levels are said to be of ("levels of the
    North Bank Index").
    """
    for last_word, pattern in _proper_names(facet):
        if last_word in text:
            for found in pattern.finditer(text):
                yield found.start(), found.end(), labels.clean(found[0])
    counted = _counted(facet)
    for found in counted.finditer(text) if counted is not None and "of" in text else ():
        if not any(container in found[1].lower() for container in facet.containers):
            yield found.start(1), found.end(1), labels.clean(found[1])


@lru_cache(maxsize=64)
def _proper_names(facet: Facet) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each container of a facet its last word as a name has it, and the names that end in it."""
    found = []
    for container in facet.containers:
        tail = [word.capitalize() for word in container.split()]
        name = r"\s+".join(map(re.escape, tail))
        pattern = re.compile(rf"\b(?!The\b|A\b|An\b)(?:[A-Z][\w’'-]*\s+)+{name}(?:\s*\([A-Z][\w-]*\))?")
        found.append((tail[-1], pattern))
    return tuple(found)


@lru_cache(maxsize=64)
def _counted(facet: Facet) -> re.Pattern[str] | None:
    """ "levels of the X Y", where the facet has words for what is counted."""
    counted = "|".join(re.escape(cue) for cue in facet.weak_cues if " " not in cue)
    name = r"((?:[A-Z][\w’'-]*\s+)+(?:[A-Z][\w’'-]*))"
    return re.compile(rf"\b(?i:{counted})s?\s+of\s+the\s+{name}") if counted else None


def wide_names(facet: Facet, text: str) -> list[tuple[int, int, str]]:
    """(start, end, label) of all names of scales in words that are about the facet, in order; none overlap."""
    found = [*titled_names(facet, text), *((m.start(), m.end(), labels.clean(m[0])) for m in _WIDE.finditer(text))]
    kept: list[tuple[int, int, str]] = []
    for start, end, label in sorted(found, key=lambda name: (name[0], -name[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, label))
    return kept


def on_scales(scope: Scope, index: int, facet: Facet) -> bool:
    """Whether a block lies in a section of findings on the facet of scales."""
    return scope.facet(index) == facet.name and scope.part(index) is Part.FINDING


def names_in(scope: Scope, passage: Passage, facet: Facet) -> tuple[ScaleName, ...]:
    """The names of scales in a passage, in order of place."""
    found = _names_of(scope, facet.name).get(passage.index)
    if found is None:
        text = passage.text
        about = on_scales(scope, passage.index, facet)
        names = wide_names(facet, text) if about else list(titled_names(facet, text))
        if about:
            names += _short_forms(text, names, _abbreviated(scope, facet))
        found = tuple(ScaleName(passage.offset + a, passage.offset + b, label) for a, b, label in sorted(names))
        _names_of(scope, facet.name)[passage.index] = found
    return found


@lru_cache(maxsize=4)
def _abbreviated(scope: Scope, facet: Facet) -> dict[str, str]:
    """Short form to name of the scales that the sections on the facet give a short form ("North Grid (NG)")."""
    text = scope.reading.masked
    found: dict[str, str] = {}
    for index, block in enumerate(scope.reading.document.blocks):
        if on_scales(scope, index, facet):
            for _, _, label in wide_names(facet, text[block.start : block.end]):
                short = re.search(r"\(([A-Z][\w-]+)\)$", label)
                if short:
                    found.setdefault(short[1], label)
    return found


def _short_forms(text: str, names: list[tuple[int, int, str]], short: dict[str, str]) -> list[tuple[int, int, str]]:
    """The short forms of scales that stand alone in a text, each with the name that it is for."""
    alone = re.finditer(rf"\b(?:{'|'.join(map(re.escape, sorted(short)))})\b", text) if short else ()
    return [(m.start(), m.end(), short[m[0]]) for m in alone if not any(a <= m.start() < b for a, b, _ in names)]


@lru_cache(maxsize=4)
def _names_of(scope: Scope, facet: str) -> dict[int, tuple[ScaleName, ...]]:
    """The names found so far in a document, by index of their block."""
    return {}


def named_scale(scope: Scope, passage: Passage, position: int, facet: Facet) -> str:
    """The label of the scale that the words at a position speak of, "" when none is named.

    The nearest decides: a name before it in the sentence, one that the sentence gives afterwards ("it is known as the
    North Grid"), the one that a noun or an ordinal points back at ("the grid", "the second"), the last one before.
    """
    start, _ = _sentence(passage, position)
    here = names_in(scope, passage, facet)
    text = passage.text
    before = _named_before(scope, passage, position, facet)
    if before:
        return before[-1].label
    for name in here:
        between = text[position - passage.offset : name.start - passage.offset]
        if position <= name.start and "." not in between and _ALIASED.search(between):
            return name.label
    phrase = phrased_scale(scope, passage, position, facet)
    if phrase is not None:
        return phrase.label
    earlier = [*_before(scope, passage, facet), *(n for n in here if n.start < start)]
    if not earlier:
        return ""
    return _pointed_at(text[start - passage.offset : position - passage.offset], earlier) or earlier[-1].label


def phrased_scale(scope: Scope, passage: Passage, position: int, facet: Facet) -> ScaleName | None:
    """The scale that common words name before a position ("the closed-loop stages"), in a section on the facet.

    They stand in the sentence itself, or in the one before when the sentence opens with a pronoun.
    """
    if not on_scales(scope, passage.index, facet) or passage.block.kind is BlockKind.LIST_ITEM:
        return None
    start, _ = _sentence(passage, position)
    begin = start
    if start > passage.offset and _PRONOUNS.match(passage.text, start - passage.offset):
        begin, _ = _sentence(passage, start - 2)
        if any(begin <= name.start < start for name in names_in(scope, passage, facet)):
            return None
    for found in reversed(list(_PHRASED.finditer(passage.text, begin - passage.offset, position - passage.offset))):
        *modifiers, _ = found["name"].split()
        if not _GENERAL.issuperset(modifiers):
            place = passage.offset + found.start("name"), passage.offset + found.end("name")
            return ScaleName(*place, labels.sentence_case(labels.clean(found["name"])))
    return None


def is_named_before(scope: Scope, passage: Passage, position: int, facet: Facet) -> bool:
    """Whether the sentence names a scale before a position as its own subject, not as what another one is made of."""
    return bool(_named_before(scope, passage, position, facet))


def _named_before(scope: Scope, passage: Passage, position: int, facet: Facet) -> list[ScaleName]:
    start, _ = _sentence(passage, position)
    return [
        name
        for name in names_in(scope, passage, facet)
        if start <= name.start < position and not _DERIVED.search(passage.text[: name.start - passage.offset])
    ]


def _sentence(passage: Passage, position: int) -> tuple[int, int]:
    if passage.block.kind is BlockKind.LIST_ITEM or not passage.sentences:
        return passage.offset, passage.block.end
    sentence = passage.sentence_at(position)
    return passage.offset + sentence.start_char, passage.offset + sentence.end_char


def _before(scope: Scope, passage: Passage, facet: Facet) -> list[ScaleName]:
    """The names before a passage in its section, when that is on the facet; those of the lead-in before any list."""
    return _above(scope, passage.index, facet, near=passage.block.kind is BlockKind.LIST_ITEM)


def scale_before(scope: Scope, table: Table, facet: Facet) -> str:
    """The label of the scale that a table's caption gives by its short form, or that was last named before it."""
    short = _abbreviated(scope, facet)
    start, end = table.caption or (0, 0)
    for _, _, label in _short_forms(scope.reading.document.text[start:end], [], short):
        return label
    earlier = _above(scope, table.block, facet, near=False)
    return earlier[-1].label if earlier else ""


def _above(scope: Scope, place: int, facet: Facet, *, near: bool) -> list[ScaleName]:
    document = scope.reading.document
    tables = {table.block: table for table in document.tables}
    found: list[ScaleName] = []
    about = on_scales(scope, place, facet)
    for index in range(place - 1, -1, -1):
        block = document.blocks[index]
        if block.section != document.blocks[place].section or not (about or near):
            break
        if index in scope.reading.passages and block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
            found[:0] = names_in(scope, scope.reading.passages[index], facet)
            near = False
        elif index in tables:
            found[:0] = _heads(scope, tables[index], facet)
    return found


def _heads(scope: Scope, table: Table, facet: Facet) -> Iterator[ScaleName]:
    """The names of scales in the heads of a table's columns."""
    text = scope.reading.document.text
    for cell in table.cells:
        if cell.header:
            for start, end, label in wide_names(facet, text[cell.start : cell.end]):
                yield ScaleName(cell.start + start, cell.start + end, label)


def _pointed_at(words: str, earlier: list[ScaleName]) -> str:
    """The earlier name that "the grid" or "the second" in the words before a position means, "" for none."""
    for kind in reversed(_POINTED.findall(words)):
        same = [n for n in earlier if kind.lower() in n.label.lower().split()]
        if same:
            return same[-1].label
    ordinal = _ORDINAL.search(words)
    distinct = list(dict.fromkeys(name.label for name in earlier))
    if ordinal and len(distinct) > _ORDINALS[ordinal[1].lower()]:
        return distinct[_ORDINALS[ordinal[1].lower()]]
    return ""
