"""Themes from headings: run-in headings ("Data steward: keeps ...") and section headings that are items themselves.

In: a Scope. Out: candidates. Called by extract.pipeline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.study import BlockKind, Section
from extract import labels
from extract.candidate import Candidate, Container
from extract.codebook import Facet, ItemShape
from extract.language import Passage, is_plural
from extract.scope import Part, Scope
from extract.sources.items import facet_by_heads, items
from extract.theme import Evidence

_RUN_IN = re.compile(r"(?:^|(?<=[.!?”\")\]]\s))([A-Z][^.:;!?\n]{2,90}?)\s?:\s+(?=[A-Z“\"(])")
_NOT_AN_ITEM = re.compile(
    r"^(?:figure|fig|table|keywords?|abstract|note|source|objective|context|method|methods|results?|conclusions?|doi|issn|isbn|url|"
    r"email|e-mail|rq|q|question|hypothesis|theme|step|example|definition|research question|in particular|for example|"
    r"in summary|additional|remark|algorithm|theorem|lemma|proof|dataset|input|output|appendix)\b[\s\d.]*",
    re.IGNORECASE,
)


_OF_THE_STUDY = re.compile(
    r"\b(?:this|our|the present) (?:study|paper|review|thesis|work|article|survey)\b", re.IGNORECASE
)


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
        found = [run_in for passage in passages for run_in in _run_ins(passage)]
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
    marks = [m for m in _RUN_IN.finditer(text) if _is_heading_like(m[1]) and not _says(passage, m)]
    ends = [*(m.start() for m in marks[1:]), len(text)][: len(marks)]
    return [
        _RunIn(
            passage,
            passage.offset + m.start(1),
            passage.offset + m.end(1),
            (passage.offset + m.end(), passage.offset + end),
        )
        for m, end in zip(marks, ends, strict=True)
    ]


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
    return (start, start + len(words)) if words and _is_heading_like(words) else None


def _says(passage: Passage, mark: re.Match[str]) -> bool:
    """Whether the words before the colon are a sentence of their own."""
    tokens = passage.tokens(passage.offset + mark.start(1), passage.offset + mark.end(1))
    return any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") and t.pos_ in ("VERB", "AUX") for t in tokens)


def _is_heading_like(words: str) -> bool:
    return len(words.split()) <= 9 and not _NOT_AN_ITEM.match(words) and not re.search(r"\d{4}|https?|@", words)


def _of_series(scope: Scope, section: int | None, name: str, why: str, found: list[_RunIn]) -> Iterator[Candidate]:
    facet = scope.codebook.facet_of[name]
    container = Container(f"run-ins in section {section}")
    parent = parent_title(scope, section, facet)
    for order, run_in in enumerate(found):
        tokens = run_in.passage.tokens(run_in.start, run_in.end)
        definition = scope.reading.document.text[run_in.body[0] : run_in.body[1]].strip()
        if facet.item is ItemShape.NAME and not labels.is_name(tokens):
            continue
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


def parent_title(scope: Scope, section: int | None, facet: Facet) -> str:
    """The title of the section when that is itself an item of the facet ("Organisational barriers")."""
    if section is None:
        return ""
    found = _heading_items(scope).get(section)
    return found[1] if found and found[0] == facet.name else ""


def from_headings(scope: Scope) -> Iterator[Candidate]:
    """Headings that are items: siblings that end in one cue word, and the children of a heading that names a facet."""
    for section_index, (facet, label, why) in sorted(_heading_items(scope).items()):
        section = scope.reading.document.sections[section_index]
        place = _title_place(scope, section)
        if place is None or _OF_THE_STUDY.search(section.title):
            continue
        start, end, block = place
        siblings = f"headings under {section.parent}"
        yield Candidate(
            facet,
            label,
            start,
            end,
            (start, end),
            Evidence.HEADING,
            0.6,
            block,
            (why,),
            container=Container(siblings),
            order=section_index,
        )


@lru_cache(maxsize=4)
def _heading_items(scope: Scope) -> dict[int, tuple[str, str, str]]:
    """Section index -> (facet, label, why)."""
    sections, titles = scope.reading.document.sections, scope.titles
    last_words = Counter((s.parent, words[-1]) for s, words in zip(sections, titles, strict=True) if words)
    found: dict[int, tuple[str, str, str]] = {}
    for i, (section, words) in enumerate(zip(sections, titles, strict=True)):
        if scope.parts[i] is not Part.FINDING or not 2 <= len(words) <= 7 or section.inferred:
            continue
        cues = [c for c in scope.title_cues(i) if c.position + len(c.words.split()) == len(words)]
        if cues and last_words[section.parent, words[-1]] > 1 and cues[0].position > 0:
            found[i] = (cues[0].facet, _label(section), f"one of several headings that end in “{words[-1]}”")
    for i, (section, words) in enumerate(zip(sections, titles, strict=True)):
        parent = section.parent
        if (
            i in found
            or parent is None
            or scope.parts[i] is not Part.FINDING
            or not 1 <= len(words) <= 7
            or section.inferred
        ):
            continue
        above = scope.title_cues(parent)
        own = scope.title_cues(i)
        children = [j for j, s in enumerate(sections) if s.parent == parent]
        if (
            above
            and not own
            and scope.section_facets[i] == above[0].facet
            and len(children) > 1
            and len({c.facet for c in above}) == 1
            and not _NOT_AN_ITEM.match(section.title)
        ):
            found[i] = (above[0].facet, _label(section), f"a heading under “{sections[parent].title}”")
    for i, section in enumerate(sections):
        parent = section.parent
        if i in found or parent is None or scope.parts[i] is not Part.FINDING or section.inferred or titles[i] == ():
            continue
        if sections[parent].inferred:
            continue  # what opens a section whose title was lost may be anything
        siblings = [j for j, s in enumerate(sections) if s.parent == parent]
        facet = _announced(scope, parent)
        if facet and len(siblings) > 2 and len(titles[i]) <= 8 and not any(scope.title_cues(j) for j in siblings):
            found[i] = (
                facet,
                _label(section),
                f"a heading that the text under “{sections[parent].title}” announces",
            )
    return found


def _announced(scope: Scope, section: int) -> str | None:
    """The facet that the text between a heading and its first subheading announces in the plural, None for none."""
    if scope.title_cues(section):
        return None
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH):
        if passage.block.section == section:
            for sentence in reversed(passage.sentences):
                cue = scope.introduces(sentence, None)
                words = [t for t in sentence if not t.is_punct and not t.is_space]
                if cue and is_plural(words[cue.position + len(cue.words.split()) - 1]):
                    return cue.facet
    return None


def _label(section: Section) -> str:
    title = section.title.capitalize() if section.title.isupper() else section.title
    return labels.sentence_case(labels.clean(title))


def _title_place(scope: Scope, section: Section) -> tuple[int, int, int] | None:
    """Where the words of a title stand, with the index of their block."""
    document = scope.reading.document
    for i, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING and block.start <= section.start < block.end:
            at = document.text.find(section.title, block.start, block.end)
            return (at, at + len(section.title), i) if at >= 0 and section.title else (block.start, block.end, i)
    return None
