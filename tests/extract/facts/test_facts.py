"""What a paper says of its own method, kind by kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.errors import BadCodebook
from extract.facts.summary import flow, search_years
from extract.facts.values import Fact, Kind
from extract.facts.vocabulary import parse

Facts = Callable[..., list[Fact]]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Roof gardens: an umbrella review", "umbrella review"),
        ("Roof gardens - a meta‐synthesis", "meta-synthesis"),
        ("A multivocal literature review of roof gardens", "multivocal review"),
        ("Roof gardens: a review of practice", "literature review"),
    ],
)
def test_a_title_says_what_kind_of_review_it_is(facts: Facts, title: str, name: str) -> None:
    """A special name wins over the general one, whatever hyphen the printer used."""
    assert [fact.value for fact in facts(kind=Kind.REVIEW_TYPE, title=title)] == [name]


def test_a_review_that_is_spoken_of_is_not_this_one(facts: Facts) -> None:
    """Without a word in the title, only what the study says of itself gives its kind."""
    found = facts(
        "We conducted a scoping review. An earlier rapid review found less.",
        Kind.REVIEW_TYPE,
        title="Roof gardens of the north",
        introduction="Birch [1] published a narrative review.",
    )

    assert [fact.value for fact in found] == ["scoping review"]


def test_databases_are_those_that_were_searched_here(facts: Facts) -> None:
    """Not what others searched, not a platform, not a publisher alone."""
    found = facts(
        "MEDLINE (via Ovid), ERIC and the Web of Science were searched. Springer printed the posters.",
        Kind.DATABASE,
        introduction="Cedar et al. [1] searched Scopus and Embase.",
    )

    assert [fact.value for fact in found] == ["MEDLINE", "ERIC", "Web of Science"]


def test_search_strings_stand_as_written(facts: Facts) -> None:
    """With brackets closed, and with the database that they were put to."""
    string = 'TITLE-ABS-KEY(("roof garden*" OR "green roof") AND (keeper OR gardener))'
    found = facts(f"- Scopus: {string}\n- ERIC: roof AND garden*", Kind.SEARCH_STRING)

    assert [(fact.value, fact.detail) for fact in found] == [(string, "Scopus"), ("roof AND garden*", "ERIC")]


def test_an_odds_ratio_is_no_search_string(facts: Facts) -> None:
    """OR before a number joins no terms."""
    methods = "We searched for trials. The pooled OR of “roofs” was OR = 2.1 (95 % CI 1.1 to 3.0) in all terms."

    assert facts(methods, Kind.SEARCH_STRING) == []


@pytest.mark.parametrize(
    ("methods", "kind", "value", "label"),
    [
        (
            "The search was limited to papers published between 2015 and 2020.",
            Kind.SEARCH_PERIOD,
            "2015–2020",
            "search",
        ),
        ("Scopus was searched from inception to July 2020.", Kind.SEARCH_PERIOD, "–2020-07", "search"),
        ("We searched for papers published since 2010.", Kind.SEARCH_PERIOD, "2010–", "search"),
        (
            "Nine studies published between 2012 and 2019 were included.",
            Kind.SEARCH_PERIOD,
            "2012–2019",
            "included studies",
        ),
        ("The search was last updated on 14 March 2020.", Kind.SEARCH_DATE, "2020-03-14", "search"),
    ],
)
def test_time_is_told_of_the_search_or_of_what_it_found(
    facts: Facts, methods: str, kind: Kind, value: str, label: str
) -> None:
    """Each with what it is of."""
    assert [(fact.value, fact.label) for fact in facts(methods, kind)] == [(value, label)]


FUNNEL = (
    "The search identified 1,482 records. After removal of 311 duplicates, 1,171 titles were screened and 1,102 were "
    "excluded. The remaining 69 full texts were assessed; 52 were excluded because of wrong plants (n = 30), or the "
    "wrong roof (n = 22). Finally, 17 studies were included."
)


def test_the_selection_is_counted_by_stage(facts: Facts) -> None:
    """Active words speak of the number after them, passive ones of the one before."""
    found = [(fact.label, fact.value) for fact in facts(FUNNEL, Kind.COUNT)]

    assert found == [
        ("found", "1482"),
        ("duplicates removed", "311"),
        ("screened", "1171"),
        *[("excluded", n) for n in ("1102", "52", "30", "22")],
        ("full text", "69"),
        ("included", "17"),
    ]


def test_the_boxes_of_a_flow_diagram_are_read_in_a_row(facts: Facts) -> None:
    """With "(n = ...)" behind the words, or with the number before them."""
    after = (
        "Figure 1: Records identified from databases (n = 412); records removed before screening: duplicates (n = 12); "
        "records screened (n = 400); reports assessed for eligibility (n = 35); studies included in review (n = 8)."
    )
    before = (
        "Figure 1: 412 records identified; 12 duplicate records removed; 400 records screened; "
        "35 full texts assessed for eligibility; 8 studies included."
    )

    for caption in (after, before):
        assert flow(facts(caption)) == {
            "found": 412,
            "duplicates removed": 12,
            "screened": 400,
            "full text": 35,
            "included": 8,
        }


def test_a_count_may_be_of_one_database(facts: Facts) -> None:
    """In brackets behind the whole, or in a table by database."""
    found = facts(
        "The search returned 42 records (Scopus: 30; ERIC: 12).\n\n"
        "| Database | Records |\n|---|---|\n| Embase | 7 |\n| PubMed | 9 |\n",
        Kind.COUNT,
    )

    assert [(fact.value, fact.detail) for fact in found] == [
        ("42", ""),
        ("30", "Scopus"),
        ("12", "ERIC"),
        ("7", "Embase"),
        ("9", "PubMed"),
    ]


def test_the_flow_has_the_whole_of_each_stage(facts: Facts) -> None:
    """What one database gave is no whole."""
    counts = facts(FUNNEL + " Scopus returned 2,000 records in a pilot.")

    assert flow(counts) == {
        "found": 1482,
        "duplicates removed": 311,
        "screened": 1171,
        "full text": 69,
        "included": 17,
    }


def test_numbers_that_add_up_are_no_inconsistency(facts: Facts) -> None:
    """Nor are those to which something was added between."""
    added = FUNNEL.replace("Finally, 17", "Snowballing added 11 more, so that 28")

    assert facts(FUNNEL, Kind.INCONSISTENCY) == []
    assert facts(added, Kind.INCONSISTENCY) == []


def test_numbers_that_do_not_add_up_are_told(facts: Facts) -> None:
    """In the selection, and as a share of its counts."""
    wrong = FUNNEL.replace("Finally, 17", "Finally, 19")
    found = facts(wrong, Kind.INCONSISTENCY, results="Five of eight studies (68 %) are trials.")

    assert [fact.value for fact in found] == ["69 less 52 is 17, not 19", "5 of 8 is 62 %, not 68 %"]


def test_criteria_come_from_lists_series_and_tables(facts: Facts) -> None:
    """Each on its own, inclusion and exclusion apart."""
    found = facts(
        "We included studies if they (a) told of a roof, and (b) were written in English.\n\n"
        "Exclusion criteria:\n\n- Studies of balconies\n- Papers of one page\n\n"
        "Table 1: Inclusion and exclusion criteria\n\n"
        "| Inclusion criteria | Exclusion criteria |\n|---|---|\n| The roof is flat | The roof is imagined |\n"
    )

    assert [fact.value for fact in found if fact.kind is Kind.INCLUSION] == [
        "told of a roof",
        "were written in English",
        "The roof is flat",
    ]
    assert [fact.value for fact in found if fact.kind is Kind.EXCLUSION] == [
        "Studies of balconies",
        "Papers of one page",
        "The roof is imagined",
    ]


def test_questions_are_those_of_the_study(facts: Facts) -> None:
    """Not those that were put to interviewees."""
    found = facts(
        "The following questions were put in interviews:\n\n- Do you water at night?\n",
        Kind.RESEARCH_QUESTION,
        introduction="The research questions:\n\n- RQ1: Which plants last?\n- RQ2: Who waters?\n",
    )

    assert [(fact.label, fact.value) for fact in found] == [("RQ1", "Which plants last?"), ("RQ2", "Who waters?")]


def test_methods_of_others_are_called_by_their_authors(facts: Facts) -> None:
    """By name where the text has one, else by the entry that its number cites."""
    named = facts("We followed the steps of Larch-Elm (2012).", Kind.GUIDELINE)
    cited = facts("The review followed a published protocol for gardens [1].", Kind.GUIDELINE)

    assert [fact.value for fact in named] == ["Larch-Elm (2012)"]
    assert [fact.value for fact in cited] == ["Cedar (2015)"]


def test_guidelines_tools_and_registers_have_one_name(facts: Facts) -> None:
    """However they are written."""
    found = facts(
        "We report according to the Preferred Reporting Items for Systematic Reviews (PRISMA). Quality was "
        "rated with the Critical Appraisal Skills Programme checklist. It is registered (PROSPERO CRD 42020123456)."
    )
    told = {fact.kind: fact.value for fact in found}

    assert told[Kind.GUIDELINE] == "PRISMA"
    assert told[Kind.APPRAISAL] == "CASP"
    assert told[Kind.REGISTRATION] == "CRD42020123456"


def test_reviewers_and_their_agreement_are_numbers(facts: Facts) -> None:
    """With the task, and with the coefficient's name."""
    found = facts("Two reviewers independently screened all titles (Cohen's kappa = 0.78).")
    told = {fact.kind: (fact.number, fact.label, fact.detail) for fact in found}

    assert told[Kind.REVIEWERS] == (2, "", "screening")
    assert told[Kind.AGREEMENT] == (0.78, "Cohen's kappa", "")


