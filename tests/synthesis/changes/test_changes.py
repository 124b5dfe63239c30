"""What changed between two states, and that the comparison reads backwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.study import Anchor, DocumentId, StudyId
from extract.theme import Evidence, Mention, Theme, theme_id
from synthesis import weighing
from synthesis.changes import Changes, ConceptChange, Sort, changes
from synthesis.concept import Concept, Synthesis, concept_id
from synthesis.conclusion import Conclusion

STUDIES = tuple(StudyId(name) for name in ("ash2019", "birch2020", "cedar2021", "dogwood2022"))
LABELS = ("siren", "dike", "sandbag", "pump", "drill", "radio")
OPPOSITE = {sort: sort for sort in Sort} | {
    Sort.NEW: Sort.GONE,
    Sort.GONE: Sort.NEW,
    Sort.REFUTED: Sort.CLEARED,
    Sort.CLEARED: Sort.REFUTED,
    Sort.STRENGTHENED: Sort.WEAKENED,
    Sort.WEAKENED: Sort.STRENGTHENED,
}


def theme(study: StudyId, label: str) -> Theme:
    """A theme on one word of its study."""
    mention = Mention(Anchor(DocumentId(f"d{study}"), 0, len(label)), label, label, Evidence.LIST_ITEM)
    return Theme(theme_id(study, "measure", label), study, "measure", label, (mention,))


def concept(
    label: str, themes: list[Theme], scope: tuple[StudyId, ...] = STUDIES[:3], refuted_by: tuple[StudyId, ...] = ()
) -> Concept:
    """A concept of these themes, weighed among the studies of a scope; the first two rest on one work in common."""
    held = tuple(sorted({one.study for one in themes} - set(refuted_by)))
    works = {"ash2019": {"w1", "w2"}, "birch2020": {"w1", "w3"}, "cedar2021": {"w4"}, "dogwood2022": {"w1", "w2"}}
    eligible = sorted({*scope, *held, *refuted_by})
    lists = {study: frozenset(works[study]) for study in eligible}
    evidence = weighing.Evidence(tuple(eligible), held, refuted_by, (), (), lists, dict.fromkeys(eligible, "list"))
    ids = tuple(one.id for one in sorted(themes, key=lambda one: (one.study, one.id)))
    rests_on, says = evidence.support(), evidence.verdict()
    return Concept(concept_id("measure", label), "measure", label, "", ids, held, rests_on, says, refuted_by)


def state(*concepts: Concept, themes: tuple[Theme, ...] = (), **more: Any) -> Synthesis:
    """A synthesis of these concepts, with their themes and others."""
    ordered = tuple(sorted(concepts, key=lambda one: (-len(one.studies), one.label)))
    held = {id for found in concepts for id in found.themes} | {one.id for one in themes}
    return Synthesis(tuple(one for one in EVERY if one.id in held), ordered, (), (), **more)


EVERY = tuple(theme(study, label) for study in STUDIES for label in LABELS)
A, B, C, D = (theme(study, "siren") for study in STUDIES)


def only(found: Changes) -> ConceptChange:
    """The one change that there is."""
    (change,) = found.concepts
    return change


def test_a_new_supporter_strengthens() -> None:
    """The measures that rose are named, and the sentence says who came."""
    change = only(changes(state(concept("siren", [A])), state(concept("siren", [A, C]))))

    assert change.sorts == (Sort.STRENGTHENED, Sort.VERDICT)
    assert [(m.name, m.way) for m in change.measures] == [
        ("supporters", 1),
        ("independent evidence", 1),
        ("weighted agreement", 1),
    ]
    assert "counts as 2 independent studies, before as 1;" in change.sentence()
    assert change.sentence().endswith("gained cedar2021.")


def test_a_clone_of_a_supporter_adds_no_independent_evidence() -> None:
    """dogwood2022 rests on the works of ash2019: one more study says it, and that is said."""
    found = changes(state(concept("siren", [A])), state(concept("siren", [A, D])))

    assert [measure.name for measure in only(found).measures] == ["supporters"]
    assert "gained dogwood2022, which adds no independent evidence" in only(found).sentence()
    assert [brought.repeated for brought in found.by_study if brought.study == "dogwood2022"] == [
        tuple(change.after for change in found.concepts)
    ]


def test_silence_of_one_more_study_is_neither_strength_nor_weakness() -> None:
    """The share falls, the verdict may; the evidence is what it was."""
    before = state(concept("siren", [A, C], scope=STUDIES[:3]))
    after = state(concept("siren", [A, C], scope=STUDIES))
    change = only(changes(before, after))

    assert change.before and change.after and change.before.support.weighted > change.after.support.weighted
    assert not {Sort.STRENGTHENED, Sort.WEAKENED, Sort.MIXED} & set(change.sorts)
    assert change.measures == ()


def test_a_refutation_is_told_before_all_else() -> None:
    """And when it is taken back, that is told."""
    before, after = state(concept("siren", [A, B])), state(concept("siren", [A, B], refuted_by=(STUDIES[2],)))

    assert only(changes(before, after)).sorts == (Sort.REFUTED, Sort.WEAKENED, Sort.VERDICT)
    assert only(changes(after, before)).sorts == (Sort.CLEARED, Sort.STRENGTHENED, Sort.VERDICT)
    assert "is refuted by cedar2021" in only(changes(before, after)).sentence()


def test_a_theme_that_moves_is_told_at_both_ends() -> None:
    """One concept gives it, the other takes it in, and it stands among the moved themes."""
    one, other = theme(STUDIES[0], "pump"), theme(STUDIES[1], "pump")
    before = state(concept("siren", [A, B, C]), concept("pump", [one, other]))
    after = state(concept("siren", [A, B]), concept("pump", [one, other, C]))
    found = changes(before, after)
    by_label = {change.after.label: change for change in found.concepts if change.after}

    assert [(moved.theme, moved.before.label, moved.after.label) for moved in found.moved] == [(C.id, "siren", "pump")]
    assert "has given themes to 'pump'" in by_label["siren"].sentence()
    assert "has taken in themes of 'siren'" in by_label["pump"].sentence()
    assert all(Sort.MOVED in change.sorts for change in found.concepts)
    assert found.by_study == ()


def test_a_concept_that_is_split_goes_on_as_the_larger_part() -> None:
    """The smaller one is new, and says where its themes come from; joined again, it is gone into the other."""
    whole, parts = state(concept("siren", [A, B, C])), state(concept("horn", [A, B]), concept("siren x", [C]))
    split, joined = changes(whole, parts), changes(parts, whole)

    assert [change.after.label for change in split.changed_concepts if change.after] == ["horn"]
    assert split.new_concepts[0].sentence().endswith("themes of it were part of 'siren'.")
    assert joined.gone_concepts[0].sentence() == "'siren x' (measure) is gone; its themes are now part of 'siren'."


def test_each_new_study_is_told_with_what_it_brought() -> None:
    """New concepts, strengthened ones and refuted ones, by number and by name."""
    pump, radio = theme(STUDIES[2], "pump"), theme(STUDIES[0], "radio")
    before = state(concept("siren", [A], scope=STUDIES[:2]), concept("radio", [radio], scope=STUDIES[:2]))
    after = state(
        concept("siren", [A, C]),
        concept("radio", [radio], refuted_by=(STUDIES[2],)),
        concept("pump", [pump]),
    )
    (brought,) = changes(before, after).by_study

    assert brought.sentence() == "cedar2021 brings 1 new concept, strengthens 1 concept, refutes 1 concept."
    assert (brought.came, [found.label for found in brought.refuted]) == (True, ["radio"])


def test_a_conclusion_that_became_stale_is_told_first() -> None:
    """Looked at again, it is stale no more; one that stayed stale is not told twice."""
    drawn = Conclusion(4, "assess", "moderate", "two rich reviews", "ann", "2024-05-01", "measure", "siren", "c1")
    moved = replace(drawn, moved=("rested on 2 studies, 3 now support it: cedar2021 came",))
    still = replace(moved, number=2, kind="accept")
    fresh, stale = state(conclusions=(still, drawn)), state(conclusions=(still, moved))

    assert changes(fresh, stale).sentences() == (
        "The confidence in 'siren' (measure): moderate, decision 4 of ann, is stale: "
        "rested on 2 studies, 3 now support it: cedar2021 came.",
    )
    assert [change.what for change in changes(stale, fresh).conclusions] == ["looked at"]
    assert changes(stale, stale).conclusions == ()


def test_a_verdict_on_a_refutation_that_has_another_id_now_is_one_conclusion() -> None:
    """It is told once, as stale, and not as gone; where a second refutation falls under it, that one is new."""
    drawn = Conclusion(3, "adjudicate", "other context", "", "ann", "", "measure", "siren", "c1", "x1")
    found = replace(drawn, refutation="x2", moved=("rested on 1 study, 2 now support it: cedar2021 came",))
    again = changes(state(conclusions=(drawn,)), state(conclusions=(found,))).conclusions
    second = changes(state(conclusions=(drawn,)), state(conclusions=(drawn, replace(found, moved=())))).conclusions
    none = changes(state(conclusions=(replace(drawn, refutation=""),)), state()).conclusions

    assert [change.what for change in again] == ["stale"]
    assert [change.what for change in second] == ["new"]
    assert [change.what for change in none] == ["gone"]


def test_one_independent_study_is_told_in_the_singular() -> None:
    """A concept that one study supports counts as one study."""
    (found,) = changes(state(concept("siren", [A, B])), state(concept("siren", [A]))).concepts

    assert "counts as 1 independent study, before as 1.5" in found.sentence()


def test_another_level_of_confidence_is_a_change_of_its_concept() -> None:
    """The words of both levels."""
    one = concept("siren", [A, B])
    drawn = Conclusion(4, "assess", "low", "thin", "ann", "", "measure", "siren", one.id)
    before, after = state(one, conclusions=(drawn,)), state(one, conclusions=(replace(drawn, number=5, value="high"),))

    assert only(changes(before, after)).sorts == (Sort.LEVEL,)
    assert "is held with high confidence, was low" in only(changes(before, after)).sentence()


@st.composite
def states(draw: st.DrawFn) -> Synthesis:
    """Up to twelve themes of four studies, parted into concepts by chance, some refuted, under chance labels."""
    chosen = draw(st.lists(st.sampled_from(EVERY), unique_by=lambda one: one.id, max_size=12))
    homes = draw(st.lists(st.integers(0, 4), min_size=len(chosen), max_size=len(chosen)))
    scope = tuple(draw(st.lists(st.sampled_from(STUDIES), unique=True)))
    labels = draw(st.permutations(LABELS))
    made = []
    for home in sorted(set(homes)):
        members = [one for one, place in zip(chosen, homes, strict=True) if place == home]
        refuting = tuple(sorted(draw(st.lists(st.sampled_from(STUDIES), unique=True, max_size=2))))
        made.append(concept(labels[home], members, scope, refuting))
    return state(*made, themes=tuple(chosen))


@given(states())
@settings(max_examples=200)
def test_equal_states_differ_in_nothing(one: Synthesis) -> None:
    """No sentence, no change, no study."""
    found = changes(one, one)

    assert not found
    assert (found.concepts, found.moved, found.by_study, found.conclusions) == ((), (), (), ())


@given(states(), states())
@settings(max_examples=500)
def test_a_comparison_reads_backwards(one: Synthesis, other: Synthesis) -> None:
    """What came is gone, what was strengthened is weakened, what moved here moved there."""
    there, back = changes(one, other), changes(other, one)

    def told(found: Changes, *, mirrored: bool = False) -> set[tuple[Any, ...]]:
        rows = set()
        for change in found.concepts:
            ends = (change.before and change.before.id, change.after and change.after.id)
            sorts = {OPPOSITE[sort] if mirrored else sort for sort in change.sorts}
            rows.add(((ends[1], ends[0]) if mirrored else ends, frozenset(sorts)))
        return rows

    assert told(there) == told(back, mirrored=True)
    assert {(m.theme, m.before.id, m.after.id) for m in there.moved} == {
        (m.theme, m.after.id, m.before.id) for m in back.moved
    }
    assert (there.new_studies, there.new_themes) == (back.gone_studies, back.gone_themes)


@given(states(), states(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_of_concepts_changes_no_sentence(one: Synthesis, other: Synthesis, chance: Any) -> None:
    """Shuffled states are compared alike; only the order in which equals are told may follow theirs."""

    def shuffled(found: Synthesis) -> Synthesis:
        return replace(found, concepts=tuple(chance.sample(found.concepts, len(found.concepts))))

    assert sorted(changes(shuffled(one), shuffled(other)).sentences()) == sorted(changes(one, other).sentences())


@pytest.mark.parametrize("sort", Sort)
def test_every_sort_has_its_meaning_in_words(sort: Sort) -> None:
    """The page and the command line say what a sort is."""
    from synthesis.changes import MEANING

    assert MEANING[sort]


def test_a_change_is_told_with_the_figures_that_moved_and_no_others() -> None:
    """A theme that takes the place of another one of its study does not change its concept."""
    before, after = state(concept("siren", [A, B])), state(concept("siren", [theme(STUDIES[0], "radio"), B]))

    assert changes(before, after).concepts == ()
    assert (changes(before, after).new_themes, changes(before, after).gone_themes) == (1, 1)
