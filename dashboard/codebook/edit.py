"""Writing another codebook: a draft with its checks, what it has otherwise, what it would change, and adopting it.

In: a record of KnowledgeBase.codebook to begin with; what a person writes. Out: a part of the page Codebook. Called by
it. A draft stays in the visitor's session until they close it: nobody else sees it before it is adopted.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from concord.codebooks import new_text
from concord.resources import bundled_codebooks
from dashboard.changes import trying
from dashboard.codebook.frames import checked_words, compared_words, problems_frame
from dashboard.codebook.view import show_changes
from dashboard.shared import downloads, frames, parts, state
from dashboard.shared.wording import count, md_escape
from dashboard.visitors import signing

Record = dict[str, Any]
MOST = 1_000_000  # characters of a draft
MOST_MB = 1  # of a file
FILE = "draft.toml"
_BUNDLED = "{} as it is bundled"
_DRAFT, _CHECKED = "codebook draft", "codebook checked"


def editing(book: Record) -> None:
    """The draft, its checks, and what can be done with it."""
    if not signing.may():
        parts.nothing("Reviewers write and try codebooks here. What stands in force is read under *See*.")
        return
    _beginnings(book)
    text = st.text_area(
        "The codebook, as TOML",
        key=_DRAFT,
        height=420,
        max_chars=MOST,
        persist_state="session",
        placeholder='Begin with one of the buttons above, or write: name = "nursing"',
        help="docs/codebooks.md explains every key. A codebook that extends another one needs only what is new.",
    )
    st.caption(
        "The draft stays in this browser tab until it is closed, and nobody else sees it: download it to keep it. Only "
        "when an admin adopts it are the papers read with it."
    )
    checked = _checks(text) if text and text.strip() else None
    if text and checked:
        with st.container(horizontal=True):
            st.button("Check every word", on_click=_check_words, icon=":material/spellcheck:")
            st.download_button(
                "Download the draft",
                data=text,
                file_name=file_of(checked),
                mime="application/toml",
                on_click="ignore",
                icon=":material/download:",
            )
        if checked["usable"]:
            with st.expander("What it has otherwise than the one in force"):
                changes = state.knowledge_base().compare_codebooks(text=text)
                st.markdown(md_escape(compared_words(changes)))
                show_changes(changes, "draft changes")
    own = (file_of(checked), text.encode()) if text and checked and checked["usable"] else None
    _try_it(own, drafted=checked is not None)


def file_of(checked: Record) -> str:
    """The file name of a draft: its codebook's name, since one that extends it is looked for under that."""
    return downloads.file_name(checked["label"].split()[0], "toml") if checked["label"] else FILE


def _beginnings(book: Record) -> None:
    """What to begin with: a new one that adds to a bundled one, the one that is chosen, or a file."""
    base = book["name"] if book["name"] in bundled_codebooks() else book["extends"][0] if book["extends"] else None
    with st.container(horizontal=True):
        st.button(
            f"Begin a new one on top of {base}" if base else "Begin a new one",
            on_click=_begin,
            args=(new_text("mine", "My review", base),),
            icon=":material/note_add:",
        )
        st.button(f"Begin with {book['file']}", on_click=_begin, args=(book["text"],), icon=":material/file_copy:")
    with st.expander("Begin with a file of your own"):
        file = signing.upload("Codebook file", ["toml"], MOST_MB)
        if file is not None:
            said = file.getvalue().decode("utf-8-sig", errors="replace")
            st.button(f"Take {md_escape(file.name)} over as the draft", on_click=_begin, args=(said,))


def _begin(text: str) -> None:
    st.session_state[_DRAFT] = text
    st.session_state.pop(_CHECKED, None)
    trying.forget()


def _checks(text: str) -> Record:
    """What is wrong, at every change; what is doubtful where it was asked for and nothing was changed since."""
    asked = st.session_state.get(_CHECKED)
    checked: Record = (
        asked[1] if asked and asked[0] == text else state.knowledge_base().check_codebook(text, file=FILE, words=False)
    )
    (st.success if checked["usable"] else st.error)(md_escape(checked_words(checked)))
    if checked["problems"]:
        parts.table(
            problems_frame(checked),
            "problems",
            "What is wrong or doubtful in the draft, by line",
            {
                "line": parts.number("Line", "In the draft, from 1", width=60),
                "is": parts.text("Is", 80),
                "says": parts.text("What", "large"),
            },
            rows=8,
        )
    return checked


def _check_words() -> None:
    """Also looks for words that can never match, which takes the language model."""
    text = st.session_state.get(_DRAFT) or ""
    st.session_state[_CHECKED] = (text, state.knowledge_base().check_codebook(text, file=FILE))


def _try_it(own: trying.Own | None, *, drafted: bool) -> None:
    """What the draft, or a codebook that is there, would change, in one study or in all, before anybody adopts it."""
    st.subheader("Try it", anchor=False)
    names = frames.short_names(state.records("studies"))
    if not names:
        st.caption("There is no study yet to try it on.")
        return
    if drafted and own is None:
        st.caption("The draft can be tried when nothing is wrong with it.")
    options = {"draft": "The draft"} if own else {}
    options |= {trying.AUTO: "auto: each study's own words choose"}
    options |= {name: _BUNDLED.format(name) for name in bundled_codebooks()}
    left, middle, right = st.columns([2, 2, 2], vertical_alignment="bottom")
    with left:
        what = st.selectbox("Codebook to try", list(options), key="to_try", format_func=options.__getitem__)
    with middle:
        study = st.selectbox(
            "On",
            ["", *sorted(names, key=names.__getitem__)],
            key="try_on",
            format_func=lambda id: names.get(id, "All studies"),
        )
    mine = own if what == "draft" else None
    with right:
        st.button(
            "Show what it would change",
            on_click=trying.try_it,
            args=(mine[0] if mine else what, mine, study or None),
            icon=":material/difference:",
        )
    st.caption(
        f"One study takes seconds and tells its themes alone; all {count(len(names), 'study', 'studies')} take longer, "
        "are translated too, and only then can it be adopted. Nothing of a trial is kept."
    )
    trying.report_of("codebook", own)
