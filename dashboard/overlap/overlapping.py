"""Overlap: how far the reviews rest on the same primary studies, as a range first, then pair by pair.

In: short names of studies, and works, cells, doubtful, reviews, measure, pair and shared of the URL. Out: a part of the
page Overlap. Called by it; a pair is told in in_both.py, the citation matrix in holding.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.overlap import charts, frames
from dashboard.overlap.frames import MEASURES
from dashboard.overlap.holding import doubts, lists, the_matrix
from dashboard.overlap.in_both import one_pair
from dashboard.shared import glossary, parts, state
from dashboard.shared.assuming import doubtful_switch
from dashboard.shared.wording import count, md_escape

Record = dict[str, Any]
_WORKS = {"included": "Studies that the reviews include", "all": "All that they cite"}
_CELLS = {"missing": "Have no cell", "absent": "Count as not held"}
_MOST_PAIRS = 500  # rows of the table of pairs
_MOST_REVIEWS = 60  # in one square, however many somebody chooses
_WARNINGS = 3  # that are shown before the rest is folded away


def overlaps(names: Mapping[str, str]) -> None:
    """The range, the switches, pairs of reviews, and the matrix with what each cell rests on."""
    st.markdown(
        "Reviews of the same primary studies are not independent witnesses. The corrected covered area (CCA) is the "
        "share of repeated inclusions among all that could be repeated: below 5 % slight, to 10 moderate, to 15 high, "
        "above very high.",
        help=glossary.meaning("corrected covered area"),
    )
    works, missing, doubtful = _switches()
    whole = state.records("overlap", works, missing=missing, doubtful=doubtful, rows=False)
    _range(whole)
    if whole["whole"]["reviews"] < 2:
        parts.nothing(
            f"Overlap needs two reviews that list primary studies; here there are {whole['whole']['reviews']}."
        )
    else:
        chosen = _reviews(whole, names)
        if len(chosen) < 2:
            parts.nothing("A pair needs two reviews: choose another one above.")
        else:
            found = state.records("overlap", works, missing=missing, doubtful=doubtful, studies=tuple(chosen))
            _pairs(whole, found, names, {"works": works, "missing": missing, "doubtful": doubtful})
            the_matrix(found, names, works, missing, doubtful)
    doubts(whole, names)
    lists(whole, names)
    _warnings(whole["warnings"])


def _switches() -> tuple[str, bool, bool]:
    """Which works count, whether works younger than a search have a cell, whether doubtful matches are one work."""
    one, two, three = st.columns(3)
    with one:
        works = state.choice(
            "Primary studies are",
            "works",
            list(_WORKS),
            _WORKS.__getitem__,
            default="included",
            help=glossary.meaning("primary study"),
        )
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
        f"### {frames.range_words(found)}\n"
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
            frames.assumptions_frame(found),
            "assumptions",
            "Corrected covered area under each assumption",
            {
                "works": parts.text("Primary studies are", 170),
                "younger works": parts.text("Works younger than a search", 190),
                "doubtful matches": parts.text("Doubtful matches are", 160),
                "cca": parts.number("CCA", "Corrected covered area", "%.1f %%"),
            },
        )


def _reviews(whole: Record, names: Mapping[str, str]) -> list[str]:
    """The reviews whose pairs and works are shown: those that somebody chose, else those that share most."""
    st.subheader("Pair by pair", anchor=False)
    every = sorted(whole["reviews"], key=lambda id: names.get(id, id))
    usual = frames.most_sharing(whole)
    few = len(usual) == len(every)
    picked = state.several(
        "Reviews",
        "reviews",
        every,
        lambda id: names.get(id, id),
        placeholder="All" if few else f"The {len(usual)} that share most, of {len(every):,}",
    )
    chosen = usual if len(picked) == len(every) else sorted(picked)
    if len(chosen) > _MOST_REVIEWS:
        st.caption(f"The first {_MOST_REVIEWS} of the {len(chosen)} that are chosen; a square of more cannot be read.")
    return chosen[:_MOST_REVIEWS]


def _pairs(whole: Record, found: Record, names: Mapping[str, str], assumed: Mapping[str, Any]) -> None:
    """The square of reviews with the words of one pair beside it, then the pairs as a table."""
    measure = state.toggles("Measure", "measure", list(MEASURES), MEASURES.__getitem__)
    known = {f"{pair['one']}~{pair['other']}": pair for pair in (*whole["pairs"], *found["pairs"])}
    chosen = state.remembered_id("pair", known)

    def pick(one: str, other: str) -> None:
        pair = "~".join(sorted((one, other)))
        state.put(pair=pair if pair in known else None, shared=None)

    left, right = st.columns(frames.beside(len(found["reviews"])), gap="medium")
    with left:
        st.caption(
            "Reviews that share much stand side by side; on the diagonal stands how many primary studies each lists. "
            "An overlap coefficient of 1 means that one list lies within the other."
        )
        charts.square(
            frames.pair_tiles(found, names, measure),
            f"square {measure}",
            "Overlap of each two reviews; the table below offers the same choice",
            measure,
            pick,
        )
    with right, st.container(border=True, key="pair_evidence"):
        if chosen:
            one_pair(known[chosen], names, assumed)
        else:
            st.markdown("Click a tile, or choose a row of the table, and the shared primary studies are named.")
    _table(whole, names)


def _table(whole: Record, names: Mapping[str, str]) -> None:
    """The pairs of the whole corpus that share most."""
    frame = frames.overlap_frame(whole, names)
    if whole["pairs_total"] > _MOST_PAIRS:
        st.caption(
            f"The {min(_MOST_PAIRS, len(frame))} pairs that share most, of {whole['pairs_total']:,}; choose reviews "
            "above to see others in the square."
        )
    parts.table(
        frame.head(_MOST_PAIRS),
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
        on_row=lambda id: state.put(pair=id.replace(" ", "~"), shared=None),
        whole=lambda: frame,
    )


def _warnings(said: list[str]) -> None:
    """What is odd in the lists; a thousand reviews have many oddities, so most of them are folded away."""
    for warning in said[:_WARNINGS]:
        st.warning(md_escape(warning), icon=":material/rule:")
    if rest := said[_WARNINGS:]:
        with st.expander(f"{count(len(rest), 'more place')} where the dates of a list look odd"):
            st.markdown("\n".join(f"- {md_escape(warning)}" for warning in rest[:100]))
            if len(rest) > 100:
                st.caption(f"And {len(rest) - 100:,} more; `concord overlap --format json` has all.")
