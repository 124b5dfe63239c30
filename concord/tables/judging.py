"""Rounds of blind judgement as plain records.

In: rounds, as the person who asks may see them. Out: records for both skins. Called by concord.rounds.rounds. What is
blind is taken out before it comes here, by Round.seen_by.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from synthesis.judging import Act, Answer, Entry, Item, Mark, Round, Word, agreed, fold_name

Record = dict[str, Any]


def round_record(found: Round, who: str) -> Record:
    """One round for a person. people: who has handed in. mine: how far that person is.

    agreed, parted, alone, reconciled, settled: how many items; None while the round is blind. alone: one answer only.
    """
    said = found.said()
    alike = [item for item, words in said.items() if agreed(words)]
    alone = [item for item, words in said.items() if len(words) == 1]
    parted = [item for item, words in said.items() if len(words) > 1 and not agreed(words)]
    counts = {
        "agreed": len(alike),
        "parted": len(parted),
        "alone": len(alone),
        "reconciled": len(found.finals),
        "settled": len(found.settled),
    }
    return {
        "round": found.name,
        "state": str(found.state),
        "items": len(found.items),
        "kinds": dict(Counter(item.kind for item in found.items)),
        "drawn": found.drawn,
        "reviewers": list(found.reviewers),
        "least": found.least,
        "opened_by": found.opened.who,
        "opened": found.opened.when,
        "reason": found.opened.reason,
        "people": [{"who": name, "handed_in": found.has_from(name)} for name in found.people],
        "waiting": list(found.waiting),
        "mine": {
            "invited": found.invites(who),
            "judged": len(found.of(who)),
            "handed_in": found.has_from(who),
        },
        **(counts if found.shown else dict.fromkeys(counts)),
        "shown": _mark(found.shown),
        "withdrawn": _mark(found.withdrawn),
    }


def asked_record(found: Round, item: Item, mine: Word | None) -> Record:
    """One question as it stood when the round was opened, and the person's own answer under `mine`.

    about: the labels that it is about, at most two. studies: those whose words are its evidence.
    """
    record = json.loads(item.record)
    labels = dict.fromkeys(" ".join(words["label"].split()) for words in record["evidence"] if words["label"])
    return {
        **record,
        "about": " / ".join(list(labels)[:2]),
        "studies": list(dict.fromkeys(words["study"] for words in record["evidence"])),
        "skipped": False,
        "round": found.name,
        "actions": list(item.actions),
        "mine": word_record(mine) if mine else None,
    }


def judged_record(found: Round, item: Item, said: Sequence[Word]) -> Record:
    """One question of a round that may be seen: who said what, and what it comes to.

    state: "agreed", "parted", "alone" (one answer only), "unanswered", "reconciled" or "settled". outcome: the answer
    that it comes to, in words, or None. decision: the number of the decision; 0 where the question was left as it was;
    None while it is not settled.
    """
    final = found.final(item.id)
    outcome = final.answer if final else agreed(said)
    settled = dict(found.settled)
    spoken = {0: "unanswered", 1: "alone"}.get(len(said), "agreed" if agreed(said) else "parted")
    return {
        **asked_record(found, item, None),
        "state": "settled" if item.id in settled else "reconciled" if final else spoken,
        "said": [word_record(word) for word in said],
        "agreed": len(said) > 1 and agreed(said) is not None,
        "final": word_record(final) if final else None,
        "outcome": str(outcome) if outcome else None,
        "decision": settled.get(item.id),
    }


def word_record(word: Word) -> Record:
    """An answer with who gave it; `answer` is the whole of it in words."""
    return {
        "who": word.who,
        **_answer(word.answer),
        "reason": word.reason,
        "when": word.when,
        "blind": word.blind,
    }


def entry_record(number: int, entry: Entry) -> Record:
    """A line of the log of judgements. number: among the lines that may be seen."""
    return {
        "number": number,
        "when": entry.when,
        "who": entry.who,
        "round": entry.round,
        "act": str(entry.act),
        "item": entry.item,
        **(_answer(entry.answer) if entry.answer else _answer(Answer(""))),
        "decision": entry.decision or None,
        "reason": entry.reason,
    }


def visible(entry: Entry, found: Round, who: str) -> bool:
    """Whether a person may see a line of the log: while the round is blind, no judgement of anybody else."""
    own = fold_name(entry.who) == fold_name(who)
    return found.shown is not None or own or entry.act not in (Act.JUDGE, Act.DROP)


def _answer(answer: Answer) -> Record:
    return {
        "answer": str(answer),
        "action": answer.action,
        "value": answer.value,
        "others": list(answer.others),
    }


def _mark(mark: Mark | None) -> Record | None:
    return {"when": mark.when, "who": mark.who, "reason": mark.reason} if mark else None
