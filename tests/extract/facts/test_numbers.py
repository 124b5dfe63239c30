"""Numbers and dates in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.facts.dates import dates
from extract.facts.numbers import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,204 records and 1 482 more (n = 56)", [1204, 1482, 56]),
        ("twenty-one of a hundred and five papers", [21, 105]),
        ("two thousand three hundred hits", [2300]),
        ("45 % of them, 3.5 on average, see Table 4 and Section 2 [12, 13]", []),
        ("we (1) read 30 papers and (2) coded 20 papers", [30, 20]),
        ("2 Methods", []),
    ],
)
def test_only_what_counts_is_a_number(text: str, expected: list[int]) -> None:
    """Shares, decimals, citations and the numbers of tables, headings and points count nothing."""
    assert [number.value for number in numbers(text)] == expected


@given(value=st.integers(min_value=1100, max_value=9_999_999))
def test_thousands_may_be_set_off(value: int) -> None:
    """With a comma or without anything a number is the same."""
    for written in (f"{value:,}", str(value)):
        assert [n.value for n in numbers(f"we found {written} records")] == [value]


@given(text=st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Places lie in the text, in order, and a date names a year of four digits."""
    found = list(numbers(text))

    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert [n.start for n in found] == sorted(n.start for n in found)
    assert all(d.text.startswith(str(d.year)) for d in dates(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("July 31, 2021", ["2021-07-31"]),
        ("on 3rd of March 2020", ["2020-03-03"]),
        ("25/12/2019 or 2018-02-01", ["2019-12-25", "2018-02-01"]),
        ("03/04/2019", ["2019"]),
        ("from 1995-2019", ["1995", "2019"]),
    ],
)
def test_a_date_is_as_exact_as_it_is_told(text: str, expected: list[str]) -> None:
    """Where day and month cannot be told apart, the year is left."""
    assert [date.text for date in dates(text)] == expected
