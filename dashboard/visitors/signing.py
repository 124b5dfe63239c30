"""Acts in a person's own name: who signs, for what reason, and what came of it.

In: what to do with a knowledge base. Out: boxes, and a sentence after the act. Called by the pages on which people
decide, code or add. This is the only way to write: who it is and what they may do is asked when the act is done, and
the knowledge base is opened with that role. Each write leaves a line on standard error.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import streamlit as st

from concord import ConcordError, KnowledgeBase, NotAllowed, Role
from concord.access import WRITES
from concord.deriving.extracted import quiet
from concord.deriving.readings import Progress
from concord.settings import read_settings
from dashboard.shared.wording import md_escape
from dashboard.visitors import access

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_TOLD = "told in this run"
NAMELESS = "Give your name first; what you do here is signed."


class _StandardError(logging.Handler):
    """Says each line there where standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        print(record.getMessage(), file=sys.stderr, flush=True)


if not WRITES.handlers:  # this module is loaded once for all sessions
    WRITES.addHandler(_StandardError())
    WRITES.setLevel(logging.INFO)


def may(role: Role = Role.REVIEWER) -> bool:
    """Whether to show the visitor what takes that role."""
    return access.may(role)


def name_box() -> str:
    """The name that what is done here is signed with: of who signed in, else what stands in a box, over the session."""
    here = access.visitor()
    if here.signed_in:
        st.caption("You sign as")
        st.text(here.signature)
        return here.signature
    return (st.text_input("Your name", key="reviewer", persist_state="session", max_chars=80) or "").strip()


def upload(label: str, types: list[str], most_mb: int, *, help: str | None = None) -> UploadedFile | None:
    """A file of the visitor, of one of these endings and sizes; None while there is none that is taken.

    Counted again here: the limits of a form in a browser bind nobody who writes the request by hand.
    """
    file = st.file_uploader(label, type=types, max_upload_size=most_mb, help=help)
    if file is not None and file.size > most_mb * 1024 * 1024:
        st.error(f"That file has {file.size / 1e6:,.0f} MB; send up to {most_mb}.")
        return None
    return file


def signed() -> None:
    """Boxes for the name and for a reason."""
    left, right = st.columns([1, 3])
    with left:
        name_box()
    with right:
        st.text_input("Reason", key="reason", placeholder="in a few words; it stands in the log", max_chars=500)


@contextmanager
def hands(*, nameless: bool = False, progress: Progress = quiet) -> Iterator[KnowledgeBase]:
    """The knowledge base in the hands of whoever is there at this moment, with the role they have now.

    nameless: on one's own machine the name that CONCORD_USER gives will do. progress: told what is being done.

    Raises:
        NotAllowed: nobody is there who may come in, or nobody who gave a name.
    """
    here = access.visitor()
    if here.role is None:
        raise NotAllowed(here.why)
    who = here.signature or st.session_state.get("reviewer", "").strip()
    if here.role is not Role.READER and not who and not nameless:
        raise NotAllowed(NAMELESS)
    mine = KnowledgeBase(read_settings().kb, user=who or None, role=here.role, progress=progress)
    try:
        yield mine
    finally:
        mine.close()


def act(does: Callable[[KnowledgeBase, str], object], done: str) -> None:
    """As `acted`, for a button."""
    acted(does, done)


def acted(does: Callable[[KnowledgeBase, str], object], done: str) -> bool:
    """Does something in the name and for the reason that stand in the boxes now, and keeps what to say of it.

    does: gets the knowledge base in the person's hands, and the reason. The boxes are read here and not when the button
    is drawn, because who types and presses at once would sign with the name of before. Returns whether it was done.
    """
    try:
        with hands() as mine:
            does(mine, st.session_state.get("reason", ""))
    except ConcordError as error:
        st.session_state["_said"] = ("error", str(error))
        return False
    st.session_state["_said"] = ("success", done) if done else ("", "")
    if "reason" in st.session_state:
        st.session_state["reason"] = ""
    return True


def told() -> None:
    """What the last act did."""
    kind, sentence = once("_said", ("", ""))
    if kind:
        (st.success if kind == "success" else st.error)(md_escape(sentence))


def once(key: str, otherwise: Any = None) -> Any:
    """What an act left in the session to be told one time. It stays until a run of the page has come to its end.

    A run that another click interrupts was never seen, and what it told would be lost.
    """
    if key in st.session_state:
        st.session_state.setdefault(_TOLD, set()).add(key)
    return st.session_state.get(key, otherwise)


def seen() -> None:
    """The page has come to its end: what it told is not told again."""
    for key in st.session_state.pop(_TOLD, ()):
        st.session_state.pop(key, None)
