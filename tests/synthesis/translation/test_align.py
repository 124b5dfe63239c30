"""The aligner on small sets of labels, and on the gold themes of the seeds."""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord import resources
from extract.theme import ThemeId
from synthesis.concept import Relation
from synthesis.similarity.term import Embedding, Term, terms_of_records
from synthesis.translation import Alignment, align


def terms(*labels: str, facet: str = "topic", **more: Any) -> list[Term]:
    """ "study: label" or "study: parent > label" to terms with ids t0, t1, ..."""
    made = []
    for number, text in enumerate(labels):
        study, label = text.split(": ", 1)
        parent, _, own = label.rpartition(" > ")
        made.append(Term(f"t{number}", study, facet, own, parent=parent, **more))
    return made


def together(alignment: Alignment, one: int, other: int) -> bool:
    return any({f"t{one}", f"t{other}"} <= set(concept) for concept in alignment.concepts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nurse managers", "nurse manager"),
        ("collection of blood samples", "blood sample collection"),
        ("deploying the bridge sensor", "bridge sensor deployment"),
        ("shortage of trained staff", "lack of trained staff"),
        ("gathering patient feedback", "patient feedback collection"),
    ],
)
def test_one_thing_in_other_words_is_one_concept(one: str, other: str, embedding: Embedding) -> None:
    """Inflection, word order, and general synonyms."""
    found = align(
        terms(f"a: {one}", f"b: {other}", "b: timber frame"), embedding=embedding, thesaurus=resources.thesaurus()
    )

    assert together(found, 0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ward nurse", "ward manager"),
        ("sample storage", "sample transport"),
        ("lack of night staff", "night staff"),
        ("manual inspection", "automated inspection"),
        ("formal training", "informal training"),
        ("phase 1", "phase 2"),
    ],
)
def test_look_alikes_stay_apart(one: str, other: str, embedding: Embedding) -> None:
    """Another head, another modifier that matters, a sign, an opposite, a number."""
    assert not together(align(terms(f"a: {one}", f"b: {other}", "b: timber frame"), embedding=embedding), 0, 1)


def test_names_that_are_only_spelled_alike_stay_apart(embedding: Embedding) -> None:
    """What vectors say of two names that they do not know is how these are spelled."""
    named = terms("a: HydroLoom", "b: HydroLoop", "b: timber frame", "a: database", "b: GIS", "a: rain gauge")

    assert not together(align(named, embedding=embedding), 0, 1)


def test_two_themes_of_one_study_stay_apart(embedding: Embedding) -> None:
    """That study says that they are two."""
    found = align(
        terms("a: site safety training", "a: safety training on site visits", "b: site safety training"),
        embedding=embedding,
    )

    assert together(found, 0, 2)
    assert not together(found, 0, 1)


def test_equal_words_of_one_study_are_one_concept_unless_it_lists_them_side_by_side(embedding: Embedding) -> None:
    """A shared contrast outweighs equal words."""
    assert together(align(terms("a: audits", "a: audit"), embedding=embedding), 0, 1)
    assert not together(
        align(terms("a: audits", "a: audit", contrast=frozenset({"list 1"})), embedding=embedding), 0, 1
    )


def test_levels_of_equal_name_need_scales_that_agree(embedding: Embedding) -> None:
    """ "initial" of one scale is not "initial" of another."""
    found = align(
        terms("a: Harbour scale > initial", "b: Harbour scale > initial", "c: Orchard ladder > initial"),
        embedding=embedding,
    )

    assert together(found, 0, 1)
    assert not together(found, 0, 2)


def test_levels_of_one_scale_never_merge(embedding: Embedding) -> None:
    """Two studies report one scale: each level with its own."""
    levels = ("managed", "measured", "optimised")
    found = align(
        terms(
            *[f"a: Harbour scale > {level}" for level in levels], *[f"b: Harbour scale > {level}" for level in levels]
        ),
        embedding=embedding,
    )

    assert sorted(found.concepts) == [("t0", "t3"), ("t1", "t4"), ("t2", "t5")]


def test_facets_are_never_mixed(embedding: Embedding) -> None:
    """Equal labels under two facets are two concepts."""
    one, other = terms("a: monitoring"), terms("b: monitoring", facet="tool")

    assert len(align([one[0], Term("t1", "b", "tool", "monitoring")], embedding=embedding).concepts) == 2
    assert other[0].facet == "tool"


def test_a_reviewers_links_outrank_every_score(embedding: Embedding) -> None:
    """Must-links join what is unlike, cannot-links part what is equal."""
    given_terms = terms("a: timber frame", "b: night shift", "c: timber frame")
    found = align(given_terms, embedding=embedding, must_link=[("t0", "t1")], cannot_link=[("t2", "t0")])

    assert together(found, 0, 1)
    assert not together(found, 0, 2)


