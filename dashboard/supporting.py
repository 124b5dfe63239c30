"""Concepts by studies: the heat map with the evidence beside it, under assumptions that can be switched.

In: short names of studies; facet, studies, least, sort, from, concept and by of the URL, and the switches of assuming.
Out: a part of the page Agreement. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import agreeing, assuming, charts, doors, frames, parts, resting, state
from dashboard.wording import SIGNS, STANCE_RULES, VERDICT_RULES, count, md_escape, named, of
from synthesis.weighing import Assumptions

Record = dict[str, Any]
PER_PAGE = 30  # concepts in one heat map


def concepts_by_studies(names: Mapping[str, str]) -> None:
    """Filters and switches, heat map with the evidence beside it, then the same as a table."""
    chosen = assuming.switches()
    rows, columns = _filtered(names, chosen)
    if not rows:
        parts.nothing("No concept fits. Choose another facet, or lower the number of studies that a concept needs.")
        return
    labels = {row["id"]: f"{row['label']} ({of(row)})" for row in rows}
    left, right = st.columns([3, 2], gap="medium")
    with right:
        concept = state.choice("Concept", "concept", list(labels), labels.__getitem__, placeholder="Choose a concept")
        study = state.choice("Words of", "by", list(columns), columns.__getitem__, placeholder="All studies")
    with left:
        _the_map(rows, columns)
    with st.expander("What the signs and the verdicts mean"):
        st.markdown("\n".join(f"- **{SIGNS[s] or 'blank'}** {s}: {rule}" for s, rule in STANCE_RULES.items()))
        st.markdown("\n".join(f"- **{verdict}**: {rule}" for verdict, rule in VERDICT_RULES.items()))
    with right:
        if concept:
            _evidence(concept, study, names, chosen)
        else:
            parts.nothing("Click a cell of the map, or choose a concept here, and its quotes appear.")
    if concept:
        _rests_on(concept, labels[concept], names, chosen)
    _the_table(rows)


def records_under(chosen: Assumptions) -> list[Record]:
    """The agreement records under some assumptions."""
    found: list[Record] = (
        state.records("agreement") if chosen == assuming.STANDARD else state.records("agreement", assumptions=chosen)
    )
    return found


def _filtered(names: Mapping[str, str], chosen: Assumptions) -> tuple[list[Record], dict[str, str]]:
    """The concepts to show, and the studies to show them for."""
    concepts = state.records("concepts")
    boxes = st.columns([2, 3, 2, 2], vertical_alignment="bottom")
    with boxes[0]:
        facet = state.choice("Facet", "facet", frames.used_facets(concepts, state.facets()), named)
    with boxes[1]:
        picked = state.several("Studies", "studies", sorted(names, key=names.__getitem__), names.__getitem__)
    with boxes[2]:
        order = state.choice("Order", "sort", list(agreeing.SORTS), agreeing.SORTS.__getitem__, default="support")
    with boxes[3]:
        least = state.number("Spoken of by at least", "least", 1, min(len(names), 6), min(len(names), 2))
    every = records_under(chosen)
    if chosen != assuming.STANDARD:
        st.caption(assuming.effect(every, state.records("agreement")))
    rows = [
        row
        for row in agreeing.agreement_rows(every, sort=order or "support")
        if facet in (None, row["facet"]) and sum(row["stances"][id] in agreeing.SPEAKING for id in picked) >= least
    ]
    return rows, {id: names[id] for id in picked}


def _the_map(rows: list[Record], columns: dict[str, str]) -> None:
    """One page of the heat map."""
    starts = {str(at): f"{at} to {min(at + PER_PAGE - 1, len(rows))}" for at in range(1, len(rows) + 1, PER_PAGE)}
    first = 1
    if len(starts) > 1:
        first = int(state.choice("Show", "from", list(starts), starts.__getitem__, default="1") or 1)
    part = rows[first - 1 : first - 1 + PER_PAGE]
    st.caption(
        f"{count(len(rows), 'concept')}. Behind each stand the studies that support it, of those that address its "
        "facet, and the share of the independent evidence that does."
    )
    charts.heat_map(
        agreeing.cells_frame(part, columns),
        "cells",
        "Heat map of concepts by studies; the boxes beside it and the table below offer the same choice",
        lambda concept, study: state.put(concept=concept, by=study),
    )


def _evidence(id: str, only: str | None, names: Mapping[str, str], chosen: Assumptions) -> None:
    """The verdict on a concept, then the quotes of one study or of all."""
    concept = state.shown(id)
    if concept is None:
        return
    found = resting.rests_on(id, chosen)
    with st.container(border=True, key="evidence", height=560):
        st.markdown(f"**{md_escape(concept['label'])}**")
        st.markdown(resting.verdict_words(found, names))
        st.markdown(resting.beside(found))
        doors.concept(id, concept["label"], **assuming.carried())
        speaking = [member for member in concept["members"] if only in (None, member["study"])]
        if not speaking:
            in_scope = only in found["eligible_studies"]
            st.markdown(
                f"{md_escape(names.get(only or '', ''))} "
                + (
                    "addresses this facet and does not speak of the concept."
                    if in_scope
                    else STANCE_RULES["out of scope"] + "."
                )
            )
        for member in speaking:
            st.divider()
            st.caption(md_escape(names.get(member["study"], member["study"])))
            parts.theme_in_study(member)


def _rests_on(id: str, label: str, names: Mapping[str, str], chosen: Assumptions) -> None:
    """The studies and primary studies below a concept, and how far its verdict holds."""
    found = resting.rests_on(id, chosen)
    st.subheader(f"What it rests on: {md_escape(label)}", anchor=False)
    resting.under_assumptions(id)
    left, right = st.columns(2, gap="medium")
    with left:
        resting.studies(found, names)
    with right:
        resting.why_fewer(found, names)


def _the_table(rows: list[Record]) -> None:
    """The concepts with their figures; choosing a row is choosing a concept."""
    st.subheader("The figures", anchor=False)
    st.caption("Choose a row to read the words of all its studies.")
    parts.table(
        agreeing.agreement_frame(rows),
        "concepts",
        "Concepts with support, interval and weight",
        {
            "concept": parts.text("Concept", 280),
            "support": parts.figure("Support", "Supporting studies among those that address the facet", 80),
            "95 % interval": parts.figure("95 % interval", "Wilson interval of the share of studies"),
            "weighted support": parts.number(
                "Weighted", "Share of the independent evidence that supports it, 0 to 1", "%.2f"
            ),
            "interval of that": parts.figure("Interval of that", "A heuristic: Wilson over independent studies", 110),
            "independent": parts.figure(
                "Independent", "What the supporters count as, when shared primary studies count once"
            ),
            "against": parts.figure("Against", "What the studies that refute it count as", 75),
        },
        on_row=lambda id: state.put(concept=id, by=None),
    )
