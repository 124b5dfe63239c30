"""What changed: two states beside each other, what hangs on each study, and snapshots.

In: from, to, kind, change, study and snapshot of the URL. Out: the page. A snapshot is made here in a person's name.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from concord import ConcordError
from dashboard import adopting, changing, doors, frames, parts, signing, state
from dashboard.wording import count, md_escape, with_names

Record = dict[str, Any]
VIEWS = {
    "changes": "Changes",
    "influence": "Influence of each study",
    "snapshots": "Snapshots",
    "adoptions": "Codebooks and versions",
}
MOST = 12  # themes of one side that are shown
LATEST = 40  # additions that can be chosen; `concord diff "addition 3"` knows the others

parts.head(
    "What changed",
    "How the findings move as studies come: what grew stronger, what weaker, what is refuted now, and on which words.",
)
parts.stop_when_empty()

studies = state.records("studies")
names = frames.short_names(studies)
snapshots, history = state.knowledge_base().snapshots(), state.records("history", last=LATEST)
adoptions, waiting = state.records("adoptions"), state.knowledge_base().waiting()


def the_changes() -> None:
    """Two states, what each study brought, and the concepts that changed, by sort."""
    record = compared()
    if not record["sentences"] and not record["counts"]:
        parts.nothing("Nothing changed between these two states.")
        return
    st.markdown(md_escape(changing.change_words(record)))
    for sentence in record.get("adoption", {}).get("sentences", []):
        st.markdown(f"- {md_escape(sentence)}")
    if record["by_study"]:
        brought(record)
    found = changing.groups(record)
    if not found:
        return
    group = state.toggles("Kind of change", "kind", list(found), found.__getitem__)
    st.caption(md_escape(changing.meaning(group)))
    if group == changing.MOVED:
        moved(record)
    elif group == changing.STALE:
        concluded(record)
    else:
        concepts(record, group)


def compared() -> Record:
    """The comparison of the two states that are chosen."""
    known = changing.states(snapshots, history, adoptions)
    left, right = st.columns(2)
    with left:
        one = state.choice("From", "from", list(known), known.__getitem__, default=next(iter(known)))
    later = {changing.NOW: "Now"} | {row["name"]: known[row["name"]] for row in reversed(snapshots)}
    with right:
        if (one or "").startswith(("addition ", "adoption ")):
            st.text_input("To", "What it changed, as it was told then", disabled=True)
            other = changing.NOW
        else:
            other = state.choice("To", "to", list(later), later.__getitem__, default=changing.NOW) or changing.NOW
    try:
        record: Record = state.records("diff", one, other)
    except ConcordError as error:  # a snapshot of another version, or one that was changed past Concord
        st.error(md_escape(str(error)), icon=":material/error:")
        st.stop()
    return record


def brought(record: Record) -> None:
    """What each study brought."""
    st.subheader("By study", anchor=False)
    parts.table(
        changing.study_frame(record, names),
        "brought",
        "What each study brought",
        {
            "study": parts.text("Study", 220),
            "is": parts.text("Is", 60),
            "new": parts.number("New", "Concepts that were not there before"),
            "strengthened": parts.number("Strengthened", "Concepts that it supports now and did not before", width=110),
            "repeated": parts.number(
                "Repeated", "Likewise, but on no more independent evidence: it rests on the same primary studies"
            ),
            "refuted": parts.number("Refuted", "Concepts that it refutes now and did not before"),
            "lost": parts.number("Lost", "Concepts that it supported before and no longer does"),
        },
        rows=8,
    )
    st.subheader("Concepts", anchor=False)


def concepts(record: Record, sort: str) -> None:
    """The concepts of one sort; a chosen row opens on the words of both sides."""
    mine = changing.of_sort(record, sort)
    parts.table(
        changing.changes_frame(mine, names),
        "concepts",
        f"Concepts: {sort}",
        {
            "concept": parts.text("Concept", 330),
            "facet": parts.text("Facet", 110),
            "before": parts.text("Before", 150),
            "now": parts.text("Now", 150),
            "what changed": parts.text("What changed", "large"),
        },
        on_row=lambda id: state.put(change=id),
        hidden=("id", "change"),
    )
    rows = {row["id"]: row for row in mine["concepts"]}
    if chosen := state.remembered_id("change", rows):
        one_change(rows[chosen])
    else:
        st.caption("Choose a row to see the words on both sides.")


def one_change(row: Record) -> None:
    """One concept before and after, each with its themes and quotes."""
    with st.container(border=True, key="change"):
        st.markdown(f"**{md_escape(row['label'])}**: {', '.join(row['sorts'])}")
        st.markdown(md_escape(with_names(row["sentence"], names)))
        came = {origin["theme"] for origin in row["came"]}
        left = {origin["theme"] for origin in row["left"]}
        for place, side, stirred, word in zip(
            st.columns(2, gap="large"), ("before", "after"), (left, came), ("left it", "new here"), strict=True
        ):
            with place:
                one_side(row[side], "Before" if side == "before" else "Now", stirred, word)
        if row["after"]:
            doors.concept(row["after"]["id"], row["after"]["label"])


def one_side(side: Record | None, title: str, stirred: set[str], word: str) -> None:
    """A concept at one moment: its figures, then its themes, those that came or left first."""
    if side is None:
        st.markdown(f"**{title}**: not there")
        return
    support = side["support"]
    st.markdown(f"**{title}**: {md_escape(side['verdict'])}")
    st.caption(
        f"{support['studies']} of {support['eligible']} studies; weighted agreement {support['weighted']:.2f}"
        + (
            f"; refuted by {md_escape(', '.join(names.get(s, s) for s in side['refuted_by']))}"
            if side["refuted_by"]
            else ""
        )
    )
    for quote in sorted(side["quotes"], key=lambda quote: quote["theme"] not in stirred)[:MOST]:
        note = f" ({word})" if quote["theme"] in stirred else ""
        said = "" if quote["polarity"] == "asserts" else f", {quote['polarity']}"
        st.markdown(
            f"“{md_escape(quote['label'])}” · {md_escape(names.get(quote['study'], quote['study']))}{said}{note}"
        )
        parts.quote(quote, around=160)
    if hidden := len(side["themes"]) - min(len(side["quotes"]), MOST):
        st.caption(f"{count(hidden, 'theme')} more; the page of the concept has them.")


def moved(record: Record) -> None:
    """Themes that belong to another concept now."""
    parts.table(
        changing.moved_frame(record, names),
        "moved",
        "Themes that moved",
        {"theme": parts.text("Theme", 200), "quote": parts.text("Quote", "large")},
        on_row=lambda id: st.session_state.update(_concept=id),
    )
    st.caption("Choose a row to open the concept that it is in now.")


def concluded(record: Record) -> None:
    """Conclusions of people, the stale ones first."""
    for row in record["conclusions"]:
        with st.container(border=True):
            st.markdown(f"**{md_escape(row['what'].capitalize())}**: {md_escape(with_names(row['sentence'], names))}")
            if row["concept"]:
                doors.concept(row["concept"], row["label"])


def the_influence() -> None:
    """What hangs on each study; a chosen row opens on the concepts."""
    st.markdown(
        "Each study left out in turn. The concepts stay as they are; only its evidence goes, and agreement is weighed "
        "again without it. **Influence** is the sum of the changes of weighted agreement over the concepts that the "
        "study speaks of: 0 for a study that says nothing, and for one that only repeats another of the same primary "
        "studies."
    )
    rows = state.records("influence")
    parts.table(
        changing.influence_frame(rows, names),
        "influences",
        "Influence of each study",
        {
            "study": parts.text("Study", 220),
            "influence": parts.number("Influence", "Sum of |change of weighted agreement| without it", "%.2f"),
            "turned": parts.number("Turned", "Concepts whose verdict would be another one"),
            "lost_consensus": parts.number("Lose consensus", "Concepts that would lose it", width=110),
            "left_alone": parts.number("Left alone", "Concepts that would keep fewer than two supporters", width=85),
            "vanished": parts.number("Vanish", "Concepts of which nobody else speaks"),
            "by_silence": parts.number(
                "By silence", "Verdicts that would turn only because one silent study less is in scope", width=85
            ),
            "speaks": parts.number("Speaks of", "Concepts that it supports, hedges, denies or refutes", width=85),
        },
        on_row=lambda id: state.put(study=id),
    )
    by_study = {row["study"]: row for row in rows}
    if not (chosen := state.remembered_id("study", by_study)):
        st.caption("Choose a row to see the concepts that hang on it.")
        return
    st.subheader(f"Without {md_escape(names.get(chosen, chosen))}", anchor=False)
    if not by_study[chosen]["effects"]:
        parts.nothing("Every concept keeps its verdict.")
        return
    parts.table(
        changing.effects_frame(by_study[chosen]),
        "effects",
        "Concepts without the study",
        {
            "concept": parts.text("Concept", 240),
            "now": parts.text("Now", 200),
            "without it": parts.text("Without it", 200),
            "what happens": parts.text("What happens", "medium"),
        },
        on_row=lambda id: st.session_state.update(_concept=id),
    )
    st.caption("Choose a row to open the concept.")


def the_snapshots() -> None:
    """The list, one of them as a file, and making one."""
    st.markdown(
        "A snapshot freezes the whole synthesis under a name: to compare with, to cite, to hand to somebody. It is "
        "never overwritten and never changes."
    )
    if snapshots:
        parts.table(
            changing.snapshots_frame(snapshots),
            "snapshots",
            "Snapshots, the newest first",
            {"frozen": parts.text("Frozen (UTC)", 130), "note": parts.text("Note", "medium")},
            hidden=(),
        )
        a_file([row["name"] for row in reversed(snapshots)])
    if signing.may():
        the_freezing()
    signing.told()


def the_freezing() -> None:
    """The form that makes a snapshot."""
    with st.container(border=True, key="freezing"):
        left, middle, right = st.columns([1, 1, 2])
        with left:
            signing.name_box()
        with middle:
            st.text_input("Name of the snapshot", key="snapshot_name", placeholder="round 1", max_chars=80)
        with right:
            st.text_input("Note", key="snapshot_note", placeholder="what it is for", max_chars=300)
        st.button("Freeze", on_click=freeze, icon=":material/ac_unit:")


def a_file(known: list[str]) -> None:
    """One snapshot to take away."""
    kb = state.knowledge_base()
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        name = state.choice("Snapshot to take away", "snapshot", known, default=known[0]) or known[0]
    with right:
        st.download_button(
            "Download it as JSON",
            data=lambda: kb.snapshot_bytes(name),
            file_name=f"{'-'.join(name.split())}.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
        )


def freeze() -> None:
    """Makes the snapshot that stands in the boxes, in the name of who stands there."""
    name = st.session_state.get("snapshot_name", "")
    note = st.session_state.get("snapshot_note", "")
    if signing.acted(lambda kb, _: kb.snapshot(name, note=note), f"“{name}” is frozen."):
        st.session_state["snapshot_name"] = st.session_state["snapshot_note"] = ""


def the_adoptions() -> None:
    """What was adopted, and what can be."""
    adopting.the_adoptions(adoptions, waiting)


if concept := st.session_state.pop("_concept", None):
    st.switch_page("screens/concept.py", query_params={"concept": concept})
adopting.what_waits(waiting)
view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
{
    "changes": the_changes,
    "influence": the_influence,
    "snapshots": the_snapshots,
    "adoptions": the_adoptions,
}[view]()
