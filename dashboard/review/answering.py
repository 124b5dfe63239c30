"""The answers to an item of the review queue: buttons with keys, and the form for what an answer needs further.

In: a record of KnowledgeBase.queued, and the item that comes next. Out: a part of the page Review; decisions. Called by
asking. An answer that needs nothing is kept at once; another one opens a form, which Return sends.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from concord import KnowledgeBase
from concord.queueing.answers import Answer, answers_of
from dashboard.review import deciding
from dashboard.shared import state
from dashboard.shared.wording import RELATIONS, clipped, md_escape, named
from dashboard.visitors import signing

Record = dict[str, Any]
KEYS = {"r": "X"}  # Streamlit keeps R and C for itself
_OPEN = "answering"  # (item, action) whose form is open
_MINE = "answered here"  # (item, numbers of its decisions), the latest last


def key_of(answer: Answer) -> str:
    """The key of an answer on the page."""
    return KEYS.get(answer.key, answer.key.upper())


def answers(record: Record, following: str | None, previous: str | None) -> None:
    """All that can be done with an item. following, previous: items."""
    open_form = st.session_state.get(_OPEN)
    chosen = next((a for a in answers_of(record) if open_form == (record["item"], a.action)), None)
    if chosen:
        _form(chosen, record, following)
        return
    signing.signed()
    with st.container(horizontal=True):
        for answer in answers_of(record):
            st.button(
                answer.label,
                key=f"answer_{answer.action}",
                help=md_escape(answer.does),
                shortcut=key_of(answer),
                on_click=_press,
                args=(answer, record, following),
            )
    with st.container(horizontal=True):
        st.button("Skip", shortcut="S", on_click=_skip, args=(record["item"], following), type="tertiary")
        st.button("Before", shortcut="Left", on_click=_go, args=(previous,), disabled=not previous, type="tertiary")
        st.button("Next", shortcut="Right", on_click=_go, args=(following,), disabled=not following, type="tertiary")
        undoable = bool(st.session_state.get(_MINE))
        st.button("Undo my last", shortcut="U", on_click=_undo, disabled=not undoable, type="tertiary")
        with st.popover("What each answer does", type="tertiary"):
            told = (f"- **{a.label}** ({key_of(a)}): {md_escape(a.does)}{_needs(a)}" for a in answers_of(record))
            st.markdown("\n".join(told))


def _needs(answer: Answer) -> str:
    return " Asks for a reason." if answer.reason else ""


def _press(answer: Answer, record: Record, following: str | None) -> None:
    """Keeps an answer that needs nothing, or whose reason is given already; else opens its form."""
    given = bool(st.session_state.get("reason", "").strip())
    if answer.value or answer.others or (answer.reason and not given):
        st.session_state[_OPEN] = (record["item"], answer.action)
        return
    _keep(answer, record, following)


def _form(answer: Answer, record: Record, following: str | None) -> None:
    """What an answer needs further: a value, others, a reason."""
    with st.form("the_answer", border=True):
        needed = " It needs a reason." if answer.reason else ""
        st.markdown(f"**{answer.label}.** {md_escape(answer.does)}{needed}")
        options = values_of(answer, record)
        if options:
            label = "Which relation" if answer.action == "relate" else "Which"
            st.selectbox(label, list(options), key="answer value", format_func=options.__getitem__)
        elif answer.value:
            st.text_input(answer.value.capitalize(), _beginning(answer, record), key="answer value", max_chars=300)
        if answer.others:
            _others(answer, record)
        signing.signed()
        with st.container(horizontal=True):
            st.form_submit_button("Keep it", type="primary", on_click=_keep, args=(answer, record, following))
            st.form_submit_button("Cancel", on_click=_close, type="tertiary")


def _beginning(answer: Answer, record: Record) -> str:
    """What stands in the box at first: a label is mended more often than made anew."""
    return str(record.get("source_label", "")) if answer.action == "relabel" else ""


def values_of(answer: Answer, record: Record) -> dict[str, str]:
    """The values that there are, in words; {} where any words will do."""
    from synthesis.conclusion import Level
    from synthesis.disagreement import Kind

    if answer.action == "move":
        return {facet: named(facet) for facet in state.facets() if facet != record["facet"]}
    if answer.action == "relate":
        return dict(RELATIONS)
    if answer.action == "assess":
        return {str(level): named(str(level)) for level in Level}
    if answer.action == "settle":
        return {
            str(side["numbers"][-1]): f"“{clipped(side['value'], 60)}” ({', '.join(side['who'])})"
            for side in record["sides"]
        }
    if answer.action == "relabel" and record["kind"] == "refutation":
        return {str(kind): named(str(kind)) for kind in Kind if kind != record["what"]}
    return {}


def _others(answer: Answer, record: Record) -> None:
    """Which of the two, or which other themes and concepts."""
    if record["kind"] == "question":
        ends = {record[end]: f"{record[f'{end}_label']} ({record[f'{end}_study']})" for end in ("source", "target")}
        st.radio("Which of the two", list(ends), key="answer others", format_func=lambda id: md_escape(ends[id]))
        return
    if answer.action == "readdress":
        for number, lost in enumerate(record["candidates"]):
            near = {c["id"]: f"{c['label']} ({named(c['facet'])}, {c['study']})" for c in lost["candidates"]}
            label = f"“{md_escape(clipped(lost['label'], 80))}” is now"
            st.selectbox(label, list(near), None, format_func=near.__getitem__, key=f"answer others {number}")
        return
    own = record["facet"] if answer.action == "merge" else None
    options = things(facet=own, but=record["item"])
    if answer.action == "relate":
        st.selectbox("To what", list(options), None, format_func=options.__getitem__, key="answer others")
    else:
        st.multiselect("With what", list(options), format_func=options.__getitem__, key="answer others")


def things(facet: str | None = None, but: str = "") -> dict[str, str]:
    """Concepts and themes by id, in words, concepts first; of one facet where it is given."""
    found = {
        row["id"]: f"Concept: {clipped(row['label'], 90)} · {named(row['facet'])}"
        for row in state.records("concepts")
        if facet in (None, row["facet"])
    }
    found |= {
        row["id"]: f"Theme: {clipped(row['label'], 90)} · {row['study']}"
        for row in state.records("themes")
        if facet in (None, row["facet"]) and row["status"] != "rejected"
    }
    found.pop(but, None)
    return found


def _keep(answer: Answer, record: Record, following: str | None) -> None:
    """Makes the decision, and goes on to what is next."""
    value = st.session_state.get("answer value") or "" if answer.value else ""
    others = _given(answer, record)

    def does(kb: KnowledgeBase, why: str) -> Record:
        return kb.answer(record["item"], answer.action, value=value, others=others, reason=why)

    if kept := deciding.decided(does, f"Kept: {answer.label.lower()}. {answer.does}"):
        st.session_state.setdefault(_MINE, []).append((record["item"], kept))
        _close()
        _go(following)


def _given(answer: Answer, record: Record) -> list[str]:
    """The ids that stand in the form."""
    if answer.action == "readdress":
        chosen = [st.session_state.get(f"answer others {number}") for number in range(len(record["candidates"]))]
        return [id for id in chosen if id]
    given = (st.session_state.get("answer others") or []) if answer.others else []
    return [given] if isinstance(given, str) else list(given)


def _skip(item: str, following: str | None) -> None:
    if signing.acted(lambda kb, why: kb.skip(item), "Skipped: for you it comes last from now on."):
        _go(following)


def _undo() -> None:
    """Takes the last answer of this session back and asks it again."""
    if not st.session_state.get(_MINE):
        return
    item, numbers = st.session_state[_MINE][-1]
    again = ", ".join(map(str, numbers))
    if deciding.decided(
        lambda kb, why: [kb.undo(number, reason=why) for number in reversed(numbers)], f"Taken back: decision {again}."
    ):
        st.session_state[_MINE].pop()
        _go(item)


def _go(item: str | None) -> None:
    state.put(item=item)


def _close() -> None:
    st.session_state.pop(_OPEN, None)
    for key in [str(key) for key in st.session_state if str(key).startswith(("answer value", "answer others"))]:
        del st.session_state[key]
