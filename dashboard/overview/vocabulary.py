"""The words of the field on the page: a box that lists them all, and the way to the tour.

In: nothing. Out: elements on the page. Called by screens/overview.py.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.shared import downloads, glossary
from dashboard.visitors import tour


def foot() -> None:
    """The foot of the overview: every word with what it means here, and the tour."""
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center", key="foot"):
        with st.popover("Words", icon=":material/menu_book:", type="tertiary"):
            words()
        tour.begin()


def words() -> None:
    """All words with their meanings, by name."""
    st.markdown("What the words mean here; they are also told where they stand, when the pointer rests on a **?**.")
    st.dataframe(
        rows(),
        hide_index=True,
        height=420,
        width=640,
        row_height=56,
        column_config={
            "word": st.column_config.TextColumn("Word", width=150),
            "meaning": st.column_config.TextColumn("What it means here", width=470),
        },
        alt="The words of the field and what they mean here",
    )
    downloads.csv_button(lambda: pd.DataFrame(rows()), ("word", "meaning"), "words", "The words of the field")


def rows() -> list[dict[str, str]]:
    """Every word with its meaning, by name."""
    return [{"word": word, "meaning": meaning} for word, meaning in sorted(glossary.MEANINGS.items())]
