"""Which theme holds another, and which themes of a study a table or a sentence joins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.study import Anchor, DocumentId, StudyId
from extract.codebook import Codebook, parse
from extract.language import Language
from extract.pipeline import extract
from extract.theme import Extraction, Relation, RelationKind, Theme, theme_id
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]

REMEDIES = """
name = "ports"
version = "1"
title = "Ports"
[facets.solution]
title = "Solution"
item = "clause"
cues = ["solution", "remedy"]
"""


@pytest.fixture(scope="module")
def ports(generic: Codebook) -> Codebook:
    """The generic codebook with solutions."""
    return parse("ports.toml", REMEDIES, generic)


def parents(themes: list[Theme]) -> dict[str, str]:
    label = {theme.id: theme.label for theme in themes}
    return {theme.label: label[theme.parent] for theme in themes if theme.parent}


def joined(found: Extraction, *kinds: RelationKind) -> set[tuple[str, str]]:
    label = {theme.id: theme.label for theme in found.themes}
    return {(label[r.source], label[r.target]) for r in found.relations if r.kind in kinds}


def test_items_are_part_of_the_category_that_groups_their_rows(themes: Read) -> None:
    """A column headed "Group" whose values hold for several rows; the categories are themes too."""
    paper = (
        Paper()
        .head("Results")
        .table(
            "Barriers of the ports",
            ("Group", "Barrier"),
            ("Technical", "Worn buoys"),
            ("Technical", "Weak radio signals"),
            ("Human", "Shortage of pilots"),
            ("Human", "Fear of fog"),
        )
    )

    found = parents(themes(paper, "challenge"))

    assert found == {
        "Worn buoys": "Technical",
        "Weak radio signals": "Technical",
        "Shortage of pilots": "Human",
        "Fear of fog": "Human",
    }


def test_items_below_a_category_heading_are_part_of_it(themes: Read) -> None:
    """Two headings that end in the same word are categories."""
    paper = Paper().head("Results").head("Technical barriers", 2).say("The barriers are:")
    paper.list("Worn buoys", "Weak radio signals")
    paper.head("Human barriers", 2).say("The barriers are:").list("Shortage of pilots", "Fear of fog")

    found = parents(themes(paper, "challenge"))

    assert found["Worn buoys"] == "Technical barriers"
    assert found["Fear of fog"] == "Human barriers"


def test_a_stage_that_comprises_others_holds_them(themes: Read) -> None:
    """The series behind "comprises" is part of what stands before it."""
    paper = Paper().head("Stages of dredging").say("The stages are:").list("Survey of the bed", "Removal of silt")
    paper.say("Survey of the bed comprises stages such as sounding, sampling, and mapping.")

    found = parents(themes(paper, "stage"))

    assert found.get("Sounding") == found.get("Mapping") == "Survey of the bed"


def test_no_theme_holds_itself_through_others(themes: Read) -> None:
    """Two items that each name the other stay side by side, or one holds the other."""
    paper = Paper().head("Barriers").say("The barriers are:")
    paper.list("Fog: includes barriers such as ice.", "Ice: includes barriers such as fog.")
    above = {theme.id: theme.parent for theme in themes(paper)}

    for start in above:
        seen, here = {start}, above[start]
        while here:
            assert here not in seen
            seen.add(here)
            here = above[here]


def test_a_row_pairs_a_solution_with_its_challenge(language: Language, ports: Codebook) -> None:
    """And numbered items of two cells by their numbers."""
    paper = (
        Paper()
        .head("Results")
        .table(
            "Barriers and solutions",
            ("Barrier", "Solution"),
            ("Shortage of pilots", "Train more pilots each year"),
            ("1. Worn buoys 2. Weak radio signals", "1. Replace the oldest buoys 2. Build a second mast"),
        )
    )

    found = extract(paper.study(), ports, language)

    assert joined(found, RelationKind.ADDRESSES) == {
        ("Train more pilots each year", "Shortage of pilots"),
        ("Replace the oldest buoys", "Worn buoys"),
        ("Build a second mast", "Weak radio signals"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Fear of fog can be reduced by night training.",
        "Night training reduces the fear of fog.",
        "To reduce the fear of fog, night training is proposed.",
        "Night training has been proposed to overcome the fear of fog.",
    ],
)
def test_a_sentence_pairs_a_solution_with_its_challenge(language: Language, ports: Codebook, sentence: str) -> None:
    """Active, passive, and with the purpose in front."""
    paper = Paper().head("Barriers").say("The barriers are:").list("Fear of fog", "Worn buoys")
    paper.head("Solutions").say("The solutions are:").list("Night training", "New buoys").say(sentence)

    found = extract(paper.study(), ports, language)
    pairs = joined(found, RelationKind.ADDRESSES)

    assert pairs == {("Night training", "Fear of fog")}


def test_a_denied_verb_joins_nothing(language: Language, ports: Codebook) -> None:
    """ "Does not reduce" is no remedy."""
    paper = Paper().head("Barriers").say("The barriers are:").list("Fear of fog", "Worn buoys")
    paper.head("Solutions").say("The solutions are:").list("Night training", "New buoys")
    paper.say("Night training did not reduce the fear of fog.")

    assert joined(extract(paper.study(), ports, language), RelationKind.ADDRESSES) == set()


def test_roles_and_tools_are_joined_to_the_stages_they_serve(language: Language, generic: Codebook) -> None:
    """ "Is responsible for" makes a role answer for a stage, "is used for" puts a tool into it."""
    paper = Paper().head("Stages").say("The stages are:").list("Sounding of the bed", "Removal of silt")
    paper.head("Roles").say("The roles are:").list("Harbour engineer", "Dredge operator")
    paper.say("The harbour engineer is responsible for the sounding of the bed.")
    paper.head("Tools").say("The tools are:").list("SiltScan", "EchoMap")
    paper.say("SiltScan is used for the removal of silt.")

    found = extract(paper.study(), generic, language)

    assert joined(found, RelationKind.RESPONSIBLE_FOR) == {("Harbour engineer", "Sounding of the bed")}
    assert joined(found, RelationKind.USED_IN) == {("SiltScan", "Removal of silt")}


def test_every_relation_stands_on_words_of_the_document(language: Language, ports: Codebook) -> None:
    """Its quote is what its anchor points at."""
    paper = (
        Paper()
        .head("Results")
        .table(
            "Barriers and solutions",
            ("Group", "Barrier", "Solution"),
            ("Human", "Shortage of pilots", "Train more pilots each year"),
            ("Human", "Fear of fog", "Night training"),
        )
    )
    study = paper.study()
    found = extract(study, ports, language)

    assert {relation.kind for relation in found.relations} == {RelationKind.ADDRESSES, RelationKind.PART_OF}
    for relation in found.relations:
        assert study.document(relation.anchor.document).quote(relation.anchor) == relation.quote


@given(st.integers(1, 9), st.integers(0, 9))
@settings(max_examples=20)
def test_a_relation_needs_two_themes_and_the_words_of_its_anchor(start: int, more: int) -> None:
    """A theme cannot be joined to itself, and a quote of another length is no quote."""
    one, other = theme_id("s", "tool", "a"), theme_id("s", "tool", "b")
    anchor = Anchor(DocumentId("d1"), start, start + more + 1)

    with pytest.raises(ValueError, match="itself"):
        Relation(RelationKind.PART_OF, one, one, anchor, "x" * (more + 1))
    with pytest.raises(ValueError, match="does not fill"):
        Relation(RelationKind.PART_OF, one, other, anchor, "x" * (more + 2))
    assert Extraction(StudyId("s"), (), ()).relations == ()


def test_levels_counted_later_are_of_the_scale_that_the_authors_made(themes: Read) -> None:
    """Not of the words that count them ("five levels"), when the paragraph has named the scale."""
    paper = (
        Paper()
        .head("Maturity of ports")
        .say(
            "Ito et al. (2019) propose a maturity model for harbours. "
            "They define three levels for each pier: (1) initial, (2) managed, and (3) steered."
        )
    )

    found = parents(themes(paper, "maturity_level"))

    assert {found.get(level) for level in ("Initial", "Managed", "Steered")} == {"Ito et al. maturity model"}


def test_examples_are_part_of_what_their_paragraph_opens_with(themes: Read) -> None:
    """And what stands in brackets behind a name with others is part of it."""
    paper = Paper().head("Tools").say("The tools are:").list("HydroSuite", "EchoMap")
    paper.say("HydroSuite (SiltScan, TideScan, and BedScan) draws the maps.")

    found = parents(themes(paper, "tool"))

    assert found.get("SiltScan") == found.get("BedScan") == "HydroSuite"


def test_paragraphs_that_open_with_a_kind_of_barrier_hold_what_they_tell(themes: Read) -> None:
    """Two or more of them in a section are its categories."""
    paper = Paper().head("Barriers")
    paper.say("Technical barriers. Ports complain about a lack of spare buoys.")
    paper.say("Human barriers. A shortage of pilots was named by nine ports.")

    found = parents(themes(paper, "challenge"))

    assert found["Lack of spare buoys"] == "Technical barriers"
    assert found["Shortage of pilots"] == "Human barriers"


def test_a_column_beside_cells_of_several_items_holds_them(themes: Read) -> None:
    """One row a category, as the caption says what the table is sorted by."""
    paper = (
        Paper()
        .head("Results")
        .table(
            "Barriers of the ports by origin",
            ("Origin", "Barrier"),
            ("Weather", "thick fog; drifting ice"),
            ("People", "shortage of pilots; fear of blame"),
        )
    )

    found = parents(themes(paper, "challenge"))

    assert found["Thick fog"] == found["Drifting ice"] == "Weather"
    assert found["Fear of blame"] == "People"


def test_what_a_sentence_takes_up_holds_what_it_lists(themes: Read) -> None:
    """ "These included ..." speaks of the category of the sentence before."""
    paper = (
        Paper().head("Barriers").head("Technical barriers", 2).say("The barriers are:").list("Worn buoys", "Weak radio")
    )
    paper.head("Human barriers", 2).say("The barriers are:").list("Fear of blame", "Night shifts")
    paper.head("Discussion").say(
        "Most ports named human barriers. These included long shifts, loud crews, and thin pay."
    )

    found = parents(themes(paper, "challenge"))

    assert found["Long shifts"] == found["Thin pay"] == "Human barriers"
