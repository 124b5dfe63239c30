"""Reading a codebook: its facets, their word lists, terms and known concepts; and what another one has otherwise.

In: a record of KnowledgeBase.codebook, and facet, words and against of the URL. Out: parts of the page Codebook. Called
by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard.codebook.frames import (
    LISTS,
    compared_frame,
    compared_words,
    concepts_frame,
    facets_frame,
    terms_frame,
)
from dashboard.shared import glossary, parts, state
from dashboard.shared.wording import count, md_escape, named

Record = dict[str, Any]
_MOST = 500  # rows of a table
MOST_WORDS = 300  # of a list; the TOML has all


def seeing(book: Record) -> None:
    """A codebook whole, then one of its facets."""
    _about(book)
    parts.table(
        facets_frame(book),
        "facets",
        f"Facets of the codebook {book['name']}",
        {
            "facet": parts.text("Facet", 170, glossary.meaning("facet")),
            "definition": parts.text("Definition", "large"),
            "words": parts.number("Words", "Entries of all its lists of words"),
            "terms": parts.number("Terms", "Names that are items wherever they stand"),
            "concepts": parts.number("Known concepts", "What the aligner knows to be one thing", width=120),
        },
        rows=8,
        on_row=lambda id: state.put(facet=id),
    )
    of = {facet["name"]: facet for facet in book["facets"]}
    if chosen := state.choice("Facet", "facet", list(of), lambda name: of[name]["title"], placeholder="Choose one"):
        _facet(of[chosen])
    else:
        st.caption("Choose a facet to read its words.")


def comparing(book: Record, known: Mapping[str, Record], called: Callable[[str], str]) -> None:
    """What the chosen codebook has that another one has not, and the other way round."""
    others = [name for name in known if name != book["name"]]
    if not others:
        parts.nothing("There is no other codebook to compare it with; write one under *Write and try*.")
        return
    against = state.choice("Compared with", "against", others, called, default=others[0]) or others[0]
    changes = state.records("compare_codebooks", book["name"], against)
    st.markdown(md_escape(compared_words(changes)))
    show_changes(changes, "compared")


def show_changes(changes: Record, key: str) -> None:
    """The table of a comparison."""
    frame = compared_frame(changes)
    if frame.empty:
        return
    parts.table(
        frame.head(_MOST),
        key,
        f"What {changes['to']} has otherwise than {changes['from']}",
        {
            "facet": parts.text("Facet", 150),
            "what": parts.text("What", 130),
            "added": parts.text("More here", "large"),
            "removed": parts.text("Fewer here", "large"),
        },
        rows=14,
        whole=lambda: frame,
    )


def _about(book: Record) -> None:
    """What it is, who is read with it, and its file."""
    base = f", on top of {md_escape(' and '.join(book['extends']))}" if book["extends"] else ""
    st.markdown(
        f"**{md_escape(book['title'])}** · {md_escape(book['name'])} {md_escape(book['version'])}{base} · "
        f"{count(len(book['facets']), 'facet')}"
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if book["studies"]:
            st.page_link(
                "screens/studies.py",
                label=f"Reads {count(len(book['studies']), 'study', 'studies')}",
                icon=":material/article:",
            )
        st.download_button(
            "Download its TOML",
            data=book["text"],
            file_name=f"{book['name']}.toml",
            mime="application/toml",
            on_click="ignore",
            icon=":material/download:",
        )


def _facet(facet: Record) -> None:
    """One facet: its definition, its words, its terms and what it knows to be one thing."""
    with st.container(border=True, key="facet_words"):
        st.subheader(md_escape(facet["title"]), anchor=False)
        if facet["definition"]:
            st.markdown(md_escape(facet["definition"]))
        st.caption(f"An item of it is a {md_escape(named(facet['item']).lower())}.")
        st.page_link(
            "screens/themes.py",
            label="Its themes in the studies",
            query_params={"facet": facet["name"]},
            icon=":material/format_quote:",
        )
        for key, does in LISTS.items():
            if facet[key]:
                st.markdown(
                    f"**{named(key)}** ({len(facet[key])}): {md_escape('; '.join(facet[key][:MOST_WORDS]))}"
                    + (" …" if len(facet[key]) > MOST_WORDS else ""),
                    help=does,
                )
        if not (facet["lexicon"] or facet["concepts"]):
            return
        typed = state.words("Find among terms and known concepts", "words", "all of these words")
        _found(terms_frame(facet, typed), "terms", "Terms", "that are items of this facet wherever they stand")
        _found(
            concepts_frame(facet, typed),
            "known",
            "Known concepts",
            "that the aligner takes for one thing under many names; the part that one is of stands beside it",
        )


def _found(frame: Any, key: str, heading: str, are: str) -> None:
    if frame.empty:
        return
    st.markdown(f"**{heading}** ({len(frame):,}), {are}")
    parts.table(frame.head(_MOST), key, f"{heading} of the facet", rows=10, whole=lambda: frame)
