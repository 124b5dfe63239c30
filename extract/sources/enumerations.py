"""Themes from numbered enumerations inside sentences: "(1) ..., (2) ..., and (3) ...".

In: a Scope. Out: candidates; under a facet with containers (maturity models) the words before the numbers also name the
model whose levels follow. Called by extract.pipeline, and by lists for items that hold an enumeration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract.candidate import ABOUT_METHOD, Candidate, Container, in_method, set_aside
from extract.codebook import ItemShape
from extract.cues import Cue
from extract.language import Passage, lemma
from extract.scope import Part, Scope
from extract.sources.items import facet_by_heads, items, split_head
from extract.sources.scales import model_of, scale_near
from extract.sources.spans import phrase
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_MARKER = re.compile(r"(?:(?<=^)|(?<=[\s;,:(–—-]))\(?\s?(\d{1,2}|[ivx]{1,4}|[a-kA-K])\)(?=\s?[^\s,;.)])")
_COUNTS = "none one two three four five six seven eight nine ten eleven twelve".split()
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_SENTENCE_END = re.compile(r"(?<=[\w)\]”\"])(?<!e\.g)(?<!i\.e)(?<!\bal)(?<!\bvs)\.(?=\s+[A-Za-z“\"(]|\s*$)")


@dataclass(frozen=True, slots=True)
class Segment:
    """One member of an enumeration, in positions of the document."""

    marker_start: int
    start: int
    end: int


def from_enumerations(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every enumeration in paragraphs and list items, in reading order."""
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        part = scope.part(passage)
        if part is Part.BACK:
            continue
        why = in_method(scope.section_title(passage.index)) if part is Part.PROTOCOL else ""
        for segments in runs(passage):
            yield from set_aside(_of_run(scope, passage, segments, part), why)


def _of_run(scope: Scope, passage: Passage, segments: list[Segment], part: Part) -> Iterator[Candidate]:
    lead = lead_of(passage, segments[0].marker_start)
    context = scope.facet(passage.index)
    words = [lemma(t) for t in lead if not t.is_punct]
    cue = scope.introduces(lead, context) if lead else None
    scale = bool(cue and scope.codebook.facet_of[cue.facet].containers)
    if cue is not None and not scale and _counts_others(scope, lead, cue, len(segments)):
        return
    if cue is None and context and part is Part.FINDING:
        cue = Cue(context, scope.section_title(passage.index), 0, weak=True)
    if cue is not None:
        aside = ABOUT_METHOD if scope.speaks_of_research(words) else ""
        yield from set_aside(_counted(scope, passage, segments, part, cue, words), aside)


def _counts_others(scope: Scope, lead: Tokens, cue: Cue, members: int) -> bool:
    """Whether another noun has the number of the members, and those of the facet have other ones.

    "Two aims of the five stages: (1) ..., (2) ..." counts aims; "twenty steps in two phases: ..." counts phases.
    """
    words = [t for t in lead if not t.is_punct and not t.is_space]
    numbers = {i: _number(t.lower_) for i, t in enumerate(words) if t.like_num}
    places = [c.position for c in (cue, *scope.cues([lemma(t) for t in words], cue.facet)) if c.facet == cue.facet]
    own = [n for i, n in numbers.items() if any(0 < place - i <= 3 for place in places)]
    return bool(own) and members not in own and members in numbers.values()


def _number(word: str) -> int:
    """The value of a count, 0 for one above twelve in words."""
    return int(word) if word.isdecimal() else _COUNTS.index(word) if word in _COUNTS else 0


