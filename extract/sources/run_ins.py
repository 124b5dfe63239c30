"""Themes from run-in headings: words that open a paragraph ("Data steward: keeps ...", "Ward nurse. She asks ...").

In: a Scope. Out: candidates. Called by extract.pipeline. They are told by emphasis, by a colon, or, where most
paragraphs of a section on a facet open so, by a short first sentence without a verb. "Phase 2: Planting" is about the
planting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.study import BlockKind
from extract import labels
from extract.candidate import Candidate, Container
from extract.facet import ItemShape
from extract.language import Passage, lemma
from extract.scope import Part, Scope
from extract.sources.headings import NOT_AN_ITEM, parent_title
from extract.sources.items import facet_by_heads, items
from extract.theme import Evidence

_RUN_IN = re.compile(r"(?:^|(?<=[.!?”\")\]]\s))([A-Z][^.:;!?\n]{2,90}?)\s?:\s+(?=[A-Z“\"(])")
_PLAIN = re.compile(r"(?:\(?(?:\d{1,2}|[a-z])[.)]\s+)?([A-Z][^.:;!?\n]{2,60})\.\s+(?=[A-Z“\"(])")
_NUMBERED = re.compile(
    r"(?:Phase|Step|Stage|Level|Tier|Theme|Category|Challenge|Barrier|Problem|Issue|Principle|Practice|Role|Task|Trend)"
    r"\s(?:\d{1,2}|[IVX]{1,4}|[A-H])"
)
_NAMING = frozenset(("NOUN", "PROPN", "ADJ", "VERB", "NUM"))  # what a plain heading may open with
_TOLD = re.compile(r"\s*([A-Z][^.:;!?\n]{2,80}?)\s?[.:]\s")


@dataclass(frozen=True, slots=True)
class _RunIn:
    passage: Passage
    start: int
    end: int
    body: tuple[int, int]


def from_run_ins(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every series of run-in headings: two or more in one section, under a facet."""
    sections: dict[int | None, list[Passage]] = {}
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH):
        if scope.part(passage) not in (Part.PROTOCOL, Part.BACK):
            sections.setdefault(passage.block.section, []).append(passage)
    for section, passages in sections.items():
        found = [run_in for passage in passages for run_in in _run_ins(passage)] or _plain_series(scope, passages)
        if not found:
            continue
        facet, why, alone = _facet_of_series(scope, passages, found)
        if facet and (len(found) > 1 or (alone and found[0].start == found[0].passage.offset)):
            yield from _of_series(scope, section, facet, why, found)


def _facet_of_series(scope: Scope, passages: list[Passage], found: list[_RunIn]) -> tuple[str | None, str, bool]:
    """The facet of run-in headings: of their head words, the section title, or the paragraph that leads in to them.

    The third value is whether the section of findings itself says so; then one run-in heading alone is enough.
    """
    by_heads = facet_by_heads(scope, [r.passage.tokens(r.start, r.end) for r in found])
    if by_heads:
        return by_heads, "run-in headings that end in head words of the facet", False
    first = found[0].passage
    context = scope.facet(first.index)
    title = f"run-in headings in the section “{scope.section_title(first.index)}”"
    if context and scope.part(first) is Part.FINDING:
        return context, title, True
    leads = [p for p in passages if p.index < first.index and p.sentences] or ([first] if first.sentences else [])
    if leads:
        sentence = leads[-1].sentences[-1] if leads[-1] is not first else first.sentences[0]
        cue = scope.introduces(sentence, context)
        if cue and not cue.weak and (leads[-1] is not first or sentence.end_char < len(first.text)):
            return cue.facet, f"run-in headings after “{sentence.text.strip()[-120:]}”", False
    return context, title, False


def _run_ins(passage: Passage) -> list[_RunIn]:
    text = passage.text
    bold = _bold_opening(passage)
    if bold:
        return [_RunIn(passage, *bold, (bold[1] + 1, passage.block.end))]
    marks = [
        m
        for m in _RUN_IN.finditer(text)
        if _NUMBERED.fullmatch(m[1]) or (_is_heading_like(m[1]) and not _says(passage, m))
    ]
    ends = [*(m.start() for m in marks[1:]), len(text)][: len(marks)]
    return [_run_in(passage, m.span(1), m.end(), end) for m, end in zip(marks, ends, strict=True)]


