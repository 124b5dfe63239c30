"""Labels read: words, heads, signs, names."""

from __future__ import annotations

import pytest

from corpus.errors import BadInput
from synthesis.similarity import heads, names, polarity, term, words
from synthesis.similarity.reading import Reading, read_terms
from synthesis.similarity.rings import ring
from synthesis.similarity.term import Term
from synthesis.similarity.thesaurus import Thesaurus


def reading(label: str, **more: str) -> Reading:
    """One label read alone."""
    return read_terms([Term("t", "s", "topic", label, **more)])["t"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "forms",
    [
        ("deploy", "deploys", "deployed", "deploying", "deployment", "deployments"),
        ("organize", "organise", "organizing", "organisation", "organizational"),
        ("tune", "tuning", "tuned"),
        ("plan", "planning", "planned"),
        ("reliable", "reliability"),
        ("policy", "policies"),
        ("model", "models", "modelling", "modeling"),
        ("modeller", "modeler", "modellers"),
    ],
)
def test_inflections_and_action_nouns_share_a_stem(forms: tuple[str, ...]) -> None:
    """British and American forms too."""
    assert len({words.stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("engineer", "engine"), ("experiment", "experience"), ("string", "stress")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    """A stem that is cut too short would merge them."""
    assert words.stem(one) != words.stem(other)


def test_an_abbreviation_is_read_as_its_long_form_when_any_text_defines_it() -> None:
    """The definition may stand in another study."""
    read = read_terms(
        [
            Term("a", "s1", "topic", "BIM adoption"),
            Term("b", "s2", "topic", "Training", quote="Training in building information modelling (BIM) is rare."),
        ]
    )

    assert read["a"].words == ("building", "information", "modelling", "adoption")
    assert read["a"].written_out == (("BIM", "building information modelling"),)


def test_of_turns_a_phrase_round() -> None:
    """ "X of Y" is "Y X"."""
    assert heads.phrase(("quality", "of", "care")).heads == heads.phrase(("care", "quality")).heads == {"qual"}


def test_what_a_preposition_adds_is_outside_the_core() -> None:
    """ "training for managers" is about training."""
    assert heads.phrase(("training", "for", "managers")).core == {"train"}


def test_coordinated_heads_are_kept_in_order() -> None:
    """The first one names the thing."""
    assert heads.phrase(("sample", "collection", "and", "storage")).joined == ("collect", "storag")


def test_lack_is_taken_out_of_the_words_and_kept_as_a_sign() -> None:
    """Lack, shortage and insufficient are one sign."""
    assert {
        reading(label).lacks for label in ("lack of staff", "shortage of staff", "insufficient staff", "no staff")
    } == {True}
    assert not reading("staff").lacks
    assert reading("shortage of staff").words == ("staff",)


def test_opposites_are_found_by_list_and_by_prefix() -> None:
    """ "formal" and "informal" need no list."""
    assert polarity.opposites(frozenset({"formal", "care"}), frozenset({"informal", "care"})) == ("formal", "informal")
    assert polarity.opposites(frozenset({"manual"}), frozenset({words.stem("automation")})) == ("manual", "autom")
    assert polarity.opposites(frozenset({"care"}), frozenset({"cure"})) is None


def test_words_of_one_ring_are_one_and_others_are_not() -> None:
    """Gathering is collecting when a thesaurus says so, and in a phrase too; the text stays as it is written."""
    known = Thesaurus((ring("collect", ["collect", "gathering", "bringing in"], "topic"),))
    read = read_terms(
        [Term("a", "s", "topic", "bringing in the samples"), Term("b", "s", "topic", "gathering of samples")], known
    )

    assert read["a"].stems == read["b"].stems == ("collect*", words.stem("samples"))
    assert read["a"].words == ("bringing", "samples")
    assert reading("bringing in the samples").stem_set != reading("gathering of samples").stem_set


def test_a_word_that_only_names_a_kind_is_left_out() -> None:
    """The facet's own name, and nouns like process."""
    assert reading("the process of sampling").stem_set == reading("sampling topic").stem_set == {words.stem("sampling")}


def test_names_are_told_from_capitalised_headings() -> None:
    """A capital inside, or capitals amid lower-case words."""
    assert names.is_name("OpenStreetMap")
    assert names.is_name("Revit", "Most offices use Revit for their drawings.")
    assert not names.is_name("Site Manager", "Site Manager: plans the work.")
    assert not names.is_name("site manager")


def test_the_kind_behind_a_name_is_no_part_of_it() -> None:
    """ "SCADA systems" is SCADA; a "payment system" is not payment."""
    assert names.without_class("SCADA systems") == "SCADA"
    assert names.without_class("payment system") == "payment system"


@pytest.mark.parametrize(
    ("records", "complaint"),
    [
        ({"id": "a"}, "not a JSON list"),
        ([1], "theme 1 is not a JSON object"),
        ([{"id": "a", "study": "s", "facet": "f"}], "theme 1 has no 'label'"),
        ([{"id": "a", "study": "s", "facet": "f", "label": "x", "quote": 3}], "theme 1: 'quote' is not a string"),
        ([{"id": "a", "study": "s", "facet": "f", "label": "x"}] * 2, "two themes have the id 'a'"),
    ],
)
def test_a_list_of_themes_that_cannot_be_read_is_refused_in_one_sentence(records: object, complaint: str) -> None:
    """The message says which theme and which key."""
    with pytest.raises(BadInput, match=complaint):
        term.terms_of_records(records)


def test_what_a_row_shares_with_a_label_is_read_with_it_and_the_reason_can_say_so() -> None:
    """The label as it is told from others stays as it is written."""
    read = reading("rinsing", quote="It begins with rinsing, drying, and packing bottles for the route.")

    assert read.words == ("rinsing", "bottles")
    assert read.folded == "rinsing"
    assert read.written_out == (("rinsing", "rinsing bottles"),)
