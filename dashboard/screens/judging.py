"""Blind rounds: several people answer the same questions of the review queue, blind to one another, then reconcile.

In: view, round and item of the URL. Out: the page. Judgements have a log of their own; a round that is settled decides.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from concord import ConcordError, KnowledgeBase, Role
from concord.rounds.round_items import KINDS
from dashboard.judging import frames as judging_frames
from dashboard.judging import item as judging_item
from dashboard.judging import reconciling
from dashboard.shared import frames, parts, state
from dashboard.shared.wording import count, md_escape, named
from dashboard.visitors import signing

VIEWS = {"rounds": "Rounds", "judge": "Judge", "compare": "Compare, reconcile"}
Record = dict[str, Any]

parts.head(
    "Blind rounds",
    "Several people answer the same questions without seeing one another; then they see where they part.",
)
parts.stop_when_empty()

names = frames.short_names(state.records("studies"))


def the_rounds() -> None:
    """All rounds, what can be done to one of them, and a new one."""
    if shown_rounds:
        parts.table(
            judging_frames.rounds_frame(shown_rounds, mine=bool(reviewer)),
            "rounds",
            "Rounds, the newest first",
            {
                "items": parts.number("Items", "Questions of the round"),
                "agreed": parts.number("Agreed", "Items on which two or more say the same and nobody otherwise"),
                "parted": parts.number("Parted", "Items on which they do not"),
                "settled": parts.number("Settled", "Items that are decided, or were left"),
            },
            on_row=lambda id: state.put(round=id),
            rows=8,
        )
        st.caption("What anybody answered is told when all have handed in; until then nothing but who has.")
        if the_one:
            the_ends(the_one)
    else:
        parts.nothing("No round has been opened. Open one below: it asks what waits in the review queue now.")
    the_opening()


def the_round(rounds: list[Record]) -> Record | None:
    """The round that is looked at."""
    known = {row["round"]: row for row in rounds}
    none = "Choose a round" if known else "There is none yet"
    picked = state.choice("Round", "round", list(reversed(known)), str, placeholder=none)
    return known.get(picked or "")


def the_ends(row: Record) -> None:
    """How a round came about, and the two acts that end its blindness or itself."""
    with st.container(border=True, key="the_round"):
        told = f"Opened by {row['opened_by']}, {row['opened'][:10]}: {count(row['items'], 'item')} ({row['drawn']})."
        st.markdown(md_escape(f"{told} {row['reason']}"))
        for mark, words in (("shown", "Unblinded"), ("withdrawn", "Withdrawn")):
            if row[mark] and row[mark]["who"]:
                st.markdown(
                    md_escape(f"{words} by {row[mark]['who']}, {row[mark]['when'][:10]}: {row[mark]['reason']}")
                )
        if row["state"] == "withdrawn":
            return
        with st.expander("Unblind or withdraw"):
            st.text_input("Reason", key="reason", placeholder="in a few words; it stands in the log", max_chars=500)
            with st.container(horizontal=True):
                if row["state"] == "blind" and signing.may(Role.ADMIN):
                    st.button(
                        "Unblind",
                        help="All may see the judgements from now on; the log keeps who did it, and why.",
                        on_click=signing.act,
                        args=(lambda kb, why: kb.unblind(row["round"], reason=why), "Unblinded; the log keeps it."),
                    )
                st.button(
                    "Withdraw",
                    help="Ends the round; what is blind stays unseen, and its items may be answered in the queue.",
                    on_click=signing.act,
                    args=(lambda kb, why: kb.withdraw_round(row["round"], reason=why), "Withdrawn."),
                )


def the_opening() -> None:
    """A new round."""
    with st.expander("Open a round", expanded=not shown_rounds), st.form("opening", border=False):
        left, right = st.columns(2)
        with left:
            st.text_input("Name of the round", key="opening name", max_chars=80)
            st.text_input(
                "Reviewers", key="opening reviewers", placeholder="ann; ben", help="Empty: anybody, two or more."
            )
            st.text_input("What it is for", key="opening reason", max_chars=300)
        with right:
            st.multiselect("Asks about", KINDS, key="opening kinds", format_func=named, placeholder="All")
            st.selectbox("Facet", state.facets(), None, named, key="opening facet", placeholder="All")
            sizes = st.columns(2)
            with sizes[0]:
                st.number_input("How many", 1, 2000, 40, key="opening limit")
            with sizes[1]:
                st.number_input(
                    "Seed", 0, value=None, key="opening seed", help="Draws a sample. Empty: the first ones."
                )
        st.form_submit_button("Open the round", on_click=open_round)


def open_round() -> None:
    """Reads the form and opens the round in the name that stands in the box."""
    given = st.session_state
    name = given["opening name"].strip()

    def does(kb: KnowledgeBase, _: str) -> None:
        people = [who.strip() for who in given["opening reviewers"].replace(",", ";").split(";") if who.strip()]
        kb.open_round(
            name,
            kinds=given["opening kinds"] or None,
            facet=given["opening facet"],
            limit=int(given["opening limit"]),
            seed=given["opening seed"],
            reviewers=people,
            reason=given["opening reason"],
        )

    if signing.acted(does, "The round is open."):
        state.put(round=" ".join(name.split()), view="judge")


def the_judging() -> None:
    """One question after the other, then handing in."""
    row = the_one
    if not reviewer or row is None:
        parts.nothing("Give your name and choose a round. You see the evidence, and nothing of what anybody else says.")
        return
    try:
        with signing.hands() as mine:
            asked = mine.to_judge(row["round"])
    except ConcordError as error:
        parts.nothing(md_escape(str(error)))
        return
    done = sum(item["mine"] is not None for item in asked)
    if closed := why_closed(row):
        parts.nothing(closed)
    else:
        st.progress(done / len(asked), f"{done} of {len(asked)} answered")
        place = the_place(asked)
        the_question(row["round"], asked, place)
        the_end(row["round"], done, len(asked))
    with st.expander(f"Your answers ({done})"):
        parts.table(
            judging_frames.asked_frame(asked, names),
            "asked",
            "Items of the round with your answers",
            on_row=lambda id: state.put(item=id),
        )


def why_closed(row: Record) -> str:
    """Why nothing can be judged in a round any more, in Markdown; "" where it can."""
    if row["withdrawn"]:
        return md_escape(f"The round was withdrawn by {row['withdrawn']['who']}: {row['withdrawn']['reason']}")
    if row["mine"]["handed_in"] and not row["shown"]:
        return f"You have handed in; nothing can be changed. Waiting for {md_escape(judging_frames.waiting(row))}."
    beside = "nothing can be changed. *Compare, reconcile* lays the answers side by side."
    if row["shown"] and not row["shown"]["who"]:
        return f"All have handed in; {beside}"
    if row["mine"]["handed_in"]:
        return f"You have handed in; {beside}"
    return ""


def the_place(asked: list[Record]) -> int:
    """The item of the URL, else the first one without an answer."""
    ids = [item["item"] for item in asked]
    chosen = state.remembered_id("item", ids)
    if chosen:
        return ids.index(chosen)
    return next((n for n, item in enumerate(asked) if item["mine"] is None), 0)


def the_question(round: str, asked: list[Record], place: int) -> None:
    """One item with its evidence, the answers to it, and the ways to its neighbours."""
    item = asked[place]

    def given(action: str, value: str, others: list[str], reason: str) -> None:
        def does(kb: KnowledgeBase, _: str) -> None:
            kb.judge(round, item["item"], action, value=value, others=others, reason=reason)

        if signing.acted(does, ""):
            after = [*asked[place + 1 :], *asked[:place]]
            following = next((row["item"] for row in after if row["mine"] is None), item["item"])
            state.put(item=following)

    with st.container(border=True, key="the_item"):
        judging_item.show(item, names, f"{place + 1} of {len(asked)}")
        if item["mine"]:
            st.markdown(f"Your answer: **{md_escape(item['mine']['answer'])}**")
        judging_item.answering(item, given, reviewer, before=item["mine"]["reason"] if item["mine"] else "")
        with st.container(horizontal=True):
            st.button("Before", shortcut="Left", on_click=go, args=(asked, place - 1), type="tertiary")
            st.button("Next", shortcut="Right", on_click=go, args=(asked, place + 1), type="tertiary")
            if item["mine"]:
                st.button(
                    "Take my answer back",
                    on_click=signing.act,
                    args=(lambda kb, _: kb.drop_judgement(round, item["item"]), ""),
                )


def go(asked: list[Record], place: int) -> None:
    """To another item; the last one is beside the first one."""
    state.put(item=asked[place % len(asked)]["item"])


def the_end(round: str, done: int, most: int) -> None:
    """Handing in, which cannot be taken back."""
    with st.container(border=True, key="the_end"):
        left = f"; {count(most - done, 'item')} stay without an answer" if done < most else ""
        sure = st.checkbox(f"I have finished{left}", key=f"sure {round} {done}")
        st.button(
            "Hand in",
            disabled=not sure,
            help="Nothing can be changed afterwards.",
            on_click=signing.act,
            args=(lambda kb, _: kb.hand_in_round(round, incomplete=True), "Handed in."),
        )


def the_comparison() -> None:
    """Who said what, item by item; reconciling, settling, reliability and the log of a round."""
    row = the_one
    if row is None:
        parts.nothing("Choose a round. Where its reviewers part is shown once all have handed in.")
        return
    kb = state.knowledge_base()
    try:
        judged = kb.judged(row["round"])
    except ConcordError as error:
        parts.nothing(md_escape(str(error)))
        return
    parts.table(
        judging_frames.judged_frame(judged, names),
        "judged",
        "Items, those on which the reviewers part first",
        {"about": parts.text("About", 260), "decision": parts.number("Decision", "Its number in the log", width=80)},
        on_row=lambda id: state.put(item=id),
        rows=8,
    )
    if row["state"] != "withdrawn":
        reconciling.settling(row, judged)
    reconciling.one_item(row, judged, names, reviewer)
    reconciling.reliability(kb.round_reliability(row["round"]))
    with st.expander("Log of the round"):
        log = judging_frames.log_frame(kb.round_log(row["round"]))
        parts.table(log, "round_log", "What was done to the round, the newest first", rows=8)


view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
signing.told()
left, right = st.columns([1, 3])
with left:
    reviewer = signing.name_box()
if reviewer:
    with signing.hands() as own:
        shown_rounds = own.rounds()
else:
    shown_rounds = state.knowledge_base().rounds()
with right:
    the_one = the_round(shown_rounds)
{"rounds": the_rounds, "judge": the_judging, "compare": the_comparison}[view]()
