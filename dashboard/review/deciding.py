"""What a decision on the page changed: kept in the person's name, then told in a few sentences.

In: what to do with a knowledge base. Out: decisions; sentences under the next page. Called by answering, free_acts and
logbook.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from concord import KnowledgeBase
from dashboard.shared.wording import md_escape
from dashboard.visitors import signing

Record = dict[str, Any]
_CHANGED = "what the last decision changed"
_AT_ONCE = 5  # sentences that are shown before the rest is folded away


def decided(does: Callable[[KnowledgeBase, str], Record | list[Record]], done: str) -> list[int]:
    """The numbers of the decisions that were kept; [] where none was, and why is said on the page.

    What they changed is asked of the same knowledge base, which has the state of before still in hand.
    """
    kept: list[int] = []

    def keep(kb: KnowledgeBase, why: str) -> None:
        found = does(kb, why)
        rows = found if isinstance(found, list) else [found]
        kept.extend(number for row in rows for number in row.get("numbers", [row["number"]]))
        if kept:
            st.session_state[_CHANGED] = kb.effects(*kept)

    return kept if signing.acted(keep, done) else []


def decide(does: Callable[[KnowledgeBase, str], Record | list[Record]], done: str) -> None:
    """As `decided`, for a button."""
    decided(does, done)


def told() -> None:
    """What the last act did, and what that changed."""
    signing.told()
    found = signing.once(_CHANGED)
    if not found:
        return
    lines = [md_escape(sentence) for sentence in found["sentences"]]
    lines += [md_escape(f"Decision {c['number']} waits in the queue now: {c['why']}.") for c in found["conflicts"]]
    lines += [md_escape(f"Somebody says otherwise: {c['why']}.") for c in found["clashes"]]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines[:_AT_ONCE]))
    if more := lines[_AT_ONCE:]:
        with st.expander(f"{len(more)} more changes"):
            st.markdown("\n".join(f"- {line}" for line in more))
