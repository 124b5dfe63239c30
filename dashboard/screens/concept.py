"""Concept: one concept with its verdict, what that rests on, and the words of each study side by side.

In: facet and concept (or id, which says the same) of the URL, and the switches of assuming. Out: the page.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import assuming, doors, frames, parts, profiling, resting, state, translating
from dashboard.wording import count, md_escape, named, of

SIDE_BY_SIDE = 3
MOST_REASONS = 12

parts.head("Concept", "One concept: what the studies mean by it, in their own words, and how well it is supported.")
parts.stop_when_empty()

studies, concepts = state.records("studies"), state.records("concepts")
names = frames.short_names(studies)


def chosen() -> str | None:
    """Facet and concept; a link to a concept of another facet takes that facet along."""
    left, right = st.columns([1, 3])
    of_id = {concept["id"]: concept for concept in concepts}
    if "id" in st.query_params:
        st.query_params["concept"] = st.query_params.pop("id")
    asked = of_id.get(st.query_params.get("concept", ""))
    if "concept" in st.query_params or "concept" not in st.session_state:
        st.session_state["_gone"] = None if asked else st.query_params.get("concept")
    facet_asked = st.query_params.get("facet")
    if asked and facet_asked and asked["facet"] != facet_asked:
        st.query_params["facet"] = asked["facet"]
    with left:
        facet = state.choice("Facet", "facet", frames.used_facets(concepts, state.facets()), named)
    within = [concept for concept in concepts if facet in (None, concept["facet"])]
    within.sort(key=lambda concept: (-len(concept["studies"]), concept["label"].casefold(), concept["id"]))
    labels = {concept["id"]: f"{concept['label']} · {of(concept['support'])}" for concept in within}
    with right:
        return state.choice(
            "Concept (type to search)",
            "concept",
            list(labels),
            labels.__getitem__,
            default=None if st.session_state["_gone"] else next(iter(labels), None),
            placeholder="Choose one",
        )


def verdict(concept: dict[str, Any], found: dict[str, Any]) -> None:
    """Label, definition, verdict with its rule and numbers, and the figures."""
    st.header(md_escape(concept["label"]), anchor=False)
    if concept["definition"]:
        st.markdown(md_escape(concept["definition"]))
    st.markdown(resting.verdict_words(found, names))
    st.caption(f"Facet: {md_escape(named(concept['facet']).lower())}. Status: {concept['status']}.")
    resting.figures(found)
    resting.under_assumptions(concept["id"])


def rests_on(found: dict[str, Any]) -> None:
    """Each study in scope with its weight, and the primary studies that several of them share."""
    st.subheader("What it rests on", anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        resting.studies(found, names)
    with right:
        resting.why_fewer(found, names)


def in_their_words(concept: dict[str, Any]) -> None:
    """One card a study, those that support it first."""
    st.subheader("In the studies' own words", anchor=False)
    members = sorted(concept["members"], key=lambda m: (m["polarity"] != "asserts", names.get(m["study"], ""), m["id"]))
    told = translating.relations_told(concept["translation"], names)
    cards = [(study, list(group)) for study, group in groupby(members, key=lambda member: member["study"])]
    beside = 2 if len(cards) == 4 else min(len(cards), SIDE_BY_SIDE)
    for start in range(0, len(cards), beside):
        for place, (study, group) in zip(st.columns(beside), cards[start : start + beside], strict=False):
            with place.container(border=True):
                st.markdown(f"**{md_escape(names.get(study, study))}**")
                for member in group:
                    stands = told.get(member["id"], "")
                    parts.theme_in_study(member, most=1, around=110, says="calls it ", stands=stands)
    silent = [id for id in concept["support"]["eligible_studies"] if id not in {m["study"] for m in members}]
    if silent:
        listed = "; ".join(names.get(id, id) for id in silent)
        st.caption(f"Address the facet and do not speak of it: {md_escape(listed)}.")


def the_translations(concept: dict[str, Any]) -> None:
    """Why the machine, or a reviewer, holds that these themes belong together."""
    st.subheader("Why they belong together", anchor=False)
    why = translating.why_together(concept["translation"], names)
    if not why:
        parts.nothing("One theme alone: nothing had to be translated.")
        return
    st.caption("What each study says in the terms of another, how sure that is (0 to 1), who says so, and why.")
    for head, sure, reasons in why[:MOST_REASONS]:
        st.markdown(f"**{md_escape(head)}** · {md_escape(sure)}")
        st.caption(md_escape("; ".join(reasons)))
    if len(why) > MOST_REASONS:
        st.caption(f"{len(why) - MOST_REASONS} more in the table of all pairs.")
    if concept["translations"]:
        with st.expander("All pairs of these themes"):
            the_pairs(concept)


def the_pairs(concept: dict[str, Any]) -> None:
    """Each relation between two themes of the concept, as a table."""
    parts.table(
        frames.translations_frame(concept["translations"], names, concept["members"]),
        "translations",
        "Translations between the themes of this concept",
        {
            "theme": parts.text("Theme", 170),
            "other theme": parts.text("Other theme", 170),
            "study": parts.text("Study", 170),
            "other study": parts.text("Other study", 170),
            "reasons": parts.text("Reasons", 260),
            "score": parts.number("Score", "0 to 1", "%.2f"),
        },
        rows=8,
    )


def around(concept: dict[str, Any]) -> None:
    """Wider and narrower concepts."""
    st.subheader("Around it", anchor=False)
    st.caption("Concepts of which this one is a kind or a part, and those that are a kind or a part of it.")
    for word, others in (("Broader", concept["broader"]), ("Narrower", concept["narrower"])):
        if others:
            st.markdown(f"**{word}**")
            for other in others:
                doors.concept(other["id"], other["label"])
    if not concept["broader"] and not concept["narrower"]:
        st.markdown("No broader or narrower concept is known.")
    st.page_link(
        "screens/review.py", label="Review this concept", icon=":material/rate_review:", query_params=_ID(concept)
    )


def _ID(concept: dict[str, Any]) -> dict[str, str]:
    return {"view": "judge", "item": concept["id"]}


if id := chosen():
    if concept := state.shown(id):
        assumed = assuming.switches()
        found = resting.rests_on(id, assumed)
        verdict(concept, found)
        rests_on(found)
        in_their_words(concept)
        profiling.evidence_profile(concept["id"], names)
        resting.left_out(found, names)
        left, right = st.columns([3, 2], gap="large")
        with left:
            the_translations(concept)
        with right:
            around(concept)
elif st.session_state["_gone"]:
    parts.nothing(
        f"There is no concept {md_escape(st.session_state['_gone'])} any more: it was renamed or regrouped, or the "
        "link is mistyped. Choose one above."
    )
else:
    parts.nothing(f"No concept yet among {count(len(studies), 'study', 'studies')}.")
