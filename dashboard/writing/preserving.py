"""Backup and checks on the page Export, for admins: everything in one file, and whether all is as it was written.

In: the hands of who is there. Out: a section of the page. Called by the page Export. Restoring is for the command line,
because it makes a knowledge base beside the one that is served.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from concord import ConcordError, Role
from dashboard.shared import state
from dashboard.shared.wording import md_escape
from dashboard.visitors import signing

NAME = "review.concord.zip"


def section() -> None:
    """The section; nothing for who is no admin, since a backup holds blind codings too."""
    if not signing.may(Role.ADMIN):
        return
    st.subheader("Everything, as a backup", anchor=False)
    st.markdown("Documents, codebooks, decisions, codings and snapshots in one file, for SQLite and PostgreSQL alike.")
    left, right = st.columns(2)
    left.download_button(
        "Download a backup",
        data=backup_bytes,
        file_name=NAME,
        mime="application/zip",
        on_click="ignore",
        icon=":material/archive:",
    )
    if right.button("Check everything", icon=":material/verified_user:", key="verify"):
        _checked()
    st.markdown("The same on the command line, and back again:")
    commands = (f"concord backup {NAME}", "concord verify", f"concord restore {NAME} --kb new.db")
    st.code("\n".join(commands), language=None, wrap_lines=True)


def backup_bytes() -> bytes:
    """A backup of this moment, in the name and with the role that the visitor has now. Raises NotAllowed."""
    with tempfile.TemporaryDirectory(prefix="concord") as folder, signing.hands(nameless=True) as mine:
        path = Path(folder) / NAME
        mine.backup(path)
        return path.read_bytes()


def _checked() -> None:
    try:
        with st.spinner("Reading every document and looking for every quote …"):
            rows = state.knowledge_base().verify()
    except ConcordError as error:
        st.error(md_escape(str(error)))
        return
    for row in rows:
        (st.warning if row["doubt"] else st.error)(md_escape(row["sentence"]))
    if not rows:
        st.success("Nothing is wrong: all is as it was written, and every quote stands in its document.")
