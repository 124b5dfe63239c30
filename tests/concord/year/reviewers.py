"""Three reviewers who work through what is there: decisions of all kinds, drawn with a seed.

In: a knowledge base, a random generator. Out: decisions that are kept. Called by the scripted year. A reviewer takes a
sitting's decisions on what there was when it began, as people do, so later ones may have lost their object.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import cycle

from concord import BadDecision, KnowledgeBase, NotFound
from concord.deciding.desk import Desk
from synthesis.conclusion import Component
from synthesis.decisions import Decision, Kind, doubt_id
from synthesis.dependence import Bibliography

Draw = Callable[[KnowledgeBase, Desk, random.Random], Decision]


class Reviewer:
    """One person with a knowledge base of their own, open at the same place as those of the others."""

    def __init__(self, who: str, kb: KnowledgeBase, seed: int) -> None:
        self.who, self.kb, self._random = who, kb, random.Random(seed)  # noqa: S311
        self._kinds = cycle(DRAWN)

    def sit(self, count: int) -> None:
        """Takes that many decisions at once; kinds for which there is nothing now are passed over."""
        desk = Desk(self.kb.synthesis, self.kb.corpus, self.kb.facets(), self.who)
        made: list[Decision] = []
        for draw in self._kinds:
            try:
                made.append(draw(self.kb, desk, self._random))
            except (BadDecision, NotFound, IndexError, ValueError):
                continue
            if len(made) == count:
                break
        self.kb.decide_all(made)

    def take_back(self) -> None:
        """Undoes one of the decisions that hold; anybody's."""
        standing = [entry["number"] for entry in self.kb.log() if entry["in_force"]]
        self.kb.undo(self._random.choice(standing), reason="second thoughts")


def _themes(kb: KnowledgeBase, facet: str = "") -> list[str]:
    return [theme.id for theme in kb.synthesis.themes if facet in ("", theme.facet)]


def _two(kb: KnowledgeBase, draw: random.Random) -> tuple[str, str]:
    """Two themes of one facet."""
    facet = draw.choice(sorted({theme.facet for theme in kb.synthesis.themes}))
    one, other = draw.sample(sorted(_themes(kb, facet)), 2)
    return one, other


def _large(kb: KnowledgeBase, draw: random.Random) -> tuple[str, tuple[str, ...]]:
    """A concept of several themes."""
    return draw.choice([(str(c.id), tuple(map(str, c.themes))) for c in kb.synthesis.concepts if len(c.themes) > 1])


def _add(kb: KnowledgeBase, desk: Desk, draw: random.Random) -> Decision:
    study = draw.choice(kb.corpus)
    lines = [line for line in study.documents[0].text.splitlines() if 20 < len(line) < 120]
    return desk.add_theme(study.id, "challenge", f"Seen by {draw.randrange(40)}", draw.sample(lines, 2), "missed")


def _identify(kb: KnowledgeBase, desk: Desk, draw: random.Random) -> Decision:
    one, other = draw.sample([document.id for study in kb.corpus for document in study.documents], 2)
    return desk.identify(one, other, "two", "read both")


def _relation(draw: random.Random) -> str:
    return draw.choice(("refutes", "exactMatch", "broadMatch", "relatedMatch"))


def _doubtful(kb: KnowledgeBase, draw: random.Random) -> str:
    bibliography = Bibliography(kb.corpus)
    doubts = bibliography.doubts(included_only=False)
    return draw.choice([doubt_id(doubt, bibliography.reference) for doubt in doubts])


DRAWN: tuple[Draw, ...] = (
    lambda kb, desk, draw: desk.judge(Kind.ACCEPT, draw.sample(_themes(kb), 3), "read")[0],
    lambda kb, desk, draw: desk.judge(Kind.REJECT, draw.sample(_themes(kb), 2), "no theme")[0],
    lambda kb, desk, draw: desk.merge(_two(kb, draw), "one thing"),
    lambda kb, desk, draw: desk.judge(Kind.ACCEPT, [_large(kb, draw)[0]], "fits")[0],
    lambda kb, desk, draw: desk.rename(draw.choice(_themes(kb)), f"Name {draw.randrange(40)}", ""),
    lambda kb, desk, draw: desk.split((found := _large(kb, draw))[1] and [found[0], found[1][0]], "of its own"),
    lambda kb, desk, draw: desk.relate(*_two(kb, draw), _relation(draw), "they meet"),
    _add,
    lambda kb, desk, draw: desk.move([draw.choice(_themes(kb, "tool"))], "role", "a person"),
    lambda kb, desk, draw: desk.assess(_large(kb, draw)[0], "low", "thin", {Component.ADEQUACY: "serious"}),
    lambda kb, desk, draw: desk.looked(draw.choice(kb.synthesis.conclusions).concept, "as before"),
    lambda kb, desk, draw: desk.adjudicate(draw.choice(kb.synthesis.disagreements).id, "dismissed", "a slip"),
    lambda kb, desk, draw: desk.match(_doubtful(kb, draw), draw.choice(("one", "two")), "compared"),
    lambda kb, desk, draw: desk.describe(draw.choice(kb.corpus).id, {"year": draw.randrange(2018, 2026)}, "title page"),
    _identify,
    lambda kb, desk, draw: desk.rename(_large(kb, draw)[0], f"Whole {draw.randrange(9)}", ""),
    lambda kb, desk, draw: desk.split(_two(kb, draw), "two things"),
)
