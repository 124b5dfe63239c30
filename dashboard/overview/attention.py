"""What a visitor should look at first: what is contested, what is stale, what rests on dependent evidence, what waits.

In: records of KnowledgeBase. Out: points, each a sentence with the page it leads to. Called by the overview; tested
without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.shared.wording import clipped, count

Record = dict[str, Any]
OPEN = ("blind", "shown")  # states of a round in which somebody still has to judge or to reconcile
_Line = tuple[str, str, str, str, str, dict[str, str]]  # what, one of it, several, the rest, page, URL
LABEL = 40  # characters of a label that a point names


@dataclass(frozen=True)
class Point:
    """A sentence, the file of the page that shows more, and what its URL says.

    names: of concepts, as they are; more: there are others.
    """

    says: str
    page: str
    url: Mapping[str, str] = field(default_factory=dict)
    names: Sequence[str] = ()
    more: bool = False


def evidence(look_at: Mapping[str, Record]) -> list[Point]:
    """What of the evidence asks for a look, in the order in which it is worth one. look_at: of an overview."""
    found: tuple[_Line, ...] = (
        ("contested", "concept is", "concepts are", "contested or refuted", "refutations", {"view": "disputed"}),
        (
            "unjudged",
            "contradiction between studies waits",
            "contradictions between studies wait",
            "for a verdict",
            "refutations",
            {"scope": "between", "standing": "candidate"},
        ),
        (
            "dependent",
            "shared concept rests",
            "shared concepts rest",
            "on one source",
            "agreement",
            {"sort": "dependent"},
        ),
        ("stale", "conclusion rests", "conclusions rest", "on evidence that has moved", "review", {}),
    )
    return [
        Point(
            f"{count(number, one, several)} {rest}",
            page,
            url,
            [clipped(name, LABEL) for name in look_at[what]["names"]],
            more=number > len(look_at[what]["names"]),
        )
        for what, one, several, rest, page, url in found
        if (number := look_at[what]["number"])
    ]


def waiting(kinds: Mapping[str, Mapping[str, int]], waits: Record, rounds: Iterable[Record] = ()) -> list[Point]:
    """What waits for a person: what is broken first, then blind rounds, then the rest of the queue.

    kinds: of the progress of a review. waits: an update and unfinished additions. rounds: of blind judgement.
    """
    found: list[Point] = []
    if update := waits.get("update"):
        says = f"An update waits: read by Concord {update['from']}, this is {update['to']}"
        found.append(Point(says, "changes", {"view": "adoptions"}))
    if stopped := waits.get("unfinished"):
        found.append(Point(f"{count(len(stopped), 'addition was', 'additions were')} not finished", "changes"))
    asked: tuple[_Line, ...] = (
        ("clash", "contradiction", "contradictions", "between reviewers to settle", "review", {"kind": "clash"}),
        ("conflict", "decision has", "decisions have", "no object any more", "review", {"kind": "conflict"}),
        ("reference", "pair of references", "pairs of references", "may be one work", "overlap", {}),
        ("question", "pair of themes", "pairs of themes", "to translate or keep apart", "review", {"kind": "question"}),
        ("theme", "theme", "themes", "that the machine is unsure of", "review", {"kind": "theme"}),
    )
    found += [
        Point(f"{count(number, one, several)} {rest}", page, url)
        for kind, one, several, rest, page, url in asked
        if (number := kinds.get(kind, {}).get("waiting", 0))
    ]
    held = [row["round"] for row in rounds if row["state"] in OPEN]
    if held:
        says = count(len(held), "blind round is", "blind rounds are")
        found.append(Point(f"{says} open", "judging", {"round": held[0]}, [clipped(name, LABEL) for name in held[:3]]))
    return found
