"""The view on codebooks and programs: what waits, what another one would change, and taking it over after that is seen.

In: what the knowledge base says of what waits; what a person tries. Out: elements of the page What changed. Called by
that page. A report is made when somebody asks for it, in their own hands, and stands there until the next one; the
button that adopts comes after it, and only for an admin.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from concord import ConcordError, KnowledgeBase, Role
from concord.resources import bundled_codebooks
from dashboard import changing, parts, signing, state
from dashboard.wording import count, md_escape

Record = dict[str, Any]
AUTO, OWN = "auto", "own"
MOST_MB = 1  # of a codebook
_SHOWN = {"auto": "auto: each study's own words choose", "own": "A file of your own ..."}
_KINDS = ("new", "gone", "moved", "relabelled")


def what_waits(waiting: Record) -> None:
    """An update, and additions that were stopped, each with what can be done about it."""
    if update := waiting["update"]:
        st.info(
            f"This knowledge base is held at what Concord {md_escape(update['from'])} read and extracted; this program "
            f"is {md_escape(update['to'])}. An admin can see below what it would change, and adopt it.",
            icon=":material/update:",
        )
    for row in waiting["unfinished"]:
        when = row["at"][:16].replace("T", " ")
        st.warning(
            f"The addition of {when} UTC by {md_escape(row['by'])} ({count(len(row['documents']), 'file')}) was "
            "stopped before what it changed was written down. Its files are there; nothing is lost.",
            icon=":material/pending_actions:",
        )
    if waiting["unfinished"] and signing.may():
        signing.name_box()
        st.button("Write it down now", on_click=_finish, icon=":material/done_all:")


def the_adoptions(adoptions: Iterable[Record], waiting: Record) -> None:
    """What was adopted, the newest first; then what can be tried, its report, and the button."""
    st.markdown(
        "The papers are read by one codebook and one version of Concord until another one is adopted. What that would "
        "change is told first; what it changed is kept for good."
    )
    parts.table(
        adoptions_frame(adoptions),
        "adoptions",
        "Codebooks and programs that were adopted, the newest first",
        {"when": parts.text("When (UTC)", 130), "reason": parts.text("Reason", "medium")},
        on_row=lambda id: state.put(**{"from": id, "view": None}),
    )
    st.caption("Choose a row to see what it changed.")
    if not signing.may():
        return
    if waiting["update"]:
        st.subheader(f"Update to Concord {md_escape(waiting['update']['to'])}", anchor=False)
        st.button("Show what it would change", on_click=_try, args=("", None), icon=":material/difference:")
    st.subheader("Another codebook", anchor=False)
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    options = [AUTO, *bundled_codebooks(), OWN]
    with left:
        name = st.selectbox("Codebook", options, key="codebook", format_func=lambda one: _SHOWN.get(one, one))
    with right:
        file = signing.upload("Codebook file", ["toml"], MOST_MB) if name == OWN else None
    ready = name != OWN or file is not None
    own = (Path(file.name).name, file.getvalue()) if file else None
    st.button(
        "Show what it would change ", on_click=_try, args=(name, own), disabled=not ready, icon=":material/difference:"
    )
    if tried := st.session_state.get("_tried"):
        _report(*tried)
    signing.told()


def _report(name: str, own: tuple[str, bytes] | None, report: Record) -> None:
    """What would change, then the reason and the button."""
    with st.container(border=True, key="report"):
        what = "Concord" if report["kind"] == "program" else "codebook"
        st.markdown(f"**From {what} {md_escape(report['from'])} to {md_escape(report['to'])}**")
        for sentence in report["sentences"] or ["Nothing changes."]:
            st.markdown(f"- {md_escape(sentence)}")
        if report["studies"]:
            parts.table(studies_frame(report), "read", "How each study would be read", rows=8)
            with st.expander("The themes"):
                parts.table(themes_frame(report), "themes", "Themes that would be read otherwise", rows=14)
        if report["changes"]["concepts"]:
            parts.table(changing.changes_frame(report["changes"], {}), "would", "Concepts that would change", rows=8)
        if signing.may(Role.ADMIN):
            signing.signed()
            st.button("Adopt it", on_click=_adopt, args=(name, own), type="primary", icon=":material/check:")
        else:
            st.caption("To adopt it takes an admin.")


def _finish() -> None:
    signing.acted(lambda kb, _: kb.finish(), "What the addition changed is written down.")


def _try(name: str, own: tuple[str, bytes] | None) -> None:
    """Makes a report in the hands of whoever asks. name: of a codebook, "" for the program."""
    try:
        with signing.hands(nameless=True) as kb:
            report = _with_file(name, own, kb.try_codebook) if name else kb.update()
    except ConcordError as error:
        st.session_state["_said"], report = ("error", str(error)), None
    if report:
        st.session_state["_tried"] = (name, own, report)
    else:
        st.session_state.pop("_tried", None)


def _adopt(name: str, own: tuple[str, bytes] | None) -> None:
    def adopt(kb: KnowledgeBase, reason: str) -> None:
        if name:
            _with_file(name, own, lambda book: kb.adopt_codebook(book, reason=reason))
        else:
            kb.accept_update(reason=reason)

    if signing.acted(adopt, "Adopted; what it changed is kept."):
        st.session_state.pop("_tried", None)


def _with_file(name: str, own: tuple[str, bytes] | None, do: Any) -> Any:
    """Does something with the name of a codebook, or with the path of one that somebody sent."""
    if own is None:
        return do(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / own[0]
        path.write_bytes(own[1])
        return do(str(path))


def adoptions_frame(records: Iterable[Record]) -> pd.DataFrame:
    """The adoptions, the newest first; id is the name that `KnowledgeBase.diff` takes."""
    rows = [
        {
            "id": f"adoption {row['number']}",
            "when": row["at"][:16].replace("T", " "),
            "by": row["by"],
            "what": {"first": "first papers", "codebook": "codebook", "program": "Concord"}[row["kind"]],
            "from": row["from"],
            "to": row["to"],
            "reason": row["reason"],
        }
        for row in records
    ]
    return pd.DataFrame(rows[::-1], columns=["id", "when", "by", "what", "from", "to", "reason"])


def studies_frame(report: Record) -> pd.DataFrame:
    """How each study would be read, in numbers of themes."""
    rows = [
        {"study": row["study"], "before": row["before"], "after": row["after"], **{k: len(row[k]) for k in _KINDS}}
        for row in report["studies"]
    ]
    return pd.DataFrame(rows, columns=["study", "before", "after", *_KINDS])


def themes_frame(report: Record) -> pd.DataFrame:
    """Each theme that would be read otherwise, with its words."""
    rows = [
        {"study": row["study"], "what": kind, "theme": theme["label"], "was": _was(theme), "quote": theme["quote"]}
        for row in report["studies"]
        for kind in _KINDS
        for theme in row[kind]
    ]
    return pd.DataFrame(rows, columns=["study", "what", "theme", "was", "quote"])


def _was(theme: Mapping[str, Any]) -> str:
    if "from" in theme:
        return f"{theme['was']} ({theme['from']}, now {theme['to']})"
    return str(theme.get("was", ""))
