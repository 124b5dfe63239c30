"""Studies: the list of all, and one study as it was read, with its themes, references, ties, methods and repairs.

In: q, kind, since, until and sort of the URL for the list; study, document and view for one, and what each view takes:
from, at, end, theme and mark (Paper), facet (Themes), which, q and ref (References), fact (Methods), severity
(Reading).
Out: the page. A link with document, at and end opens the paper at that span and marks it.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import frames, parts, state, study_head, study_list, study_reading, study_references
from dashboard.paper_view import paper_view
from dashboard.wording import md_escape

VIEWS = {
    "paper": "Paper",
    "themes": "Themes",
    "references": "References",
    "ties": "Includes and cites",
    "methods": "Methods",
    "reading": "Reading",
}


def one(id: str, names: dict[str, str]) -> None:
    """One study: its head, and the view that is chosen."""
    study = next(study for study in state.records("studies") if study["id"] == id)
    study_head.switch(id, names)
    asked = st.query_params.get("document")
    document = next((d["id"] for d in study["documents"] if asked in (d["id"], d["name"])), study["documents"][0]["id"])
    paper = state.records("paper", id, document)
    study_head.head(study, paper, names, study_list.themes_by_study()[id])
    view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
    if view in ("paper", "reading"):
        study_head.renditions(study, document)
    shown: dict[str, Callable[[], None]] = {
        "paper": lambda: paper_view(paper),
        "themes": lambda: study_reading.themes(state.records("show", id), names),
        "references": lambda: study_references.references(id, names),
        "ties": lambda: study_references.ties(id, names),
        "methods": lambda: study_reading.methods(id, names),
        "reading": lambda: study_reading.reading(
            paper, next(report for report in state.records("reports", id) if report["document"] == document)
        ),
    }
    shown[view]()


parts.head("Studies", "Every study as it was read. Choose one to read it with what was found in it, and where.")
parts.stop_when_empty()
names = frames.short_names(state.records("studies"))
asked = st.query_params.get("study", "")
if chosen := study_head.named_by(asked, names):
    one(chosen, names)
else:
    if asked:
        st.warning(md_escape(f"There is no study {asked} any more; it may be called otherwise now."))
    study_list.the_list()