def test_a_paper_that_is_no_review_counts_no_selection(facts: Facts) -> None:
    """Its sample is told instead."""
    found = facts(
        "We conducted 21 interviews with keepers. Two records were excluded because the tape broke.",
        title="What keepers of roof gardens say",
    )

    assert [fact.value for fact in found if fact.kind is Kind.REVIEW_TYPE] == ["interview study"]
    assert [(fact.value, fact.label) for fact in found if fact.kind is Kind.SAMPLE] == [("21", "interviews")]
    assert [fact for fact in found if fact.kind is Kind.COUNT] == []


def test_the_year_of_a_search_is_never_after_the_study(facts: Facts) -> None:
    """A date after it was misread, or is a plan."""
    from corpus.study import Study, StudyId

    told = facts("We searched Scopus in May 2020.")
    (id,) = {fact.study for fact in told}
    years = [search_years(told, [Study(StudyId(id), "", (), year, "", ())]) for year in (2021, 2019)]

    assert years == [{id: 2020}, {}]


@pytest.mark.parametrize("text", ["name = ", "name = 'x'", "[sections]\nmethod = ['a']"])
def test_a_vocabulary_that_is_none_is_told(text: str) -> None:
    """One sentence with the file's name."""
    with pytest.raises(BadCodebook, match=r"own\.toml"):
        parse("own.toml", text)
