"""Labels and places that speak against a theme, and those that only look like it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.study import Metadata
from extract.attribution import Voices
from extract.candidate import Candidate
from extract.codebook import Codebook
from extract.grouping import Found
from extract.in_passing import EXPERIMENT, ONE_WORD, OUTSIDE
from extract.language import Language
from extract.pipeline import extract
from extract.plausible import (
    AIM,
    COMMON,
    CUT,
    FORMULA,
    NO_NOUN,
    NO_TOOL,
    OF_THE_PAPER,
    POINTING,
    SENTENCE,
    VAGUE,
    implausible,
)
from extract.scope import Scope
from extract.theme import Evidence
from tests.extract.paper import Paper

Why = Callable[..., str]


@pytest.fixture
def why(language: Language, generic: Codebook) -> Why:
    """Why the words of a sentence are refused as an item of a facet."""

    def judge(
        facet: str, label: str, sentence: str = "", evidence: Evidence = Evidence.PHRASE, head: str = "Results"
    ) -> str:
        (document,) = Paper().head(head).say(sentence or label).study().documents
        scope = Scope(language.read(document), generic)
        block = document.blocks[1]
        start = document.text.index(label, block.start)
        quote = (block.start, block.end)
        candidate = Candidate(facet, label, start, start + len(label), quote, evidence, 0.6, 1, ())
        return implausible(Found(scope.reading, "", candidate, Voices(scope)), generic.facet_of[facet])

    return judge


@pytest.mark.parametrize(
    ("facet", "label", "reason"),
    [
        ("challenge", "This swarm", POINTING),
        ("challenge", "Following", POINTING),
        ("challenge", "Detailed below", POINTING),
        ("challenge", "Lack of this queen", POINTING),
        ("challenge", "It with the smoker", POINTING),
        ("tool", "Our hive scale", POINTING),
        ("stage", "w = 3 kg", FORMULA),
        ("stage", "(Mg C)", FORMULA),
        ("challenge", "12.5 kg", FORMULA),
        ("stage", "Appendix B: weights of the hives", OF_THE_PAPER),
        ("open_issue", "Conclusion and Future Work", OF_THE_PAPER),
        ("challenge", "Few minor comments", OF_THE_PAPER),
        ("stage", "Feeding of the", CUT),
        ("challenge", "Lack of", CUT),
        ("tool", "Corresponding tools", POINTING),
        ("tool", "Later tools", VAGUE),
        ("stage", "Next step", VAGUE),
        ("challenge", "Challenging task", VAGUE),
        ("challenge", "Fact", VAGUE),
        ("challenge", "Readers", VAGUE),
        ("challenge", "To prevent swarms in spring", AIM),
    ],
)
def test_a_label_that_says_nothing_is_refused(facet: str, label: str, reason: str, why: Why) -> None:
    """Pointers, formulas, parts of the paper, torn words and general words name no item."""
    assert why(facet, label) == reason


@pytest.mark.parametrize(
    ("facet", "label"),
    [
        ("role", "IT technician"),
        ("role", "Reviewer of hives"),
        ("tool", "C++"),
        ("tool", "i-HIVE"),
        ("tool", "ISO 8601"),
        ("challenge", "That nobody answers at night"),
        ("challenge", "Funding constraints"),
        ("challenge", "Availability of skilled keepers"),
        ("challenge", "Nobody has charge of it"),
        ("challenge", "To find keepers in winter"),
        ("challenge", "Nowhere to report swarms to"),
        ("stage", "Follow-up call"),
        ("trend", "Big data"),
        ("maturity_level", "Managed"),
        ("stage", "Feeding in winter"),
    ],
)
def test_a_label_that_only_looks_empty_is_left_alone(facet: str, label: str, why: Why) -> None:
    """Short forms, clauses and names that hold the same letters as pointers and units."""
    assert why(facet, label) == ""


def test_a_step_may_have_the_name_of_a_part_of_the_paper(why: Why) -> None:
    """A list of the course of a meeting may hold its discussion."""
    assert why("stage", "Discussion", evidence=Evidence.LIST_ITEM) == ""
    assert why("stage", "Discussion", evidence=Evidence.HEADING) == OF_THE_PAPER


def test_a_word_torn_at_the_end_of_a_line_is_refused(why: Why) -> None:
    """The half of a hyphenated word is no label."""
    assert why("challenge", "tion of colonies", "The keepers fear the extinc- tion of colonies.") == CUT


def test_a_sentence_is_no_stage_and_an_adverb_no_role(why: Why) -> None:
    """Facets whose items are things take neither."""
    sentence = "The queen lays eggs in spring."

    assert why("stage", "The queen lays eggs in spring", sentence) == SENTENCE
    assert why("challenge", "The queen lays eggs in spring", sentence) == ""
    assert why("stage", "very often", "The hive is opened very often.") == NO_NOUN


def test_one_word_in_passing_is_no_difficulty_unless_it_is_called_one(why: Why) -> None:
    """Outside a section on difficulties only the word for them makes one."""
    assert why("challenge", "Smoke", "Smoke prevents stings.") == ONE_WORD
    assert why("challenge", "Smoke", "Smoke is a problem.") == ""
    assert why("challenge", "Smoke", "Smoke prevents stings.", head="Barriers") == ""


@pytest.mark.parametrize(
    ("facet", "label", "sentence", "reason"),
    [
        ("tool", "Weight", "Weight is read by hand. The weight falls at night.", COMMON),
        ("tool", "Measuring HiveNet", "Measuring HiveNet takes an hour.", COMMON),
        ("tool", "HiveNet", "HiveNet is read at night.", ""),
        ("tool", "Weight", "They read Weight at night.", ""),
        ("tool", "human counters", "The keepers use human counters.", ""),
        ("tool", "design choices", "The keepers use design choices.", NO_TOOL),
        ("tool", "counting", "The keepers use counting.", NO_TOOL),
        ("tool", "V-B", "The keepers use V-B.", OF_THE_PAPER),
    ],
)
def test_a_tool_is_a_name_or_a_kind_of_thing(facet: str, label: str, sentence: str, reason: str, why: Why) -> None:
    """Ordinary words with a capital, doings, abstract things and pointers to sections are not."""
    assert why(facet, label, sentence) == reason


@pytest.mark.parametrize("head", ["Decision letter", "Author response", "Appendix C: forms of the survey", "Funding"])
def test_letters_replies_and_appendices_hold_no_findings(head: str, why: Why) -> None:
    """What stands there is not the study's own word."""
    assert why("challenge", "lack of nectar", head=head) == OUTSIDE.format(head)


