"""Add a study: upload files, see what became of each and what they changed.

In: files of the visitor. Out: the page. The only page that writes documents. What is sent is counted here again: the
limits of a form in a browser bind nobody who writes the request by hand.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import streamlit as st

from concord import ConcordError
from concord.files.grobid import shown
from concord.settings import read_settings
from dashboard import changing, frames, parts, signing, state
from dashboard.wording import READ, count, md_escape

MOST_MB = 50  # of one file
MOST_ALL_MB = 200  # of all that are sent at once
MOST_FILES = 200
TYPES = ["pdf", "xml", "tei", "nxml", "jats", "md", "markdown", "txt", "zip", "gz"]

parts.head(
    "Add a study",
    f"Give papers as {READ}, or archives of them (.zip, .gz). A file that cannot be read is named, the others land.",
)


def where_files_go() -> str:
    """Whether a paper leaves this computer, in a sentence."""
    server = read_settings().grobid_url
    if not server:
        return "Files stay on this computer."
    return f"PDFs are sent to the GROBID server at {md_escape(shown(server))}; other files stay on this computer."


def upload() -> None:
    """The form; what was added is kept for this visitor until the next upload."""
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader("Papers", accept_multiple_files=True, max_upload_size=MOST_MB, type=TYPES)
        st.caption(f"Up to {MOST_MB} MB a file and {MOST_ALL_MB} MB together. {where_files_go()}")
        sent = st.form_submit_button("Add to the knowledge base")
    if not sent:
        return
    st.session_state.pop("_added", None)
    trouble = refused([(file.name, file.size) for file in files])
    if trouble:
        st.error(md_escape(trouble), icon=":material/error:")
        return
    try:
        with (
            st.spinner(f"Reading {count(len(files), 'file')}, finding themes and comparing them …"),
            signing.hands(nameless=True) as kb,
        ):
            added = kb.add_files((file.name, file.getvalue()) for file in files)
    except ConcordError as error:
        st.error(md_escape(str(error)), icon=":material/error:")
    else:
        st.session_state["_added"] = (added, [PurePath(file.name).name for file in files])


def refused(files: list[tuple[str, int]]) -> str:
    """Why these files, by name and size in bytes, are not taken; "" when they are."""
    if not files:
        return "Choose at least one file first."
    if len(files) > MOST_FILES:
        return f"You sent {len(files)} files; send up to {MOST_FILES} at once, or a zip archive of them."
    for name, size in files:
        if size > MOST_MB * 1_000_000:
            return f"{PurePath(name).name}: has {size / 1e6:,.1f} MB, and a file may have {MOST_MB}; nothing was added."
    whole = sum(size for _, size in files)
    if whole > MOST_ALL_MB * 1_000_000:
        return f"The files have {whole / 1e6:,.0f} MB together; send up to {MOST_ALL_MB} at once. Nothing was added."
    return ""


def outcome(added: Any, given: list[str]) -> None:
    """What became of each file, then what changed."""
    for sentence in (*added.unreadable, *added.given_up):
        st.error(md_escape(sentence), icon=":material/error:")
    if added.known:
        st.info(md_escape(f"Already there: {', '.join(added.known)}. Nothing was added twice."), icon=":material/info:")
    if not added.documents:
        st.markdown("Nothing new was added." if not added.unreadable else "No file was added.")
        return
    st.success(f"{count(len(added.documents), 'file')} added.", icon=":material/check:")
    st.subheader("The files", anchor=False)
    studies, themes = state.records("studies"), state.records("themes")
    parts.table(
        frames.files_frame(studies, themes, set(added.documents)),
        "files",
        "What became of each file",
        {
            "title": parts.text("Title", "large"),
            "coverage": parts.number("Read", "Share of the file's letters and digits that the text holds", "%.1f %%"),
            "repairs": parts.number("Repairs", "Places where damage was mended"),
            "themes": parts.number("Themes", "Of the study, over all its files"),
        },
    )
    what_changed(state.records("diff", f"addition {added.number}"))


def what_changed(record: dict[str, Any]) -> None:
    """New, changed and gone concepts, one row each."""
    st.subheader("What changed", anchor=False)
    frame = changing.changes_frame(record, frames.short_names(state.records("studies")))
    if frame.empty:
        parts.nothing("No concept is new or changed.")
        return
    st.markdown(md_escape(changing.change_words(record)))
    parts.table(
        frame,
        "changes",
        "Concepts that changed",
        {
            "change": parts.text("Change", "small"),
            "what changed": parts.text("What changed", "large"),
            "before": parts.text("Support before", "small"),
            "now": parts.text("Support now", "small"),
        },
        rows=14,
    )
    with st.container(horizontal=True):
        st.page_link("screens/changes.py", label="See the words behind it", icon=":material/difference:")
        st.page_link("screens/agreement.py", label="See the agreement", icon=":material/grid_on:")


upload()
if "_added" in st.session_state:
    outcome(*st.session_state["_added"])
elif not state.records("studies"):
    parts.nothing(
        "Nothing has been added yet. To see Concord with a small made-up collection first, run `concord demo` on the "
        "command line."
    )
