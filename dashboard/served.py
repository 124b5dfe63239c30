"""The dashboard as it is served: app.py behind the guard. `concord dashboard` starts this file.

In: nothing. Out: the ASGI app that Streamlit runs.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.errors import StreamlitAPIException

from concord import rooms

rooms.check((*rooms.ROOMS, "dashboard"))

from dashboard.guarding import Guard  # noqa: E402  (after the check that it is ours)


def said(error: Exception) -> bool:
    """A sentence for what Streamlit refuses before a page runs: a file whose name the form does not take."""
    if not isinstance(error, StreamlitAPIException) or not str(error).startswith(("Invalid file ext", "Filename")):
        return False
    st.error("A file that was sent has a name that is not taken here; nothing was added. Reload the page.")
    return True


app = st.App(Path(__file__).with_name("app.py"), middleware=[Middleware(Guard)], on_script_error=said)
