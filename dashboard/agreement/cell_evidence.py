"""The evidence beside the map of concepts by studies: the words of a cell, what holds of a row, or of a column.

In: a record of KnowledgeBase.matrix, the chosen concept and study, names of studies. Out: a part of the page Agreement.
Called by supporting.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.agreement import frames
from dashboard.concept import resting
from dashboard.shared import assuming, doors, parts, state
from dashboard.shared.wording import SILENT, STANCE_OF_CELL, STANCE_RULES, count, md_escape

Record = dict[str, Any]
_AT_ONCE = 8  # studies whose words stand beside the map
_HEIGHT = 640  # pixels


def beside(page: Record, concept: str | None, study: str | None, names: Mapping[str, str]) -> None:
    """What was clicked, opened; what to click, where nothing was."""
    chosen = bool(concept or study)
    with st.container(
        border=True, key="evidence" if chosen else "no_evidence", height=_HEIGHT if chosen else "content"
    ):
        if concept:
            _of_concept(concept, study, names)
        elif study:
            _of_study(page, study, names)
        else:
            st.markdown(
                "Click a cell of the map and read what the study says, a concept's name for all that speak of it, or a "
                "study's name for all that it says. The boxes above and the table below offer the same."
            )


def _of_concept(id: str, only: str | None, names: Mapping[str, str]) -> None:
    """The verdict on a concept, then the quotes of one study, or of the first of all."""
    concept = state.shown(id)
    if concept is None:
        return
    chosen = assuming.from_url()
    found = concept["rests_on"] if chosen == assuming.STANDARD else resting.rests_on(id, chosen)
    st.markdown(f"#### {md_escape(concept['label'])}")
    st.markdown(resting.verdict_words(found, names))
    st.markdown(resting.beside(found))
    doors.concept(id, concept["label"], **assuming.carried())
    if only:
        _cell(concept, only, found, names)
        return
    in_order = sorted(
        concept["members"], key=lambda m: (m["polarity"] != "asserts", names.get(m["study"], ""), m["id"])
    )
    groups = [(by, list(group)) for by, group in groupby(in_order, key=lambda member: member["study"])]
    for by, group in groups[:_AT_ONCE]:
        st.divider()
        st.markdown(f"**{md_escape(names.get(by, by))}**")
        for member in group:
            _words(member, most=1)
    if more := len(groups) - _AT_ONCE:
        if more > 0:
            st.caption(f"{count(more, 'more study', 'more studies')}: choose one above, or open the concept.")


def _cell(concept: Record, study: str, found: Record, names: Mapping[str, str]) -> None:
    """What one study says of a concept, or that it says nothing."""
    st.divider()
    name = names.get(study, study)
    st.markdown(f"**{md_escape(name)}**")
    said = [member for member in concept["members"] if member["study"] == study]
    for member in said:
        _words(member, most=3)
    if not said and study in found["refuted_by"]:
        st.markdown("A reviewer drew that it is opposed; the history of the concept says why.")
    elif not said and study in found["eligible_studies"]:
        st.markdown(f"{md_escape(name)} addresses this facet and does not speak of the concept.")
    elif not said:
        st.markdown(f"{STANCE_RULES['out of scope'].capitalize()}.")
    doors.study(study, name)


def _words(member: Record, *, most: int) -> None:
    """A theme with its quotes, and the way to it."""
    parts.theme_in_study(member, most=most)
    doors.theme(member["id"], member["label"])


def _of_study(page: Record, study: str, names: Mapping[str, str]) -> None:
    """What a study does with the concepts in sight; a row opens the cell."""
    name = names.get(study, study)
    st.markdown(f"#### {md_escape(name)}")
    doors.study(study, name)
    cells = [(row, STANCE_OF_CELL[row["cells"][study]]) for row in page["rows"] if study in row["cells"]]
    spoken = [(row, stance) for row, stance in cells if stance in frames.SPEAKING]
    silent = sum(stance == SILENT for _, stance in cells)
    st.markdown(
        f"Of the {count(len(cells), 'concept')} in the map it speaks of {len(spoken)}; "
        f"it is silent on {silent}, and {len(cells) - len(spoken) - silent} lie outside its scope."
    )
    parts.table(
        frames.column_frame(spoken),
        "column",
        "What the study does with the concepts in the map",
        {"concept": parts.text("Concept", 220), "it": parts.text("It", 90)},
        on_row=lambda concept: state.put(concept=concept, by=study),
    )
