"""Tables of which a dump wrote each cell on a line of its own come back as rows and columns, or stay lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.read import read
from corpus.read.text.loose import loose_cells
from corpus.strand import Strand
from corpus.study import BlockKind

HEAD = """A review of harbour pilots

Una Quay

2020

Abstract
This review tells who guides ships into harbours and by which means that is done today in most ports of the world.

1. Introduction
Ships are guided into harbours by people who know them, and by means that have changed a good deal over the years.

2. Means
The means that the studies name are shown in the table below, with the number of studies that name each one of them.

"""
TAIL = """

3. Discussion
The means are many, and few studies say which of them is used for what, or by whom, or what became of the older ones.
"""


def lines(*texts: str) -> list[Strand]:
    """Each text as a line of a source, one under the other."""
    made, at = [], 0
    for text in texts:
        made.append(Strand(text, ((0, at),)))
        at += len(text) + 1
    return made


def grid(*texts: str) -> dict[tuple[int, int], str] | None:
    """The words of the cells by row and column."""
    cells = loose_cells(lines(*texts))
    return None if cells is None else {(cell.row, cell.column): cell.strand.text for cell in cells}


def test_rows_that_end_in_numbers() -> None:
    """The number closes each row; a group that stands once spans the rows below it."""
    cells = loose_cells(
        lines("Kind", "Means", "Studies, n", "Radio", "VHF set", "11", "Pilot card", "7", "Light", "Lamp", "3 (12%)")
    )

    assert cells is not None
    assert {(c.row, c.column): (c.strand.text, c.rows) for c in cells} == {
        (0, 0): ("Kind", 1),
        (0, 1): ("Means", 1),
        (0, 2): ("Studies, n", 1),
        (1, 0): ("Radio", 2),
        (1, 1): ("VHF set", 1),
        (1, 2): ("11", 1),
        (2, 1): ("Pilot card", 1),
        (2, 2): ("7", 1),
        (3, 0): ("Light", 1),
        (3, 1): ("Lamp", 1),
        (3, 2): ("3 (12%)", 1),
    }
    assert {c.row for c in cells if c.header} == {0}


def test_a_number_that_was_lost_loses_no_row() -> None:
    """Where one column of words stands before the number, each line of words is a row."""
    found = grid("Role", "Studies", "Pilot", "[3, 7]", "Tug master", "Boatman", "[4]", "Harbour master", "[5-7]")

    assert found is not None
    assert [found[row, 0] for row in range(1, 5)] == ["Pilot", "Tug master", "Boatman", "Harbour master"]
    assert (2, 1) not in found and found[4, 1] == "[5-7]"


def test_a_cell_over_two_lines_is_one() -> None:
    """A line that ends open, or the next one that begins small, goes on."""
    found = grid(
        "Means", "n", "Radio set of the", "Pilot station", "4", "Charts that are kept", "on board", "5", "Lamp", "6"
    )

    assert found is not None
    assert [found[row, 0] for row in (1, 2, 3)] == [
        "Radio set of the Pilot station",
        "Charts that are kept on board",
        "Lamp",
    ]


def test_columns_that_look_alike_without_numbers() -> None:
    """Roles, long duties and product names in turn can only be three columns."""
    found = grid(
        *("Who", "What they do", "By what"),
        *("Pilot", "Boards the ship outside and takes her in", "PilotPad"),
        *("Tug master", "Pushes and pulls the ship while she turns", "TugLink"),
        *("Boatman", "Takes the lines ashore and makes them fast", "LineApp"),
        *("Clerk", "Writes down when each of the ships came in", "PortBook"),
    )

    assert found is not None
    assert [found[row, 2] for row in range(5)] == ["By what", "PilotPad", "TugLink", "LineApp", "PortBook"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Serban et al. 1 1 0", "Amershi et al. 1 0 0", "Zhang et al. 1 1 1", "Total 3 2 1"),
        ("Pilot", "Tug master", "Boatman", "Clerk", "Cook", "Mate"),
        ("Means", "n", "word " * 60, "4", "Lamp", "5", "Chart", "6"),
    ],
)
def test_lines_that_do_not_say_their_columns_stay_lines(texts: tuple[str, ...]) -> None:
    """Whole rows, cells that all look alike, running text: nothing is guessed."""
    assert grid(*texts) is None


@given(st.lists(st.text("ab Z1,[].-✓", min_size=1, max_size=20).map(str.strip).filter(bool), max_size=40))
def test_no_word_is_lost_or_moved(texts: list[str]) -> None:
    """Whatever the lines hold, the cells hold the same words in the same order, each at a place of its own."""
    cells = loose_cells(lines(*texts))

    if cells is not None:
        assert " ".join(cell.strand.text for cell in cells).split() == " ".join(texts).split()
        assert len({(cell.row, cell.column) for cell in cells}) == len(cells)


def test_a_dump_has_the_table_back() -> None:
    """With its caption, its label and a repair that says so."""
    rows = "Table 1. Aids by number of studies\nAid\nStudies\nPilot card\n12\nVHF set\n9\nLead line\n3"
    document = read("pilots.txt", (HEAD + rows + TAIL).encode())
    table = document.tables[0]

    assert document.blocks[table.block].kind is BlockKind.TABLE
    assert table.label == "Table 1"
    assert table.caption is not None
    assert document.text[slice(*table.caption)] == "Table 1. Aids by number of studies"
    assert [document.text[c.start : c.end] for c in table.cells if c.column == 0] == [
        "Aid",
        "Pilot card",
        "VHF set",
        "Lead line",
    ]
    assert "table recovered" in {repair.name for repair in document.repairs}
