"""Agreement: which study supports which concept, how strongly, and on whose independent evidence.

In: view, facet, studies, least, from, concept and by of the URL. Out: the page.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import agreeing, charts, frames, parts, state
from dashboard.contradicting import contradictions
from dashboard.depending import dependence
from dashboard.overlapping import overlaps
from dashboard.wording import SIGNS, STANCE_RULES, VERDICT_RULES, between, count, md_escape, named, of

PER_PAGE = 30  # concepts in one heat map
VIEWS = {
    "agreement": "Concepts by studies",
    "contradictions": "Contradictions",
    "dependence": "Dependence",
    "overlap": "Overlap",
}

parts.head(
    "Agreement", "Where the studies agree and where they differ. Click a cell of the map and read what the study says."
)
parts.stop_when_empty()

studies, concepts = state.records("studies"), state.records("concepts")
names = frames.short_names(studies)


def the_agreement() -> None:
    """Filters, heat map with the evidence beside it, then the same as a table."""
    rows, columns = filtered()
    if not rows:
        parts.nothing("No concept fits. Choose another facet, or lower the number of studies that a concept needs.")
        return
    labels = {row["id"]: f"{row['label']} ({of(row)})" for row in rows}
    left, right = st.columns([3, 2], gap="medium")
    with right:
        concept, study = chosen(labels, columns)
    with left:
        the_map(rows, columns)
    with st.expander("What the signs mean"):
        st.markdown("\n".join(f"- **{SIGNS[s] or 'blank'}** {s}: {rule}" for s, rule in STANCE_RULES.items()))
        st.markdown("\n".join(f"- **{verdict}**: {rule}" for verdict, rule in VERDICT_RULES.items()))
    with right:
        if concept:
            evidence(concept, study)
        else:
            parts.nothing("Click a cell of the map, or choose a concept here, and its quotes appear.")
    the_table(rows)


def filtered() -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The concepts to show, and the studies to show them for."""
    boxes = st.columns([1, 2, 1], vertical_alignment="bottom")
    with boxes[0]:
        facet = state.choice("Facet", "facet", frames.used_facets(concepts, state.facets()), named)
    with boxes[1]:
        picked = state.several("Studies", "studies", sorted(names, key=names.__getitem__), names.__getitem__)
    with boxes[2]:
        least = state.number("Spoken of by at least", "least", 1, min(len(studies), 6), min(len(studies), 2))
    rows = agreeing.agreement_rows(state.records("agreement"), concepts)
    rows = [
        row
        for row in rows
        if facet in (None, row["facet"]) and sum(row["stances"][id] in agreeing.SPEAKING for id in picked) >= least
    ]
    return rows, {id: names[id] for id in picked}


def the_map(rows: list[dict[str, Any]], columns: dict[str, str]) -> None:
    """One page of the heat map."""
    starts = {str(at): f"{at} to {min(at + PER_PAGE - 1, len(rows))}" for at in range(1, len(rows) + 1, PER_PAGE)}
    first = (
        int(state.choice("Show", "from", list(starts), starts.__getitem__, default="1") or 1) if len(starts) > 1 else 1
    )
    part = rows[first - 1 : first - 1 + PER_PAGE]
    st.caption(
        f"{count(len(rows), 'concept')}, the most supported first. “3 of 4” counts the studies that support it among "
        "those that address its facet."
    )
    charts.heat_map(
        agreeing.cells_frame(part, columns),
        "cells",
        "Heat map of concepts by studies; the boxes beside it and the table below offer the same choice",
        lambda concept, study: state.put(concept=concept, by=study),
    )


def chosen(labels: dict[str, str], columns: dict[str, str]) -> tuple[str | None, str | None]:
    """The concept and the study whose words are shown."""
    concept = state.choice("Concept", "concept", list(labels), labels.__getitem__, placeholder="Choose a concept")
    study = state.choice("Words of", "by", list(columns), columns.__getitem__, placeholder="All studies")
    return concept, study


def evidence(id: str, only: str | None) -> None:
    """Support of a concept in figures, then the quotes of one study or of all."""
    concept = state.shown(id)
    if concept is None:
        return
    support = concept["support"]
    with st.container(border=True, key="evidence", height=560):
        st.markdown(f"**{md_escape(concept['label'])}**")
        st.markdown(
            f"**{of(support)}** studies support it: {concept['verdict']} "
            f"({VERDICT_RULES[concept['verdict']]}). 95 % interval {between(support['interval'])}; "
            f"weighted by independence {support['weighted']:.2f}."
        )
        parts.concept_link(id, concept["label"])
        speaking = [member for member in concept["members"] if only in (None, member["study"])]
        if not speaking:
            in_scope = only in support["eligible_studies"]
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


def the_table(rows: list[dict[str, Any]]) -> None:
    """The concepts with their figures; choosing a row is choosing a concept."""
    st.subheader("The figures", anchor=False)
    st.caption("Choose a row to read the words of all its studies.")
    parts.table(
        agreeing.agreement_frame(rows),
        "concepts",
        "Concepts with support, interval and weight",
        {
            "concept": parts.text("Concept", 330),
            "support": parts.text("Support", "small", "Supporting studies among those that address the facet"),
            "95 % interval": parts.text("95 % interval", "small", "Wilson interval of the share"),
            "independent studies": parts.text(
                "Independent studies", 130, "What the supporters count as, when shared primary studies count once"
            ),
            "weighted support": parts.number(
                "Weighted", "Share of the independent evidence that supports it, 0 to 1", "%.2f"
            ),
        },
        on_row=lambda id: state.put(concept=id, by=None),
    )


def the_overlap() -> None:
    """How far the reviews rest on the same primary studies."""
    overlaps(names)


def the_contradictions() -> None:
    """What studies hold against one another, and against themselves."""
    contradictions(names)


def the_dependence() -> None:
    """Which studies rest on each other."""
    dependence(names)


_PAGES = {
    "agreement": the_agreement,
    "contradictions": the_contradictions,
    "dependence": the_dependence,
    "overlap": the_overlap,
}
_PAGES[state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)]()
