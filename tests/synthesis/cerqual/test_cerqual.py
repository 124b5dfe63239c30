"""The evidence profile of a finding: counted, on its words, and without a level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.study import Anchor, Study, StudyId
from extract.facts.values import Fact, Kind
from extract.theme import Evidence, Polarity, Theme
from synthesis.cerqual import Known, Profile, Statement, profile, profiles
from synthesis.cerqual.adequacy import explains
from synthesis.concept import Concept, Relation, Synthesis, Translation, concept_id
from synthesis.conclusion import Component, Concern, Conclusion, Level
from synthesis.disagreement import Disagreement, Side, Standing
from synthesis.disagreement import Kind as Sort
from synthesis.refutation import refuters, stances
from synthesis.weighing import Weigher
from tests.synthesis.small import extraction, reference, study, theme

WHOLE = "Frost on the vines: late frost kills the buds of a whole slope in one night of April."
NAMES = ("oak2017", "pine2019", "rowan2020", "sorb2021", "thorn2022")
TITLES = ("Bees in the wet", "Flour and mould", "Barrels and casks", "Cows at pasture", "Nests on cliffs")
PAPERS: dict[str, Study] = {
    name: study(
        name,
        WHOLE,
        "Frost.",
        "There is no frost on the coast.",
        "Rated with the Dunmore list.",
        "Threats to vines",
        refs=[reference("1", title, author=f"{name} Author"), reference("2", "Shared slopes", author="Same Author")],
        year=int(name[-4:]),
    )
    for name, title in zip(NAMES, TITLES, strict=True)
}


def frost(name: str, quote: str = WHOLE, polarity: Polarity = Polarity.ASSERTS) -> Theme:
    return theme(PAPERS[name], "threat", "Frost", quote=quote, polarity=polarity)


def fact(name: str, kind: Kind, value: str, quote: str = "Rated with the Dunmore list.", **more: Any) -> Fact:
    document = PAPERS[name].documents[0]
    start = document.text.index(quote)
    return Fact(
        StudyId(name), kind, value, (Anchor(document.id, start, start + len(quote)),), (quote,), 0.9, ("r",), **more
    )


def made(
    themes: Sequence[Theme],
    facts: Iterable[Fact] = (),
    *,
    edges: Sequence[Translation] = (),
    disagreements: Sequence[Disagreement] = (),
    conclusions: Sequence[Conclusion] = (),
) -> tuple[Profile, Concept]:
    """The profile of the concept of these themes; all five studies address threats to vines."""
    papers = list(PAPERS.values())
    weigher = Weigher(papers, (), {"threat": [paper.id for paper in papers]})
    stance = stances(themes)
    held = {p: tuple(sorted(s for s, value in stance.items() if value is p)) for p in Polarity}
    against = refuters(themes, edges, {t.id: t for t in themes})
    evidence = weigher.evidence(themes, against)
    concept = Concept(
        concept_id("threat", "Frost"),
        "threat",
        "Frost",
        "",
        tuple(t.id for t in themes),
        held[Polarity.ASSERTS],
        evidence.support(),
        evidence.verdict(),
        refuted_by=against,
        hedged_by=held[Polarity.HEDGES],
        denied_by=held[Polarity.DENIES],
    )
    synthesis = Synthesis(
        tuple(themes), (concept,), tuple(edges), (), disagreements=tuple(disagreements), conclusions=tuple(conclusions)
    )
    extractions = [
        replace(
            extraction(paper, *(t for t in themes if t.study == paper.id)),
            scope=(("threat", "section “Threats to vines”"),),
        )
        for paper in papers
    ]
    known = Known(synthesis, papers, extractions, facts, weigher, {StudyId(name): name.title() for name in NAMES})
    return profile(concept, known), concept


def texts(found: Profile, component: Component) -> str:
    return "\n".join(statement.text for statement in found.components[component])


def about(found: Profile, component: Component, words: str) -> Statement:
    """The one statement of a component that holds these words."""
    (statement,) = (s for s in found.components[component] if words in s.text)
    return statement


THREE = [frost(name) for name in NAMES[:3]]


def test_the_components_and_words_are_those_of_the_tool(oracle: Callable[[str], Any]) -> None:
    """Lewin et al. 2018, as the worked examples list them."""
    listed = oracle("D1_cerqual")

    assert [component.replace(" ", "_") for component in Component] == listed["components"]
    assert [level.replace(" ", "_") for level in Level] == listed["levels"]
    assert [concern.replace(" ", "_") for concern in Concern] == listed["concern_levels_recalled"]


def test_each_component_says_something_and_none_suggests_a_level() -> None:
    """Also of a finding of which next to nothing is known."""
    found, _ = made([frost("oak2017", "Frost.")])
    told = "\n".join(texts(found, component) for component in Component).casefold()

    assert all(found.components[component] for component in Component)
    assert found.assessment is None
    assert not re.search(r"\b(high|moderate|low|very low|confiden|concern)\w*", told)


def test_the_level_is_the_latest_word_of_a_person() -> None:
    """And comes from nowhere else."""
    _, concept = made(THREE)
    word = Conclusion(4, "assess", "low", "one slope only", "Ada", "t", "threat", "Frost", concept.id)
    found, _ = made(THREE, conclusions=[word, replace(word, concept="celsewhere", number=5)])

    assert found.assessment == word
    assert found.conclusions == (word,)


def test_what_is_told_of_quality_is_quoted_and_what_is_not_found_is_said() -> None:
    """A gap names its studies, and says that it was not found, not that it was not done."""
    told = [
        fact("oak2017", Kind.APPRAISAL, "Dunmore list"),
        fact("oak2017", Kind.QUALITY, "are the slopes named", "Frost."),
        fact("pine2019", Kind.APPRAISAL, "none"),
    ]
    found, _ = made(THREE, told)
    appraised = about(found, Component.METHODOLOGICAL, "is appraised")
    gap = about(found, Component.METHODOLOGICAL, "No quality appraisal")

    assert appraised.text == (
        "In 1 of 3 contributing studies the quality of what was included is appraised: "
        "Oak2017 (Dunmore list; 1 criterion)."
    )
    assert [(w.quote, w.of) for w in appraised.words] == [(f.quote, f.id) for f in told[:2]]
    assert (gap.text, gap.studies, gap.gap) == ("No quality appraisal was found in Rowan2020.", ("rowan2020",), True)
    assert "Pine2019 says that quality was not appraised." in texts(found, Component.METHODOLOGICAL)


def test_facts_of_studies_that_do_not_contribute_stay_out() -> None:
    """A finding is judged by the studies that it rests on."""
    found, _ = made(THREE, [fact("thorn2022", Kind.GUIDELINE, "Ellsworth steps")])

    assert "Ellsworth" not in texts(found, Component.METHODOLOGICAL)


def test_denials_hedges_and_refutations_are_told_apart_with_their_words() -> None:
    """Coherence is what speaks against, and who."""
    coast = "There is no frost on the coast."
    themes = [*THREE, frost("sorb2021", coast, Polarity.DENIES), frost("thorn2022", polarity=Polarity.HEDGES)]
    found, concept = made(themes)
    against = about(found, Component.COHERENCE, "refutes it")

    assert "1 mention in 1 study (Sorb2021) denies it." in texts(found, Component.COHERENCE)
    assert "1 mention in 1 study (Thorn2022) hedges it." in texts(found, Component.COHERENCE)
    assert against.text == "1 of the 5 studies in its scope refutes it and counts as 1.0 independent: Sorb2021."
    assert [(w.study, w.quote) for w in against.words] == [("sorb2021", coast)]
    assert found.contributing == (*concept.studies, "thorn2022")


def test_a_relation_that_a_reviewer_drew_refutes_with_the_words_of_its_source() -> None:
    """Though its theme is in no concept of this one."""
    other = theme(PAPERS["thorn2022"], "threat", "Coast", quote="There is no frost on the coast.")
    edge = Translation(
        other.id, THREE[0].id, Relation.REFUTES, 1.0, ("opposed",), (other.mentions[0].quote, WHOLE), "Ada"
    )
    papers = list(PAPERS.values())
    weigher = Weigher(papers, (), {"threat": [paper.id for paper in papers]})
    _, concept = made(THREE)
    refuted = replace(
        concept, refuted_by=(StudyId("thorn2022"),), support=weigher.support(THREE, (StudyId("thorn2022"),))
    )
    synthesis = Synthesis((*THREE, other), (refuted,), (edge,), ())
    (found,) = profiles(Known(synthesis, papers, (), (), weigher, {}))

    assert [(w.study, w.of) for w in about(found, Component.COHERENCE, "refutes it").words] == [("thorn2022", other.id)]


def test_disagreements_stand_with_what_people_said_of_them() -> None:
    """Those that were judged first; the words of both sides under each."""
    _, concept = made(THREE)

    def side(name: str, quote: str, *, against: bool) -> Side:
        document = PAPERS[name].documents[0]
        start = document.text.index(quote)
        return Side(StudyId(name), Anchor(document.id, start, start + len(quote)), quote, against=against)

    sides = (side("oak2017", WHOLE, against=False), side("sorb2021", "There is no frost on the coast.", against=True))
    open_one = Disagreement(Sort.CONTRADICTION, "Frost", sides, ("r",), 0.8, facet="threat", concept=concept.id)
    judged = replace(
        open_one, kind=Sort.CONTEXT, sides=(sides[0], side("pine2019", "Frost.", against=True)),
        standing=Standing.CONFIRMED, decided_by="Ada", verdict="coast and hills",
    )  # fmt: skip
    found, _ = made(THREE, disagreements=[open_one, judged])
    told = [s for s in found.components[Component.COHERENCE] if "disagreement" in s.text]

    assert [s.text for s in told] == [
        "1 disagreement of Oak2017 with Pine2019, other context: Frost; confirmed by Ada: coast and hills.",
        "1 disagreement of Oak2017 with Sorb2021, contradiction: Frost; "
        "a machine found it and nobody has judged it yet.",
    ]
    assert [[w.study for w in s.words] for s in told] == [["oak2017", "pine2019"], ["oak2017", "sorb2021"]]


def test_a_disagreement_that_names_no_concept_stands_with_the_theme_that_it_is_about() -> None:
    """Its topic names the theme and its words are the theme's; one on the same words about something else does not."""

    def about_class(topic: str) -> Disagreement:
        sides = [
            Side(StudyId(name), mention.anchor, mention.quote, against=name != "oak2017")
            for name, mention in (("oak2017", THREE[0].mentions[0]), ("pine2019", THREE[1].mentions[0]))
        ]
        return Disagreement(Sort.CLASSIFICATION, topic, tuple(sides), ("r",), 0.8)

    found, _ = made(THREE, disagreements=[about_class("Class of frost")])
    other, _ = made(THREE, disagreements=[about_class("Class of hail")])

    assert "classification: Class of frost" in texts(found, Component.COHERENCE)
    assert "No contradiction about it was found" in texts(other, Component.COHERENCE)


