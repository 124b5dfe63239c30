"""Both sides of a concept, and what each of them counts as."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.study import StudyId
from synthesis.weighing import Evidence, sides

IDS = tuple(StudyId(f"s{n}") for n in range(7))
LISTS = st.lists(st.none() | st.frozensets(st.sampled_from("123456"), min_size=1), min_size=7, max_size=7)


def evidence(lists: list[frozenset[str] | None], supporters: int, against: int) -> Evidence:
    """The first studies support, the next ones refute."""
    return Evidence(
        eligible=IDS,
        supporters=IDS[:supporters],
        refuted_by=IDS[supporters : supporters + against],
        hedged_by=(),
        denied_by=(),
        lists=dict(zip(IDS, lists, strict=True)),
        basis={},
    )


@given(LISTS, st.integers(0, 4), st.integers(0, 3))
def test_a_side_counts_as_at_most_its_studies(lists: list[frozenset[str] | None], for_it: int, against: int) -> None:
    """And as one at least, unless nobody stands on it."""
    found = sides(evidence(lists, for_it, against).support())

    for studies, (low, high) in ((for_it, found.supporting), (against, found.opposing)):
        assert (low, high) == (0, 0) if not studies else 1 - 1e-9 <= low <= high <= studies + 1e-9
    assert 0 <= found.balance <= 1
    assert (found.weaker > 0) == bool(for_it and against)


@given(LISTS, st.integers(0, 3), st.integers(0, 3))
def test_which_side_is_called_for_changes_nothing(
    lists: list[frozenset[str] | None], for_it: int, against: int
) -> None:
    """A concept and its denial are equally contested."""
    one = evidence(lists, for_it, against)
    other = replace(one, supporters=one.refuted_by, refuted_by=one.supporters)

    assert sides(one.support()).rank == sides(other.support()).rank


def test_three_reviews_of_the_same_works_are_one_voice_against() -> None:
    """Two independent studies against two are more contested than two against three clones."""
    apart = evidence([frozenset(letter) for letter in "abcdefg"], 2, 2)
    clones = evidence([frozenset("a"), frozenset("b"), *[frozenset("c")] * 5], 2, 3)

    two, one = sides(apart.support()), sides(clones.support())

    assert one.opposing == (1.0, 1.0)
    assert (two.weaker, one.weaker) == (2.0, 1.0)
    assert two.rank < one.rank
