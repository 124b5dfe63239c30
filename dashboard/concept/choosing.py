"""The concept of a page: chosen by facet and name, kept in the URL, said when it is gone.

In: facet, words and concept (or id, which says the same) of the URL. Out: the id of a concept. Called by the page
Concept.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.shared import frames, glossary, state
from dashboard.shared.wording import named, of

Record = dict[str, Any]
MOST = 300  # concepts in the box; of more, words of the name choose
_GONE = "_gone"


def concept() -> str | None:
    """Facet and concept; a link to a concept of another facet takes that facet along."""
    of_id = state.made(by_id)
    if "id" in st.query_params:
        st.query_params["concept"] = st.query_params.pop("id")
    asked = of_id.get(st.query_params.get("concept", ""))
    if "concept" in st.query_params or "concept" not in st.session_state:
        st.session_state[_GONE] = None if asked else st.query_params.get("concept")
    facet_asked = st.query_params.get("facet")
    if asked and facet_asked and asked["facet"] != facet_asked:
        st.query_params["facet"] = asked["facet"]
    left, *middle, right = st.columns([1, 1, 2] if len(of_id) > MOST else [1, 3], vertical_alignment="bottom")
    with left:
        facet = state.choice("Facet", "facet", state.made(used_facets), named, help=glossary.meaning("facet"))
    words = ""
    if middle:
        with middle[0]:
            words = state.words("Name holds", "words", "some words of it")
    labels = _labels(facet, words, asked)
    with right:
        return state.choice(
            "Concept (type to search)",
            "concept",
            list(labels),
            labels.__getitem__,
            default=None if gone() else next(iter(labels), None),
            placeholder="Choose one",
            help=glossary.meaning("concept"),
        )


def gone() -> str | None:
    """The id that a link names and that is no concept any more."""
    # Another page may have left a concept in the session, and then nothing was said of this one yet.
    found: str | None = st.session_state.get(_GONE)
    return found


def by_id() -> dict[str, Record]:
    """All concepts by id."""
    return {concept["id"]: concept for concept in state.records("concepts")}


def used_facets() -> list[str]:
    """The facets that a concept has, in the order of the codebooks."""
    return frames.used_facets(state.records("concepts"), state.facets())


def ordered(facet: str | None) -> list[Record]:
    """The concepts of a facet, or all of them, the most supported first."""
    within = [concept for concept in state.records("concepts") if facet in (None, concept["facet"])]
    return sorted(within, key=lambda concept: (-len(concept["studies"]), concept["label"].casefold(), concept["id"]))


def _labels(facet: str | None, words: str, asked: Record | None) -> dict[str, str]:
    """The concepts to choose from, in words, the one that a link names among them."""
    wanted = words.casefold().split()
    near: list[Record] = []
    for row in state.made(ordered, facet):
        if all(word in row["label"].casefold() for word in wanted):
            near.append(row)
            if len(near) == MOST:
                break
    if asked and facet in (None, asked["facet"]) and asked not in near:
        near.append(asked)
    return {row["id"]: f"{row['label']} · {of(row['support'])}" for row in near}
