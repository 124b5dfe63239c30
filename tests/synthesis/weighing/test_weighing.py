"""What a study rests on for a concept: the works that its theme cites, its list, the reviews in it, itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import BadInput
from corpus.study import Anchor, DocumentId, Study, StudyId, Version
from extract.facts.values import Fact, Kind
from extract.theme import Polarity, Theme
from synthesis.concept import Verdict
from synthesis.dependence import Bibliography, Works, dependences
from synthesis.weighing import Assumptions, Evidence, Weigher, pairs, primary_studies, why
from synthesis.weighing import support as su
from tests.synthesis.small import reference, study, theme

USUAL = Assumptions()
FIELDS = {"1": "Hives on roofs", "2": "Swarms in spring", "3": "Honey yields", "4": "Mites and cures", "5": "Queens"}


def review(id: str, keys: str, *inner: Study, year: int = 2020) -> Study:
    """A review of some primary studies, by key, and of other reviews."""
    own = [reference(key, FIELDS[key], author=f"Author{key} Number{key}") for key in keys]
    listed = [
        reference(f"r{n}", other.title, other.year or 0, author=f"Ann {other.id}") for n, other in enumerate(inner)
    ]
    return study(
        id, "Feed the bees.", title=f"A review of {id}", authors=[f"Ann {id}"], year=year, refs=[*own, *listed]
    )


def feeding(of: Study, *cites: str, polarity: Polarity = Polarity.ASSERTS) -> Theme:
    """What a study says of feeding bees, on the references that it cites there."""
    found = theme(of, "advice", "Feed the bees", polarity=polarity)
    return replace(found, mentions=(replace(found.mentions[0], cites=cites),))


def weighed(studies: Sequence[Study], *themes: Theme, assumptions: Assumptions = USUAL, primary: str = "") -> Evidence:
    """The evidence of one concept, with all studies in scope."""
    scope = {"advice": frozenset(study.id for study in studies)}
    own = {StudyId(id) for id in primary.split()}
    weigher = Weigher(studies, dependences(studies), scope, assumptions, primary=own)
    return weigher.evidence(sorted(themes, key=lambda theme: theme.study))


def rests_on(evidence: Evidence, study: Study) -> set[str] | None:
    """The titles of the works that a study rests on."""
    held = evidence.lists[study.id]
    return None if held is None else {label.split(": ")[-1] for label in held}


def test_a_theme_rests_on_the_works_that_it_cites() -> None:
    """Two reviews of the same five studies are independent on a theme for which they cite others of them."""
    alder, birch = review("alder", "12345"), review("birch", "12345")
    apart = weighed([alder, birch], feeding(alder, "1", "2"), feeding(birch, "3"))
    whole = weighed(
        [alder, birch], feeding(alder, "1", "2"), feeding(birch, "3"), assumptions=Assumptions(theme_level=False)
    )

    assert rests_on(apart, alder) == {FIELDS["1"], FIELDS["2"]}
    assert [weight.basis for weight in apart.support().weights] == ["theme", "theme"]
    assert [(weight.works, weight.listed) for weight in apart.support().weights] == [(2, 5), (1, 5)]
    assert (apart.support().effective, whole.support().effective) == ((2.0, 2.0), (1.0, 1.0))
    assert (apart.verdict(), whole.verdict()) == (Verdict.MAJORITY, Verdict.SOURCE)
    assert apart.support().coverage == pytest.approx(3 / 5)


def test_a_theme_that_cites_nothing_of_the_list_rests_on_the_whole_list() -> None:
    """A work that is cited and not included is no primary study of the review, unless all works are asked for."""
    merely = reference("9", "A handbook", included=False)
    alder = review("alder", "12")
    alder = study("alder", "Feed the bees.", title="A review of alder", refs=[*alder.references, merely])
    included = weighed([alder], feeding(alder, "9"))
    everything = weighed([alder], feeding(alder, "9"), assumptions=Assumptions(works="all"))

    assert (rests_on(included, alder), included.basis[alder.id]) == ({FIELDS["1"], FIELDS["2"]}, "list")
    assert (rests_on(everything, alder), everything.basis[alder.id]) == ({"A handbook"}, "theme")


def test_a_theme_that_cites_an_included_review_rests_on_what_that_one_rests_on() -> None:
    """A_B := A_B + A_A at the level of the theme; the review itself is no primary study."""
    alder = review("alder", "123", year=2018)
    birch = review("birch", "45", alder)
    found = weighed([alder, birch], feeding(alder, "1"), feeding(birch, "4", "r0"))

    assert rests_on(found, birch) == {FIELDS["4"], FIELDS["1"]}
    assert found.support().effective == (0.5 + 0.75,) * 2
    assert "because birch includes alder" in why(found)
    assert [(pair.one, pair.other, pair.shared, pair.tie) for pair in pairs(found)] == [
        ("birch", "alder", 1, "includes")
    ]


def test_a_review_that_only_repeats_an_included_one_adds_nothing() -> None:
    """Its theme cites that review alone: the two are one witness."""
    alder = review("alder", "123", year=2018)
    birch = review("birch", "45", alder)
    found = weighed([alder, birch], feeding(alder, "1"), feeding(birch, "r0"))

    assert found.support().effective == (1.0, 1.0)
    assert found.verdict() is Verdict.SOURCE


def test_a_whole_list_holds_of_an_included_review_what_its_theme_rests_on() -> None:
    """Where the included one is silent, all that it rests on."""
    alder = review("alder", "123", year=2018)
    birch = review("birch", "45", alder)
    cedar = review("cedar", "5")

    assert rests_on(weighed([alder, birch], feeding(alder, "1"), feeding(birch)), birch) == {*map(FIELDS.get, "451")}
    assert rests_on(weighed([alder, birch, cedar], feeding(birch)), birch) == {*map(FIELDS.get, "12345")}


def test_reviews_of_a_circle_whose_themes_cite_each_other_rest_on_their_lists() -> None:
    """What cites nothing but each other names no primary study: the lists of both stand for each, as one witness."""
    alder, birch = review("alder", "12"), review("birch", "3")
    alder, birch = review("alder", "12", birch), review("birch", "3", alder)
    found = weighed([alder, birch], feeding(alder, "r0"), feeding(birch, "r0"))

    assert rests_on(found, alder) == rests_on(found, birch) == {*map(FIELDS.get, "123")}
    assert [weight.basis for weight in found.support().weights] == ["list", "list"]
    assert found.support().effective == (1.0, 1.0)


def test_a_younger_study_is_not_included() -> None:
    """Its entry in the list is a work as any other: nothing rests on the impossible tie."""
    alder = review("alder", "123", year=2024)
    birch = review("birch", "45", alder, year=2018)
    found = weighed([alder, birch], feeding(alder), feeding(birch))

    assert rests_on(found, birch) == {FIELDS["4"], FIELDS["5"], "A review of alder"}
    assert found.support().effective == (2.0, 2.0)


def test_a_study_that_is_no_review_is_a_set_of_its_own() -> None:
    """A review whose list is not known widens n_eff to an interval; interviews do not."""
    alder, talk, lost = review("alder", "12"), study("talk", "Feed the bees."), study("lost", "Feed the bees.")
    themes = [feeding(alder), feeding(talk), feeding(lost)]
    told = weighed([alder, talk, lost], *themes, primary="talk")
    untold = weighed([alder, talk, lost], *themes)

    assert [weight.basis for weight in told.support().weights] == ["list", "unknown", "own"]
    assert told.support().effective == (1.0, 3.0)
    assert told.support().coverage == pytest.approx(3 / 3)
    assert untold.support().effective == (1.0, 3.0)
    assert untold.support().coverage == pytest.approx(2 / 2)


def test_an_included_interview_study_is_one_primary_study_of_both() -> None:
    """The entry of the review is that study, not a second work."""
    talk = study("talk", "Feed the bees.", title="Talks with keepers", authors=["Ann talk"], year=2017)
    alder = review("alder", "1", talk)
    found = weighed([alder, talk], feeding(alder), feeding(talk))

    assert found.support().effective == (0.75 + 0.5,) * 2
    assert found.basis[talk.id] == "own"


def test_versions_of_one_review_are_one_unit() -> None:
    """Their sets are united, also at the level of a theme."""
    late = replace(review("late", "12345"), versions=(Version(StudyId("early"), "preprint", "the same title"),))
    early, other = review("early", "12", year=2019), review("other", "5")
    whole = weighed([early, late, other], feeding(early), feeding(late), feeding(other))
    cited = weighed([early, late, other], feeding(early, "1"), feeding(late, "2"), feeding(other))
    partly = weighed([early, late, other], feeding(early, "1"), feeding(other))

    assert (rests_on(whole, early), rests_on(whole, late)) == ({*FIELDS.values()},) * 2
    assert rests_on(cited, early) == rests_on(cited, late) == {FIELDS["1"], FIELDS["2"]}
    assert cited.support().effective == (2.0, 2.0)
    assert rests_on(partly, early) == rests_on(partly, late) == {*FIELDS.values()}
    assert whole.support().frequency == pytest.approx(2 / 2)


def test_a_weaker_tie_joins_two_studies_when_it_is_switched_on() -> None:
    """Two reviews by the same authors count as one witness, and the sentence names the tie."""
    alder, birch = (
        replace(review(id, keys), authors=("Ada Quill", "Bo Rand")) for id, keys in (("alder", "12"), ("birch", "34"))
    )
    themes = feeding(alder), feeding(birch)
    merged = weighed([alder, birch], *themes, assumptions=Assumptions(merged=("same authors",)))

    assert weighed([alder, birch], *themes).support().effective == (2.0, 2.0)
    assert merged.support().effective == (1.0, 1.0)
    assert "alder and birch are merged (same authors)" in why(merged)


def test_a_mention_of_another_rendition_points_at_the_same_entry() -> None:
    """By title, where its keys are other ones; an entry that the fullest list lacks is passed over."""
    full = review("alder", "123")
    short = replace(
        full.documents[0],
        id=DocumentId("dshort"),
        references=(reference("x7", FIELDS["2"]), reference("x8", "A leaflet")),
    )
    alder = replace(full, documents=(*full.documents, short))
    told = feeding(alder)
    mention = replace(told.mentions[0], anchor=Anchor(short.id, 0, 13), cites=("x7", "x8"))

    assert rests_on(weighed([alder], replace(told, mentions=(mention,))), alder) == {FIELDS["2"]}


def test_only_mentions_that_say_it_lend_their_works() -> None:
    """What a study cites where it denies is no evidence for what it asserts."""
    alder = review("alder", "123")
    told = feeding(alder, "1")
    denying = replace(told.mentions[0], cites=("3",), polarity=Polarity.DENIES)

    assert rests_on(weighed([alder], replace(told, mentions=(*told.mentions, denying))), alder) == {FIELDS["1"]}


def test_a_refuter_of_another_scope_is_eligible() -> None:
    """It speaks of the concept, whatever its headings say."""
    alder, birch, cedar = review("alder", "1"), review("birch", "2"), review("cedar", "3")
    weigher = Weigher([alder, birch, cedar], (), {"advice": frozenset({alder.id, cedar.id})})
    found = weigher.evidence([feeding(alder)], [birch.id])

    assert found.eligible == ("alder", "birch", "cedar")
    assert found.support().opposing == (1.0, 1.0)
    assert found.support().weighted == pytest.approx(1 / 3)
    assert weigher.support([feeding(alder)], [birch.id], without={birch.id}).weighted == pytest.approx(1 / 2)


@pytest.mark.parametrize("wrong", [{"works": "some"}, {"merged": ("same town",)}])
def test_there_are_no_other_assumptions(wrong: dict[str, Any]) -> None:
    """The sentence names those that there are."""
    with pytest.raises(BadInput, match="there are: "):
        Assumptions(**wrong)


def test_studies_are_primary_when_they_name_no_kind_of_review(root: Path) -> None:
    """By the names of kinds in the vocabulary; a study that says nothing is not told to be primary."""
    types = tomllib.loads((root / "data" / "methods" / "vocabulary.toml").read_text(encoding="utf-8"))["types"]

    def fact(study: str, value: str) -> Fact:
        return Fact(StudyId(study), Kind.REVIEW_TYPE, value, (Anchor(DocumentId("d"), 0, 1),), ("x",), 0.9, ())

    for kind in types:
        assert bool(primary_studies([fact("one", kind["name"])])) != bool(kind.get("review") or kind.get("general")), (
            kind
        )
    assert primary_studies([fact("a", "interview study"), fact("a", "systematic review"), fact("b", "case study")]) == {
        "b"
    }


class Known(Bibliography):
    """Works that are known beforehand."""

    def __init__(self, works: Works) -> None:
        super().__init__(())
        self.known = works

    def works(self, *, everything: bool = False, doubtful: bool = False) -> Works:
        return self.known


HELD = st.dictionaries(st.sampled_from("abcde"), st.frozensets(st.sampled_from("12345"), min_size=1), min_size=1)
CITED = st.dictionaries(st.sampled_from("abcde"), st.frozensets(st.sampled_from("12345")))
SAID = st.lists(st.sampled_from((*Polarity, None)), min_size=5, max_size=5)
STUDIES = {id: review(id, "12345") for id in "abcde"}


@settings(max_examples=2000, deadline=None)
@given(HELD, CITED, SAID)
def test_sets_of_themes_weigh_as_sets_of_lists_do(
    held: Mapping[str, frozenset[str]], cited: Mapping[str, frozenset[str]], said: Sequence[Polarity | None]
) -> None:
    """All figures are the formulas over the sets that the evidence names, whatever was counted for the whole facet."""
    studies = [STUDIES[id] for id in sorted(held)]
    labels = {(StudyId(id), key): key for id, keys in held.items() for key in keys}
    works = Works({StudyId(id): frozenset(keys) for id, keys in held.items()}, {}, labels)
    weigher = Weigher(studies, (), {"advice": frozenset(study.id for study in studies)}, bibliography=Known(works))
    spoken = {id: polarity for id, polarity in zip("abcde", said, strict=True) if polarity and id in held}
    if not spoken:
        return
    themes = [feeding(STUDIES[id], *sorted(cited.get(id, ())), polarity=spoken[id]) for id in sorted(spoken)]
    found = weigher.evidence(themes)
    mine, sets = found.supporters, {id: found.lists[id] or frozenset() for id in found.eligible}
    support = found.support()

    for id in spoken:
        narrow = cited.get(id, frozenset()) & held[id]
        assert sets[StudyId(id)] == (narrow or held[id])
    assert support.effective == pytest.approx(su.effective_interval({id: sets[id] for id in mine}))
    assert support.chronological == pytest.approx(su.chronological([sets[id] for id in mine]))
    assert support.weighted == pytest.approx(su.independence_weighted(mine, sets))
    assert support.weighted_interval == pytest.approx(su.wilson(support.weighted, su.effective(sets)))
    rested = frozenset().union(*(sets[id] for id in mine))
    assert support.coverage == pytest.approx(len(rested) / len(frozenset().union(*held.values())))