def test_links_to_terms_that_are_gone_are_passed_over(embedding: Embedding) -> None:
    """A decision may speak of a theme that another run no longer finds."""
    assert align(terms("a: timber frame"), embedding=embedding, must_link=[("t0", "gone")]).concepts == (("t0",),)


def test_a_label_with_more_modifiers_is_narrower(embedding: Embedding) -> None:
    """Each direction has its own relation."""
    found = align(terms("a: staff training", "b: night staff training"), embedding=embedding)
    relations = {(edge.source, edge.target): edge.relation for edge in found.translations}

    assert relations["t0", "t1"] is Relation.NARROW
    assert relations["t1", "t0"] is Relation.BROAD


def test_a_label_that_joins_two_things_is_wider(embedding: Embedding) -> None:
    """ "X and Y" holds X."""
    found = align(terms("a: sample collection", "b: sample collection and storage"), embedding=embedding)

    assert {(e.source, e.relation) for e in found.translations} == {("t0", Relation.BROAD), ("t1", Relation.NARROW)}


def between(one: str, other: str, embedding: Embedding) -> tuple[Relation, Relation, tuple[str, ...]]:
    """The relation of two labels, there and back, and its reasons."""
    edges = align(terms(f"a: {one}", f"b: {other}", "b: timber frame"), embedding=embedding).translations
    found = {edge.source: edge for edge in edges if {edge.source, edge.target} == {"t0", "t1"}}
    return found[ThemeId("t0")].relation, found[ThemeId("t1")].relation, found[ThemeId("t0")].reasons


@pytest.mark.parametrize(
    ("one", "other", "there", "back", "reason"),
    [
        ("The nurse managers", "nurse manager", Relation.EXACT, Relation.EXACT, "the same words"),
        ("Rehearsal stage", "Rehearsal", Relation.CLOSE, Relation.CLOSE, "the same words but for 'stage'"),
        ("Roof survey [tiles and gutters]", "roof survey", *2 * [Relation.CLOSE], "but for 'tiles gutters'"),
        ("tagging process", "tagging stage", *2 * [Relation.CLOSE], "the same words but for 'process' and 'stage'"),
        ("shortage of nurses", "lack of nurses", *2 * [Relation.CLOSE], "the same words but for 'shortage' and 'lack'"),
        ("Egg sorting and activities", "Egg sorting", Relation.NARROW, Relation.BROAD, "but for 'activities'"),
        (
            "egg sorting",
            "sorting of eggs",
            *2 * [Relation.CLOSE],
            "the same words in another form or order",
        ),
        (
            "night staff training stage",
            "staff training",
            Relation.BROAD,
            Relation.NARROW,
            "not compared, as it says little here: 'stage'",
        ),
    ],
)
def test_words_that_were_left_out_are_named_and_make_no_exact_match(
    one: str, other: str, there: Relation, back: Relation, reason: str, embedding: Embedding
) -> None:
    """Only equal labels are "the same words"; one that joins two things is wider than one of them."""
    relation, way_back, reasons = between(one, other, embedding)

    assert (relation, way_back) == (there, back)
    assert any(said.endswith(reason) for said in reasons)
    assert ("the same words" in reasons) == (there is Relation.EXACT)


def test_reasons_name_the_words(embedding: Embedding) -> None:
    """A person can check them."""
    first = Term("t0", "a", "topic", "BIM adoption", quote="Adoption of building information modelling (BIM) is slow.")
    found = align([first, Term("t1", "b", "topic", "building information modelling uptake")], embedding=embedding)
    reasons = next(edge.reasons for edge in found.translations if edge.source == "t0")

    assert "'BIM' stands for 'building information modelling'" in reasons
    assert any(reason.startswith("what differs, 'adoption' and 'uptake'") for reason in reasons)


def test_an_unsure_pair_is_a_question_and_no_concept(embedding: Embedding) -> None:
    """It carries the words of both sides."""
    found = align(
        [
            Term("t0", "a", "topic", "nurse training", quote="Nurse training is rare."),
            Term("t1", "b", "topic", "nurse manager training"),
        ],
        embedding=embedding,
    )

    assert len(found.concepts) == 2
    assert [(q.source, q.target) for q in found.questions] == [("t0", "t1")]
    assert found.questions[0].quotes[0] == "Nurse training is rare."


def test_no_terms_give_an_empty_alignment(embedding: Embedding) -> None:
    """An empty knowledge base has no concepts and raises nothing."""
    found = align([], embedding=embedding)

    assert (found.concepts, tuple(found.translations), found.questions) == ((), (), ())


