"""Verdicts on disagreements speak of words: they outlast detectors, files and ids, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.errors import BadDecision
from corpus.study import Anchor, Study, StudyId
from synthesis.decisions import Address, Decision, replay
from synthesis.decisions import Kind as Word
from synthesis.disagreement import Disagreement, Kind, Scope, Side, Standing
from synthesis.refutation import disagreements
from tests.synthesis.small import study

ONE = "Thyme grows on seven roofs of the old harbour."
OTHER = "Thyme grows on nine roofs of the old harbour."


@pytest.fixture
def paper() -> Study:
    return study("quill2020", ONE, OTHER)


def side(paper: Study, words: str, *, against: bool = False) -> Side:
    document = paper.documents[0]
    start = document.text.index(words)
    return Side(paper.id, Anchor(document.id, start, start + len(words)), words, against=against)


def candidate(paper: Study) -> Disagreement:
    sides = (side(paper, ONE), side(paper, OTHER, against=True))
    return Disagreement(Kind.ARITHMETIC, "Number: roof", sides, ("two numbers",), 0.7)


def verdict(value: str, sequence: int = 1, quotes: Sequence[str] = (ONE, OTHER)) -> Decision:
    words = tuple(Address("quill2020", "arithmetic", "Number: roof", quote) for quote in quotes)
    return Decision(Word.ADJUDICATE, words, value, "looked up", "ann", groups=(0, 1), sequence=sequence)


def test_a_disagreement_needs_words_of_both_sides(paper: Study) -> None:
    """A value without an opponent cannot be built, nor a side whose quote is not as long as its anchor."""
    with pytest.raises(ValueError, match="both sides"):
        replace(candidate(paper), sides=(side(paper, ONE),))
    with pytest.raises(ValueError, match="does not fill"):
        replace(side(paper, ONE), quote="Thyme")


def test_its_id_follows_from_its_words(paper: Study) -> None:
    """Not from its kind, its order, or who has judged it."""
    one = candidate(paper)
    assert one.id == replace(one, kind=Kind.CONTEXT, sides=one.sides[::-1], decided_by="ann").id
    assert (one.scope, one.studies) == (Scope.WITHIN, (StudyId("quill2020"),))


@pytest.mark.parametrize(
    ("value", "standing", "kind"),
    [
        ("dismissed", Standing.DISMISSED, Kind.ARITHMETIC),
        ("arithmetic", Standing.CONFIRMED, Kind.ARITHMETIC),
        ("other time", Standing.CONFIRMED, Kind.TIME),
    ],
)
def test_a_verdict_gives_standing_and_kind(paper: Study, value: str, standing: Standing, kind: Kind) -> None:
    """With the reviewer's name and reason."""
    (one,) = disagreements([candidate(paper)], [verdict(value)], [paper])
    assert (one.standing, one.kind, one.decided_by, one.verdict) == (standing, kind, "ann", "looked up")


def test_the_last_verdict_holds_and_can_be_taken_back(paper: Study) -> None:
    """In order of the log, whatever the order in which it is handed over."""
    undo = Decision(Word.UNDO, value="2", who="ann", sequence=3)
    log = [verdict("other time", 2), verdict("dismissed", 1)]
    assert [one.kind for one in disagreements([candidate(paper)], log, [paper])] == [Kind.TIME]
    assert [one.standing for one in disagreements([candidate(paper)], [*log, undo], [paper])] == [Standing.DISMISSED]


def test_a_verdict_finds_its_words_in_another_cut(paper: Study) -> None:
    """A detector that quotes less of the sentence still speaks of the same place."""
    short = replace(candidate(paper), sides=(side(paper, ONE[:30]), side(paper, OTHER[:30], against=True)))
    (one,) = disagreements([short], [verdict("dismissed")], [paper])
    assert one.standing is Standing.DISMISSED


def test_what_is_confirmed_stays_when_nobody_finds_it_any_more(paper: Study) -> None:
    """On the words as they stand in the study; what was dismissed is simply gone."""
    (one,) = disagreements([], [verdict("other method")], [paper])
    assert (one.kind, one.standing, [s.quote for s in one.sides]) == (Kind.METHOD, Standing.CONFIRMED, [ONE, OTHER])
    assert disagreements([], [verdict("dismissed")], [paper]) == ()


def test_a_verdict_whose_words_are_gone_is_a_conflict(paper: Study) -> None:
    """It is shown to the reviewer, and makes nothing."""
    lost = verdict("arithmetic", quotes=(ONE, "Sage grows nowhere."))
    assert disagreements([], [lost], [paper]) == ()
    (conflict,) = replay([], [lost], [paper]).conflicts
    assert "Sage grows nowhere" in conflict.why
    assert replay([], [verdict("arithmetic")], [paper]).conflicts == ()


def test_a_study_that_goes_by_another_id_keeps_its_verdicts(paper: Study) -> None:
    """A new rendition may tell another title or year; the former id still finds the study."""
    renamed = replace(paper, id=StudyId("quill2021"), aliases=(StudyId("quill2020"),))
    (one,) = disagreements([candidate(renamed)], [verdict("dismissed")], [renamed])
    assert one.standing is Standing.DISMISSED


@pytest.mark.parametrize(
    ("value", "reason", "groups", "complaint"),
    [
        ("arithmetic", "", (0, 1), "needs a reason"),
        ("nonsense", "looked up", (0, 1), "knows the verdicts"),
        ("arithmetic", "looked up", (0, 0), "both sides"),
        ("arithmetic", "looked up", (), "both sides"),
        ("", "looked up", (0, 1), "needs a verdict"),
    ],
)
def test_a_verdict_needs_what_it_rests_on(value: str, reason: str, groups: tuple[int, ...], complaint: str) -> None:
    """A reason, a known word, and words on both sides."""
    with pytest.raises(BadDecision, match=complaint):
        replace(verdict("arithmetic"), value=value, reason=reason, groups=groups)


def test_the_order_of_what_is_found_changes_nothing(paper: Study) -> None:
    """Candidates come out in one order."""
    weak = replace(candidate(paper), confidence=0.2, sides=(side(paper, ONE[6:]), side(paper, OTHER, against=True)))
    both = [candidate(paper), weak]
    assert disagreements(both, [], [paper]) == disagreements(both[::-1], [], [paper])
    assert [one.confidence for one in disagreements(both, [], [paper])] == [0.7, 0.2]
