"""The dashboard's front page: `streamlit run` starts this file, `concord dashboard` does it for you.

In: CONCORD_KB, the knowledge base to show. Out: the app. It lays out the pages; each of them is a file of screens/.
That folder is not called pages/, because Streamlit would serve such a folder by itself, past this file, to the first
visitor who comes by a link. Whoever may not come in sees a door here, and no page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from concord import Role, rooms

rooms.check((*rooms.ROOMS, "dashboard"))

from dashboard.visitors import access, sharing, signing, tour  # noqa: E402  (after the check that it is ours)

ICON = Path(__file__).with_name("icon.svg")
STYLE = Path(__file__).with_name("style.css")

st.set_page_config(page_title="Concord", page_icon=str(ICON), layout="wide")
st.logo(str(ICON), size="large")
st.html(STYLE)
here = access.visitor()
if here.role is None:
    access.door(here)
    st.stop()

PAGES = (  # section of the menu, file of screens/, title, address, least role
    ("", "overview", "Overview", "", Role.READER),
    ("", "ask", "Ask", "ask", Role.READER),
    ("Synthesis", "agreement", "Agreement", "agreement", Role.READER),
    ("Synthesis", "concept", "Concept", "concept", Role.READER),
    ("Synthesis", "graph", "Graph", "graph", Role.READER),
    ("Synthesis", "refutations", "Refutations", "refutations", Role.READER),
    ("Synthesis", "mapping", "Mapping", "mapping", Role.READER),
    ("Synthesis", "overlap", "Overlap", "overlap", Role.READER),
    ("Synthesis", "compare", "Compare studies", "compare", Role.READER),
    ("Evidence", "themes", "Themes", "themes", Role.READER),
    ("Evidence", "studies", "Studies", "studies", Role.READER),
    ("Evidence", "methods", "Methods", "methods", Role.READER),
    ("Evidence", "reading", "Reading", "reading", Role.READER),
    ("Review", "changes", "What changed", "changes", Role.READER),
    ("Review", "add_study", "Add studies", "add", Role.REVIEWER),
    ("Review", "importing", "Import", "import", Role.REVIEWER),
    ("Review", "review", "Review", "review", Role.READER),
    ("Review", "judging", "Blind rounds", "judging", Role.REVIEWER),
    ("Review", "coding", "Coding", "coding", Role.REVIEWER),
    ("Review", "codebook", "Codebook", "codebook", Role.READER),
    ("Write", "export", "Export", "export", Role.READER),
    ("Write", "text", "Method text", "text", Role.READER),
)
open_to = {}
menu: dict[str, list[Any]] = {}
for section, file, title, address, needed in PAGES:
    made = st.Page(
        f"screens/{file}.py",
        title=title,
        url_path=address or None,
        default=not address,
        visibility="visible" if here.role.covers(needed) else "hidden",
    )
    open_to[made] = needed
    menu.setdefault(section, []).append(made)
page = st.navigation(menu, position="top")
access.bar(here)
if here.role.covers(open_to[page]):
    tour.bar(page.url_path)
    with sharing.link_to_this_view():
        page.run()
        signing.seen()
else:
    access.closed(page.title, open_to[page])
