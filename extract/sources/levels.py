"""The levels and criteria of scales as sentences tell them, and the scales themselves.

"Runs from A through B and C to D", "its rungs are A, B and C", "Level 1 (A), Level 2 (B)", "A (1), B (2) and C (3)",
"on the lowest, A, ...; B, the second, means ...", "earns Bronze for ..., Silver for ...", "are placed by A, B and C".
In: a Scope. Out: candidates under the scale that the place speaks of. Called by extract.pipeline. Only sections of
findings on a facet with containers are read; numbered enumerations and announcements have sources of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from corpus.study import BlockKind
from extract import labels
from extract.candidate import ABOUT_METHOD, Candidate, Container, set_aside
from extract.facet import Facet
from extract.language import Passage
from extract.scope import Scope
from extract.sources.level_patterns import (
    BARE,
    BEFORE,
    BEHIND,
    EARNED,
    LIST_ENDS,
    LIST_OF,
    NO_LEVEL,
    NUMBERED,
    ON_THE,
    PLACED,
    QUOTES,
    RATED_AS,
    RISES,
    STOP,
    THE_NTH,
    TO,
    VERBAL,
    WAYSIDE,
)
from extract.sources.scale_names import named_scale, names_in, on_scales, phrased_scale
from extract.theme import Evidence

Span = tuple[int, int]  # in a sentence


def from_levels(scope: Scope) -> Iterator[Candidate]:
    """Scales, levels and criteria of every section of findings on a facet of scales, in reading order."""
    for facet in scope.codebook.facets:
        if not facet.containers:
            continue
        passages = [p for p in scope.reading.of_kind(BlockKind.PARAGRAPH) if on_scales(scope, p.index, facet)]
        found = [candidate for passage in passages for candidate in _of_passage(scope, passage, facet)]
        yield from found
        shown = {scope.reading.document.blocks[t.block].section for t in scope.reading.document.tables}
        shown |= {p.block.section for p in scope.reading.of_kind(BlockKind.LIST_ITEM)}
        named = {candidate.parent for candidate in found}
        yield from _by_number(scope, [p for p in passages if p.block.section not in shown], facet, named)


def _by_number(scope: Scope, passages: list[Passage], facet: Facet, named: set[str]) -> Iterator[Candidate]:
    """Levels that have a number only ("stage 5"), under scales none of whose levels has a name; two or more of one."""
    numbered: dict[str, dict[str, tuple[Passage, Span]]] = {}
    for passage in passages:
        for mark in BARE.finditer(passage.text):
            scale = named_scale(scope, passage, passage.offset + mark.start(), facet)
            label = f"{mark['noun'].capitalize()} {mark['n']}"
            if scale and scale not in named:
                numbered.setdefault(scale, {}).setdefault(label, (passage, mark.span()))
    for scale, levels in numbered.items():
        for label, (passage, (start, end)) in levels.items() if len(levels) > 1 else ():
            container = Container(f"levels of {scale}")
            place = passage.offset + start, passage.offset + end
            yield _candidate(
                passage, facet, label, place, "a level by its number", 0.6, container, scale, int(label.split()[-1])
            )


def _of_passage(scope: Scope, passage: Passage, facet: Facet) -> Iterator[Candidate]:
    for name in names_in(scope, passage, facet):
        yield _candidate(passage, facet, name.label, (name.start, name.end), "a proper name of a scale", 0.65)
    series = [found for reader in (_across, _in_order) for found in reader(passage)]
    for sentence in passage.sentences:
        text, at = sentence.text, sentence.start_char
        words = [word for word in passage.lemmas[sentence.start : sentence.end] if word.isalpha()]
        aside = ABOUT_METHOD if scope.speaks_of_research(words) else ""
        for reader, why in READERS:
            spans = [(at + a, at + b) for a, b in reader(text)]
            yield from set_aside(_series(scope, passage, facet, spans, why), aside)
    if len(series) > 1:
        yield from _series(
            scope, passage, facet, sorted(dict.fromkeys(series)), "levels told one by one, in their order"
        )


def _series(scope: Scope, passage: Passage, facet: Facet, spans: list[Span], why: str) -> Iterator[Candidate]:
    """The candidates of one series, each under the scale that its first place speaks of."""
    if not spans:
        return
    first = passage.offset + spans[0][0]
    scale = named_scale(scope, passage, first, facet)
    phrase = phrased_scale(scope, passage, first, facet)
    if phrase is not None and phrase.label == scale:
        yield _candidate(passage, facet, scale, (phrase.start, phrase.end), "words for a scale before its levels", 0.6)
    container = Container(f"levels at {first}")
    for order, (start, end) in enumerate(spans):
        label = labels.sentence_case(labels.clean(passage.text[start:end]))
        if label and label != scale:
            place = passage.offset + start, passage.offset + end
            yield _candidate(passage, facet, label, place, why, 0.65, container, scale, order)


def _candidate(
    passage: Passage,
    facet: Facet,
    label: str,
    place: Span,
    why: str,
    confidence: float,
    container: Container | None = None,
    parent: str = "",
    order: int = 0,
) -> Candidate:
    sentence = passage.sentence_at(place[0])
    quote = (passage.offset + sentence.start_char, max(passage.offset + sentence.end_char, place[1]))
    evidence = Evidence.ENUMERATION if container else Evidence.DEFINITION
    return Candidate(
        facet.name, label, *place, quote, evidence, confidence, passage.index, (why,), "", container, parent, order
    )


def _terms(text: str, start: int, end: int) -> list[Span]:
    """The members of a list of short terms between two places, [] when one of them is none."""
    found: list[Span] = []
    for piece in re.finditer(r"(?:(?!,\s|;\s|\s(?:and|or|&)\s|,?\s+then\s).)+", text[start:end]):
        words = piece[0]
        lead = re.match(rf"(?:\s|[,;{QUOTES}]|(?:and|or|then|finally|lastly|into|the)\s)*", words)
        a = start + piece.start() + (lead.end() if lead else 0)
        b = start + piece.start() + len(words.rstrip(f" ,;{QUOTES}"))
        if a >= b:
            continue
        if not _is_term(text[a:b]):
            return []
        found.append((a, b))
    return found


def _is_term(words: str) -> bool:
    return len(words.split()) <= 5 and not NO_LEVEL.search(words) and not VERBAL.search(words)


def _range(text: str) -> Iterator[Span]:
    """ "runs from A through B and C to D", "starts with A, passes through B and ends with C"."""
    text = WAYSIDE.sub(lambda found: " " * len(found[0]), text)
    for opening in RISES.finditer(text):
        start = opening.end()
        edges = list(TO.finditer(text, start))
        inside = [edge.span() for edge in edges]
        stops = (m.start() for m in STOP.finditer(text, start))
        end = next((stop for stop in stops if not any(a <= stop < b for a, b in inside)), len(text))
        edges = [edge for edge in edges if edge.start() < end]
        if not edges:
            continue
        cuts = [(start, edges[0].start()), *((a.end(), b.start()) for a, b in pairwise(edges))]
        pieces = [_terms(text, a, b) for a, b in (*cuts, (edges[-1].end(), end))]
        if all(pieces) and sum(map(len, pieces)) > 2:
            for piece in pieces:
                yield from piece
            return


def _listed(text: str) -> Iterator[Span]:
    """ "its rungs are A, B and C"; "four states, which they call A, B, C and D"."""
    for opening in LIST_OF.finditer(text):
        stop = LIST_ENDS.search(text, opening.end())
        found = _terms(text, opening.end(), stop.start() if stop else len(text))
        if len(found) > 2:
            yield from found
            return


def _judged_by(text: str) -> Iterator[Span]:
    """ "are placed by A, B and C"."""
    for opening in PLACED.finditer(text):
        stop = LIST_ENDS.search(text, opening.end())
        found = _terms(text, opening.end(), stop.start() if stop else len(text))
        if len(found) > 2:
            yield from found
            return


def _rated(text: str) -> Iterator[Span]:
    """ "each capability is rated as A, B or C"."""
    for opening in RATED_AS.finditer(text):
        stop = LIST_ENDS.search(text, opening.end())
        found = _terms(text, opening.end(), stop.start() if stop else len(text))
        if len(found) > 2:
            yield from found
            return


def _numbered(text: str) -> Iterator[Span]:
    """ "Level 1 (A), Level 2 (B)"; "level 0 is A"; "A (1), B (2) and C (3)"; "from 0 (A) to 3 (B)"."""
    glossed = [m for m in NUMBERED.finditer(text) if m["gloss"] or _is_term(m["said"])]
    if glossed:
        yield from ((m.start(), m.end()) for m in glossed)
        return
    for pattern in (BEHIND, BEFORE):
        found = [(m, int(m["n"])) for m in pattern.finditer(text) if _is_term(_last_term(m["term"]))]
        numbers = [n for _, n in found]
        rising = len(found) > 1 and numbers[0] in (0, 1) and numbers == sorted(set(numbers))
        ends = re.search(r"\bfrom\b.*\bto\b", text) is not None
        if rising and (ends or (len(found) > 2 and numbers == list(range(numbers[0], numbers[0] + len(found))))):
            for m, _ in found:
                tail = _last_term(m["term"])
                yield m.end("term") - len(tail), m.end("term")
            return


def _last_term(words: str) -> str:
    """The words behind the last join or preposition ("levels, from ad hoc" gives "ad hoc")."""
    return re.split(r"\b(?:from|to|and|or|through|over|via|until|then|is|are)\s+", words)[-1].strip()


def _earned(text: str) -> Iterator[Span]:
    """ "earns Bronze for ..., Silver for ... and Gold for ..."."""
    found = [m.span("term") for m in EARNED.finditer(text) if m.start() > 0]
    if len(found) > 1:
        yield from found


def _across(passage: Passage) -> Iterator[Span]:
    """ "On the lowest, A, ...", "the top rung, which they call D", over the sentences of a passage."""
    for found in ON_THE.finditer(passage.text):
        if _is_term(found["term"]) and len(found["term"].split()) <= 3:
            yield found.span("term")


def _in_order(passage: Passage) -> Iterator[Span]:
    """ "Coordinated, the third, means ..."."""
    for found in THE_NTH.finditer(passage.text):
        if _is_term(found["term"]) and len(found["term"].split()) <= 3:
            yield found.span("term")


READERS: tuple[tuple[Callable[[str], Iterator[Span]], str], ...] = (
    (_range, "the sentence goes from the first level of a scale to the last"),
    (_listed, "the sentence lists levels or criteria"),
    (_judged_by, "the sentence says by what a scale judges"),
    (_rated, "the sentence says as what a scale rates"),
    (_numbered, "levels by their numbers"),
    (_earned, "levels by what earns them"),
)
