"""Members of a row share what follows the last of them; nothing else is added to a label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.similarity.ellipsis import completed


@pytest.mark.parametrize(
    ("label", "quote", "meant"),
    [
        ("price", "The price, weight, and repair of wheelchairs from abroad is a burden.", "price of wheelchairs"),
        ("Repair", "Repair and cleaning of the wheelchairs take weeks.", "Repair of wheelchairs"),
        ("sorting", "Workers spend hours sorting, weighing and labelling parcels at night.", "sorting parcels"),
        ("sorting", "This needs sorting and labelling the parcels received.", "sorting parcels"),
        ("spare parts", "Price, spare parts or repair of pumps", "spare parts of pumps"),
    ],
)
def test_a_member_of_a_row_takes_what_the_last_one_has(label: str, quote: str, meant: str) -> None:
    """Nouns take "of X", forms in -ing their object."""
    assert completed(label, quote) == meant


@pytest.mark.parametrize(
    ("label", "quote"),
    [
        ("price", "The price was high, and the repair of wheelchairs took weeks."),
        ("price", "Price, the repair of wheelchairs, and training"),
        ("repair of wheelchairs", "The price and repair of wheelchairs"),
        ("training", "Sorting, weighing and training."),
        ("sorting parcels", "They begin with sorting parcels, and end with labelling crates."),
        ("price", "Price and comfort, as users of trains and of buses tell us in all these towns"),
        ("price", "Price and lack of mechanics are named."),
        ("waiting", "Stages are waiting, asking and riding bravely."),
        ("price", "Nothing of it stands here."),
        ("price", ""),
    ],
)
def test_a_label_in_no_row_stays_as_it_is(label: str, quote: str) -> None:
    """A clause, an article or an object of its own between the label and the last member ends the row."""
    assert completed(label, quote) == label


@given(st.text(max_size=30), st.text(max_size=80))
def test_a_label_is_only_ever_added_to(label: str, quote: str) -> None:
    """Whatever the sentence, the label stands first as it was."""
    assert completed(label, quote).startswith(label)
