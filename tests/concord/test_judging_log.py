"""The log of judgements keeps what the rules allow, whoever writes it, and settles each item once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord import log
from concord.rounds.judging_log import JudgingLog
from concord.store.store import Store
from corpus.errors import BadDecision
from synthesis.decisions import Address, Decision, Kind
from synthesis.judging import Act, Answer, Entry, refusal, round_called, rounds
from tests.synthesis.judging.test_rounds import ITEMS, ROUND, act, acts, judge, opening


def clock() -> datetime:
    return datetime(2030, 1, 2, tzinfo=UTC)


def decision(item: str, answer: Answer) -> Decision:
    """Some decision on an item."""
    pair = (Address("one", "role", item, "a"), Address("other", "role", item, "b"))
    return Decision(Kind.MERGE if answer.action == "merge" else Kind.SPLIT, pair, reason="judged", who="cleo")


@settings(max_examples=30)
@given(st.lists(acts.filter(lambda entry: entry.act is not Act.SETTLE), max_size=15), st.data())
def test_what_is_kept_is_what_the_rules_allow(wanted: list[Entry], data: st.DataObject) -> None:
    """Two programs write in turn: each entry is kept exactly when it is possible then, and the chain holds."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "kept.db")
        writers = [JudgingLog(store, clock), JudgingLog(store, clock)]
        writers[0].keep(opening("ann", "Ben  Birch"))
        for entry in wanted:
            before = log.judgements(store)
            complaint = refusal(before, entry)
            writer = data.draw(st.sampled_from(writers))
            if complaint:
                with pytest.raises(BadDecision) as refused:
                    writer.keep(entry)
                assert str(refused.value) == complaint
            else:
                writer.keep(entry)
            assert len(log.judgements(store)) == len(before) + (not complaint)
        assert log.verify(log.judgements(store)) is None
        assert writers[0].entries() == writers[1].entries() == log.judgements(store)
        store.close()


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.sampled_from(ITEMS), st.sampled_from(["merge", "split", "leave"])), max_size=5),
    st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_settling_twice_is_settling_once(finals: list[tuple[object, str]], same: list[bool]) -> None:
    """Each item that is agreed or reconciled gets one decision, or is left; the second settling adds nothing."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "kept.db")
        kept = JudgingLog(store, clock)
        kept.keep(opening("ann", "ben"))
        for item, alike in zip(ITEMS, same, strict=True):
            kept.keep(judge("ann", item.id, Answer("merge")))
            kept.keep(judge("ben", item.id, Answer("merge" if alike else "split")))
        for who in ("ann", "ben"):
            kept.keep(act(Act.HAND_IN, who))
        for item, action in finals:
            kept.keep(act(Act.RECONCILE, "ann", item.id, Answer(action)))  # type: ignore[attr-defined]
        found = round_called(kept.entries(), ROUND)
        assert found is not None
        wanted = found.to_settle()
        rows = [(i, a, None if a.action == "leave" else decision(i, a)) for i, a in wanted.items()]
        first, second = kept.settle(ROUND, "cleo", rows), JudgingLog(store, clock).settle(ROUND, "dora", rows)

        made = [entry.decision for entry in first if entry.decision]
        assert second == [] and len(first) == len(wanted)
        assert made == [d.sequence for d in log.entries(store)] == list(range(1, len(made) + 1))
        after = round_called(kept.entries(), ROUND)
        assert after is not None and dict(after.settled).keys() == wanted.keys() and after.to_settle() == {}
        store.close()


def test_what_was_reconciled_otherwise_meanwhile_is_passed_over(place: str) -> None:
    """A settling that was drafted before somebody changed the final answer decides nothing of that item."""
    store = Store(place)
    kept = JudgingLog(store, clock)
    kept.keep(opening("ann", "ben"))
    for who in ("ann", "ben"):
        for item in ITEMS[:2]:
            kept.keep(judge(who, item.id))
        kept.keep(act(Act.HAND_IN, who))
    found = round_called(kept.entries(), ROUND)
    assert found is not None
    rows = [(item, answer, decision(item, answer)) for item, answer in found.to_settle().items()]
    kept.keep(act(Act.RECONCILE, "ann", ITEMS[0].id, Answer("split")))

    assert [entry.item for entry in kept.settle(ROUND, "cleo", rows)] == [ITEMS[1].id]
    assert [d.themes[0].label for d in log.entries(store)] == [ITEMS[1].id]
    store.close()


def test_another_log_in_the_same_place_is_read_anew(tmp_path: Path) -> None:
    """A backup was restored over the file: what was known of the old log is forgotten."""
    first, other = Store(tmp_path / "first.db"), Store(tmp_path / "other.db")
    kept = JudgingLog(first, clock)
    kept.keep(opening("ann", "ben"))
    JudgingLog(other, clock).keep(replace(opening("dora", "elm"), round="another"))
    assert [found.name for found in rounds(kept.entries())] == [ROUND]
    kept._store = other

    assert [found.name for found in rounds(kept.entries())] == ["another"]
    first.close()
    other.close()