def _run_in(passage: Passage, head: tuple[int, int], begin: int, end: int) -> _RunIn:
    """A run-in heading with its body, given by positions in the passage; for "Phase 2" what that is."""
    text = passage.text
    told = _TOLD.match(text, begin) if _NUMBERED.fullmatch(text, *head) else None
    if told and told.end() < end and len(told[1].split()) <= 9:
        head, begin = told.span(1), told.end()
    at = passage.offset
    return _RunIn(passage, at + head[0], at + head[1], (at + begin, at + end))


def _plain_series(scope: Scope, passages: list[Passage]) -> list[_RunIn]:
    """The short first sentences without a verb of the paragraphs of a section on a facet, where most open so."""
    first = passages[0]
    facet = scope.facet(first.index)
    if facet is None or scope.part(first) is not Part.FINDING or len(passages) < 2:
        return []
    found = []
    for passage in passages:
        mark = _PLAIN.match(passage.text)
        if mark and len(mark[1].split()) <= 6 and _is_heading_like(mark[1]) and not _says(passage, mark):
            run_in = _run_in(passage, mark.span(1), mark.end(), len(passage.text))
            if passage.tokens(run_in.start, run_in.end)[0].pos_ in _NAMING:
                found.append(run_in)
    heads = [run_in.passage.tokens(run_in.start, run_in.end) for run_in in found]
    persons = scope.codebook.facet_of[facet].head_words
    if persons and 2 * sum(lemma(head[-1]) in persons for head in heads) < len(heads):
        return []  # groups of them ("Management."), and the items inside
    return found if len(found) > 1 and 2 * len(found) >= len(passages) - 1 else []


def _bold_opening(passage: Passage) -> tuple[int, int] | None:
    """Emphasised words that open a paragraph and end in a full stop or colon ("**River warden.** Walks the bank")."""
    block = passage.block
    if not block.bold or block.bold[0][0] != block.start or block.bold[0][1] >= block.end - 10:
        return None
    start, end = block.bold[0]
    text = passage.text
    words = text[: end - block.start]
    follows = text[end - block.start : end - block.start + 1]
    if words.rstrip()[-1:] not in ".:" and follows not in (".", ":"):
        return None
    words = words.rstrip(" .:")
    counted = re.match(rf"{_NUMBERED.pattern}\s*[:.–—-]\s*(?=\S)", words)
    if counted:
        start, words = start + counted.end(), words[counted.end() :]
    return (start, start + len(words)) if words and _is_heading_like(words) else None


def _says(passage: Passage, mark: re.Match[str]) -> bool:
    """Whether the words before the colon are a sentence of their own."""
    tokens = passage.tokens(passage.offset + mark.start(1), passage.offset + mark.end(1))
    return any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") and t.pos_ in ("VERB", "AUX") for t in tokens)


def _is_heading_like(words: str) -> bool:
    return len(words.split()) <= 9 and not NOT_AN_ITEM.match(words) and not re.search(r"\d{4}|https?|@", words)


def _of_series(scope: Scope, section: int | None, name: str, why: str, found: list[_RunIn]) -> Iterator[Candidate]:
    facet = scope.codebook.facet_of[name]
    container = Container(f"run-ins in section {section}")
    parent = parent_title(scope, section, facet)
    for order, run_in in enumerate(found):
        tokens = run_in.passage.tokens(run_in.start, run_in.end)
        definition = scope.reading.document.text[run_in.body[0] : run_in.body[1]].strip()
        if facet.item is ItemShape.NAME and not labels.is_name(tokens):
            continue
        if tokens[0].pos_ in ("ADP", "SCONJ") or (len(tokens) == 1 and tokens[0].pos_ == "ADV"):
            continue  # "At the gate." says where, not what
        for item in items(run_in.passage, tokens, facet):
            yield Candidate(
                name,
                labels.unparenthesise(item.label),
                item.start,
                item.end,
                (run_in.start, run_in.body[1]),
                Evidence.RUN_IN_HEADING,
                0.75,
                run_in.passage.index,
                (why,),
                definition,
                container,
                parent,
                order,
            )
