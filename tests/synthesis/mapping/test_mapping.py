"""Mapping: tables of several shapes recounted, and what the paper says held against the recount."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.mapping import YEAR, crossing, study_map
from synthesis.mapping.rows import Number, told
from synthesis.mapping.values import Shape, Verdict
from tests.synthesis.mapping.papers import category, checked, counts, mapped, paper, table, words

LISTS = [
    ["Habitat", "Theme", "Number of studies", "Studies"],
    ["Roofs", "Feeding", "3", "[1], [3]-[4]"],
    ["Roofs", "Nesting", "2", "[1, 6]"],
    ["Ponds", "Hatching", "4", "[5], [7], [8]"],
]
STUDIES = [
    ["Study", "Year", "Habitat", "Method"],
    ["[1]", "2018", "Roofs", "Survey"],
    ["[2]", "2018", "Ponds", "Trial"],
    ["[3]", "2019", "Roofs, Ponds", "Survey"],
    ["[4]", "2020", "Roofs", "Trial"],
    ["[5]", "2020", "Ponds", "Survey"],
    ["[6]", "2020", "Roofs", "Survey"],
]


def test_rows_that_list_studies_are_recounted_by_each_column_of_categories() -> None:
    """A study in two rows of one habitat is one study of that habitat."""
    found = mapped(table(LISTS))

    assert found.tables[0].shape is Shape.LISTS
    assert counts(found, "1.1") == {"Roofs": 4, "Ponds": 3}
    assert counts(found, "1.2") == {"Feeding": 3, "Hatching": 3, "Nesting": 2}
    assert category(found, "Roofs").years == ((2018, ("1",)), (2019, ("3", "4")), (2020, ("6",)))


def test_rows_that_are_studies_are_recounted_by_what_their_cells_name() -> None:
    """A cell may name two categories; the year of the table counts, and where it is not the bibliography's, that is
    told."""
    found = mapped(table(STUDIES))

    assert found.tables[0].shape is Shape.STUDIES
    assert counts(found, "1.3") == {"Roofs": 4, "Ponds": 3}
    assert counts(found, "1.4") == {"Survey": 4, "Trial": 2}
    assert counts(found, YEAR) == {"2018": 2, "2019": 1, "2020": 3, "2021": 2}
    wrong = [check for check in found.checks if check.verdict is Verdict.DIFFERS]
    assert [(check.category, check.why) for check in wrong] == [
        ("4", "2020 in the table, 2019 in the list of references")
    ]


def test_marks_under_the_names_of_categories_count() -> None:
    """A cross says that a study is of the column's category, a dash that it is not."""
    rows = [["Study", "Roofs", "Ponds"], ["[1]", "x", ""], ["[2]", "x", "x"], ["[3]", "-", "x"], ["[4]", "x", "-"]]

    assert counts(mapped(table(rows)), "1.heads") == {"Roofs": 3, "Ponds": 2}


def test_a_grid_whose_cells_list_studies_has_two_dimensions() -> None:
    """Each cell is of the category of its row and of that of its column."""
    rows = [["Habitat", "Survey", "Trial"], ["Roofs", "[1], [3]", "[4]"], ["Ponds", "[5]", "[2], [8]"]]
    found = mapped(table(rows))

    assert (counts(found, "1.1"), counts(found, "1.heads")) == ({"Ponds": 3, "Roofs": 3}, {"Survey": 3, "Trial": 3})
    cells = {(cell.row, cell.column): cell.works for cell in crossing(found, "1.1", "1.heads")}
    assert cells[("Ponds", "Trial")] == ("2", "8") and len(cells) == 4


def test_an_empty_cell_stands_for_the_one_above_it() -> None:
    """As tables are set whose first column spans rows."""
    rows = [["Habitat", "Theme", "Studies"], ["Roofs", "Feeding", "[1], [2]"], ["", "Nesting", "[3]"]]

    assert counts(mapped(table(rows)), "1.1") == {"Roofs": 3}


