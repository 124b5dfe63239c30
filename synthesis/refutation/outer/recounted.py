"""Numbers that disagree between studies: of one work told twice, and of a study of the corpus against its own words.

In: a Corpus. Out: Disagreements of kind contradiction (two tell another number of one thing of one work) and
misreport (a study never says the number that another one tells of it). Called by synthesis.refutation.between.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from corpus.study import StudyId
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.compared import Corpus
from synthesis.refutation.counting import Count, counts
from synthesis.refutation.outer.works import Told, by_author, one_work, told_of_works
from synthesis.refutation.reading import Place, Reading, Sentence

_SURE, _SURE_OWN = 0.5, 0.5
_LEAST = 1  # further telling words that two counts share beside the noun, or neither has any
_OF_MATERIAL = frozenset(
    "study paper article review publication source interview interviewee participant respondent patient nurse company "
    "organisation organization case record".split()
)


def recounted(corpus: Corpus) -> Iterator[Disagreement]:
    """Those of works told twice by author, then those of studies of the corpus in order of place."""
    told = list(told_of_works(corpus))
    for group in by_author(iter(told)).values():
        for one, other in combinations(group, 2):
            if one.claim.study != other.claim.study and one_work(one.work, other.work):
                yield from _told_twice(corpus, one, other)
    targets = _in_corpus(corpus)
    for one in told:
        target = targets.get((one.claim.study, one.work.raw))
        if target is not None and one.sure:
            yield from _told_wrongly(corpus, one, target)


def _counts(corpus: Corpus, told: Told) -> list[Count]:
    """The counts of a telling, those of each noun only where it counts them once."""
    claim = told.claim
    sentence = next((s for s in corpus.reading(claim).sentences if s.start == claim.anchor.start), None)
    found = [c for c in counts(sentence) if c.start >= claim.key[1] - 1] if sentence else []
    heads = [count.head for count in found]
    return [count for count in found if heads.count(count.head) == 1]


def _told_twice(corpus: Corpus, one: Told, other: Told) -> Iterator[Disagreement]:
    for mine in _counts(corpus, one):
        for theirs in _counts(corpus, other):
            if mine.head == theirs.head and mine.value != theirs.value and set(mine.words) == set(theirs.words):
                told = f"{one.claim.other} ({one.work.year or 'no year'})"
                yield Disagreement(
                    Kind.CONTRADICTION,
                    f"Number of {_things(mine)} of {told}",
                    (
                        corpus.side(one.claim, f"{mine.value} {_things(mine)}"),
                        corpus.side(other.claim, f"{theirs.value} {_things(theirs)}", against=True),
                    ),
                    (f"the same work, {told}, is told with {mine.value} and with {theirs.value}",),
                    _SURE,
                    computed=f"{mine.value} is not {theirs.value}",
                )


def _in_corpus(corpus: Corpus) -> dict[tuple[StudyId, str], StudyId]:
    """By study and entry of its bibliography: the study of the corpus that the entry is."""
    return {(tie.source, tie.evidence): tie.target for tie in corpus.dependence if tie.kind in ("includes", "cites")}


def _told_wrongly(corpus: Corpus, one: Told, target: StudyId) -> Iterator[Disagreement]:
    for mine in _counts(corpus, one):
        if mine.head not in _OF_MATERIAL:
            continue
        own = [
            (reading, sentence, count)
            for reading in corpus.readings[target]
            for sentence in reading.sentences
            for count in counts(sentence)
            if count.head == mine.head
        ]
        if own and mine.value not in {count.value for _, _, count in own}:
            yield _wrongly(corpus, one, mine, *_best(own))


def _best(own: list[tuple[Reading, Sentence, Count]]) -> tuple[Reading, Sentence, Count]:
    """Where a study says of itself how many: in its abstract, else in its method, else first."""
    order = {Place.ABSTRACT: 0, Place.METHOD: 1}
    return min(own, key=lambda found: order.get(found[1].place, 2))


def _wrongly(corpus: Corpus, one: Told, mine: Count, reading: Reading, sentence: Sentence, own: Count) -> Disagreement:
    said = f"{own.value} {_things(own)}"
    side = reading.side((sentence.start, sentence.end), (own.start, own.end), said, against=True)
    return Disagreement(
        Kind.MISREPORT,
        f"Number of {_things(mine)} of {reading.study.id}",
        (corpus.side(one.claim, f"{mine.value} {_things(mine)}"), side),
        (f"{reading.study.id} nowhere counts {mine.value} of them",),
        _SURE_OWN,
        computed=f"{mine.value} is not {own.value}",
    )


def _things(count: Count) -> str:
    """What is counted, as it is written."""
    start = count.sentence.start
    written = count.sentence.text[count.start - start : count.end - start].split()
    return " ".join(written[-len(count.words) - 1 :])
