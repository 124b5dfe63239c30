"""What a concept rests on: its figures, its studies, the primary studies they share, and what changes without whom.

In: records of KnowledgeBase.rests_on and .under. Out: parts of the pages Agreement and Concept. Called by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.concept import support_frames
from dashboard.overlap import charts as overlap_charts
from dashboard.shared import assuming, doors, glossary, parts, state
from dashboard.shared.wording import VERDICT_RULES, between, count, md_escape, with_names
from synthesis.weighing import Assumptions

Record = dict[str, Any]
MOST = 400  # rows of a table
_NAMED = 40  # studies that are named in a sentence
_BOX = 290  # pixels of a figure: four beside one another, two on a narrow page
_FEW_STUDIES = 60  # up to which the figures are weighed under each assumption without being asked
_AGAINST = "What the studies that refute it count as, when shared primary studies count once."
_FEWEST = 3  # studies in scope from which leaving one out says something


def rests_on(id: str, chosen: Assumptions) -> Record:
    """What a concept rests on under the switches of the URL."""
    found: Record = state.records("rests_on", id, chosen)
    return found


def verdict_words(resting: Record, names: Mapping[str, str]) -> str:
    """The verdict, its rule, and the rule with the numbers of this concept."""
    why = md_escape(with_names(resting["why"], names))
    return f"**{resting['verdict'].capitalize()}**: {VERDICT_RULES[resting['verdict']]}. {why}"


def beside(resting: Record) -> str:
    """Raw support beside weighted support, and both sides where there are two."""
    said = (
        f"Support **{support_frames.raw_support(resting)}**; weighted by independence **{resting['weighted']:.2f}** "
        f"({between(resting['weighted_interval'])}, a heuristic)."
    )
    if resting["opposing"][1]:
        said += f" Against it: {support_frames.counts_as(resting['opposing'])} independent."
    return said


def figures(concept: Record, resting: Record) -> None:
    """The main figures, each a door to the rows that it rests on, with a line on what it is."""
    weighted = f"{glossary.meaning('weighted support')} Interval {between(resting['weighted_interval'])}, a heuristic."
    changing = sum(row["verdict"] != resting["verdict"] for row in resting["without"])
    decisions = len(state.records("decisions_on", concept["id"]))
    told = (
        ("Support", f"{resting['studies']} of {resting['eligible']}", glossary.meaning("support"), "rests"),
        ("95 % interval", _dashed(between(resting["interval"])), glossary.meaning("interval"), "rests"),
        (
            "Independent",
            _dashed(support_frames.counts_as(resting["effective"])),
            glossary.meaning("effective"),
            "rests",
        ),
        ("Weighted support", f"{resting['weighted']:.2f}", weighted, "rests"),
        ("Independent against it", _dashed(support_frames.counts_as(resting["opposing"])), _AGAINST, "against"),
        ("Studies that turn the verdict", str(changing), glossary.meaning("leave-one-out"), "without"),
        ("Themes", str(len(concept["themes"])), glossary.meaning("theme"), "words"),
        ("Decisions", str(decisions), glossary.meaning("decision"), "history"),
    )
    with st.container(horizontal=True, key="figures"):
        for label, value, meaning, view in told:
            with st.container(width=_BOX):
                doors.number(label, value, "concept", meaning, concept=concept["id"], view=view, **assuming.carried())


def _dashed(interval: str) -> str:
    return interval.replace(" to ", "–")


def opened(concept: Record, resting: Record, names: Mapping[str, str]) -> None:
    """All that the figures rest on: the studies, the primary studies that they share, and other assumptions."""
    coverage = "not known" if resting["coverage"] is None else f"{resting['coverage']:.2f}"
    st.caption(
        f"In order of date the supporters count as {resting['chronological']:.2f}: what each added to those before it. "
        f"They rest on {coverage} of the known primary studies of all studies in scope (primary coverage)."
    )
    left, right = st.columns(2, gap="medium")
    with left:
        studies(resting, names)
    with right:
        why_fewer(resting, names)
    if len(names) <= _FEW_STUDIES or state.remembered_id("grid", ["all"]):
        under_assumptions(concept["id"])
    else:
        st.button("Weigh it under each assumption", on_click=lambda: state.put(grid="all"), icon=":material/tune:")


def studies(resting: Record, names: Mapping[str, str]) -> None:
    """Each study in scope with what it says, counts as and rests on; then who is out of scope."""
    basis = {weight["basis"] for weight in resting["weights"] if weight["study"] in resting["studies_for"]}
    st.caption(
        "“Counts as” is the study's part of the independent evidence in scope: 1 when nobody else rests on its primary "
        "studies." + (" Where a theme cites primary studies, those are its evidence." if "theme" in basis else "")
    )
    frame = support_frames.studies_frame(resting, names)
    parts.table(
        frame.head(MOST),
        "resting_studies",
        "Studies in scope of the concept",
        {
            "study": parts.text("Study", 190),
            "says": parts.text("It", 90),
            "counts as": parts.number("Counts as", "u, 0 to 1, among all studies in scope", "%.2f", 80),
            "rests on": parts.text("Rests on primary studies", 240),
        },
        rows=13,
        on_row=lambda study: state.put(by=study, view="words"),
        whole=lambda: frame,
    )
    st.caption("Choose a row to read that study's words." + _cut(len(frame)))
    scope = frozenset(resting["eligible_studies"])
    outside = sorted(name for id, name in names.items() if id not in scope)
    if outside:
        listed = "; ".join(outside[:_NAMED]) + (f"; and {len(outside) - _NAMED:,} more" if outside[_NAMED:] else "")
        st.caption(f"Out of scope, which is no disagreement: {md_escape(listed)}.")


def _cut(rows: int) -> str:
    return f" The first {MOST} of {rows:,}; the file has all." if rows > MOST else ""


def why_fewer(resting: Record, names: Mapping[str, str]) -> None:
    """The primary studies that supporters share, by name."""
    shared = support_frames.shared_frame(resting, names)
    fewer = resting["effective"][1] < resting["studies"] - 1e-9
    if shared.empty:
        if resting["studies"] > 1 and not fewer:
            st.markdown("No two supporters rest on the same primary study, so each counts in full.")
        return
    st.markdown(
        f"{count(len(shared), 'primary study stands', 'primary studies stand')} behind more than one supporter, so "
        f"{resting['studies']} studies count as {support_frames.counts_as(resting['effective'])}."
    )
    parts.table(
        shared.head(MOST),
        "resting_shared",
        "Primary studies that several supporters rest on",
        {
            "primary study": parts.text("Primary study", 330),
            "studies": parts.number("Supporters", "That rest on it", width=85),
            "held by": parts.text("Held by", 330),
        },
        rows=6,
        on_row=lambda work: state.put(work=work),
        whole=lambda: shared,
    )
    st.caption("Choose a row for the studies that hold it." + _cut(len(shared)))
    held = {row["work"]: row["studies"] for row in resting["shared"]}
    if chosen := state.remembered_id("work", held):
        st.markdown(f"**{md_escape(chosen)}** is held by")
        for study in held[chosen][:_NAMED]:
            doors.study(study, names.get(study, study))
    for page, label, url in (
        ("overlap", "The entries of each list", {}),
        ("agreement", "Ties between the studies", {"view": "dependence"}),
    ):
        st.page_link(f"screens/{page}.py", label=label, query_params=url, icon=":material/arrow_forward:")


def under_assumptions(id: str) -> None:
    """How far the verdict holds over the assumptions, in a sentence, and each of them below."""
    grid = assuming.grid()
    rows = state.records("under", id, grid)
    with st.expander(assuming.verdicts_told([row["verdict"] for row in rows])):
        parts.table(
            support_frames.under_frame(rows),
            "under",
            "The concept under each assumption",
            {
                "works": parts.text("Works", 75),
                "of these": parts.text("Of these", 105),
                "doubtful matches": parts.text("Doubtful", 80, "Doubtful matches of references count as"),
                "one witness": parts.text("One witness by", 150),
                "support": parts.figure("Support", "Supporting studies among those in scope", 80),
                "independent": parts.figure("Independent", "What the supporters count as", 90),
                "weighted": parts.number("Weighted", "Share of the independent evidence", "%.2f", 80),
            },
        )


def left_out(resting: Record, names: Mapping[str, str]) -> None:
    """What changes without each study, and without each group that shares primary studies, as a chart and a table."""
    st.subheader("Without one study, or all that share primary studies with it", anchor=False)
    if resting["eligible"] < _FEWEST:
        st.markdown("Too few studies address the facet for this to say anything.")
        return
    changing = [names.get(row["study"], "") for row in resting["without"] if row["verdict"] != resting["verdict"]]
    named = "; ".join(changing[:_NAMED]) + (f"; or {len(changing) - _NAMED:,} more" if changing[_NAMED:] else "")
    st.caption(
        f"The verdict changes without {md_escape(named)}."
        if changing
        else "The verdict stays whichever study is left out."
    )
    frame = support_frames.without_frame(resting, names)
    left, right = st.columns([1, 2], gap="medium")
    with left:
        overlap_charts.dots(
            support_frames.dots_frame(resting, names),
            "without_dots",
            "Support without each study, raw and weighted; the table beside it has the same figures",
        )
    with right:
        parts.table(
            frame.head(MOST),
            "without",
            "Support without each study, and without each group of studies that share primary studies",
            {
                "without": parts.text("Without", 230, "A study, or a study and all that share primary studies with it"),
                "support": parts.figure("Support", "Supporting studies among those left in scope", 75),
                "interval": parts.figure("95 % interval", "Wilson interval of the share of studies"),
                "independent": parts.figure("Independent", "What the supporters left count as", 90),
                "weighted": parts.number("Weighted", "Share of the independent evidence", "%.2f", 75),
                "change": parts.number("Change", "Of the weighted support", "%+.2f", 70),
                "verdict": parts.text("Verdict", 170),
            },
            rows=12,
            on_row=lambda study: state.put(by=study, view="words"),
            whole=lambda: frame,
        )
        st.caption("Choose a row to read the words of the study that was left out." + _cut(len(frame)))
