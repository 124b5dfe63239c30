"""Themes from lists: bullets and numbers under a lead-in ("The main barriers are:") or a heading.

In: a Scope. Out: candidates. Called by extract.pipeline. A list speaks of the facet that its lead-in names, else of the
facet of its section; in protocol and background sections only the lead-in counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from corpus.study import BlockKind
from extract.candidate import ABOUT_METHOD, Candidate, Container, in_method, set_aside
from extract.language import Passage, lemma
from extract.scope import Part, Scope
from extract.sources.enumerations import numbered
from extract.sources.items import facet_by_heads, items
from extract.sources.scales import model_of, scale_near
from extract.theme import Evidence

QUESTIONS = "items of the list are questions, to the literature or to respondents"
_NUMBERS = dict(enumerate("zero one two three four five six seven eight nine ten eleven twelve".split()))
_NEAR = 6  # words between a number and the noun that tells what is counted
_QUESTION = re.compile(r"^\W*(?:R?Q\d*\b|.*\?\s*$)", re.DOTALL)


def from_lists(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every list, in reading order."""
    listed = list(scope.reading.of_kind(BlockKind.LIST_ITEM))
    for _, group in groupby(listed, key=lambda p: (p.block.group, p.block.section)):
        passages = list(group)
        facet, why = facet_of_list(scope, passages)
        if facet:
            asks = sum(_asks(scope, p) for p in passages) > len(passages) / 2
            yield from set_aside(_of_list(scope, passages, facet, why), QUESTIONS if asks else "")
        elif told := _told_of_method(scope, passages):
            yield from set_aside(_of_list(scope, passages, told[0], told[1]), told[1])


def _told_of_method(scope: Scope, passages: list[Passage]) -> tuple[str, str] | None:
    """The facet that the words before a list name, and why it is none all the same: the study tells its own method."""
    first = passages[0]
    lead = scope.reading.before(first.index)
    if lead is None or lead.block.section != first.block.section or not lead.sentences:
        return None
    cue = scope.introduces(lead.sentences[-1], None)
    if cue is None or cue.weak:
        return None
    if scope.part(first) is Part.PROTOCOL:
        return cue.facet, in_method(scope.section_title(first.index))
    words = [lemma(t) for t in lead.sentences[-1] if not t.is_punct]
    return (cue.facet, ABOUT_METHOD) if scope.speaks_of_research(words) else None


def facet_of_list(scope: Scope, passages: list[Passage]) -> tuple[str | None, str]:
    """The facet of a list and why, (None, "") when nothing tells."""
    first = passages[0]
    part, context = scope.part(first), scope.facet(first.index)
    lead = scope.reading.before(first.index)
    if lead is not None and lead.block.kind is not BlockKind.HEADING and lead.block.section == first.block.section:
        sentence = lead.sentences[-1] if lead.sentences else lead.doc[:]
        words = [lemma(t) for t in sentence if not t.is_punct]
        if scope.speaks_of_research(words) or part is Part.BACK:
            return None, ""
        opens = sentence.text.rstrip().endswith(":") or "follow" in words or "following" in words
        if opens and (cue := scope.introduces(sentence, context)):
            if part is not Part.PROTOCOL:
                by_heads = facet_by_heads(scope, [p.doc[:] for p in passages])
                if by_heads and by_heads != cue.facet:
                    return by_heads, "the items end in head words of the facet"
                return cue.facet, f"the list is introduced by “{sentence.text.strip()[-160:]}”"
        if part is Part.FINDING and context is None and (counted := _counted(scope, words, len(passages))):
            return counted, f"as many items as “{sentence.text.strip()[-160:]}” counts"
    if part is not Part.PROTOCOL and (by_heads := facet_by_heads(scope, [p.doc[:] for p in passages])):
        return by_heads, "the items end in head words of the facet"
    if part is Part.FINDING and context:
        return context, f"the list stands in the section “{scope.section_title(first.index)}”"
    return None, ""


def _counted(scope: Scope, words: list[str], size: int) -> str | None:
    """The facet whose weak cue the words before a list count ("three points of the process"), for as many items."""
    number = _NUMBERS.get(size, "")
    places = [i for i, word in enumerate(words) if word in (number, str(size))]
    for facet in scope.codebook.facets if places and size > 2 else ():
        cues = () if facet.containers else scope.cues(words, facet.name)
        if any(0 < cue.position - i <= _NEAR for i in places for cue in cues if cue.facet == facet.name):
            return facet.name
    return None


def _of_list(scope: Scope, passages: list[Passage], facet_name: str, why: str) -> Iterator[Candidate]:
    facet = scope.codebook.facet_of[facet_name]
    container = Container(f"list at {passages[0].offset}")
    scale = scale_near(scope, passages[0], passages[0].offset, facet) if facet.containers else ""
    parents: dict[int, str] = {}
    order = 0
    for passage in passages:
        tokens = passage.doc[:]
        inner = numbered(passage)
        if inner and facet.containers:
            model = model_of(scope, passage, inner[0].marker_start, facet)
            if model:
                yield Candidate(
                    facet_name,
                    model.model,
                    model.start,
                    model.end,
                    (passage.block.start, passage.block.end),
                    Evidence.LIST_ITEM,
                    0.85,
                    passage.index,
                    (why,),
                    container=container,
                    order=order,
                )
                order += 1
                continue
        level = passage.block.level
        parent = parents.get(level - 1, "") if level else scale
        for item in items(passage, tokens, facet):
            yield Candidate(
                facet_name,
                item.label,
                item.start,
                item.end,
                (passage.block.start, passage.block.end),
                Evidence.LIST_ITEM,
                0.85 if item.sure else 0.6,
                passage.index,
                (why,),
                item.definition,
                container,
                parent,
                order,
            )
            parents[level] = item.label
            order += 1


def _asks(scope: Scope, passage: Passage) -> bool:
    """Whether an item is a question to the literature or to respondents, or an answer to tick."""
    text = scope.reading.document.text[passage.block.start : passage.block.end]
    return bool(_QUESTION.match(text))