def test_a_difficulty_may_be_called_like_back_matter(language: Language, generic: Codebook) -> None:
    """Under a chapter on barriers, a section on funding speaks of a barrier."""
    paper = Paper().head("Barriers").head("Funding of small new farms", 2).say("Lack of money stops the keepers.")

    assert [t.label for t in extract(paper.study(), generic, language).themes] == ["Lack of money"]


def test_lettered_sections_behind_the_conclusion_are_appendices(
    why: Why, language: Language, generic: Codebook
) -> None:
    """Unless the paper letters its sections throughout."""
    paper = Paper().head("Results").say("Bees fly.").head("Conclusion and future work").say("More bees.")
    paper.head("A Forms", 2).say("It is unknown whether bees sleep.").head("B Keys", 2).say("Nothing.")
    labels = {r.label: r.reason for r in extract(paper.study(), generic, language).rejected}

    assert labels["Bees sleep"] == OUTSIDE.format("A Forms")


def test_an_enumeration_is_not_of_what_is_counted_otherwise(language: Language, generic: Codebook) -> None:
    """Of "two matters across the five stages of X" two numbered members are the matters."""
    lead = "We name {} that matter across the {} stages of a honey harvest: (1) warm smoke, and (2) dry boxes."

    def stages(words: str) -> list[str]:
        study = Paper().head("Results").say(words).study()
        return [t.label for t in extract(study, generic, language).themes if t.facet == "stage"]

    assert stages(lead.format("two things", "five")) == []
    assert stages("We name two stages of a honey harvest: (1) warm smoke, and (2) dry boxes.") != []
    assert stages("A harvest has nine steps in two phases: (1) warm smoke, and (2) dry boxes.") != []


def test_an_experiment_is_not_heard_for_what_it_says_in_passing(language: Language, generic: Codebook) -> None:
    """Unless its title speaks of a practice; what its sections speak of is heard."""

    def silenced(title: str, *heads: str, body: str = "Results") -> bool:
        paper = Paper().head(body).say("The lack of nectar slowed the growth of the brood.")
        for head in heads:
            paper.head(head).say("Frames were weighed.")
        (document,) = paper.study().documents
        told = replace(paper.study(), documents=(replace(document, metadata=Metadata(title=title)),))
        return EXPERIMENT in {r.reason for r in extract(told, generic, language).rejected}

    laboratory = ("Antibodies and reagents", "Statistical analysis")

    assert silenced("Wing beats of bees", *laboratory)
    assert not silenced("Wing beats of bees")
    assert not silenced("Wing beats of bees: a review", *laboratory)
    assert not silenced("Wing beats of bees", *laboratory, body="Problems of bees")
