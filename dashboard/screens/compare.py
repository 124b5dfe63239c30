"""Compare studies: what one study has that another one has not, in whose words, and whether they are two witnesses.

In: one, other, part, facet, concept and theme of the URL. Out: the page.
"""

from __future__ import annotations

import streamlit as st

from dashboard.compare import frames as compare_frames
from dashboard.compare.comparing import concepts, coverage, numbers, shared
from dashboard.shared import frames, glossary, parts, state

REST = "rest"  # in the URL: all other studies together

parts.head(
    "Compare studies", "What one study has that another one has not, in whose words, and how independent they are."
)
parts.stop_when_empty()

names = frames.short_names(state.records("studies"))
ids = sorted(names, key=names.__getitem__)
if len(ids) < 2:
    parts.nothing("A comparison takes two studies. Add another one, and this page lays the two side by side.")
    st.page_link("screens/add_study.py", label="Add a study", icon=":material/upload_file:")
    st.stop()

left, right = st.columns(2)
with left:
    one = (
        state.choice("One study", "one", ids, names.__getitem__, default=ids[0], help=glossary.meaning("study"))
        or ids[0]
    )
with right:
    others = [id for id in ids if id != one]
    other = state.choice(
        "Another one",
        "other",
        [*others, REST],
        lambda id: names.get(id, compare_frames.REST.capitalize()),
        default=others[0],
        help="The last choice lays the first study against all other studies together.",
    )
found = state.records("compare", one, None if other == REST else other or others[0])
one_name, other_name = (compare_frames.side_name(found[side], names) for side in ("one", "other"))
numbers(found, one_name, other_name)
concepts(found, one_name, other_name, names)
coverage(found, one_name, other_name)
shared(found, one_name, other_name, names)