def _counted(
    scope: Scope, passage: Passage, segments: list[Segment], part: Part, cue: Cue, words: list[str]
) -> Iterator[Candidate]:
    """The members of an enumeration that a cue announces, and before them the scale whose levels they are."""
    context = scope.facet(passage.index)
    spans = [passage.tokens(s.start, s.end) for s in segments]
    name = _levels_in_context(scope, context, words) or facet_by_heads(scope, spans) or cue.facet
    facet = scope.codebook.facet_of[name]
    first = segments[0].marker_start
    model = model_of(scope, passage, first, facet) if facet.containers else None
    scale = scale_near(scope, passage, first, facet) if facet.containers and not model else ""
    where = f"enumeration at {segments[0].marker_start}"
    container = Container(where, model.model, model.start, model.end) if model else Container(where)
    before = segments[0].marker_start - passage.offset
    why = (f"numbered after “{passage.text[max(0, before - 100) : before].strip()}”",)
    confidence = 0.8 if part is Part.FINDING else 0.6
    if model:
        yield Candidate(
            name,
            model.model,
            model.start,
            model.end,
            _sentence(passage, model.start),
            Evidence.DEFINITION,
            0.75,
            passage.index,
            why,
        )
    for order, segment in enumerate(segments):
        tokens: Tokens = passage.tokens(segment.start, segment.end)
        if (
            facet.item is ItemShape.NOUN_PHRASE
            and not facet.containers
            and len(tokens) > 6
            and not split_head(tokens)[1]
        ):
            tokens = phrase(tokens)
        for item in items(passage, tokens, facet):
            yield Candidate(
                name,
                item.label,
                item.start,
                item.end,
                (min(segment.marker_start, item.start), segment.end),
                Evidence.ENUMERATION,
                confidence,
                passage.index,
                why,
                item.definition,
                container,
                container.model or scale,
                order,
            )


def _levels_in_context(scope: Scope, context: str | None, words: list[str]) -> str | None:
    """A facet with containers claims the "levels", "stages" or "criteria" that are counted in its own section."""
    if context and scope.codebook.facet_of[context].containers:
        weak = scope.codebook.facet_of[context].weak_cues
        if any(word in weak for word in words):
            return context
    return None


def numbered(passage: Passage) -> list[Segment]:
    """The first enumeration of a passage, [] when it holds none."""
    found = runs(passage)
    return found[0] if found else []


def runs(passage: Passage) -> list[list[Segment]]:
    """Every enumeration that counts up from one, with two members or more. A misnumbered member does not end it."""
    text = passage.text
    found: list[list[re.Match[str]]] = []
    expected = 0
    for marker in _MARKER.finditer(text):
        values = _values(marker[1])
        if 1 in values and not (marker[1] == "i" and expected == 9):  # "i" after "h" goes on counting letters
            found.append([marker])
            expected = 2
        elif expected and expected in values:
            found[-1].append(marker)
            expected += 1
    return [_segments(passage, run) for run in found if len(run) > 1]


def _values(mark: str) -> set[int]:
    mark = mark.lower()
    if mark.isdigit():
        return {int(mark)}
    values = {_ROMAN[mark]} if mark in _ROMAN else set()
    return values | ({ord(mark) - 96} if len(mark) == 1 else set())


def _segments(passage: Passage, run: list[re.Match[str]]) -> list[Segment]:
    text, offset = passage.text, passage.offset
    segments = []
    for i, marker in enumerate(run):
        if i + 1 < len(run):
            end = run[i + 1].start()
        else:
            stop = _SENTENCE_END.search(text, marker.end())
            end = stop.start() if stop else len(text)
        body = text[marker.end() : end]
        start = marker.end() + len(body) - len(body.lstrip())
        end = marker.end() + len(body.rstrip(" ,;\n"))
        if start < end:
            segments.append(Segment(offset + marker.start(), offset + start, offset + end))
    return segments


def lead_of(passage: Passage, position: int) -> list[Token]:
    """The tokens of the sentence before an enumeration; with the sentence before it when that is short."""
    sentence = passage.sentence_at(position)
    lead = [t for t in sentence if passage.offset + t.idx < position]
    if len(lead) < 4 and sentence.start > 0:
        before = passage.sentence_at(passage.offset + passage.doc[sentence.start - 1].idx)
        lead = [*before, *lead]
    return list(lead)


def _sentence(passage: Passage, position: int) -> tuple[int, int]:
    sentence = passage.sentence_at(position)
    return passage.offset + sentence.start_char, passage.offset + sentence.end_char
