"""The log of decisions holds in order, and shows when it was changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from concord import log
from concord.store.store import Store
from synthesis.decisions import Address, Decision, Kind

THEME = Address("alder2021", "tool", "HiveTrack", "Keepers use HiveTrack.")


def accept(who: str = "ann") -> Decision:
    return Decision(Kind.ACCEPT, (THEME,), who=who)


@pytest.fixture
def store(place: str) -> Store:
    return Store(place)


def test_decisions_are_numbered_timed_and_chained(store: Store) -> None:
    """Number, time and hash are given when it is kept; each points at the one before."""
    east = timezone(timedelta(hours=2))
    clock = lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=east)  # noqa: E731

    one, two = log.append(store, accept(), clock=clock), log.append(store, accept("ben"), clock=clock)

    assert (one.sequence, two.sequence, one.when) == (1, 2, "2026-01-02T01:04:05+00:00")
    assert two.previous == one.hash
    assert log.entries(store) == (one, two)
    assert log.verify(log.entries(store)) is None


def test_a_changed_decision_is_named(store: Store) -> None:
    """Somebody with the file and an editor can change a row; the chain tells which one."""
    for who in ("ann", "ben", "cem"):
        log.append(store, accept(who), clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    one, two, three = log.entries(store)
    from dataclasses import replace

    assert "Decision 2" in str(log.verify((one, replace(two, reason="other"), three)))
    assert log.verify((one, three)) is not None
    assert log.verify((two, three)) is not None


def test_the_state_of_the_store_changes_with_each_decision(store: Store) -> None:
    """So no synthesis from before a decision is taken for one after it."""
    before = store.state()
    log.append(store, accept())

    assert store.state() != before
