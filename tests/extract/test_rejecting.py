"""What was proposed and not taken is kept with its reason, and nothing that became a theme is among it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from extract.attribution import Voices
from extract.candidate import EXPLAINS, Candidate
from extract.codebook import Codebook
from extract.grouping import Found
from extract.language import Language
from extract.pipeline import extract
from extract.rejecting import SEVERAL, sifted
from extract.scope import Scope
from extract.theme import Evidence, Rejected, fold_label
from tests.extract.paper import Paper

Reject = Callable[[Paper], dict[str, Rejected]]


@pytest.fixture
def rejected(language: Language, generic: Codebook) -> Reject:
    """What a paper's extraction rejected, by label; checked to be no theme, and grounded."""

    def read(paper: Paper) -> dict[str, Rejected]:
        study = paper.study()
        found = extract(study, generic, language)
        taken = {(theme.facet, fold_label(theme.label)) for theme in found.themes}
        assert not [r.label for r in found.rejected if (r.facet, fold_label(r.label)) in taken]
        assert all(study.document(r.anchor.document).quote(r.anchor) == r.quote for r in found.rejected)
        return {r.label: r for r in found.rejected}

    return read


def test_what_is_too_doubtful_is_rejected_with_its_confidence(rejected: Reject) -> None:
    """A role named once, in passing, in a study that does not speak of roles."""
    paper = Paper().head("Introduction").say("The greenhouse manager closed the vents at noon.")

    found = rejected(paper)["Greenhouse manager"]

    assert found.reason.startswith("confidence 0.") and "is below" in found.reason


def test_a_list_of_the_protocol_is_rejected_because_of_its_section(rejected: Reject) -> None:
    """Tools with which the studies were sought are proposed by their lead-in and rejected by their section."""
    paper = Paper().head("Methods").say("We worked with the following tools:")
    paper.list("GreenSift", "LeafTable")

    reasons = {label: found.reason for label, found in rejected(paper).items()}

    assert "“Methods”, which tells how the study was made" in reasons["GreenSift"]


def test_a_list_of_questions_is_rejected_because_it_asks(rejected: Reject) -> None:
    """Questions to respondents are no barriers, even under that heading."""
    paper = Paper().head("Results").head("Barriers", 2).say("We asked about the following barriers:")
    paper.list("Is the water too cold?", "Are the nets too old?")

    assert {found.reason for found in rejected(paper).values()} == {
        "items of the list are questions, to the literature or to respondents"
    }


def test_a_study_without_candidates_rejects_nothing(rejected: Reject) -> None:
    """No candidate, no reason."""
    assert rejected(Paper().head("Introduction").say("It rained.")) == {}


def test_a_label_that_holds_a_series_gives_way_to_its_members(rejected: Reject) -> None:
    """A list item whose sentence calls three things barriers names three, not one."""
    paper = Paper().head("Results").head("Barriers", 2).say("The main barriers are the following:")
    paper.list("The price, weight, and smell of the glaze are major barriers.", "Cold rooms.")

    found = rejected(paper)

    assert any(one.reason == SEVERAL for one in found.values())
    assert "Weight" not in found and "Price" not in found


def test_an_explanation_alone_makes_no_item(language: Language, generic: Codebook) -> None:
    """A sentence that says what something is shows no barrier, once the words that did are refused."""
    paper = Paper().head("Growth").say("Leaf mildew prevents roots. Leaf mildew is a fungus.")
    (document,) = paper.study().documents
    scope = Scope(language.read(document), generic)
    at = document.text.index("Leaf mildew")
    shown = Candidate("challenge", "Leaf mildew", at, at + 11, (at, at + 27), Evidence.PHRASE, 0.6, 1, ("said",))
    told = replace(shown, evidence=Evidence.DEFINITION, reasons=(EXPLAINS,))

    def kept(*candidates: Candidate) -> list[str]:
        found = [Found(scope.reading, "Growth", c, Voices(scope)) for c in candidates]
        return [one.candidate.evidence.value for one in sifted(found, generic)[0]]

    assert kept(shown, told) == ["phrase", "definition"]
    assert kept(replace(shown, rejected="said of the method"), told) == []
