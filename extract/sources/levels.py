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
from extract.sources.scale_names import named_scale, names_in, on_scales
from extract.theme import Evidence

Span = tuple[int, int]  # in a sentence

_TERM = r"[^\W\d_][\w'’/-]*(?:\s(?!(?:to|through|via|over|and|or|until|up)\b)[^\W_][\w'’/-]*){0,4}"
_LEVEL = (
    r"(?:levels?|stages?|rungs?|tiers?|steps?|states?|grades?|bands?|phases?|degrees?|classes|class|ranks?|positions?)"
)
_LEVELS = r"(?:levels|stages|rungs|tiers|steps|states|grades|bands|phases|degrees|classes|ranks|positions)"
_CRITERION = (
    r"(?:dimensions?|criteria|criterion|axes|axis|capabilit(?:y|ies)|domains?|areas?|categor(?:y|ies)|indicators?|aspects?|"
    r"factors?|pillars?|themes?|components?|competenc(?:e|es|y|ies))"
)
_CRITERIA = (
    r"(?:dimensions|criteria|axes|capabilities|domains|areas|categories|indicators|aspects|factors|pillars|themes|components|"
    r"competenc(?:es|ies))"
)
_ORDINAL = (
    r"(?:lowest|bottom|first|second|third|fourth|fifth|sixth|top|highest|topmost|uppermost|next|last|final|initial|middle|"
    r"upper|lower|entry|one|two|three|four|five|zero|0|1|2|3|4|5)"
)
_CALLED = (
    r"(?:(?:which|that|and)\s+(?:[\w.]+\s+){0,4}?(?:calls?|called|names?|labels?|terms?|dubs?)\s+|"
    r"(?:so\s+)?(?:called|named|termed|labell?ed|known\s+as)\s+)"
)
_QUOTES = "\"'“”‘’"
_RISES = re.compile(
    r"\b(?:runs?|rang(?:es?|ing)|go(?:es)?|moves?|ris(?:es?|ing)|leads?|extends?|spans?|progress(?:es)?|climbs?|develops?|"
    r"advances?|evolves?|stretch(?:es)?|grad(?:es?|ed)|mark(?:s|ed)|rate[sd]?|scor(?:es?|ed)|travels?|proceeds?|grows?|"
    rf"{_LEVEL}|scale|ladder|running|moving|going|leading)\b[^.;:]{{0,40}}?\bfrom\s+",
    re.IGNORECASE,
)
_TO = re.compile(r",?\s+(?:and\s+(?:finally|then)\s+)?(?:up\s+)?(?:to|through|over|via|until)\s+", re.IGNORECASE)
_STOP = re.compile(
    r"[;:.!?]|\s[–—]\s|,\s+(?:which|where|with|each|so|but|the|a|an|and\s+(?:the|is|are|was|were)|depending|according|in|on|at|"
    r"when|while|as)\b|\s(?:when|while|according|depending|in|on|at|with|by|for|as|where|that|which|because|of\s+which)\s",
    re.IGNORECASE,
)
_LIST_OF = re.compile(
    rf"\b(?:{_LEVELS}|{_CRITERIA})\b[^.;:]{{0,60}}?(?:\b(?:are|is|were)\s+(?:(?:called|named|termed|labell?ed)\s+)?(?::\s*)?|"
    rf"\b{_CALLED}|,?\s+namely,?\s+|:\s+|\b(?:include|comprise)s?\s+|\s\((?=[^()]*,))(?=\S)",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:placed|rate[sd]?|score[sd]?|assess(?:ed|es)?|grade[sd]?|judge[sd]?|ranks?|ranked|classified|classif(?:y|ies)|"
    r"measure[sd]?|evaluate[sd]?|marked)\s+(?:[^.;:,]{0,40}?\s)?"
    r"(?:by|along|on|in|across|against|for|in\s+terms\s+of|according\s+to)\s+"
    rf"(?:(?:\w+\s+){{1,2}}{_CRITERION}\s*[:,(]?\s*(?:namely\s+)?)?",
    re.IGNORECASE,
)
_LIST_ENDS = re.compile(r"[;:.!?()]|\s[–—]\s|,\s+(?:which|where|each|with|while|whereas|but|so)\b")
_NUMBERED = re.compile(
    r"\b(?:[Ll]evel|[Ss]tage|[Tt]ier|[Ss]tep|[Pp]hase|[Gg]rade|[Rr]ung|[Cc]lass)\s+(?:\d|I{1,3}|IV|V)\s*"
    rf"(?:\((?P<gloss>[^()]{{2,60}})\)|(?:,\s*(?:{_CALLED})?|\s+(?:is|means|stands\s+for)\s+(?:{_CALLED})?|:\s*|"
    rf"\s[–—-]\s)[{_QUOTES}]?(?P<said>{_TERM})(?=[{_QUOTES}]?\s*[,;.)]))"
)
_BEHIND = re.compile(rf"(?P<term>{_TERM})\s*\((?:{_LEVEL}\s+)?(?P<n>\d)\)", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?P<n>\d)\s*\((?P<term>[^()\d,;]{3,40})\)")
_ON_THE = re.compile(
    rf"\bthe\s+{_ORDINAL}\b(?:\s+(?:{_LEVEL}|one|of\s+(?:these|them)))?(?:\s+of\s+(?:these|them|the\s+\w+))?"
    rf"(?:,\s+(?:{_CALLED})?|\s+is\s+(?:{_CALLED})?|\s+{_CALLED}|\s*\()[{_QUOTES}]?(?P<term>{_TERM}?)"
    rf"(?=[{_QUOTES}]?\s*[,;.)]|[{_QUOTES}]?$)",
    re.IGNORECASE,
)
_THE_NTH = re.compile(
    rf"(?:^|[.;]\s+|,\s+(?:and\s+)?|\band\s+)[{_QUOTES}]?(?P<term>(?!(?:on|at|in|and|the)\b){_TERM})[{_QUOTES}]?,"
    rf"\s+the\s+{_ORDINAL}\b(?:\s+{_LEVEL})?(?=\s*[,;.]|\s+(?:means|is|requires|has|and))",
    re.IGNORECASE,
)
_EARNED = re.compile(
    r"(?:(?<=\s)|(?<=\())(?P<term>[A-Z][\w-]+)\s+(?:for|to\s+(?:those|organi[sz]ations)|when|if|once)\s"
)
_NO_LEVEL = re.compile(
    rf"^(?:(?:the|a|an|its|their|this|that|these|those|each|both|one|two|three|it|they|we|who|what|how|not|no|none|all|about|"
    rf"only|at|in|on|by|for|from|and|or|with|to|of|be|been|is|are|was)\b|{_ORDINAL}\b(?!-)|{_LEVEL}$|[\d\W]+$)",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|must|will|do|does|did|been|be|it|they|we|who|which|that)\b", re.I
)


