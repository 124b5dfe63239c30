"""The map of all studies: concepts by the years of the primary studies that their themes cite.

In: the choices in the URL. Out: elements on the page Mapping. Called by screens.mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from concord import NotFound
from dashboard.mapping import frames as mapping_frames
from dashboard.mapping.bubbles import bubbles
from dashboard.shared import doors, frames, glossary, parts, state
from dashboard.shared.wording import count, md_escape, named

Record = dict[str, Any]
VIEWS = {"concepts": "Concepts by year", "studies": "Maps of single studies"}
WORKS = {"included": "Included by a review", "all": "Cited by a review"}
ROWS = 500  # of the table
PLACES = 12  # words of reviews that are shown


def map_of_all(names: Mapping[str, str]) -> None:
    """The concepts of all studies, or the studies whose own tables can be mapped."""
    view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
    if view == "studies":
        _single_maps(names)
        return
    facet, works = _switches()
    found = state.records("mapping", facet=facet, works=works)
    concepts = [category["concept"] for category in found["categories"]]
    if not concepts:
        _nothing(found)
        return
    _told(found)
    _chart(found)
    _table(found)
    chosen = state.remembered_id("concept", concepts)
    if chosen:
        _evidence(chosen, works, names)


def _switches() -> tuple[str | None, str]:
    one, two = st.columns(2)
    with one:
        facet = state.choice("Facet", "facet", state.facets(), named, help=glossary.meaning("facet"))
    with two:
        works = state.choice(
            "Primary studies are",
            "works",
            list(WORKS),
            WORKS.__getitem__,
            default="included",
            help=glossary.meaning("primary study"),
        )
    return facet, works or "included"


def _nothing(found: Record) -> None:
    if found["works"] == "included":
        parts.nothing(
            "No theme here cites a work that its review is known to include. Choose *Cited by a review* above to map "
            "all works that reviews cite, or choose a study to see what its tables say."
        )
    else:
        parts.nothing("No theme here cites a work of its review's bibliography. Choose another facet, or a study.")


def _told(found: Record) -> None:
    st.markdown(
        f"**{count(len(found['categories']), 'concept')}** rest on "
        f"**{count(len(found['primary']), 'primary study', 'primary studies')}**: works that the sentence, list item "
        f"or table row of a theme cites. {found['listing']} of {count(found['studies'], 'study', 'studies')} "
        f"{'say which works they include' if found['works'] == 'included' else 'have a bibliography'}."
    )


def _chart(found: Record) -> None:
    shown = mapping_frames.concept_bubbles(found)
    data = mapping_frames.bubbles_frame(shown)
    rest = len(found["categories"]) - mapping_frames.MOST
    st.caption(
        "A bubble counts the primary studies of one year under a concept. Click one, or choose a row below, to see "
        "which they are and in whose words."
        + (f" The chart has the {mapping_frames.MOST} concepts with most; {rest} more are below." if rest > 0 else "")
    )
    year = str(st.query_params.get("year", ""))
    picked = (str(st.query_params.get("concept", "")), year)
    columns = mapping_frames.every_year(data["column"].tolist())
    bubbles(
        data,
        f"map {found['facet']} {found['works']}",
        "Bubble chart of primary studies by concept and year; the table below says the same",
        list(dict.fromkeys(data["row"])),
        columns,
        lambda row, column: state.put(concept=row, year=column),
        picked,
    )


def _table(found: Record) -> None:
    total = len(found["categories"])
    if total > ROWS:
        st.caption(f"The first {ROWS} of {total} concepts; choose a facet to see the others.")
    parts.table(
        mapping_frames.concepts_frame(found, ROWS),
        f"concepts {found['facet']} {found['works']}",
        "Concepts by their primary studies",
        {
            "concept": parts.text("Concept", 300, glossary.meaning("concept")),
            "facet": parts.text("Facet", 120, glossary.meaning("facet")),
            "primary studies": parts.number("Primary studies", "Distinct works under the concept", width=120),
            "reviews": parts.number("Reviews", "Studies whose themes cite them", width=80),
            "years": parts.text("By year", "large"),
        },
        rows=8,
        on_row=lambda id: state.put(concept=id, year=None),
        whole=lambda: mapping_frames.concepts_frame(found, total),
    )


def _evidence(concept: str, works: str, names: Mapping[str, str]) -> None:
    """The primary studies of a concept, of one year or of all, and the words that cite them."""
    try:
        found = state.records("mapping", concept=concept, works=works)
    except NotFound:
        return
    category = found["categories"][0]
    year = _year(category)
    held = [work for y, some in category["years"] for work in some if year in (None, _label(y))]
    with st.container(border=True, key="evidence"):
        title = " · ".join(part for part in (category["category"], year) if part)
        st.subheader(md_escape(title), anchor=False)
        parts.table(
            mapping_frames.cited_frame(found, held, names),
            f"works {concept} {year}",
            f"Primary studies of {title}",
            {
                "year": parts.number("Year", "Of publication", width=60),
                "primary study": parts.text("Primary study", "large", glossary.meaning("primary study")),
                "held by": parts.text("Held by", 240, "Reviews that list it"),
            },
            rows=8,
        )
        wanted = set(held)
        places = [cited for cited in category["cited"] if cited["work"] in wanted]
        _words(places, names)
        doors.concept(concept, category["category"])


def _year(category: Record) -> str | None:
    return state.remembered_id("year", [_label(year) for year, _ in category["years"]])


def _label(year: int | None) -> str:
    return mapping_frames.UNDATED if year is None else str(year)


def _words(places: list[Record], names: Mapping[str, str]) -> None:
    """The words of the reviews, each place once with the works that it cites."""
    st.markdown("**In whose words**")
    once: dict[tuple[str, int, int], list[Record]] = {}
    for cited in places:
        once.setdefault((cited["document_id"], cited["start"], cited["end"]), []).append(cited)
    for (document, start, end), cites in list(once.items())[:PLACES]:
        first = cites[0]
        with st.container(border=True):
            parts.quote({"context": state.records("passage", document, start, end)}, around=160)
            st.caption("Cites " + md_escape("; ".join(dict.fromkeys(cited["work"] for cited in cites))))
            with st.container(horizontal=True):
                doors.study(first["study"], names[first["study"]], document=document, at=start, end=end)
                doors.theme(first["theme"], "the theme that cites it")
    if len(once) > PLACES:
        st.caption(f"{len(once) - PLACES} more places are on the page of the concept.")


def _single_maps(names: Mapping[str, str]) -> None:
    """Which studies have a map of their own, in a table that leads to it; a view of its own, as it reads all papers."""
    st.caption("Recounted from a study's own tables and held against what it says. Choose a row to open its map.")
    frame = state.made(_mapped)
    parts.table(
        frame.assign(study=[names.get(id, id) for id in frame["id"]]).head(ROWS),
        "mapped",
        "What could be mapped of each study",
        {
            "study": parts.text("Study", 220, glossary.meaning("study")),
            "tables": parts.figure("Tables", "How many of its tables were understood", 90),
            "primary studies": parts.number("Primary studies", "That it is known to include, or names", width=120),
            "in tables": parts.number("In tables", "Works that its tables place", width=80),
            "differ": parts.number("≠ differ", "Told numbers that differ from the recount", width=80),
            "equal": parts.number("= equal", "Told numbers that come out", width=80),
        },
        rows=8,
        on_row=lambda id: state.put(study=id, view=None),
        whole=lambda: frame,
    )


def _mapped() -> Any:
    return mapping_frames.mapped_frame(state.records("mapped"), frames.short_names(state.records("studies")))
