"""The dashboard's front page: `streamlit run` starts this file, `concord dashboard` does it for you.

In: CONCORD_KB, the knowledge base to show. Out: the app. It only lays out the pages; each of them is a file of pages/.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from concord import rooms

rooms.check((*rooms.ROOMS, "dashboard"))

ICON = Path(__file__).with_name("icon.svg")

st.set_page_config(page_title="Concord", page_icon=str(ICON), layout="wide")
st.logo(str(ICON), size="large")
st.navigation(
    [
        st.Page("pages/overview.py", title="Overview", default=True),
        st.Page("pages/themes.py", title="Themes"),
        st.Page("pages/agreement.py", title="Agreement"),
        st.Page("pages/concept.py", title="Concept"),
        st.Page("pages/graph.py", title="Graph"),
        st.Page("pages/add_study.py", title="Add a study", url_path="add"),
        st.Page("pages/review.py", title="Review"),
        st.Page("pages/export.py", title="Export"),
    ],
    position="top",
).run()
