"""How a study places one named thing to another: a part of it, wider than it, the same, something else.

In: a sentence. Out: Claims on the scale "relation"; the subject is placed to `other`. Called by gather.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthesis.refutation.reading import Reading, Sentence
from synthesis.refutation.said import phrases, voice
from synthesis.refutation.said.claim import Claim, claim

SCALE = "relation"
PART, WIDER, SAME, OTHER, NO_PART = "part of", "wider than", "the same as", "other than", "no part of"
STEP = "a step of"  # of a course of things; not weighed against the others
_BE = re.compile(r"\b(?:is|are|was|were|becomes?|(?:has|have)\sbeen|constitutes?|forms?)\b", re.IGNORECASE)
_OF = (
    (PART, re.compile(
        r"\b(?:an?|the|one)\s(?:\w+\s){0,2}?(?:subset|sub-?field|sub-?discipline|sub-?category|sub-?set|branch|special\scase|"
        r"speciali[sz]ation|(?:specific|special|particular|speciali[sz]ed)\s(?:implementation|application|form|type|kind|variant|"
        r"case|instance))(?:/\w+)?\sof\s", re.I)),
    (STEP, re.compile(
        r"\b(?:an?|one)\s(?:\w+\s){0,2}?(?:step|phase|stage|part|component|activity|task)\s(?:of|in|within)\s", re.I)),
    (WIDER, re.compile(
        r"\b(?:an?|the)\s(?:\w+\s){0,2}?(?:superset|generali[sz]ation)(?:/\w+)?\sof\s|\bbroader\sthan\s|\bwider\sthan\s|"
        r"\bumbrella\s(?:term|concept)\sfor\s", re.I)),
    (SAME, re.compile(r"\b(?:equivalent|identical|synonymous)\s(?:to|with)\s|\bthe\ssame\s(?:thing\s)?as\s|"
        r"\b(?:a\ssynonym|another\s(?:name|word|term))\s(?:of|for)\s", re.I)),
    (OTHER, re.compile(r"\b(?:distinct|different|separate)\sfrom\s|\bto\sbe\sconfused\swith\s", re.I)),
)  # fmt: skip
_TOGETHER = re.compile(
    r"\b([\w-]+(?:\s[\w-]+){0,3}?)\sand\s([\w-]+(?:\s[\w-]+){0,3}?)\s(?:are|were)\s(?:\w+\s)?"
    r"(?:used\s(?:interchangeably|synonymously)|synonyms|synonymous|the\ssame)\b"
)
_GLOSS = re.compile(
    r"(\b[\w-]+(?:\s[\w-]+){0,2})\s\((?:equivalent\sto|a\ssynonym\s(?:of|for)|the\ssame\sas|synonymous\swith)\s([\w-]+)"
)
_HOLDS = re.compile(r"\b(?:involves?|includes?|comprises?|consists?\sof|encompass(?:es)?|covers?)\s", re.IGNORECASE)
_MOST_WORDS = 4  # of what holds others
_BESIDE = re.compile(  # "X and other methods (Y, Z)": Y is none of X
    r"\b([\w-]+)\s(?:and|or|with|from|to|than)\sother\s(?:[\w-]+\s){1,3}?(?:\(|such\sas\s|like\s|including\s|e\.g\.,?\s)([^()]{2,80})"
)
_TEST = re.compile(
    r"(?:step|phase|stage|part|component|activity|task)\s(?:of|in|within)\s|involve|include|compris|consists?\sof|encompass|cover|(?:subset|field|discipline|category|branch|case|"
    r"sation|zation|implementation|application|form|type|kind|variant|instance|superset)(?:/\w+)?\sof\s|broader|wider|umbrella|"
    r"equivalent|identical|synonym|\ssame\s|distinct|different\sfrom|separate\sfrom|confused|interchangeabl|\sother\s",
    re.IGNORECASE,
)
_FARTHEST = 120  # characters between the verb and what it says


def relations(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """The claims of one sentence on how two named things stand to each other."""
    text = sentence.text
    if not _TEST.search(text) or voice.unasserted(text):
        return
    for pole, pattern in _OF:
        for found in pattern.finditer(text):
            verbs = [m for m in _BE.finditer(text, 0, found.start() + 1) if found.start() - m.end() < _FARTHEST]
            between = text[verbs[0].end() : found.start()] if verbs else ";"
            if re.search(r"[;:.]|\b(?:which|that|who|while|whereas|but)\b", between):
                continue
            not_so = bool(re.search(r"\b(?:not|never|no)\b", between))
            subjects, others = phrases.before(text, verbs[0].start()), phrases.after(text, found.end())
            turned = {PART: NO_PART, SAME: OTHER, WIDER: ""}.get(pole, "") if not_so else pole
            if subjects and others and (turned or (pole == OTHER and "confused" in found[0])):
                yield claim(reading, sentence, SCALE, turned or pole, subjects, found.span(), others[-1])
    yield from _held(reading, sentence)
    for found in _TOGETHER.finditer(text):
        yield claim(reading, sentence, SCALE, SAME, (found[1],), found.span(), found[2])
    for found in _GLOSS.finditer(text):
        last = found[1].split()[-1]
        yield claim(
            reading, sentence, SCALE, SAME, (last if _named(last) else found[1],), found.span(), found[2], own=True
        )
    for found in _BESIDE.finditer(text):
        for member in re.split(r",\s|\sand\s|\sor\s", found[2]):
            if (one := phrases.name(member)) and len(one.split()) < 4 and _named(one) and _named(found[1]):
                yield claim(reading, sentence, SCALE, OTHER, (found[1],), found.span(), one)


def _held(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """What a sentence counts up as the parts of a thing: "Harvesting involves smoking, lifting, and weighing"."""
    text = sentence.text
    for found in _HOLDS.finditer(text):
        wholes = [whole for whole in phrases.before(text, found.start()) if len(whole.split()) <= _MOST_WORDS]
        rest = re.split(r"[.;:()]|\b(?:such\sas|which|that|but|while)\b", text[found.end() :])[0]
        members = [phrases.name(member) for member in re.split(r",\s(?:and\s|or\s)?|\sand\s|\sor\s", rest)]
        if wholes and len(members) > 1:
            for member in filter(None, members):
                yield claim(reading, sentence, SCALE, STEP, (member,), found.span(), wholes[0])


def _named(phrase: str) -> bool:
    """Whether a phrase is a name: a capital beyond the first letter, or in each word."""
    return any(c.isupper() for c in phrase[1:]) and not phrase.isspace()
