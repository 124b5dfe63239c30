"""One thing that a study says of one subject.

In: nothing. Out: frozen values, made by the other files here, compared by synthesis.refutation.outer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.study import Anchor, StudyId
from synthesis.refutation.reading import Reading, Sentence
from synthesis.refutation.said import voice


@dataclass(frozen=True, slots=True)
class Claim:
    """scale: what the claim places its subject on ("difficulty"). pole: where, one of the scale's poles ("easy").

    subjects: the noun phrases that it is said of, as written; other: what it is said in regard of, "" if nothing.
    anchor: the sentence; key: its words that decide, [start, end) in the document. section: title of the innermost
    one. hedged: it says that it may be so. reported: the words name another work or person who says it, and the study
    only tells so. settings, times: words that narrow it.
    """

    study: StudyId
    scale: str
    pole: str
    subjects: tuple[str, ...]
    anchor: Anchor
    key: tuple[int, int]
    other: str = ""
    section: str = ""
    hedged: bool = False
    reported: bool = False
    settings: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


Reader = Callable[[Reading, Sentence], Iterator[Claim]]


def claim(
    reading: Reading,
    sentence: Sentence,
    scale: str,
    pole: str,
    subjects: Sequence[str],
    key: tuple[int, int],
    other: str = "",
    *,
    own: bool = False,
    cites: tuple[str, ...] = (),
) -> Claim:
    """What a sentence says; key: [start, end) in its text. own: the study says it whomever the sentence reports."""
    text = sentence.text
    return Claim(
        reading.study.id,
        scale,
        pole,
        tuple(subjects),
        Anchor(reading.document.id, sentence.start, sentence.end),
        (sentence.start + key[0], sentence.start + key[1]),
        other,
        sentence.section,
        voice.hedged(text, key),
        not own and voice.reported(text, key[0]),
        voice.settings(text, key),
        voice.times(text),
        cites,
    )
