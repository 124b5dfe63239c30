"""Every key of a facet changes what is found: one small paper each, read with the key and without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.codebook import Codebook, parse
from extract.language import Language
from extract.pipeline import extract
from tests.extract.paper import Paper

Found = Callable[[Paper, str], set[str]]

BOOK = """name = "gardens"
version = "1"
title = "Gardens"

[parts]
finding = ["result"]
protocol = ["method"]

[facets.plant]
title = "Plant"
item = "noun phrase"
"""


@pytest.fixture
def found(language: Language, generic: Codebook) -> Found:
    """The labels that a paper gives under the facet `plant` of a codebook with these further lines."""

    def read(paper: Paper, lines: str) -> set[str]:
        book = parse("gardens.toml", BOOK + lines)
        return {theme.label for theme in extract(paper.study(), book, language).themes if theme.facet == "plant"}

    return read


def test_heading_cues_count_in_titles_only(found: Found) -> None:
    """A list under the title is read, a list after a sentence with the same words is not."""
    listed = Paper().head("Results").head("What grows there", 2).list("White clover", "Wild thyme")
    said = Paper().head("Results").say("We saw what grows there:").list("White clover", "Wild thyme")
    lines = 'heading_cues = ["what grow"]'

    assert found(listed, lines) == {"White clover", "Wild thyme"}
    assert found(listed, "") == found(said, lines) == set()


def test_negative_cues_take_a_title_away(found: Found) -> None:
    """A title with the cue and the negative cue does not speak of the facet."""
    paper = Paper().head("Results").head("Plants of the power industry", 2).list("Harbour site", "River site")

    assert found(paper, 'cues = ["plant"]') == {"Harbour site", "River site"}
    assert found(paper, 'cues = ["plant"]\nnegative_cues = ["power industry"]') == set()


def test_lead_in_cues_open_lists(found: Found) -> None:
    """The words before a list name the facet, though no noun of it stands there."""
    paper = Paper().head("Results").say("In the wet corner there grew:").list("White clover", "Wild thyme")

    assert found(paper, 'lead_in_cues = ["there grow"]') == {"White clover", "Wild thyme"}
    assert found(paper, "") == set()


def test_patterns_are_items_wherever_they_match(found: Found) -> None:
    """In running text and in cells of tables."""
    paper = (
        Paper().head("Results").say("Bed 7 held Salix var. A12.").table("Beds", ("Bed", "Kind"), ("8", "Salix var. B7"))
    )

    assert found(paper, "patterns = ['Salix var\\. [A-Z]\\d+']") == {"Salix var. A12", "Salix var. B7"}
    assert found(paper, "") == set()


def test_an_excluded_example_is_never_an_item(found: Found) -> None:
    """Without the reason in brackets behind it."""
    paper = Paper().head("Results").head("Plants", 2).list("White clover", "Plastic fern")

    assert found(paper, 'cues = ["plant"]\nexclude = ["Plastic fern (bought)"]') == {"White clover"}


def test_one_word_of_a_title_must_open_or_close_it(found: Found) -> None:
    """A heading cue of one word in the midst of a title says nothing."""
    opening = Paper().head("Results").head("Herbs and their friends", 2).list("White clover", "Wild thyme")
    amid = Paper().head("Results").head("Why herbs fail", 2).list("White clover", "Wild thyme")

    assert found(opening, 'heading_cues = ["herb"]') == {"White clover", "Wild thyme"}
    assert found(amid, 'heading_cues = ["herb"]') == set()


def test_predicate_cues_take_the_subject(found: Found) -> None:
    """What is said of an item tells it, with what belongs to the subject; a denial does not."""
    said = Paper().head("Results").head("Plants", 2).say("The tree with many roots is rare in every yard.")
    denied = Paper().head("Results").head("Plants", 2).say("The tall tree is not rare in every yard.")
    lines = 'cues = ["plant"]\npredicate_cues = ["be rare"]'

    assert found(said, lines) == {"Tree with many roots"}
    assert found(denied, lines) == found(said, 'cues = ["plant"]') == set()


def test_lead_in_cues_take_what_follows_in_the_sentence(found: Found) -> None:
    """A list of three gives three items; who recommends is none."""
    paper = Paper().head("Results").head("Plants", 2)
    paper.say("Six gardens recommend white clover, wild thyme and red sage.").say("It is recommended by six gardens.")

    assert found(paper, 'cues = ["plant"]\nlead_in_cues = ["recommend"]') == {"White clover", "Wild thyme", "Red sage"}
    assert found(paper, 'cues = ["plant"]') == set()


def test_weak_cues_count_beside_another_facet(found: Found) -> None:
    """In a section on that facet; not without the key."""
    paper = Paper().head("Results").head("Pests", 2).say("The following herbs were sown:").list("White clover", "Dill")
    pest = '\n[facets.pest]\ntitle = "Pest"\ncues = ["pest"]\n'
    lines = 'weak_cues = ["herb"]\n'

    assert found(paper, lines + 'beside = ["pest"]\n' + pest) == {"White clover", "Dill"}
    assert found(paper, lines + pest) == set()


def test_questions_are_items_where_the_codebook_says_so(found: Found) -> None:
    """Under a title that speaks of the facet only."""
    paper = (
        Paper()
        .head("Results")
        .head("Plants", 2)
        .say("Which herbs stand the frost?")
        .head("Tea", 2)
        .say("Who drinks it?")
    )

    assert found(paper, 'cues = ["plant"]\nquestions = true') == {"Which herbs stand the frost"}
    assert found(paper, 'cues = ["plant"]') == set()


def test_heading_cues_may_have_a_gap(found: Found) -> None:
    """One word to six stand for the dots; the mark of a research question at the end of a title is passed over."""
    asked = Paper().head("Results").head("How a meadow changes (RQ2)", 2).list("White clover", "Wild thyme")
    empty = Paper().head("Results").head("How changes came", 2).list("White clover", "Wild thyme")

    assert found(asked, 'heading_cues = ["how ... change"]') == {"White clover", "Wild thyme"}
    assert found(empty, 'heading_cues = ["how ... change"]') == set()


def test_subject_verbs_take_subjects_in_a_section_on_the_facet(found: Found) -> None:
    """Not elsewhere, and not what is only mentioned in passing."""
    lines = 'cues = ["plant"]\nsubject_verbs = ["protect", "name"]'
    inside = (
        Paper().head("Results").head("Plants", 2).say("Tall hedges protect the path. The garden named above is old.")
    )
    outside = Paper().head("Results").head("Paths", 2).say("Tall hedges protect the path.")

    assert found(inside, lines) == {"Tall hedges"}
    assert found(outside, lines) == found(inside, 'cues = ["plant"]') == set()
