"""Method text: the methods section of a paper, written from the log and the state, each number with its list.

In: nothing of the URL. Out: the page, and the text as a file.
"""

from __future__ import annotations

import streamlit as st

from dashboard.shared import parts, state
from dashboard.writing.linking import linked

parts.head(
    "Method text",
    "What was read, by which settings, and what people decided: a methods section to take into a paper. Every number "
    "opens the list that it counts.",
)
parts.stop_when_empty()
record = state.records("method_text")

with st.container(horizontal=True):
    for words, key, ending in (("Markdown", "markdown", "md"), ("plain text", "plain", "txt")):
        st.download_button(
            f"Download it as {words}",
            data=record[key],
            file_name=f"methods.{ending}",
            mime=f"text/{key}",
            on_click="ignore",
            icon=":material/download:",
        )
for section in record["sections"]:
    st.subheader(section["title"], anchor=False)
    st.markdown(" ".join(linked(sentence["parts"]) for sentence in section["sentences"]))
st.subheader("To copy", anchor=False)
form = state.toggles("Form", "form", ("plain", "markdown"), {"plain": "Plain", "markdown": "Markdown"}.__getitem__)
st.code(record[form], language=None, wrap_lines=True)
st.markdown("The same on the command line:")
st.code("concord text --format md > methods.md", language=None)
