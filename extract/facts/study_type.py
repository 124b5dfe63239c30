"""What kind of study it is: a systematic review, a meta-synthesis, interviews, a thesis.

In: an Own. Out: Found of kind REVIEW_TYPE. Called by gather. A type counts where the study gives it to itself: in its
title, as "this scoping review", "we conducted a ...", "... was carried out", or by what its authors did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind
from extract.facts.vocabulary import Hit

_NEAR = 0.25  # how much less sure a second type may be than the first
_BEFORE = re.compile(
    r"(?:\b(?:this|our|the\spresent|the\scurrent)\s(?:[\w-]+\s){0,3}"
    r"|\b(?:conduct|perform|carr(?:y|ied)\sout|undert[ao]|present|report|did|adopt|employ|appl(?:y|ied)|design|complet|provid|us(?:es?|ed|ing)\b)"
    r"\w*\s(?:(?:here|thus|therefore|also|first)\s)?(?:an?|our|the)?\s?(?:[\w-]+\s){0,4}"
    r"|\b(?:is|was|as|through|via|by\smeans\sof|based\son|results?\sof|form\sof)\san?\s(?:[\w-]+\s){0,3}"
    r"|^(?:Methods?|Design|Methodology|Methods?\s(?:and|/)\s\w+|Study\sdesign|Research\sdesign)\s?[:.—–-]\s?(?:An?\s)?(?:[\w-]+\s){0,2}|^An?\s(?:[\w-]+\s){0,2})$",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"(?:\b(?:existing|previous|prior|earlier|other|included|each|any|every|no)\s(?:[\w-]+\s){0,2}"
    r"|\b(?:process|steps|way|how|when|task|guidelines|need|while|often)\s(?:of\s|to\s|for\s)?(?:conduct|perform|do)\w*\s(?:an?\s)?"
    r"(?:[\w-]+\s){0,3})$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:\s\([A-Z]{2,6}s?\))?(?:\s(?:of|on|and|with|approach|method|methodology|design|protocol|technique|process)(?:\s[\w-]+){0,8}?)?\s"
    r"(?:was|is|were|has\sbeen)\s(?:\w+ly\s)?(?:conducted|performed|carried|undertaken|done|used|employed|chosen|adopted|followed|applied|prepared)",
    re.IGNORECASE,
)
_DONE = (
    (
        "interview study",
        re.compile(
            r"\b(?:we|researchers?|authors?)\s(?:\w+\s){0,2}interviewed\b|\binterviews\s(?:were|was)\s(?:held|conducted|carried|undertaken|used)"
            r"|\b(?:held|conducted|performed|carried\sout|undertook)\s(?:[\w-]+\s){0,4}interviews\b",
            re.IGNORECASE,
        ),
    ),
    (
        "survey study",
        re.compile(
            r"\b(?:respondents|participants)\s(?:\w+\s)?(?:answered|completed|filled)\b"
            r"|\b(?:survey|questionnaire)\s(?:\w+\s)?(?:was|were)\s(?:\w+\s)?(?:sent|distributed|administered|published|used)"
            r"|\b(?:we|researchers?)\s(?:\w+\s){0,2}(?:surveyed|sent\sa\squestionnaire|distributed\sa\s(?:survey|questionnaire))",
            re.IGNORECASE,
        ),
    ),
)


def types(own: Own) -> Iterator[Found]:
    """The kinds of study that it is, by its own word; a general one only where nothing says more."""
    found = [*_stated(own), *_done(own)]
    if any(f.reason == "stated in the title" for f in found):
        found = [f for f in found if f.reason == "stated in the title" or f.value == "thesis"]
    general = {entry.name for entry in own.vocabulary.types.entries if entry.general}
    special = [f for f in found if f.value not in general]
    kept = special or found
    best = max((f.confidence for f in kept), default=0.0)
    yield from (f for f in kept if f.confidence >= best - _NEAR)


def _stated(own: Own) -> Iterator[Found]:
    for sentence in own.sentences:
        if sentence.place is Place.TITLE:
            yield from _in_title(own, sentence)
            continue
        for hit in own.vocabulary.types.hits(sentence.text):
            sure = _sure(sentence, hit)
            if sure:
                start = sentence.start + hit.start
                reason = f"the study calls itself so ({sentence.place})"
                yield Found(Kind.REVIEW_TYPE, hit.entry.name, start, sentence.start + hit.end, sure, reason)


def _in_title(own: Own, sentence: Sentence) -> Iterator[Found]:
    reason = "stated in the title"
    hits = list(own.vocabulary.types.hits(sentence.text))
    for hit in hits:
        start = sentence.start + hit.start
        yield Found(Kind.REVIEW_TYPE, hit.entry.name, start, sentence.start + hit.end, 0.97, reason)
    general = next((entry.name for entry in own.vocabulary.types.entries if entry.general), "")
    if (
        not hits
        and general
        and (match := re.search(r"\b[Aa]n?\s(?:[\w-]+\s){0,2}[Rr]eview\b|:\s*[Rr]eview\b", sentence.text))
    ):
        yield Found(
            Kind.REVIEW_TYPE, general, sentence.start + match.start(), sentence.start + match.end(), 0.8, reason
        )


def _sure(sentence: Sentence, hit: Hit) -> float:
    """How sure it is that a sentence gives the type to the study itself; 0 when it does not."""
    before, after = sentence.text[: hit.start], sentence.text[hit.end :]
    if _NOT_THIS.search(before):
        return 0.0
    stated = bool(_BEFORE.search(before[-80:]) or _AFTER.search(after[:120]))
    if not stated:
        return 0.0
    if sentence.place is Place.ABSTRACT or (sentence.own and sentence.place is Place.METHOD):
        return 0.92
    if sentence.place is Place.METHOD:
        return 0.8
    said = sentence.own and sentence.place is not Place.BACKGROUND and not hit.entry.general
    return 0.78 if said else 0.0


def _done(own: Own) -> Iterator[Found]:
    """Types that follow from what the authors did; each once, from its best place."""
    places = (Place.ABSTRACT, Place.METHOD, Place.OTHER)
    said = sorted((s for s in own.sentences if s.place in places), key=lambda s: (places.index(s.place), s.start))
    rows = [(name, s, m) for name, pattern in _DONE for s in said if (m := pattern.search(s.text))]
    for name, group in groupby(rows, key=lambda row: row[0]):
        _, sentence, match = next(group)
        yield Found(
            Kind.REVIEW_TYPE,
            name,
            sentence.start + match.start(),
            sentence.start + match.end(),
            0.75 if sentence.place is Place.ABSTRACT else 0.7,
            f"its authors did so ({sentence.place})",
        )
