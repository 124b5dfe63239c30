"""A number of studies, against the studies that are cited for it.

In: a Reading. Out: Disagreements of kind arithmetic. Called by synthesis.refutation.within. "Five studies [3, 7, 12]"
tells five and cites three; "e.g.", "including" and a single pointer to a review promise no whole list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.study import Citation
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.counting import Count, counts
from synthesis.refutation.reading import Place, Reading

_WORKS = frozenset("study paper article publication work review trial survey author source".split())
_PARTLY = re.compile(
    r"e\.g\.|\bfor (?:example|instance)\b|\bsuch as\b|\binclud|\bsee\b|\bcf\b|\bamong\b|\bnotably\b|\bexcept|"
    r"\bothers?\b|\bby\s$|\baccording\b|\bfollowing\b|\bdescribed in\b|\bof\sthe\s",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?(?:[,;]|\band\b|&|,\sand)?\s?")
_REPORTS = re.compile(
    r"\s(?:\w+ly\s|also\s)?(?:report|mention|discuss|identif|describ|propos|address|found|find|us(?:e|ed)\b|present|focus|"
    r"examin|investigat|stud(?:y|ied)|nam(?:e|ed)|highlight|not(?:e|ed)\b|emphasi[sz]|suggest|explor|list|includ|mak|made)\w*"
)


def cited(reading: Reading) -> Iterator[Disagreement]:
    """The sentences that count studies and cite another number of them, in the order of the text."""
    citations = sorted((c for c in reading.document.citations if c.targets), key=lambda c: (c.start, c.end))
    starts = [citation.start for citation in citations]
    for sentence in reading.sentences:
        own = citations[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        told = [*counts(sentence)] if own and sentence.place is not Place.ABSTRACT else []
        for count in told:
            group = _group(reading, count, own, len(told)) if count.head in _WORKS else []
            keys = {key for citation in group for key in citation.targets}
            if len(keys) > 1 and len(keys) != count.value:
                yield _of(reading, count, group, len(keys))


def _group(reading: Reading, count: Count, own: Sequence[Citation], told: int) -> list[Citation]:
    """The citations that a count stands for: right behind its noun, or all of them at the end of its sentence."""
    text = reading.document.text
    behind = [citation for citation in own if citation.start >= count.end]
    if not behind or len(behind) != len(own) or re.search(r"\bof\s(?:the|these)?\s?$", count.before):
        return []
    group = [behind[0]]
    for citation in behind[1:]:
        if not _JOINT.fullmatch(text[group[-1].end : citation.start].replace(")", "").replace("(", "")):
            return []
        group.append(citation)
    gap, rest = text[count.end : group[0].start], text[group[-1].end : count.sentence.end]
    if _PARTLY.search(gap) or _PARTLY.search(text[count.sentence.start : count.start]):
        return []
    if len(gap.strip(" ([")) == 0:
        return group
    alone = told == 1 and not re.search(r"\b(?:while|whereas|and|but|which|that)\b|[,;:]", gap) and _REPORTS.match(gap)
    return group if alone and re.fullmatch(r"[\s)\].]*", rest) else []


def _of(reading: Reading, count: Count, group: Sequence[Citation], number: int) -> Disagreement:
    whole = (count.sentence.start, count.sentence.end)
    return Disagreement(
        Kind.ARITHMETIC,
        f"Number: {count.head}",
        (
            reading.side(whole, (count.start, count.end), f"{count.value} {count.thing}"),
            reading.side(
                (group[0].start, group[-1].end), (group[0].start, group[-1].end), f"{number} cited", against=True
            ),
        ),
        ("the number of studies is not that of the studies that are cited for it",),
        0.65,
        f"{count.value} told, {number} cited",
    )
