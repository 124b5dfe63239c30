"""The page of a concept: acts on it in place, its history, who is against it, and figures that lead to their rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.concept.history_frames import history_frame
from tests.dashboard.test_pages import opened, press, text


def shared(kb: KnowledgeBase) -> dict[str, Any]:
    """A concept of several themes."""
    return max(kb.concepts(facet="challenge"), key=lambda c: (len(c["themes"]), c["id"]))


def links(app: AppTest) -> list[tuple[str, dict[str, list[str]]]]:
    """Page and words of the URL of each link."""
    return [(link.proto.page, parse_qs(link.proto.query_string)) for link in app.get("page_link")]


def test_a_concept_that_is_renamed_in_place_stays_in_sight(store: Path) -> None:
    """Its id is another one then; what it changed is told, and the history has who, when and why."""
    kb = KnowledgeBase(store)
    concept = shared(kb)
    app = opened("concept", concept=concept["id"], view="act")
    app.text_input(key="reviewer").input("Rosa")
    app.text_input(key="reason").input("says it better")
    app.text_input(key=f"label {concept['id']}").input("Another name")
    press(app, "Rename")
    renamed = next(row for row in kb.concepts() if row["label"] == "Another name")

    assert renamed["id"] != concept["id"]
    assert app.header[0].value == "Another name"
    assert "Renamed." in text(app) and "Another name" in text(app)
    (row,) = app.segmented_control(key="view").set_value("history").run().dataframe[0].value.to_dict("records")
    assert (row["who"], row["decision"], row["value"], row["reason"]) == (
        "Rosa",
        "rename",
        "Another name",
        "says it better",
    )


def test_a_theme_is_split_off_where_it_is_read_and_the_decision_is_taken_back(store: Path) -> None:
    """The page stays with the concept of the others; the decision opens on what it changed."""
    kb = KnowledgeBase(store, user="Rosa")
    concept = shared(kb)
    app = opened("concept", concept=concept["id"], view="act")
    app.text_input(key="reviewer").input("Rosa")
    app.segmented_control(key="free act").set_value("Split").run()
    app.multiselect(key="free others").set_value([concept["themes"][0]])
    app.text_input(key="reason").input("another thing")
    app.button(key="do free act").click().run()
    assert not app.exception
    assert len(next(c for c in kb.concepts() if concept["themes"][1] in c["themes"])["themes"]) < len(concept["themes"])

    home = next(c["id"] for c in kb.concepts() if concept["themes"][1] in c["themes"])
    app = opened("concept", concept=home, view="history", decision="1")
    press(app, "What did it change?")
    assert "What it changed" in text(app) and "another thing" in text(app)
    app.text_input(key="reviewer").input("Rosa")
    app.text_input(key="reason").input("it is not")
    press(app, "Take it back")
    assert [row["kind"] for row in kb.log()] == ["split", "undo"]
    assert [row["taken_back_by"] for row in kb.decisions_on(concept["id"])] == [2, None]


def test_each_figure_of_a_concept_leads_to_its_rows(store: Path) -> None:
    """On the same page, under the same assumptions; and the words lead to the theme and into the paper."""
    kb = KnowledgeBase(store)
    concept = kb.show(shared(kb)["id"])
    found = links(opened("concept", concept=concept["id"], works="all"))
    own = [url for page, url in found if page == "concept"]

    assert [url["view"] for url in own[:8]] == [["rests"]] * 4 + [["against"], ["without"], ["words"], ["history"]]
    assert all(url["concept"] == [concept["id"]] and url["works"] == ["all"] for url in own[:8])
    assert {url["theme"][0] for page, url in found if page == "themes"} == set(concept["themes"])
    first = concept["members"][0]["mentions"][0]
    assert ([str(first["start"])], [str(first["end"])]) in [
        (url["at"], url["end"]) for page, url in found if page == "studies" and "at" in url
    ]


def test_who_is_against_a_concept_stands_with_the_contradictions_about_it(store: Path) -> None:
    """Each of those leads to both sides; where nobody is, that is said."""
    kb = KnowledgeBase(store)
    about = next(row for row in kb.refutations(scope="between") if row["concept"])
    app = opened("concept", concept=about["concept"], view="against")

    assert ("refutations", {"item": [about["id"]]}) in links(app)
    agreed = next(c["id"] for c in kb.concepts() if not c["refuted_by"] + c["hedged_by"] + c["denied_by"])
    if agreed not in {row["concept"] for row in kb.refutations()}:
        assert "Silence is no opposition" in text(opened("concept", concept=agreed, view="against"))


@pytest.mark.parametrize("view", ["words", "rests", "without", "translations", "against", "trust", "history", "act"])
def test_a_mistyped_link_opens_each_part_as_usual(view: str, store: Path) -> None:
    """Choices that there are not are no error."""
    gone = dict.fromkeys(("by", "cards", "decision", "told", "item", "work", "grid", "words"), "gone")

    assert opened("concept", view=view, **gone).header


def test_a_history_tells_what_each_decision_is_on() -> None:
    """The concept, some themes by their names, or another decision; the newest first."""
    row = {"when": "2026-01-02T03:04:05+00:00", "who": "ann", "value": "", "reason": "", "holds": True}
    rows = [
        {**row, "number": 1, "kind": "accept", "of_concept": True, "on": ["t1"]},
        {**row, "number": 2, "kind": "merge", "of_concept": False, "on": ["t1", "t2", "t3", "t4"]},
        {**row, "number": 3, "kind": "undo", "of_concept": False, "on": [], "value": "2", "holds": False},
    ]
    frame = history_frame(rows, {"t1": "Heat", "t2": "Cold", "t3": "Wind"})

    assert frame["number"].tolist() == [3, 2, 1]
    assert frame["on"].tolist() == ["decision 2", "Heat; Cold; Wind; 1 more theme", "the concept"]
    assert frame["holds"].tolist() == ["taken back", "yes", "yes"]
    assert history_frame([], {}).empty


def test_the_map_from_afar_leads_to_its_rows(store: Path) -> None:
    """Its table has one row for each row of tiles, with the share that the tiles have."""
    found = KnowledgeBase(store).density(least=2, tall=30, wide=40)
    table = opened("agreement", view="density").dataframe[0].value

    assert table["id"].tolist() == [str(row["first"]) for row in found["rows"]]
    known = [share for share in found["cells"][0] if share is not None]
    assert table["share"].tolist()[0] == pytest.approx(sum(known) / len(known))


def test_the_verdict_above_the_assumptions_is_of_those_that_were_just_chosen(store: Path) -> None:
    """The sentence at the head and the line of the folded switches say the same as a visitor's with the link."""
    kb = KnowledgeBase(store)
    concept = max(kb.concepts(), key=lambda row: (len(row["studies"]), row["id"]))
    worked = opened("concept", concept=concept["id"])
    worked.selectbox(key="works").select("all").run()
    linked = opened("concept", concept=concept["id"], works="all")

    assert worked.query_params["works"] in ("all", ["all"])
    assert [box.label for box in worked.expander] == [box.label for box in linked.expander]
    assert "Assumptions: all works that they cite" in worked.expander[0].label
    assert text(worked) == text(linked)
