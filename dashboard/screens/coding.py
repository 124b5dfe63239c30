"""Coding: people code a study paragraph by paragraph, blind to one another and to the machine, and are compared.

In: view, study, facets and unit of the URL. Out: the page. Codes have a log of their own and change no theme.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from concord import ConcordError, KnowledgeBase, Role
from concord.rating_worker import reliability_of
from dashboard.judging import coding_frames
from dashboard.shared import frames, parts, state
from dashboard.shared.wording import count, marked, md_escape, named
from dashboard.visitors import signing

VIEWS = {"code": "Code", "agreement": "Agreement", "others": "Other ratings"}
JUDGED = {"pairs": "Pairs of themes", "themes": "Themes", "concepts": "Concepts", "refutations": "Refutations"}
BETWEEN = ";"
RATINGS_MB = 5

parts.head(
    "Coding",
    "Code a study by hand, blind to other coders and to the machine; then see how far you agree, and where you part.",
)
parts.stop_when_empty()

studies = state.records("studies")
names = frames.short_names(studies)


def the_study(none: str) -> str | None:
    """The study that is coded. none: what the box says while there is none."""
    ids = sorted(names, key=names.__getitem__)
    return state.choice("Study", "study", ids, names.__getitem__, placeholder=none)


def the_coding() -> None:
    """One place of the study at a time, with a box a facet."""
    boxes = st.columns([1, 1.5, 2.5], vertical_alignment="bottom")
    with boxes[0]:
        who = signing.name_box()
    with boxes[1]:
        study = the_study("Choose a study")
    with boxes[2]:
        facets = state.several("Facets that you look for", "facets", state.facets(), named)
    if not who or study is None:
        parts.nothing(
            f"{'Choose' if who else 'Give your name and choose'} a study. You will see its paragraphs one by one, and "
            "nothing of what the machine or anybody else found."
        )
        return
    units = state.records("coding_units", study)
    with signing.hands() as mine:
        codes = mine.my_codes(study)
        finished = any(row["who"] == who and row["finished"] for row in mine.coders(study))
    if finished:
        parts.nothing(f"You have handed in {count(len(codes), 'code')}; the coding of this study cannot be changed.")
    else:
        number = state.number("Place in the study", "unit", 1, len(units), 1)
        the_unit(study, units[number - 1], facets, codes, len(units))
    the_codes(codes)
    if not finished:
        the_end(study, facets)


def the_unit(study: str, unit: dict[str, Any], facets: list[str], codes: list[dict[str, Any]], most: int) -> None:
    """The words of one place, and what the coder finds in them."""
    here = [code for code in codes if unit["start"] <= code["start"] < unit["end"]]
    with st.container(border=True, key="the_unit"):
        place_in_study = f"{unit['number']} of {most} · {unit['section'] or 'before the first heading'}"
        st.caption(md_escape(f"{place_in_study} · a semicolon between two labels"))
        st.markdown(marked(unit["text"], [], around=len(unit["text"])))
        columns = st.columns(3)
        for place, facet in enumerate(facets):
            key = f"code {study} {unit['number']} {facet}"
            if key not in st.session_state:
                st.session_state[key] = f"{BETWEEN} ".join(c["label"] for c in here if c["facet"] == facet)
            with columns[place % 3]:
                st.text_input(named(facet), key=key, max_chars=400)
        with st.container(horizontal=True):
            st.button("Save", on_click=save, args=(study, unit, facets, here, 0, most))
            st.button("Save, next place", type="primary", on_click=save, args=(study, unit, facets, here, 1, most))
            st.button("Back", on_click=go, args=(unit["number"] - 1, most))


def save(study: str, unit: dict[str, Any], facets: list[str], here: list[dict[str, Any]], step: int, most: int) -> None:
    """Keeps what stands in the boxes now: new labels are coded, labels that are gone are taken back."""
    wanted = {
        (facet, label.strip())
        for facet in facets
        for label in st.session_state[f"code {study} {unit['number']} {facet}"].split(BETWEEN)
        if label.strip()
    }
    held = {(code["facet"], code["label"]): code for code in here if code["facet"] in facets}

    def change(kb: KnowledgeBase, _: str) -> None:
        for pair in sorted(held.keys() - wanted):
            kb.drop_code(study, *pair, held[pair]["quote"], start=held[pair]["start"])
        for facet, label in sorted(wanted - held.keys()):
            kb.code(study, facet, label, unit["text"], start=unit["start"])

    if signing.acted(change, "" if step else "Saved.") and step:
        go(unit["number"] + step, most)


def go(number: int, most: int) -> None:
    """To another place of the study."""
    state.put(unit=str(min(max(number, 1), most)))


def the_codes(codes: list[dict[str, Any]]) -> None:
    """What the coder has coded so far."""
    if not codes:
        return
    with st.expander(f"Your codes ({len(codes)})"):
        parts.table(
            coding_frames.codes_frame(codes),
            "my_codes",
            "Your own codes of this study",
            {"words": parts.text("Words", "large")},
        )


def the_end(study: str, facets: list[str]) -> None:
    """Handing in, which cannot be taken back."""
    with st.container(border=True, key="the_end"):
        looked_for = ", ".join(named(facet).lower() for facet in facets)
        sure = st.checkbox(f"I have coded this study for: {md_escape(looked_for)}")
        st.button(
            "Hand in",
            disabled=not sure,
            help="Nothing can be changed afterwards.",
            on_click=signing.act,
            args=(lambda kb, _: kb.hand_in(study, facets), "Handed in."),
        )


def the_agreement() -> None:
    """Who is at work, how far those agree who have handed in, and where they part."""
    study = the_study("All")
    kb = state.knowledge_base()
    people = kb.coders(study)
    if not people:
        parts.nothing("Nobody has coded yet. Code here, or in a spreadsheet: `concord coding sheet STUDY FILE.csv`.")
        return
    parts.table(coding_frames.coders_frame(people, names), "coders", "Who codes which study", rows=6)
    rows = kb.coding_agreement(study)
    if not rows:
        parts.nothing("Nobody has handed in yet; figures come with the first who does.")
        return
    st.subheader("How far they agree", anchor=False)
    st.caption(
        "Each place of the study is rated present or absent under each facet. Where a facet is rare, kappa and alpha "
        "are low even where coders agree: read positive agreement beside them. An empty figure is undefined; the last "
        "column says why. Intervals: 95 %, 2,000 seeded resamples of the places."
    )
    parts.table(
        coding_frames.agreement_frame(rows, names), "coding_agreement", "Agreement of coders", coding_frames.columns()
    )
    for id in dict.fromkeys(row["study"] for row in rows):
        the_disagreements(kb, id)


def the_disagreements(kb: KnowledgeBase, study: str) -> None:
    """Where the coders of one study part, when that may be seen."""
    st.subheader(md_escape(f"Where they part: {names.get(study, study)}"), anchor=False)
    try:
        rows = kb.coding_disagreements(study)
    except ConcordError as error:
        parts.nothing(md_escape(str(error)))
        if not signing.may(Role.ADMIN):
            return
        with st.expander("Look before all have handed in"):
            st.markdown("The log keeps who looked, and why.")
            signing.signed()
            st.button(
                "Open the codings",
                key=f"open {study}",
                on_click=signing.act,
                args=(lambda mine, why: mine.open_codings(study, reason=why), "Opened; the log keeps it."),
            )
        return
    if not rows:
        parts.nothing("The coders agree everywhere.")
        return
    st.caption(
        "Settle them on the pages Themes and Review: add, rename or reject. Your word holds for later extractions."
    )
    parts.table(
        coding_frames.disagreements_frame(rows),
        f"parted {study}",
        "Places where coders part",
        {"words": parts.text("Words", "large")},
    )


def the_others() -> None:
    """Coefficients of a file of ratings made elsewhere, and of two reviewers of this knowledge base."""
    st.subheader("Ratings made elsewhere", anchor=False)
    file = signing.upload("A CSV file with the columns unit, coder and category", ["csv", "tsv", "txt"], RATINGS_MB)
    named = st.text_input("All categories, with commas", help="Names those that nobody used. Empty: those that occur.")
    if file is not None:
        categories = [name.strip() for name in named.split(",") if name.strip()] or None
        try:
            the_figures(reliability_of(file.name, file.getvalue(), categories), "file")
        except ConcordError as error:
            st.error(md_escape(str(error)))
    st.subheader("Two reviewers", anchor=False)
    kb = state.knowledge_base()
    people = [row["who"] for row in kb.reviewers()]
    if len(people) < 2:
        parts.nothing("Fewer than two people have decided anything here; their agreement is told once two have.")
        return
    boxes = st.columns(3)
    with boxes[0]:
        one = st.selectbox("One", people, key="reviewer one")
    with boxes[1]:
        other = st.selectbox("The other", [who for who in people if who != one], key="reviewer other")
    with boxes[2]:
        of = st.selectbox("What they judged", list(JUDGED), format_func=JUDGED.__getitem__, key="judged")
    try:
        the_figures(kb.reviewer_agreement(one, other, of), "reviewers")
    except ConcordError as error:
        parts.nothing(md_escape(str(error)))


def the_figures(found: dict[str, Any], key: str) -> None:
    """What was rated, and every coefficient with its interval or why it has none."""
    total = sum(found["counts"].values())
    shares = ", ".join(f"{name} {number} ({100 * number / total:.0f} %)" for name, number in found["counts"].items())
    positive = f" Positive is {found['positive_category']}." if found["positive_category"] is not None else ""
    units = f"{count(found['units'], 'unit')}, {found['units_compared']} of them with two ratings or more"
    st.markdown(md_escape(f"{units}; coders: {', '.join(found['coder_names'])}. Ratings: {shares}.{positive}"))
    for note in found.get("notes", ()):
        st.warning(md_escape(note))
    parts.table(
        coding_frames.reliability_frame(found),
        f"reliability {key}",
        "Coefficients of agreement",
        {"value": parts.number("Value", "1 is perfect, 0 is what chance would give", "%.3f", 80)},
    )
    st.caption(
        f"Intervals: 95 %, {found['resamples']:,} seeded resamples of the units. Where one category is rare, kappa and "
        "alpha are low although coders agree: read positive and negative agreement and the prevalence beside them."
    )


view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
signing.told()
{"code": the_coding, "agreement": the_agreement, "others": the_others}[view]()
