"""A fact of method with the words that say so, each in its paragraph and with the way into the paper.

In: a record of KnowledgeBase.methods. Out: elements on the page. Called by screens/methods.py and studies.views.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.shared import doors, glossary, parts, state
from dashboard.shared.wording import md_escape, named

Record = dict[str, Any]
_MOST = 12  # places of one fact


def columns(value: int) -> dict[str, Any]:
    """The columns of a table of facts. value: the width of what is told, in pixels."""
    return {
        "kind": parts.text("Kind", 150),
        "value": parts.text("Value", value),
        "of": parts.text("Of", 130, "What the value is of: a stage of the selection, a database, a task"),
        "section": parts.text("Section", 150),
        "confidence": parts.number("Confidence", glossary.meaning("confidence"), "%.2f"),
        "places": parts.number("Places", "How often the study says so", width=60),
    }


def words(fact: Record) -> None:
    """What it says, its quotes, and why it was taken."""
    of = " · ".join(part for part in (fact["label"], fact["detail"]) if part)
    st.markdown(f"**{md_escape(named(fact['kind']))}: {md_escape(fact['value'])}**")
    if of:
        st.caption(md_escape(of))
    for place in fact["places"][:_MOST]:
        document = document_of(fact["study"], place["document"])
        context = state.records("passage", document, place["start"], place["end"]) if document else None
        parts.quote({**place, "context": context})
        doors.study(fact["study"], "read it in the paper", document=document, at=place["start"], end=place["end"])
    if len(fact["places"]) > _MOST:
        st.caption(f"And {len(fact['places']) - _MOST} more places.")
    st.caption(f"Why it is one (confidence {fact['confidence']:.2f})")
    parts.reasons(fact["reasons"])


def document_of(study: str, name: str) -> str:
    """The id of a file of a study by its name; "" when it is not there any more."""
    held: list[Record] = next((row["documents"] for row in state.records("studies") if row["id"] == study), [])
    return next((document["id"] for document in held if document["name"] == name), "")
