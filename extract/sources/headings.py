"""Themes from headings: run-in headings ("Data steward: keeps ...") and section headings that are items themselves.

In: a Scope. Out: candidates. Called by extract.pipeline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.study import BlockKind, Section
from extract import labels
from extract.candidate import Candidate, Container
from extract.codebook import Facet, ItemShape
from extract.language import Passage
from extract.scope import Part, Scope
from extract.sources.items import items
from extract.theme import Evidence

_RUN_IN = re.compile(r"(?:^|(?<=[.!?”\")\]]\s))([A-Z][^.:;!?\n]{2,90}?)\s?:\s+(?=[A-Z“\"(])")
_NOT_AN_ITEM = re.compile(
    r"^(?:figure|fig|table|keywords?|abstract|note|source|objective|context|method|methods|results?|conclusions?|doi|issn|isbn|url|"
    r"email|e-mail|rq|q|question|hypothesis|theme|step|example|definition|research question|in particular|for example|"
    r"in summary|additional|remark|algorithm|theorem|lemma|proof|dataset|input|output|appendix)\b[\s\d.]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _RunIn:
    passage: Passage
    start: int
    end: int
    body: tuple[int, int]


def from_run_ins(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every series of run-in headings: two or more in one section, under a facet."""
    series: dict[tuple[int | None, str], list[_RunIn]] = {}
    facets: dict[int | None, tuple[str | None, str, bool]] = {}
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH):
        part = scope.part(passage)
        if part in (Part.PROTOCOL, Part.BACK):
            continue
        section = passage.block.section
        if section not in facets:
            facets[section] = _facet_of_series(scope, passage, part)
        for run_in in _run_ins(passage):
            series.setdefault((section, facets[section][0] or ""), []).append(run_in)
    for (section, facet), found in series.items():
        alone = found[0].passage.block.bold or found[0].start == found[0].passage.offset
        if facet and (len(found) > 1 or (alone and facets[section][2])):
            yield from _of_series(scope, section, facet, facets[section][1], found)


def _facet_of_series(scope: Scope, passage: Passage, part: Part) -> tuple[str | None, str, bool]:
    """The facet of run-in headings: that of the section title, else that of the paragraph which leads in to them.

    The third value is whether the section of findings itself says so; then one run-in heading alone is enough.
    """
    context = scope.facet(passage.index)
    if context and part is Part.FINDING:
        return context, f"run-in headings in the section “{scope.section_title(passage.index)}”", True
    lead = passage if not _run_ins(passage) else scope.reading.before(passage.index)
    if lead is not None and lead.sentences and lead.block.section == passage.block.section:
        cue = scope.introduces(lead.sentences[-1], context)
        if cue and not cue.weak:
            return cue.facet, f"run-in headings after “{lead.sentences[-1].text.strip()[-120:]}”", False
    return context, f"run-in headings in the section “{scope.section_title(passage.index)}”", False


def _run_ins(passage: Passage) -> list[_RunIn]:
    text = passage.doc.text
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


def _says(passage: Passage, mark: re.Match[str]) -> bool:
    """Whether the words before the colon are a sentence of their own."""
    tokens = passage.tokens(passage.offset + mark.start(1), passage.offset + mark.end(1))
    return any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") and t.pos_ in ("VERB", "AUX") for t in tokens)


def _is_heading_like(words: str) -> bool:
    return len(words.split()) <= 9 and not _NOT_AN_ITEM.match(words) and not re.search(r"\d{4}|https?|@", words)


def _of_series(scope: Scope, section: int | None, name: str, why: str, found: list[_RunIn]) -> Iterator[Candidate]:
    facet = scope.codebook.facet_of[name]
    container = Container(f"run-ins in section {section}")
    parent = _parent_title(scope, section, facet)
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


def _parent_title(scope: Scope, section: int | None, facet: Facet) -> str:
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
        if place is None:
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
            and len(children) > 1
            and len({c.facet for c in above}) == 1
            and not _NOT_AN_ITEM.match(section.title)
        ):
            found[i] = (above[0].facet, _label(section), f"a heading under “{sections[parent].title}”")
    return found


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
