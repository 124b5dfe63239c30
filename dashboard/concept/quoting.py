"""The words of each study for a concept, side by side, and the concepts around it.

In: the record of a concept, short names of studies, and by and cards of the URL. Out: a part of the page Concept.
Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.concept import translating
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import count, md_escape

Record = dict[str, Any]
SIDE_BY_SIDE = 3
CARDS = 12  # studies on one page of cards
_ORDER = ("asserts", "hedges", "denies")
_NAMED = 40  # silent studies that are named


def in_their_words(concept: Record, names: Mapping[str, str]) -> None:
    """One card a study, those that support it first; of many studies a page of them, or one alone."""
    cards = _cards(concept, names)
    if len(cards) > 1:
        cards = _chosen(cards, names)
    told = translating.relations_told(concept["translation"], names)
    files = {
        (study["id"], document["name"]): document["id"]
        for study in state.records("studies")
        for document in study["documents"]
    }
    beside = 2 if len(cards) == 4 else min(len(cards), SIDE_BY_SIDE)
    for start in range(0, len(cards), max(beside, 1)):
        for place, (study, group) in zip(st.columns(beside), cards[start : start + beside], strict=False):
            with place.container(border=True):
                _card(study, group, names, told, files, alone=len(cards) == 1)
    silent = sorted(set(concept["support"]["eligible_studies"]) - {m["study"] for m in concept["members"]})
    if silent:
        listed = "; ".join(names.get(id, id) for id in silent[:_NAMED])
        more = f"; and {len(silent) - _NAMED:,} more" if len(silent) > _NAMED else ""
        st.caption(f"Address the facet and do not speak of it: {md_escape(listed)}{more}.")


def around(concept: Record) -> None:
    """Wider and narrower concepts, and the picture of all that is near."""
    st.subheader("Around it", anchor=False)
    st.caption("Concepts of which this one is a kind or a part, and those that are a kind or a part of it.")
    left, middle, right = st.columns(3)
    for place, word, others in ((left, "Broader", concept["broader"]), (middle, "Narrower", concept["narrower"])):
        with place:
            st.markdown(f"**{word}** ({len(others)})" if others else f"**{word}**: none is known")
            for other in others:
                doors.concept(other["id"], other["label"])
    with right:
        st.markdown("**As a picture, and in the map**")
        st.page_link(
            "screens/graph.py", label="In the graph", icon=":material/graph_3:", query_params={"concept": concept["id"]}
        )
        st.page_link(
            "screens/agreement.py",
            label="In the map of concepts by studies",
            icon=":material/grid_on:",
            query_params={"facet": concept["facet"], "concept": concept["id"]},
        )


def _cards(concept: Record, names: Mapping[str, str]) -> list[tuple[str, list[Record]]]:
    """Each study with its themes, those that assert it first."""
    best: dict[str, int] = {}
    for member in concept["members"]:
        at = _ORDER.index(member["polarity"])
        best[member["study"]] = min(at, best.get(member["study"], at))
    members = sorted(
        concept["members"], key=lambda m: (best[m["study"]], names.get(m["study"], ""), m["study"], m["id"])
    )
    return [(study, list(group)) for study, group in groupby(members, key=lambda member: member["study"])]


def _chosen(cards: list[tuple[str, list[Record]]], names: Mapping[str, str]) -> list[tuple[str, list[Record]]]:
    """One study by its name, or a page of all of them."""
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    studies = [study for study, _ in cards]
    with left:
        only = state.choice(
            "Words of", "by", studies, lambda id: names.get(id, id), placeholder=f"All {len(cards)} studies"
        )
    if only:
        return [card for card in cards if card[0] == only]
    starts = {str(at): f"{at} to {min(at + CARDS - 1, len(cards))}" for at in range(1, len(cards) + 1, CARDS)}
    if len(starts) == 1:
        return cards
    with right:
        first = int(state.choice("Studies", "cards", list(starts), starts.__getitem__, default="1") or 1)
    return cards[first - 1 : first - 1 + CARDS]


def _card(
    study: str,
    group: list[Record],
    names: Mapping[str, str],
    told: Mapping[str, str],
    files: Mapping[tuple[str, str], str],
    *,
    alone: bool,
) -> None:
    """What one study calls it, where it says so, and the ways to the theme and into the paper."""
    st.markdown(f"**{md_escape(names.get(study, study))}**")
    for member in group:
        around = 320 if alone else 110
        parts.theme_in_study(member, most=1, around=around, says="calls it ", stands=told.get(member["id"], ""))
        doors.theme(member["id"], member["label"])
    first = group[0]["mentions"][0]
    if document := files.get((study, first["document"])):
        doors.study(study, names.get(study, study), document=document, at=first["start"], end=first["end"])
    if len(group) > 3:
        st.caption(count(len(group), "theme"))
