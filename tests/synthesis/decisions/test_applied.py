"""Each decision in force is applied or waits as a conflict; none is dropped, whatever becomes of what it spoke of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.references import NOT_JUDGED, as_reference
from corpus.study import Metadata, Study, StudyId
from extract.theme import Evidence, Status
from synthesis.decisions import (
    ONE_STUDY,
    ONE_WORK,
    TWO_STUDIES,
    Address,
    Decision,
    Kind,
    chained,
    described,
    holding,
    identified,
    in_force,
    judged,
    replay,
)
from tests.synthesis.decisions.test_decisions import BOTH, CHARGE, CLINIC, NURSE, PORTER, WARD, log, of
from tests.synthesis.small import extraction, study, theme

STUDIES = (WARD, CLINIC)
THEMES = (NURSE, PORTER, CHARGE)
GHOST = Address("ward2019", "role", "surgeon", "Surgeons operate.")
ADDRESSES = (*map(Address.of, THEMES), GHOST, replace(Address.of(NURSE), study="attic1999"))
WORDS = ("Nurses lead rounds.", "Porters move patients.", "Nobody said this.")


@st.composite
def contents(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """What a decision of any kind may hold; number: its place in the log."""
    kinds = (
        [Kind.ACCEPT, Kind.REJECT, Kind.RENAME, Kind.MOVE, Kind.MERGE, Kind.SPLIT, Kind.RELATE, Kind.ADD]
        + [Kind.IDENTIFY, Kind.DESCRIBE]
        + [Kind.UNDO, Kind.RESTORE] * (number > 1)
    )
    kind = draw(st.sampled_from(kinds))
    said: dict[str, Any] = {"kind": kind, "who": draw(st.sampled_from(("Ada", "Ben"))), "reason": "r"}
    several = draw(st.lists(st.sampled_from(ADDRESSES), min_size=2, max_size=3, unique=True))
    match kind:
        case Kind.ACCEPT | Kind.REJECT:
            said |= {"themes": tuple(several), "concept": draw(st.booleans())}
        case Kind.RENAME:
            said |= {"themes": tuple(several[:1]), "value": draw(st.sampled_from(("nurse", "porter", "head")))}
        case Kind.MOVE:
            said |= {"themes": tuple(several), "value": draw(st.sampled_from(("role", "staff")))}
        case Kind.MERGE | Kind.SPLIT:
            said |= {"themes": tuple(several)}
        case Kind.RELATE:
            said |= {"themes": tuple(several[:2]), "value": "refutes"}
        case Kind.ADD:
            quotes = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
            parent = draw(st.sampled_from(("", "porter", "nobody")))
            said |= {"themes": tuple(Address("ward2019", "task", "x", q) for q in quotes), "parent": parent}
        case Kind.IDENTIFY:
            pair = draw(
                st.lists(st.sampled_from(("dward2019", "dclinic2021", "dgone")), min_size=2, max_size=2, unique=True)
            )
            said |= {"documents": tuple(sorted(pair)), "value": draw(st.sampled_from((ONE_STUDY, TWO_STUDIES)))}
        case Kind.DESCRIBE:
            said |= {"about": draw(st.sampled_from(("ward2019", "attic1999"))), "fields": (("year", "1999"),)}
        case _:
            said |= {"value": str(draw(st.integers(1 if kind is Kind.UNDO else 0, number - 1)))}
    return said


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    return log(*[draw(contents(number)) for number in range(1, draw(st.integers(1, 12)) + 1)])


@st.composite
def extracted(draw: st.DrawFn) -> list[Any]:
    """What an extraction may have found: any of the themes, some under another label."""
    there = draw(st.sets(st.sampled_from(THEMES)))
    renamed = draw(st.sets(st.sampled_from(THEMES)))
    kept = [replace(t, label=f"the {t.label} herself") if t in renamed else t for t in THEMES if t in there]
    return [extraction(s, *(t for t in kept if t.study == s.id)) for s in STUDIES]


@settings(max_examples=150, deadline=None)
@given(logs(), extracted())
def test_each_decision_in_force_is_applied_or_a_conflict(decisions: list[Decision], found: list[Any]) -> None:
    """For any log on any extraction; and no other decision is."""
    state = replay(found, decisions, STUDIES)
    standing = {decision.sequence for decision in in_force(decisions)}
    applied = [one.decision.sequence for one in state.applied]

    assert applied == sorted(set(applied))
    assert set(applied) | {c.decision.sequence for c in state.conflicts} == standing
    assert [c.decision.sequence for c in state.conflicts] == sorted(c.decision.sequence for c in state.conflicts)
    assert all(id in {theme.id for theme in state.themes} for one in state.applied for id in one.themes)


@settings(max_examples=100, deadline=None)
@given(logs(), extracted())
def test_what_was_applied_last_to_a_theme_shows_in_it(decisions: list[Decision], found: list[Any]) -> None:
    """Its status and its facet are what the last decision on them said."""
    state = replay(found, decisions, STUDIES)
    themes = {theme.id: theme for theme in state.themes}
    status: dict[str, str] = {}
    facet: dict[str, str] = {}
    for one in state.applied:
        said = {Kind.ACCEPT: "accepted", Kind.ADD: "accepted", Kind.REJECT: "rejected"}.get(one.decision.kind)
        for id in () if one.decision.concept else one.themes:
            status |= {id: said} if said else {}
            facet |= {id: one.decision.value} if one.decision.kind is Kind.MOVE else {}

    assert {id: str(themes[id].status) for id in status} == status  # type: ignore[index]
    assert {id: themes[id].facet for id in facet} == facet  # type: ignore[index]


def slow_in_force(decisions: list[Decision]) -> list[int]:
    """By the words of the contract: a decision holds unless one that holds takes it back; the last holds anyway."""
    held: list[int] = []
    for decision in sorted(decisions, key=lambda d: -d.sequence):
        takers = [later for later in decisions if later.sequence in held]
        taken = any(
            (later.kind is Kind.UNDO and int(later.value) == decision.sequence)
            or (later.kind is Kind.RESTORE and int(later.value) < decision.sequence < later.sequence)
            for later in takers
        )
        held += [] if taken else [decision.sequence]
    return sorted(held)


@given(logs())
def test_what_holds_is_what_nothing_that_holds_takes_back(decisions: list[Decision]) -> None:
    """The one walk gives what the words say."""
    assert [decision.sequence for decision in holding(decisions)] == slow_in_force(decisions)


def test_a_restore_takes_back_all_after_a_number_and_can_be_undone() -> None:
    """Undos among them too; and undoing it brings back all as it was."""
    accept: dict[str, Any] = {"kind": Kind.ACCEPT, "themes": (of(NURSE),)}
    start: list[dict[str, Any]] = [accept, accept, {"kind": Kind.UNDO, "value": "1"}, accept]
    back = {"kind": Kind.RESTORE, "value": "1", "reason": "too fast"}

    assert [d.sequence for d in in_force(log(*start))] == [2, 4]
    assert [d.sequence for d in in_force(log(*start, back))] == [1]
    assert [d.sequence for d in in_force(log(*start, back, {"kind": Kind.UNDO, "value": "5"}))] == [2, 4]
    assert in_force(log(*start, {"kind": Kind.RESTORE, "value": "0", "reason": "all"})) == ()


def test_a_theme_can_stand_on_several_quotes_under_a_parent() -> None:
    """With the place of each, its source and who added it; words that are gone are told."""
    twice = study("twice2020", "Calm cows give milk.", "Calm cows give milk.", "Herds need rest.")
    rest = theme(twice, "practice", "rest", quote="Herds need rest.")
    quotes = ("Calm cows give milk.", "Herds need rest.", "Pigs fly.")
    start = twice.documents[0].text.rindex("Calm")
    added = log(
        {
            "kind": Kind.ADD,
            "themes": tuple(Address("twice2020", "practice", "calm", quote) for quote in quotes),
            "starts": (start, 0, 7),
            "parent": "Rest",
            "source": "codes.qdpx",
        }
    )
    state = replay([extraction(twice, rest)], added, [twice])
    made = state.themes[-1]

    assert [m.anchor.start for m in made.mentions] == [start, twice.documents[0].text.index("Herds")]
    assert (made.parent, made.status, made.mentions[0].evidence) == (rest.id, Status.ACCEPTED, Evidence.REVIEWER)
    assert made.reasons == ("added by Ada, from codes.qdpx",)
    assert "no longer in twice2020: 'Pigs fly.'" in state.conflicts[0].why


def test_a_theme_that_is_there_is_accepted_when_somebody_adds_it() -> None:
    """Somebody has read the words and says so; the words are added to it."""
    again = Address("ward2019", "role", "Porter", "Nurses lead rounds.")
    state = replay(BOTH, log({"kind": Kind.ADD, "themes": (again,)}), STUDIES)
    porter = next(t for t in state.themes if t.id == PORTER.id)

    assert (len(state.themes), porter.status, len(porter.mentions)) == (3, Status.ACCEPTED, 2)


def moved_to(home: Study, *themes: Any) -> list[Any]:
    """The themes of other studies, as those of a study that holds their words."""
    return [theme(home, t.facet, t.label, quote=t.mentions[0].quote) for t in themes]


def test_decisions_follow_their_words_into_a_study_that_was_joined() -> None:
    """By the ids that it had; an added theme too."""
    joined = replace(
        study("ward2019", WARD.documents[0].text, CLINIC.documents[0].text), aliases=(StudyId("clinic2021"),)
    )
    decisions = log(
        {"kind": Kind.REJECT, "themes": (of(CHARGE),)},
        {"kind": Kind.ADD, "themes": (Address("clinic2021", "task", "running", "runs the floor"),)},
    )
    state = replay([extraction(joined, *moved_to(joined, NURSE, PORTER, CHARGE))], decisions, [joined])

    assert state.conflicts == ()
    assert {t.label: str(t.status) for t in state.themes} == {
        "ward nurse": "proposed",
        "porter": "proposed",
        "charge nurse": "rejected",
        "running": "accepted",
    }


def test_decisions_follow_their_words_into_a_study_that_was_parted() -> None:
    """When the study that keeps the id has them no more, and one other study has."""
    stays, leaves = study("ward2019", "The ward nurse plans the shifts."), study("ward2019b", "Porters move patients.")
    told = [extraction(s, *moved_to(s, t)) for s, t in ((stays, NURSE), (leaves, PORTER))]
    decisions = log(
        {"kind": Kind.REJECT, "themes": (of(PORTER),)},
        {"kind": Kind.ADD, "themes": (Address("ward2019", "task", "moving", "Porters move patients."),)},
    )
    state = replay(told, decisions, [stays, leaves])

    assert state.conflicts == ()
    assert {(t.study, t.label): str(t.status) for t in state.themes} == {
        ("ward2019", "ward nurse"): "proposed",
        ("ward2019b", "porter"): "rejected",
        ("ward2019b", "moving"): "accepted",
    }


def test_documents_that_are_gone_and_words_that_others_defeat_are_conflicts() -> None:
    """Two files are one study by way of a third, and somebody says that they are two."""
    pairs = (("dclinic2021", "dward2019"), ("dpark2020", "dward2019"))
    park = study("park2020", "Parks are quiet.")
    decisions = log(
        *({"kind": Kind.IDENTIFY, "documents": p, "value": ONE_STUDY, "reason": "r"} for p in pairs),
        {"kind": Kind.IDENTIFY, "documents": ("dclinic2021", "dpark2020"), "value": TWO_STUDIES, "reason": "r"},
        {"kind": Kind.IDENTIFY, "documents": ("dgone", "dpark2020"), "value": TWO_STUDIES, "reason": "r"},
    )
    state = replay(BOTH, decisions, [WARD, CLINIC, park])

    assert [(c.decision.sequence, c.why) for c in state.conflicts] == [
        (3, "other decisions make its documents one study; those hold"),
        (4, "no longer there: document dgone"),
    ]


def test_of_several_words_on_one_pair_of_documents_the_last_holds() -> None:
    """And an undo brings back the one before."""
    said = [
        {"kind": Kind.IDENTIFY, "documents": ("da", "db"), "value": v, "reason": "r"} for v in (ONE_STUDY, TWO_STUDIES)
    ]
    once, undone = identified(log(*said)), identified(log(*said, {"kind": Kind.UNDO, "value": "2"}))

    assert (once.one, once.two) == (frozenset(), frozenset({("da", "db")}))
    assert (undone.one, undone.two) == (frozenset({("da", "db")}), frozenset())


def test_corrected_fields_outrank_what_was_read_and_change_no_id() -> None:
    """Of several words on a field the last holds; an empty one says that there is none."""
    decisions = log(
        {
            "kind": Kind.DESCRIBE,
            "about": "ward2019",
            "fields": (("title", "Wards"), ("year", "1990"), ("doi", "10.1/x")),
        },
        {"kind": Kind.DESCRIBE, "about": "ward2019", "fields": (("authors", "Ann Ash; Bo Beech"), ("year", ""))},
    )
    ward, clinic = described((WARD, CLINIC), decisions)

    assert (ward.id, ward.title, ward.authors, ward.year, ward.doi) == (
        "ward2019",
        "Wards",
        ("Ann Ash", "Bo Beech"),
        None,
        "10.1/x",
    )
    assert clinic == CLINIC


def test_a_verdict_on_a_study_as_a_reference_survives_the_correction_of_its_year() -> None:
    """It was judged by the words that its file says."""
    file = WARD.documents[0]
    told = replace(file, metadata=Metadata(title=WARD.title, authors=("Ann Ash",), year=2018))
    ward = replace(WARD, authors=("Ann Ash",), year=2018, documents=(told,))
    one, other = (Address(s.id, "reference", s.title, as_reference(s).raw) for s in (ward, CLINIC))
    decisions = log(
        {"kind": Kind.MATCH, "themes": (one, other), "value": ONE_WORK},
        {"kind": Kind.DESCRIBE, "about": "ward2019", "fields": (("year", "2019"),)},
    )
    studies = described((ward, CLINIC), decisions)

    assert studies[0].year == 2019
    assert replay(BOTH, decisions, studies).conflicts == ()
    assert judged(decisions, studies) == judged(decisions, (ward, CLINIC)) != NOT_JUDGED


def test_a_description_finds_its_study_by_what_it_holds() -> None:
    """The id is another one since a new rendition came; one that holds less than half of its files is not meant."""
    renamed = replace(WARD, id=StudyId("ward2020"))
    said = {"kind": Kind.DESCRIBE, "about": "ward2019", "fields": (("title", "Wards"),)}
    found = log(said | {"documents": ("dward2019",)})
    unsure = log(said | {"documents": ("dward2019", "dother")})

    assert described((renamed,), found)[0].title == "Wards"
    assert described((renamed,), unsure) == (renamed,)
    assert "study ward2019" in replay([], unsure, [renamed]).conflicts[0].why


def test_a_chain_of_decisions_is_one_log() -> None:
    """Kinds old and new stand in one chain."""
    whole = log({"kind": Kind.ACCEPT, "themes": (of(NURSE),)}, {"kind": Kind.RESTORE, "value": "0", "reason": "r"})

    assert chained(whole[1], whole[0]) == whole[1]
