"""Rounds of blind judgement, read from their log entry by entry, and what is possible at each moment.

In: entries of the log. Out: rounds, or why an act is not possible. Called by concord.rounds.judging. An entry that was
not possible at its place (a judgement after handing in, a second opening under one name) counts for nothing, so that
two programs that write at once cannot make a state that the rules forbid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from synthesis.judging.entry import LEAVE, Act, Answer, Entry, fold_name
from synthesis.judging.round import Mark, Round, Word, agreed, still_blind


def rounds(entries: Iterable[Entry]) -> tuple[Round, ...]:
    """All rounds, the first one first."""
    return tuple(growing.frozen() for growing in _grown(entries).values())


def round_called(entries: Iterable[Entry], name: str) -> Round | None:
    """The round of that name, in any case and spacing; None when there is none."""
    growing = _grown(_about(entries, name)).get(fold_name(name))
    return growing.frozen() if growing else None


def refusal(entries: Iterable[Entry], entry: Entry) -> str:
    """Why an act is not possible after these entries, in one sentence; "" when it is."""
    return _refusal(_grown(_about(entries, entry.round)).get(fold_name(entry.round)), entry)


def _about(entries: Iterable[Entry], name: str) -> Iterable[Entry]:
    """Those of one round: no round says anything of another one."""
    return (entry for entry in entries if fold_name(entry.round) == fold_name(name))


def _grown(entries: Iterable[Entry]) -> dict[str, _Growing]:
    found: dict[str, _Growing] = {}
    for entry in sorted(entries, key=lambda entry: entry.sequence):
        key = fold_name(entry.round)
        if _refusal(found.get(key), entry):
            continue
        if entry.act is Act.OPEN:
            found[key] = _Growing(entry)
        else:
            found[key].take(entry)
    return found


Words = dict[str, dict[str, Word]]  # by item, then by folded name


@dataclass(slots=True)
class _Growing:
    """A round while its log is read. names: by folded name, as first written. done: who has handed in, folded."""

    opening: Entry
    items: dict[str, tuple[str, ...]] = field(init=False)  # what may be answered
    names: dict[str, str] = field(init=False)
    words: Words = field(init=False)
    blind: Words = field(init=False)
    done: set[str] = field(default_factory=set)
    shown: Mark | None = None
    withdrawn: Mark | None = None
    finals: dict[str, Word] = field(default_factory=dict)
    settled: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.items = {item.id: item.actions for item in self.opening.items}
        self.names = {fold_name(who): who for who in self.opening.reviewers}
        self.words = {item: {} for item in self.items}
        self.blind = {item: {} for item in self.items}

    def take(self, entry: Entry) -> None:
        """One more entry, which is possible."""
        if entry.act in (Act.JUDGE, Act.DROP):
            self._judge(entry)
        elif entry.act is Act.HAND_IN:
            self.done.add(self._person(entry))
            if not self.shown and len(self.done) >= self.opening.least and self.done.issuperset(self.names):
                self.shown = Mark(entry.when)
        elif entry.act is Act.UNBLIND:
            self.shown = Mark(entry.when, entry.who, entry.reason)
        elif entry.act is Act.WITHDRAW:
            self.withdrawn = Mark(entry.when, entry.who, entry.reason)
        elif entry.act is Act.SETTLE:
            self.settled[entry.item] = entry.decision
        elif entry.answer:
            self.finals[entry.item] = Word(entry.item, entry.who, entry.answer, entry.reason, entry.when, blind=False)

    def _judge(self, entry: Entry) -> None:
        who = self._person(entry)
        for words in (self.words,) if self.shown else (self.words, self.blind):
            words[entry.item].pop(who, None)
            if entry.act is Act.JUDGE and entry.answer:
                words[entry.item][who] = Word(
                    entry.item, self.names[who], entry.answer, entry.reason, entry.when, blind=not self.shown
                )

    def _person(self, entry: Entry) -> str:
        who = fold_name(entry.who)
        self.names.setdefault(who, " ".join(entry.who.split()))
        return who

    def outcome(self, item: str) -> Answer | None:
        """What is to be settled: what was reconciled, else what they agreed on; None while that is open."""
        final = self.finals.get(item)
        return final.answer if final else agreed(tuple(self.words[item].values()))

    def order(self) -> list[str]:
        """People, folded: those named in their order, then the others by name."""
        named = [fold_name(who) for who in self.opening.reviewers]
        return [*named, *sorted(self.names.keys() - set(named))]

    def frozen(self) -> Round:
        """The round as it stands."""
        opening, order = self.opening, self.order()

        def flat(words: Words) -> tuple[Word, ...]:
            return tuple(words[item][who] for item in self.items for who in order if who in words[item])

        return Round(
            name=opening.round,
            items=opening.items,
            reviewers=opening.reviewers,
            least=opening.least,
            drawn=opening.drawn,
            opened=Mark(opening.when, opening.who, opening.reason),
            people=tuple(self.names[who] for who in order),
            handed_in=tuple(self.names[who] for who in order if who in self.done),
            shown=self.shown,
            withdrawn=self.withdrawn,
            words=flat(self.words),
            blind=flat(self.blind),
            finals=tuple(self.finals[item] for item in self.items if item in self.finals),
            settled=tuple((item, self.settled[item]) for item in self.items if item in self.settled),
        )


def _refusal(held: _Growing | None, entry: Entry) -> str:
    if entry.act is Act.OPEN:
        return f"There is a round {held.opening.round!r} already; a name is used once." if held else ""
    if held is None:
        return f"There is no round {entry.round!r}; 'concord judging list' shows those that there are."
    name = held.opening.round
    if held.withdrawn:
        return f"The round {name!r} was withdrawn by {held.withdrawn.who}: {held.withdrawn.reason}"
    if entry.act not in (Act.HAND_IN, Act.UNBLIND, Act.WITHDRAW) and entry.item not in held.items:
        return f"The round {name!r} does not ask about {entry.item!r}."
    if entry.act in (Act.JUDGE, Act.DROP, Act.HAND_IN):
        return _no_judging(held, entry)
    if entry.act is Act.UNBLIND and held.shown:
        return f"The judgements of the round {name!r} may be seen already."
    return _no_outcome(held, entry) if entry.act in (Act.RECONCILE, Act.SETTLE) else ""


def _no_judging(held: _Growing, entry: Entry) -> str:
    """Why somebody cannot judge, take back or hand in."""
    who, opening = fold_name(entry.who), held.opening
    if opening.reviewers and who not in map(fold_name, opening.reviewers):
        return f"{entry.who} is no reviewer of the round {opening.round!r}; it is for {', '.join(opening.reviewers)}."
    if who in held.done:
        return f"{entry.who} has handed in the round {opening.round!r}; nothing can be changed any more."
    if held.shown and not held.shown.who:
        return f"All have handed in the round {opening.round!r}, and their judgements may be seen; it is closed."
    if entry.item in held.settled:
        return _settled(held, entry.item)
    if entry.act is Act.DROP and who not in held.words[entry.item]:
        return f"{entry.who} has not judged {entry.item}, so there is nothing to take back."
    return _no_answer(held.items[entry.item], entry) if entry.act is Act.JUDGE else ""


def _no_outcome(held: _Growing, entry: Entry) -> str:
    """Why an item can be neither reconciled nor settled."""
    if not held.shown:
        waiting = [held.names[who] for who in held.order() if who not in held.done]
        return still_blind(held.opening.round, waiting, held.opening.least - len(held.names))
    if entry.item in held.settled:
        return _settled(held, entry.item)
    if entry.act is Act.RECONCILE:
        return _no_answer((*held.items[entry.item], LEAVE), entry)
    return "" if held.outcome(entry.item) else f"The reviewers do not agree on {entry.item}; reconcile it first."


def _no_answer(allowed: tuple[str, ...], entry: Entry) -> str:
    given = entry.answer.action if entry.answer else ""
    if given in allowed:
        return ""
    return f"{entry.item} cannot be answered by {given!r}; there are: {', '.join(allowed)}."


def _settled(held: _Growing, item: str) -> str:
    number = held.settled[item]
    return f"{item} has been settled{f'; decision {number} has it' if number else ': it was left as it was'}."
