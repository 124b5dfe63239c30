"""What is said of a thing on a scale whose ends exclude each other: easy or difficult, mature or at an early stage.

In: a sentence. Out: Claims. Called by gather. The words of the scales are in predicates.py. Negation turns a claim
over; questions, conditions and aims claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthesis.refutation.reading import Reading, Sentence
from synthesis.refutation.said import agreed, phrases, voice
from synthesis.refutation.said.claim import Claim, claim
from synthesis.refutation.said.predicates import OPENING, PREDICATES, VERBS

POLES = {name: (poles[0][0], poles[1][0]) for name, poles in PREDICATES.items()} | {
    agreed.SCALE: (agreed.AGREED, agreed.OPEN),
    "evidence": ("shown", "not shown"),
}
_SEEN = (
    r"(?:was|were|is|are)\s(?:\w+ly\s)?(?:not\s)?(?:found|seen|reported|described|considered|judged|regarded|perceived|said|"
    r"thought|felt|experienced)\s(?:\w+ly\s)?(?:as|to\sbe)"
)
_BE = (
    rf"(?:{_SEEN}|is|are|was|were|remains?|remained|became|becomes?|stays?|(?:has|have)\s(?:been|become|remained)|seems?|"
    r"appears?|(?:may|might|could|can|would|will|must|should)\s(?:not\s)?(?:be|become|remain)|proved|proves)"
)
_NOT = r"(?P<not>\s(?:not|no\slonger|never|hardly|rarely|seldom|far\sfrom|by\sno\smeans|anything\sbut|neither|no)\b)?"
_DEGREE = (
    r"(?:\s(?:still|yet|also|only|very|quite|rather|fairly|often|usually|generally|particularly|especially|highly|relatively|"
    r"too|so|as|more|most|increasingly|largely|comparatively|extremely|currently|now|always|both|already|indeed))*"
)
_ARTICLE = r"(?:\s(?:an?|the|one\sof\sthe|among\sthe|any|at|in|of|its|their|such))*"
_ASIDE = r"(?:,\s[^,;.]{3,40},)?"  # "is, in our reading, the main barrier"
_STEP = rf"\b{_BE}{_ASIDE}{_NOT}{_DEGREE}{_ARTICLE}{_DEGREE}\s"
_PREDICATE = re.compile(_STEP + r"(?=[a-z])", re.IGNORECASE)


def _closed(words: tuple[str, ...]) -> str:
    return rf"(?:{'|'.join(words)})(?![\w-])"


_WORDS = tuple(
    (name, pole, other, re.compile(_closed(words), re.IGNORECASE))
    for name, poles in PREDICATES.items()
    for (pole, words), (other, _) in (poles, poles[::-1])
)
_VERBS = tuple((name, pole, re.compile(rf"\b{_closed(words)}", re.IGNORECASE)) for name, pole, words in VERBS)
_OPENING = tuple(
    (name, pole, re.compile(rf"\b(?:{'|'.join(words)})\s", re.IGNORECASE)) for name, pole, words in OPENING
)
_NOUN_NEXT = re.compile(
    r"\s(?!(?:in|on|for|to|at|of|by|with|without|from|and|or|but|as|because|since|when|where|while|than|that|which|only|"
    r"even|among|across|after|before|during|over|under|within|throughout|"
    r"tasks?|process(?:es)?|matters?|undertakings?|endeavou?rs?|steps?|activit(?:y|ies)|issues?)\b)[a-z]"
)
_BARE = ("supply", "trust", "difficulty", "clarity", "frequency", "course", "handling", "trend")  # no noun may follow
_THAN = re.compile(r"\b(?:more|less)\s(?:\w+ly\s)?$", re.IGNORECASE)
_REGARD = re.compile(  # what a thing is easy, needed or of use for
    r"\s(?:to|for|in|against|at|with)\s((?:(?!that|which|who|because|but|although|while|when|if|and|or)[\w-]+\s?){1,8})"
)


def on_scales(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """The claims of one sentence."""
    text = sentence.text
    if voice.unasserted(text):
        return
    for step in _PREDICATE.finditer(text):
        for name, pole, other, words in _WORDS:
            found, negated = words.match(text, step.end()), bool(step["not"]) or " not " in step[0]
            if found is None and step["not"]:  # "is rarely studied" is a predicate as it stands
                found, negated = words.match(text, step.start("not") + 1), False
            if found is None or _qualifies(name, text, found) or (negated and voice.twisted(text, found.end())):
                continue
            if subjects := phrases.before(text, step.start()):
                place = (step.start(), found.end())
                regard = _REGARD.match(text, found.end())
                at = regard[1].strip() if regard else ""
                yield claim(reading, sentence, name, other if negated else pole, subjects, place, at)
    for name, pole, words in _VERBS:
        for found in words.finditer(text):
            if subjects := phrases.before(text, found.start()):
                yield claim(reading, sentence, name, pole, subjects, found.span())
    for name, pole, words in _OPENING:
        for found in words.finditer(text):
            if subjects := phrases.after(text, found.end()):
                yield claim(reading, sentence, name, pole, subjects, found.span())


def _qualifies(scale: str, text: str, found: re.Match[str]) -> bool:
    """Whether the word only compares, or qualifies a noun that says something else ("is the missing overlap")."""
    if _THAN.search(text[: found.start()]) and re.match(r"[^,;.]{0,60}\bthan\b", text[found.end() :]):
        return True
    return scale in _BARE and bool(_NOUN_NEXT.match(text, found.end()))
