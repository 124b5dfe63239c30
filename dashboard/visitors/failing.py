"""What a page says when it could not be made: one calm sentence, what to do, and a word by which the log finds it.

In: an exception that no page caught. Out: an error state on the page; the traceback is in the server's log alone, where
Streamlit writes it. Called by served, for pages and for callbacks.
"""

from __future__ import annotations

import logging
import secrets

import streamlit as st
from streamlit.errors import StreamlitAPIException

from concord import ConcordError

LOG = logging.getLogger("concord.dashboard")
_FILES = ("Invalid file ext", "Filename")  # how Streamlit begins when it refuses a file before a page runs


def said(error: Exception) -> bool:
    """Shows the error state; True: Streamlit shows nothing of its own."""
    if isinstance(error, StreamlitAPIException) and str(error).startswith(_FILES):
        st.error("A file that was sent has a name that is not taken here; nothing was added. Reload the page.")
        return True
    with st.container(border=True, key="failed"):
        if isinstance(error, ConcordError):  # written for people
            st.error("This could not be done.", icon=":material/error:")
            st.text(str(error))
        else:
            mark = secrets.token_hex(3)
            LOG.error("Fault %s: %s", mark, type(error).__name__)
            st.error("This page could not be shown. Nothing that was kept is lost.", icon=":material/error:")
            st.markdown(
                "Show it again. If the same happens, go back a step in the browser, or open the page anew from the "
                f"menu; and tell whoever serves this dashboard, whose log has it as **fault {mark}**."
            )
        st.button("Show the page again", icon=":material/refresh:", key="again")
    return True
