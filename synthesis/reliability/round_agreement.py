"""How far the reviewers of a blind round agree, by the judgements that were blind.

In: a round that may be seen. Out: coefficients, kind by kind. Called by concord.rounds.judging. A unit is a question of
the round, a rating is a person's last blind answer to it; who gave none has a missing rating. Kinds of questions are
never pooled: they have other answers, and agreeing on which answers a kind takes would count as agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from synthesis.judging import Item, Round, Word, fold_name
from synthesis.reliability.agreement import Reliability, ratings, reliability

Key = tuple[str, str, tuple[str, ...]]  # of an answer


@dataclass(frozen=True, slots=True)
class RoundAgreement:
    """The coefficients of one kind of question, of all reviewers together or of two of them."""

    kind: str
    people: tuple[str, ...]
    figures: Reliability


def round_agreement(found: Round) -> tuple[RoundAgreement, ...]:
    """Kind by kind in the order of the round, all reviewers together; then, where they are more than two, each two.

    Reviewers are those with a blind judgement of any kind. "Positive" is the first answer that the kind takes.
    """
    told = {fold_name(word.who) for word in found.blind}
    people = [who for who in found.people if fold_name(who) in told]
    groups = [tuple(people), *(combinations(people, 2) if len(people) > 2 else ())] if people else []
    return tuple(
        RoundAgreement(kind, group, _figures([i for i in found.items if i.kind == kind], found.blind, group))
        for kind in dict.fromkeys(item.kind for item in found.items)
        for group in groups
    )


def _figures(items: Sequence[Item], blind: Sequence[Word], people: Sequence[str]) -> Reliability:
    wanted = {item.id for item in items}
    said = {(fold_name(word.who), word.item): word for word in blind if word.item in wanted}
    known = _categories(items, list(said.values()))
    rows = [
        [known[word.answer.key] if (word := said.get((fold_name(who), item.id))) else None for item in items]
        for who in people
    ]
    names = list(dict.fromkeys(known.values()))
    return reliability(ratings(rows, names), names, people, positive=names[0] if len(names) == 2 else None)


def _categories(items: Sequence[Item], words: Sequence[Word]) -> dict[Key, str]:
    """The name of each answer, in the order of the actions, an action with its values by name.

    An action that could be given and was not is a category too.
    """
    given = {
        word.answer.key: str(word.answer) for word in sorted(words, key=lambda word: str(word.answer), reverse=True)
    }
    found: dict[Key, str] = {}
    for action in dict.fromkeys(action for item in items for action in item.actions):
        used = {key: name for key, name in sorted(given.items(), key=lambda pair: pair[0]) if key[0] == action}
        found |= used or {(action, "", ()): action}
    return found
