"""The parts of Compare studies: numbers, concepts with the words of both sides, translation coverage, shared works.

In: the record of KnowledgeBase.compare and the choices in the URL. Out: elements on the page. Called by
screens.compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.compare import frames
from dashboard.shared import doors, glossary, parts, state
from dashboard.shared.wording import STANCE_OF_CELL, STANCE_RULES, clipped, count, md_escape, named

Record = dict[str, Any]
ROWS = 500  # of a table
WORDS = 3  # quotes of one side
NAME = 32  # characters of the name of a study in a heading or a button


def numbers(found: Record, one: str, other: str) -> None:
    """How much both have and each alone, each number a door to its list."""
    url = {"one": found["one"]["studies"][0]}
    url["other"] = found["other"]["studies"][0] if len(found["other"]["studies"]) == 1 else "rest"
    meanings = {
        "only_one": f"Concepts that {one} reports and {other} does not.",
        "only_other": f"Concepts that {other} reports and {one} does not.",
        "both": "Concepts that both report, each in its own words.",
        "neither": "Concepts that neither reports, and one of them denies or refutes.",
    }
    for column, part in zip(st.columns(4), frames.PARTS, strict=True):
        with column:
            label = frames.part_name(part, one, other)
            doors.number(label, str(len(found[part])), "compare", md_escape(meanings[part]), **url, part=part)
    parts.table(
        frames.facets_frame(found, one, other),
        f"facets {one} {other}",
        f"Concepts by facet of {one} and {other}",
        {
            "facet": parts.text("Facet", 180, glossary.meaning("facet")),
            "both": parts.number("Both", "Concepts that both report", width=70),
            "only one": parts.number(f"Only {clipped(one, NAME)}", "Concepts that it alone reports", width=190),
            "only other": parts.number(f"Only {clipped(other, NAME)}", "Concepts that it alone reports", width=190),
            "only denied": parts.number("Only denied", "One denies or refutes it, none reports it", width=100),
            "out of scope": parts.text("Out of scope of", 200, glossary.meaning("scope")),
        },
        rows=8,
        on_row=lambda id: state.put(facet=id),
    )


def concepts(found: Record, one: str, other: str, names: Mapping[str, str]) -> None:
    """One list of concepts, and the words of both sides on the one that was chosen."""
    st.subheader("Concepts", anchor=False, help=glossary.meaning("concept"))
    labels = {
        part: f"{frames.part_name(part, clipped(one, NAME), clipped(other, NAME))} ({len(found[part])})"
        for part in frames.PARTS
    }
    part = state.toggles("List", "part", list(frames.PARTS), labels.__getitem__)
    facets = [row["facet"] for row in found["facets"]]
    facet = state.choice("Facet", "facet", facets, named, help=glossary.meaning("facet"))
    rows = [row for row in found[part] if facet in (None, row["facet"])]
    if not rows:
        parts.nothing("No concept is in this list. Choose another list above, or another facet.")
        return
    if len(rows) > ROWS:
        st.caption(f"The first {ROWS} of {len(rows)} concepts; choose a facet to see the others.")
    if part in ("only_one", "only_other"):
        st.caption(
            "*Not reported, though in scope* is silence that tells something; *out of scope* is none: the study does "
            "not address the facet at all."
        )
    parts.table(
        frames.concepts_frame(rows[:ROWS]),
        f"concepts {one} {other} {part} {facet}",
        f"Concepts: {frames.part_name(part, one, other)}",
        {
            "concept": parts.text("Concept", 240, glossary.meaning("concept")),
            "facet": parts.text("Facet", 110),
            "words of one": parts.text(f"In words of {clipped(one, NAME)}", 260),
            "words of other": parts.text(f"In words of {clipped(other, NAME)}", 260),
            "why": parts.text("Missing, as", 190, "Why the other side lacks it"),
        },
        on_row=lambda id: state.put(concept=id),
        whole=lambda: frames.concepts_frame(rows),
    )
    chosen = state.remembered_id("concept", [row["concept"] for row in rows])
    if chosen:
        _both_sides(next(row for row in rows if row["concept"] == chosen), one, other, names)


def _both_sides(row: Record, one: str, other: str, names: Mapping[str, str]) -> None:
    with st.container(border=True, key="evidence"):
        st.subheader(md_escape(row["label"]), anchor=False)
        for column, side, name in zip(st.columns(2), ("one", "other"), (one, other), strict=True):
            with column:
                _side(row[side], name, names)
        doors.concept(row["concept"], row["label"])


def _side(side: Record, name: str, names: Mapping[str, str]) -> None:
    stance = STANCE_OF_CELL[side["stands"]]
    st.markdown(f"**{md_escape(name)}** {stance}")
    if not side["words"]:
        st.caption(f"{STANCE_RULES[stance]}.".capitalize())
    for word in side["words"][:WORDS]:
        st.markdown(f"“{md_escape(word['label'])}”")
        document, start, end = word["document_id"], word["start"], word["end"]
        parts.quote({"context": state.records("passage", document, start, end)}, around=160)
        with st.container(horizontal=True):
            doors.theme(word["theme"], word["label"])
            doors.study(word["study"], names[word["study"]], document=document, at=start, end=end)
    if side["themes"] > len(side["words"]):
        st.caption(f"{count(side['themes'] - len(side['words']), 'more theme')} on the page of the concept.")


def coverage(found: Record, one: str, other: str) -> None:
    """How far each side can be said in the words of the other, theme by theme."""
    st.subheader("In the words of the other", anchor=False, help=glossary.meaning("translation"))
    for part, here, there in (("there", one, other), ("back", other, one)):
        st.markdown(md_escape(frames.coverage_told(found[part], here, there)))
    turned = {
        "there": f"{clipped(one, NAME)} to {clipped(other, NAME)}",
        "back": f"{clipped(other, NAME)} to {clipped(one, NAME)}",
    }
    way = state.toggles("Way", "way", list(turned), turned.__getitem__)
    part = found[way]
    if not part["themes"]:
        return
    if part["total"] > ROWS:
        st.caption(f"The first {ROWS} of {part['total']} themes, those that do not go over first.")
    parts.table(
        frames.carried_frame(part).head(ROWS),
        f"carried {one} {other} {way}",
        f"Themes of {turned[way]}",
        {
            "theme": parts.text("Theme", 260, glossary.meaning("theme")),
            "facet": parts.text("Facet", 120),
            "goes over": parts.text("Goes over as", 120, glossary.meaning("translation")),
            "into": parts.text("Into", 260),
            "score": parts.number("Score", "Of the translation, 0 to 1", "%.2f", width=70),
        },
        rows=8,
        on_row=lambda id: state.put(theme=id),
        whole=lambda: frames.carried_frame(part),
    )
    chosen = state.remembered_id("theme", [theme["theme"] for theme in part["themes"]])
    if chosen:
        _carried(next(theme for theme in part["themes"] if theme["theme"] == chosen))


def _carried(theme: Record) -> None:
    with st.container(border=True, key="carried"):
        st.markdown(f"“{md_escape(theme['label'])}” goes over: {frames.how_told(theme['how'])}")
        if theme["decided_by"] not in ("", "machine"):
            st.caption(f"Decided by {md_escape(theme['decided_by'])}")
        with st.container(horizontal=True):
            doors.theme(theme["theme"], theme["label"])
            if theme["target"]:
                doors.theme(theme["target"], theme["target_label"])
            if theme["concept"]:
                doors.concept(theme["concept"], "the concept of both")


def shared(found: Record, one: str, other: str, names: Mapping[str, str]) -> None:
    """The primary studies of both, and whether the two are independent witnesses."""
    held = found["shared"]
    st.subheader("Primary studies of both", anchor=False, help=glossary.meaning("primary study"))
    sizes = " and ".join(
        f"{md_escape(name)} lists {held[key] if held[key] is not None else 'none that is known'}"
        for name, key in ((one, "one"), (other, "other"))
    )
    why = held["why"]
    for id, name in names.items():
        why = why.replace(id, name)
    st.markdown(f"As witnesses they are **{held['verdict']}**: {md_escape(why)}. {sizes}.")
    for tie in found["ties"]:
        st.caption(
            f"{md_escape(names.get(tie['source'], tie['source']))} · {tie['kind']} · "
            f"{md_escape(names.get(tie['target'], tie['target']))}: {md_escape(clipped(tie['evidence'], 300))}"
        )
    if held["works"]:
        import pandas as pd

        parts.table(
            pd.DataFrame({"primary study": held["works"][:ROWS]}),
            f"shared {one} {other}",
            f"Primary studies of {one} and {other}",
            {"primary study": parts.text("Primary study", "large", glossary.meaning("primary study"))},
            rows=8,
        )
    with st.container(horizontal=True):
        both = [*found["one"]["studies"], *found["other"]["studies"]]
        url = {"reviews": ",".join(both)} if len(both) == 2 else {}
        st.page_link(
            "screens/overlap.py",
            label="On which entries of the lists that rests",
            query_params=url,
            icon=":material/join_inner:",
        )
        for study in both[:2]:
            doors.study(study, names[study])
