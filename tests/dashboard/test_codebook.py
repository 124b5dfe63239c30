"""The page Codebook: what is seen, how a draft is checked as it is written, and tried before anything is adopted."""

from __future__ import annotations

from pathlib import Path

from concord import KnowledgeBase
from dashboard.codebook.frames import checked_words, compared_frame, compared_words, concepts_frame, problems_frame
from tests.dashboard.test_pages import opened, press, text

MINE = """name = "mine"
version = "1.0.0"
title = "Mine"
extends = "generic"

[facets.weather]
title = "Weather"
definition = "What the sky does."
item = "noun phrase"
cues = ["storm"]
"""


def test_a_facet_is_seen_with_its_words(store: Path) -> None:
    """In the order of the file, with what the aligner knows to be one thing."""
    book = KnowledgeBase(store).codebook()
    facet = next(facet for facet in book["facets"] if facet["cues"] and facet["concepts"])
    said = text(opened("codebook", facet=facet["name"]))

    assert all(cue in said for cue in facet["cues"]) and f"**Known concepts** ({len(facet['concepts'])})" in said


def test_a_draft_is_checked_as_it_is_written_and_tried_on_a_study(store: Path) -> None:
    """What is wrong has its line; a trial changes nothing, and one study is not enough to adopt."""
    app = opened("codebook", view="edit")
    app.text_area[0].set_value(MINE.replace("cues =", "cuse =")).run()
    assert not app.exception and "cannot be used" in text(app)
    assert app.dataframe[0].value["line"].tolist() == [10]

    app.text_area[0].set_value(MINE).run()
    assert "mine 1.0.0 can be used" in text(app) and "facets 1 new" in text(app)
    app.selectbox(key="try_on").set_value(KnowledgeBase(store).studies()[0]["id"]).run()
    press(app, "Show what it would change")
    assert not app.exception and "Only one study was tried" in text(app)
    assert "Adopt it" not in {button.label for button in app.button}
    assert "weather" not in KnowledgeBase(store).facets()


def test_a_text_may_extend_what_is_bundled_and_no_file_of_the_server(store: Path, tmp_path: Path) -> None:
    """Who sends a codebook must not make the server read what lies on its disk."""
    secret = tmp_path / "secret.toml"
    secret.write_text(MINE, encoding="utf-8")
    kb = KnowledgeBase(store)
    checked = kb.check_codebook(MINE.replace('"generic"', f'"{secret}"'), words=False)

    assert not checked["usable"] and [problem["line"] for problem in checked["problems"]] == [4]
    assert "neither in force nor bundled" in checked["problems"][0]["message"]


def test_a_comparison_names_what_is_more_and_what_is_fewer(store: Path) -> None:
    """A new facet, a word that is gone, and a codebook beside itself."""
    kb = KnowledgeBase(store)
    name = kb.codebook()["name"]
    changes = kb.compare_codebooks(text=MINE, against="generic")
    other_way = kb.compare_codebooks("generic", name)

    assert [(row["facet"], row["what"]) for row in changes["facets"]] == [("weather", "new")]
    assert compared_frame(changes)["added"].tolist()[-1] == "storm"
    assert other_way["facets"] == [] and "same facets" in compared_words(other_way)


def test_what_is_wrong_comes_before_what_is_doubtful() -> None:
    """Each by line, and a sentence tells what it comes to."""
    problems = [{"line": 9, "message": "b", "fatal": False}, {"line": 12, "message": "a", "fatal": True}]
    checked = {"usable": False, "label": "", "facets": 0, "terms": 0, "concepts": 0, "problems": problems}

    assert problems_frame(checked)["says"].tolist() == ["a", "b"]
    assert checked_words(checked) == "It cannot be used yet: 1 thing is wrong."
    known = {"concepts": [{"label": "Peat", "alt": ["bog"], "broader": "Soil", "not": []}]}
    assert len(concepts_frame(known, "BOG soil")) == 1 and concepts_frame(known, "sand").empty
