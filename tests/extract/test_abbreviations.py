"""Which short form stands for which words, as the texts themselves say it."""

from __future__ import annotations

from extract import abbreviations


def test_a_definition_in_brackets_explains_an_abbreviation() -> None:
    """Both "long form (SF)" and "SF (long form)"."""
    assert abbreviations.definitions_in("each intensive care unit (ICU) reported") == (
        ("ICU", ("intensive", "care", "unit")),
    )
    assert abbreviations.definitions_in("the BIM (building information modelling) office") == (
        ("BIM", ("building", "information", "modelling")),
    )


def test_an_aside_in_brackets_explains_nothing() -> None:
    """A name or a year after a phrase is no abbreviation of it."""
    assert abbreviations.definitions_in("the ward nurse (Smith) and the porter (2019)") == ()


def test_a_form_with_two_meanings_is_not_written_out() -> None:
    """PM is project manager in one text and particulate matter in another."""
    known = abbreviations.glossary(["the project manager (PM)", "particulate matter (PM)", "the quality lead (QL)"])

    assert known == {"ql": ("quality", "lead")}
