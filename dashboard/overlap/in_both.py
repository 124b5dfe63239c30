"""Two reviews: the primary studies that they share, and of each the entries of both bibliographies.

In: a pair of an overlap record, short names of studies, the assumptions, and shared of the URL. Out: a part of the page
Overlap. Called by overlapping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.overlap import frames
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import count, md_escape

Record = dict[str, Any]
_MOST_CITED = 3  # sentences of a review that cite a work


def one_pair(pair: Record, names: Mapping[str, str], assumed: Mapping[str, Any]) -> None:
    """Two reviews: their figures, what they share, and one of it with the words of both lists.

    assumed: works, missing and doubtful, as KnowledgeBase.overlap takes them.
    """
    ends = (pair["one"], pair["other"])
    one, other = (names.get(end, end) for end in ends)
    st.markdown(f"**{md_escape(one)}** and **{md_escape(other)}**")
    cca = "not defined" if pair["corrected"] is None else f"{100 * pair['corrected']:.1f} %"
    coefficient = "not defined" if pair["coefficient"] is None else f"{pair['coefficient']:.2f}"
    st.markdown(
        f"{pair['shared']} shared of {pair['works_one']} and {pair['works_other']}. CCA {cca}, over all assumptions "
        f"{frames.percent_range(pair['range'])}; overlap coefficient {coefficient}."
    )
    with st.container(horizontal=True):
        for end in ends:
            doors.study(end, names.get(end, end))
    found = state.records("overlap", studies=ends, cells=True, **assumed)
    shared = [work for work in found["works"] if set(ends) <= set(work["reviews"])]
    if not shared:
        st.caption("No primary study stands in both lists.")
        return
    chosen = state.remembered_id("shared", (str(place) for place in range(len(shared))))
    parts.table(
        frames.shared_frame(shared, {}).drop(columns="also in"),
        "in_both",
        f"Primary studies that {one} and {other} share",
        {"primary study": parts.text("Shared primary study", "large")},
        rows=8,
        on_row=lambda id: state.put(shared=id),
    )
    if chosen is None:
        st.caption(f"Choose one of the {count(len(shared), 'row')} to read its entry in both lists.")
        return
    _entries(shared[int(chosen)]["work"], ends, found["cells"], names)


def _entries(work: str, ends: Sequence[str], cells: Sequence[Record], names: Mapping[str, str]) -> None:
    """The entry of each list that is the work, and where each review cites it."""
    st.markdown(f"**{md_escape(work)}**")
    for review in ends:
        name = names.get(review, review)
        st.caption(f"In the list of {md_escape(name)}")
        for cell in cells:
            if (cell["work"], cell["review"]) == (work, review):
                st.markdown(f":blue-background[{md_escape(cell['reference'] or cell['why'])}]")
                _cited(cell, name)


def _cited(cell: Record, name: str) -> None:
    """The sentences of a review that point at an entry of its list, each with the way to it in the paper."""
    reference = next((row for row in state.records("references", cell["review"]) if row["key"] == cell["key"]), None)
    if reference is None:
        return
    for cited in reference["cited"][:_MOST_CITED]:
        st.markdown(f"“{md_escape(cited['quote'])}”")
        doors.study(cell["review"], name, document=reference["document"], at=cited["start"], end=cited["end"])
    if not reference["cited"]:
        st.caption("No sentence of it that was read points at this entry; a table or the list of included studies may.")
    elif more := len(reference["cited"]) - _MOST_CITED:
        if more > 0:
            st.caption(f"{count(more, 'more sentence')} of it cite this work; the page of the study has them.")
