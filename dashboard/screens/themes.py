"""Themes: what each study reports, found by the language of the page Ask or by filters, on the quote that it rests on.

In: q, facet, study, status and theme of the URL. Out: the page. The list is KnowledgeBase.ask's, which needs no walk
through all themes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from concord import BadInput, KnowledgeBase
from dashboard.evidence import hits
from dashboard.evidence.rejected import rejected_frame
from dashboard.shared import doors, frames, parts, state
from dashboard.shared.wording import JOINS, RELATIONS, count, marked, md_escape, named
from dashboard.visitors import signing
from dashboard.writing.linking import linked

MOST_ROWS = 500
MOST_PASSAGES = 5

parts.head(
    "Themes",
    "What each study reports. Search by words or by meaning, choose a row, and read the sentence that it rests on.",
)
parts.stop_when_empty()

names = frames.short_names(state.records("studies"))


def asked() -> tuple[str, str]:
    """What the box and the filters ask for, of themes and of passages; "" for passages where no word is looked for.

    Raises BadInput: the box holds what is no query.
    """
    boxes = st.columns([2, 1, 1.4, 1], vertical_alignment="bottom")
    with boxes[0]:
        query = state.words("Search", "q", "words, “a phrase”, support:>2 …", help="The language of the page Ask.")
    with boxes[1]:
        facet = state.choice("Facet", "facet", state.facets(), named)
    with boxes[2]:
        study = state.choice("Study", "study", sorted(names, key=names.__getitem__), names.__getitem__)
    with boxes[3]:
        status = state.choice("Status", "status", ["proposed", "accepted", "rejected"], named)
    return hits.of_themes(query, facet, study, status), hits.of_passages(query, study)


def the_table(query: str) -> None:
    """One row a theme."""
    found = state.records("ask", query, limit=MOST_ROWS)
    if not found["total"]:
        parts.nothing("No theme fits. Take a filter away, or search for fewer or other words.")
        return
    more = found["total"] - len(found["hits"])
    cut = f" The first {len(found['hits']):,} are shown; words or filters narrow them." if more else ""
    st.caption(f"{count(found['total'], 'theme')}. Choose a row to read its evidence.{cut}")
    parts.table(
        hits.themes_frame(found["hits"], names),
        "themes",
        "Themes with study, evidence and section",
        {
            "theme": parts.text("Theme", 240),
            "study": parts.text("Study", 170),
            "section": parts.text("Section", 150),
            "evidence": parts.text("Evidence", 110, "How the document shows it: a list item is strongest"),
            "polarity": parts.text("Polarity", "small", "Whether the study asserts, hedges or denies it"),
            "confidence": parts.number("Confidence", "0 to 1", "%.2f"),
            "mentions": parts.number("Places", "How often the study shows it"),
        },
        on_row=lambda id: state.put(theme=id),
        rows=10,
        whole=lambda: hits.themes_frame(state.knowledge_base().ask(query, limit=found["total"])["hits"], names),
    )


def evidence(id: str) -> None:
    """A theme's quotes in their context, and what else is known of it."""
    theme = state.shown(id)
    if theme is None or theme["kind"] != "theme":
        st.caption("That theme is not there any more; choose a row.")
        return
    with st.container(border=True, key="evidence"):
        st.subheader(md_escape(theme["label"]), anchor=False)
        st.caption(md_escape(f"{named(theme['facet'])} · {names.get(theme['study'], theme['study'])}"))
        left, right = st.columns([3, 2], gap="large")
        with left:
            if theme["definition"]:
                st.markdown(f"In the study's words: {md_escape(theme['definition'])}")
            parts.theme_in_study(theme, around=400, label=False)
            read_in: str = theme["study"]
            place = {"document": theme["document"], "at": theme["start"], "end": theme["end"]}
            doors.study(read_in, names.get(read_in, read_in), **place)
        with right:
            ties(theme)


def ties(theme: dict[str, Any]) -> None:
    """Why it is a theme, and where it belongs."""
    if theme["concept"]:
        doors.concept(theme["concept"]["id"], theme["concept"]["label"])
    why = theme["explanation"]
    st.markdown(f"**Why it is a theme** ({md_escape(theme['evidence'])}, confidence {theme['confidence']:.2f})")
    parts.reasons([sentence for sentence in (why["taken"], why["support"]) if sentence])
    if why["against"]:
        st.markdown("**What could speak against it**")
        parts.reasons(why["against"])
    if theme["parent"] and (parent := state.shown(theme["parent"])):
        doors.theme(parent["id"], f"Part of {parent['label']}")
    if theme["children"]:
        st.markdown(f"**Holds** {md_escape('; '.join(child['label'] for child in theme['children']))}")
    joined = [row for row in theme["relations"] if row["kind"] in JOINS]
    lines = [f"{JOINS[row['kind']][0]} {row['label']}" for row in joined]
    lines += [f"{JOINS[row['kind']][1]} {row['label']}" for row in theme["related_by"] if row["kind"] in JOINS]
    if lines:
        st.markdown("**In the same study**")
        st.markdown("\n".join(f"- {md_escape(line)}" for line in lines))
    if theme["attributed_works"]:
        st.markdown(f"**Reported of** {md_escape('; '.join(theme['attributed_works']))}")
    if theme["translations"]:
        st.markdown("**In the words of other studies**")
        st.markdown("\n".join(f"- {_translated(edge)}" for edge in theme["translations"][:8]))


