"""Labels that are no item whatever shows them, and those that look like it and are."""

from __future__ import annotations

import pytest

from extract.candidate import Candidate
from extract.codebook import Codebook
from extract.theme import Evidence
from extract.unfit import CIRCUMSTANCE, GENERAL, NUMBER, OF_RESEARCH, REGION, unfit


def why(
    facet: str, label: str, codebook: Codebook, *, finding: bool = True, evidence: Evidence = Evidence.PHRASE
) -> str:
    candidate = Candidate(facet, label, 0, len(label), (0, len(label)), evidence, 0.6, 0, ())
    return unfit(candidate, codebook, finding=finding)


@pytest.mark.parametrize(
    ("facet", "label", "reason"),
    [
        ("stage", "RQ2", NUMBER),
        ("stage", "Phase 3", NUMBER),
        ("challenge", "Barrier IV", NUMBER),
        ("tool", "P7", NUMBER),
        ("stage", "New Zealand", REGION),
        ("tool", "sub-Saharan Africa", REGION),
        ("challenge", "On the shop floor", CIRCUMSTANCE),
        ("stage", "Afterwards", CIRCUMSTANCE),
        ("stage", "Stages", GENERAL),
        ("stage", "Kiln operator", "“operator” names a role"),
        ("stage", "Lack of clay", "it opens like a challenge"),
        ("tool", "Scopus", OF_RESEARCH),
    ],
)
def test_what_cannot_be_an_item_is_told_why(facet: str, label: str, reason: str, generic: Codebook) -> None:
    """Numbers, places, circumstances, general words, and what belongs to another facet."""
    assert why(facet, label, generic) == reason


@pytest.mark.parametrize(
    ("facet", "label"),
    [
        ("stage", "Glazing"),
        ("stage", "On-site inspection"),
        ("stage", "In situ firing"),
        ("challenge", "No spare parts"),
        ("challenge", "Without a licence nobody may fire"),
        ("challenge", "Lack of kiln operators"),
        ("tool", "Kiln3"),
        ("role", "Kiln operator"),
        ("maturity_level", "Level 3"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(facet: str, label: str, generic: Codebook) -> None:
    """A number belongs to names and levels, and a preposition may be part of a word."""
    assert why(facet, label, generic) == ""


def test_a_program_for_reviews_is_a_tool_where_a_list_of_findings_has_it(generic: Codebook) -> None:
    """In running text it was used for the research."""
    assert why("tool", "Scopus", generic, evidence=Evidence.LIST_ITEM) == ""
    assert why("tool", "Scopus", generic, evidence=Evidence.LIST_ITEM, finding=False) == OF_RESEARCH


def test_where_the_section_speaks_of_tools_running_text_counts_too(generic: Codebook) -> None:
    """A chat program may be what the field itself works with."""
    candidate = Candidate("tool", "WhatsApp", 0, 8, (0, 8), Evidence.PHRASE, 0.6, 0, ())

    assert unfit(candidate, generic, finding=True) == OF_RESEARCH
    assert unfit(candidate, generic, finding=True, spoken=True) == ""
    assert unfit(candidate, generic, finding=False, spoken=True) == OF_RESEARCH
