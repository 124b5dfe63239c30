"""A log that an earlier version wrote still holds, whatever decisions have learned since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from concord.store import codec
from synthesis.decisions import Address, Decision, Kind, digest, first_break, in_force

LINES = (Path(__file__).parent / "log_of_2026.jsonl").read_bytes().splitlines()


def test_an_old_log_is_read_and_its_hashes_hold() -> None:
    """It was written before there were decisions on documents, fields and moments."""
    log = [codec.loads(Decision, line) for line in LINES]

    assert first_break(log) is None
    assert [codec.dumps(decision) for decision in log] == LINES
    assert [decision.sequence for decision in in_force(log)] == [*range(2, 10), 11]


def test_what_is_new_counts_in_the_hash_as_soon_as_it_is_said() -> None:
    """Nobody can add a source or a place to a decision unseen."""
    address = Address("ward2019", "task", "rounds", "Nurses lead rounds.")
    plain = Decision(Kind.ADD, (address,), who="Ada")
    told = [replace(plain, starts=(3,)), replace(plain, parent="care"), replace(plain, source="codes.qdpx")]
    described = Decision(Kind.DESCRIBE, who="Ada", about="ward2019", documents=("d1",), fields=(("year", "2020"),))
    others = [replace(described, about="ward2020"), replace(described, documents=()), replace(described, reason="r")]

    assert len({digest(decision) for decision in (plain, *told, described, *others)}) == 8
