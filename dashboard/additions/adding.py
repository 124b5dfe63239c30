"""The parts of Add studies that tell what became of files, and that set a study aside again.

In: what an addition did; addition of the URL. Out: elements on the page. Called by screens/add_study.py. Nothing that
was added is ever deleted; a study that should not count is set aside by one signed decision, which can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from concord import KnowledgeBase
from dashboard.additions import frames as adding_frames
from dashboard.changes import frames as changing
from dashboard.shared import doors, frames, glossary, parts, state
from dashboard.shared.wording import count, md_escape
from dashboard.visitors import signing

Record = dict[str, Any]
Progress = Callable[[str, int, int], None]
MOST = 500  # rows of a table
LINKS = 12  # studies that are linked by name
LAST = 50  # additions that are listed
STEPS = {"reading": "Reading again", "extracting": "Finding themes", "translating": "Comparing with the other studies"}


def watcher(files: int) -> Progress:
    """What tells on the page which file is being read, and which step comes after. files: how many were sent."""
    bar, lines = st.progress(0.0), st.container(gap=None)

    def tell(what: str, done: int, of: int) -> None:
        if what.startswith("reading "):
            bar.progress(min(done / max(files, 1), 1.0) / 2, f"File {done + 1:,} of {max(files, done + 1):,}")
            lines.text(what.removeprefix("reading "))
        elif what in STEPS:
            bar.progress(0.5 + 0.5 * min(done / max(of, 1), 1.0), f"{STEPS[what]}: {done:,} of {of:,}")

    return tell


def report(number: int) -> None:
    """One addition: its files with what became of each, what it changed, and how to set a study aside."""
    found = next((row for row in state.records("history", last=LAST) if row["number"] == number), None)
    if found is None:
        return
    studies = state.records("studies")
    names = frames.short_names(studies)
    st.subheader(f"Addition {number}", anchor=False)
    when = found["at"][:16].replace("T", " ")
    st.caption(md_escape(f"{count(len(found['documents']), 'file')}, {when} UTC, by {found['by']}"))
    frame = adding_frames.files_frame(found, studies, _live())
    parts.table(
        frame.head(MOST),
        "files",
        "What became of each file",
        {
            "file": parts.text("File", "medium"),
            "became": parts.text("Became", 150),
            "study": parts.text("Study", 170, glossary.meaning("study")),
            "read": parts.number("Read", glossary.meaning("coverage"), "%.1f %%"),
            "repairs": parts.number("Repairs", glossary.meaning("repair")),
            "themes": parts.number("Themes", "Of the study, over all its files, without rejected ones"),
            "references": parts.number("References", "Entries of its bibliography", width=95),
            "what it changed": parts.text("What it changed", "large"),
        },
        whole=lambda: frame,
    )
    there = [id for id in dict.fromkeys(frame["id"]) if id in names]
    with st.container(horizontal=True):
        for id in there[:LINKS]:
            doors.study(id, names[id])
        if len(there) > LINKS:
            st.page_link("screens/studies.py", label=f"and {len(there) - LINKS:,} more", icon=":material/more_horiz:")
    _changed(found["changes"], names)
    _set_aside(there, names)


def _live() -> dict[str, int]:
    """How many themes of each study count."""
    found: dict[str, int] = state.records("overview")["themes_of"]
    return found


def _changed(record: Record, names: dict[str, str]) -> None:
    """New, changed and gone concepts, one row each."""
    st.subheader("What changed", anchor=False)
    kept = {**record, "concepts": record["concepts"][:MOST]}
    frame = changing.changes_frame(kept, names)
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
        rows=10,
        on_row=doors.go,
    )
    with st.container(horizontal=True):
        st.page_link("screens/changes.py", label="See the words behind it", icon=":material/difference:")
        st.page_link("screens/agreement.py", label="See the agreement", icon=":material/grid_on:")


def _set_aside(studies: list[str], names: dict[str, str]) -> None:
    """One act for a study that was added by mistake."""
    live = _live()
    counting = [id for id in studies if live.get(id)]
    if not counting:
        return
    with st.expander("Set a study aside", icon=":material/undo:"):
        st.markdown(
            "A document that was added stays: what was concluded from it must remain open to a check. A study that "
            "should not count is **set aside**: all its themes are rejected by one decision in your name, which "
            "anybody can read in the log and you can take back. It stays in scope, so that where its headings "
            "address a facet it is counted as silent."
        )
        signing.signed()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            study = st.selectbox("Study", counting, format_func=names.__getitem__, key="aside")
            st.button(
                "Set aside",
                on_click=signing.act,
                args=(_aside(study), f"{names[study]} is set aside; its themes count no longer."),
            )


def _aside(study: str) -> Callable[[KnowledgeBase, str], object]:
    return lambda kb, reason: kb.set_aside(study, reason=reason)


def set_aside_now() -> None:
    """The studies that are set aside, and bringing one back."""
    log = state.records("log")
    live = _live()
    held = adding_frames.aside(log, lambda study: live.get(study, 0))
    if not held:
        return
    names = frames.short_names(state.records("studies"))
    st.subheader("Set aside", anchor=False)
    for row in held:
        st.text(adding_frames.aside_words(row, _name(row, names)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        numbers: dict[int, str] = {row["number"]: _name(row, names) for row in held}
        number = st.selectbox("Bring back", list(numbers), format_func=lambda number: numbers[number])
        if "addition" not in st.query_params:
            signing.name_box()
        if number is not None:
            st.button("Bring back", on_click=signing.act, args=(_back(number), f"{numbers[number]} counts again."))
    st.page_link(
        "screens/review.py", label="The log of decisions", query_params={"view": "log"}, icon=":material/list:"
    )


def _name(row: Record, names: dict[str, str]) -> str:
    id: str = row["study"]
    return names.get(id, id)


def _back(number: int) -> Callable[[KnowledgeBase, str], object]:
    return lambda kb, reason: kb.undo(number, reason=reason)


def so_far() -> None:
    """The last additions; a chosen row opens its report."""
    history = state.records("history", last=LAST)
    if not history:
        return
    st.subheader("Additions so far", anchor=False)
    st.caption("Choose a row to see what became of its files, and what they changed.")
    parts.table(
        adding_frames.additions_frame(history),
        "additions",
        "Additions, the newest first",
        {
            "addition": parts.number("Addition", "Its number in the history; `concord diff` takes it"),
            "when (UTC)": parts.text("When (UTC)", 140),
            "files": parts.number("Files", glossary.meaning("document")),
            "studies": parts.number("Studies", glossary.meaning("study")),
            "first file": parts.text("First file", "large"),
        },
        rows=8,
        on_row=lambda number: state.put(addition=number),
    )
