"""Studies: what is kept of each study: its files, repairs, references, sections, abstract.

In: study of the URL. Out: the page.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import frames, parts, state
from dashboard.wording import md_escape

parts.head("Studies", "Every study as it was read. Choose a row to see its files, its references and what was mended.")
parts.stop_when_empty()

studies, themes = state.records("studies"), state.records("themes")
names = frames.short_names(studies)


def the_studies() -> None:
    """One row a study; a chosen row opens what is known of it."""
    st.caption("Choose a row to see what was mended in its files, and its references.")
    parts.table(
        frames.studies_frame(studies, themes),
        "studies",
        "The studies",
        {
            "study": parts.text("Study", 190),
            "title": parts.text("Title", 250),
            "authors": parts.text("Authors", 110),
            "files": parts.text("Files", 110),
            "year": parts.number("Year", "Of publication", width=50),
            "coverage": parts.number(
                "Read", "Share of the letters and digits of a file that its text holds", "%.1f %%"
            ),
            "repairs": parts.number("Repairs", "Places where damage in a file was mended", width=65),
            "primary studies": parts.number("Included", "Primary studies that the review lists as included", width=65),
            "themes": parts.number("Themes", "Without rejected ones", width=65),
            "references": parts.number("Refs", "Entries of its bibliography", width=55),
        },
        on_row=lambda id: state.put(study=id),
    )
    chosen = state.remembered_id("study", names)
    if chosen:
        one_study(chosen)


def one_study(id: str) -> None:
    """Abstract, repairs, references and sections of a study."""
    study = state.shown(id)
    if study is None:
        return
    with st.container(border=True, key="one_study"):
        st.markdown(f"**{md_escape(study['title'])}**")
        st.caption(md_escape(", ".join(study["authors"])) + (f" · {md_escape(study['doi'])}" if study["doi"] else ""))
        for word, key in (("Includes", "includes"), ("Cites", "cites")):
            if study[key]:
                st.markdown(f"{word}: {md_escape('; '.join(names.get(other, other) for other in study[key]))}")
        st.page_link(
            "screens/reading.py",
            label="What was read of it, and what was lost",
            query_params={"document": study["documents"][0]["id"]},
            icon=":material/plagiarism:",
        )
        for version in study["versions"]:
            other = md_escape(names.get(version["study"], version["study"]))
            st.markdown(f"{version['relation'].capitalize()}: {other} ({md_escape(version['why'])})")
        for conflict in study["conflicts"]:
            st.warning(md_escape(conflict["why"]), icon=":material/rule:")
        repairs, references, sections, abstract = st.tabs(
            [
                f"Repairs ({study['repairs']})",
                f"References ({study['references']})",
                f"Sections ({len(study['sections'])})",
                "Abstract",
            ]
        )
        with repairs:
            parts.table(_table(study["repair_notes"], ("document", "name", "note")), "repairs", "Repairs", rows=8)
        with references:
            rows = [{**row, "included": "included" if row["included"] else ""} for row in study["reference_list"]]
            parts.table(_table(rows, ("raw", "included", "why")), "references", "References", _REFERENCE, rows=8)
        with sections:
            parts.table(_table(study["sections"], ("number", "title", "level")), "sections", "Sections", rows=8)
        with abstract:
            st.text(study["abstract"] or "The file holds no abstract.")


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))


_REFERENCE = {
    "raw": parts.text("Reference", "large"),
    "included": parts.text("Primary study", "small"),
    "why": parts.text("Known from", "medium"),
}


the_studies()
