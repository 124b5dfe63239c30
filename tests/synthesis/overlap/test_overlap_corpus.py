"""The citation matrix of a corpus: what its rows rest on, what is only perhaps one work, what reviewers say of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.references import NOT_JUDGED, Judged
from corpus.study import Reference, StudyId
from synthesis.decisions import Decision, Kind, addresses, doubt_id, judged, replay
from synthesis.dependence import Bibliography, dependences
from synthesis.overlap import CorpusOverlap, overlap, sample_sizes, unnamed
from tests.synthesis.small import reference, study

KELP = reference("k", "Kelp forests and the otters that keep them", 2012, author="Ada Reed")
KELP_AGAIN = replace(KELP, key="k2", raw="Reed A. Kelp forests and the otters that keep them. 2012.", included=True)
MISDATED = replace(KELP, key="m", year=2016, raw="Reed (2016). Kelp forests and the otters that keep them.")
SALT = reference("s", "Salt marshes as nurseries of flatfish", 2014, author="Bo Sand")
TIDES = reference("t", "Tides and the timing of spawning", 2019, author="Cy Wave")
FIRST = study("first", title="A review of kelp", year=2017, refs=[KELP, SALT])
SECOND = study("second", title="A review of shores", year=2021, refs=[MISDATED, TIDES])


def may_be(key: str, title: str, confidence: float, why: str = 'names in Table 2 as "et al., 2014" only') -> Reference:
    """A reference that a torn row may mean."""
    return replace(reference(key, title, 2014, author="Di Moor", included=False), confidence=confidence, why=why)


def decision(value: str, found: CorpusOverlap) -> Decision:
    """A reviewer's word on the first doubt."""
    (doubt, *_) = found.doubts()
    words = addresses(doubt, found.bibliography.reference)
    return Decision(Kind.MATCH, words, value, who="Ada", sequence=1)


def area(found: CorpusOverlap, *, doubtful: bool = False) -> float | None:
    return overlap(found.matrix(doubtful=doubtful), count_missing=False).corrected


def test_doubtful_matches_count_only_under_that_assumption() -> None:
    """One title, years four apart: two rows, and one with doubtful matches in."""
    found = CorpusOverlap([FIRST, SECOND])

    assert area(found) == 0.0 and area(found, doubtful=True) == pytest.approx(1 / 3)
    assert {(row.assumption.doubtful, row.overlap.rows) for row in found.assumed()} == {(False, 4), (True, 3)}


@pytest.mark.parametrize(("value", "rows"), [("one work", 3), ("two works", 4)])
def test_what_a_reviewer_says_of_a_doubt_changes_the_matrix(value: str, rows: int) -> None:
    """Under every assumption, and the doubt is no longer asked."""
    word = decision(value, CorpusOverlap([FIRST, SECOND]))
    found = CorpusOverlap([FIRST, SECOND], judged=judged([word], [FIRST, SECOND]))

    assert {row.overlap.rows for row in found.assumed()} == {rows}
    assert found.doubts() == ()
    assert [cell.judged for cell in found.evidence() if "Kelp" in cell.work] == [value == "one work"] * 2


def test_a_word_on_references_survives_another_key_and_another_id() -> None:
    """It speaks of their words; the study goes by another name since."""
    word = decision("one work", CorpusOverlap([FIRST, SECOND]))
    moved = study("renamed", title=SECOND.title, year=2021, refs=[TIDES, replace(MISDATED, key="b99")])
    moved = replace(moved, aliases=(SECOND.id,))

    assert judged([word], [FIRST, moved]).one_work == {((FIRST.id, "k"), (StudyId("renamed"), "b99"))}
    assert replay([], [word], [FIRST, moved]).conflicts == ()


def test_a_word_on_references_that_are_gone_is_a_conflict() -> None:
    """It is kept and told, and changes nothing."""
    word = decision("one work", CorpusOverlap([FIRST, SECOND]))
    (conflict,) = replay([], [word], [FIRST]).conflicts

    assert "no longer there: 'Reed (2016)." in conflict.why
    assert judged([word], [FIRST]) == NOT_JUDGED


