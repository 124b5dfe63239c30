"""Dependence: which studies rest on each other, as a picture over the years and as a table, each tie on its evidence.

In: short names of studies, and ties, tie and study of the URL. Out: a part of the page Agreement. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.agreement import tie_frames
from dashboard.charts import widgets
from dashboard.charts.timeline import LINE_RULES, Timeline, kinds_drawn, timeline
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import count, md_escape, with_names
from synthesis.dependence import KINDS

Record = dict[str, Any]


@st.cache_data(show_spinner="Placing the studies …", max_entries=16)
def _timeline(studies: list[Record], ties: list[Record], kinds: list[str]) -> Timeline:
    return timeline(studies, ties, kinds)


def dependence(names: Mapping[str, str]) -> None:
    """The picture with the evidence beside it, what is odd, and the table."""
    found = state.records("dependence")
    ties = found["ties"]
    st.markdown(
        "A review and the meta-synthesis that includes it are not two witnesses. What a strong tie joins (includes, "
        "version) is counted once. Weaker ties count where the assumptions of “Concepts by studies” say so."
    )
    if not ties:
        parts.nothing("No study of this knowledge base includes, cites or resembles another one.")
        return
    for trouble in tie_frames.troubles(found, names):
        st.warning(md_escape(trouble), icon=":material/rule:")
    kinds = [kind for kind in KINDS if any(tie["kind"] == kind for tie in ties)]
    picked = state.several("Ties", "ties", kinds, str, placeholder="Those that can be read at once")
    drawn_kinds = picked if st.session_state["ties"] else kinds_drawn(ties)
    drawn = _timeline(state.records("studies"), ties, drawn_kinds)
    by_id = {tie_frames.tie_id(tie): tie for tie in ties}
    study = state.remembered_id("study", names)
    tie = state.remembered_id("tie", by_id)
    st.caption(_said(ties, drawn, drawn_kinds))
    left, right = st.columns([5, 2], gap="medium")
    with left:
        widgets.timeline(
            drawn,
            dict(names),
            f"timeline {' '.join(drawn_kinds)}",
            "Studies by year and the ties between them; the table below offers the same choice",
            lambda id: state.put(study=id, tie=None),
            lambda number: state.put(tie=tie_frames.tie_id(drawn.ties[number]), study=None),
        )
    with right, st.container(border=True, key="evidence"):
        if tie:
            _evidence(by_id[tie], names)
        elif study:
            _of_study(study, ties, names)
        else:
            st.markdown("Click a line or a study, or choose a row of the table below.")
            st.markdown("\n".join(f"- {rule}" for kind, rule in LINE_RULES.items() if kind in drawn_kinds))
            st.markdown("Years run from left to right, so an arrow leads back in time.")
    _one_witness(found, names)
    _table(ties, names)


def _said(ties: list[Record], drawn: Timeline, kinds: list[str]) -> str:
    """What there is, and what the picture leaves out."""
    said = f"{count(len(drawn.nodes), 'study', 'studies')}; {tie_frames.counted(ties)}."
    hidden = [kind for kind in KINDS if kind not in kinds and any(tie["kind"] == kind for tie in ties)]
    if hidden:
        said += f" Not drawn: {', '.join(hidden)}; choose them under “Ties”."
    if drawn.left_out:
        said += f" {count(drawn.left_out, 'weaker tie')} more would hide the rest; the table has them."
    return said


def _evidence(tie: Record, names: Mapping[str, str]) -> None:
    """What shows a tie, and its dates."""
    st.markdown(f"**{md_escape(tie_frames.told(tie, names))}**")
    dates = " and ".join(date or "unknown" for date in tie["dates"])
    st.caption(f"{'Not used' if tie['unused'] else tie['strength'].capitalize()}; dates {md_escape(dates)}.")
    if tie["unused"]:
        st.markdown(md_escape(with_names(tie["unused"], names)))
    st.markdown("Known from the entry of its bibliography:" if tie["keys"] else "Known from:")
    st.markdown(f":blue-background[{md_escape(tie['evidence'])}]")
    for end in ("source", "target"):
        st.button(
            f"All ties of {md_escape(names.get(tie[end], tie[end]))}",
            key=f"ties_of_{end}",
            on_click=lambda id: state.put(study=id, tie=None),
            args=(tie[end],),
        )


def _of_study(id: str, ties: list[Record], names: Mapping[str, str]) -> None:
    """All ties of a study, each leading to its evidence."""
    own = [tie for tie in ties if id in (tie["source"], tie["target"])]
    st.markdown(f"**{md_escape(names[id])}**: {count(len(own), 'tie')}")
    for tie in sorted(own, key=lambda tie: (bool(tie["unused"]), KINDS.index(tie["kind"])))[:20]:
        st.button(
            md_escape(tie_frames.told(tie, names)),
            key=f"tie {tie_frames.tie_id(tie)}",
            type="tertiary",
            on_click=lambda name: state.put(tie=name, study=None),
            args=(tie_frames.tie_id(tie),),
        )
    if len(own) > 20:
        st.caption(f"{len(own) - 20} more in the table.")
    doors.study(id, names.get(id, id))


def _one_witness(found: Record, names: Mapping[str, str]) -> None:
    """What is nested in what, and which studies are one witness together."""
    said = tie_frames.nested(found, names)
    if said:
        st.subheader("Counted once", anchor=False)
        st.markdown("\n".join(f"- {md_escape(line)}" for line in said))


def _table(ties: list[Record], names: Mapping[str, str]) -> None:
    st.subheader("The same as a table", anchor=False)
    parts.table(
        tie_frames.ties_frame(ties, names),
        "ties_table",
        "Ties between studies with their evidence",
        {
            "study": parts.text("Study", 190),
            "of": parts.text("Date", 70),
            "tie": parts.text("Tie", 110),
            "other study": parts.text("Other study", 190),
            "of the other": parts.text("Date", 70),
            "counts as": parts.text("Counts as", 90, "strong: counted once; weaker: shown, and counted where asked"),
            "known from": parts.text("Known from", 420),
        },
        on_row=lambda name: state.put(tie=name, study=None),
    )
