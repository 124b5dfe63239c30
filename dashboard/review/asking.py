"""The review queue on the page: filters, how far the review is, and one item at a time with its answers.

In: kind, facet, study and item of the URL, short names of studies. Out: a part of the page Review. Called by it.
Readers see everything and get no buttons.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from concord import NotFound
from dashboard.review import answering, asked_item, deciding
from dashboard.review import frames as review_frames
from dashboard.shared import frames, parts, state
from dashboard.shared.wording import named
from dashboard.visitors import access, signing

Record = dict[str, Any]


def queue(names: Mapping[str, str]) -> None:
    """Everything that waits."""
    waiting = state.records("queue")
    put_off = state.knowledge_base().skipped(_who())
    _how_far(put_off, {row["item"] for row in waiting})
    if not waiting:
        parts.nothing("Nothing waits: the machine is sure of every pair and every theme, or people have answered.")
        return
    rows = _chosen(waiting, put_off, names)
    if not rows:
        parts.nothing("Nothing of this kind waits; the other kinds are a click away.")
        return
    wanted = state.remembered_id("item", [row["item"] for row in rows])
    shown = next((row for row in rows if row["item"] == wanted), rows[0])
    deciding.told()
    _one(rows, shown["item"], put_off, names)


def _who() -> str:
    here = access.visitor()
    return here.signature or st.session_state.get("reviewer", "").strip()


def _how_far(put_off: Mapping[str, str], waiting: set[str]) -> None:
    """The bar, and who answered how much."""
    progress = state.records("progress")
    share, told = review_frames.how_far(progress, len(waiting.intersection(put_off)))
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        st.progress(share, told)
    with right, st.popover("By kind and person", width="stretch"):
        frame = review_frames.progress_frame(progress)
        parts.table(frame, "progress", "What waits and what was answered, by kind and person", hidden=())


def _chosen(waiting: list[Record], put_off: Mapping[str, str], names: Mapping[str, str]) -> list[Record]:
    """The items of the kind, facet and study that are chosen, in turn."""
    kinds = review_frames.kinds_there(waiting)
    labels = {"": f"All {len(waiting):,}", **kinds}
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        kind = state.toggles("Kind", "kind", list(labels), labels.__getitem__) or None
    facets = frames.used_facets([row for row in waiting if row["facet"]], state.facets())
    only = sum(bool(st.query_params.get(name)) for name in ("facet", "study"))
    with right, st.popover(f"Facet, study ({only})" if only else "Facet, study", width="stretch"):
        facet = state.choice("Facet", "facet", facets, named)
        study = state.choice("Study", "study", sorted(names), lambda id: names.get(id, id))
    if kind:
        st.caption(f"{review_frames.KINDS[kind]}: {review_frames.MEANS[kind]}.")
    return review_frames.in_turn(waiting, put_off, kind, facet, study)


def _one(rows: list[Record], item: str, put_off: Mapping[str, str], names: Mapping[str, str]) -> None:
    place = next(number for number, row in enumerate(rows, 1) if row["item"] == item)
    try:
        record = state.records("queued", item)
    except NotFound:  # somebody answered it between two looks
        parts.nothing("This one has just been answered; the next click shows what waits now.")
        return
    record = {**record, "skipped": item in put_off}
    following, previous = review_frames.after(rows, item), review_frames.before(rows, item)
    with st.container(border=True, key="the_item"):
        asked_item.question(record, f"{place:,} of {len(rows):,}")
        if signing.may():
            answering.answers(record, following, previous)
        else:
            _turn_over(following, previous)
        asked_item.evidence(record, names)


def _turn_over(following: str | None, previous: str | None) -> None:
    """For readers: on and back, and why there is no more."""
    st.caption("You read here. To answer takes the role reviewer, which an admin gives.")
    with st.container(horizontal=True):
        for label, item, shortcut in (("Before", previous, "Left"), ("Next", following, "Right")):
            st.button(
                label,
                shortcut=shortcut,
                disabled=not item,
                type="tertiary",
                on_click=lambda item: state.put(item=item),
                args=(item,),
            )
