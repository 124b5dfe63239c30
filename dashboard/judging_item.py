"""One question of a blind round on the page: its words side by side, and the ways to answer it.

In: a record of to_judge or judged. Out: elements on the page; what was answered, as (action, value, others, reason).
Called by screens/judging.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from concord.queueing.answers import Answer, answers_of
from dashboard import parts, state
from dashboard.wording import RELATIONS, md_escape, named

Record = dict[str, Any]
Given = Callable[[str, str, list[str], str], None]  # action, value, others, reason
REASON = "judging reason"
KEYS = {"r": "X"}  # Streamlit keeps R and C for itself
MOST = 4  # quotes of a side before the rest is folded away


def show(record: Record, names: Mapping[str, str], place: str) -> None:
    """What is asked, why, and the words of both sides. place: such as "3 of 40"."""
    st.markdown(f"**{md_escape(record['asked'])}**")
    about = [place, record["kind"], named(record["facet"]) if record["facet"] else "", record["item"]]
    st.caption(md_escape(" · ".join(filter(None, about))))
    sides = [[words for words in record["evidence"] if words["side"] == side] for side in (0, 1)]
    shown = [words for words in sides if words]
    for column, words in zip(st.columns(max(len(shown), 1), gap="large"), shown, strict=False):
        with column:
            _side(words, names)
    told = [record.get("why", ""), *record.get("reasons", ())]
    parts.reasons([reason for reason in dict.fromkeys(told) if reason])


def _side(said: list[Record], names: Mapping[str, str]) -> None:
    before = None
    for number, words in enumerate(said[:MOST]):
        title = (words["label"], words["study"])
        if title != before:
            st.markdown(f"**{md_escape(words['label'])}** · {md_escape(names.get(words['study'], words['study']))}")
        before = title
        parts.quote(words, around=200 if number == 0 else 100)
        fields = {name: value for name, value in words.get("fields", {}).items() if value and name != "title"}
        for name, value in fields.items():
            told = "; ".join(value) if isinstance(value, list) else str(value)
            st.caption(md_escape(f"{named(name)}: {told}"))
    if more := len(said) - MOST:
        if more > 0:
            st.caption(f"and {more} more")


def answering(record: Record, given: Given, who: str, *, said: tuple[str, ...] = (), before: str = "") -> None:
    """Buttons and boxes for the answers to an item, by mouse or by their keys.

    who: answers; what one person has typed is not there for the next one. said: answers to mark as given. before: the
    reason that was given before.
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
                shortcut=KEYS.get(answer.key, answer.key.upper()),
                type="primary" if answer.action in said else "secondary",
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
    options = _options(answer, record)
    if answer.value and options:
        st.selectbox("Which", list(options), key=f"{key} value", format_func=options.__getitem__)
    elif answer.value:
        st.text_input(md_escape(answer.value.capitalize()), key=f"{key} value", max_chars=300)
    if answer.others and record["kind"] == "question":
        ends = {record[end]: f"{record[f'{end}_label']} ({record[f'{end}_study']})" for end in ("source", "target")}
        st.radio("Which of the two", list(ends), key=f"{key} others", format_func=lambda id: md_escape(ends[id]))
    elif answer.others:
        st.text_input(md_escape(answer.others.capitalize()), key=f"{key} others", max_chars=300)

    def give() -> None:
        value = st.session_state.get(f"{key} value", "") if answer.value else ""
        others = st.session_state.get(f"{key} others", "") if answer.others else ""
        given(answer.action, value or "", str(others or "").replace(",", " ").split(), _reason())

    st.button("Give this answer", key=f"{key} give", on_click=give)


def _options(answer: Answer, record: Record) -> dict[str, str]:
    """The values that there are, in words; {} where any words will do."""
    from synthesis.disagreement import Kind

    if answer.action == "move":
        return {facet: named(facet) for facet in state.facets() if facet != record["facet"]}
    if answer.action == "relate":
        return dict(RELATIONS)
    if answer.action == "relabel" and record["kind"] == "refutation":
        return {str(kind): named(str(kind)) for kind in Kind if str(kind) != record.get("what")}
    return {}


def _reason() -> str:
    return str(st.session_state.get(REASON, "")).strip()
