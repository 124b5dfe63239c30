"""Contradictions one by one: filters, the list, both sides in their paragraphs, and a person's verdict.

In: short names of studies, and scope, kind, standing, study, words and item of the URL. Out: a part of the page
Refutations. Called by it; `matter` by the part on disputed concepts beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.refutations.frames import (
    SCOPED,
    STANDING,
    STANDINGS,
    around,
    chosen_rows,
    first_to_judge,
    refutations_frame,
)
from dashboard.review import deciding
from dashboard.shared import doors, glossary, parts, state
from dashboard.shared.wording import between, count, marked, md_escape, named, with_names
from dashboard.visitors import signing
from synthesis.disagreement import Kind, Scope

Record = dict[str, Any]
_SIDES = (("asserted", "One side"), ("refuting", "The other side"))
_SCOPES = {"all": "All", Scope.BETWEEN.value: "Between studies", Scope.WITHIN.value: "Within a study"}
_MOST = 500  # rows of the list
_AT_ONCE = 2  # quotes of a side that are shown before the rest is folded away
_AROUND = 400  # characters of a paragraph before and after its quote


def contradictions(names: Mapping[str, str]) -> None:
    """Filters, the list, and one contradiction with all that is known of it."""
    deciding.told()
    rows = _filtered(names)
    if not rows:
        parts.nothing(
            "No study contradicts another one, or itself, as far as the machine sees and reviewers said. Where filters "
            "are set, take one away to see the others."
        )
        return
    waiting = sum(row["standing"] == "candidate" for row in rows)
    judged = f"; {len(rows) - waiting:,} judged" if waiting < len(rows) else ""
    st.caption(
        f"{count(waiting, 'candidate waits', 'candidates wait')} for a person{judged}. A machine found them; some of "
        "them are none. Choose a row, or go through them with the left and right arrow keys."
    )
    shown = rows[:_MOST]
    item = state.remembered_id("item", (row["id"] for row in rows)) or first_to_judge(rows)
    parts.table(
        refutations_frame(shown, names),
        "refutations",
        "Contradictions between studies and within them",
        {
            "about": parts.text("About", 220),
            "kind": parts.text("Kind", 110, "What sort of contradiction it is; the verdict may say another one"),
            "where": parts.text("Where", 115),
            "one side": parts.text("One side", 150),
            "other side": parts.text("The other side", 150),
            "standing": parts.text("Standing", 140, "What people have said of it"),
            "sure": parts.number("Sure", glossary.meaning("confidence"), "%.2f", 60),
        },
        rows=7,
        on_row=lambda id: state.put(item=id),
        whole=lambda: refutations_frame(rows, names),
    )
    if len(rows) > _MOST:
        st.caption(f"{len(rows) - _MOST:,} more: choose a kind or a study, or write words, to see fewer at once.")
    if item:
        _one(item, rows, names)


def matter(row: Record, names: Mapping[str, str]) -> None:
    """One contradiction below the concept that it is about, with the way to where it is judged."""
    st.markdown(f"**{named(row['kind'])}** · {STANDING[row['standing']]}")
    _reckoned(row, names)
    st.button(
        "Read both sides and judge",
        key=f"judge_{row['id']}",
        on_click=lambda id: state.put(view=None, item=id),
        args=(row["id"],),
        icon=":material/balance:",
    )


def _filtered(names: Mapping[str, str]) -> list[Record]:
    """What the boxes leave; those that were dismissed only where somebody asks for them."""
    scope = state.toggles("Scope", "scope", list(_SCOPES), _SCOPES.__getitem__)
    one, two, three, four = st.columns([2, 2, 2, 3], vertical_alignment="bottom")
    with two:
        standing = state.choice(
            "Standing", "standing", list(STANDINGS), STANDINGS.__getitem__, placeholder="All but dismissed"
        )
    found: list[Record] = (
        state.records("refutations", standing="dismissed") if standing == "dismissed" else state.records("refutations")
    )
    with one:
        kind = state.choice("Kind", "kind", list(dict.fromkeys(row["kind"] for row in found)), named)
    speaking = {id for row in found for id in (*row["asserted_by"], *row["refuted_by"])}
    with three:
        study = state.choice(
            "Study", "study", sorted(speaking & set(names), key=names.__getitem__), lambda id: names[id]
        )
    with four:
        typed = state.words("Words", "words", "in the topic or in a quote")
    return chosen_rows(
        found,
        scope=None if scope == "all" else scope,
        kind=kind,
        standing=standing,
        study=study,
        words=typed,
    )


def _one(id: str, rows: Sequence[Record], names: Mapping[str, str]) -> None:
    """One contradiction: what it is, both sides, what was reckoned, where it leads, and the verdict."""
    row = state.records("refutation", id)
    with st.container(border=True, key="refutation"):
        about = f" ({named(row['facet']).lower()})" if row["facet"] else ""
        st.subheader(f"{md_escape(row['label'])}{about}", anchor=False)
        st.markdown(f"**{named(row['kind'])}** {SCOPED[row['scope']]} · {STANDING[row['standing']]}")
        for place, (key, heading) in zip(st.columns(2, gap="large"), _SIDES, strict=True):
            with place:
                _side(row, key, heading, names)
        _reckoned(row, names)
        if row["concept"]:
            doors.concept(row["concept"], row["label"])
        previous, following = around(rows, id)
        _verdict(row, previous, following)


def _side(row: Record, key: str, heading: str, names: Mapping[str, str]) -> None:
    """The words of one side, each in its paragraph, with the way to the page of the paper."""
    st.markdown(f"**{heading}**{_worth(row, key)}", help=glossary.meaning("effective"))
    for said in row[key][:_AT_ONCE]:
        _words(said, names)
    if rest := row[key][_AT_ONCE:]:
        with st.expander(f"{count(len(rest), 'more quote')} on this side"):
            for said in rest:
                _words(said, names)


def _words(said: Record, names: Mapping[str, str]) -> None:
    told = f" ({md_escape(said['says'])})" if said["says"] else ""
    name = names.get(said["study"], said["study"])
    st.markdown(f"**{md_escape(name)}**{told}")
    if found := said["context"]:
        st.markdown(marked(found["paragraph"], [found["mark"]], around=_AROUND))
        where = [*found["sections"], found["document"]]
    else:
        st.markdown(marked(said["quote"], [[0, len(said["quote"])]]))
        where = [said["section"], said["document"]]
    st.caption(" › ".join(md_escape(part) for part in where if part))
    if found:
        doors.study(said["study"], name, document=said["document_id"], at=said["start"], end=said["end"])


def _reckoned(row: Record, names: Mapping[str, str]) -> None:
    """What was reckoned, why it is held to be one, and what people said of it."""
    if row["computed"]:
        st.markdown(f"Reckoned: **{md_escape(row['computed'])}**")
    parts.reasons([with_names(reason, names) for reason in row["reasons"]])
    if row["verdict"]:
        st.caption(md_escape(f"{row['decided_by']}: {row['verdict']}"))


def _worth(row: Record, side: str) -> str:
    """What the studies of a side count as, where they are several."""
    several = len({said["study"] for said in row[side]}) > 1
    return f" · counts as {between(row['independent'][side], 1)} independent" if several else ""


def _verdict(row: Record, previous: str | None, following: str | None) -> None:
    """What it is, and why; the verdict is a decision like any other."""
    st.divider()
    if signing.may():
        st.caption(
            "Confirmed, it stays even when the machine no longer finds it; dismissed, it leaves this list. A verdict "
            "that names another kind says that it is one, of that kind. Each needs a reason, is signed, and can be "
            "undone on the page Review; what it changed is told here at once."
        )
        signing.signed()
    else:
        st.caption("Reviewers say here what it is.")
    with st.container(horizontal=True, vertical_alignment="bottom", key="the_verdict"):
        if signing.may():
            st.button("It is one", shortcut="A", on_click=_judge, args=(row["id"], "confirmed"), type="primary")
            st.button("It is none", shortcut="X", on_click=_judge, args=(row["id"], "dismissed"))
            others = [kind.value for kind in Kind if kind != row["kind"]]
            st.selectbox("It is one, but", others, None, named, key=f"verdict {row['id']}", width=210)
            st.button("Keep that kind", on_click=_judge_kind, args=(row["id"],))
        st.button("Before", shortcut="Left", on_click=_go, args=(previous,), disabled=not previous, type="tertiary")
        st.button("Next", shortcut="Right", on_click=_go, args=(following,), disabled=not following, type="tertiary")


def _judge(id: str, verdict: str) -> None:
    """Keeps a verdict and stays, so that what it changed is read beside the words; Next goes on."""
    done = {"confirmed": "Kept: it is one.", "dismissed": "Kept: it is none, and has left the list."}
    deciding.decide(lambda kb, why: kb.adjudicate(id, verdict, reason=why), done.get(verdict, f"Kept: {verdict}."))


def _judge_kind(id: str) -> None:
    """Keeps the kind that is chosen now; without one nothing is done."""
    if kind := st.session_state.get(f"verdict {id}"):
        _judge(id, kind)


def _go(item: str | None) -> None:
    state.put(item=item)
