"""Add studies: upload files, see what became of each and what they changed, and set a study aside again.

In: files of the visitor; addition of the URL. Out: the page. The only page that writes documents. What is sent is
counted here again: the limits of a form in a browser bind nobody who writes the request by hand.
"""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from concord import Added, ConcordError
from concord.files.grobid import shown
from concord.settings import read_settings
from dashboard.additions import adding
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import READ, count, md_escape
from dashboard.visitors import signing

MOST_MB = 50  # of one file
MOST_ALL_MB = 200  # of all that are sent at once
MOST_FILES = 200
TYPES = ["pdf", "xml", "tei", "nxml", "jats", "md", "markdown", "txt", "zip", "gz"]

parts.head(
    "Add studies",
    f"Give papers as {READ}, or archives of them (.zip, .gz). A file that cannot be read is named, the others land.",
)


def where_files_go() -> str:
    """Whether a paper leaves this computer, in a sentence."""
    server = read_settings().grobid_url
    if not server:
        return "Files stay on this computer."
    return f"PDFs are sent to the GROBID server at {md_escape(shown(server))}; other files stay on this computer."


def upload() -> None:
    """The form; what became of the files is kept for this visitor until the next upload."""
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader("Papers", accept_multiple_files=True, max_upload_size=MOST_MB, type=TYPES)
        st.caption(f"Up to {MOST_MB} MB a file and {MOST_ALL_MB} MB together. {where_files_go()}")
        sent = st.form_submit_button("Add to the knowledge base", type="primary")
    if not sent:
        return
    st.session_state.pop("_added", None)
    trouble = refused([(file.name, file.size) for file in files])
    if trouble:
        st.error(md_escape(trouble), icon=":material/error:")
        return
    try:
        with st.status(f"Adding {count(len(files), 'file')} …", expanded=True) as box:
            tell = adding.watcher(len(files))
            with signing.hands(nameless=True, progress=tell) as kb:
                added = kb.add_files((file.name, file.getvalue()) for file in files)
            box.update(label=f"{count(len(added.documents), 'file')} added", state="complete", expanded=False)
    except ConcordError as error:
        st.error(md_escape(str(error)), icon=":material/error:")
    else:
        st.session_state["_added"] = added
        state.put(addition=str(added.number) if added.number else None)


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


def outcome(added: Added) -> None:
    """What was refused and why, what was there already, and how many are new."""
    for sentence in (*added.unreadable, *added.given_up):
        st.error(md_escape(sentence), icon=":material/error:")
    if added.known:
        st.info(md_escape(f"Already there: {', '.join(added.known)}. Nothing was added twice."), icon=":material/info:")
    if added.documents:
        st.success(f"{count(len(added.documents), 'file')} added.", icon=":material/check:")
    else:
        st.markdown("Nothing new was added." if not added.unreadable else "No file was added.")


doors.follow()
upload()
if "_added" in st.session_state:
    outcome(st.session_state["_added"])
signing.told()
if not state.records("studies"):
    parts.nothing(
        "Nothing has been added yet. To see Concord with a small made-up collection first, run `concord demo` on the "
        "command line."
    )
else:
    numbers = [str(row["number"]) for row in state.records("history", last=adding.LAST)]
    if chosen := state.remembered_id("addition", numbers):
        adding.report(int(chosen))
    adding.set_aside_now()
    adding.so_far()
