"""A short run of the fuzzer: damaged files are read or refused, and harm nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random

from benchmarks.fuzz import mutant, papers_in, run
from benchmarks.mutations import MUTATIONS, mutate


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311  (no secret)


def test_three_hundred_damaged_files_break_nothing(tmp_path: Path) -> None:
    """No fault, no hang, no file outside, and the corpus beside them stays what it was."""
    tally = run(papers_in([]), 300, 20, tmp_path)

    assert tally.broken == []
    assert sum(tally.outcomes.values()) >= 300
    assert tally.outcomes["read"] > 100 and tally.outcomes["refused"] > 20


def test_a_number_is_always_the_same_file() -> None:
    """So that what was found in one run can be looked at in another."""
    papers = papers_in([])

    assert [mutant(papers, 1, n) for n in range(20)] == [mutant(papers, 1, n) for n in range(20)]


def test_every_mutation_changes_a_paper_and_takes_an_empty_file() -> None:
    """A mutation that does nothing would count files for nothing."""
    data = b'<p n="1">Lamps of 12 quays.</p>\n<p n="2">And 3 keepers.</p>\n' * 9
    for mutation in MUTATIONS:
        assert any(mutation(data, data, chance(seed)) != data for seed in range(9)), mutation.__name__
        assert isinstance(mutation(b"", b"", chance(1)), bytes)
    assert mutate(data, data, chance(5)) == mutate(data, data, chance(5))
