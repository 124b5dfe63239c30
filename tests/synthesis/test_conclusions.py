"""Conclusions keep what they rested on, and are stale when that has moved until somebody looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import BadDecision
from corpus.study import Study, StudyId
from extract.theme import Polarity, Theme, theme_id
from synthesis.concept import Concept, ConceptId, concept_id
from synthesis.conclusion import Component, Concern, Conclusion, Level, Rested
from synthesis.conclusions import conclusions, rested_on
from synthesis.decisions import Address, Decision, Kind, chained, first_break, in_force, replay
from synthesis.refutation import stances
from synthesis.weighing import Weigher
from tests.synthesis.small import extraction, reference, study, theme

NAMES = ("apiary2018", "bakery2019", "cooper2020", "dairy2021", "eyrie2022")
PAPERS: dict[str, Study] = {
    name: study(
        name,
        f"Rain spoils the {name} crop.",
        f"Whoever sowed at {name} fears a cloudburst.",
        refs=[reference("1", title, author=f"{name} Author")],
    )
    for name, title in zip(
        (*NAMES, "bakery2020"),
        ("Bees in the wet", "Flour and mould", "Barrels", "Cows at pasture", "Nests on cliffs", "Flour and mould"),
        strict=True,
    )
}


def rain(name: str, polarity: Polarity = Polarity.ASSERTS) -> Theme:
    return theme(PAPERS[name], "challenge", "rain", quote=f"Rain spoils the {name} crop.", polarity=polarity)


def concept_of(
    themes: Sequence[Theme], refuted_by: Iterable[str] = (), label: str = "rain", scope: Sequence[str] = NAMES
) -> Concept:
    """The concept of these themes, in whose scope the studies are; each rests on a list of its own."""
    stance = stances(themes)
    held = {p: tuple(sorted(s for s, value in stance.items() if value is p)) for p in Polarity}
    against = tuple(sorted(map(StudyId, refuted_by)))
    weigher = Weigher([PAPERS[name] for name in scope], (), {"challenge": list(map(StudyId, scope))})
    rests_on = weigher.support(list(themes), against)
    return Concept(
        id=concept_id("challenge", label),
        facet="challenge",
        label=label,
        definition="",
        themes=tuple(t.id for t in sorted(themes, key=lambda t: (t.study, t.id))),
        studies=held[Polarity.ASSERTS],
        support=rests_on,
        verdict=weigher.evidence(list(themes), against).verdict(),
        refuted_by=against,
        hedged_by=held[Polarity.HEDGES],
        denied_by=held[Polarity.DENIES],
    )


def on(held: Concept, themes: Sequence[Theme], kind: Kind = Kind.ACCEPT, **content: Any) -> Decision:
    """A decision about a concept, as it is taken."""
    members = tuple(Address.of(t) for id in held.themes for t in themes if t.id == id)
    given = {"reason": "read twice", "who": "Ada", "concept": True, "rested": rested_on(held)} | content
    return Decision(kind, members, **given)


def log(*decisions: Decision) -> list[Decision]:
    made: list[Decision] = []
    for decision in decisions:
        made.append(chained(decision, made[-1] if made else None))
    return made


def now(
    decisions: Sequence[Decision], themes: Sequence[Theme], *concepts: Concept, papers: Iterable[Study] = ()
) -> tuple[Conclusion, ...]:
    """What holds of the log when these are the themes and the concepts."""
    held = list(papers) or [paper for name, paper in PAPERS.items() if name in {t.study for t in themes}]
    found = [extraction(paper, *(t for t in themes if t.study == paper.id)) for paper in held]
    state = replay(found, decisions, held)
    return conclusions(state.drawn, concepts, {t.id: t for t in state.themes}, (), held)


def cloudburst(name: str) -> Theme:
    return theme(PAPERS[name], "challenge", "cloudburst", quote=f"Whoever sowed at {name} fears a cloudburst.")


TWO = [rain("apiary2018"), rain("bakery2019")]
THREE = [*TWO, rain("cooper2020")]


def test_a_new_supporter_makes_a_conclusion_stale_and_is_named() -> None:
    """In one sentence that a person understands without looking anything up."""
    before = concept_of(TWO)
    (held,) = now(log(on(before, TWO)), THREE, concept_of(THREE))

    assert held.stale
    assert held.moved[0] == "rested on 2 studies, 3 now support it: cooper2020 came"
    assert "its studies counted as 2.0 independent, now as 3.0" in held.moved


def test_a_lost_supporter_a_refuter_and_another_verdict_are_told_apart() -> None:
    """Each has a sentence of its own."""
    before, after = concept_of(THREE), concept_of(TWO, refuted_by=["eyrie2022"])
    (held,) = now(log(on(before, THREE)), THREE, after)

    assert held.moved == (
        "rested on 3 studies, 2 now support it: cooper2020 left",
        "no study refuted it, 1 now refutes it: eyrie2022 came",
        "rested on majority, now contested",
        "its studies counted as 3.0 independent, now as 2.0",
    )


def test_a_hedge_that_came_is_told() -> None:
    """A study with reservations moves the evidence too."""
    themes = [*TWO, rain("dairy2021", Polarity.HEDGES)]
    (held,) = now(log(on(concept_of(TWO), TWO)), themes, concept_of(themes))

    assert held.moved == ("no study hedged it, 1 now hedges it: dairy2021 came",)


def test_another_theme_of_a_study_that_was_there_is_told_by_its_words() -> None:
    """The studies are the same and the evidence is not."""
    more = [*TWO, cloudburst("bakery2019")]
    (held,) = now(log(on(concept_of(TWO), TWO)), more, concept_of(more))
    (back,) = now(log(on(concept_of(more), more)), more, concept_of(TWO))

    assert held.moved == ("1 more theme is in it: 'cloudburst' of bakery2019",)
    assert back.moved == ("1 of its themes has left it: 'cloudburst' of bakery2019",)


def test_a_theme_that_is_gone_leaves_the_conclusion_stale_and_not_lost() -> None:
    """Most of its themes are still there, so the concept is; before, the decision fell out as a conflict."""
    more = [*THREE, cloudburst("bakery2019")]
    decisions = log(on(concept_of(more), more))
    (held,) = now(decisions, THREE, concept_of(THREE))

    assert held.moved == ("1 of its themes is no longer there: challenge 'cloudburst' of bakery2019",)


def test_a_conclusion_whose_themes_are_mostly_gone_is_a_conflict() -> None:
    """It is shown in the queue, and concludes nothing any more."""
    paper = PAPERS["apiary2018"]
    state = replay([extraction(paper, TWO[0])], log(on(concept_of(THREE), THREE)), [paper])

    assert [conflict.why.startswith("no longer there") for conflict in state.conflicts] == [True]
    assert state.drawn == ()


def test_a_concept_that_fell_apart_leaves_its_conclusion_stale_and_says_where_its_themes_are() -> None:
    """No half of it is the concept that was assessed."""
    one, other = concept_of(TWO[:1], label="rain"), concept_of(TWO[1:], label="wet days")
    (held,) = now(log(on(concept_of(TWO), TWO)), TWO, one, other)

    assert held.concept == ""
    assert held.moved[0].startswith("the concept is no longer one: its themes stand in 'rain' and 'wet days'")


@pytest.mark.parametrize("kind", [Kind.LOOKED, Kind.ASSESS, Kind.ACCEPT])
def test_to_look_clears_what_was_stale(kind: Kind) -> None:
    """With the word for it, with a new level, with an acceptance; the next move makes it stale again."""
    first, then = concept_of(TWO), concept_of(THREE)
    value = {"value": "low"} if kind is Kind.ASSESS else {}
    decisions = log(on(first, TWO, Kind.RENAME, value="rain"), on(then, THREE, kind, **value))
    renamed = now(decisions, THREE, then)[0]
    again = now(decisions, THREE, concept_of(THREE, refuted_by=["eyrie2022"]))[0]

    assert (renamed.kind, renamed.stale, renamed.looked, renamed.looked_by) == ("rename", False, 2, "Ada")
    assert [sentence for sentence in again.moved if "refute" in sentence] == [
        "no study refuted it, 1 now refutes it: eyrie2022 came"
    ]


def test_to_take_back_the_look_brings_back_what_was_stale() -> None:
    """An undo is a decision like any other."""
    decisions = log(
        on(concept_of(TWO), TWO),
        on(concept_of(THREE), THREE, Kind.LOOKED),
        Decision(Kind.UNDO, value="2", who="Ada"),
    )

    assert [c.stale for c in now(decisions, THREE, concept_of(THREE))] == [True]


def test_the_latest_level_holds_and_undo_gives_back_the_one_before() -> None:
    """Levels are never averaged."""
    concept = concept_of(THREE)
    levels = [on(concept, THREE, Kind.ASSESS, value=str(level)) for level in (Level.HIGH, Level.LOW)]
    undone = log(*levels, Decision(Kind.UNDO, value="2", who="Ada"))

    assert [c.value for c in now(log(*levels), THREE, concept)] == ["low"]
    assert [c.value for c in now(undone, THREE, concept)] == ["high"]


def test_an_acceptance_that_was_revoked_by_a_rejection_no_longer_holds() -> None:
    """The status of a concept is one thing; its level and its name are others."""
    concept = concept_of(THREE)
    decisions = log(
        on(concept, THREE),
        on(concept, THREE, Kind.ASSESS, value="high"),
        on(concept, THREE, Kind.RENAME, value="downpours"),
        on(concept, THREE, Kind.REJECT),
    )

    assert [c.kind for c in now(decisions, THREE, concept)] == ["assess", "rename", "reject"]


def test_a_decision_that_does_not_tell_what_it_rested_on_is_never_stale_by_guess() -> None:
    """As all of those are that were kept before this was; once somebody looks, it is known."""
    old = on(concept_of(TWO), TWO, rested=None)
    (held,) = now(log(old), THREE, concept_of(THREE))
    looked = log(old, on(concept_of(TWO), TWO, Kind.LOOKED))
    (known,) = now(looked, THREE, concept_of(THREE))

    assert (held.rested, held.moved) == (None, ())
    assert known.stale and known.rested is not None


def test_a_log_of_before_still_verifies() -> None:
    """Its hashes were made without the fields that decisions have come to have; this one was made by 0.1."""
    old = chained(Decision(Kind.ACCEPT, (Address("a", "b", "c"),), who="x", when="t"), None)

    assert old.hash == "8543ffd5e7c94e19188f15cba0c87c77d0368a1b6c2d72449e292b9181305468"


def test_what_a_conclusion_rested_on_is_part_of_its_hash() -> None:
    """Nobody changes it unseen."""
    concept = concept_of(TWO)
    (kept,) = log(on(concept, TWO, Kind.ASSESS, value="high", concerns=((Component.ADEQUACY, Concern.MINOR),)))
    for touched in (
        replace(kept, rested=replace(rested_on(concept), verdict="consensus")),
        replace(kept, rested=None),
        replace(kept, concerns=()),
    ):
        assert first_break([touched]) == 1
    assert first_break([kept]) is None


def test_a_study_that_goes_by_another_id_has_not_moved() -> None:
    """Its themes are found by their words; a new rendition told another year."""
    paper = PAPERS["bakery2020"]
    other = replace(TWO[1], id=theme_id("bakery2020", "challenge", "rain"), study=paper.id)
    themes = [TWO[0], other]
    before, after = concept_of(TWO), concept_of(themes, scope=["bakery2020" if n == "bakery2019" else n for n in NAMES])
    (held,) = now(log(on(before, TWO)), themes, after, papers=[PAPERS["apiary2018"], paper])

    assert held.moved == ()


def test_renamed_concept_keeps_its_conclusion() -> None:
    """A conclusion speaks of themes, not of the id that a label makes."""
    concept = concept_of(THREE)
    moved = replace(concept, id=ConceptId("c0000000000"), label="wet weather")
    (held,) = now(log(on(concept, THREE, Kind.ASSESS, value="high")), THREE, moved)

    assert (held.concept, held.label, held.stale) == ("c0000000000", "wet weather", False)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"reason": " ", "value": "high"}, "'assess' needs a reason"),
        ({"value": "certain"}, "knows the levels high, moderate, low, very low, not 'certain'"),
        ({"value": ""}, "needs a level"),
        ({"value": "low", "concept": False}, "needs a concept"),
        ({"value": "low", "concerns": ((Component.ADEQUACY, Concern.MINOR),) * 2}, "one concern for each component"),
    ],
)
def test_a_level_that_lacks_something_is_refused(content: dict[str, Any], complaint: str) -> None:
    """One clear sentence."""
    with pytest.raises(BadDecision, match=complaint):
        on(concept_of(TWO), TWO, Kind.ASSESS, **content)


STANCES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(list(Polarity)), min_size=1)


@settings(max_examples=400)
@given(before=STANCES, after=STANCES, against=st.sets(st.sampled_from(NAMES)))
def test_stale_says_that_something_moved_and_nothing_else(
    before: dict[str, Polarity], after: dict[str, Polarity], against: set[str]
) -> None:
    """A conclusion holds as long as all that it rested on is as it was; a look always clears it."""
    then = [rain(name, polarity) for name, polarity in sorted(before.items())]
    themes = [rain(name, polarity) for name, polarity in sorted(after.items())]
    old, new = concept_of(then), concept_of(themes, against)
    drawn = log(on(old, then))
    state = replay([extraction(PAPERS[t.study], t) for t in themes], drawn, list(PAPERS.values()))
    if not state.drawn:
        assert len(set(before) & set(after)) * 2 <= len(before)
        return
    (held,) = now(drawn, themes, new)
    looked = log(on(old, then), on(new, themes, Kind.LOOKED))

    assert held.stale == ((rested_on(old), old.themes) != (rested_on(new), new.themes))
    assert not now(looked, themes, new)[0].stale
    assert now(in_force(looked), themes, new) == now(looked, themes, new)


def test_what_it_rests_on_is_small_and_the_same_each_time() -> None:
    """Two places of n_eff, sorted studies."""
    concept = concept_of(THREE)

    assert rested_on(concept) == Rested(concept.studies, (), (), "majority", (3.0, 3.0))
