"""The dashboard as it is served: app.py behind the guard. `concord dashboard` starts this file.

In: nothing. Out: the ASGI app that Streamlit runs. While it starts, what the first visitor will ask for is made ready.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from concord import rooms

rooms.check((*rooms.ROOMS, "dashboard"))

from dashboard.shared import warming  # noqa: E402  (after the check that it is ours)
from dashboard.visitors import failing  # noqa: E402  (after the check that it is ours)
from dashboard.visitors.guarding import Guard  # noqa: E402


@asynccontextmanager
async def _begun(_: st.App) -> AsyncIterator[None]:
    threading.Thread(target=warming.warm, name="warming", daemon=True).start()
    yield


app = st.App(
    Path(__file__).with_name("app.py"),
    lifespan=_begun,
    middleware=[Middleware(Guard)],
    on_script_error=failing.said,
)
