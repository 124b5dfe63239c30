"""The dashboard as it is served: app.py behind the guard. `concord dashboard` starts this file.

In: nothing. Out: the ASGI app that Streamlit runs.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from concord import rooms

rooms.check((*rooms.ROOMS, "dashboard"))

from dashboard import failing  # noqa: E402  (after the check that it is ours)
from dashboard.guarding import Guard  # noqa: E402

app = st.App(Path(__file__).with_name("app.py"), middleware=[Middleware(Guard)], on_script_error=failing.said)
