"""What a reviewer's answers are worth: the first questions of the queue, answered from the gold.

    python -m benchmarks.reviewer           the seeds (where they are) and each open field
    python -m benchmarks.reviewer --held    and the totals of the held ones

After each answer the facet is aligned anew with the links so far, and the queue with it. Beside the order of the queue
stand the same questions in an order by chance and by falling score. "Found" is the share of the gold pairs missed at
first that are together after so many answers. A yes is a must-link, a no a cannot-link; the answer is that of the gold
on the two themes that are shown.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.gold_fields import Field, Link, held_fields, known_fields
from concord import resources
from synthesis.concept import Translation
from synthesis.translation import Alignment, align

ANSWERS = (10, 30, 100)
Order = Callable[[Translation], str] | Callable[[Translation], float]


@dataclass(frozen=True)
class Played:
    """after: answers given, from 0. f1, found: 0 to 1. yes: how many answers were yes."""

    after: int
    f1: float
    found: float
    yes: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="play the held fields too; only means are printed")
    arguments = parser.parse_args()
    for title, order, answers in (
        ("in the order of the queue", None, ANSWERS),
        ("in an order by chance", _by_chance, ANSWERS[:2]),
        ("by falling score", _by_score, ANSWERS[:2]),
    ):
        print(f"\n{title}\n| set | pair F1 |", " | ".join(f"after {n} (yes) | found" for n in answers), "|")
        print(f"|{' --- |' * (2 + 2 * len(answers))}")
        known = [(field.name, played(field, answers, order)) for field in known_fields()]
        for name, games in known:
            print(_line(name, [games]))
        print(_line("mean of the open fields", [games for name, games in known if name != "seeds"]))
        if arguments.held:
            print(_line("mean of the held fields", [played(field, answers, order) for field in held_fields()]))
    return 0


def played(field: Field, answers: Sequence[int], order: Order | None) -> list[Played]:
    """Before the first answer, and after so many. order: of the questions, least first; None as they come."""
    must: list[Link] = []
    cannot: list[Link] = []
    alignment = align(field.terms, embedding=resources.embedding(), thesaurus=field.thesaurus)
    missed = field.gold - _together(alignment)
    games = []
    for after in range(max(answers) + 1):
        if after in (0, *answers):
            found = len(missed & _together(alignment)) / max(len(missed), 1)
            games.append(Played(after, field.pair_f1(alignment.concepts), found, len(must)))
        waiting = alignment.questions
        if waiting and after < max(answers):
            question = min(waiting, key=order) if order else waiting[0]
            pair = (question.source, question.target)
            (must if field.same(*pair) else cannot).append(pair)
            alignment = Alignment(alignment.state.with_links(must, cannot))
    return games


def _together(alignment: Alignment) -> set[Link]:
    return {pair for ids in alignment.concepts for pair in combinations(sorted(ids), 2)}


def _by_chance(question: Translation) -> str:
    return hashlib.sha256(f"{question.source} {question.target}".encode()).hexdigest()


def _by_score(question: Translation) -> float:
    return -question.score


def _line(name: str, games: Sequence[Sequence[Played]]) -> str:
    """The mean of games of the same lengths."""
    cells = [f"{_mean(game[0].f1 for game in games):.3f}"]
    for at in range(1, len(games[0])):
        states = [game[at] for game in games]
        f1, yes, found = (_mean(getattr(s, of) for s in states) for of in ("f1", "yes", "found"))
        cells.append(f"{f1:.3f} ({yes:.0f}) | {found:.2f}")
    return f"| {name} | {' | '.join(cells)} |"


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / max(len(numbers), 1)


if __name__ == "__main__":
    raise SystemExit(main())
