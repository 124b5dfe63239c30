"""The page Add studies: what became of each file, the same by a link, and a study set aside and brought back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from concord import KnowledgeBase
from dashboard.additions import frames as adding_frames
from tests.dashboard.conftest import LATER, samples
from tests.dashboard.test_pages import opened, press, text

Record = dict[str, Any]


def test_a_bad_file_is_one_sentence_and_the_good_one_lands(store: Path, root: Path) -> None:
    """The upload says what became of each file and what changed."""
    (paper,) = samples(root, LATER)
    app = opened("add_study")
    app.file_uploader[0].upload(paper.name, paper.read_bytes(), "text/xml")
    app.file_uploader[0].upload("broken.xml", b"<TEI><text>", "text/xml")
    app.button[0].click().run()

    assert not app.exception
    assert len(app.error) == 1 and "broken" in app.error[0].value
    assert app.dataframe[0].value["file"].tolist() == [paper.name]
    assert set(app.dataframe[1].value["change"]) & {"new", "changed"}
    assert app.query_params["addition"] in ("2", ["2"])
    assert "1 file" in text(opened("overview"))


def test_a_study_that_takes_too_long_is_said_to_be_given_up(
    store: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file is kept and listed, and one sentence says why it shows no themes and which setting helps."""
    monkeypatch.setenv("CONCORD_EXTRACT_SECONDS", "0.001")
    (paper,) = samples(root, LATER)
    app = opened("add_study")
    app.file_uploader[0].upload(paper.name, paper.read_bytes(), "text/xml")
    app.button[0].click().run()

    assert not app.exception
    (said,) = [error.value.replace("\\", "") for error in app.error]
    assert said.startswith(paper.name) and "CONCORD_EXTRACT_SECONDS" in said
    assert app.dataframe[0].value["file"].tolist() == [paper.name]


def test_the_same_file_again_adds_nothing(store: Path, root: Path) -> None:
    """A known file is said to be known."""
    (paper,) = samples(root, "okafor")
    app = opened("add_study")
    app.file_uploader[0].upload(paper.name, paper.read_bytes(), "text/markdown")
    app.button[0].click().run()

    assert "Already there" in app.info[0].value.replace("\\", "")


def test_a_link_opens_the_report_of_an_addition(store: Path) -> None:
    """Every file with its study, how much of it was read and what it changed, whoever added it."""
    kb = KnowledgeBase(store)
    table = opened("add_study", addition="1").dataframe[0].value
    coverage = {d["name"]: 100 * d["coverage"] for study in kb.studies() for d in study["documents"]}

    assert sorted(table["file"]) == sorted(kb.history()[0]["documents"])
    assert dict(zip(table["file"], table["read"], strict=True)) == pytest.approx(coverage)
    new = table[table["became"] == "a new study"]
    assert sorted(new["id"]) == sorted(study["id"] for study in kb.studies())
    assert all(words.startswith("concepts: ") for words in new["what it changed"])


def test_a_study_is_set_aside_and_brought_back_on_the_page(store: Path) -> None:
    """One signed decision with a reason; taking it back is another one, and everything counts again."""
    kb = KnowledgeBase(store)
    before = kb.overview()
    study = next(study for study in kb.studies() if study["short"].startswith("Okafor"))
    app = opened("add_study", addition="1")
    app.selectbox(key="aside").select(study["id"])
    app.text_input(key="reviewer").input("Rosa")
    press(app, "Set aside")
    assert "needs a reason" in text(app) and kb.log() == []

    app.text_input(key="reason").input("not a review")
    press(app, "Set aside")
    assert {theme["status"] for theme in kb.themes(study=study["id"])} == {"rejected"}
    assert f"{study['short']}, " in text(app) and "by Rosa on" in text(app) and "not a review" in text(app)

    press(app, "Bring back")
    assert kb.overview() == before and [row["who"] for row in kb.log()] == ["Rosa", "Rosa"]
    assert "Bring back" not in [button.label for button in app.button]


def decision(number: int, *studies: str, kind: str = "reject", themes: int = 1, **told: Any) -> Record:
    """A row of the log that speaks of that many themes of each study."""
    rows = [{"study": study, "label": str(n)} for study in studies for n in range(themes)]
    return {
        "number": number,
        "kind": kind,
        "themes": rows,
        "in_force": True,
        "concept": False,
        "who": "Rosa",
        "when": "2026-11-22T07:00:00+00:00",
        "reason": "",
    } | told


def test_only_a_study_without_a_theme_that_counts_is_set_aside() -> None:
    """And what set it aside is the decision that took most of its themes, not a correction of before."""
    log = [
        decision(1, "ash"),
        decision(2, "ash", themes=9),
        decision(3, "elm"),
        decision(4, "oak", "ash"),
        decision(5, "fir", in_force=False),
        decision(6, "yew", kind="accept"),
    ]
    found = adding_frames.aside(log, lambda study: int(study == "elm"))

    assert [(row["study"], row["number"], row["themes"]) for row in found] == [("ash", 2, 9)]
    assert adding_frames.aside_words(found[0], "Ash 2020") == "Ash 2020, 9 themes, by Rosa on 2026-11-22"
