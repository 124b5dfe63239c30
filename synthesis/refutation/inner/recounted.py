"""One thing counted twice in a paper, with two numbers.

In: a Reading. Out: Disagreements of kind arithmetic. Called by synthesis.refutation.within. Three ways in which two
counts are of one thing: "the six themes" points back at a set that the section introduced as five; the abstract counts
what the study did or found, and the body counts it otherwise and never so; two sentences count the same noun with the
same words behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.study import BlockKind
from extract.facts.numbers import numbers
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.counting import Count, counts
from synthesis.refutation.reading import Place, Reading

_DEFINITE = re.compile(r"(?:^|[\s(,;])(?:the|these|those|all|all of the|all the|its|our|both)\s$", re.IGNORECASE)
_PART = re.compile(r"\b(?:of|among|from|in|within|out of)\s(?:the|these|those|all|our)\s(?:the\s)?$", re.IGNORECASE)
_RESTRICTED = re.compile(
    r"^[\s,]*(?:that|which|who|whose|with|without|in\sthe\s\w+\s(?:group|country|area|field)|on\s|for\s|of\s)"
)
_INTRODUCED = re.compile(
    r"\b(?:identif|emerg|develop|deriv|found|distinguish|divid|categori[sz]|classif|group|sort|organi[sz]|compris|"
    r"consist|propos|defin|describ|present|introduc|creat|construct|reveal|result|yield|generat|extract|"
    r"synthesi[sz]|includ)\w*",
    re.IGNORECASE,
)
_CHOOSING = frozenset(
    "first last other remaining next top main major final latter former most new additional following key core "
    "selected important different common primary further such more said largest smallest best worst previous "
    "above".split()
)
_WORKS = frozenset("study paper article publication work document".split())
_PERSONS = frozenset(
    "person professional expert practitioner member employee specialist participant interviewee respondent worker "
    "informant individual colleague".split()
)
_DID = {
    "included": re.compile(
        r"\b(?:final\s(?:sample|set|selection)|includ(?:e|ed|es|ing)|review(?:ed|s)|synthesi[sz]ed|analy[sz](?:ed|"
        r"es|ing)|examined)\b",
        re.IGNORECASE,
    ),
    "asked": re.compile(
        r"\b(?:interview(?:s|ed|ing)?|survey(?:ed|s)?|took\spart|participated|responded|answered|completed|"
        r"respondents|participants|questionnaires?)\b",
        re.IGNORECASE,
    ),
    "found": re.compile(
        r"\b(?:identif(?:y|ied|ies)|emerged|developed|derived|found|propose[sd]?|reveal(?:s|ed)|yielded|resulted|"
        r"categori[sz]ed|grouped|classified)\b",
        re.IGNORECASE,
    ),
}
_OWN = re.compile(
    r"\b(?:we|our|this|the\s(?:present\s|current\s)?(?:review|study|survey|analysis|paper|authors?|"
    r"researchers?))\b|\b(?:was|were)\s",
    re.IGNORECASE,
)
_CITED = re.compile(r"\[\d|\(\D{3,60},?\s(?:19|20)\d\d[a-z]?\)|\bet\sal\b")
_FILLER = frozenset("was were is are be been being have has had then also finally currently in the a an of".split())


def recounted(reading: Reading) -> Iterator[Disagreement]:
    """The pairs of counts that cannot both hold, in the order of the text."""
    told = [count for sentence in reading.sentences for count in counts(sentence)]
    yield from _pointing_back(reading, told)
    yield from _told_in_the_abstract(reading, told)
    yield from _same_words(reading, told)


def _pointing_back(reading: Reading, told: Sequence[Count]) -> Iterator[Disagreement]:
    """ "The six themes", where the section introduced five, and nothing in the paper counts six of them."""
    for place, count in enumerate(told):
        if not _DEFINITE.search(count.before) or _PART.search(count.before) or _RESTRICTED.match(count.after):
            continue
        if set(count.words) & _CHOOSING or any(
            _same(count, o) and o.value == count.value for o in told if o is not count
        ):
            continue
        known = [
            other
            for other in told[:place]
            if _same(count, other)
            and other.sentence.section == count.sentence.section
            and not _DEFINITE.search(other.before)
            and not _PART.search(other.before)
            and not set(other.words) & _CHOOSING
            and _INTRODUCED.search(other.sentence.text)
        ]
        if len({other.value for other in known}) == 1 and known[0].value < count.value:
            yield _of(
                reading, known[0], count, "a set is introduced with one number and pointed back at with another", 0.75
            )


def _told_in_the_abstract(reading: Reading, told: Sequence[Count]) -> Iterator[Disagreement]:
    """What the study did or found, by its abstract and by its body, where the body never has the abstract's number."""
    body = [c for c in told if c.sentence.place is not Place.ABSTRACT and c.sentence.kind is not BlockKind.CAPTION]
    for count in (c for c in told if c.sentence.place is Place.ABSTRACT):
        role = _role(count)
        if role is None or _PART.search(count.before) or any(_same(count, o) and o.value == count.value for o in body):
            continue
        if count.value in _counted(reading):
            continue
        rivals = [o for o in body if _same(count, o) and _role(o) == role and not _PART.search(o.before) and _own(o)]
        if rivals and len({o.value for o in rivals}) == 1:
            yield _of(reading, count, rivals[0], "the abstract counts otherwise than the text", 0.7)


