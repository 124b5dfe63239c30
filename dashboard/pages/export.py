"""Export: tables for a paper, a spreadsheet or another program.

In: format and what of the URL. Out: the page, and a file that is made when its button is pressed.
"""

from __future__ import annotations

import streamlit as st

from dashboard import parts, state
from dashboard.wording import FORMATS, MEDIA, TABLES, WHOLE

parts.head("Export", "Take tables into a paper. The same knowledge base gives the same file, bit for bit.")
parts.stop_when_empty()


def chosen() -> tuple[str, list[str]]:
    """The format and the tables."""
    left, right = st.columns([1, 2])
    with left:
        ending = state.choice("Format", "format", list(FORMATS), FORMATS.__getitem__, default="xlsx") or "xlsx"
    with right:
        if ending in WHOLE:
            st.markdown("This format holds everything: studies, themes, concepts and translations.")
            return ending, []
        if ending == "csv":
            return ending, [
                state.choice("Table", "what", list(TABLES), TABLES.__getitem__, default="concepts") or "concepts"
            ]
        return ending, state.several("Tables", "tables", list(TABLES), TABLES.__getitem__)


ending, what = chosen()
name = what[0] if len(what) == 1 else "concord"
kb = state.knowledge_base()
st.download_button(
    "Download",
    data=lambda: kb.export_bytes(ending, ",".join(what) or None),
    file_name=f"{name}.{ending}",
    mime=MEDIA[ending],
    on_click="ignore",
    type="primary",
    icon=":material/download:",
)
st.caption(
    f"The file is called {name}.{ending}. On the command line: `concord export {name}.{ending}"
    + (f" --what {','.join(what)}`" if what else "`")
)
