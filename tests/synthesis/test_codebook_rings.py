"""What a codebook knows to be one thing reaches the aligner as rings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.codebook import parse
from extract.facet import Codebook, Facet, KnownConcept, Parts
from extract.known_concepts import LONGEST
from extract.words import tokens
from synthesis.similarity import rings as ring_file
from synthesis.similarity.codebook_rings import rings_of
from synthesis.similarity.rings import ring
from synthesis.similarity.thesaurus import EMPTY, Thesaurus

BOOK = """name = "bakery"
version = "1"
title = "Bakeries"

[facets.step]
title = "Step"
lexicon = [
  "Scoring", { label = "Proofing", forms = ["proving", "second rise"] }, { label = "Bake", forms = ["oven time"] },
]

[[facets.step.concepts]]
label = "First rise"
alt = ["bulk fermentation", "resting of the dough", "leaving the dough alone in a warm and dry place"]
broader = "Fermentation"
not = ["Proofing"]

[[facets.step.concepts]]
label = "Fermentation"

[[facets.step.concepts]]
label = "Baking"
alt = ["bake"]

[facets.tool]
title = "Tool"
lexicon = [{ label = "Banneton", forms = ["proving basket"] }]
"""


def book(*concepts: KnownConcept) -> Codebook:
    return Codebook("b", "1", "B", (Facet("step", "Step", "Steps", "", concepts=concepts),), Parts())


def test_each_concept_is_a_ring_of_its_facet() -> None:
    """With all its names that are short enough; terms of the lexicon with other spellings are rings too."""
    rings = {ring.name: ring for ring in rings_of(parse("bakery.toml", BOOK))}

    assert list(rings) == ["step_first_rise", "step_fermentation", "step_baking", "step_proofing", "tool_banneton"]
    assert rings["step_first_rise"].phrases == (("first", "rise"), ("bulk", "fermentation"), ("resting", "dough"))
    assert rings["step_baking"].phrases == (("baking",), ("bake",), ("oven", "time"))
    assert rings["step_proofing"].phrases == (("proofing",), ("proving",), ("second", "rise"))
    assert (rings["step_first_rise"].broader, rings["step_first_rise"].apart) == (
        "step_fermentation",
        ("step_proofing",),
    )
    assert rings["tool_banneton"].facet == "tool"


def test_the_names_of_a_concept_are_whole_labels_of_its_facet() -> None:
    """Whatever small words and words for kinds stand among them, in any order; a part of a longer label is none."""
    known = EMPTY.extended(rings_of(parse("bakery.toml", BOOK)))

    for label in ("bulk fermentation", "the resting of the dough", "resting the dough", "dough resting step"):
        assert known.concept(tokens(label), "step") == "step_first_rise*", label
    for label in ("resting", "resting the dough and baking", "resting the sour dough"):
        assert known.concept(tokens(label), "step") == "", label
    assert known.concept(("bulk", "fermentation"), "tool") == ""
    assert known.classes(("bulk", "fermentation"), "step") == ("bulk", "fermentation")


def test_a_label_is_about_the_concept_that_most_of_it_names() -> None:
    """The longest name counts; less than half of a label, one word of it, or two names of a length tell nothing."""
    known = EMPTY.extended(rings_of(parse("bakery.toml", BOOK)))

    def about(label: str) -> str:
        return known.about(tokens(label), "step")

    assert about("resting of the sour dough overnight") == about("bulk fermentation") == "step_first_rise*"
    assert about("bulk fermentation in large wooden troughs of larch") == ""
    assert about("baking at night") == ""
    assert about("second rise and first rise") == ""


def test_a_name_may_use_the_words_of_a_ring_for_one_another() -> None:
    """What the general thesaurus holds for one word is one word in a name too."""
    general = EMPTY.extended((ring("rest", ["resting", "relaxing"]),))
    known = general.extended(rings_of(parse("bakery.toml", BOOK)))

    assert known.concept(("relaxing", "the", "dough"), "step") == "step_first_rise*"


def test_a_word_that_two_concepts_share_but_for_its_ending_is_told_by_how_it_is_written() -> None:
    """And by nothing else: a third form of it names neither."""
    general = KnownConcept("Production"), KnownConcept("Going live", ("productionization",))
    known = EMPTY.extended(rings_of(book(*general)))

    assert known.concept(("productionization",), "step") == "step_going_live*"
    assert known.concept(("production",), "step") == "step_production*"
    assert known.concept(("productions",), "step") == ""


def test_the_concepts_of_a_kind_of_facet_hold_for_facets_of_that_kind() -> None:
    """A paper's "phases" are steps when the thesaurus says so."""
    known = Thesaurus(rings_of(parse("bakery.toml", BOOK)), kinds={"phase": "step"})

    assert known.concept(("bulk", "fermentation"), "phase") == "step_first_rise*"


def test_a_thesaurus_says_what_is_broader_and_what_is_kept_apart() -> None:
    """Being broader reaches over several steps and never back; being apart is mutual."""
    chain = (KnownConcept("Kneading", broader="Mixing"), KnownConcept("Mixing", broader="Work", apart=("Baking",)))
    known = EMPTY.extended(rings_of(book(*chain, KnownConcept("Work"), KnownConcept("Baking"))))

    assert known.is_wider("step_work*", "step_kneading*") and known.is_wider("step_mixing*", "step_kneading*")
    assert not known.is_wider("step_kneading*", "step_work*")
    assert known.kept_apart("step_mixing*", "step_baking*") and known.kept_apart("step_baking*", "step_mixing*")
    assert not known.kept_apart("step_mixing*", "step_kneading*")


def test_a_circle_of_broader_concepts_ends() -> None:
    """The codebook is only doubtful, so the thesaurus must not run for ever."""
    known = EMPTY.extended(rings_of(book(KnownConcept("A", broader="B"), KnownConcept("B", broader="A"))))

    assert known.is_wider("step_a*", "step_b*") and not known.is_wider("step_c*", "step_a*")


def test_a_name_of_a_codebook_is_as_long_as_a_phrase_of_a_ring_may_be() -> None:
    """`codebook check` warns of what the thesaurus would not find."""
    assert LONGEST == ring_file.LONGEST


@given(st.lists(st.text(min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=5))
def test_labels_in_any_script_give_rings_of_different_names(labels: list[str]) -> None:
    """Two concepts never share a ring, and no label breaks the rules of names."""
    text = 'name = "b"\nversion = "1"\ntitle = "B"\n[facets.step]\ntitle = "Step"\n'
    known = parse("b.toml", text + "".join(f"[[facets.step.concepts]]\nlabel = {_quoted(label)}\n" for label in labels))

    names = [ring.name for ring in rings_of(known)]

    assert len(set(names)) == len(names) <= len(known.facet_of["step"].concepts)


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'
