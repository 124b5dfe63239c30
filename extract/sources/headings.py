"""Themes from section headings that are items themselves.

In: a Scope. Out: candidates. Called by extract.pipeline; run_ins and scales ask for the title that is the parent of
what stands in its section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.study import BlockKind, Section
from extract import labels
from extract.candidate import Candidate, Container
from extract.codebook import Facet
from extract.language import is_plural, lemma
from extract.scope import Part, Scope
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

NOT_AN_ITEM = re.compile(
    r"^(?:figure|fig|table|keywords?|abstract|note|source|objective|context|method|methods|results?|conclusions?|doi|issn|isbn|url|"
    r"email|e-mail|rq|q|question|hypothesis|theme|step|example|definition|research question|in particular|for example|"
    r"in summary|additional|remark|algorithm|theorem|lemma|proof|dataset|input|output|appendix|others?|overview|"
    r"summary)\b[\s\d.]*",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?P<word>[A-Za-z][a-z]+)\s+(?:\d{1,2}|[IVX]{1,4}|[A-H])\s*[:.–—-]?\s+(?=\S)")
_OF_THE_STUDY = re.compile(
    r"\b(?:this|our|the present) (?:study|paper|review|thesis|work|article|survey)\b", re.IGNORECASE
)
_COUNTS = "none one two three four five six seven eight nine ten eleven twelve".split()
_SETS_OUT = frozenset("follow following below present describe discuss outline treat explain introduce turn".split())


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
    found = dict(_numbered_by_cue(scope))
    for i, (section, words) in enumerate(zip(sections, titles, strict=True)):
        if i in found or scope.parts[i] is not Part.FINDING or not 2 <= len(words) <= 7 or section.inferred:
            continue
        named = [c for c in scope.title_cues(i) if c.words in scope.codebook.facet_of[c.facet].cues]
        cues = [c for c in named if c.position + len(c.words.split()) == len(words)]
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
            and not NOT_AN_ITEM.match(section.title)
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


def _numbered_by_cue(scope: Scope) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Headings that a cue of a facet numbers, two or more of a kind: "Phase 1: Survey", "Phase 2: Planting"."""
    kinds: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for i, section in enumerate(scope.reading.document.sections):
        counted = COUNTED.match(f"{section.number} {section.title}".strip())
        title = section.title.removeprefix(counted[0]) if counted else ""
        if counted and title and scope.parts[i] is Part.FINDING and len(title.split()) <= 9:
            for cue in scope.cues(scope.reading.language.lemmas(counted["word"]), scope.section_facets[i])[:1]:
                kinds.setdefault((cue.facet, cue.words), []).append((i, title))
    for (facet, word), headings in kinds.items():
        for i, title in headings if len(headings) > 1 else ():
            label = labels.unparenthesise(labels.sentence_case(labels.clean(title)))
            yield i, (facet, label, f"one of several headings that “{word}” numbers")


def _announced(scope: Scope, section: int) -> str | None:
    """The facet that the text between a heading and its first subheading announces in the plural, None for none.

    A sentence announces what stands below it ("We present its phases in turn", "Four barriers follow"); one that only
    holds the word does not.
    """
    sections = scope.reading.document.sections
    below = sum(s.parent == section for s in sections)
    if scope.title_cues(section):
        return None
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH):
        if passage.block.section == section:
            for sentence in reversed(passage.sentences):
                cue = scope.introduces(sentence, None)
                words = [t for t in sentence if not t.is_punct and not t.is_space]
                if cue and is_plural(words[cue.position + len(cue.words.split()) - 1]) and _points_below(words, below):
                    return cue.facet
    return None


def _points_below(words: Sequence[Token], below: int) -> bool:
    """Whether a sentence says that it sets something out, or counts as many things as headings stand below it."""
    counted = _COUNTS[below] if below < len(_COUNTS) else str(below)
    return any(lemma(w) in _SETS_OUT or w.lower_ in (counted, str(below)) for w in words) or words[-1].text == ":"


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
