"""When a study searched, and which years its search covers.

In: an Own. Out: Found of kinds SEARCH_PERIOD and SEARCH_DATE. Called by gather. The year of the search is what the
overlap of primary studies goes by: a review cannot hold what appeared after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.facts.dates import Date, dates
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind

_SEARCHED = re.compile(
    r"\bsearch(?!\s?box)|\bdatabases?\b|\bdata\ssources\b|\bsought\b|\bretriev|\bquer(?:y|ied)|\bpublication\s(?:dates?|years?|period)|\bpublished\b|"
    r"\btime\s?(?:frame|span|period)|\byear\sfilter|\bpubyear|\bpublication\syear|\blimited\sto|\brestricted\sto|\bcovers?\b|\bindexed\b|"
    r"\bdate\srange|\bdate\slimit|\byears?\sof\spublication|\barticle\stype",
    re.IGNORECASE,
)
_MANY = r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all|the\sselected)"
_INCLUDED = re.compile(
    r"\b(?:included|selected|identified|retained|eligible|primary|reviewed|analy[sz]ed|empirical)\s(?:\w+\s){0,3}(?:studies|articles|papers|reviews|publications)\b|"
    rf"{_MANY}\s(?:\w+\s){{0,3}}(?:studies|articles|papers|publications|reviews)\s(?:that\s|which\s)?(?:were\s)?published\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:search|data\ssources|limit|restrict|filter|criteri|eligib|database|quer|retriev|sought|time\s?frame|time\s?span|date|pubyear)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s?(?:,?\s?(?:and|to|until|till|through|up\sto|up\suntil|TO|AND)\s(?:the\s)?(?:end\sof\s)?|\s?[–—-]+\s?|\s?/\s?)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:until|till|up\sto|up\suntil|through|to|before|prior\sto|as\sof|by|inception\sto|ending)\s(?:and\sincluding\s)?(?:the\s)?(?:end\sof\s)?$|"
    r"\b(?:inception|beginning|no\s(?:start|lower|date)\s\w+)\b[^.;]{0,40}?\b(?:to|until|through|till|up\sto)\s$|<=?\s?$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|after|from|starting\s(?:in|from)|onwards?\sfrom|>=?)\s(?:the\s(?:year|beginning\sof)\s)?$|>\s?=?\s?$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:in|on|during|at|of|dated?|performed|conducted|updated|run|searched|date:?|as\sof)\s(?:the\s)?(?:early\s|late\s|mid-?\s?)?$",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\bsearch(?:es)?\b[^.;]{0,60}?\b(?:run|conducted|performed|carried\sout|undertaken|completed|executed|updated|made|done|took\splace|closed|ended|repeated|finali[sz]ed|launched|date)\b"
    r"|\b(?:searched|sought|searching|queried|consulted|last\ssearch(?:ed)?|final\ssearch|date\sof\s(?:the\s)?(?:last\s)?search)\b"
    r"|\b(?:conducted|performed|ran|undertook|updated|completed|carried\sout|executed)\s(?:[\w-]+\s){0,5}search",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(r"\b(?:interview|questionnaire|respondent|participant|recruit|survey\swas)", re.IGNORECASE)


def periods(own: Own) -> Iterator[Found]:
    """Periods and dates of the search, and the years of publication of what was included."""
    for sentence in own.sentences:
        if sentence.place is Place.BACKGROUND or not (
            sentence.told_here or sentence.place in (Place.OTHER, Place.RESULT)
        ):
            continue
        if not _SEARCHED.search(sentence.text) or not re.search(r"(?:19|20)\d\d", sentence.text):
            continue
        yield from _of_sentence(own, sentence)


def _of_sentence(own: Own, sentence: Sentence) -> Iterator[Found]:
    text = sentence.text
    told = [d for d in dates(text) if not _cited(text, d)]
    used: set[int] = set()
    limited = bool(_LIMITS.search(text)) or sentence.place is Place.METHOD
    for one, other in pairwise(told):
        between = text[one.end : other.start]
        spans = _JOIN.fullmatch(between) or re.fullmatch(
            r"\W{0,4}(?:AND|and|&)?\W{0,3}(?:PUBYEAR|pubyear)\W*[<≤]=?\W*", between
        )
        if (
            spans
            and (limited or _of_studies(text))
            and one.start not in used
            and one.year <= other.year
            and _is_span(text, one, between)
        ):
            used |= {one.start, other.start}
            yield _period(sentence, one, other, one.start, other.end)
    for date in told:
        if date.start in used:
            continue
        before = text[max(0, date.start - 70) : date.start]
        if _INTERVIEW.search(text) and not _LIMITS.search(text):
            continue
        if _TO.search(before) and not re.search(r"\bto\sthe\s$", before):
            yield _period(sentence, None, date, date.start, date.end)
        elif _SINCE.search(before) or re.match(r"\s(?:onwards?|and\s(?:later|after|onwards))\b", text[date.end :]):
            if _LIMITS.search(text) or sentence.place is Place.METHOD:
                yield _period(sentence, date, None, date.start, date.end)
        elif _ACT.search(text) and _WHEN.search(before):
            sure = 0.93 if sentence.place in (Place.METHOD, Place.ABSTRACT) else 0.75
            start, end = sentence.start + date.start, sentence.start + date.end
            years = (date.year, date.year)
            yield Found(Kind.SEARCH_DATE, date.text, start, end, sure, "the date of the search", "search", years=years)


def _is_span(text: str, one: Date, between: str) -> bool:
    """ "in 2019 and 2021" is no span; "between 2019 and 2021" is."""
    if not re.fullmatch(r"\s?,?\s?and\s(?:the\s)?", between, re.IGNORECASE):
        return True
    return re.search(r"\bbetween\s(?:the\s)?(?:years\s|\w+\sof\s)?$", text[: one.start], re.IGNORECASE) is not None


def _period(sentence: Sentence, first: Date | None, last: Date | None, start: int, end: int) -> Found:
    """A span of time: of the included studies where the sentence says when they were published, else of the search."""
    of_studies = _of_studies(sentence.text)
    value = f"{_short(first)}–{_short(last)}"
    sure = {Place.METHOD: 0.9, Place.ABSTRACT: 0.88}.get(sentence.place, 0.7)
    return Found(
        Kind.SEARCH_PERIOD,
        value,
        sentence.start + start,
        sentence.start + end,
        sure,
        "the years of the included studies" if of_studies else "the time that the search covers",
        "included studies" if of_studies else "search",
        years=(first.year if first else None, last.year if last else None),
    )


def _of_studies(text: str) -> bool:
    """Whether a span is when the included studies were published, not how far the search went."""
    return bool(_INCLUDED.search(text)) and not _LIMITS.search(text)


def _short(date: Date | None) -> str:
    return date.text if date else ""


def _cited(text: str, date: Date) -> bool:
    """Whether a year belongs to a citation: "(Smith, 2014)", "Smith (2014)", "Smith et al., 2014b"."""
    before, after = text[max(0, date.start - 40) : date.start], text[date.end : date.end + 2]
    if (
        re.search(r"(?:\bal\.?,?|[A-Z][\w'’-]+,)\s\(?$|[A-ZÀ-Ž][\w'’-]+(?:\sal\.)?\s\($", before)
        and len(date.text) == 4
    ):
        return not re.search(
            r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\W*$", before
        )
    return bool(re.match(r"[a-z]\b", after)) and len(date.text) == 4
