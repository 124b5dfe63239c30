"""From studies to a synthesis: concepts, verdicts, ties, changes, graph."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.study import Study, StudyId, Version
from extract.theme import Extraction, Polarity, Status
from synthesis import synthesise
from synthesis.changes import changes
from synthesis.concept import Concept, Synthesis, Verdict, concept_id
from synthesis.decisions import Address, Decision, Kind, chained
from synthesis.dependence import dependences, primary_works
from synthesis.disagreement import Standing
from synthesis.graph import translation_graph
from synthesis.overlap import CorpusOverlap, citation_matrix
from synthesis.similarity.term import Embedding
from tests.synthesis.small import extraction, reference, study, theme

FLOOD = reference("1", "Flood warnings in small towns", 2012)
DIKE = reference("2", "Dikes and their keepers along the river", 2014, author="Bo Berg")
FIRST = study(
    "berg2018", "Sirens warn the town.", "Volunteers fill bags.", "Dikes are old.",
    title="How river towns warn of floods", authors=["Lena Berg", "Ola Dahl"], year=2018, refs=[FLOOD, DIKE],
)  # fmt: skip
SECOND = study(
    "cruz2020", "A siren warns.", "Volunteer work.", "No siren is needed.",
    title="Flood preparedness, a review", authors=["Ines Cruz"], year=2020,
    refs=[
        reference("7", "Flood warnings in small towns", 2012),
        reference("8", "How river towns warn of floods", 2018, author="Lena Berg"),
    ],
)  # fmt: skip
THIRD = study("diaz2021", "Sirens do nothing.", title="Warning fatigue by the sea", authors=["Eva Diaz"], year=2021)


def extractions() -> list[Extraction]:
    """Three studies: two report sirens, the third denies them; two report volunteers."""
    return [
        extraction(
            FIRST,
            theme(FIRST, "measure", "sirens", quote="Sirens warn the town."),
            theme(FIRST, "measure", "volunteers", quote="Volunteers fill bags."),
        ),
        extraction(
            SECOND,
            theme(SECOND, "measure", "siren", quote="A siren warns."),
            theme(SECOND, "measure", "volunteer", quote="Volunteer work."),
        ),
        extraction(THIRD, theme(THIRD, "measure", "sirens", quote="Sirens do nothing.", polarity=Polarity.DENIES)),
    ]


STUDIES = [FIRST, SECOND, THIRD]


@pytest.fixture(scope="module")
def whole(embedding: Embedding) -> Synthesis:
    return synthesise(STUDIES, extractions(), [], embedding=embedding)


def concept(synthesis: Synthesis, label: str) -> Concept:
    return next(c for c in synthesis.concepts if c.label.startswith(label))


def decided(*contents: dict[str, Any]) -> list[Decision]:
    made: list[Decision] = []
    for content in contents:
        made.append(chained(Decision(**{"who": "Ada"} | content), made[-1] if made else None))
    return made


def test_a_hedged_mention_is_no_support_either(embedding: Embedding) -> None:
    """A study that says "may" stands apart; where nobody says more, the concept is hedged."""
    told = [
        extraction(FIRST, theme(FIRST, "measure", "sirens", quote="Sirens warn the town.")),
        extraction(SECOND, theme(SECOND, "measure", "siren", quote="A siren warns.", polarity=Polarity.HEDGES)),
        extraction(THIRD, theme(THIRD, "measure", "dunes", quote="Sirens do nothing.", polarity=Polarity.HEDGES)),
    ]

    found = synthesise(STUDIES, told, [], embedding=embedding)

    siren, dunes = concept(found, "siren"), concept(found, "dunes")
    assert (siren.studies, siren.hedged_by, siren.support.eligible) == (("berg2018",), ("cruz2020",), 3)
    assert (dunes.studies, dunes.verdict) == ((), Verdict.HEDGED)


def test_what_is_only_denied_is_refuted_by_nobody(embedding: Embedding) -> None:
    """One study says that a thing is not so and no other speaks of it: there is no claim that it could refute."""
    told = [extraction(THIRD, theme(THIRD, "measure", "sirens", quote="Sirens do nothing.", polarity=Polarity.DENIES))]

    siren = concept(synthesise(STUDIES, told, [], embedding=embedding), "sirens")

    assert (siren.verdict, siren.refuted_by, siren.denied_by) == (Verdict.DENIED, (), ("diaz2021",))


def test_concepts_come_in_the_order_of_the_codebook(embedding: Embedding) -> None:
    """Stages before challenges when the codebook says so, also where one study has but one of them."""
    told = [
        Extraction(
            FIRST.id, (theme(FIRST, "zone", "dike", quote="Sirens warn the town."),), (("zone", ""), ("art", ""))
        ),
        Extraction(SECOND.id, (theme(SECOND, "art", "mural", quote="A siren warns."),), (("art", ""),)),
    ]

    found = synthesise([FIRST, SECOND], told, [], embedding=embedding)

    assert [c.facet for c in found.concepts] == ["zone", "art"]


def test_a_denied_mention_is_no_support(whole: Synthesis) -> None:
    """The study that denies stands among the eligible and among the refuters."""
    siren = concept(whole, "siren")

    assert siren.studies == ("berg2018", "cruz2020")
    assert siren.denied_by == siren.refuted_by == ("diaz2021",)
    assert siren.support.eligible == 3
    assert siren.verdict is Verdict.CONTESTED


def test_silence_outside_its_scope_is_no_disagreement(embedding: Embedding) -> None:
    """A study without the facet is not eligible; one that addresses it and is silent is."""
    third = extraction(THIRD, scope=["measure"])
    silent = synthesise(STUDIES, [*extractions()[:2], third], [], embedding=embedding)
    absent = synthesise(STUDIES, [*extractions()[:2], extraction(THIRD)], [], embedding=embedding)

    assert concept(silent, "volunteer").support.eligible == 3
    assert concept(absent, "volunteer").support.eligible == 2


def test_a_review_that_includes_another_is_no_second_witness(whole: Synthesis) -> None:
    """cruz2020 includes berg2018 and a work that this one has too: the two rest on the same primary studies."""
    assert [(tie.source, tie.target, tie.kind) for tie in whole.dependence] == [("cruz2020", "berg2018", "includes")]
    volunteer = concept(whole, "volunteer")
    assert volunteer.support.effective == (1.0, 1.0)
    assert (volunteer.verdict, "because cruz2020 includes berg2018" in volunteer.why) == (Verdict.SOURCE, True)


def test_the_order_of_studies_changes_nothing(whole: Synthesis, embedding: Embedding) -> None:
    """The same value, also when extractions come in another order."""
    assert synthesise(STUDIES[::-1], extractions()[::-1], [], embedding=embedding) == whole


def test_a_rejected_theme_leaves_its_concept_and_stays_in_the_list(embedding: Embedding) -> None:
    """It is shown with its status, and supports nothing."""
    denied = Address("diaz2021", "measure", "sirens", "Sirens do nothing.")
    found = synthesise(STUDIES, extractions(), decided({"kind": Kind.REJECT, "themes": (denied,)}), embedding=embedding)

    assert concept(found, "siren").verdict is Verdict.SOURCE
    assert concept(found, "siren").refuted_by == ()
    assert [t.status for t in found.themes if t.study == "diaz2021"] == [Status.REJECTED]


def test_a_reviewers_words_shape_concepts(embedding: Embedding) -> None:
    """A merge joins, a name of a concept outranks the most central label, accepting it shows."""
    bags, siren = Address("berg2018", "measure", "volunteers"), Address("berg2018", "measure", "sirens")
    found = synthesise(
        STUDIES,
        extractions(),
        decided(
            {"kind": Kind.MERGE, "themes": (bags, siren), "reason": "both warn"},
            {"kind": Kind.RENAME, "themes": (bags, siren), "value": "Warning by people and machines", "concept": True},
            {"kind": Kind.ACCEPT, "themes": (bags, siren), "concept": True},
        ),
        embedding=embedding,
    )
    joined = found.concept_of()[next(t.id for t in found.themes if t.label == "volunteers")]

    assert joined.label == "Warning by people and machines"
    assert joined.status is Status.ACCEPTED
    assert joined.id == concept_id("measure", "Warning by people and machines")


def test_a_reviewers_refutation_contests_a_concept(embedding: Embedding) -> None:
    """The source refutes the target."""
    source, target = Address("cruz2020", "measure", "siren"), Address("berg2018", "measure", "volunteers")
    log = decided({"kind": Kind.RELATE, "themes": (source, target), "value": "refutes", "reason": "sirens suffice"})
    found = synthesise(STUDIES, extractions(), log, embedding=embedding)

    assert "cruz2020" in concept(found, "volunteer").refuted_by
    assert found.translations[0].decided_by == "Ada"


def test_concepts_of_equal_label_have_different_ids(embedding: Embedding) -> None:
    """Levels of two scales with one name; the ids do not depend on the order of studies."""
    a = study("a2000", "Harbour scale", "low")
    b = study("b2000", "Orchard ladder", "low")
    scales = [theme(a, "level", "Harbour scale"), theme(b, "level", "Orchard ladder")]
    reports = [
        extraction(a, scales[0], theme(a, "level", "low", parent=scales[0])),
        extraction(b, scales[1], theme(b, "level", "low", parent=scales[1])),
    ]
    found = synthesise([a, b], reports, [], embedding=embedding)
    low = [c for c in found.concepts if c.label == "low"]

    assert len({c.id for c in low}) == 2
    assert {c.broader for c in low} == {(concept(found, "Harbour").id,), (concept(found, "Orchard").id,)}
    assert {c.id for c in synthesise([b, a], reports[::-1], [], embedding=embedding).concepts} == {
        c.id for c in found.concepts
    }


def test_nothing_gives_an_empty_synthesis(embedding: Embedding) -> None:
    """No studies, no themes, no error."""
    assert synthesise([], [], [], embedding=embedding) == Synthesis((), (), (), ())


def test_primary_studies_of_two_reviews_are_one_row(whole: Synthesis) -> None:
    """The matrix counts the shared work once."""
    citations = citation_matrix(STUDIES)

    assert citations.reviews == ("berg2018", "cruz2020")
    assert sum(all(row) for row in citations.cells) == 1
    assert primary_works(STUDIES).of[StudyId("diaz2021")] is None


def test_overlap_is_quoted_under_each_assumption() -> None:
    """Eight of them, in words; the later review also holds a work that the earlier could not know."""
    early = study("e2015", title="Early review of dikes", year=2015, refs=[FLOOD, DIKE])
    young = reference("9", "Sandbags and their makers, a survey", 2019, author="Cy Poe")
    late = study("l2021", title="Late review of dikes", year=2021, refs=[FLOOD, young])
    found = {str(row.assumption): row.overlap for row in CorpusOverlap([early, late]).assumed()}
    out = "doubtful matches out"

    assert len(found) == 8
    assert found[f"included studies only, younger works not available, {out}"].corrected == pytest.approx(1 / 2)
    assert found[f"included studies only, younger works counted as absent, {out}"].corrected == pytest.approx(1 / 3)


def test_studies_by_the_same_people_are_tied() -> None:
    """Two authors in common."""
    people = ["Lena Berg", "Ola Dahl"]
    one, other = study("a2000", authors=people), study("b2001", authors=[*people, "Kim Ek"])

    assert [(tie.kind, tie.evidence) for tie in dependences([one, other])] == [("same authors", "Lena Berg, Ola Dahl")]


def test_changes_say_what_a_study_did(whole: Synthesis, embedding: Embedding) -> None:
    """New study, support and verdict, in sentences."""
    before = synthesise(STUDIES[:2], extractions()[:2], [], embedding=embedding)
    found = changes(before, whole)

    assert found.new_studies == ("diaz2021",)
    assert (found.new_themes, found.gone_themes) == (1, 0)
    assert (
        "'siren' (measure) is now contested, was single source; is supported by 2 of 3 studies, before by 2 of 2; "
        "is refuted by diaz2021."
    ) in [sentence.replace("'sirens'", "'siren'") for sentence in found.sentences()]


def test_what_more_studies_support_is_told_first(embedding: Embedding) -> None:
    """A reader who sees only the first sentences sees the most supported concepts, whatever their facet."""
    told = [
        extraction(
            FIRST,
            theme(FIRST, "art", "dike", quote="Volunteers fill bags."),
            theme(FIRST, "measure", "sirens", quote="Sirens warn the town."),
        ),
        extraction(SECOND, theme(SECOND, "measure", "siren", quote="A siren warns.")),
    ]

    said = changes(None, synthesise([FIRST, SECOND], told, [], embedding=embedding)).sentences()

    assert [s.split("(")[1].split(")")[0] for s in said if "is new: " in s] == ["measure", "art"]


def test_nothing_changed_says_nothing(whole: Synthesis) -> None:
    """The truth value of changes is whether there are any."""
    assert not changes(whole, whole)
    assert changes(whole, whole).sentences() == ()


def test_from_nothing_everything_is_new(whole: Synthesis) -> None:
    """The first state of a knowledge base."""
    found = changes(None, whole)

    assert len(found.new_concepts) == len(whole.concepts)
    assert found.gone_concepts == ()


def test_a_concept_that_a_reviewer_renames_stays_the_same_one(whole: Synthesis, embedding: Embedding) -> None:
    """It is followed by its themes, not reported as gone and new."""
    members = (Address("berg2018", "measure", "sirens"), Address("cruz2020", "measure", "siren"))
    log = decided({"kind": Kind.RENAME, "themes": members, "value": "Acoustic alarm", "concept": True})
    found = changes(whole, synthesise(STUDIES, extractions(), log, embedding=embedding))

    assert (found.new_concepts, found.gone_concepts) == ((), ())
    assert [change.after.label for change in found.changed_concepts if change.after] == ["Acoustic alarm"]


def test_the_graph_holds_themes_concepts_and_their_edges(whole: Synthesis) -> None:
    """Every edge ends at nodes that are there; nodes are sorted by kind and id."""
    graph = translation_graph(whole)
    themes = [node for node, kind in graph.nodes(data="kind") if kind == "theme"]

    assert themes == sorted(theme.id for theme in whole.themes)
    assert {key for _, _, key in graph.edges(keys=True)} == {"exactMatch", "memberOf", "refutes"}
    assert all(graph.nodes[node].get("label") for node in graph)


def test_the_graph_holds_refutations_with_the_words_of_both_sides(whole: Synthesis) -> None:
    """From the theme that denies to those that assert, whether or not other edges join them; not when dismissed."""
    graph = translation_graph(whole)
    drawn = [edge for *_, edge in graph.edges(data=True) if edge["relation"] == "refutes"]

    assert {edge["source_quote"] for edge in drawn} == {"Sirens do nothing."}
    assert {edge["target_quote"] for edge in drawn} == {"Sirens warn the town.", "A siren warns."}
    assert {(edge["kind"], edge["standing"]) for edge in drawn} == {("contradiction", "candidate")}
    dismissed = replace(
        whole, disagreements=tuple(replace(found, standing=Standing.DISMISSED) for found in whole.disagreements)
    )
    assert "refutes" not in {key for *_, key in translation_graph(dismissed).edges(keys=True)}


def test_a_study_that_is_no_longer_there_is_no_error(embedding: Embedding) -> None:
    """Themes of a study that was taken out still make concepts."""
    kept: list[Study] = [FIRST]

    assert concept(synthesise(kept, extractions(), [], embedding=embedding), "volunteer").support.studies == 2


def test_versions_of_one_work_are_one_witness(embedding: Embedding) -> None:
    """A preprint and its article weigh as one study, whether or not they list primary studies."""
    early, late = study("a2019", "Sluices rust."), study("b2020", "Sluices rust.")
    other = study("c2021", "Sluices rust.")
    early = replace(early, versions=(Version(late.id, "published version", "one wording"),))
    late = replace(late, versions=(Version(early.id, "preprint", "one wording"),))
    studies = [early, late, other]
    reports = [extraction(s, theme(s, "challenge", "Sluices rust")) for s in studies]

    found = synthesise(studies, reports, [], embedding=embedding)

    assert ("b2020", "a2019", "version") in {(tie.source, tie.target, tie.kind) for tie in found.dependence}
    assert len(found.concepts[0].studies) == 3
    assert found.concepts[0].support.effective == (1.0, 2.0)
