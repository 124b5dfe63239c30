"""Export: tables for a paper, a spreadsheet or another program.

In: format, what and tables of the URL. Out: the page, and a file that is made when its button is pressed.
"""

from __future__ import annotations

import io

import pandas as pd
import streamlit as st

from dashboard import parts, preserving, state
from dashboard.wording import FORMATS, MEDIA, TABLES, WHOLE, count

PREVIEW = 6  # rows

parts.head("Export", "Take tables into a paper. The same knowledge base gives the same file, bit for bit.")
parts.stop_when_empty()


def chosen() -> tuple[str, list[str]]:
    """The format and the tables."""
    left, right = st.columns([1, 2])
    with left:
        ending = state.choice("Format", "format", list(FORMATS), FORMATS.__getitem__, default="xlsx") or "xlsx"
    with right:
        if ending in WHOLE:
            st.text_input("Tables", "Studies, themes, concepts and translations, all of them", disabled=True)
            return ending, []
        if ending == "csv":
            table = state.choice("Table", "what", list(TABLES), TABLES.__getitem__, default="concepts")
            return ending, [table or "concepts"]
        return ending, state.several("Tables", "tables", list(TABLES), TABLES.__getitem__)


def download(ending: str, what: list[str]) -> None:
    """The button, and the command that writes the same file."""
    name = what[0] if len(what) == 1 else "concord"
    kb = state.knowledge_base()
    st.download_button(
        f"Download {name}.{ending}",
        data=lambda: kb.export_bytes(ending, ",".join(what) or None),
        file_name=f"{name}.{ending}",
        mime=MEDIA[ending],
        on_click="ignore",
        icon=":material/download:",
    )
    tables = "" if not what else f" --what {','.join(what)}"
    st.markdown("The same on the command line:")
    st.code(f"concord export {name}.{ending}{tables}", language=None, wrap_lines=True)


def preview(what: list[str]) -> None:
    """The first rows of each table that the file will hold."""
    st.subheader("What is in it", anchor=False)
    for name in what or list(TABLES):
        rows = pd.read_csv(io.BytesIO(state.records("export_bytes", "csv", name)), dtype=str, keep_default_na=False)
        st.caption(f"{TABLES[name]}, {count(len(rows), 'row')}")
        if not rows.empty:
            parts.table(rows.head(PREVIEW), f"preview {name}", f"First rows of the table {name}")


ending, what = chosen()
download(ending, what)
preview(what)
preserving.section()
