"""Overlap: how far the reviews rest on the same primary studies, as a range first, then pair by pair.

In: short names of studies, and works, cells, doubtful, measure and pair of the URL. Out: a part of the page Agreement.
Called by it; the citation matrix below is holding.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import overlap_charts, overlap_frames, parts, state
from dashboard.assuming import doubtful_switch
from dashboard.holding import doubts, lists, the_matrix
from dashboard.overlap_frames import MEASURES
from dashboard.wording import count, md_escape

Record = dict[str, Any]
_WORKS = {"included": "Studies that the reviews include", "all": "All that they cite"}
_CELLS = {"missing": "Have no cell", "absent": "Count as not held"}
_MOST_SHARED = 12  # works of a pair that are listed before the rest is folded away


def overlaps(names: Mapping[str, str]) -> None:
    """The range, the switches, pairs of reviews, and the matrix with what each cell rests on."""
    st.markdown(
        "Reviews of the same primary studies are not independent witnesses. The corrected covered area (CCA) is the "
        "share of repeated inclusions among all that could be repeated: below 5 % slight, to 10 moderate, to 15 high, "
        "above very high."
    )
    works, missing, doubtful = _switches()
    found = state.records("overlap", works, missing=missing, doubtful=doubtful)
    _range(found)
    whole = found["whole"]
    if whole["reviews"] < 2:
        parts.nothing(f"Overlap needs two reviews that list primary studies; here there are {whole['reviews']}.")
    else:
        _pairs(found, names)
        the_matrix(found, names, works, missing, doubtful)
    doubts(found, names)
    lists(found, names)
    for warning in found["warnings"]:
        st.warning(md_escape(warning), icon=":material/rule:")


def _switches() -> tuple[str, bool, bool]:
    """Which works count, whether works younger than a search have a cell, whether doubtful matches are one work."""
    one, two, three = st.columns(3)
    with one:
        works = state.choice("Primary studies are", "works", list(_WORKS), _WORKS.__getitem__, default="included")
    with two:
        cells = state.choice(
            "Works younger than a search",
            "cells",
            list(_CELLS),
            _CELLS.__getitem__,
            default="missing",
            help="A review could not hold what appeared after its search (structural missingness).",
        )
    with three:
        doubtful = doubtful_switch()
    return works or "included", cells != "absent", doubtful


def _range(found: Record) -> None:
    """The range over all assumptions, and where in it the chosen one lies."""
    whole, every = found["whole"], found["assumptions"]
    st.markdown(
        f"### {overlap_frames.range_words(found)}\n"
        f"Corrected covered area over {len(every)} assumptions: which works count, whether works younger than a search "
        "have a cell, and whether doubtful matches are one work."
    )
    here = (
        f"not defined, as {whole['undefined']}"
        if whole["corrected"] is None
        else f"**{100 * whole['corrected']:.1f} %** ({whole['band']})"
    )
    covered = "" if whole["covered"] is None else f"; uncorrected covered area {100 * whole['covered']:.1f} %"
    st.markdown(
        f"As chosen above it is {here}: {count(whole['ones'], 'inclusion')} of "
        f"{count(whole['rows'], 'primary study', 'primary studies')} by {count(whole['reviews'], 'review')}, "
        f"{count(whole['missing'], 'cell')} not available{covered}."
    )
    with st.expander(f"All {len(every)} assumptions"):
        parts.table(
            overlap_frames.assumptions_frame(found),
            "assumptions",
            "Corrected covered area under each assumption",
            {
                "works": parts.text("Primary studies are", 170),
                "younger works": parts.text("Works younger than a search", 190),
                "doubtful matches": parts.text("Doubtful matches are", 160),
                "cca": parts.number("CCA", "Corrected covered area", "%.1f %%"),
            },
        )


def _pairs(found: Record, names: Mapping[str, str]) -> None:
    """The square of reviews with the words of one pair beside it, then the pairs as a table."""
    st.subheader("Pair by pair", anchor=False)
    measure = state.toggles("Measure", "measure", list(MEASURES), MEASURES.__getitem__)
    by_id = {f"{pair['one']}~{pair['other']}": pair for pair in found["pairs"]}
    chosen = state.remembered_id("pair", by_id)

    def pick(one: str, other: str) -> None:
        pair = "~".join(sorted((one, other)))
        state.put(pair=pair if pair in by_id else None)

    left, right = st.columns(overlap_frames.beside(len(found["reviews"])), gap="medium")
    with left:
        st.caption(
            "Reviews that share much stand side by side; on the diagonal stands how many primary studies each lists. "
            "An overlap coefficient of 1 means that one list lies within the other."
        )
        overlap_charts.square(
            overlap_frames.pair_tiles(found, names, measure),
            f"square {measure}",
            "Overlap of each two reviews; the table below offers the same choice",
            measure,
            pick,
        )
    with right, st.container(border=True, key="pair_evidence"):
        if chosen:
            _one_pair(by_id[chosen], found, names)
        else:
            st.markdown("Click a tile, or choose a row of the table, and the shared primary studies are named.")
    if found["pairs_total"] > len(found["pairs"]):
        st.caption(f"The {len(found['pairs']):,} pairs that share most, of {found['pairs_total']:,}.")
    parts.table(
        overlap_frames.overlap_frame(found, names),
        "pairs",
        "Overlap of pairs of reviews",
        {
            "cca": parts.number("CCA", "Corrected covered area of the pair, as chosen above", "%.1f %%"),
            "over all assumptions": parts.figure(
                "Over all assumptions", "The lowest and the highest CCA of the pair", 140
            ),
            "overlap coefficient": parts.number("Overlap coefficient", "1 when one list lies within the other", "%.2f"),
            "of the other": parts.number("Of the other", "Primary studies of the other review"),
        },
        rows=8,
        on_row=lambda id: state.put(pair=id.replace(" ", "~")),
    )


def _one_pair(pair: Record, found: Record, names: Mapping[str, str]) -> None:
    """Two reviews: what they share, by name."""
    one, other = (names.get(pair[end], pair[end]) for end in ("one", "other"))
    st.markdown(f"**{md_escape(one)}** and **{md_escape(other)}**")
    cca = "not defined" if pair["corrected"] is None else f"{100 * pair['corrected']:.1f} %"
    coefficient = "not defined" if pair["coefficient"] is None else f"{pair['coefficient']:.2f}"
    st.markdown(
        f"{pair['shared']} shared of {pair['works_one']} and {pair['works_other']}. CCA {cca}, over all assumptions "
        f"{overlap_frames.percent_range(pair['range'])}; overlap coefficient {coefficient}."
    )
    both = {pair["one"], pair["other"]}
    shared = [work["work"] for work in found["works"] if both <= set(work["reviews"])]
    st.markdown("\n".join(f"- {md_escape(work)}" for work in shared[:_MOST_SHARED]))
    if rest := shared[_MOST_SHARED:]:
        with st.expander(f"{count(len(rest), 'more primary study', 'more primary studies')}"):
            st.markdown("\n".join(f"- {md_escape(work)}" for work in rest))