def _counted(reading: Reading) -> set[int]:
    """The numbers that the text has outside the abstract, whatever they count; citations and percentages are none."""
    sentences = (s for s in reading.sentences if s.place is not Place.ABSTRACT)
    return {number.value for sentence in sentences for number in numbers(sentence.text)}


def _same_words(reading: Reading, told: Sequence[Count]) -> Iterator[Disagreement]:
    """Two sentences that count one noun, or people, with the same words behind it."""
    groups: dict[tuple[str, ...], list[Count]] = {}
    for count in told:
        behind = _behind(count)
        if behind and not _PART.search(count.before) and not _CITED.search(count.sentence.text):
            head = "person" if count.head in _PERSONS else "study" if count.head in _WORKS else count.head
            groups.setdefault((head, *behind), []).append(count)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if (
                one.value != other.value
                and one.sentence.block != other.sentence.block
                and _alike(one.words, other.words)
            ):
                yield _of(reading, one, other, "two sentences count the same with two numbers", 0.65)
                break


def _behind(count: Count) -> tuple[str, ...]:
    """The four words behind a count that say what it is of, without auxiliaries; () where they say too little."""
    clause = re.split(r"[.;:,()\[]", count.after, maxsplit=1)[0]
    words = [word.lower() for word in re.findall(r"[^\W\d_][\w’'-]*", clause)][:9]
    kept = tuple(word for word in words if word not in _FILLER)[:4]
    return kept if len(kept) >= 3 else ()


def _same(one: Count, other: Count) -> bool:
    """Whether two counts are of one kind of thing: the same noun, and no other words before it."""
    heads = one.head == other.head or {one.head, other.head} <= _WORKS
    return heads and _alike(one.words, other.words)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    mine, theirs = set(one) - _CHOOSING, set(other) - _CHOOSING
    return mine <= theirs or theirs <= mine


def _role(count: Count) -> str | None:
    """What the study did with the things that are counted."""
    roles = [name for name, words in _DID.items() if words.search(count.sentence.text)]
    if count.head in _WORKS:
        return "included" if "included" in roles else None
    return next((name for name in ("asked", "found") if name in roles), None)


def _own(count: Count) -> bool:
    return bool(_OWN.search(count.sentence.text)) and not _CITED.search(count.sentence.text)


def _of(reading: Reading, one: Count, other: Count, why: str, sure: float) -> Disagreement:
    spans = [((c.sentence.start, c.sentence.end), (c.start, c.end)) for c in (one, other)]
    sides = tuple(
        reading.side(*span, f"{c.value} {c.thing}", against=c is other)
        for span, c in zip(spans, (one, other), strict=True)
    )
    return Disagreement(
        Kind.ARITHMETIC, f"Number: {one.head}", sides, (why,), sure, f"{one.value} here, {other.value} there"
    )