def test_the_last_word_on_two_references_holds() -> None:
    """An undo takes it back."""
    one = decision("one work", CorpusOverlap([FIRST, SECOND]))
    two = replace(one, value="two works", sequence=2)
    undo = Decision(Kind.UNDO, value="2", who="Ada", sequence=3)

    assert judged([one, two], [FIRST, SECOND]).one_work == frozenset()
    assert len(judged([one, two, undo], [FIRST, SECOND]).one_work) == 1


def test_a_reviewer_outranks_identifiers() -> None:
    """Two DOIs of one work are joined by a word, and one DOI of two works is parted."""
    left, right = replace(KELP, doi="10.1/a"), replace(KELP_AGAIN, doi="10.1/b")
    pair = ((StudyId("a"), "k"), (StudyId("b"), "k2"))
    two = [study("a", title="One", refs=[left]), study("b", title="Other", refs=[right])]
    same = [study("a", title="One", refs=[left]), study("b", title="Other", refs=[replace(right, doi="10.1/a")])]

    assert area(CorpusOverlap(two)) == 0 and area(CorpusOverlap(two, judged=Judged(frozenset([pair])))) == 1
    assert area(CorpusOverlap(same)) == 1
    assert area(CorpusOverlap(same, judged=Judged(two_works=frozenset([pair])))) == 0


def test_a_doubt_has_one_name_in_every_order() -> None:
    """Of the words of both entries alone."""
    ids = set()
    for studies in ([FIRST, SECOND], [SECOND, FIRST]):
        found = CorpusOverlap(studies)
        ids |= {doubt_id(doubt, found.bibliography.reference) for doubt in found.doubts()}

    assert len(ids) == 1 and all(id.startswith("m") for id in ids)


def test_each_cell_tells_the_entry_it_rests_on_and_how_it_was_matched() -> None:
    """The raw entry, why it counts as included, the fields that agreed with another review's entry."""
    listed = replace(KELP, why='listed under "Included studies"', confidence=0.98)
    both = [study("a", title="One", refs=[listed, SALT]), study("b", title="Other", refs=[KELP_AGAIN])]
    cells = list(CorpusOverlap(both).evidence())

    assert [(cell.work.split(":")[0], cell.review) for cell in cells] == [
        ("Reed 2012", "a"),
        ("Reed 2012", "b"),
        ("Sand 2014", "a"),
    ]
    assert (cells[0].reference, cells[0].why, cells[0].other) == (listed, listed.why, ("b", "k2"))
    assert cells[0].match is not None and cells[0].match.agreed == ("title", "year", "author")
    assert (cells[2].match, cells[2].other) == (None, None)


def test_all_references_count_where_asked() -> None:
    """A study that includes nothing is then a column too."""
    talk = study("talk", title="Interviews with divers", year=2020, refs=[replace(SALT, included=False)])
    found = CorpusOverlap([FIRST, talk])

    assert found.matrix("included").reviews == ("first",)
    assert found.matrix("all").reviews == ("first", "talk")
    assert [cell.why for cell in found.evidence("all") if cell.review == "talk"] == ["in its list of references"]


def test_a_work_that_is_younger_than_the_search_is_not_available() -> None:
    """The search where it is told, else the year of the review."""
    by_year, by_search = (CorpusOverlap([FIRST, SECOND], searched) for searched in (None, {"second": 2013}))

    assert overlap(by_year.matrix()).missing == 1  # tides of 2019 in the review of 2017
    assert overlap(by_search.matrix()).missing == 2  # and the marshes of 2014 in a search of 2013
    assert by_search.matrix().warnings[0].startswith("second (2013) holds Reed 2016")


