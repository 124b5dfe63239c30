"""What waits for a person, and what was adopted: codebooks and programs that the papers were read with, one by one.

In: what the knowledge base says of what waits, and its adoptions. Out: elements of the page What changed. Called by
that page; what a person tries before it is adopted stands in trying.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.changes import trying
from dashboard.shared import parts, state
from dashboard.shared.wording import count, md_escape
from dashboard.visitors import signing

Record = dict[str, Any]


def what_waits(waiting: Record) -> None:
    """An update, and additions that were stopped, each with what can be done about it."""
    if update := waiting["update"]:
        st.info(
            f"This knowledge base is held at what Concord {md_escape(update['from'])} read and extracted; this program "
            f"is {md_escape(update['to'])}. An admin can see below what it would change, and adopt it.",
            icon=":material/update:",
        )
    for row in waiting["unfinished"]:
        when = row["at"][:16].replace("T", " ")
        st.warning(
            f"The addition of {when} UTC by {md_escape(row['by'])} ({count(len(row['documents']), 'file')}) was "
            "stopped before what it changed was written down. Its files are there; nothing is lost.",
            icon=":material/pending_actions:",
        )
    if waiting["unfinished"] and signing.may():
        signing.name_box()
        st.button("Write it down now", on_click=_finish, icon=":material/done_all:")


def the_adoptions(adoptions: Iterable[Record], waiting: Record) -> None:
    """What was adopted, the newest first; then what can be tried, its report, and the button."""
    st.markdown(
        "The papers are read by one codebook and one version of Concord until another one is adopted. What that would "
        "change is told first; what it changed is kept for good."
    )
    parts.table(
        adoptions_frame(adoptions),
        "adoptions",
        "Codebooks and programs that were adopted, the newest first",
        {"when": parts.text("When (UTC)", 130), "reason": parts.text("Reason", "medium")},
        on_row=lambda id: state.put(**{"from": id, "view": None}),
    )
    st.caption("Choose a row to see what it changed.")
    st.page_link(
        "screens/codebook.py",
        label="Try another codebook",
        query_params={"view": "edit"},
        icon=":material/menu_book:",
    )
    if not signing.may():
        return
    if waiting["update"]:
        st.subheader(f"Update to Concord {md_escape(waiting['update']['to'])}", anchor=False)
        st.button("Show what it would change", on_click=trying.try_it, args=("", None), icon=":material/difference:")
    trying.report_of("")
    signing.told()


def _finish() -> None:
    signing.acted(lambda kb, _: kb.finish(), "What the addition changed is written down.")


def adoptions_frame(records: Iterable[Record]) -> pd.DataFrame:
    """The adoptions, the newest first; id is the name that `KnowledgeBase.diff` takes."""
    rows = [
        {
            "id": f"adoption {row['number']}",
            "when": row["at"][:16].replace("T", " "),
            "by": row["by"],
            "what": {"first": "first papers", "codebook": "codebook", "program": "Concord"}[row["kind"]],
            "from": row["from"],
            "to": row["to"],
            "reason": row["reason"],
        }
        for row in records
    ]
    return pd.DataFrame(rows[::-1], columns=["id", "when", "by", "what", "from", "to", "reason"])
