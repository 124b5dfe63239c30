"""What is said of why a theme was taken, and of what could speak against it."""

from __future__ import annotations

from dataclasses import replace

from corpus.study import Anchor, DocumentId, StudyId
from extract.explanation import against, other_forms, support, why_taken
from extract.theme import Basis, Evidence, Mention, Polarity, Theme, theme_id


def mention(surface: str, evidence: Evidence, start: int = 0, section: str = "", **more: object) -> Mention:
    anchor = Anchor(DocumentId("d1"), start, start + len(surface))
    return Mention(anchor, surface, surface, evidence, section=section, **more)  # type: ignore[arg-type]


def theme(*mentions: Mention, label: str = "Frost damage", confidence: float = 0.9) -> Theme:
    id = theme_id("s", "challenge", label)
    return Theme(id, StudyId("s"), "challenge", label, mentions, confidence=confidence)


LISTED = mention("Frost damage", Evidence.LIST_ITEM, section="Barriers", reasons=("introduced by “barriers:”",))


def test_the_kind_of_evidence_the_section_and_the_cue_are_told() -> None:
    """One sentence holds all three."""
    assert why_taken(theme(LISTED)) == "It is an item of a list in the section “Barriers”: introduced by “barriers:”."


def test_other_places_are_counted_by_kind_of_evidence() -> None:
    """A denied place supports nothing."""
    phrase = mention("frost damage", Evidence.PHRASE, 40, "Discussion")
    denied = replace(phrase, anchor=Anchor(DocumentId("d1"), 90, 102), polarity=Polarity.DENIES)

    assert support(theme(LISTED, phrase, denied)) == "1 other place supports it in “Discussion” (phrase)."
    assert support(theme(LISTED)) == ""


def test_nothing_speaks_against_a_theme_that_stands_in_a_list_and_elsewhere() -> None:
    """Two places, asserted, in findings, with high confidence."""
    assert against(theme(LISTED, mention("frost damage", Evidence.PHRASE, 40))) == ()


def test_each_weakness_is_told_in_a_sentence() -> None:
    """Hedged, in the background, of other works, in running text alone, once, with little confidence."""
    weak = mention(
        "frost damage",
        Evidence.PHRASE,
        polarity=Polarity.HEDGES,
        basis=Basis.BACKGROUND,
        attributed_to=("b1",),
    )

    told = " ".join(against(theme(weak, confidence=0.5)))

    for words in ("hedges it at one place", "before its findings", "of other works", "running text alone", "One place"):
        assert words in told
    assert "little confidence" in told


def test_other_forms_are_told_once_whatever_their_capitals() -> None:
    """The label itself is no other form."""
    again = mention("FROST DAMAGE", Evidence.PHRASE, 40)
    plural = mention("frost\ndamages", Evidence.PHRASE, 80)

    assert other_forms(theme(LISTED, again, plural)) == ("frost damages",)
