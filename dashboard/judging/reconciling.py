"""The part of Blind rounds where what people said lies side by side, is reconciled and settled.

In: a round that may be seen, and its items. Out: elements on the page. Called by screens/judging.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from concord import KnowledgeBase
from dashboard.judging import frames
from dashboard.judging import item as judging_item
from dashboard.shared import parts, state
from dashboard.shared.wording import count, md_escape
from dashboard.visitors import signing

Record = dict[str, Any]


def settling(row: Record, judged: list[Record]) -> None:
    """One button for all that is agreed or reconciled."""
    ready = sum(item["decision"] is None and item["outcome"] is not None for item in judged)
    still_open = sum(item["outcome"] is None for item in judged)
    with st.container(border=True, key="settling"):
        told = f"{count(ready, 'item')} agreed or reconciled and not yet settled; {still_open} to be reconciled."
        st.markdown(f"{told} Decisions are signed by who settles, and name the round and its reviewers.")
        st.button(
            f"Settle {count(ready, 'item')}" if ready else "Settle",
            key="settle",
            disabled=not ready,
            on_click=signing.act,
            args=(lambda kb, _: kb.settle_round(row["round"]), "Settled: the decisions stand in the log."),
        )


def one_item(row: Record, judged: list[Record], names: Mapping[str, str], who: str) -> None:
    """One item: the evidence, what each said and why, and the final answer."""
    ids = [item["item"] for item in judged]
    chosen = state.remembered_id("item", ids)
    first = next((item["item"] for item in judged if item["outcome"] is None), ids[0])
    item = judged[ids.index(chosen or first)]
    with st.container(border=True, key="the_item"):
        judging_item.show(item, names, f"{ids.index(item['item']) + 1} of {len(ids)}")
        for column, word in zip(st.columns(max(len(item["said"]), 1)), item["said"], strict=False):
            with column, st.container(border=True):
                late = "" if word["blind"] else " (after the unblinding)"
                st.markdown(f"{md_escape(word['who'])}: **{md_escape(word['answer'])}**{late}")
                st.markdown(md_escape(word["reason"]) or "*no reason given*")
        if not item["said"]:
            st.markdown("Nobody answered it.")
        if item["final"]:
            told = f"Reconciled by {item['final']['who']}: {item['final']['answer']}. {item['final']['reason']}"
            st.markdown(md_escape(told))
        if item["state"] == "settled":
            number = item["decision"]
            st.markdown(f"Settled: decision {number} has it." if number else "Settled: it was left as it was.")
        elif row["state"] != "withdrawn":
            _reconciling(row["round"], item, who)


def _reconciling(round: str, item: Record, who: str) -> None:
    """The final answer, with a reason."""
    st.markdown("**The final answer**")

    def given(action: str, value: str, others: list[str], reason: str) -> None:
        def does(kb: KnowledgeBase, _: str) -> None:
            kb.reconcile(round, item["item"], action, value=value, others=others, reason=reason)

        if signing.acted(does, f"Reconciled: {action}."):
            st.session_state[judging_item.REASON] = ""

    judging_item.answering(item, given, f"{who} reconciles")
    st.button(
        "Leave it as it is",
        help="Nothing is decided; the item goes back to the queue.",
        on_click=lambda: given("leave", "", [], str(st.session_state.get(judging_item.REASON, ""))),
    )


def reliability(rows: list[Record]) -> None:
    """Every coefficient of what was judged blind."""
    st.subheader("Reliability", anchor=False)
    if not rows:
        parts.nothing("Nothing was judged blind, so there is nothing to reckon.")
        return
    parts.table(frames.reliability_frame(rows), "round_reliability", "Agreement of reviewers", frames.columns())
    st.caption(
        "By what was judged blind, kind by kind. Where one answer is rare, kappa and alpha are low although reviewers "
        "agree: read AC1 and PABAK beside them. An empty figure is undefined; the last column says why. Intervals: "
        "95 %, 2,000 seeded resamples of the items."
    )