def test_a_row_that_names_no_work_counts_as_one_that_nobody_else_includes() -> None:
    """None of the works that it can mean is included elsewhere: one inclusion more, one row more."""
    torn = study(
        "torn", title="Torn tables", year=2018, refs=[KELP, may_be("x", "Otters", 0.5), may_be("y", "Urchins", 0.5)]
    )
    plain, found = CorpusOverlap([FIRST, SECOND]), CorpusOverlap([FIRST, SECOND, torn])
    whole = overlap(found.matrix(), count_missing=False)

    assert overlap(plain.matrix()).rows == 4
    assert (whole.ones, whole.rows) == (6, 5)
    assert [(work.keys, work.year) for work in found.unnamed] == [(("x", "y"), 2014)]
    assert [cell.reference for cell in found.evidence() if cell.work.startswith("a work that torn names")] == [None]


def test_a_row_that_may_mean_a_shared_work_is_that_work_with_doubts_in() -> None:
    """One of the two works that it can mean is included by another review."""
    shared = replace(SALT, key="x", included=False, confidence=0.5, why="names one of two")
    torn = study("torn", title="Torn tables", year=2018, refs=[shared, may_be("y", "Urchins", 0.5, "names one of two")])
    found = CorpusOverlap([FIRST, torn])

    assert area(found) == 0.0 and area(found, doubtful=True) == pytest.approx(1 / 2)
    assert {cell.review for cell in found.evidence(doubtful=True) if cell.work.startswith("Sand 2014")} == {
        "first",
        "torn",
    }


def test_as_many_works_are_not_named_as_the_confidences_come_to() -> None:
    """Two rows over three works are two works."""
    torn = study("torn", refs=[may_be(key, f"Work {key}", 2 / 3) for key in "abc"])

    assert [work.label[-3:] for work in unnamed(torn)] == ["nly", "[2]"]


def test_sample_sizes_are_known_of_works_that_are_studies_of_the_corpus() -> None:
    """By what the references match."""
    marsh = study("marsh", title=SALT.title, authors=SALT.authors, year=2014)
    works = CorpusOverlap([FIRST, SECOND, marsh]).bibliography.works()

    assert sample_sizes(works, {marsh.id: 40.0}) == {works.labels[FIRST.id, "s"]: 40.0}
    assert sample_sizes(works, {}) == {}


def test_a_reference_that_may_be_a_study_of_the_corpus_is_asked_too() -> None:
    """Its year is off by four: no inclusion, until a reviewer says that it is that study."""
    otters = study("otters", title=KELP.title, authors=KELP.authors, year=2008)
    (doubt,) = CorpusOverlap([FIRST, otters]).doubts()
    found = CorpusOverlap([FIRST, otters])
    word = Decision(Kind.MATCH, addresses(doubt, found.bibliography.reference), "one work", who="Ada", sequence=1)
    told = Bibliography([FIRST, otters], judged([word], [FIRST, otters]))

    assert doubt.other == ("otters", "otters")
    assert dependences([FIRST, otters]) == ()
    assert [(t.source, t.kind, t.target) for t in dependences([FIRST, otters], (), told)] == [
        ("first", "includes", "otters")
    ]
    assert told.doubts() == ()


def test_the_order_of_studies_changes_no_matrix() -> None:
    """Nor the evidence of its cells."""
    one, other = (CorpusOverlap(studies) for studies in ([FIRST, SECOND], [SECOND, FIRST]))

    assert one.matrix().cells == other.matrix().cells and one.matrix().works == other.matrix().works
    assert list(one.evidence()) == list(other.evidence())


def test_some_of_the_studies_are_laid_side_by_side_alone() -> None:
    """Rows that only others hold are gone, and so are their doubts."""
    third = study("third", title="A review of salt", year=2021, refs=[replace(SALT, key="z")])
    whole = CorpusOverlap([FIRST, SECOND, third])
    part = whole.among(["first", "third"])

    assert part.matrix().reviews == ("first", "third") and len(part.matrix().works) == 2
    assert area(part) == pytest.approx(1 / 2)
    assert {cell.review for cell in part.evidence()} == {"first", "third"}
    assert (len(whole.doubts()), len(part.doubts())) == (1, 0)
    assert overlap(whole.matrix()).reviews == 3
