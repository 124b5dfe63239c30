"""The tour: a few steps across the pages, from a question to a quote to a link for a colleague.

In: tour of the URL, a number; a shared concept of the knowledge base, on which all steps are shown. Out: a box at the
head of a page. Called by app.py on every page. The step is kept for the session, so that whoever strays finds back, and
stands in the URL, so that Back works. Nothing is drawn for those who take no tour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.shared import state
from dashboard.shared.wording import clipped

Record = dict[str, Any]
NAME = "tour"  # in the URL and in the session


@dataclass(frozen=True)
class Step:
    """One stop. page: file of screens/, "" for the overview; url: what the link there says; says: in Markdown."""

    title: str
    page: str
    says: str
    url: dict[str, str] = field(default_factory=dict)


def begin() -> None:
    """The link with which a tour begins."""
    st.page_link("screens/overview.py", label="Tour", query_params={NAME: "1"}, icon=":material/tour:")


def bar(page: str) -> None:
    """The box of the step at which the visitor is. page: address of the page that is drawn, "" for the overview."""
    number = _at()
    if not number or not state.records("overview")["facets"]:
        return
    steps = state.made(_steps)
    number = min(number, len(steps))
    step = steps[number - 1]
    with st.container(border=True, key=NAME):
        st.markdown(f":material/tour: **Tour, {number} of {len(steps)}: {step.title}**")
        here = step.page == page
        st.markdown(step.says if here else "You have left the way of the tour; look around as long as you like.")
        with st.container(horizontal=True, vertical_alignment="center"):
            if not here:
                _to("Back to this step", number, step, "undo")
            elif number > 1:
                _to("Back", number - 1, steps[number - 2], "arrow_back")
            if here and number < len(steps):
                _to(f"Next: {steps[number].title}", number + 1, steps[number], "arrow_forward")
            st.button("End the tour", on_click=_end, type="tertiary", icon=":material/close:")


def _at() -> int:
    """The number of the step: what the URL says, else where the visitor was last; 0 for none."""
    given = st.query_params.get(NAME, "")
    if given.isdecimal() and len(given) < 3 and int(given) > 0:
        st.session_state["_tour"] = int(given)
    number: int = st.session_state.get("_tour", 0)
    return number


def _end() -> None:
    st.session_state.pop("_tour", None)
    if NAME in st.query_params:
        del st.query_params[NAME]


def _to(label: str, number: int, step: Step, icon: str) -> None:
    file = f"screens/{step.page or 'overview'}.py"
    st.page_link(file, label=label, query_params={**step.url, NAME: str(number)}, icon=f":material/{icon}:")


def _steps() -> list[Step]:
    """The way, over the concept of the richest facet that most studies share, and one quote of it."""
    facet = state.records("overview")["facets"][0]["facet"]
    concept = max(state.records("concepts", facet), key=lambda row: (row["status"] != "rejected", len(row["studies"])))
    members: list[Record] = state.records("show", concept["id"])["members"]
    theme = max(members, key=lambda member: (member["polarity"] == "asserts", len(member["quote"])))
    return steps(concept, theme)


def steps(concept: Record, theme: Record) -> list[Step]:
    """The stops of a tour. concept: the one that is shown; theme: one of its members, whose quote is opened."""
    question = clipped(" ".join(re.findall(r"\w+", concept["label"])), 80)
    place = {"document": theme["document"], "at": str(theme["start"]), "end": str(theme["end"])}
    return [
        Step(
            "what is here",
            "",
            "Papers were read, and what each of them reports became **themes** on verbatim quotes. Themes of several "
            "studies that say the same thing are one **concept**. Each number below leads to what it counts; the "
            "**?** beside a heading explains its words.",
        ),
        Step(
            "a question",
            "ask",
            "A question in your own words is already in the box. What was found stands below, with the words that "
            "were hit marked in their sentence. Filters narrow it; the address of the page holds all you chose.",
            {"q": question},
        ),
        Step(
            "who agrees",
            "agreement",
            "A row is a concept, a column a study. A sign says whether the study supports it, hedges, denies it, or "
            "is silent; an empty cell means that the study does not speak of such things at all.",
            {"facet": concept["facet"]},
        ),
        Step(
            "one concept",
            "concept",
            "Each study in its own words, how they were translated into one another and why, and on how many "
            "**independent** studies the concept rests. With the right role you can correct it here.",
            {"concept": concept["id"]},
        ),
        Step(
            "the words in the paper",
            "studies",
            "This is the paper as it was read, opened at one of the quotes. Nothing in Concord stands without such a "
            "place: when you doubt a number, follow it until you are here.",
            {"study": theme["study"], **place},
        ),
        Step(
            "a link for a colleague",
            "concept",
            "**Link**, beside the title, has the address of just this view. Whoever may read this knowledge base "
            "sees with it what you see. Then add papers of your own under **Review, Add studies**.",
            {"concept": concept["id"]},
        ),
    ]