def test_names_and_years_in_a_column_of_studies_are_works() -> None:
    """A row that two works could fill names none; the others do."""
    rows = [["Authors", "Habitat"], *([f"{n} & Moor ({y})", h] for n, y, h in NAMED)]

    assert counts(mapped(table(rows)), "1.2") == {"Roofs": 2, "Ponds": 2}


NAMED = (("Aster", 2018, "Roofs"), ("Birch", 2018, "Ponds"), ("Cedar", 2019, "Roofs"), ("Ginkgo", 2021, "Ponds"))


def test_ids_that_one_table_gives_are_read_in_another() -> None:
    """ "S3" is what the table of included studies calls S3."""
    first = [["ID", "Study", "Year"], *([f"S{n}", f"[{n}]", str(y)] for n, y in enumerate((2018, 2018, 2019, 2019), 1))]
    second = [["Habitat", "Studies"], ["Roofs", "S1, S3-S4"], ["Ponds", "S2"]]
    found = mapped(table(first), "The habitats of the studies follow.", table(second))

    assert category(found, "Roofs").works == ("1", "3", "4")


def test_rows_of_one_cell_head_the_rows_below() -> None:
    """As wide tables are set that name the group once."""
    rows = [["Theme", "Studies"], ["Roofs", ""], ["Feeding", "[1], [2]"], ["Nesting", "[2]"], ["Ponds", ""]]
    found = mapped(table([*rows, ["Hatching", "[5], [7]"]]))

    assert counts(found, "1.group") == {"Ponds": 2, "Roofs": 2}


def test_a_number_in_a_table_is_held_against_its_row() -> None:
    """Three are told and there for feeding; four are told for hatching, and the row names three."""
    study = paper(table(LISTS))
    found = study_map(study)
    feeding, hatching = checked(found, "Feeding", "table"), checked(found, "Hatching", "table")

    assert (feeding.verdict, feeding.why) == (Verdict.EQUAL, "3 told, 3 counted")
    assert (hatching.verdict, hatching.difference, hatching.why) == (Verdict.DIFFERS, 1, "4 told, 3 counted")
    assert words(study, hatching.told.anchor).startswith("Ponds") and words(study, hatching.rows[0]).endswith("[8]")


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Roofs (n = 4) were looked at most.", Verdict.EQUAL),
        ("Roofs (5 studies) were looked at most.", Verdict.DIFFERS),
        ("Roofs (57 %) were looked at most.", Verdict.EQUAL),
        ("Roofs (75 %) were looked at most.", Verdict.DIFFERS),
    ],
)
def test_a_number_in_the_text_is_held_against_its_category(sentence: str, verdict: Verdict) -> None:
    """In brackets right behind the category, as a count or as a share of all that the table places."""
    assert checked(mapped(table(LISTS), sentence), "Roofs", "text").verdict is verdict


def test_a_category_of_several_words_is_counted_in_a_sentence() -> None:
    """ "Five studies address street lamps", where the table names two; "at least" would say nothing."""
    rows = [["Theme", "Studies"], ["Street lamps", "[1], [2]"], ["Rain water", "[2], [3]"]]
    said = "Five studies address street lamps. At least three studies address rain water."
    found = mapped(table(rows), said)

    assert checked(found, "Street lamps", "text").difference == 3
    assert [check for check in found.checks if check.category == "Rain water"] == []


def test_years_of_the_text_are_held_against_the_primary_studies() -> None:
    """ "In 2018, three studies were published": two are of 2018. A span of years counts no year."""
    said = "In 2018, three studies were published. Eight studies were published in 2018 to 2021."
    found = mapped(table(LISTS), said)

    assert [(c.category, c.why) for c in found.checks if c.told.source == "text"] == [("2018", "3 told, 2 counted")]


