"""Whether sources agree about something.

In: a sentence. Out: Claims on the scale "agreement". Called by gather. The agreement of coders and of participants with
a statement is another thing, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthesis.refutation.reading import Reading, Sentence
from synthesis.refutation.said import phrases, voice
from synthesis.refutation.said.claim import Claim, claim

SCALE, AGREED, OPEN = "agreement", "agreed", "open"
_ABOUT = r"(?:on|about|regarding|concerning|as\sto|over|with\s(?:respect|regard)\sto|around|upon)"
_BODY = (
    r"(?:reviews|studies|authors|sources|researchers|literature|scholars|experts|papers|publications|articles|works)"
)
_NOUN = r"(?:consensus|agreement|consistency|unanimity|convergence|accord)"
_MUCH = (
    r"(?:broad|general|wide|widespread|clear|overall|strong|growing|considerable|substantial|large|high|full|common|near|"
    r"remarkable|far-reaching|emerging)"
)
_WANT = r"(?:no|little|without(?:\sany?)?|(?:lack|absence)\sof|less|limited|not\s(?:yet\s)?(?:any?)?)"
_MISSING = r"(?:has\snot|have\snot|is\s(?:lacking|missing|absent)|(?:has|have)\syet\sto|is\snot)"
_MOSTLY = r"(?:largely|broadly|mostly|generally|widely|essentially|basically|all)"
_OPEN = (
    rf"\b{_WANT}\s(?:\w+\s){{0,2}}?{_NOUN}\b",
    rf"\b{_NOUN}\s(?:\w+\s){{0,3}}?{_MISSING}\b",
    rf"\b{_BODY}\s(?:\w+\s)?(?:do\snot|does\snot|did\snot|cannot)\s(?:\w+\s)?agree\b",
    rf"\b{_BODY}\s(?:\w+ly\s)?disagree\b",
    r"\b(?:is|are|remains?)\s(?:still\s|highly\s|much\s)?(?:contested|disputed|debated|controversial)\b",
)
_AGREED = (
    rf"(?<!no\s)(?<!little\s)(?<!of\s)(?<!without\s)\b{_MUCH}\s(?:\w+\s)?{_NOUN}\b",
    rf"\bthere\s(?:is|exists)\s(?:a\s|an\s)?{_NOUN}\b",
    rf"\b{_BODY}\s(?:\w+\s)?(?:{_MOSTLY}\s)?agree(?:d)?(?=[\s,])",
    r"\b(?:is|are)\s(?:generally|widely|commonly|largely|universally)\sagreed(?:\supon)?\b",
    rf"\b(?:is|are|remains?)\s(?:{_MOSTLY}\s)?(?:the\ssame|similar|alike|consistent)\s"
    rf"(?:across|in|among|throughout|between)\s(?:all\s|most\s|the\s)*{_BODY}\b",
)
_PATTERNS = tuple(
    (pole, re.compile(words, re.IGNORECASE))
    for pole, several in ((OPEN, _OPEN), (AGREED, _AGREED))
    for words in several
)
_TEST = re.compile(
    r"agree|consensus|consisten|unanim|convergence|accord\b|contested|disputed|debated|controvers|same|similar",
    re.IGNORECASE,
)
_OF_CODERS = re.compile(
    r"\b(?:kappa|inter-?\s?(?:coder|rater|reviewer|annotator)|coders?|raters?|reviewers|resolved|screen\w+|respondents?|"
    r"participants?|interviewees?|statements?|strongly|in\sagreement\swith|agreements?\swith|by\sconsensus|"
    r"consensus\s(?:meeting|conference|statement)|until\sconsensus|Delphi|reached\sthrough)\b",
    re.IGNORECASE,
)
_ABOUT_NEXT = re.compile(rf"(?:\s[\w-]+){{0,5}}?\s{_ABOUT}\s", re.IGNORECASE)


def agreement(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """The claims of one sentence on agreement; the subject stands after "about", else before the words."""
    text = sentence.text
    if not _TEST.search(text) or _OF_CODERS.search(text) or voice.unasserted(text):
        return
    taken: list[tuple[int, int]] = []
    for pole, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            subjects = _subjects(text, found)
            if subjects:
                yield claim(reading, sentence, SCALE, pole, subjects, found.span())


def _subjects(text: str, found: re.Match[str]) -> tuple[str, ...]:
    """What is agreed about; where no phrase is at hand, the clause before, which names it somewhere."""
    about = _ABOUT_NEXT.match(text, found.end())
    if about:
        return phrases.after(text, about.end())
    held = phrases.before(text, found.start())
    return held or ((clause,) if (clause := text[: found.start()].strip(" ,;")) else ())