def from_levels(scope: Scope) -> Iterator[Candidate]:
    """Scales, levels and criteria of every section of findings on a facet of scales, in reading order."""
    for facet in scope.codebook.facets:
        if not facet.containers:
            continue
        for passage in scope.reading.of_kind(BlockKind.PARAGRAPH):
            if on_scales(scope, passage.index, facet):
                yield from _of_passage(scope, passage, facet)


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
    scale = named_scale(scope, passage, passage.offset + spans[0][0], facet)
    container = Container(f"levels at {passage.offset + spans[0][0]}")
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
        lead = re.match(rf"(?:\s|[,;{_QUOTES}]|(?:and|or|then|finally|lastly|into|the)\s)*", words)
        a = start + piece.start() + (lead.end() if lead else 0)
        b = start + piece.start() + len(words.rstrip(f" ,;{_QUOTES}"))
        if a >= b:
            continue
        if not _is_term(text[a:b]):
            return []
        found.append((a, b))
    return found


def _is_term(words: str) -> bool:
    return len(words.split()) <= 5 and not _NO_LEVEL.search(words) and not _VERBAL.search(words)


def _range(text: str) -> Iterator[Span]:
    """ "runs from A through B and C to D"."""
    for opening in _RISES.finditer(text):
        start = opening.end()
        stop = _STOP.search(text, start)
        end = stop.start() if stop else len(text)
        edges = list(_TO.finditer(text, start, end))
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
    for opening in _LIST_OF.finditer(text):
        stop = _LIST_ENDS.search(text, opening.end())
        found = _terms(text, opening.end(), stop.start() if stop else len(text))
        if len(found) > 2:
            yield from found
            return


def _judged_by(text: str) -> Iterator[Span]:
    """ "are placed by A, B and C"."""
    for opening in _PLACED.finditer(text):
        stop = _LIST_ENDS.search(text, opening.end())
        found = _terms(text, opening.end(), stop.start() if stop else len(text))
        if len(found) > 2:
            yield from found
            return


def _numbered(text: str) -> Iterator[Span]:
    """ "Level 1 (A), Level 2 (B)"; "level 0 is A"; "A (1), B (2) and C (3)"; "from 0 (A) to 3 (B)"."""
    glossed = [m for m in _NUMBERED.finditer(text) if m["gloss"] or _is_term(m["said"])]
    if glossed:
        yield from ((m.start(), m.end()) for m in glossed)
        return
    for pattern in (_BEHIND, _BEFORE):
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
    found = [m.span("term") for m in _EARNED.finditer(text) if m.start() > 0]
    if len(found) > 1:
        yield from found


def _across(passage: Passage) -> Iterator[Span]:
    """ "On the lowest, A, ...", "the top rung, which they call D", over the sentences of a passage."""
    for found in _ON_THE.finditer(passage.text):
        if _is_term(found["term"]) and len(found["term"].split()) <= 3:
            yield found.span("term")


def _in_order(passage: Passage) -> Iterator[Span]:
    """ "Coordinated, the third, means ..."."""
    for found in _THE_NTH.finditer(passage.text):
        if _is_term(found["term"]) and len(found["term"].split()) <= 3:
            yield found.span("term")


READERS: tuple[tuple[Callable[[str], Iterator[Span]], str], ...] = (
    (_range, "the sentence goes from the first level of a scale to the last"),
    (_listed, "the sentence lists levels or criteria"),
    (_judged_by, "the sentence says by what a scale judges"),
    (_numbered, "levels by their numbers"),
    (_earned, "levels by what earns them"),
)
