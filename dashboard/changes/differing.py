"""What changed from one state to another: what each study brought, then the concepts by kind of change, with the words.

In: short names of studies, what there is to compare, and from, to, kind, facet, study, words, change and moved of the
URL. Out: a part of the page What changed. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from concord import ConcordError
from dashboard.changes import frames as changing
from dashboard.shared import doors, frames, glossary, parts, state
from dashboard.shared.wording import count, md_escape, named, with_names

Record = dict[str, Any]
MOST = 12  # themes of one side that are shown
MOST_ROWS = 500  # of a table
MOST_CONCLUSIONS = 50


def the_changes(
    names: Mapping[str, str], snapshots: Sequence[Record], history: Sequence[Record], adoptions: Sequence[Record]
) -> None:
    """Two states, what each study brought, and the concepts that changed, by sort."""
    record = _compared(snapshots, history, adoptions)
    if not record["sentences"] and not record["counts"]:
        parts.nothing("Nothing changed between these two states.")
        return
    st.markdown(md_escape(changing.change_words(record)))
    for sentence in record.get("adoption", {}).get("sentences", []):
        st.markdown(f"- {md_escape(sentence)}")
    if record["by_study"]:
        _brought(record, names)
    found = changing.groups(record)
    if not found:
        return
    st.subheader("By kind of change", anchor=False)
    group = state.toggles("Kind of change", "kind", list(found), found.__getitem__)
    st.caption(md_escape(changing.meaning(group)))
    if group == changing.MOVED:
        _moved(record, names)
    elif group == changing.STALE:
        _concluded(record, names)
    else:
        _concepts(record, group, names)


def _compared(snapshots: Sequence[Record], history: Sequence[Record], adoptions: Sequence[Record]) -> Record:
    """The comparison of the two states that are chosen."""
    known = changing.states(snapshots, history, adoptions)
    left, right = st.columns(2)
    with left:
        one = state.choice(
            "From", "from", list(known), known.__getitem__, default=next(iter(known)), help=glossary.meaning("snapshot")
        )
    later = {changing.NOW: "Now"} | {row["name"]: known[row["name"]] for row in reversed(snapshots)}
    with right:
        if (one or "").startswith(("addition ", "adoption ")):
            st.text_input("To", "What it changed, as it was told then", disabled=True)
            other = changing.NOW
        else:
            other = state.choice("To", "to", list(later), later.__getitem__, default=changing.NOW) or changing.NOW
    try:
        record: Record = state.records("diff", one, other)
    except ConcordError as error:  # a snapshot of another version, or one that was changed past Concord
        st.error(md_escape(str(error)), icon=":material/error:")
        st.stop()
    return record


def _brought(record: Record, names: Mapping[str, str]) -> None:
    """What each study brought; a chosen row leaves only the concepts that the study moved."""
    st.subheader("By study", anchor=False)
    st.caption("Choose a row to see only the concepts that the study moved.")
    frame = changing.study_frame(record, names)
    parts.table(
        frame.head(MOST_ROWS),
        "brought",
        "What each study brought",
        {
            "study": parts.text("Study", 220),
            "is": parts.text("Is", 60),
            "new": parts.number("New", "Concepts that were not there before"),
            "strengthened": parts.number("Strengthened", "Concepts that it supports now and did not before", width=110),
            "repeated": parts.number(
                "Repeated", "Likewise, but on no more independent evidence: it rests on the same primary studies"
            ),
            "refuted": parts.number("Refuted", "Concepts that it refutes now and did not before"),
            "lost": parts.number("Lost", "Concepts that it supported before and no longer does"),
        },
        rows=6,
        on_row=lambda id: state.put(study=id, change=None),
        whole=lambda: frame,
    )


def _filtered(record: Record, sort: str, names: Mapping[str, str]) -> Record:
    """The concepts of one sort that the boxes leave."""
    mine = changing.of_sort(record, sort)
    one, two, three = st.columns([2, 2, 3], vertical_alignment="bottom")
    with one:
        facet = state.choice("Facet", "facet", frames.used_facets(mine["concepts"], state.facets()), named)
    with two:
        moved = sorted(changing.movers(mine), key=lambda id: names.get(id, id))
        study = state.choice("Moved by the study", "study", moved, lambda id: names.get(id, id))
    with three:
        typed = state.words("Words", "words", "in the name of the concept or in a quote")
    return {**mine, "concepts": changing.chosen(mine["concepts"], facet=facet, study=study, words=typed)}


def _concepts(record: Record, sort: str, names: Mapping[str, str]) -> None:
    """The concepts of one sort; a chosen row opens on the words of both sides."""
    mine = _filtered(record, sort, names)
    if not mine["concepts"]:
        parts.nothing("No concept of this kind fits; take a filter away.")
        return
    frame = changing.changes_frame(mine, names)
    parts.table(
        frame.head(MOST_ROWS),
        "concepts",
        f"Concepts: {sort}",
        {
            "concept": parts.text("Concept", 330, glossary.meaning("concept")),
            "facet": parts.text("Facet", 110),
            "before": parts.text("Before", 150),
            "now": parts.text("Now", 150),
            "what changed": parts.text("What changed", "large"),
        },
        on_row=lambda id: state.put(change=id),
        hidden=("id", "change"),
        whole=lambda: frame,
    )
    if len(frame) > MOST_ROWS:
        st.caption(f"{len(frame) - MOST_ROWS:,} more: choose a facet or a study, or write words, to see fewer at once.")
    rows = {row["id"]: row for row in mine["concepts"]}
    if chosen := state.remembered_id("change", rows):
        _one_change(rows[chosen], names)
    else:
        st.caption("Choose a row to see the words on both sides.")


def _one_change(row: Record, names: Mapping[str, str]) -> None:
    """One concept before and after, each with its themes and quotes."""
    with st.container(border=True, key="change"):
        st.markdown(f"**{md_escape(row['label'])}**: {', '.join(row['sorts'])}")
        st.markdown(md_escape(with_names(row["sentence"], names)))
        came = {origin["theme"] for origin in row["came"]}
        left = {origin["theme"] for origin in row["left"]}
        for place, side, stirred, word in zip(
            st.columns(2, gap="large"), ("before", "after"), (left, came), ("left it", "new here"), strict=True
        ):
            with place:
                _one_side(row[side], "Before" if side == "before" else "Now", stirred, word, names)
        if row["after"]:
            doors.concept(row["after"]["id"], row["after"]["label"])


def _one_side(side: Record | None, title: str, stirred: set[str], word: str, names: Mapping[str, str]) -> None:
    """A concept at one moment: its figures, then its themes, those that came or left first."""
    if side is None:
        st.markdown(f"**{title}**: not there")
        return
    support = side["support"]
    st.markdown(f"**{title}**: {md_escape(side['verdict'])}")
    st.caption(
        f"{support['studies']} of {support['eligible']} studies; weighted agreement {support['weighted']:.2f}"
        + (
            f"; refuted by {md_escape(', '.join(names.get(s, s) for s in side['refuted_by']))}"
            if side["refuted_by"]
            else ""
        )
    )
    for quote in sorted(side["quotes"], key=lambda quote: quote["theme"] not in stirred)[:MOST]:
        note = f" ({word})" if quote["theme"] in stirred else ""
        said = "" if quote["polarity"] == "asserts" else f", {quote['polarity']}"
        study = names.get(quote["study"], quote["study"])
        st.markdown(f"“{md_escape(quote['label'])}” · {md_escape(study)}{said}{note}")
        parts.quote(quote, around=160)
        if quote["study"] in names:
            doors.study(quote["study"], study)
    if hidden := len(side["themes"]) - min(len(side["quotes"]), MOST):
        st.caption(f"{count(hidden, 'theme')} more; the page of the concept has them.")


def _moved(record: Record, names: Mapping[str, str]) -> None:
    """Themes that belong to another concept now; a chosen row leads to both concepts."""
    frame = changing.moved_frame(record, names)
    parts.table(
        frame.head(MOST_ROWS),
        "moved_themes",
        "Themes that moved",
        {"theme": parts.text("Theme", 200, glossary.meaning("theme")), "quote": parts.text("Quote", "large")},
        on_row=lambda id: state.put(moved=id),
        whole=lambda: frame,
    )
    rows = {str(place): row for place, row in enumerate(record["moved"])}
    if (at := state.remembered_id("moved", rows)) is None:
        st.caption("Choose a row to open the theme, and the concept that it is in now.")
        return
    row = rows[at]
    with st.container(horizontal=True):
        doors.theme(row["theme"], row.get("label", row["theme"]))
        doors.concept(row["to"]["id"], row["to"]["label"])


def _concluded(record: Record, names: Mapping[str, str]) -> None:
    """Conclusions of people, the stale ones first."""
    shown = record["conclusions"][:MOST_CONCLUSIONS]
    for row in shown:
        with st.container(border=True):
            st.markdown(f"**{md_escape(row['what'].capitalize())}**: {md_escape(with_names(row['sentence'], names))}")
            if row["concept"]:
                doors.concept(row["concept"], row["label"])
    if more := len(record["conclusions"]) - len(shown):
        st.caption(f"{more:,} more; `concord diff --all` tells them.")
