"""Snapshots: the list, one of them as a file, and making one in a person's name.

In: the snapshots, and snapshot of the URL. Out: a part of the page What changed. Called by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.changes import frames
from dashboard.shared import parts, state
from dashboard.visitors import signing

Record = dict[str, Any]


def the_snapshots(snapshots: Sequence[Record]) -> None:
    """The list, one of them as a file, and making one."""
    st.markdown(
        "A snapshot freezes the whole synthesis under a name: to compare with, to cite, to hand to somebody. It is "
        "never overwritten and never changes."
    )
    if snapshots:
        parts.table(
            frames.snapshots_frame(snapshots),
            "snapshots",
            "Snapshots, the newest first",
            {"frozen": parts.text("Frozen (UTC)", 130), "note": parts.text("Note", "medium")},
            on_row=lambda id: state.put(**{"from": id, "view": None}),
        )
        st.caption("Choose a row to see what changed since.")
        _a_file([row["name"] for row in reversed(snapshots)])
    if signing.may():
        _the_freezing()
    signing.told()


def _the_freezing() -> None:
    """The form that makes a snapshot."""
    with st.container(border=True, key="freezing"):
        left, middle, right = st.columns([1, 1, 2])
        with left:
            signing.name_box()
        with middle:
            st.text_input("Name of the snapshot", key="snapshot_name", placeholder="round 1", max_chars=80)
        with right:
            st.text_input("Note", key="snapshot_note", placeholder="what it is for", max_chars=300)
        st.button("Freeze", on_click=_freeze, icon=":material/ac_unit:")


def _a_file(known: list[str]) -> None:
    """One snapshot to take away."""
    kb = state.knowledge_base()
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        name = state.choice("Snapshot to take away", "snapshot", known, default=known[0]) or known[0]
    with right:
        st.download_button(
            "Download it as JSON",
            data=lambda: kb.snapshot_bytes(name),
            file_name=f"{'-'.join(name.split())}.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
        )


def _freeze() -> None:
    """Makes the snapshot that stands in the boxes, in the name of who stands there."""
    name = st.session_state.get("snapshot_name", "")
    note = st.session_state.get("snapshot_note", "")
    if signing.acted(lambda kb, _: kb.snapshot(name, note=note), f"“{name}” is frozen."):
        st.session_state["snapshot_name"] = st.session_state["snapshot_note"] = ""
