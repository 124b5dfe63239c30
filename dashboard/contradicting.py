"""Contradictions: both sides in their own words, what was reckoned up, and a person's verdict.

In: short names of studies, and scope, kind and refutation of the URL. Out: a part of the page Agreement. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import doors, parts, signing, state
from dashboard.wording import between, count, marked, md_escape, named, with_names
from synthesis.disagreement import VERDICTS, Scope

_SIDES = (("asserted", "One side"), ("refuting", "The other side"))
_SCOPES = {"all": "All", Scope.BETWEEN.value: "Between studies", Scope.WITHIN.value: "Within a study"}
_SCOPED = {Scope.BETWEEN.value: "between studies", Scope.WITHIN.value: "within a study"}
_STANDING = {"candidate": "nobody has judged it", "confirmed": "confirmed", "dismissed": "dismissed"}
_PER_PAGE = 25
_AT_ONCE = 2  # quotes of a side that are shown before the rest is folded away


def contradictions(names: Mapping[str, str]) -> None:
    """Filters, the candidates, and the form that judges one of them."""
    signing.told()
    scope = state.toggles("Scope", "scope", list(_SCOPES), _SCOPES.__getitem__)
    found = [row for row in state.records("refutations") if scope in ("all", row["scope"])]
    kind = state.choice("Kind", "kind", list(dict.fromkeys(row["kind"] for row in found)), named)
    rows = [row for row in found if kind in (None, row["kind"])]
    if not rows:
        parts.nothing("No study contradicts another one, or itself, as far as the machine sees and reviewers said.")
        return
    waiting = sum(row["standing"] == "candidate" for row in rows)
    judged_so_far = f"; {len(rows) - waiting} judged" if waiting < len(rows) else ""
    st.caption(
        f"{count(waiting, 'candidate')}, for you to judge{judged_so_far}. A machine found them; some of them are none."
    )
    judged = state.remembered_id("refutation", (row["id"] for row in rows))
    for number, row in enumerate(rows):
        if number < _PER_PAGE or row["id"] == judged:
            candidate(row, names, judged=row["id"] == judged)
    if len(rows) > _PER_PAGE:
        st.caption(f"{len(rows) - _PER_PAGE} more: choose a kind to see fewer at once.")


def candidate(row: dict[str, Any], names: Mapping[str, str], *, judged: bool) -> None:
    """One candidate; judged: with the form for its verdict."""
    with st.container(border=True):
        about = f" ({named(row['facet']).lower()})" if row["facet"] else ""
        st.markdown(
            f"**{md_escape(row['label'])}**{about} · {row['kind']} · {_SCOPED[row['scope']]} · "
            f"{_STANDING[row['standing']]}"
        )
        _both_sides(row, names)
        _reckoned(row, names)
        if row["concept"]:
            doors.concept(row["concept"], row["label"])
        _to_judge(row, judged=judged)


def matter(row: dict[str, Any], names: Mapping[str, str], *, judged: bool) -> None:
    """One candidate below the concept that it is about, whose words stand there already."""
    st.markdown(f"**{named(row['kind'])}** · {_STANDING[row['standing']]}")
    _reckoned(row, names)
    with st.expander("Its own words on both sides"):
        _both_sides(row, names)
    _to_judge(row, judged=judged)


def _both_sides(row: dict[str, Any], names: Mapping[str, str]) -> None:
    for place, (key, heading) in zip(st.columns(2, gap="large"), _SIDES, strict=True):
        with place:
            st.caption(heading + _worth(row, key))
            for said in row[key][:_AT_ONCE]:
                _words(said, names)
            if rest := row[key][_AT_ONCE:]:
                with st.expander(f"{count(len(rest), 'more quote')} on this side"):
                    for said in rest:
                        _words(said, names)


def _reckoned(row: dict[str, Any], names: Mapping[str, str]) -> None:
    """What was reckoned, why it is held to be one, and what people said of it."""
    if row["computed"]:
        st.markdown(f"Reckoned: **{md_escape(row['computed'])}**")
    parts.reasons([with_names(reason, names) for reason in row["reasons"]])
    if row["verdict"]:
        st.caption(md_escape(f"{row['decided_by']}: {row['verdict']}"))


def _to_judge(row: dict[str, Any], *, judged: bool) -> None:
    """The form for a verdict, or the button that opens it."""
    if judged:
        _verdict(row["id"])
        return
    st.button(
        "Judge this one",
        key=f"judge_{row['id']}",
        on_click=lambda id: state.put(refutation=id),
        args=(row["id"],),
    )


def _worth(row: dict[str, Any], side: str) -> str:
    """What the studies of a side count as, where they are several."""
    several = len({said["study"] for said in row[side]}) > 1
    return f" · counts as {between(row['independent'][side], 1)} independent" if several else ""


def _words(said: dict[str, Any], names: Mapping[str, str]) -> None:
    told = f" ({md_escape(said['says'])})" if said["says"] else ""
    st.markdown(f"**{md_escape(names.get(said['study'], said['study']))}**{told}")
    st.markdown(marked(said["quote"], [[0, len(said["quote"])]]))
    st.caption(" › ".join(md_escape(part) for part in (said["section"], said["document"]) if part))


def _verdict(id: str) -> None:
    """What it is, and why; the verdict is a decision like any other."""
    if not signing.may():
        return
    with st.container(border=True, key="the_verdict"):
        st.caption(
            "Confirmed, it stays even when the machine no longer finds it; dismissed, it leaves this page. The other "
            "verdicts say what kind it is after all. Each is signed and can be undone on the page Review."
        )
        words = {"confirmed": "it is one, as it stands", "dismissed": "it is none"}
        options = ["confirmed", "dismissed", *(verdict for verdict in VERDICTS if verdict not in words)]
        st.selectbox("Verdict", options, key="verdict", format_func=lambda v: words.get(v, f"it is one: {v}"))
        signing.signed()
        st.button("Keep the verdict", on_click=signing.act, args=(_judge(id), "The verdict is kept."))


def _judge(id: str) -> Any:
    return lambda kb, why: kb.adjudicate(id, st.session_state["verdict"], reason=why)
