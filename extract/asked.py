"""What the research questions tell of sections whose titles say nothing.

In: the parsed passages of a document, its sections with the facets that their titles name. Out: facets of further
sections. Called by extract.scope. A title points at its question ("4.2 Findings for RQ3"), or the sections of the
results follow the questions in order, so that the one between two answers answers the question between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.study import Section

if TYPE_CHECKING:
    from extract.language import Passage, Tokens

FacetOf = Callable[["Tokens"], str | None]
_MARK = re.compile(r"\(?\bR?Q\s?-?(\d{1,2})\b\)?\s*[.:–-]?\s*")
_ASKS = re.compile(
    r"\b(?:ask|questions?|address|examin|chart|describ|map|learn|identif|establish|synthesi|explor|aim)", re.I
)
_CLAUSE = re.compile(
    r"[,;:]\s+(?:and\s+)?|\s+and\s+(?=(?:who|what|which|how|where|with|by)\b)|\(\d\)\s*", re.IGNORECASE
)
_OF_STUDIES = re.compile(
    r"\b(?:stud(?:y|ies)|articles?|papers?|publications?|sources?|sample|participants?|characteristics|overview|"
    r"demographics?|descriptive|bibliometric|selection|quality|discussion|conclusions?|limitations?|findings|implications?)\b",
    re.IGNORECASE,
)
_LEAST = 3  # questions in a series that no numbers mark


def questions(passages: Iterable[Passage], facet_of: FacetOf) -> dict[int, str | None]:
    """The facet that each research question asks for, by its number; None for a question of another kind.

    The questions are those with marks ("RQ2"), else a series of sentences that ask, else the clauses of a sentence that
    says what is asked ("how it is done, by whom, with which tools").
    """
    marked: dict[int, str | None] = {}
    series: list[str | None] = []
    clauses: list[str | None] = []
    for passage in passages:
        text = passage.block.marker + " " + passage.text if passage.block.marker[:1] in "RQ" else passage.text
        if "?" in text:
            for number, facet in _marked(passage, facet_of):
                marked.setdefault(number, facet)
            asked = [s for s in passage.sentences if s.text.rstrip(" \"”’'").endswith("?")]
            if len(asked) >= _LEAST and not series:
                series = [facet_of(sentence) for sentence in asked]
        if not clauses and _ASKS.search(text):
            clauses = next(_asking_clauses(passage, facet_of), [])
    for found in (marked, dict(enumerate(series, 1)), dict(enumerate(clauses, 1))):
        if len({facet for facet in found.values() if facet}) > 1:
            return found
    return {}


def _marked(passage: Passage, facet_of: FacetOf) -> Iterator[tuple[int, str | None]]:
    """The questions with marks before or behind them."""
    text = passage.text
    marker = _MARK.match(f"{passage.block.marker} ") if passage.block.marker else None
    if marker and "?" in text:
        yield int(marker[1]), facet_of(passage.doc[:])
    for mark in _MARK.finditer(text):
        if text[mark.end() :].lstrip(") ").startswith("?"):
            begin, end = max(text.rfind("?", 0, mark.start()), text.rfind(".", 0, mark.start())) + 1, mark.start()
        else:
            begin, end = mark.end(), text.find("?", mark.end())
        if begin < end:
            yield int(mark[1]), facet_of(passage.tokens(passage.offset + begin, passage.offset + end))


def _asking_clauses(passage: Passage, facet_of: FacetOf) -> Iterator[list[str | None]]:
    """The facets of the clauses of a sentence that says what a study asks, where three or more have one each."""
    for sentence in passage.sentences:
        text = sentence.text
        if not _ASKS.search(text) or text.count(",") + text.count(";") < _LEAST - 1:
            continue
        cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
        found: list[str | None] = []
        for start, end in pairwise(cuts):
            if text[start:end].strip():
                at = passage.offset + sentence.start_char
                facet = facet_of(passage.tokens(at + start, at + end))
                if facet and facet not in found:
                    found.append(facet)
        if len(found) >= _LEAST:
            yield found


def answering(
    asked: dict[int, str | None], sections: Sequence[Section], own: Sequence[str | None], findings: Sequence[bool]
) -> dict[int, str]:
    """The facets of sections of findings whose titles name none.

    own: the facet that each title names. findings: whether a section reports findings.
    """
    found: dict[int, str] = {}
    for i, section in enumerate(sections):
        mark = _MARK.search(f"{section.number} {section.title} ")
        facet = asked.get(int(mark[1])) if mark else None
        if facet and own[i] is None and findings[i]:
            found[i] = facet
    named = [facet or found.get(i) for i, facet in enumerate(own)]
    return found | _between(list(asked.values()), sections, named, findings)


def _between(
    asked: Sequence[str | None], sections: Sequence[Section], named: Sequence[str | None], findings: Sequence[bool]
) -> dict[int, str]:
    """The one section without a facet that stands between those that answer the questions before and behind its own."""
    answers = Counter(s.parent for i, s in enumerate(sections) if findings[i] and named[i] in asked)
    if not answers:
        return {}
    parent, count = min(answers.items(), key=lambda entry: (-entry[1], entry[0] or -1))
    beside = [i for i, s in enumerate(sections) if s.parent == parent and findings[i]]
    place = {
        facet: next(i for i in beside if named[i] == facet) for facet in {named[i] for i in beside} if facet in asked
    }
    places = [place.get(facet) if facet else None for facet in asked]
    known = [p for p in places if p is not None]
    if count < 2 or known != sorted(known):
        return {}
    found: dict[int, str] = {}
    for k, facet in enumerate(asked):
        if facet is None or places[k] is not None:
            continue
        low = max((p for p in places[:k] if p is not None), default=beside[0] - 1)
        high = min((p for p in places[k + 1 :] if p is not None), default=None)
        free = [
            i
            for i in beside
            if low < i and (high is None or i < high) and named[i] is None and not _OF_STUDIES.search(sections[i].title)
        ]
        next_one = next((i for i in beside if i > low), None)
        if len(free) == 1 and (high is not None or (parent is not None and free[0] == next_one)):
            found[free[0]] = facet
    return found
