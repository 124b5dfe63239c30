"""One question of a blind round on the page: its words side by side, and the ways to answer it.

In: a record of to_judge or judged. Out: elements on the page; what was answered, as (action, value, others, reason).
Called by screens/judging.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from concord.queueing.answers import Answer, answers_of
from dashboard.review import asked_item
from dashboard.review.answering import key_of, things, values_of
from dashboard.shared.wording import md_escape

Record = dict[str, Any]
Given = Callable[[str, str, list[str], str], None]  # action, value, others, reason
REASON = "judging reason"


def show(record: Record, names: Mapping[str, str], place: str) -> None:
    """What is asked and the words of both sides, as the page Review shows them. place: such as "3 of 40"."""
    asked_item.question(record, place)
    asked_item.evidence(record, names)


def answering(record: Record, given: Given, who: str, *, before: str = "") -> None:
    """Buttons and boxes for the answers to an item, by mouse or by their keys.

    who: answers; what one person has typed is not there for the next one. before: the reason
    that was given before.
    """
    if st.session_state.get("_judging") != (record["round"], record["item"], who):
        st.session_state["_judging"] = (record["round"], record["item"], who)
        st.session_state[REASON] = before
    answers = answers_of(record)
    plain = [answer for answer in answers if not (answer.value or answer.others)]
    st.text_input("Reason", key=REASON, placeholder="in a few words; others read it afterwards", max_chars=500)
    with st.container(horizontal=True):
        for answer in plain:
            st.button(
                answer.label,
                key=f"answer {record['item']} {answer.action}",
                help=answer.does,
                shortcut=key_of(answer),
                on_click=lambda action: given(action, "", [], _reason()),
                args=(answer.action,),
            )
    if rest := [answer for answer in answers if answer not in plain]:
        with st.expander("Another answer: " + ", ".join(answer.label.lower() for answer in rest)):
            _with_more(record, rest, given, who)


def _with_more(record: Record, answers: list[Answer], given: Given, who: str) -> None:
    """The answers that need a label, a facet, a relation or further themes."""
    key = f"more {record['item']} {who}"
    by_label = {answer.label: answer for answer in answers}
    picked = st.segmented_control("Answer", list(by_label), default=answers[0].label, key=key, required=True)
    answer = by_label[picked or answers[0].label]
    st.caption(md_escape(answer.does))
    options = values_of(answer, record)
    if answer.value and options:
        st.selectbox("Which", list(options), key=f"{key} value", format_func=options.__getitem__)
    elif answer.value:
        st.text_input(md_escape(answer.value.capitalize()), key=f"{key} value", max_chars=300)
    if answer.others and record["kind"] == "question":
        ends = {record[end]: f"{record[f'{end}_label']} ({record[f'{end}_study']})" for end in ("source", "target")}
        st.radio("Which of the two", list(ends), key=f"{key} others", format_func=lambda id: md_escape(ends[id]))
    elif answer.others:
        options = things(facet=record["facet"] if answer.action == "merge" else None, but=record["item"])
        most = 1 if answer.action == "relate" else None
        st.multiselect(
            "With what", list(options), key=f"{key} others", format_func=options.__getitem__, max_selections=most
        )

    def give() -> None:
        value = st.session_state.get(f"{key} value", "") if answer.value else ""
        others = (st.session_state.get(f"{key} others") or []) if answer.others else []
        given(answer.action, value or "", [others] if isinstance(others, str) else list(others), _reason())

    st.button("Give this answer", key=f"{key} give", on_click=give)


def _reason() -> str:
    return str(st.session_state.get(REASON, "")).strip()
