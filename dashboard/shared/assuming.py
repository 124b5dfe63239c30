"""The assumptions under which evidence is weighed: switches that live in the URL, and what they change, in words.

In: works, lists, doubtful and witness of the URL. Out: Assumptions, and sentences. Called by the pages on agreement and
on a concept, so that a link opens the same figures on both; the switch of doubtful matches by the view of overlap too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import streamlit as st

from dashboard.shared import state
from dashboard.shared.wording import count
from synthesis.weighing import WEAK_TIES, Assumptions

Record = dict[str, Any]
STANDARD = Assumptions()
USUAL = {"works": "included", "lists": "theme", "doubtful": "out", "witness": ""}
NAMES = tuple(USUAL)  # in the URL
_WORKS = {"included": "Works that the studies include", "all": "All works that they cite"}
_LISTS = {"theme": "A theme's own works, where it names them", "whole": "The whole list of the study"}
_DOUBTFUL = {"out": "Two works", "in": "One work"}


def switches() -> Assumptions:
    """The switches, folded away under what they say now; returns what they are set to."""
    chosen = from_url()
    with st.expander(f"Assumptions: {told(chosen)}", icon=":material/tune:"):
        one, two, three, four = st.columns([3, 3, 2, 3])
        with one:
            works = state.choice("A study rests on", "works", list(_WORKS), _WORKS.__getitem__, default="included")
        with two:
            lists = state.choice("Of these", "lists", list(_LISTS), _LISTS.__getitem__, default="theme")
        with three:
            doubtful = doubtful_switch()
        with four:
            state.several(
                "One witness are also studies with",
                "witness",
                WEAK_TIES,
                _tie,
                placeholder="None of the weaker ties",
                help="Studies that such a tie joins are weighed as if they were one.",
            )
        merged = tuple(st.session_state["witness"])
        chosen = Assumptions(works or "included", doubtful, lists != "whole", merged)
    return chosen


def doubtful_switch() -> bool:
    """Whether doubtful matches of references count as one work."""
    chosen = state.choice(
        "Doubtful matches are",
        "doubtful",
        list(_DOUBTFUL),
        _DOUBTFUL.__getitem__,
        default="out",
        help="Two entries of reference lists that may be one work, and that nobody has judged yet.",
    )
    return chosen == "in"


def from_url() -> Assumptions:
    """What the URL and the switches say, before the switches are drawn; what they do not say is as usual."""
    works, lists, doubtful, witness = (state.standing(name, USUAL[name]) for name in NAMES)
    merged = tuple(kind for kind in WEAK_TIES if kind in witness.split(","))
    return Assumptions(works if works in _WORKS else "included", doubtful == "in", lists != "whole", merged)


def carried() -> dict[str, str]:
    """The switches that are not as usual, for a link to another page."""
    return {name: st.query_params[name] for name in NAMES if name in st.query_params}


def told(chosen: Assumptions) -> str:
    """Assumptions in words.

    >>> told(Assumptions("all", merged=("same authors",)))
    "all works that they cite; a theme's own works; doubtful matches apart; same authors as one witness"
    """
    return "; ".join(
        (
            "included works" if chosen.works == "included" else "all works that they cite",
            "a theme's own works" if chosen.theme_level else "whole lists",
            f"doubtful matches {'as one' if chosen.doubtful else 'apart'}",
            f"{', '.join(chosen.merged)} as one witness" if chosen.merged else "weaker ties not counted",
        )
    )


def grid() -> tuple[Assumptions, ...]:
    """The assumptions that a figure is held against: all eight of works, lists and doubtful matches, and as the ninth
    and later ones each kind of weaker tie as one witness."""
    eight = [Assumptions(w, d, t) for w, t, d in product(_WORKS, (True, False), (False, True))]
    return (*eight, *(Assumptions(merged=(kind,)) for kind in WEAK_TIES))


def effect(rows: Iterable[Record], usual: Iterable[Record]) -> str:
    """What the switches change: concepts by the verdict that they had and have. rows, usual: agreement records."""
    before = {row["id"]: row["verdict"] for row in usual}
    moved = Counter((before[row["id"]], row["verdict"]) for row in rows if row["verdict"] != before.get(row["id"]))
    if not moved:
        return "Under these assumptions no concept has another verdict than under the usual ones."
    kinds = ", ".join(
        f"{number} from {old} to {new}"
        for (old, new), number in sorted(moved.items(), key=lambda item: (-item[1], item[0]))
    )
    total = sum(moved.values())
    return (
        f"Under these assumptions {count(total, 'concept has', 'concepts have')} another verdict than usual: {kinds}."
    )


def verdicts_told(verdicts: Sequence[str]) -> str:
    """How far a verdict holds, from the verdict under each assumption.

    >>> verdicts_told(["consensus", "majority", "consensus"])
    'Consensus under 2 of 3 assumptions, majority under 1.'
    """
    number = Counter(verdicts)
    ordered = sorted(number, key=lambda verdict: (-number[verdict], verdict))
    first, rest = ordered[0], ordered[1:]
    said = f"{first.capitalize()} under {f'all {len(verdicts)}' if not rest else f'{number[first]} of {len(verdicts)}'}"
    return f"{said} assumptions{''.join(f', {verdict} under {number[verdict]}' for verdict in rest)}."


def _tie(kind: str) -> str:
    return {"cites": "one that cites the other"}.get(kind, f"the {kind}")