def test_two_tables_that_sort_the_same_studies_are_held_against_each_other() -> None:
    """Also where the one names its categories by initials, and whatever stands in the one alone is named."""
    rows = [["Habitat", "Studies"], ["Flat Roofs", "[1], [3], [4], [6]"], ["Town Ponds", "[2], [5]"]]
    short = [[w.replace("Roofs", "FR").replace("Ponds", "TP") for w in row] for row in STUDIES]
    found = mapped(table(short), "The same by habitat.", table(rows))
    roofs, ponds = checked(found, "FR", "other table"), checked(found, "TP", "other table")

    assert (roofs.verdict, ponds.verdict) == (Verdict.EQUAL, Verdict.DIFFERS)
    assert (ponds.only_counted, ponds.only_told) == (("3",), ())


def test_works_that_the_review_does_not_include_are_no_primary_studies() -> None:
    """They are kept apart, and a number that counts them too is told to do so."""
    rows = [["Theme", "n", "Seen in papers"], ["Roofs", "3", "[1], [2], [9]"], ["Ponds", "1", "[3]"]]
    more = "## References\n\n[9] Ivy, C. (2010). A walk in towns. Journal of Town Nature, 9(2), 10-19.\n"
    found = study_map(paper(table(rows), after=more))
    roofs = category(found, "Roofs")

    assert (roofs.works, roofs.others, roofs.verdict) == (("1", "2"), ("9",), Verdict.EQUAL)
    assert checked(found, "Roofs", "table").why == "3 told, 2 counted and 1 not known to be primary studies"


def test_a_table_of_other_reviews_and_a_table_without_studies_are_passed_over_with_a_reason() -> None:
    """Nothing is dropped without a word."""
    related = "Table 1. Comparison with related reviews\n\n" + table([["Review", "Topic"], ["[1]", "A"], ["[2]", "A"]])
    found = mapped(related, "More.", table([["Tool", "Price"], ["Rake", "12"], ["Hoe", "9"]]))

    assert [(t.shape, bool(t.why)) for t in found.tables] == [(None, True), (None, True)]
    assert found.placed == ()


def test_without_a_list_of_included_studies_what_the_tables_name_is_counted() -> None:
    """A paper that marks no work as included is counted by its tables, and says so."""
    rows = [["Habitat", "Seen in papers"], ["Roofs", "[1], [3], [4]"], ["Ponds", "[5], [7], [8]"]]
    found = mapped(table(rows), included=False)

    assert not found.list_known and counts(found, "1.1") == {"Roofs": 3, "Ponds": 3}


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("12", Number(12, None)),
        ("12 studies (37,5 %)", Number(12, 37.5)),
        ("35 % (12)", Number(12, 35.0)),
        ("n = 4", Number(4, None)),
        ("4/10", Number(4, None)),
        ("2-5", None),
        ("[12]", None),
        ("twelve", None),
    ],
)
def test_a_cell_that_counts_is_read(said: str, number: Number | None) -> None:
    """A count, a share, or both; anything else is none."""
    assert told(said) == number


CELLS = st.lists(st.sets(st.integers(1, 8), max_size=8), min_size=2, max_size=6)


@settings(max_examples=12)
@given(cells=CELLS, data=st.data())
def test_the_recount_is_never_more_than_the_primary_studies_and_knows_no_order_of_rows(
    cells: list[set[int]], data: st.DataObject
) -> None:
    """Whatever rows a table has."""
    rows = [
        [f"Group {'ABC'[n % 3]}", f"Theme {n}", ", ".join(f"[{k}]" for k in sorted(c))] for n, c in enumerate(cells)
    ]
    shuffled = data.draw(st.permutations(rows))
    head = ["Group", "Theme", "Studies"]
    one, other = (mapped(table([head, *some])) for some in (rows, shuffled))

    assert all(len(c.works) <= len(one.primary) for c in one.categories)
    assert all(sum(len(keys) for _, keys in c.years) == len(c.works) for c in one.categories)
    assert {(c.dimension, c.label, c.works, c.years) for c in one.categories} == {
        (c.dimension, c.label, c.works, c.years) for c in other.categories
    }
