"""Acts in a person's own name: who signs, for what reason, and what came of it.

In: what to do with a knowledge base. Out: boxes, and a sentence after the act. Called by the pages on which people
decide or code.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from concord import ConcordError, KnowledgeBase
from concord.settings import read_settings
from dashboard.wording import md_escape


def name_box() -> str:
    """The box for the person's name, kept over the session; returns what stands in it."""
    return (st.text_input("Your name", key="reviewer", persist_state="session", max_chars=80) or "").strip()


def signed() -> None:
    """Boxes for the name and for a reason."""
    left, right = st.columns([1, 3])
    with left:
        name_box()
    with right:
        st.text_input("Reason", key="reason", placeholder="in a few words; it stands in the log", max_chars=500)


def act(does: Callable[[KnowledgeBase, str], object], done: str) -> None:
    """As `acted`, for a button."""
    acted(does, done)


def acted(does: Callable[[KnowledgeBase, str], object], done: str) -> bool:
    """Does something in the name and for the reason that stand in the boxes now, and keeps what to say of it.

    does: gets the knowledge base in the person's hands, and the reason. The boxes are read here and not when the button
    is drawn, because who types and presses at once would sign with the name of before. Returns whether it was done.
    """
    who = st.session_state.get("reviewer", "").strip()
    if not who:
        st.session_state["_said"] = ("error", "Give your name first; what you do here is signed.")
        return False
    mine = KnowledgeBase(read_settings().kb, user=who)
    try:
        does(mine, st.session_state.get("reason", ""))
    except ConcordError as error:
        st.session_state["_said"] = ("error", str(error))
        return False
    finally:
        mine.close()
    st.session_state["_said"] = ("success", done) if done else ("", "")
    if "reason" in st.session_state:
        st.session_state["reason"] = ""
    return True


def told() -> None:
    """What the last act did."""
    kind, sentence = st.session_state.pop("_said", ("", ""))
    if kind:
        (st.success if kind == "success" else st.error)(md_escape(sentence))
