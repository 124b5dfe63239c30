"""The head of a study's page: which study, what is known of it and who said so, its numbers, its files.

In: study and document of the URL, records of KnowledgeBase. Out: a part of the page Studies. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.shared import doors, glossary, state
from dashboard.shared.wording import md_escape
from synthesis.method_text.sections import FILE_FORMATS

Record = dict[str, Any]
_MINE = (
    "document",
    "from",
    "at",
    "end",
    "theme",
    "ref",
    "fact",
    "facet",
    "q",
    "which",
)  # of one study, not of the next


def named_by(asked: str, names: Mapping[str, str]) -> str | None:
    """The id of the study that is named by its id, by one that it once had, or by a beginning that no other has."""
    if asked in names or not asked:
        return asked or None
    former = [study["id"] for study in state.records("studies") if asked in study["aliases"]]
    near = former or [id for id in names if id.startswith(asked)]
    return near[0] if len(near) == 1 else None


def switch(id: str, names: Mapping[str, str]) -> None:
    """The way back to all studies, and a box to go to another one in the same view."""
    ids = sorted(names, key=lambda id: (names[id], id))
    key = f"go from {id}"

    def go() -> None:
        state.put(study=st.session_state[key], **dict.fromkeys(_MINE))

    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        st.button("All studies", icon=":material/arrow_back:", on_click=_back, key="all_studies")
    with right:
        st.selectbox("Study (type to search)", ids, ids.index(id), names.__getitem__, key=key, on_change=go)


def _back() -> None:
    state.put(study=None, view=None, **dict.fromkeys(_MINE))


def head(study: Record, paper: Record, names: Mapping[str, str], themes: int) -> None:
    """Title, authors, year and DOI, who described it, its numbers, its versions and what a reviewer has to settle."""
    st.subheader(md_escape(study["title"] or "Without a title"), anchor=False)
    told = [", ".join(study["authors"]) or "authors unknown", str(study["year"] or "year unknown")]
    told += [f"DOI {study['doi']}"] if study["doi"] else []
    told += [f"once called {', '.join(study['aliases'])}"] if study["aliases"] else []
    named_so = f"study:{study['id']}"
    st.markdown(md_escape(" · ".join([*told, named_so])), help=f"Ask and Themes find it as {md_escape(named_so)}.")
    for row in paper["described"]:
        value = row["value"] or "empty"
        why = f": {row['reason']}" if row["reason"] else ""
        said = f"{row['field']} by {row['who']}, {row['when'][:10]}: {value}{why}"
        st.markdown(f":small[:material/edit: {md_escape(said)}]")  # an address in a caption would be too pale to read
    _numbers(study, themes)
    for version in study["versions"]:
        left, right = st.columns([1, 2.4], vertical_alignment="center")
        with left:
            doors.study(version["study"], names.get(version["study"], version["study"]))
        with right:
            st.caption(md_escape(f"{version['relation'].capitalize()}: {version['why']}"))
    if study["conflicts"]:
        st.warning(md_escape(" ".join(conflict["why"] for conflict in study["conflicts"])), icon=":material/rule:")
        st.page_link(
            "screens/review.py",
            label="Settle it in the review queue",
            query_params={"kind": "identity", "study": study["id"]},
            icon=":material/rule:",
        )
    if abstract := paper["metadata"]["abstract"]:
        with st.expander("Abstract"):
            st.text(abstract)


def _numbers(study: Record, themes: int) -> None:
    """Each leads to the view that lists what it counts."""
    ties = len({*study["includes"], *study["cites"]})
    numbers = (
        ("Themes", f"{themes:,}", glossary.meaning("theme"), {"view": "themes"}),
        ("References", f"{study['references']:,}", "Entries of its list of references.", {"view": "references"}),
        (
            "Primary studies",
            f"{study['included']:,}",
            glossary.meaning("primary study"),
            {"view": "references", "which": "included"},
        ),
        ("Studies cited", f"{ties:,}", "Studies of this collection that it includes or cites.", {"view": "ties"}),
        ("Read", f"{100 * study['coverage']:.1f} %", glossary.meaning("coverage"), {"view": "reading"}),
        ("Repairs", f"{study['repairs']:,}", glossary.meaning("repair"), {"view": "reading"}),
    )
    for place, (label, value, meaning, url) in zip(st.columns(len(numbers)), numbers, strict=True):
        with place:
            doors.number(label, value, "studies", meaning, study=study["id"], **url)


def renditions(study: Record, document: str) -> None:
    """The files of the study, where there are several: one is shown at a time, the best first."""
    files = {row["id"]: row for row in study["documents"]}
    if len(files) < 2:
        only = files[document]
        st.caption(md_escape(f"{only['name']} · {FILE_FORMATS.get(only['format'], only['format'])}"))
        return

    def go() -> None:
        state.put(document=st.session_state["rendition"], **dict.fromkeys(("from", "at", "end")))

    def told(id: str) -> str:
        row = files[id]
        return f"{row['name']} · {FILE_FORMATS.get(row['format'], row['format'])} · {100 * row['coverage']:.1f} % read"

    st.session_state["rendition"] = document
    st.selectbox(
        "File", list(files), format_func=told, key="rendition", on_change=go, help=glossary.meaning("document")
    )
