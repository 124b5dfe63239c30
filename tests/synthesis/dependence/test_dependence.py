"""Who rests on whom: ties with their evidence and dates, circles, nests, and who is one witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.study import Anchor, DocumentId, Metadata, Reference, Study, StudyId, Version
from extract.facts.values import Fact, Kind
from synthesis.concept import Dependence
from synthesis.dependence import (
    Works,
    cycles,
    date_of,
    dependence_graph,
    dependences,
    inside,
    primary_works,
    windows,
    witnesses,
)
from tests.synthesis.small import reference, study

HERONS, STORKS, KILNS = (
    "Herons of the lower estuary, a review",
    "Storks on chimneys: an overview",
    "Kilns and their fuel",
)


def review(id: str, title: str, year: int, *listed: Study, included: bool = True) -> Study:
    """A review that lists other studies."""
    refs = [
        reference(f"r{n}", s.title, s.year or 0, author=s.authors[0], included=included) for n, s in enumerate(listed)
    ]
    return study(id, title=title, year=year, authors=[f"{id.title()} Writer"], refs=refs)


def fact(of: Study, kind: Kind, value: str, years: tuple[int | None, int | None] | None = None) -> Fact:
    """What a study tells of its search."""
    anchor = Anchor(DocumentId(f"d{of.id}"), 0, 4)
    return Fact(of.id, kind, value, (anchor,), ("told",), 0.9, (), label="search", years=years)


def tie(source: str, target: str, kind: str = "includes", unused: str = "") -> Dependence:
    return Dependence(StudyId(source), StudyId(target), kind, "words", unused=unused)


def told(ties: Sequence[Dependence]) -> list[tuple[str, str, str, bool]]:
    return [(t.source, t.kind, t.target, bool(t.unused)) for t in ties]


def test_an_inclusion_stands_on_the_entry_that_names_the_study() -> None:
    """Strong, with the entry, its key and the dates of both."""
    early = review("early", HERONS, 2015)
    (found,) = dependences([early, review("late", STORKS, 2020, early)])

    assert (found.source, found.kind, found.target, found.strength) == ("late", "includes", "early", "strong")
    assert (found.keys, found.dates, found.unused) == (("r0",), ("2020", "2015"), "")
    assert HERONS in found.evidence


def test_what_is_merely_cited_is_a_weaker_tie() -> None:
    """The same entry, not among the included studies."""
    early = review("early", HERONS, 2015)

    (found,) = dependences([early, review("late", STORKS, 2020, early, included=False)])
    assert (found.kind, found.strength) == ("cites", "weaker")


def test_a_younger_study_cannot_be_included() -> None:
    """Its tie is told with both dates, and not used."""
    young = review("young", HERONS, 2020)
    (found,) = dependences([young, review("old", STORKS, 2015, young)])

    assert found.unused == "old is of 2015 and young of 2020: what is younger cannot be included"
    assert found.dates == ("2015", "2020")
    assert not witnesses([found]) and not cycles([found])


def test_a_study_that_the_entry_dates_before_it_was_printed_can_be_included() -> None:
    """Online a year before: the review's own list shows that it was there."""
    printed = review("printed", HERONS, 2020)
    entry = reference("r0", HERONS, 2019, author=printed.authors[0])
    (found,) = dependences([printed, study("reader", title=STORKS, year=2019, authors=["R Writer"], refs=[entry])])

    assert (found.kind, found.unused) == ("includes", "")


def test_a_version_that_is_younger_than_what_came_of_it_is_turned_round() -> None:
    """The thesis that is said to have come before is of a later year; the tie is told and used the other way."""
    article, thesis = study("article", title=HERONS, year=2018), study("thesis", title=STORKS, year=2020)
    article = replace(article, versions=(Version(thesis.id, "thesis", "they share half of their wording"),))
    thesis = replace(thesis, versions=(Version(article.id, "article", "they share half of their wording"),))
    found = dependences([article, thesis])

    assert told(found) == [("article", "version", "thesis", True), ("thesis", "version", "article", False)]
    assert "article is of 2018 and its thesis thesis of 2020" in found[0].unused
    assert [unit.studies for unit in witnesses(found)] == [("article", "thesis")]


def test_a_year_that_is_not_known_rules_nothing_out() -> None:
    """Neither for the review nor for what it includes."""
    early = replace(review("early", HERONS, 2015), year=None)
    late = study("late", title=STORKS, refs=[Reference("r0", f"E. Writer. {HERONS}. doi", doi="10.1/a", included=True)])
    (found,) = dependences([replace(early, doi="10.1/a"), late])

    assert (found.unused, found.dates) == ("", ("2020", ""))


def test_a_date_is_as_exact_as_a_document_tells() -> None:
    """A date of another year is no date of the study."""
    plain = study("a", year=2021)
    dated = [replace(plain.documents[0], metadata=Metadata(date=date)) for date in ("2019-01", "2021-03-08")]

    assert date_of(plain) == "2021"
    assert date_of(plain.with_documents(tuple(dated))) == "2021-03-08"
    assert date_of(replace(plain, year=None)) == ""


def test_two_reviews_that_drew_from_one_pool_are_tied() -> None:
    """A database in common, years that overlap, and a word of the matter in common; the tie says all three."""
    one, other = study("a", title="Heron colonies: a review"), study("b", title="A survey of heron nests")
    facts = [
        fact(one, Kind.DATABASE, "Scopus"),
        fact(one, Kind.SEARCH_PERIOD, "2001–2010", (2001, 2010)),
        fact(other, Kind.DATABASE, "Scopus"),
        fact(other, Kind.DATABASE, "BirdBase"),
        fact(other, Kind.SEARCH_DATE, "2018-05", (2018, 2018)),
    ]
    (found,) = dependences([one, other], facts)

    assert (found.kind, found.strength) == ("same search window", "weaker")
    assert found.evidence == "both searched Scopus, for the years 2001–2010 and –2018, and for heron"


