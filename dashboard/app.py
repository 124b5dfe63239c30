"""The dashboard's front page: `streamlit run` starts this file, `concord dashboard` does it for you.

In: CONCORD_KB, the knowledge base to show. Out: the app. It lays out the pages; each of them is a file of screens/.
That folder is not called pages/, because Streamlit would serve such a folder by itself, past this file, to the first
visitor who comes by a link.
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
        st.Page("screens/overview.py", title="Overview", default=True),
        st.Page("screens/themes.py", title="Themes"),
        st.Page("screens/agreement.py", title="Agreement"),
        st.Page("screens/concept.py", title="Concept"),
        st.Page("screens/graph.py", title="Graph"),
        st.Page("screens/changes.py", title="What changed"),
        st.Page("screens/methods.py", title="Methods"),
        st.Page("screens/reading.py", title="Reading"),
        st.Page("screens/add_study.py", title="Add a study", url_path="add"),
        st.Page("screens/review.py", title="Review"),
        st.Page("screens/coding.py", title="Coding"),
        st.Page("screens/export.py", title="Export"),
    ],
    position="top",
).run()
