"""Disputed: concepts by how contested they are, both sides in their own words with what each of them counts as.

In: short names of studies; facet and from of the URL, and the switches of assuming. Out: a part of the page
Refutations. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.agreement import frames as agreeing
from dashboard.agreement.supporting import records_under
from dashboard.concept import support_frames
from dashboard.refutations.contradicting import matter
from dashboard.shared import assuming, doors, frames, parts, state
from dashboard.shared.wording import DENIES, HEDGES, REFUTES, SUPPORTS, count, md_escape, named, with_names

Record = dict[str, Any]
PER_PAGE = 8
_AT_ONCE = 2  # studies of a side whose words are shown before the rest is folded away


def disputed(names: Mapping[str, str]) -> None:
    """The list, one card a concept."""
    st.markdown(
        "First the concept whose weaker side counts as most independent studies: there, evidence stands against "
        "evidence. Three reviews of the same primary studies are one voice, for a concept or against it."
    )
    chosen = assuming.switches()
    every = agreeing.disputed_rows(records_under(chosen), state.records("refutations"))
    facet = state.choice("Facet", "facet", frames.used_facets(every, state.facets()), named)
    rows = [row for row in every if facet in (None, row["facet"])]
    if not rows:
        parts.nothing("No concept is refuted, and none may be, as far as the machine sees and reviewers said.")
        return
    refuted = sum(bool(row["opposing"][1]) for row in rows)
    more = len(rows) - refuted
    maybe = f" {count(more, 'more has', 'more have')} a contradiction that waits for a verdict." if more else ""
    st.caption(f"{count(refuted, 'concept is', 'concepts are')} refuted by a study or more.{maybe}")
    starts = {str(at): f"{at} to {min(at + PER_PAGE - 1, len(rows))}" for at in range(1, len(rows) + 1, PER_PAGE)}
    first = 1
    if len(starts) > 1:
        first = int(state.choice("Show", "from", list(starts), starts.__getitem__, default="1") or 1)
    for row in rows[first - 1 : first - 1 + PER_PAGE]:
        _card(row, names)


def _card(row: Record, names: Mapping[str, str]) -> None:
    """One concept: how contested, both sides, and the contradictions about it with their verdicts."""
    concept = state.shown(row["id"])
    if concept is None:
        return
    with st.container(border=True):
        st.markdown(f"**{md_escape(row['label'])}** ({md_escape(named(row['facet']).lower())}) · {row['verdict']}")
        st.caption(md_escape(with_names(row["why"], names)))
        left, right = st.columns(2, gap="large")
        with left:
            _side("For it", row["effective"], (SUPPORTS,), row, concept, names)
        with right:
            _side("Against it", row["opposing"], (DENIES, REFUTES), row, concept, names)
        hedging = [names.get(id, id) for id, stance in row["stances"].items() if stance == HEDGES]
        if hedging:
            st.caption(f"With reservation: {md_escape('; '.join(hedging))}.")
        for found in row["candidates"]:
            st.divider()
            matter(found, names)
        doors.concept(row["id"], row["label"], **assuming.carried())


def _side(
    heading: str,
    counts: Sequence[float],
    stances: Sequence[str],
    row: Record,
    concept: Record,
    names: Mapping[str, str],
) -> None:
    """One side: its studies, what they count as, their words."""
    studies = [id for id, stance in row["stances"].items() if stance in stances]
    independent = f", counting as {support_frames.counts_as(list(counts))}" if len(studies) > 1 else ""
    st.markdown(f"**{heading}**: {count(len(studies), 'study', 'studies')}{independent}")
    if not studies:
        st.caption("Nobody yet; see the contradiction below.")
    for id in studies[:_AT_ONCE]:
        _words(id, row["stances"][id], concept, names)
    if rest := studies[_AT_ONCE:]:
        with st.expander(f"{count(len(rest), 'more study', 'more studies')} on this side"):
            for id in rest:
                _words(id, row["stances"][id], concept, names)


def _words(study: str, stance: str, concept: Record, names: Mapping[str, str]) -> None:
    """The words of a study on the concept; of one that a reviewer drew as opposed, that it is so."""
    st.caption(md_escape(names.get(study, study)))
    own = [member for member in concept["members"] if member["study"] == study]
    for member in own[:1]:
        parts.theme_in_study(member, most=1, around=110)
    if not own or stance == REFUTES:
        st.markdown("A reviewer drew that a theme of this study refutes the concept.")
