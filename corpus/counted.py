"""Counted inclusion: sentences that say how many works a review included, and cite just as many.

In: a sentence and the citations in it. Out: the keys of the included works, () when the sentence says no such thing.
Called by corpus.included. Believed is a count of works ("eight studies", "three reviews") that the review itself
includes ("we analysed ...", "our sample comprises ...") or that was included ("... were included", "... met the
criteria"), with as many works cited right behind it; several counts of one clause add up. Without a count, a run of
works is believed that the sentence calls the included studies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Cited = tuple[int, int, tuple[str, ...]]  # a citation: start and end in the sentence, keys of the works
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_ONES, 1)} | {w: 10 * v for v, w in enumerate(_TENS, 2)}
_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[:9])}))?|{'|'.join(reversed(_ONES))}|\d{{1,3}})"
_WORKS = (
    r"(?:stud(?:y|ies)|papers?|articles?|publications?|works|sources|reviews?|evaluations?|trials?|experiments?|reports?"
    r"|surveys?|theses|dissertations?|documents?|manuscripts?|meta-analys[ei]s|synthes[ei]s|records?|references)"
)
_COUNT = re.compile(rf"\b(?P<count>{_NUMBER})\s+(?:(?!of\b|and\b|or\b|from\b|in\b)[\w-]+\s+){{0,4}}?{_WORKS}\b", re.I)
_MORE = re.compile(rf"\band\s+(?P<count>{_NUMBER})\b", re.I)
_CLAUSE = re.compile(
    r"[;:]\s|,\s(?:of )?(?:which|whose|who|whom|where|while|whereas|but|although|since|because)\b", re.I
)
_TAKEN = r"(?:included|selected|retained|analy[sz]ed|reviewed|synthesi[sz]ed|examined|eligible)"
_PASSIVE = re.compile(
    rf"\b(?:were|was|are|is|have been|has been|had been)\s+(?:[\w-]+ly\s+|then\s+|thus\s+)?{_TAKEN}\b"
    r"|\b(?:met|meet|fulfilled|satisfied)\s+(?:(?:the|all|our|these)\s+)?(?:[\w-]+\s+){0,3}criteria\b|\bremained\b",
    re.I,
)
_SELF = (
    r"(?:we|our\s+(?:[\w-]+\s+)?[\w-]+|(?:this|the(?!\s+(?:earlier|previous|prior|other|first|second|former|latter|older)))"
    r"\s+(?:[\w-]+\s+){0,2}[\w-]*(?:review|study|paper|work|article|synthesis|analysis|mapping|overview|sample|corpus|set))"
)
_ACTIVE = re.compile(
    rf"\b{_SELF}\s+(?:(?!not\b|never\b)[\w-]+\s+){{0,2}}?(?:{_TAKEN}|include[sd]?|select|analy[sz]e[sd]?|reviews?"
    r"|synthesi[sz]es?|examines?|compris(?:e[sd]?|ing)|consist(?:s|ed)? of|cover(?:s|ed)?)\s+(?:[\w-]+\s+){0,2}?$",
    re.I,
)
_DENIED = re.compile(
    r"\bexclud|\bset aside|\b(?:not|never|no)\b|\bdiscard|\bremoved|\breject|\bleft out|\bfailed|\bomitted", re.I
)
_ADJOINING = re.compile(r"[\s,;()\[\]&.–—-]*(?:(?:and|see|also|as well as)[\s,;()\[\]&.–—-]*)?")
_LONGEST = 3000  # characters; what is longer is no sentence
_BETWEEN = 6  # words between what is counted and its verb
_RELATIVE = re.compile(r"\b(?:that|which|who)\b", re.I)


def counted(sentence: str, citations: Sequence[Cited]) -> tuple[str, ...]:
    """Keys of the works that a sentence counts as included and cites, in its order."""
    if not citations or len(sentence) > _LONGEST:
        return ()
    marks = [match.start() for match in _CLAUSE.finditer(sentence)]
    edges = [0, *(at for at in marks if sentence.count("(", 0, at) == sentence.count(")", 0, at)), len(sentence)]
    found: list[str] = []
    for start, end in pairwise(edges):
        inside = [cited for cited in citations if start <= cited[0] < end]
        if inside and not _DENIED.search(sentence, start, end):
            found += _of_clause(sentence[:end], start, inside)
    return tuple(dict.fromkeys(found))


_CALLED = re.compile(
    rf"\b(?:(?:included|selected|reviewed|analy[sz]ed|eligible)(?: primary)?|primary)\s+{_WORKS}"
    r"\s*(?:,?\s?(?:namely|i\.e\.,?))?"
    rf"(?:\s(?:are|were)(?:\s(?:listed|given|found)\s(?:in|as))?)?\s*[\[(:]?\s*$",
    re.I,
)
_WERE_TAKEN = re.compile(
    rf"\s*[\])]?,?\s*(?:(?:were|was|are|have been|had been)\s+(?:[\w-]+ly\s+|then\s+)?{_TAKEN}\b)", re.I
)
_THE_WORKS = re.compile(rf"\b{_WORKS}\s*(?:,?\s?numbered)?\s*[\[(]?\s*$", re.I)
_LEAST = 4  # works; fewer behind "included studies" are examples


def called(sentence: str, citations: Sequence[Cited]) -> tuple[str, ...]:
    """Keys of the works that a sentence calls the included ones without a count: "the studies [4]-[20] were included".

    Believed only of one run of at least four works; of several runs, the sentence speaks of some or of others.
    """
    if not citations or len(sentence) > _LONGEST or _DENIED.search(sentence):
        return ()
    groups = _clusters(sentence, citations)
    first, last, keys = groups[0]
    if len(groups) > 1 or len(keys) < _LEAST:
        return ()
    before = sentence[:first]
    taken = _THE_WORKS.search(before) and _WERE_TAKEN.match(sentence, last)
    return keys if taken or _CALLED.search(before) else ()


def _of_clause(text: str, start: int, citations: Sequence[Cited]) -> list[str]:
    """The works of one clause, which ends with the text; [] when one of its counts is not met by its citations."""
    keys: list[str] = []
    at = start
    for first, last, cited in _clusters(text, citations):
        pattern = _MORE if keys else _COUNT
        count = next(reversed([*pattern.finditer(text, at, first)]), None)
        if count is None or _value(count.group("count")) != len(cited):
            break
        if not keys and not _is_included(text, start, count):
            return []
        keys += cited
        at = last
    return keys if len(keys) > 1 else []


def _clusters(text: str, citations: Sequence[Cited]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Citations that stand side by side taken together: where they start and end, and their works."""
    groups: list[list[Cited]] = []
    for cited in citations:
        if groups and _ADJOINING.fullmatch(text[groups[-1][-1][1] : cited[0]]):
            groups[-1].append(cited)
        else:
            groups.append([cited])
    return [(g[0][0], g[-1][1], tuple(dict.fromkeys(key for c in g for key in c[2]))) for g in groups]


def _is_included(text: str, start: int, count: re.Match[str]) -> bool:
    """Whether the counted works were included: by a verb right before the count, or by one soon after."""
    if _ACTIVE.search(text[start : count.start()]):
        return True
    verb = _PASSIVE.search(text, count.end())
    if verb is None:
        return False
    between = re.sub(r"[\[(][^\[\]()]*[\])]|[–—-]", " ", text[count.end() : verb.start()])
    return len(between.split()) <= _BETWEEN and not _RELATIVE.search(between)


def _value(written: str) -> int:
    """A number from its digits or its English words."""
    return int(written) if written.isdecimal() else sum(_VALUES[word] for word in re.split(r"[ -]", written.casefold()))
