"""The evidence profile of a concept: what is known by component, on its quotes, and the form for a person's level.

In: the id of a concept and short names of studies. Out: a part of the page Concept. Called by it. The level is the
person's; nothing here suggests one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.shared import state
from dashboard.shared.wording import count, marked, md_escape, with_names
from dashboard.visitors import signing
from synthesis.conclusion import Component, Concern, Level

Record = dict[str, Any]
_AT_ONCE = 12  # quotes of one statement
_ITEMS = 40  # primary studies and ties of one statement
_SIGNS = {Level.HIGH: "●●●●", Level.MODERATE: "●●●○", Level.LOW: "●●○○", Level.VERY_LOW: "●○○○"}
_CONCLUDED = {
    "assess": "confidence: {value}",
    "accept": "accepted",
    "reject": "rejected",
    "rename": "named “{value}”",
    "adjudicate": "a refutation judged: {value}",
}


def evidence_profile(concept: str, names: Mapping[str, str]) -> None:
    """The level that holds, what has moved since, the four components, and the form."""
    (profile,) = state.records("profile", concept)
    st.subheader("How far it can be trusted", anchor=False)
    st.caption(
        "The four components of GRADE-CERQual. What is counted here was counted from the studies, and each line opens "
        "on its words; what was not found in a study may still have been done. The level is a person's."
    )
    _level(profile, names)
    places = st.columns(2, gap="large")
    for number, (component, statements) in enumerate(profile["components"].items()):
        with places[number % 2]:
            concern = profile["concerns"].get(component)
            st.markdown(f"**{component.capitalize()}**" + (f" · {concern} concerns" if concern else ""))
            for statement in statements:
                _statement(statement, names)
    _form(profile)


def _level(profile: Record, names: Mapping[str, str]) -> None:
    if profile["level"]:
        level = Level(profile["level"])
        told = f"{md_escape(profile['explanation'])} ({md_escape(profile['assessed_by'])})"
        st.markdown(f"**{level.capitalize()} confidence** {_SIGNS[level]} · {told}")
    else:
        st.markdown("**Not assessed yet.** Nobody has said how confident one may be in this finding.")
    for one in profile["conclusions"]:
        said = _CONCLUDED[one["kind"]].format(value=one["value"])
        if one["stale"]:
            moved = "; ".join(with_names(sentence, names) for sentence in one["moved"])
            st.warning(md_escape(f"Stale ({said}, {one['who']}): {moved}."), icon=":material/history:")
        elif one["kind"] != "assess":
            since = f"; {one['looked']['who']} has looked again since" if one["looked"] else ""
            known = "" if one["rested"] else "; what it rested on was not kept"
            st.caption(md_escape(f"{said.capitalize()} by {one['who']}{since}{known}"))


def _statement(statement: Record, names: Mapping[str, str]) -> None:
    """One line; where words or works lie under it, it opens on them."""
    sign = ":material/help: " if statement["gap"] else ""
    text = sign + md_escape(statement["brief"])
    if not any(statement[under] for under in ("each", "words", "items")):
        st.markdown(text)
        return
    with st.expander(text):
        _bullets(statement["each"])
        for words in statement["words"][:_AT_ONCE]:
            st.markdown(f"**{md_escape(names.get(words['study'], words['study']))}**")
            st.markdown(marked(words["quote"], [[0, len(words["quote"])]]))
            st.caption(" › ".join(md_escape(part) for part in (words["section"], words["document"]) if part))
        if more := len(statement["words"][_AT_ONCE:]):
            st.caption(f"{count(more, 'more quote')}: `concord profile` lists all.")
        _bullets(statement["items"])


def _bullets(items: list[str]) -> None:
    if items:
        st.markdown("\n".join(f"- {md_escape(item)}" for item in items[:_ITEMS]))
    if more := len(items[_ITEMS:]):
        st.caption(f"{more} more: `concord profile` lists all.")


def _form(profile: Record) -> None:
    """Level, concerns, name and reason; and, where something is stale, that one has looked."""
    if not signing.may():
        return
    with st.container(border=True, key="the_level"):
        st.markdown("**Your assessment**")
        st.caption(
            "Start from high and go down for what concerns you. The reason stands in the log and in the exported "
            "profile; the level can be undone on the page Review."
        )
        st.selectbox("Confidence", [str(level) for level in Level], None, key="level", placeholder="Choose a level")
        for place, component in zip(st.columns(len(Component)), Component, strict=True):
            place.selectbox(
                f"Concerns: {component}",
                [str(concern) for concern in Concern],
                None,
                key=_key(component),
                placeholder="Say nothing of it",
            )
        signing.signed()
        signing.told()
        with st.container(horizontal=True):
            st.button("Keep the level", on_click=signing.act, args=(_assess(profile["id"]), "The level is kept."))
            if profile["stale"]:
                st.button(
                    "I have looked at what moved",
                    on_click=signing.act,
                    args=(
                        lambda kb, why: kb.looked(profile["id"], reason=why),
                        "Kept: what was concluded rests on what is there now.",
                    ),
                )


def _assess(concept: str) -> Any:
    """Reads the boxes when the button is pressed."""

    def assess(kb: Any, why: str) -> None:
        told = {component.name.lower(): st.session_state.get(_key(component)) or "" for component in Component}
        kb.assess(concept, st.session_state.get("level") or "", reason=why, **told)

    return assess


def _key(component: Component) -> str:
    return f"concern_{component.name.lower()}"