@given(order=st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_the_order_of_terms_changes_nothing(order: random.Random) -> None:
    """Byte for byte the same value."""
    labels = [
        "road safety",
        "safety of roads",
        "road signs",
        "night shift",
        "night shifts",
        "lack of signs",
        "sign gaps",
    ]
    made = [Term(f"t{n}", f"s{n % 3}", "topic", label) for n, label in enumerate(labels)]
    shuffled = list(made)
    order.shuffle(shuffled)

    assert align(shuffled, embedding=hashed) == align(made, embedding=hashed)


def hashed(texts: Iterable[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """An embedding of words without a model: each word is a fixed random direction."""
    rows = []
    for text in texts:
        seeds = [sum(ord(c) * 31**i for i, c in enumerate(word)) % 2**32 for word in text.split()]
        row = sum(np.random.default_rng(seed).normal(size=24) for seed in seeds)
        rows.append(row / np.linalg.norm(row))
    return np.array(rows, dtype=np.float32)


def test_a_reviewers_merge_leaves_a_third_theme_where_it_was(embedding: Embedding) -> None:
    """What a reviewer joins is one thing: the low scores of the new member do not drive out what was there."""
    made = terms("a: staff training", "b: gathering staff feedback", "c: training of staff", "d: timber frame")
    found = align(made, embedding=embedding, must_link=[("t0", "t1"), ("t0", "t3")])

    assert together(align(made, embedding=embedding), 0, 2)
    assert found.concepts == (("t0", "t1", "t2", "t3"),)


@pytest.mark.real
@pytest.mark.parametrize(("options", "least"), [((), 0.50), (("--surface",), 0.45)])
def test_gold_themes_are_aligned_well_above_equal_labels(
    options: tuple[str, ...], least: float, shared: Path, embedding: Embedding
) -> None:
    """At most five wrong merges; merging equal labels alone has pair F1 .33 (.28 with labels as written)."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    command = [sys.executable, str(shared / "tools" / "score.py"), "input", "--gold", str(shared / "gold"), *options]
    records = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    gold = json.loads((shared / "gold" / "alignment.json").read_text(encoding="utf-8"))
    concepts = [
        list(ids)
        for ids in align(terms_of_records(records), embedding=embedding, thesaurus=resources.thesaurus()).concepts
    ]
    core = [members for facet, members in score.gold_clusters(gold) if facet in score.CORE]

    assert len(score.violations(gold, concepts)) <= 5
    assert score.compare(core, concepts)["pair F1"] >= least


@given(st.lists(st.text(min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6))
@settings(max_examples=60)
def test_any_label_is_aligned(labels: list[str]) -> None:
    """Signs, other scripts, white space: each term is in one concept, scores are finite and reasons are words."""
    made = [Term(f"t{n}", f"s{n % 2}", "topic", label, quote=label, parent=labels[0]) for n, label in enumerate(labels)]
    found = align(made, embedding=hashed)

    assert sorted(id for concept in found.concepts for id in concept) == sorted(term.id for term in made)
    assert all(0 <= edge.score <= 1 and edge.reasons for edge in found.translations)


def test_labels_that_the_embedding_does_not_know_are_told_apart_by_their_words() -> None:
    """All vectors are zero; equal words still join."""
    found = align(
        terms("a: brxl qwop", "b: brxl qwop", "b: zzyx"),
        embedding=lambda texts: np.zeros((len(texts), 4), dtype=np.float32),
    )

    assert found.concepts == (("t0", "t1"), ("t2",))


def test_two_themes_that_are_rather_two_things_are_asked_about_and_no_concept(embedding: Embedding) -> None:
    """Two themes have no others to speak for them, so less doubt is allowed; a reviewer's word is enough."""
    pair = terms("a: roof repair", "b: repair of walls", "a: hens", "b: geese", "a: bees", "b: fishing")
    alone = align(pair, embedding=embedding)
    joined = align(pair, embedding=embedding, must_link=[("t0", "t1")])

    assert 0.2 < alone.translations[0].score < 0.5
    assert not together(alone, 0, 1)
    assert [(question.source, question.target) for question in alone.questions] == [("t0", "t1")]
    assert together(joined, 0, 1)


@pytest.mark.parametrize(("one", "other"), [("Data engineer", "Data scientist"), ("Ward nurse", "Ward manager")])
def test_two_occupations_of_one_field_are_two_roles_though_no_study_lists_both(
    one: str, other: str, embedding: Embedding
) -> None:
    """The heads differ: thesaurus and topics hold an engineer and a scientist for two; the reasons say so."""
    roles = [
        ("a", one), ("b", other), ("a", "Project manager"), ("b", "Domain expert"), ("a", "End user"),
        ("b", "Customer"), ("c", f"{other}s"), ("c", "Software tester"),
    ]  # fmt: skip
    given = [Term(f"t{number}", study, "role", label) for number, (study, label) in enumerate(roles)]
    found = align(given, embedding=embedding, thesaurus=resources.thesaurus())

    assert together(found, 1, 6)
    assert not together(found, 0, 1)
    assert not together(found, 0, 6)
    told = [edge.reasons for edge in found.translations if {edge.source, edge.target} == {"t0", "t1"}]
    assert all("their main words name two different things" in reasons for reasons in told)
