"""What hangs on each study: what becomes of the concepts without it.

In: short names of studies, and study and every of the URL. Out: a part of the page What changed. Called by it. Of many
studies all are reckoned only when somebody asks: each of them is left out in turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.changes import frames
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import count, md_escape

Record = dict[str, Any]
AT_ONCE = 60  # studies up to which all are reckoned without being asked for


def the_influence(names: Mapping[str, str]) -> None:
    """What hangs on each study; a chosen one opens on its concepts."""
    st.markdown(
        "Each study left out in turn. The concepts stay as they are; only its evidence goes, and agreement is weighed "
        "again without it. **Influence** is the sum of the changes of weighted agreement over the concepts that the "
        "study speaks of: 0 for a study that says nothing, and for one that only repeats another of the same primary "
        "studies."
    )
    chosen = state.choice(
        "Study", "study", sorted(names, key=names.__getitem__), names.__getitem__, placeholder="Choose one"
    )
    asked = state.remembered_id("every", ["yes"])
    if len(names) <= AT_ONCE or asked:
        _table(state.records("influence"), names)
    else:
        st.button(
            f"Reckon it for all {count(len(names), 'study', 'studies')}",
            on_click=state.put,
            kwargs={"every": "yes"},
            help="Each of them is left out in turn, which takes a while the first time.",
            icon=":material/functions:",
        )
    if chosen:
        (record,) = state.records("influence", chosen)
        _without(record, names)
    else:
        st.caption("Choose a study to see the concepts that hang on it.")


def _table(rows: list[Record], names: Mapping[str, str]) -> None:
    frame = frames.influence_frame(rows, names)
    parts.table(
        frame.head(500),
        "influences",
        "Influence of each study",
        {
            "study": parts.text("Study", 220),
            "influence": parts.number("Influence", "Sum of |change of weighted agreement| without it", "%.2f"),
            "turned": parts.number("Turned", "Concepts whose verdict would be another one"),
            "lost_consensus": parts.number("Lose consensus", "Concepts that would lose it", width=110),
            "left_alone": parts.number("Left alone", "Concepts that would keep fewer than two supporters", width=85),
            "vanished": parts.number("Vanish", "Concepts of which nobody else speaks"),
            "by_silence": parts.number(
                "By silence", "Verdicts that would turn only because one silent study less is in scope", width=85
            ),
            "speaks": parts.number("Speaks of", "Concepts that it supports, hedges, denies or refutes", width=85),
        },
        on_row=lambda id: state.put(study=id),
        whole=lambda: frame,
    )


def _without(record: Record, names: Mapping[str, str]) -> None:
    """The concepts that would not be what they are; a chosen row leads to the concept."""
    study = record["study"]
    name = names.get(study, study)
    st.subheader(f"Without {md_escape(name)}", anchor=False)
    doors.study(study, name)
    if not record["effects"]:
        parts.nothing("Every concept keeps its verdict.")
        return
    frame = frames.effects_frame(record)
    parts.table(
        frame.head(500),
        "effects",
        "Concepts without the study",
        {
            "concept": parts.text("Concept", 240),
            "now": parts.text("Now", 200),
            "without it": parts.text("Without it", 200),
            "what happens": parts.text("What happens", "medium"),
        },
        on_row=lambda id: state.put(effect=id),
        whole=lambda: frame,
    )
    labels = {row["id"]: row["label"] for row in record["effects"]}
    if chosen := state.remembered_id("effect", labels):
        doors.concept(chosen, labels[chosen])
    else:
        st.caption("Choose a row to open the concept.")
