"""Studies: the list of all, and one study as it was read, with its themes, references, ties, methods and repairs.

In: q, kind, since, until and sort of the URL for the list; study, document and view for one, and what each view takes:
from, at, end, theme and mark (Paper), facet (Themes), which, q and ref (References), fact (Methods), severity
(Reading).
Out: the page. A link with document, at and end opens the paper at that span and marks it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.paper.view import paper_view
from dashboard.shared import frames, parts, state
from dashboard.shared.wording import md_escape
from dashboard.studies import head, listing, references, views

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
    head.switch(id, names)
    document = opened_file(study)
    paper = state.records("paper", id, document)
    head.head(study, paper, names, listing.themes_by_study()[id])
    view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
    if view in ("paper", "reading"):
        head.renditions(study, document)
    shown: dict[str, Callable[[], None]] = {
        "paper": lambda: paper_view(paper),
        "themes": lambda: views.themes(state.records("show", id), names),
        "references": lambda: references.references(id, names),
        "ties": lambda: references.ties(id, names),
        "methods": lambda: views.methods(id, names),
        "reading": lambda: views.reading(
            paper, next(report for report in state.records("reports", id) if report["document"] == document)
        ),
    }
    shown[view]()


def opened_file(study: dict[str, Any]) -> str:
    """The file that the URL names by id or name, else the best one; where a theme is named, the best that has it."""
    files = study["documents"]
    asked, theme = st.query_params.get("document"), st.query_params.get("theme")
    held: list[str] = [file["id"] for file in files if asked in (file["id"], file["name"])]
    if not held and theme and len(files) > 1:
        papers = [state.records("paper", study["id"], file["id"]) for file in files]
        held = [paper["document"]["id"] for paper in papers if theme in {mark["theme"] for mark in paper["marks"]}]
    return held[0] if held else str(files[0]["id"])


parts.head("Studies", "Every study as it was read. Choose one to read it with what was found in it, and where.")
parts.stop_when_empty()
names = frames.short_names(state.records("studies"))
asked = st.query_params.get("study", "")
if chosen := head.named_by(asked, names):
    one(chosen, names)
else:
    if asked:
        st.warning(md_escape(f"There is no study {asked} any more; it may be called otherwise now."))
    listing.the_list()
