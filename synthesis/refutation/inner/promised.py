"""What the abstract says was found, and the paper's own list of its topics does not have.

In: a Reading. Out: Disagreements of kind unsupported, a weak one. Called by synthesis.refutation.within. Told only
where three things come together: the abstract reports key things of a kind, the paper lists the topics that it deals
with and these are not among them, and no heading names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.counting import is_plural, singular
from synthesis.refutation.reading import Place, Reading, Sentence

_REPORTED = re.compile(
    r"\b(?:identif(?:y|ies|ied)|reveal(?:s|ed)?|report(?:s|ed)?|describe[sd]?|present(?:s|ed)?|outline[sd]?|"
    r"synthesi[sz]e[sd]?|summari[sz]e[sd]?|derive[sd]?|establish(?:es|ed)?)\s(?:the\s|a\sset\sof\s)?"
    r"(?:key|main|core|major|common|essential|central|necessary)\s(?P<thing>[^\W\d_][\w-]*(?:\s[^\W\d_][\w-]*){0,3})"
)
_TOPICS = re.compile(
    r"\bfollowing\s(?:\w+\s)?(?:themes|topics|aspects|areas|issues|questions|subjects|elements|dimensions)\b|"
    r"\b(?:themes|topics|aspects|areas|questions|subjects)\s(?:that\s(?:we|were)\s\w+\s)?(?:are|were)\b[^.]{0,20}:",
    re.IGNORECASE,
)
_COMMAS = 3  # of a sentence that lists topics
_STEM = 6  # letters by which two forms of a noun are the same


def promised(reading: Reading) -> Iterator[Disagreement]:
    """One for each kind of thing that the abstract reports and the paper nowhere sets out to find."""
    topics = next((s for s in reading.sentences if s.place is not Place.ABSTRACT and _lists_topics(s)), None)
    if topics is None:
        return
    titles = " ".join(section.title.lower() for section in reading.document.sections)
    for sentence in (s for s in reading.sentences if s.place is Place.ABSTRACT):
        for match in _REPORTED.finditer(sentence.text):
            named = re.split(r"\s(?:of|in|for|and|or|to|that|with|on|by)\b", match["thing"].lower(), maxsplit=1)[0]
            head = next((word for word in reversed(named.split()) if is_plural(word)), "")
            stem = singular(head)[:_STEM] if head else ""
            if stem and stem not in topics.text.lower() and stem not in titles:
                yield _of(reading, sentence, match, topics, head)


def _lists_topics(sentence: Sentence) -> bool:
    found = _TOPICS.search(sentence.text)
    return (
        found is not None and sentence.text.count(",", found.end()) + sentence.text.count(";", found.end()) >= _COMMAS
    )


def _of(reading: Reading, sentence: Sentence, match: re.Match[str], topics: Sentence, head: str) -> Disagreement:
    key = (sentence.start + match.start(), sentence.start + match.end())
    where = (topics.start, topics.end)
    found = _TOPICS.search(topics.text)
    start = topics.start + (found.start() if found else 0)
    return Disagreement(
        Kind.UNSUPPORTED,
        f"Reported in the abstract: {head}",
        (
            reading.side((sentence.start, sentence.end), key, head),
            reading.side(where, (start, start + 1), f"no {head} among the topics", against=True),
        ),
        ("the abstract reports them; neither the paper's list of topics nor a heading names them",),
        0.45,
    )