@pytest.mark.parametrize(
    ("database", "years", "title"),
    [
        ("BirdBase", (2001, 2010), "A survey of heron nests"),
        ("Scopus", (2011, 2015), "A survey of heron nests"),
        ("Scopus", (2001, None), "A survey of heron nests"),
        ("Scopus", (2001, 2010), "A survey of kiln fuels"),
    ],
    ids=["other database", "other years", "no last year", "other matter"],
)
def test_reviews_that_searched_otherwise_are_not_tied(
    database: str, years: tuple[int | None, int | None], title: str
) -> None:
    """Each part of the rule is needed; words that all reviews have are no matter in common."""
    one, other = study("a", title="Heron colonies: a review"), study("b", title=title)
    facts = [
        fact(one, Kind.DATABASE, "Scopus"),
        fact(one, Kind.SEARCH_PERIOD, "2001–2010", (2001, 2010)),
        fact(other, Kind.DATABASE, database),
        fact(other, Kind.SEARCH_PERIOD, "told", years),
    ]

    assert dependences([one, other], facts) == ()


def test_a_search_without_a_last_year_has_no_window() -> None:
    """An open start is one."""
    one = study("a", title="Heron colonies")
    open_start = [fact(one, Kind.DATABASE, "Scopus"), fact(one, Kind.SEARCH_PERIOD, "–2015", (None, 2015))]

    assert str(windows([one], open_start)[one.id]) == "–2015"
    assert windows([one], [fact(one, Kind.DATABASE, "Scopus")]) == {}


def test_inclusion_reaches_through_other_reviews() -> None:
    """C includes B includes A: A is in C too, and counts once there."""
    reached = inside([(StudyId("c"), StudyId("b")), (StudyId("b"), StudyId("a"))])

    assert reached == {"b": {"a"}, "c": {"a", "b"}}


def test_a_circle_of_inclusion_is_found_and_weighs_as_one() -> None:
    """Three include one another in a ring; a fourth that includes one of them stands outside."""
    ties = [tie("a", "b"), tie("b", "c"), tie("c", "a"), tie("d", "a")]

    assert cycles(ties) == (("a", "b", "c"),)
    assert [unit.studies for unit in witnesses(ties)] == [("a", "b", "c")]
    assert "in a circle: a, b, c" in witnesses(ties)[0].why[0]


def test_a_circle_that_dates_rule_out_is_none() -> None:
    """The impossible inclusion is not used, so nothing goes round."""
    assert cycles([tie("a", "b"), tie("b", "a", unused="younger")]) == ()


def test_weaker_ties_make_one_witness_only_where_asked() -> None:
    """Versions do by themselves."""
    ties = [tie("b", "a", "version"), tie("b", "c", "same authors"), tie("c", "d", "cites")]

    assert [unit.studies for unit in witnesses(ties)] == [("a", "b")]
    assert [unit.studies for unit in witnesses(ties, ["same authors"])] == [("a", "b", "c")]
    assert [unit.studies for unit in witnesses(ties, ["cites", "same authors"])] == [("a", "b", "c", "d")]


def test_reviews_of_one_list_are_one_witness() -> None:
    """Though nothing ties them; what a review includes counts to its list."""
    first, second = (study(id, title=t, refs=[reference("1", KILNS)]) for id, t in (("a", HERONS), ("b", STORKS)))
    graph = dependence_graph([first.id, second.id], [], primary_works([first, second]))

    assert [(unit.studies, unit.why) for unit in graph.units] == [(("a", "b"), ("hold the same 1 primary studies",))]


def test_the_graph_tells_what_is_nested_and_what_cannot_be() -> None:
    """Direct inclusions apart from those through others; impossible ties apart from those in use."""
    ties = [tie("c", "b"), tie("b", "a"), tie("a", "d", unused="d is younger")]
    ids = [StudyId(id) for id in "abcd"]
    held = {id: frozenset({f"a work of {id}"}) for id in ids}
    graph = dependence_graph(ids, ties, Works({**held}, {}))

    assert [(nest.study, nest.directly, nest.through) for nest in graph.nested] == [
        ("b", ("a",), ()),
        ("c", ("b",), ("a",)),
    ]
    assert told(graph.impossible) == [("a", "includes", "d", True)]
    assert len(graph.ties) == 2 and not graph.cycles and not graph.units


def test_the_order_of_studies_changes_no_tie() -> None:
    """All kinds at once."""
    early = review("early", HERONS, 2015)
    late = review("late", STORKS, 2020, early)
    other = replace(review("other", KILNS, 2021, early, included=False), authors=late.authors)

    assert len({dependences(studies) for studies in permutations([early, late, other])}) == 1
    assert len(dependences([early, late, other])) == 3


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")).filter(lambda p: p[0] != p[1])))
def test_circles_are_those_that_reach_themselves(pairs: list[tuple[str, str]]) -> None:
    """A study is in a circle iff it includes itself by way of others; circles do not overlap, in any order of ties."""
    ties = [tie(a, b) for a, b in pairs]
    reached = inside((StudyId(a), StudyId(b)) for a, b in pairs)
    found = cycles(ties)
    members = [study for circle in found for study in circle]

    assert sorted(members) == sorted(study for study, held in reached.items() if study in held)
    assert len(set(members)) == len(members) and all(len(circle) > 1 for circle in found)
    assert cycles(ties[::-1]) == found
