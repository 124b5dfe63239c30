"""Any theme or concept, asked about or not: its words, and everything that a reviewer can say of it.

In: item of the URL, short names of studies. Out: a part of the page Review; decisions. Called by it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from concord import KnowledgeBase
from dashboard.review import answering, deciding
from dashboard.shared import doors, parts, state
from dashboard.shared.wording import RELATIONS, VERDICT_RULES, count, md_escape, named
from dashboard.visitors import signing

Record = dict[str, Any]
Act = Callable[[KnowledgeBase, str], Record | list[Record]]
_MANY = 400  # options that a box still shows at once
_SAID = {
    "Rename": "Renamed.",
    "Move": "Moved: it belongs to the other facet.",
    "Merge": "Merged: they stand in one concept.",
    "Split": "Split: they stand apart.",
    "Relate": "Related.",
}


def judge(names: Mapping[str, str]) -> None:
    """Choose one, see it, say something of it."""
    labels = answering.things()
    labels |= {
        row["id"]: f"Theme: {row['label']} · {names.get(row['study'], row['study'])}" for row in state.records("themes")
    }
    id = state.choice(
        "Theme or concept (type to search)", "item", list(labels), labels.__getitem__, placeholder="Choose one"
    )
    if id is None:
        parts.nothing("Choose a theme or a concept; links on the other pages bring one along.")
        return
    found = state.shown(id)
    if found is None:
        return
    deciding.told()
    with st.container(border=True, key="the_item"):
        _seen(found, names)
        if signing.may():
            st.divider()
            acts(found)


def _seen(found: Record, names: Mapping[str, str]) -> None:
    """Its label, status and words."""
    st.markdown(f"#### {md_escape(found['label'])}")
    if found["kind"] == "concept":
        st.caption(f"Concept · {named(found['facet'])} · {found['status']}")
        st.markdown(f"{found['verdict'].capitalize()}: {VERDICT_RULES[found['verdict']]}.")
        for place, members in zip(
            st.columns(2, gap="large"), (found["members"][::2], found["members"][1::2]), strict=True
        ):
            with place:
                for member in members[:4]:
                    says = f"{md_escape(names.get(member['study'], member['study']))}: "
                    parts.theme_in_study(member, most=1, says=says)
        doors.concept(found["id"], found["label"])
        return
    study = names.get(found["study"], found["study"])
    st.caption(md_escape(f"Theme · {named(found['facet'])} · {study} · {found['status']}"))
    parts.theme_in_study(found, label=False, around=300)
    parts.reasons(found["reasons"])
    if home := found["concept"]:
        doors.concept(home["id"], home["label"])


def acts(found: Record, decide: Callable[[Act, str], None] = deciding.decide) -> None:
    """Accept and reject at once; the others with what they need, one at a time.

    decide: makes the decision in the person's name and keeps what is to be said of it.
    """
    id = found["id"]
    signing.signed()
    with st.container(horizontal=True):
        st.button(
            "Accept",
            shortcut="A",
            on_click=decide,
            args=(lambda kb, why: kb.accept(id, reason=why), "Accepted."),
        )
        st.button(
            "Reject",
            shortcut="X",
            on_click=decide,
            args=(
                lambda kb, why: kb.reject(id, reason=why),
                "Rejected; it stays visible with that status and no longer counts.",
            ),
        )
    forms: dict[str, Callable[[Record], Act]] = {
        "Rename": _rename,
        "Move": _move,
        "Merge": _merge,
        "Split": _split,
        "Relate": _relate,
    }
    act = st.segmented_control("Something else", list(forms), key="free act", default="Rename", required=True)
    act = act or "Rename"
    does = forms[act](found)
    st.button(act, key="do free act", on_click=decide, args=(does, _SAID[act]))


def _rename(found: Record) -> Act:
    st.text_input("New name", found["label"], key=f"label {found['id']}", max_chars=200)
    return lambda kb, why: kb.rename(found["id"], st.session_state[f"label {found['id']}"], reason=why)


def _move(found: Record) -> Act:
    facets = [facet for facet in state.facets() if facet != found["facet"]]
    st.selectbox("To which facet", facets, key="free facet", format_func=named)
    return lambda kb, why: kb.move(found["id"], facet=st.session_state["free facet"], reason=why)


def _merge(found: Record) -> Act:
    st.caption("Themes, and the themes of concepts, are one concept from then on. Needs a reason.")
    _several("With what", _things(found, found["facet"]))
    return lambda kb, why: kb.merge(found["id"], *st.session_state["free others"], reason=why)


def _split(found: Record) -> Act:
    if found["kind"] == "concept":
        st.caption("Those that you name leave together; without any, all part. Needs a reason.")
        _several("Which themes leave", {m["id"]: f"{m['label']} ({m['study']})" for m in found["members"]})
        return lambda kb, why: kb.split(found["id"], *st.session_state["free others"], reason=why)
    st.caption("It stands apart from those that you name. Needs a reason.")
    _several("Apart from which themes", _things(found, found["facet"]))
    return lambda kb, why: kb.split(found["id"], *st.session_state["free others"], reason=why)


def _relate(found: Record) -> Act:
    st.caption("This one is the source: it is narrower than, broader than, ... what you name. Needs a reason.")
    left, right = st.columns([1, 2])
    with left:
        st.selectbox("Relation", list(RELATIONS), key="free relation", format_func=RELATIONS.__getitem__)
    with right:
        options = _things(found)
        st.selectbox("To what", list(options), None, format_func=options.__getitem__, key="free target")
    return lambda kb, why: kb.relate(
        found["id"], st.session_state["free target"] or "", st.session_state["free relation"], reason=why
    )


def _things(found: Record, facet: str | None = None) -> dict[str, str]:
    """What it can be put beside; of a large knowledge base that whose names hold the words of a box."""
    every = {id: told for id, told in state.made(answering.things, facet).items() if id != found["id"]}
    if len(every) <= _MANY:
        return every
    words = (st.text_input("Name holds", key="free words", placeholder="some words of it", max_chars=100) or "").split()
    near = {id: told for id, told in every.items() if all(word.casefold() in told.casefold() for word in words)}
    kept = dict(itertools.islice(near.items(), _MANY))
    st.caption(f"{count(len(near), 'thing')} with these words; the first {len(kept):,} can be chosen below.")
    chosen = [*st.session_state.get("free others", ()), st.session_state.get("free target")]
    return kept | {id: every[id] for id in chosen if id in every}


def _several(label: str, options: dict[str, str]) -> None:
    if any(id not in options for id in st.session_state.get("free others", ())):
        st.session_state["free others"] = []
    st.multiselect(label, list(options), key="free others", format_func=options.__getitem__)