def _translated(edge: dict[str, Any]) -> str:
    """How the theme stands to one of another study, with the way to that one, in Markdown."""
    other = linked([{"text": edge["target_label"], "page": "themes", "url": {"theme": edge["target"]}}])
    return f"{RELATIONS[edge['relation']]} {other} ({md_escape(names.get(edge['target_study'], ''))})"


def your_word(theme: dict[str, Any] | None) -> None:
    """A person's decisions on the theme that is chosen, and a theme that the machine missed; all in one signed box."""
    with st.expander("Correct the machine"):
        signing.signed()
        if theme is None:
            st.caption("Choose a row to accept, reject, rename or move that theme.")
        else:
            correct(theme)
        st.markdown("**Add a theme that was missed**")
        missed()


def correct(theme: dict[str, Any]) -> None:
    """Accept, reject, rename or move a theme; each is a decision, and holds for later extractions."""
    id = theme["id"]
    st.markdown(f"**{md_escape(theme['label'])}** · {theme['status']}")
    left, right = st.columns(2)
    with left:
        st.text_input("New name, for Rename", key=f"name {id}", max_chars=200)
    with right:
        st.selectbox("Other facet, for Move", state.facets(), None, named, key=f"facet {id}", placeholder="Choose one")
    words: dict[str, tuple[Callable[[KnowledgeBase, str], object], str]] = {
        "Accept": (lambda kb, why: kb.accept(id, reason=why), "Accepted."),
        "Reject": (lambda kb, why: kb.reject(id, reason=why), "Rejected; it stays visible and no longer counts."),
        "Rename": (lambda kb, why: kb.rename(id, st.session_state[f"name {id}"], reason=why), "Renamed."),
        "Move": (lambda kb, why: kb.move(id, facet=st.session_state[f"facet {id}"] or "", reason=why), "Moved."),
    }
    with st.container(horizontal=True):
        for word, (does, done) in words.items():
            st.button(word, on_click=signing.act, args=(does, done))


def missed() -> None:
    """The boxes of a theme that the machine missed."""
    left, middle, right = st.columns([1.4, 1, 1.6])
    with left:
        st.selectbox("Its study", sorted(names, key=names.__getitem__), format_func=names.__getitem__, key="of_study")
    with middle:
        st.selectbox("Its facet", state.facets(), format_func=named, key="of_facet")
    with right:
        st.text_input("Its label", key="of_label", max_chars=200, placeholder="a short name")
    st.text_area("Words that it rests on, as the study writes them", key="of_words", max_chars=2000, height=80)
    st.button("Add the theme", on_click=signing.act, args=(add, "Added; it holds for later extractions."))


def add(kb: KnowledgeBase, why: str) -> None:
    """Adds what stands in the boxes now."""
    kb.add_theme(*(st.session_state[f"of_{part}"] for part in ("study", "facet", "label", "words")), reason=why)
    st.session_state["of_label"] = st.session_state["of_words"] = ""


def not_taken(rows: list[dict[str, Any]]) -> None:
    """What the machine proposed and rejected, with the reason; a row that is chosen fills the boxes of a new theme."""

    def fill(id: str) -> None:
        row = rows[int(id)]
        found = {"study": row["study"], "facet": row["facet"], "label": row["label"], "words": row["quote"]}
        for part, value in found.items():
            st.session_state[f"of_{part}"] = value

    cut = f" The first {MOST_ROWS:,} are shown; a study or facet narrows them." if len(rows) > MOST_ROWS else ""
    with st.expander(f"What was proposed and not taken ({len(rows):,})"):
        st.caption(f"Choose a row, and “Correct the machine” above holds its words, ready to be added.{cut}")
        parts.table(
            rejected_frame(rows[:MOST_ROWS], names),
            "not_taken",
            "Candidates that became no theme, with the reason",
            {
                "label": parts.text("Label", 200),
                "study": parts.text("Study", 150),
                "reason": parts.text("Why not", 300),
                "quote": parts.text("Words", 360),
            },
            on_row=fill,
            rows=8,
            whole=lambda: rejected_frame(rows, names),
        )


def the_passages(query: str) -> None:
    """Running text with the words of the search, which need not be a theme."""
    found = state.records("ask", query, limit=MOST_PASSAGES)
    if not found["hits"]:
        return
    st.subheader("Passages", anchor=False)
    st.caption("Where the papers use these words, whether or not a theme was found there.")
    for hit in found["hits"]:
        start, end = hits.span_of(hit)
        marks = [(a - start, b - start) for a, b in hits.inside(hit["marks"], start, end)]
        st.markdown(marked(hit["text"][start:end], marks))
        span = {"at": hit["start"] + start, "end": hit["start"] + end}
        doors.study(hit["study"], names.get(hit["study"], hit["study"]), document=hit["document_id"], **span)
    doors.ask(query, f"All {count(found['total'], 'passage')}")


signing.told()
chosen = state.given_id("theme")
try:
    of_themes, of_passages = asked()
    the_table(of_themes)
except BadInput as error:
    of_passages = ""
    st.error(md_escape(str(error)), icon=":material/edit:")
if chosen:
    evidence(chosen)
if signing.may():
    your_word(state.shown(chosen) if chosen else None)
if rejected := state.records("rejected", st.session_state["facet"], st.session_state["study"]):
    not_taken(rejected)
if of_passages:
    the_passages(of_passages)
