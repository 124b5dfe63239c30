"""The dashboard's front page: `streamlit run` starts this file, `concord dashboard` does it for you.

In: CONCORD_KB, the knowledge base to show. Out: the app. It lays out the pages; each of them is a file of screens/.
That folder is not called pages/, because Streamlit would serve such a folder by itself, past this file, to the first
visitor who comes by a link. Whoever may not come in sees a door here, and no page.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from concord import Role, rooms

rooms.check((*rooms.ROOMS, "dashboard"))

from dashboard import access  # noqa: E402  (after the check that it is ours)

ICON = Path(__file__).with_name("icon.svg")
# Streamlit writes on filled buttons in white always, which cannot be read on the light accent that dark pages need.
READABLE = '<style>[data-testid^="stBaseButton-primary"]:not(:disabled) { color: light-dark(#ffffff, #0b1416) }</style>'

st.set_page_config(page_title="Concord", page_icon=str(ICON), layout="wide")
st.logo(str(ICON), size="large")
st.html(READABLE)
here = access.visitor()
if here.role is None:
    access.door(here)
    st.stop()

PAGES = (  # file of screens/, title, address, least role
    ("overview", "Overview", "", Role.READER),
    ("themes", "Themes", "themes", Role.READER),
    ("agreement", "Agreement", "agreement", Role.READER),
    ("concept", "Concept", "concept", Role.READER),
    ("graph", "Graph", "graph", Role.READER),
    ("changes", "What changed", "changes", Role.READER),
    ("methods", "Methods", "methods", Role.READER),
    ("reading", "Reading", "reading", Role.READER),
    ("add_study", "Add a study", "add", Role.REVIEWER),
    ("importing", "Import", "import", Role.REVIEWER),
    ("review", "Review", "review", Role.READER),
    ("judging", "Blind rounds", "judging", Role.REVIEWER),
    ("coding", "Coding", "coding", Role.REVIEWER),
    ("export", "Export", "export", Role.READER),
)
open_to = {
    st.Page(
        f"screens/{file}.py",
        title=title,
        url_path=address or None,
        default=not address,
        visibility="visible" if here.role.covers(needed) else "hidden",
    ): needed
    for file, title, address, needed in PAGES
}
page = st.navigation(list(open_to), position="top")
access.bar(here)
if here.role.covers(open_to[page]):
    page.run()
else:
    access.closed(page.title, open_to[page])
