"""Ask: one search over concepts, themes, studies and what the papers say, by words and by meaning.

In: q and page of the URL; q is a line of the query language, and the only truth: the boxes beside it rewrite it. Out:
the page.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from concord import BadInput
from dashboard.evidence import hits
from dashboard.shared import doors, frames, glossary, parts, state
from dashboard.shared.wording import count, marked, md_escape

PER_PAGE = 20
BOXES = {"facet": ("Facet", "facet"), "study": ("Study", "study"), "status": ("Reviewed", "decision")}
BY = {"": "Words and meaning", "words": "Words", "meaning": "Meaning"}

parts.head(
    "Ask", "Who says what about it? Search all studies at once, and open the sentence that each answer rests on."
)
parts.stop_when_empty()

names = frames.short_names(state.records("studies"))


def the_box() -> str:
    """The one box, and the help beside it."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        query = state.words("Ask", "q", "words, “a phrase”, facet:role, study:…", most=1000)
        with st.popover("How to ask", icon=":material/help:"):
            st.markdown(hits.help_table())
            st.caption("Several values with commas mean any of them; several filters mean all of them.")
    return query


def page_of(query: str) -> int:
    """The page of the hits, from 1; another query begins at the first, unless a link or Back says which."""
    came_by_link = st.query_params.get("page") != st.session_state.get("_url page")
    before = st.session_state.get("_page of", query)
    st.session_state["_page of"] = query
    if before != query and not came_by_link:
        state.put(page=None)
    given = state.given_id("page") or ""
    return max(int(given), 1) if given.isdecimal() and len(given) < 6 else 1


def openings() -> None:
    """Queries to begin with, made from what is there."""
    st.subheader("For instance", anchor=False)
    for row in state.records("suggestions"):
        opening(row)


