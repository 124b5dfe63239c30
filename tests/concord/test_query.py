"""The query language: what it reads, how it prints, and what it says of what it cannot read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord import BadInput, KnowledgeBase, Role
from concord.query import FIELDS, Filter, Phrase, Query, Range, Word, parse
from corpus.errors import BadQuery

PIECES = [*'ab z"“”,:->.<=29\t\n\x00é-', *(f"{name}:" for name in FIELDS), "theme", "2019..2022", "fact:", ">=2"]
LINES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
NAMES = st.text("abc é_-,:", min_size=1, max_size=9).filter(str.strip)
NUMBERS = st.integers(0, 3000).map(float)
RANGES = st.one_of(
    st.builds(Range, NUMBERS, st.none(), above=st.booleans()),
    st.builds(Range, st.none(), NUMBERS, below=st.booleans()),
    st.tuples(NUMBERS, NUMBERS).map(lambda ends: Range(min(ends), max(ends))),
)
TERMS = st.one_of(
    st.builds(Word, st.text("abcé", min_size=1, max_size=6), st.booleans()),
    st.builds(Phrase, NAMES, st.booleans()),
    st.builds(Filter, st.sampled_from(["facet", "study"]), st.lists(NAMES, min_size=1, max_size=3).map(tuple)),
    st.builds(Filter, st.sampled_from(["year", "support"]), st.tuples(RANGES), st.booleans()),
)


@pytest.fixture(scope="module")
def bees(filled: Path) -> KnowledgeBase:
    """The three papers, for reading."""
    return KnowledgeBase(filled, role=Role.READER)


@given(LINES)
def test_whatever_is_typed_is_a_query_or_one_clear_error(line: str) -> None:
    """No line raises anything but BadQuery, and a query that was read means the same when it is printed and read."""
    try:
        query = parse(line)
    except BadQuery as error:
        assert str(error).endswith(".")
        return
    assert parse(str(query)) == query


@given(st.lists(TERMS, max_size=5, unique=True))
def test_a_query_that_is_made_prints_as_a_line_that_reads_as_it(terms: list[Word | Phrase | Filter]) -> None:
    """So the boxes of the dashboard can write what a person then edits."""
    query = Query(tuple(terms))

    assert parse(str(query)) == query


@given(NUMBERS, RANGES)
def test_a_range_holds_what_its_line_says(number: float, asked: Range) -> None:
    """Bounds are in or out as their sign says, on both sides."""
    low = asked.low is None or number > asked.low or (number == asked.low and not asked.above)
    high = asked.high is None or number < asked.high or (number == asked.high and not asked.below)

    assert asked.holds(number) == (low and high)
    assert parse(f"support:{asked}").filters[0].values == (asked,)


@pytest.mark.parametrize(
    "line", ["Note: bees", "at 3:1", "http://example.org", 'a 5" pipe', "well-known", "- bees", "rock:roll", "--x"]
)
def test_running_text_stays_running_text(line: str) -> None:
    """A colon before a blank, one after a word that is no filter, an inch and a dash between words are no syntax."""
    assert all(isinstance(term, Word) and not term.excluded for term in parse(line).terms)


@pytest.mark.parametrize(
    ("line", "says", "instead"),
    [
        ("fact:role", "There is no filter “fact:”; did you mean facet:", "facet:role"),
        ('bees "city roof', 'A quotation is not closed; write "city roof".', 'bees "city roof"'),
        ("kind:concpet x", "did you mean kind:concept?", "kind:concept x"),
        ('evidence:"list itm"', 'did you mean evidence:"list item"?', 'evidence:"list item"'),
        ("year:soon", "write year:2021, year:>=2019 or year:2019..2022", ""),
        ("support:4..2", "support:4..2 ends before it begins; write support:2..4.", "support:2..4"),
        ("support:many", "write support:>2, support:>=2 or support:2..4", ""),
        ("facet:,", "facet: says no value; write for instance facet:role", ""),
        ("facet:rol bees", "did you mean facet:role? Facets are", "facet:role bees"),
        ("study:aldr", 'did you mean study:"Alder & Birch 2021"? Studies are', 'study:"Alder & Birch 2021"'),
        ("study:zzz", "study:zzz is no study here. Studies are Alder & Birch 2021, Cedar 2023", ""),
    ],
)
def test_an_error_says_what_to_write(bees: KnowledgeBase, line: str, says: str, instead: str) -> None:
    """And carries a query that works where one is near."""
    with pytest.raises(BadQuery) as raised:
        bees.find(line)

    assert says in str(raised.value) and raised.value.instead == instead
    assert not instead or bees.find(instead) is not None


def test_a_line_that_asks_nothing_is_said(bees: KnowledgeBase) -> None:
    """Also one that says only how to look."""
    for line in ("", "  ", '""', "by:words"):
        with pytest.raises(BadInput, match="at least one word to look for, or a filter"):
            bees.find(line)


def test_the_page_on_the_language_tells_every_filter(root: Path) -> None:
    """docs/query.md has a row for each, with values that the language takes."""
    page = (root / "docs" / "query.md").read_text(encoding="utf-8")
    rows = {found[1]: found[0] for found in re.finditer(r"^\| `(\w+):.*$", page, re.MULTILINE)}
    shown = [line for row in rows.values() for line in re.findall(r"`([^`]+:[^`]+)`", row)]

    assert list(rows) == list(FIELDS)
    assert len(shown) > len(FIELDS) and all(parse(line).filters for line in shown)


def test_the_examples_of_the_page_on_the_language_find_something(root: Path, sampled: Path) -> None:
    """Each query of docs/query.md that is shown at work, on the sample corpus."""
    page = (root / "docs" / "query.md").read_text(encoding="utf-8")
    kb = KnowledgeBase(sampled)
    shown = re.findall(r"^concord find (?:-- )?'([^']+)'", page, re.MULTILINE)

    assert len(shown) >= 8
    assert [query for query in shown if not kb.ask(query, limit=1)["total"]] == []


def test_a_comma_too_many_loses_no_value() -> None:
    """What stands after it is a value of the filter as before, and no word to look for."""
    assert parse("facet:role, ,tool cost") == parse("facet:role,tool cost")
