"""Rows of a table that name works, whole and torn."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.named_rows import candidates, named, settled
from corpus.study import Reference


def entry(key: str, year: int, *people: str) -> Reference:
    return Reference(key, f"{', '.join(people)} ({year}{key[-1:]}).", authors=people, year=year)


ENTRIES = [
    entry("noll", 2019, "A. Noll", "B. Ruiz", "C. Sand"),
    entry("pair", 2018, "A. Noll", "B. Ruiz"),
    entry("alone", 2018, "A. Noll"),
    entry("berg", 2020, "O. van der Berg", "C. Zhu", "D. Tan"),
    entry("zhu", 2020, "C. Zhu", "D. Tan", "E. Ure"),
]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Noll et al., 2019", ("noll",)),
        ("Noll, 2018", ("alone",)),
        ("Noll & Ruiz (2018)", ("pair",)),
        ("A. Noll, Ruiz et al.,", ("noll",)),
        ("van der Berg et al., 2020", ("berg",)),
        ("u et al., 2020", ("zhu",)),
        ("et al., 2020", ("berg", "zhu")),
        ("Zhu et al., 2011", ()),
        ("Quality of hives", ()),
    ],
)
def test_a_row_means_the_entries_that_nothing_in_it_speaks_against(words: str, keys: tuple[str, ...]) -> None:
    """By names, the end of a torn name, how many people there are, and the year."""
    row = named(words)

    assert (candidates(row, ENTRIES) if row else ()) == keys


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        ([["a"], ["a", "b"]], {"a": False, "b": True}),
        ([["a", "b"], ["a", "b"]], {"a": True, "b": True}),
        ([["a", "b"]], {}),
        ([["a", "b"], ["a", "b"], ["a", "b", "c", "d"]], {"a": True, "b": True}),
        ([["a", "b"], ["b", "c"]], {}),
        ([["a", "b"], ["a", "b"], ["a", "b"]], {}),
    ],
)
def test_rows_that_several_works_could_fill_are_settled_by_the_other_rows(
    rows: list[list[str]], keys: dict[str, bool]
) -> None:
    """Only where every way of giving each row its own work agrees; False where the row alone says so."""
    assert settled(rows) == keys


@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=2, max_size=3, unique=True), max_size=4))
def test_what_is_settled_is_in_every_way_of_filling_the_rows(rows: list[list[str]]) -> None:
    """Against a look at all ways; and the order of rows changes nothing."""
    ways = [set(way) for way in product(*rows) if len(set(way)) == len(rows)]
    sure = set.intersection(*ways) if ways else set()

    assert set(settled(rows)) == sure
    assert all(settled(order) == settled(rows) for order in list(permutations(rows))[:6])
