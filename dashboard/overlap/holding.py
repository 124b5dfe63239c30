"""The citation matrix: which review holds which primary study, on what words of its list, and what is still in doubt.

In: an overlap record of the reviews that are shown, and held, row and cell of the URL. Out: parts of the page Overlap.
Called by overlapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import streamlit as st

from dashboard.overlap import charts, frames
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import count, md_escape
from dashboard.visitors import signing

Record = dict[str, Any]
PER_PAGE = 30  # primary studies in one piece of the matrix
_MOST_DOUBTS = 8
_MOST_LISTS = 500
_ONE, _TWO = "They are one work", "They are two works"


def the_matrix(found: Record, names: Mapping[str, str], works: str, missing: bool, doubtful: bool) -> None:
    """One piece of the matrix with the words that a cell rests on beside it."""
    st.subheader("Citation matrix", anchor=False)
    reviews = {review: names.get(review, review) for review in found["reviews"]}
    boxes = st.columns([2, 2, 3], vertical_alignment="bottom")
    with boxes[0]:
        least = state.number("Held by at least so many reviews", "held", 1, min(len(reviews), 6), min(len(reviews), 2))
    rows = frames.work_rows(found["works"], least=least)
    starts = {str(at): f"{at} to {min(at + PER_PAGE - 1, len(rows))}" for at in range(1, len(rows) + 1, PER_PAGE)}
    first = 1
    if len(starts) > 1:
        with boxes[1]:
            first = int(state.choice("Show", "row", list(starts), starts.__getitem__, default="1") or 1)
    if not rows:
        parts.nothing("No primary study is held by so many reviews.")
        return
    st.caption(f"{count(len(rows), 'primary study', 'primary studies')}, those that most reviews hold first.")
    shown = dict(islice(rows.items(), first - 1, first - 1 + PER_PAGE))
    numbers = {work: str(number) for number, work in enumerate(rows, 1)}
    ids = {f"{numbers[work]}~{review}": (work, review) for work in rows for review in reviews}
    cell = state.remembered_id("cell", ids)
    left, right = st.columns(frames.beside(len(reviews)), gap="medium")
    with left:
        charts.citation_matrix(
            frames.work_tiles(found["works"], shown, reviews),
            "matrix",
            "Primary studies by reviews; the boxes beside it offer the same choice",
            sorted(reviews.values()),
            lambda work, review: state.put(cell=f"{numbers[work]}~{review}"),
        )
    with right:
        _pick(rows, reviews, numbers, ids.get(cell or ""))
        with st.container(border=True, key="cell_evidence"):
            if cell:
                _cell(
                    *ids[cell],
                    found,
                    reviews,
                    state.records(
                        "overlap",
                        works,
                        missing=missing,
                        doubtful=doubtful,
                        studies=tuple(found["reviews"]),
                        cells=True,
                    ),
                )
            else:
                st.markdown("Click a cell, or choose one here, and the entry that it rests on appears.")


def _pick(rows: Mapping[str, str], reviews: Mapping[str, str], numbers: Mapping[str, str], at: Any) -> None:
    """Boxes that offer what a click on the matrix does."""
    st.session_state["_work"], st.session_state["_review"] = at or (None, None)

    def picked() -> None:
        work, review = st.session_state["_work"], st.session_state["_review"] or next(iter(reviews))
        state.put(cell=f"{numbers[work]}~{review}" if work else None)

    st.selectbox("Primary study", list(rows), key="_work", on_change=picked, placeholder="Choose one")
    st.selectbox("Review", list(reviews), key="_review", on_change=picked, format_func=reviews.__getitem__)


def _cell(work: str, review: str, found: Record, reviews: Mapping[str, str], full: Record) -> None:
    """What one cell rests on: the entry, how it is known to be included, how it was matched."""
    st.markdown(f"**{md_escape(work)}** in **{md_escape(reviews[review])}**")
    row = next(row for row in found["works"] if row["work"] == work)
    entries = [cell for cell in full["cells"] if (cell["work"], cell["review"]) == (work, review)]
    if not entries:
        missing = review in row["missing"]
        st.markdown(
            "The review searched before this primary study appeared and could not hold it: the cell is not available."
            if missing
            else "No entry of its list is this primary study."
        )
    for entry in entries:
        if entry["reference"]:
            st.markdown(f":blue-background[{md_escape(entry['reference'])}]")
        listed = "included" if entry["list"] == "included" else "cited, not included"
        st.caption(md_escape(f"{listed}; {entry['why']}"))
        if entry["with_review"]:
            st.caption(md_escape(_matched(entry, reviews)))
    others = [reviews[other] for other in row["reviews"] if other != review and other in reviews]
    if others:
        st.markdown(f"Also in: {md_escape('; '.join(others))}.")
    doors.study(review, reviews[review])


def _matched(entry: Record, reviews: Mapping[str, str]) -> str:
    """How an entry was found to be the work of another entry, in words."""
    other = reviews.get(entry["with_review"], entry["with_review"])
    if entry["judged"]:
        return f"A reviewer said that it is the work that {other} lists."
    against = f"; against it: {', '.join(entry['against'])}" if entry["against"] else ""
    doubt = " (doubtful, waits for a reviewer)" if entry["doubtful"] else ""
    return f"Matched with the entry of {other}{doubt}: {', '.join(entry['matched'])} agree{against}."


def doubts(found: Record, names: Mapping[str, str]) -> None:
    """References that may be one work, each with its verdict in place."""
    waiting = found["doubts"]
    st.subheader(f"Doubtful matches ({len(waiting)})", anchor=False)
    signing.told()
    if not waiting:
        st.markdown("No two entries wait for somebody to say whether they are one work.")
        return
    mine = signing.may()
    says = "What you say is signed, counts at once, and can be undone on the page Review."
    st.caption(f"Entries that may be one work. {says if mine else 'Reviewers say whether they are.'}")
    if mine:
        signing.signed()
    for doubt in waiting[:_MOST_DOUBTS]:
        with st.container(border=True):
            for place, side in zip(st.columns(2, gap="large"), ("source", "target"), strict=True):
                with place:
                    study = doubt[f"{side}_study"]
                    st.caption(md_escape(names.get(study, study)))
                    st.markdown(md_escape(doubt[f"{side}_label"]))
            parts.reasons(doubt["reasons"])
            with st.container(horizontal=True):
                for label, verdict in ((_ONE, "one"), (_TWO, "two")) if mine else ():
                    st.button(label, key=f"{verdict} {doubt['id']}", on_click=_judge, args=(doubt["id"], verdict))
    if len(waiting) > _MOST_DOUBTS:
        st.caption(f"{len(waiting) - _MOST_DOUBTS} more come when these are judged.")


def _judge(id: str, verdict: str) -> None:
    signing.act(lambda kb, why: kb.match(id, verdict, reason=why), "Kept.")


def lists(found: Record, names: Mapping[str, str]) -> None:
    """What each study lists, and until when it searched."""
    with st.expander("What each study lists, and until when it searched"):
        parts.table(
            frames.lists_frame(found, names).head(_MOST_LISTS),
            "lists",
            "Lists and searches of the studies",
            {
                "study": parts.text("Study", 190),
                "not named": parts.number(
                    "Not named", "Works that it includes without saying which of several they are"
                ),
                "searched until": parts.number("Searched until", "A younger primary study has no cell"),
                "known from": parts.text("Known from", 130),
                "in its words": parts.text("In its words", 420),
            },
            whole=lambda: frames.lists_frame(found, names),
        )
        if len(found["lists"]) > _MOST_LISTS:
            st.caption(f"{len(found['lists']) - _MOST_LISTS:,} more stand in the file.")