def test_adequacy_says_the_figures_of_the_support_and_why_they_are_no_more() -> None:
    """Three studies share one of their two primary studies each."""
    found, concept = made(THREE)
    low, high = concept.support.effective

    assert f"3 studies count as {low:.1f} independent" in texts(found, Component.ADEQUACY)
    assert low == high < 3
    assert len(about(found, Component.ADEQUACY, "independent").items) == 3
    assert len(about(found, Component.ADEQUACY, "rest on 4 primary studies").items) == 4


def test_a_quote_that_only_names_is_thin_and_so_is_its_study() -> None:
    """A short item names; a sentence of its own explains."""
    found, _ = made([frost("oak2017"), frost("pine2019", "Frost.")])

    assert "1 quote explains it in a sentence or list item of its own; 1 only names it" in texts(
        found, Component.ADEQUACY
    )
    assert about(found, Component.ADEQUACY, "Thin").studies == ("pine2019",)


@pytest.mark.parametrize("kind", [Evidence.HEADING, Evidence.TABLE_CELL, Evidence.ENUMERATION, Evidence.SUCH_AS])
def test_a_long_row_of_names_explains_none_of_them(kind: Evidence) -> None:
    """Its length is that of its neighbours."""
    named = frost("oak2017")

    assert explains(named, named.mentions[0])
    assert not explains(named, replace(named.mentions[0], evidence=kind))


