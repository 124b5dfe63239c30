"""Concept: one concept, its figures first, then by choice the words behind them, what they rest on, and acts on it.

In: facet and concept (or id, which says the same) and view of the URL, and the switches of assuming. Out: the page.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.concept import acting, choosing, opposing, profiling, quoting, resting, retracing, together
from dashboard.review import deciding
from dashboard.shared import assuming, frames, parts, state
from dashboard.shared.wording import count, md_escape, named
from dashboard.visitors import signing

Record = dict[str, Any]
VIEWS = {
    "words": "In their words",
    "rests": "What it rests on",
    "without": "Without one study",
    "translations": "Translations",
    "against": "Against it",
    "trust": "Trust",
    "history": "History",
    "act": "Act on it",
}

parts.head("Concept", "One concept: what the studies mean by it, in their own words, and how well it is supported.")
parts.stop_when_empty()
names = frames.short_names(state.records("studies"))


def verdict(concept: Record, found: Record) -> None:
    """Label, definition, and the verdict with its rule and numbers."""
    st.header(md_escape(concept["label"]), anchor=False)
    if concept["definition"]:
        st.markdown(f"“{md_escape(concept['definition'])}”")
    st.markdown(resting.verdict_words(found, names))
    st.caption(f"Facet: {md_escape(named(concept['facet']).lower())}. Status: {concept['status']}.")


def shown(view: str, concept: Record, found: Record) -> None:
    """The part of the page that is chosen."""
    if view == "words":
        quoting.in_their_words(concept, names)
        quoting.around(concept)
    elif view == "rests":
        resting.opened(concept, found, names)
    elif view == "without":
        resting.left_out(found, names)
    elif view == "translations":
        together.the_translations(concept, names)
    elif view == "against":
        opposing.against(concept, found, names)
    elif view == "trust":
        profiling.evidence_profile(concept["id"], names)
    elif view == "history":
        retracing.history(concept, names)
    else:
        acting.act_on(concept, names)


def _there() -> list[str]:
    """The views of this visitor: who may only read is not offered to act."""
    return [view for view in VIEWS if view != "act" or signing.may()]


if id := choosing.concept():
    if concept := state.shown(id):
        chosen = assuming.from_url()
        verdict(concept, concept["rests_on"] if chosen == assuming.STANDARD else resting.rests_on(id, chosen))
        assumed = assuming.switches()
        found = concept["rests_on"] if assumed == assuming.STANDARD else resting.rests_on(id, assumed)
        resting.figures(concept, found)
        deciding.told()
        view = state.toggles("Part", "view", _there(), VIEWS.__getitem__)
        shown(view, concept, found)
elif choosing.gone():
    parts.nothing(
        f"There is no concept {md_escape(choosing.gone() or '')} any more: it was renamed or regrouped, or the "
        "link is mistyped. Choose one above."
    )
else:
    parts.nothing(f"No concept yet among {count(len(names), 'study', 'studies')}.")
