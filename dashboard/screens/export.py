"""Export: tables for a paper, a spreadsheet or another program: chosen, looked at page by page, then taken as a file.

In: format, what, tables, look, from and row of the URL. Out: the page, and a file that is made when its button is
pressed. The preview makes the rows that it shows, never the whole export.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.shared import doors, frames, parts, state
from dashboard.shared.wording import FORMATS, MEDIA, TABLES, WHOLE, count, md_escape
from dashboard.writing import preserving
from dashboard.writing.preview import HOLDS, MOST_COLUMNS, PAGE, cells, page_frame, starts

SHOWN = 12  # rows that a preview shows before it scrolls, so that the one that is chosen stands in sight
USUAL = ("concepts", "agreement", "evidence", "studies", "overlap")  # tables of a document, unless somebody chooses

parts.head("Export", "Take tables into a paper. The same knowledge base gives the same file, bit for bit.")
parts.stop_when_empty()


def chosen() -> tuple[str, list[str]]:
    """The format and the tables; all of them have a preview where the format holds everything."""
    left, right = st.columns([1, 2])
    with left:
        usual = "csv" if st.query_params.get("what") in TABLES else "xlsx"  # a link to one table names no format
        ending = state.choice("Format", "format", list(FORMATS), FORMATS.__getitem__, default=usual) or usual
    with right:
        if ending in WHOLE:
            st.text_input("Tables", "Studies, themes, concepts and translations, all of them", disabled=True)
            what = []
        elif ending == "csv":
            table = state.choice("Table", "what", list(TABLES), TABLES.__getitem__, default="concepts")
            what = [table or "concepts"]
        else:
            picked = state.several("Tables", "tables", list(TABLES), TABLES.__getitem__, placeholder="The usual five")
            what = picked if st.session_state["tables"] else list(USUAL)
    named = f" The usual five: {'; '.join(TABLES[table] for table in USUAL)}." if what == list(USUAL) else ""
    st.caption(HOLDS[ending] + named)
    return ending, what


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
        type="primary",
        icon=":material/download:",
    )
    tables = f" --what {','.join(what)}" if what and tuple(what) != USUAL else ""
    with st.expander("The same on the command line"):
        st.code(f"concord export {name}.{ending}{tables}", language=None, wrap_lines=True)


def preview(what: list[str]) -> None:
    """One table, a page of it, and one of its rows in full with the way to what it is of."""
    st.subheader("What is in it", anchor=False)
    offered = what or list(TABLES)
    boxes = iter(st.columns([2, 1], vertical_alignment="bottom"))
    look = offered[0]
    if len(offered) > 1:
        with next(boxes):
            look = state.choice("Table to look at", "look", offered, TABLES.__getitem__, default=look) or look
    total = state.records("table_page", look, rows=PAGE)["total"]
    pages = starts(total)
    first = 1
    if len(pages) > 1:
        with next(boxes):
            first = int(state.choice("Rows", "from", list(pages), pages.__getitem__, default="1") or 1)
    page = state.records("table_page", look, start=first - 1, rows=PAGE)
    size = f"{count(total, 'row')} of {count(len(page['columns']), 'column')}"
    st.caption(f"{TABLES[look]}: {size}. {md_escape(page['note'])}")
    if not total:
        parts.nothing("This table has no row yet.")
        return
    parts.table(
        page_frame(page),
        f"preview {look}",
        f"Rows {pages[str(first)]} of the table {look}",
        rows=SHOWN,
        on_row=lambda id: state.put(row=id),
    )
    if len(page["columns"]) > MOST_COLUMNS:
        st.caption(f"{len(page['columns']) - MOST_COLUMNS:,} more columns are in the file.")
    at = state.remembered_id("row", map(str, range(len(page["rows"]))))
    if at is None:
        st.caption("Choose a row to read it in full, and to open what it is of.")
    else:
        one_row(page, int(at))


def one_row(page: dict[str, Any], at: int) -> None:
    """A row with all its cells, and its door."""
    with st.container(border=True, key="one_row"):
        if page["opens"]:
            kind, id = page["opens"][at]
            the_door(kind, id, page["rows"][at][1])
        told = cells(page, at)
        st.markdown("\n".join(f"- **{md_escape(name)}**: {md_escape(value)}" for name, value in told[:MOST_COLUMNS]))


def the_door(kind: str, id: str, label: str) -> None:
    """The way to what a row is of. label: of a concept."""
    if kind == "concept":
        doors.concept(id, label)
    elif kind == "theme":
        doors.theme(id, "its quotes, and why it is one")
    elif kind == "study":
        names = frames.short_names(state.records("studies"))
        doors.study(id, names.get(id, id))
    else:
        address, url, says = {
            "refutation": ("refutations", {"item": id}, "Both sides, in their paragraphs"),
            "pair": ("overlap", {"pair": id}, "The primary studies that they share"),
        }[kind]
        st.page_link(f"screens/{address}.py", label=says, query_params=url, icon=":material/arrow_forward:")


ending, what = chosen()
download(ending, what)
preview(what)
preserving.section()