def test_silence_in_scope_and_out_of_scope_are_two_things() -> None:
    """Each with the words by which the studies address the facet."""
    found, _ = made(THREE)
    silent = about(found, Component.RELEVANCE, "silent")

    assert silent.text == "2 of them are silent on it: Sorb2021 and Thorn2022."
    assert [w.quote for w in silent.words] == ["Threats to vines"] * 2
    assert "not address the facet" not in texts(found, Component.RELEVANCE)


def test_each_quote_stands_where_it_is_said_to_stand() -> None:
    """Grounding is absolute here too."""
    found, _ = made([*THREE, frost("sorb2021", "Frost.")], [fact("oak2017", Kind.SAMPLE, "12", label="slopes")])
    every = [w for statements in found.components.values() for s in statements for w in s.words]

    assert every
    assert all(PAPERS[w.study].document(w.anchor.document).quote(w.anchor) == w.quote for w in every)


@settings(max_examples=150)
@given(
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(list(Polarity)), min_size=1),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([Kind.GUIDELINE, Kind.APPRAISAL, Kind.SAMPLE]))),
)
def test_the_numbers_are_those_of_the_support_and_studies_are_told_or_missing_never_both(
    given_stances: dict[str, Polarity], told: list[tuple[str, Kind]]
) -> None:
    """For any stances and any facts."""
    themes = [frost(name, polarity=polarity) for name, polarity in sorted(given_stances.items())]
    facts = [fact(name, kind, "x") for name, kind in dict.fromkeys(told)]
    found, concept = made(themes, facts)
    support = concept.support
    counts = re.search(
        r"^(\d) of the (\d) stud\w+ in its scope supports? it \(share ([\d.]+)", texts(found, Component.ADEQUACY)
    )
    gaps = [s for s in found.components[Component.METHODOLOGICAL] if "quality appraisal" in s.text and s.gap]
    appraised = {f.study for f in facts if f.kind is Kind.APPRAISAL} & set(found.contributing)

    assert counts is not None
    assert (int(counts[1]), int(counts[2]), counts[3]) == (support.studies, support.eligible, f"{support.share:.2f}")
    assert {study for s in gaps for study in s.studies} == set(found.contributing) - appraised
    assert made(themes, reversed(facts))[0].components[Component.ADEQUACY] == found.components[Component.ADEQUACY]