def opening(row: dict[str, Any]) -> None:
    """A query with why it is shown and how much it finds."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        doors.ask(row["query"], row["query"])
        st.caption(md_escape(f"{row['why']} · {count(row['total'], 'hit')}"))


def found_by(query: str, page: int) -> dict[str, Any] | None:
    """What the query finds; None after a sentence on what to write instead."""
    try:
        found: dict[str, Any] = state.records("ask", query, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    except BadInput as error:
        st.error(md_escape(str(error)), icon=":material/edit:")
        if better := getattr(error, "instead", ""):
            doors.ask(better, f"Ask instead: {better}")
        return None
    return found


def the_filters(found: dict[str, Any]) -> None:
    """Kinds as doors, and a box for each other filter; each shows what it would leave, and rewrites the query."""
    query = found["query"]
    with st.container(horizontal=True, key="kinds", gap="small", vertical_alignment="center"):
        for kind, label, shown in hits.kinds(found):
            st.page_link(
                "screens/ask.py",
                label=f"**{md_escape(label)}**" if shown else md_escape(label),
                query_params={"q": hits.filtered(query, "kind", [kind] if kind else [])},
                icon=":material/check:" if shown else None,
                help=glossary.meaning(kind) if kind in glossary.MEANINGS else None,
            )
        by_what(found)
    boxes = [field for field in BOXES if hits.options(found, field)]
    for column, field in zip(st.columns(len(BOXES)), boxes, strict=False):
        with column:
            label, word = BOXES[field]
            a_filter(found, field, label, glossary.meaning(word))


def a_filter(found: dict[str, Any], field: str, label: str, help: str) -> None:
    """A box of values with their hits; what is chosen becomes a filter of the query."""
    key = f"box {field}"

    def rewrite() -> None:
        chosen = st.session_state[key]
        values = [names.get(value, value) for value in chosen]
        state.put(q=hits.filtered(found["query"], field, values), page=None)

    options = hits.options(found, field)
    st.session_state[key] = [value for value in options if value in found["filters"][field]]
    st.multiselect(
        label,
        options,
        key=key,
        format_func=lambda value: hits.shown_option(found, field, value, names),
        placeholder="All",
        on_change=rewrite,
        help=help,
    )


def by_what(found: dict[str, Any]) -> None:
    """Whether words, meaning or both are looked for."""

    def rewrite() -> None:
        chosen = st.session_state["box by"]
        state.put(q=hits.filtered(found["query"], "by", [chosen] if chosen else []), page=None)

    st.session_state["box by"] = hits.by_of(found["query"])
    st.segmented_control(
        "Found by",
        list(BY),
        key="box by",
        format_func=BY.__getitem__,
        on_change=rewrite,
        label_visibility="collapsed",
        required=True,
    )


def a_hit(number: int, hit: dict[str, Any]) -> None:
    """One hit: a door with its name, the sentence with the words marked, where it stands, and the doors further on."""
    start, end = hits.span_of(hit)
    marks = [(a - start, b - start) for a, b in hits.inside(hit["marks"], start, end)]
    shown = marked(hit["text"][start:end], marks, around=hits.LONGEST)
    with st.container(border=True, key=f"hit {number}", gap="xsmall"):
        name_of(hit, start, end)
        st.markdown(f"{'… ' if start else ''}{shown}{' …' if end < len(hit['text'].rstrip()) else ''}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if said := hits.said_of(hit):
                st.caption(md_escape(" · ".join(said)), width="content")
            further(hit, start, end)


def name_of(hit: dict[str, Any], start: int, end: int) -> None:
    """The door of a hit, with its name."""
    if hit["kind"] == "concept":
        doors.concept(hit["id"], hit["label"])
    elif hit["kind"] == "theme":
        doors.theme(hit["id"], hit["label"])
    elif hit["kind"] == "study":
        doors.study(hit["id"], names.get(hit["id"], hit["id"]))
    else:
        in_paper(hit, start, end)


def in_paper(hit: dict[str, Any], start: int, end: int) -> None:
    """The door to the sentence in the paper as it was read."""
    at = hit["start"]
    name = names.get(hit["study"], hit["study"])
    doors.study(hit["study"], name, document=hit["document_id"], at=at + start, end=at + end)


def further(hit: dict[str, Any], start: int, end: int) -> None:
    """Where a hit leads beside its own page: who supports it, its concept, its place, its themes."""
    if hit["kind"] == "concept":
        support = hit["support"]
        label = f"{support['studies']} of {support['eligible']} studies, {hit['verdict']}"
        doors.support(hit["id"], label)
    elif hit["kind"] == "theme":
        if hit["concept"]:
            doors.concept(hit["concept"], hit["concept_label"])
        in_paper(hit, start, end)
    elif hit["kind"] == "study":
        doors.ask(f"{hits.of_study(names.get(hit['id'], hit['id']))} kind:theme", "Its themes")


def the_pages(found: dict[str, Any], page: int) -> None:
    """Which hits are shown, and the way to the others."""
    last = -(-found["total"] // PER_PAGE)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="center", key="pages"):
        back, on = (None if page == 2 else str(page - 1)), str(page + 1)
        st.button("Previous", on_click=lambda: state.put(page=back), disabled=page <= 1, icon=":material/arrow_back:")
        st.caption(f"Page {page:,} of {last:,}")
        st.button("Next", on_click=lambda: state.put(page=on), disabled=page >= last, icon=":material/arrow_forward:")


def answers(found: dict[str, Any], page: int) -> None:
    """The hits of a page, or what to ask instead."""
    the_filters(found)
    for row in found["instead"] if found["total"] else ():
        opening(row)
    if not found["total"]:
        parts.nothing("Nothing fits all of this. These find something:")
        for row in found["instead"] or state.records("suggestions"):
            opening(row)
        return
    first, total = found["offset"] + 1, count(found["total"], "hit")
    st.caption(f"{first:,} to {first + len(found['hits']) - 1:,} of {total}, {hits.order_of(found['query'])}")
    for number, hit in enumerate(found["hits"]):
        a_hit(number, hit)
    if found["total"] > PER_PAGE:
        the_pages(found, page)


query = the_box()
page = page_of(query)
if not query:
    openings()
elif found := found_by(query, page):
    if found["total"] and not found["hits"]:  # a link to a page that is no longer there
        page, found = 1, state.records("ask", query, limit=PER_PAGE, offset=0)
    answers(found, page)
