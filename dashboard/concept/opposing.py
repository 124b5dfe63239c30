"""Who speaks against a concept: denials and hedges in the studies' words, and the contradictions that are about it.

In: the record of a concept, what it rests on, short names of studies. Out: a part of the page Concept. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.concept import support_frames
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import between, count, md_escape, named

Record = dict[str, Any]
_MOST = 20  # of each list


def against(concept: Record, found: Record, names: Mapping[str, str]) -> None:
    """The weight of both sides, the words against it, then contradictions with the way to judge them."""
    opposed = [m for m in concept["members"] if m["polarity"] != "asserts" or m["study"] in found["refuted_by"]]
    drawn = [id for id in found["refuted_by"] if id not in {m["study"] for m in opposed}]
    rows = contradictions(concept["id"], concept["facet"])
    if not opposed and not drawn and not rows:
        parts.nothing(
            "Nobody denies, hedges or refutes it, and no contradiction about it was found. Silence is no opposition."
        )
        return
    if found["opposing"][1]:
        st.markdown(
            f"Those who refute it count as **{support_frames.counts_as(found['opposing'])}** independent; those who "
            f"support it as **{between(found['effective'], 2)}**."
        )
    for id in drawn:
        st.markdown(f"A reviewer drew that **{md_escape(names.get(id, id))}** is opposed; the history says why.")
    for at in range(0, min(len(opposed), _MOST), 2):
        for place, member in zip(st.columns(2), opposed[at : at + 2], strict=False):
            with place.container(border=True):
                st.markdown(f"**{md_escape(names.get(member['study'], member['study']))}** {member['polarity']} it")
                parts.theme_in_study(member, most=2)
                doors.theme(member["id"], member["label"])
    if len(opposed) > _MOST:
        st.caption(f"{count(len(opposed) - _MOST, 'more theme')} of that kind: choose them under “In their words”.")
    if rows:
        st.subheader(f"Contradictions about it ({len(rows)})", anchor=False)
        for row in rows[:_MOST]:
            _contradiction(row, names)


def contradictions(concept: str, facet: str) -> list[Record]:
    """Between studies about a concept, those that are not dismissed."""
    return [row for row in state.records("refutations", facet, scope="between") if row["concept"] == concept]


def _contradiction(row: Record, names: Mapping[str, str]) -> None:
    both = " against ".join(
        "; ".join(names.get(id, id) for id in row[side]) or "nobody" for side in ("asserted_by", "refuted_by")
    )
    st.markdown(f"**{named(row['kind'])}**, {row['standing']}: {md_escape(both)}")
    st.page_link(
        "screens/refutations.py",
        label="Both sides, and the verdict",
        icon=":material/balance:",
        query_params={"item": row["id"]},
    )
