"""Overview: how much there is, how far it agrees, what to look at, how studies chose their evidence, and when.

In: study and year of the URL. Out: the page.
"""

from __future__ import annotations

import streamlit as st

from dashboard.overview import glancing, selecting, vocabulary, yearly
from dashboard.shared import doors, frames, parts, state

parts.head("Overview", "What this knowledge base holds, how far its studies agree, and what to look at first.")
parts.stop_when_empty()

if facet := st.session_state.pop("_go", None):
    st.switch_page("screens/agreement.py", query_params={"facet": facet})
doors.follow()

found, names = state.records("overview"), frames.short_names(state.records("studies"))
number = glancing.numbers(found)
points = glancing.to_look_at(found)
glancing.by_facet(found)
st.subheader("What came last", anchor=False)
last = st.container()
selecting.selections(names)
yearly.by_year(names)
if state.knowledge_base().unreadable:
    st.subheader("Files that can no longer be read", anchor=False)
    for sentence in state.knowledge_base().unreadable:
        st.text(sentence)
vocabulary.foot()
with last:
    glancing.what_came_last(names)
glancing.waits(number, points)
