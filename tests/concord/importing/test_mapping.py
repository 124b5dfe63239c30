"""Codes find their facets by a mapping, by their names, or by the facet for the rest."""

from __future__ import annotations

import pytest

from concord.importing.mapping import LEFT_OUT, NO_FACET, Place, Placing, Rule, placing, read_rules
from concord.importing.values import Code, in_order
from corpus.errors import BadInput
from extract.facet import Facet

FACETS = (
    Facet("challenge", "Challenge", "Challenges", ""),
    Facet("role", "Role", "Roles", ""),
    Facet("maturity_level", "Maturity level", "Maturity levels", ""),
)


def book(*paths: str) -> tuple[Code, ...]:
    return in_order(Code(path, tuple(path.split(" > "))) for path in paths)


CODES = book(
    "Challenges", "Challenges > Cost", "Challenges > Cost > Insurance", "Maturity Levels", "Work", "Work > Keeper"
)


def places(found: Placing) -> dict[str, Place]:
    return dict(found.places)


def test_a_top_code_called_like_a_facet_holds_its_codes() -> None:
    """By name, title or plural, in any case; below it, nesting becomes the parent."""
    found = placing(CODES, (), FACETS)

    assert places(found) == {
        "Challenges": Place("challenge", ""),
        "Challenges > Cost": Place("challenge", "Cost"),
        "Challenges > Cost > Insurance": Place("challenge", "Insurance", ("Cost",)),
        "Maturity Levels": Place("maturity_level", ""),
    }
    assert found.left == {"Work": NO_FACET, "Work > Keeper": NO_FACET}


def test_the_facet_for_the_rest_takes_what_nothing_else_places() -> None:
    """Codes at the top are labels then, and hold those below them."""
    found = placing(CODES, (), FACETS, "role", coded={"Work"})

    assert found.places["Work"] == Place("role", "Work")
    assert found.places["Work > Keeper"] == Place("role", "Keeper", ("Work",))
    assert found.left == {}


def test_a_rule_counts_for_all_below_it_that_have_none() -> None:
    """A code that only holds others is the facet itself; one that is put on words is a theme."""
    rules = (Rule("Work", "role"), Rule("challenges / cost", "role", "Money"))

    assert placing(CODES, rules, FACETS).places["Work"] == Place("role", "")
    assert placing(CODES, rules, FACETS, coded={"Work"}).places["Work > Keeper"] == Place("role", "Keeper", ("Work",))
    assert placing(CODES, rules, FACETS).places["Challenges > Cost > Insurance"] == Place(
        "role", "Insurance", ("Money",)
    )


def test_a_rule_without_a_facet_leaves_out() -> None:
    """With all below it, also where there is a facet for the rest."""
    found = placing(CODES, (Rule("Work", ""),), FACETS, "role")

    assert found.left == {"Work": LEFT_OUT, "Work > Keeper": LEFT_OUT}


def test_a_rule_that_fits_nothing_is_told_and_an_unknown_facet_refused() -> None:
    """Both are likely slips."""
    assert placing(CODES, (Rule("Wrok", "role"),), FACETS).unused == ("Wrok",)
    with pytest.raises(BadInput, match=r"no facet 'rôle'; there are: challenge, role, maturity_level"):
        placing(CODES, (Rule("Work", "rôle"),), FACETS)


def test_a_name_with_a_slash_is_found() -> None:
    """Slashes stand in names and between them."""
    codes = book("Wait / see", "Wait / see > Cost/benefit")

    assert placing(codes, (Rule("wait/see / cost/benefit", "role"),), FACETS).unused == ()
    assert placing(codes, (Rule("Cost/Benefit", "role"),), FACETS).unused == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map.csv", "code,facet,label\nWork,role,\nCost,challenge,Money\n"),
        ("map.csv", "label;facet;code\n;role;Work\nMoney;challenge;Cost\n"),
        ("map.toml", 'Work = "role"\nCost = { facet = "challenge", label = "Money" }\n'),
        ("map.toml", '[codes]\nWork = "role"\nCost = { facet = "challenge", label = "Money" }\n'),
    ],
)
def test_a_mapping_is_a_table_or_toml(name: str, text: str) -> None:
    """Columns in any order, any of the usual separators."""
    assert read_rules(name, text.encode()) == (Rule("Work", "role"), Rule("Cost", "challenge", "Money"))


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("map.csv", "code,kind\nx,y\n", "map.csv: has no column 'facet'"),
        ("map.csv", "code,facet\n,role\n", "map.csv: row 2: names no code"),
        ("map.toml", "Work = role\n", "map.toml: is not TOML"),
        ("map.toml", "Work = 3\n", "map.toml: 'Work' takes a facet"),
    ],
)
def test_a_bad_mapping_is_told(name: str, text: str, says: str) -> None:
    """With the row, or the code."""
    with pytest.raises(BadInput) as told:
        read_rules(name, text.encode())

    assert says in str(told.value)
