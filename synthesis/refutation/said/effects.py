"""What a study says that one thing does to another: raises it, lowers it, leaves it as it is.

In: a sentence. Out: Claims on the scale "effects"; the subject acts, `other` is acted on. Called by gather. Only plain
statements are read: a subject, the verb, an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthesis.refutation.reading import Reading, Sentence
from synthesis.refutation.said import phrases, voice
from synthesis.refutation.said.claim import Claim, claim

SCALE, RAISES, LOWERS, NOT_RAISES, NOT_LOWERS, LEAVES = (
    "effects",
    "raises",
    "lowers",
    "does not raise",
    "does not lower",
    "leaves as it is",
)
_UP = r"(?:increas|rais|improv|enhanc|boost|strengthen|heighten)"
_DOWN = r"(?:reduc|decreas|lower|worsen|weaken|impair|diminish|lessen|undermin)"
_ADVERB = r"(?:(?:\w+ly|also|thus|often|always)\s)?"
_VERB = re.compile(
    rf"\b{_ADVERB}(?:(?P<not>(?:do|does|did)\snot|cannot|never|failed\sto|fails\sto)\s)?{_ADVERB}"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:e|es|ed|s|d)?\s",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:has|had|have|shows|showed)\s(?:little\sor\s)?no\s(?:\w+\s){0,2}?(?:effect|impact|influence)\son\s|"
    r"\b(?:do|does|did)\snot\s(?:\w+ly\s)?(?:affect|change|influence|alter)\s",
    re.IGNORECASE,
)
_TEST = re.compile(
    rf"{_UP}|{_DOWN}|no\s.*(?:effect|impact|influence)|not\s.*(?:affect|change|influence|alter)", re.IGNORECASE
)
_NO_VERB = re.compile(
    r"(?:\b(?:to|be|been|being|is|are|was|were|by|of|the|an?|and|or|more|less|not|has|have|had)\s)$", re.I
)


def effects(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """The claims of one sentence; none where the verb is a participle, an infinitive or part of a name."""
    text = sentence.text
    if not _TEST.search(text) or voice.unasserted(text):
        return
    for found in _VERB.finditer(text):
        if _NO_VERB.search(text[: found.start()]):
            continue
        pole = RAISES if found["up"] else LOWERS
        if found["not"]:
            pole = NOT_RAISES if found["up"] else NOT_LOWERS
        yield from _claim(reading, sentence, pole, found)
    for found in _NONE.finditer(text):
        yield from _claim(reading, sentence, LEAVES, found)


def _claim(reading: Reading, sentence: Sentence, pole: str, found: re.Match[str]) -> Iterator[Claim]:
    subjects = phrases.before(sentence.text, found.start())
    if subjects:
        for thing in phrases.after(sentence.text, found.end())[:1]:
            yield claim(reading, sentence, SCALE, pole, subjects, (found.start(), found.end() - 1), thing)
