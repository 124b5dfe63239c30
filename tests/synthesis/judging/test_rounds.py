"""The rules of blind judgement, in any order of acts of several people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadDecision
from synthesis.judging import LEAVE, Act, Answer, Entry, Item, Round, State, Word, agreed, fold_name, refusal, rounds

ROUND = "first look"
ITEMS = tuple(Item(f"q{n}", "question", ("merge", "split", "rename"), f'{{"n":{n}}}') for n in range(3))
PEOPLE = ("ann", "Ben  Birch", "cleo")
MERGE, SPLIT = Answer("merge"), Answer("split")


def opening(*reviewers: str, least: int = 2) -> Entry:
    return Entry(Act.OPEN, ROUND, items=ITEMS, reviewers=reviewers, least=len(reviewers) or least, who="cleo")


def judge(who: str, item: str, answer: Answer = MERGE, reason: str = "") -> Entry:
    return Entry(Act.JUDGE, ROUND, item, answer, who=who, reason=reason)


def act(kind: Act, who: str, item: str = "", answer: Answer | None = None) -> Entry:
    return Entry(kind, ROUND, item, answer, who=who, reason="it is time")


def log(*entries: Entry) -> list[Entry]:
    """The entries with their places, as a log would hold them; nothing is checked."""
    from dataclasses import replace

    return [replace(entry, sequence=n, when=f"t{n:03}") for n, entry in enumerate(entries, 1)]


def after(*entries: Entry) -> Round:
    (found,) = rounds(log(*entries))
    return found


def why_not(entry: Entry, *before: Entry) -> str:
    return refusal(log(*before), entry)


names = st.sampled_from(["ann", " ANN", "Ben  Birch", "ben birch", "cleo", "dora"])
answers = st.builds(Answer, st.sampled_from(["merge", "split", "rename", "fly"]), st.sampled_from(["", "Hive"]))
acts = st.one_of(
    st.builds(judge, names, st.sampled_from(["q0", "q1", "q2", "q9"]), answers, st.sampled_from(["", "read both"])),
    st.builds(judge, names, st.sampled_from(["q0", "q1"])),
    st.builds(lambda who, item: act(Act.DROP, who, item), names, st.sampled_from(["q0", "q1"])),
    st.builds(lambda who: act(Act.HAND_IN, who), names),
    st.builds(lambda who: act(Act.UNBLIND, who), names),
    st.builds(lambda who, item, answer: act(Act.RECONCILE, who, item, answer), names, st.just("q0"), answers),
    st.builds(lambda who, item: act(Act.SETTLE, who, item), names, st.sampled_from(["q0", "q1"])),
    st.builds(lambda who: act(Act.WITHDRAW, who), names),
    st.builds(lambda: opening("ann", "Ben  Birch")),
)
openings = st.sampled_from([opening("ann", "Ben  Birch"), opening(*PEOPLE), opening(), opening(least=3)])
histories = st.builds(lambda first, rest: log(first, *rest), openings, st.lists(acts, max_size=25))


def steps(history: list[Entry]) -> list[tuple[Round, Entry, Round]]:
    """Each entry with the round before and after it."""
    states = [rounds(history[:n])[0] for n in range(1, len(history) + 1)]
    return list(zip(states, history[1:], states[1:], strict=False))


@given(histories)
def test_an_entry_that_was_refused_changes_nothing(history: list[Entry]) -> None:
    """So that what two programs write at once never makes a state that the rules forbid."""
    for n, (before, entry, now) in enumerate(steps(history), 1):
        if refusal(history[:n], entry):
            assert now == before


@given(histories)
def test_the_last_judgement_of_a_person_counts(history: list[Entry]) -> None:
    """Until it is taken back; names that differ in case and spaces are one person."""
    wanted: dict[tuple[str, str], Answer] = {}
    for n, entry in enumerate(history):
        if n and not refusal(history[:n], entry):
            place = (fold_name(entry.who), entry.item)
            if entry.act is Act.JUDGE and entry.answer:
                wanted[place] = entry.answer
            elif entry.act is Act.DROP:
                del wanted[place]

    (found,) = rounds(history)
    assert {(fold_name(word.who), word.item): word.answer for word in found.words} == wanted


@given(histories)
def test_nobody_sees_another_before_all_have_handed_in(history: list[Entry]) -> None:
    """Shown is what all named (or the least number, and nobody at work) handed in, or what somebody unblinded."""
    for before, entry, now in steps(history):
        done = {fold_name(who) for who in now.handed_in}
        if now.shown and not before.shown:
            everybody = len(done) >= now.least and not now.waiting
            assert (entry.act is Act.HAND_IN and everybody) or (entry.act is Act.UNBLIND and now.shown.reason)
        for who in (*PEOPLE, "dora", "a stranger"):
            seen = now.seen_by(who)
            if not now.shown:
                assert {fold_name(word.who) for word in (*seen.words, *seen.blind)} <= {fold_name(who)}
                assert not seen.finals and not seen.settled
        assert now.shown == before.shown or before.shown is None


@given(histories)
def test_what_was_blind_stays_told_apart(history: list[Entry]) -> None:
    """From the unblinding on, the blind words are those of the last blind moment, whatever is judged after."""
    for before, _, now in steps(history):
        if now.shown and not before.shown:
            assert now.blind == before.words and all(word.blind for word in now.blind)
        elif before.shown:
            assert now.blind == before.blind
            assert all(not word.blind for word in now.words if word not in now.blind)


@given(histories)
def test_who_has_handed_in_changes_nothing_any_more(history: list[Entry]) -> None:
    """Neither do settled items change."""
    for before, _, now in steps(history):
        for who in before.handed_in:
            assert now.of(who) == before.of(who)
        assert set(before.settled) <= set(now.settled)
        for item, _ in before.settled:
            assert now.said()[item] == before.said()[item] and now.final(item) == before.final(item)


@given(histories)
def test_only_what_is_agreed_or_reconciled_is_settled(history: list[Entry]) -> None:
    """And only of a round that may be seen."""
    (found,) = rounds(history)
    for item, _ in found.settled:
        assert found.shown and (found.final(item) or agreed(found.said()[item]))


def test_two_who_name_the_same_thing_in_other_spelling_agree() -> None:
    """Case, spaces and the order of further ids make no other answer; other words do."""

    def words(*answers: Answer) -> tuple[Word, ...]:
        return tuple(Word("q0", who, answer, "", "") for who, answer in zip(PEOPLE, answers, strict=False))

    assert agreed(words(Answer("rename", "Hive keeper"), Answer("rename", " hive  Keeper"))) == Answer(
        "rename", "Hive keeper"
    )
    assert agreed(words(Answer("merge", "", ("t1", "t2")), Answer("merge", "", ("t2", "t1")))) is not None
    assert agreed(words(Answer("rename", "Hive keeper"), Answer("rename", "Roof keeper"))) is None
    assert agreed(words(MERGE, MERGE, SPLIT)) is None


def test_one_word_alone_is_no_agreement() -> None:
    """It is reconciled by somebody, or stays open."""
    held = [opening("ann", "ben"), judge("ann", "q0"), act(Act.HAND_IN, "ann"), act(Act.HAND_IN, "ben")]

    assert "reconcile it first" in why_not(act(Act.SETTLE, "ann", "q0"), *held)
    held.append(act(Act.RECONCILE, "ben", "q0", Answer(LEAVE)))
    assert why_not(act(Act.SETTLE, "ann", "q0"), *held) == ""


def test_the_states_of_a_round() -> None:
    """Blind, shown, settled; and withdrawn from any of them."""
    held = [opening("ann", "ben"), *(judge(who, item.id) for who in ("ann", "ben") for item in ITEMS)]
    assert after(*held).state is State.BLIND
    held += [act(Act.HAND_IN, "ann"), act(Act.HAND_IN, "ben")]
    assert after(*held).state is State.SHOWN
    held += [act(Act.SETTLE, "ann", item.id) for item in ITEMS]
    assert after(*held).state is State.SETTLED
    assert after(*held, act(Act.WITHDRAW, "cleo")).state is State.WITHDRAWN


@pytest.mark.parametrize(
    ("entry", "before", "said"),
    [
        (act(Act.HAND_IN, "ann"), (), "no round"),
        (opening("ann", "ben"), (opening(),), "used once"),
        (judge("dora", "q0"), (opening("ann", "ben"),), "no reviewer of the round .*for ann, ben"),
        (judge("ann", "q9"), (opening(),), "does not ask"),
        (judge("ann", "q0", Answer("fly")), (opening(),), "there are: merge, split, rename"),
        (act(Act.DROP, "ann", "q0"), (opening(),), "nothing to take back"),
        (judge("ANN", "q0"), (opening("ann", "ben"), act(Act.HAND_IN, "ann")), "has handed in"),
        (act(Act.HAND_IN, "ann"), (opening("ann", "ben"), act(Act.HAND_IN, "ann")), "has handed in"),
        (
            judge("dora", "q0"),
            (opening(), act(Act.HAND_IN, "ann"), act(Act.HAND_IN, "ben")),
            "All have handed in .* closed",
        ),
        (act(Act.UNBLIND, "cleo"), (opening(), act(Act.UNBLIND, "cleo")), "seen already"),
        (act(Act.SETTLE, "ann", "q0"), (opening("ann", "ben"), act(Act.HAND_IN, "ann")), "waiting for ben"),
        (act(Act.RECONCILE, "ann", "q0", MERGE), (opening(least=3), judge("ann", "q0")), "ann, 2 more reviewers"),
        (judge("ann", "q0"), (opening(), act(Act.WITHDRAW, "cleo")), "withdrawn by cleo: it is time"),
        (
            act(Act.RECONCILE, "ann", "q0", SPLIT),
            (
                opening("ann", "ben"),
                judge("ann", "q0"),
                judge("ben", "q0"),
                act(Act.HAND_IN, "ann"),
                act(Act.HAND_IN, "ben"),
                act(Act.SETTLE, "ann", "q0"),
            ),
            "q0 has been settled",
        ),
    ],
)
def test_an_act_that_is_not_possible_says_why(entry: Entry, before: tuple[Entry, ...], said: str) -> None:
    """In one sentence, with who or what stands in the way."""
    import re

    found = why_not(entry, *before)

    assert re.search(said, found) and "\n" not in found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"items": ()}, "at least one question"),
        ({"items": (ITEMS[0], ITEMS[0])}, "each question once"),
        ({"reviewers": ("ann",)}, "two reviewers or more; only ann"),
        ({"reviewers": ("ann", " ANN ")}, "same name"),
        ({"reviewers": ("ann", " ")}, "needs a name"),
        ({"reviewers": ("ann", "Machine")}, "name of the program"),
        ({"reviewers": (), "least": 1}, "two reviewers or more"),
        ({"round": " "}, "needs a name"),
        ({"who": ""}, "name of who"),
        ({"act": Act.UNBLIND, "reason": " "}, "needs a reason"),
        ({"act": Act.WITHDRAW, "reason": ""}, "needs a reason"),
        ({"act": Act.RECONCILE, "reason": "", "answer": MERGE}, "needs a reason"),
        ({"act": Act.JUDGE}, "needs an answer"),
    ],
)
def test_an_entry_that_lacks_what_it_needs_is_refused(given: dict[str, object], said: str) -> None:
    """Before anything is kept."""
    sound: dict[str, object] = {
        "act": Act.OPEN,
        "round": ROUND,
        "items": ITEMS,
        "reviewers": ("ann", "ben"),
        "who": "cleo",
        "reason": "why",
    }

    assert Entry(**sound).least == 2  # type: ignore[arg-type]
    with pytest.raises(BadDecision, match=said):
        Entry(**{**sound, **given})  # type: ignore[arg-type]
