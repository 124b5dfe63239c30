"""Why the themes of a concept belong together: what each study says in the terms of another, and all pairs.

In: the record of a concept, short names of studies. Out: a part of the page Concept. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.concept import translating
from dashboard.shared import frames, parts
from dashboard.shared.wording import md_escape

Record = dict[str, Any]
MOST_REASONS = 12
MOST_PAIRS = 500


def the_translations(concept: Record, names: Mapping[str, str]) -> None:
    """Why the machine, or a reviewer, holds that these themes belong together."""
    why = translating.why_together(concept["translation"], names)
    if not why:
        parts.nothing("One theme alone: nothing had to be translated.")
        return
    st.caption("What each study says in the terms of another, how sure that is (0 to 1), who says so, and why.")
    for head, sure, reasons in why[:MOST_REASONS]:
        st.markdown(f"**{md_escape(head)}** · {md_escape(sure)}")
        st.caption(md_escape("; ".join(reasons)))
    if len(why) > MOST_REASONS:
        st.caption(f"{len(why) - MOST_REASONS} more in the table of all pairs.")
    if concept["translations"]:
        st.subheader("All pairs of these themes", anchor=False)
        _pairs(concept, names)


def _pairs(concept: Record, names: Mapping[str, str]) -> None:
    """Each relation between two themes of the concept, as a table."""
    frame = frames.translations_frame(concept["translations"], names, concept["members"])
    parts.table(
        frame.head(MOST_PAIRS),
        "translations",
        "Translations between the themes of this concept",
        {
            "theme": parts.text("Theme", 170),
            "other theme": parts.text("Other theme", 170),
            "study": parts.text("Study", 170),
            "other study": parts.text("Other study", 170),
            "reasons": parts.text("Reasons", 260),
            "score": parts.number("Score", "0 to 1", "%.2f"),
        },
        rows=12,
        whole=lambda: frame,
    )
    if len(frame) > MOST_PAIRS:
        st.caption(f"The strongest {MOST_PAIRS} of {len(frame):,}; the file has all.")
