"""The weighing on screen: what a verdict rests on, what switches change, and both sides of what is disputed."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.concept.support_frames import counts_as
from dashboard.shared import assuming, glossary
from dashboard.shared.wording import VERDICT_RULES
from synthesis.weighing import Assumptions
from tests.dashboard.test_pages import opened, press, text


def most_supported(kb: KnowledgeBase) -> str:
    """The concept that most studies support."""
    return str(max(kb.concepts(), key=lambda c: (len(c["studies"]), c["id"]))["id"])


def dashed(interval: str) -> str:
    """An interval as it stands in a box."""
    return interval.replace(" to ", "–")


def figure(app: AppTest, word: str) -> str:
    """The figure at the head of the page that the glossary explains under that word."""
    (door,) = [link.proto for link in app.get("page_link") if link.proto.help == glossary.meaning(word)]
    return str(door.label).replace("\\", "").strip("*")


@pytest.mark.parametrize("page", ["agreement", "concept"])
def test_a_verdict_stands_with_its_rule_and_the_numbers_of_the_concept(page: str, store: Path) -> None:
    """On both pages, with the names of studies instead of their ids."""
    kb = KnowledgeBase(store)
    found = kb.rests_on(most_supported(kb))
    said = text(opened(page, concept=most_supported(kb), least="1"))

    assert f"{VERDICT_RULES[found['verdict']]}. {found['studies']} of {found['eligible']} studies in scope" in said
    assert not any(study["id"] in said for study in kb.studies())


def test_a_link_with_switches_shows_the_figures_under_them(store: Path) -> None:
    """On the page of a concept as on that of agreement, and both say what has changed."""
    kb, other = KnowledgeBase(store), Assumptions("all", theme_level=False)
    both = {row["id"]: (kb.rests_on(row["id"]), kb.rests_on(row["id"], other)) for row in kb.concepts()}
    concept, (usual, turned) = next((id, two) for id, two in both.items() if two[0]["effective"] != two[1]["effective"])
    app = opened("concept", concept=concept, works="all", lists="whole")

    assert figure(app, "effective") == dashed(counts_as(turned["effective"]))
    assert figure(opened("concept", concept=concept), "effective") == dashed(counts_as(usual["effective"]))
    assert f"Assumptions: {assuming.told(other)}" in [box.label for box in app.expander]
    assert assuming.effect(kb.agreement(assumptions=other), kb.agreement()) in text(
        opened("agreement", works="all", lists="whole")
    )


def test_a_switch_that_is_turned_stands_in_the_url(store: Path) -> None:
    """And goes from it when it is turned back."""
    app = opened("concept")
    app.selectbox(key="works").select("all").run()
    assert app.query_params["works"] in ("all", ["all"])

    app.selectbox(key="works").select("included").run()
    assert "works" not in app.query_params


def test_a_verdict_is_held_against_all_assumptions(store: Path) -> None:
    """The sentence counts them, and the table below has one row for each."""
    kb = KnowledgeBase(store)
    concept = most_supported(kb)
    app = opened("concept", concept=concept, view="rests")
    verdicts = [row["verdict"] for row in kb.under(concept, assuming.grid())]

    assert assuming.verdicts_told(verdicts) in [box.label for box in app.expander]
    (table,) = [table.value for table in app.dataframe if "one witness" in table.value]
    assert table["verdict"].tolist() == verdicts


def test_the_studies_of_a_concept_show_what_they_count_as(store: Path) -> None:
    """All in scope; what the supporters count as adds up to the weight of the supporters."""
    kb = KnowledgeBase(store)
    concept = most_supported(kb)
    found = kb.rests_on(concept)
    table = next(t.value for t in opened("concept", concept=concept, view="rests").dataframe if "rests on" in t.value)

    assert sorted(table["id"]) == found["eligible_studies"]
    weight = {row["study"]: row["novelty"] for row in found["weights"]}
    assert table.set_index("id")["counts as"].dropna().to_dict() == weight


def test_the_order_of_the_url_is_the_order_of_the_table(store: Path) -> None:
    """By weight, each figure is at most the one before it."""
    app = opened("agreement", sort="weighted", least="1")

    assert app.dataframe[-1].value["weighted support"].is_monotonic_decreasing
    assert not opened("agreement", least="1").dataframe[-1].value["weighted support"].is_monotonic_decreasing


def test_both_sides_of_a_disputed_concept_stand_in_their_own_words(store: Path) -> None:
    """The most contested first, with who is for it and who against it."""
    kb = KnowledgeBase(store)
    rows = sorted((r for r in kb.agreement() if r["opposing"][1]), key=lambda r: (-r["contested"], -r["balance"]))
    app = opened("refutations", view="disputed")
    said = text(app)
    members = kb.show(rows[0]["id"])["members"]

    assert f"**{rows[0]['label']}**" in said
    assert said.count("**For it**") == said.count("**Against it**") >= len(rows) > 0
    for cell in ("asserts", "denies"):
        quotes = [m["quote"].split()[0] for m in members if m["polarity"] == cell]
        assert not quotes or any(f":blue-background[{word}" in said for word in quotes)


def test_a_disputed_concept_leads_to_its_contradiction_and_the_verdict(store: Path) -> None:
    """Signed, and then it is no candidate any more."""
    kb = KnowledgeBase(store)
    about = next(row for row in kb.refutations(scope="between") if row["concept"])
    app = opened("refutations", view="disputed")
    app.button(key=f"judge_{about['id']}").click().run()
    app.text_input(key="reviewer").input("Rosa")
    app.text_input(key="reason").input("both were there")
    press(app, "It is one")

    standing = {row["id"]: row["standing"] for row in kb.refutations(scope="between")}
    assert standing[about["id"]] == "confirmed"
    assert kb.log()[-1]["who"] == "Rosa"


def test_the_overview_leads_to_what_is_disputed(store: Path) -> None:
    """Each line that there is something for, and no other."""
    kb = KnowledgeBase(store)
    contested = sum(row["verdict"] in ("contested", "refuted") for row in kb.agreement())
    links = [link.proto.label.replace("\\", "") for link in opened("overview").get("page_link")]

    assert contested
    assert any(label.startswith(f"{contested} concept") and "contested or refuted" in label for label in links)
    assert not any(label.startswith("0 ") for label in links)
