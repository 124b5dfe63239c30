"""What several pages draw: the head of a page, empty states, tables of which a row can be chosen, quotes in context.

In: records and frames. Out: elements on the page. Called by the pages. Text of documents passes md_escape or marked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.shared import downloads, state
from dashboard.shared.wording import READ, count, marked, md_escape, named

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
NARROW = 5  # rows that a table shows at least before it scrolls
ROW, HEADER = 35, 38  # pixels of st.dataframe


def head(title: str, says: str) -> None:
    """The title of a page and the line that says what it is for."""
    st.title(title, anchor=False)
    st.markdown(says)


def stop_when_empty() -> None:
    """Ends a page that has nothing to show yet, with what to do about it."""
    if state.records("studies"):
        return
    with st.container(border=True, key="empty"):
        st.subheader("There is no study yet", anchor=False)
        st.markdown(
            f"Add review papers as {READ}, and this page fills itself. To look around first, stop the dashboard and "
            "run `concord demo`: it opens a small made-up collection."
        )
        st.page_link("screens/add_study.py", label="Add studies", icon=":material/upload_file:")
        st.markdown("From the command line: `concord add papers/`")
    st.stop()


def nothing(says: str) -> None:
    """An empty list, with what would fill it."""
    with st.container(border=True):
        st.markdown(says)


def table(
    frame: pd.DataFrame,
    key: str,
    alt: str,
    columns: dict[str, Any] | None = None,
    *,
    rows: int = 12,
    on_row: Callable[[str], None] | None = None,
    hidden: tuple[str, ...] = ("id",),
    whole: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """A table as high as its rows, up to `rows`, and below it a button that gives it as CSV.

    Args:
        alt: what the table is, for screen readers; its file is named after it.
        on_row: called with the id of a row that is chosen.
        hidden: columns that are neither shown nor in the file.
        whole: the frame of all rows where `frame` is one page of them; asked when somebody takes the file.
    """
    height = HEADER + ROW * min(max(len(frame), 1), rows) + 2
    order = [name for name in frame.columns if name not in hidden]
    shared: dict[str, Any] = {
        "hide_index": True,
        "column_order": order,
        "column_config": {name: _heading(name) for name in order} | (columns or {}),
        "height": height,
        "alt": alt,
        "placeholder": "",
    }
    if on_row is None:
        st.dataframe(frame, key=key, **shared)
        _file_of(frame, key, alt, order, whole)
        return
    ids = frame["id"].tolist()

    def chosen() -> None:
        picked = st.session_state[key]["selection"]["rows"]
        if picked and picked[0] < len(ids):
            on_row(ids[picked[0]])

    st.dataframe(frame, key=key, on_select=chosen, selection_mode="single-row", **shared)
    _file_of(frame, key, alt, order, whole)


def _file_of(
    frame: pd.DataFrame, key: str, alt: str, order: list[str], whole: Callable[[], pd.DataFrame] | None
) -> None:
    if len(frame):
        with st.container(horizontal=True, horizontal_alignment="right", key=f"file {key}"):
            downloads.csv_button(whole or (lambda: frame), order, key, alt)


def _heading(name: str) -> Any:
    return st.column_config.Column(named(name))


def number(label: str, help: str, format: str = "%d", width: Any = 80) -> Any:
    """A column of numbers with a word on what they are."""
    return st.column_config.NumberColumn(label, help=help, format=format, width=width)


def figure(label: str, help: str, width: Any = 100) -> Any:
    """A column of figures that are text, such as intervals and counts of counts, set like numbers."""
    return st.column_config.TextColumn(label, width=width, help=help, alignment="right")


def text(label: str, width: Any = None, help: str | None = None) -> Any:
    """A column of text."""
    return st.column_config.TextColumn(label, width=width, help=help)


def quote(mention: Record, *, around: int = 320) -> None:
    """A quote marked in its paragraph, with the sections that it stands in and its file."""
    context = mention.get("context")
    if context:
        st.markdown(marked(context["paragraph"], [context["mark"]], around=around))
        where = [*context["sections"], context["document"]]
    else:
        st.markdown(marked(mention["quote"], [[0, len(mention["quote"])]]))
        where = [mention["section"], mention["document"]]
    st.caption(" › ".join(md_escape(part) for part in where if part))


def theme_in_study(
    member: Record, *, most: int = 2, around: int = 160, label: bool = True, says: str = "", stands: str = ""
) -> None:
    """One theme with its quotes; what is beyond `most` is folded away.

    says: words before its label. stands: how it stands to another theme.
    """
    if label:
        note = "" if member["polarity"] == "asserts" else f" ({member['polarity']})"
        st.markdown(
            f"{says}“{md_escape(member['label'])}”{note}" if says else f"**{md_escape(member['label'])}**{note}"
        )
    if stands:
        st.caption(f":material/translate: {md_escape(stands)}")
    for mention in member["mentions"][:most]:
        quote(mention, around=around)
    if rest := member["mentions"][most:]:
        with st.expander(f"{count(len(rest), 'more place')} in this study"):
            for mention in rest[:20]:
                quote(mention, around=around)


def reasons(said: list[str]) -> None:
    """Why the machine thinks so, one line a reason."""
    if said:
        st.markdown("\n".join(f"- {md_escape(reason)}" for reason in said))
