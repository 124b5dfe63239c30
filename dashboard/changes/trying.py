"""Another codebook or program, tried and then adopted: its report stands there before the button that adopts.

In: the name of a codebook, or one that somebody wrote; nothing for the program. Out: a report, kept in the session
until the next one; an adoption. Called by the pages Codebook and What changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from concord import ConcordError, KnowledgeBase, Role
from concord.resources import bundled_codebooks
from dashboard.changes import frames as changing
from dashboard.shared import frames, parts, state
from dashboard.shared.wording import md_escape
from dashboard.visitors import signing

Record = dict[str, Any]
Own = tuple[str, bytes]  # file name and TOML of a codebook that somebody wrote
AUTO = "auto"
_TRIED = "_tried"  # in the session: (name, own, study, report)
_KINDS = ("new", "gone", "moved", "relabelled")
_MOST = 500  # rows of a table


def try_it(name: str, own: Own | None, study: str | None = None) -> None:
    """Makes a report in the hands of whoever asks. name: of a codebook, "" for the program. study: that one alone."""
    try:
        with signing.hands(nameless=True) as kb:
            report = with_file(name, own, lambda book: kb.try_codebook(book, study=study)) if name else kb.update()
    except ConcordError as error:
        st.session_state["_said"], report = ("error", str(error)), None
    if report:
        st.session_state[_TRIED] = (name, own, study, report)
    else:
        forget()


def forget() -> None:
    """What was tried last is shown no more."""
    st.session_state.pop(_TRIED, None)


def report_of(kind: str, own: Own | None = None) -> None:
    """The last report, where it is of this: "" of the program, else of a codebook; own: of the draft as it is now."""
    if not (tried := st.session_state.get(_TRIED)):
        return
    name, mine, study, report = tried
    if bool(name) != bool(kind):
        return
    if mine and mine != own:
        st.caption("The draft was changed since it was tried; the report is of the one before.")
    _report(name, mine, study, report)


def _report(name: str, own: Own | None, study: str | None, report: Record) -> None:
    """What would change, then the reason and the button."""
    names = frames.short_names(state.records("studies"))
    with st.container(border=True, key="report"):
        what = "Concord" if report["kind"] == "program" else "codebook"
        of = f", in {names.get(study, study)} alone" if study else ""
        st.markdown(f"**From {what} {md_escape(report['from'])} to {md_escape(report['to'])}{md_escape(of)}**")
        for sentence in report["sentences"] or ["Nothing changes."]:
            st.markdown(f"- {md_escape(sentence)}")
        if report["studies"]:
            read, themes = studies_frame(report), themes_frame(report)
            parts.table(read.head(_MOST), "read", "How each study would be read", rows=8, whole=lambda: read)
            with st.expander("The themes", expanded=bool(study)):
                parts.table(
                    themes.head(_MOST),
                    "themes",
                    "Themes that would be read otherwise",
                    {"quote": parts.text("Quote", "large")},
                    rows=14,
                    whole=lambda: themes,
                )
        if report["changes"] and report["changes"]["concepts"]:
            parts.table(changing.changes_frame(report["changes"], names), "would", "Concepts that would change", rows=8)
        _adopting(name, own, study)


def _adopting(name: str, own: Own | None, study: str | None) -> None:
    """The button, for an admin, after all studies were tried."""
    if study:
        st.caption("Only one study was tried. Try all of them to adopt it.")
    elif signing.may(Role.ADMIN):
        signing.signed()
        st.button("Adopt it", on_click=_adopt, args=(name, own), type="primary", icon=":material/check:")
    else:
        st.caption("To adopt it takes an admin.")


def _adopt(name: str, own: Own | None) -> None:
    def adopt(kb: KnowledgeBase, reason: str) -> None:
        if name:
            with_file(name, own, lambda book: kb.adopt_codebook(book, reason=reason))
        else:
            kb.accept_update(reason=reason)

    if signing.acted(adopt, "Adopted; what it changed is kept."):
        forget()


def with_file(name: str, own: Own | None, do: Any) -> Any:
    """Does something with the name of a codebook, or with the path of one that somebody wrote.

    Beside it lies the codebook in force, which it may extend.
    """
    if own is None:
        return do(name)
    file, data = own
    with tempfile.TemporaryDirectory() as folder:
        held = state.records("codebook")
        if held["name"] not in bundled_codebooks():
            for below in held["below"]:
                (Path(folder) / Path(below["file"]).name).write_text(below["text"], encoding="utf-8")
            (Path(folder) / f"{held['name']}.toml").write_text(held["text"], encoding="utf-8")
        path = Path(folder) / Path(file).name
        path.write_bytes(data)
        return do(str(path))


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
