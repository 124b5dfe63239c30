"""Comparisons, influence and snapshots as tables, and the page that shows them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.changes import frames as changing
from dashboard.shared import frames
from tests.dashboard.conftest import LATER, samples
from tests.dashboard.test_pages import opened, text


@pytest.fixture(scope="module")
def moved(small_store: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base that was frozen, and got one more study since."""
    path = tmp_path_factory.mktemp("moved") / "moved.db"
    kb = KnowledgeBase(shutil.copy(small_store, path), user="ann")
    kb.snapshot("round 1", note="four papers")
    kb.add(samples(root, LATER))
    kb.close()
    return path


@pytest.fixture
def page(moved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that CONCORD_KB names."""
    path = Path(shutil.copy(moved, tmp_path / "moved.db"))
    monkeypatch.setenv("CONCORD_KB", str(path))
    return path


def test_a_change_is_a_row_with_short_names_and_mere_scope_is_counted(moved: Path) -> None:
    """A row for each concept that changed; the others are one number in the sentence."""
    kb = KnowledgeBase(moved)
    record, names = kb.diff("round 1"), frames.short_names(kb.studies())
    table = changing.changes_frame(record, names)
    (study,) = record["studies"]["new"]

    assert len(table) == sum(row["sorts"] != ["scope changed"] for row in record["concepts"]) > 0
    assert table["what changed"].str.contains(names[study], regex=False).any()
    assert not table["what changed"].str.contains(study, regex=False).any()
    assert f"{record['counts']['scope changed']} other concept" in changing.change_words(record)


def test_each_group_has_its_rows_and_its_meaning(moved: Path) -> None:
    """What the buttons of the page promise is what stands under them."""
    record = KnowledgeBase(moved).diff("round 1")
    groups = changing.groups(record)

    assert "scope changed" not in groups and {"new", "strengthened"} <= groups.keys()
    for group in groups:
        assert changing.meaning(group).endswith(".")
        if group not in (changing.MOVED, changing.STALE):
            assert len(changing.of_sort(record, group)["concepts"]) == record["counts"][group]


def test_states_are_told_newest_first() -> None:
    """Additions and snapshots by when they were made; the beginning comes last."""
    history = [
        {"number": 1, "at": "2024-05-01T10:00:00+00:00", "documents": ["a.md", "b.md"]},
        {"number": 2, "at": "2024-05-03T10:00:00+00:00", "documents": ["c.md"]},
    ]
    states = changing.states([{"name": "round 1", "at": "2024-05-02T10:00:00+00:00"}], history)

    assert list(states) == ["addition 2", "round 1", "addition 1", "empty"]
    assert states["addition 1"] == "Addition 1 (2024-05-01): a.md and 1 more"


def test_of_one_second_an_addition_comes_before_a_snapshot() -> None:
    """Times are kept to the second, and the tenth addition is newer than the ninth."""
    at = "2024-05-01T10:00:00+00:00"
    history = [{"number": number, "at": at, "documents": ["a.md"]} for number in (9, 10)]

    assert list(changing.states([{"name": "round 1", "at": at}], history)) == [
        "addition 10",
        "addition 9",
        "round 1",
        "empty",
    ]


def test_tables_of_nothing_have_their_columns() -> None:
    """A page never breaks on an empty list."""
    nothing: dict[str, Any] = {"concepts": [], "moved": [], "by_study": [], "effects": []}
    tables = [
        changing.changes_frame(nothing, {}),
        changing.moved_frame(nothing, {}),
        changing.study_frame(nothing, {}),
        changing.effects_frame(nothing),
        changing.influence_frame([], {}),
        changing.snapshots_frame([]),
    ]

    assert all(len(table.columns) and table.empty for table in tables)


def test_the_page_opens_on_the_last_addition_and_on_the_words_of_a_change(page: Path) -> None:
    """A link names the states, the sort of change and the concept; both sides stand there."""
    kb = KnowledgeBase(page)
    record = kb.diff("round 1")
    stronger = next(row for row in record["concepts"] if "strengthened" in row["sorts"])
    app = opened("changes", **{"from": "round 1", "kind": "strengthened", "change": stronger["id"]})
    said = text(app)

    assert changing.change_words(record) in said
    assert all(
        " ".join(row["quote"].split())[:40] in " ".join(said.split()) for row in stronger["before"]["quotes"][:2]
    )
    assert "new here" in said and "**Now**" in said
    assert "What it changed, as it was told then" in [box.value for box in opened("changes").text_input]


def test_a_snapshot_is_frozen_on_the_page_in_a_persons_name(page: Path) -> None:
    """Without a name it is refused; with one it is there, and cannot be had twice."""
    app = opened("changes", view="snapshots")
    app.text_input(key="snapshot_name").set_value("round 2")
    assert "Give your name first" in text(frozen(app))
    app.text_input(key="reviewer").set_value("ben")

    assert "“round 2” is frozen." in text(frozen(app))
    made = [(row["name"], row["by"]) for row in KnowledgeBase(page).snapshots()]
    assert made == [("round 1", "ann"), ("round 2", "ben")]
    app.text_input(key="snapshot_name").set_value("round 2")
    assert "never overwritten" in text(frozen(app))


def frozen(app: AppTest) -> AppTest:
    """The page after its button was pressed."""
    return next(button for button in app.button if button.label == "Freeze").click().run()


def test_the_influence_of_a_study_opens_on_its_concepts(page: Path) -> None:
    """The table is that of the command line."""
    rows = KnowledgeBase(page).influence()
    app = opened("changes", view="influence", study=rows[0]["study"])

    assert app.dataframe[0].value["influence"].tolist() == [row["influence"] for row in rows]
    assert app.dataframe[1].value["concept"].tolist() == [effect["label"] for effect in rows[0]["effects"]]


def test_what_came_last_outlives_the_dashboard(page: Path) -> None:
    """The overview tells what the last addition changed though another program made it."""
    record = KnowledgeBase(page).diff("last")

    assert changing.change_words(record) in text(opened("overview"))


def test_filters_leave_the_concepts_that_a_study_moved_and_that_hold_the_words(moved: Path) -> None:
    """Of the concepts of a comparison; all of the words stand in the label or in a quote."""
    record = KnowledgeBase(moved).diff("round 1")
    movers = changing.movers(record)
    study = min(movers)
    fits = changing.chosen(record["concepts"], study=study)
    quote = next(side["quotes"][0] for side in (fits[0]["after"], fits[0]["before"]) if side)

    assert movers and 0 < len(fits) <= len(record["concepts"])
    assert fits[0] in changing.chosen(record["concepts"], words=f"{quote['quote'].upper()} {fits[0]['label']}")
    assert changing.chosen(record["concepts"], facet="gone") == []


def test_the_influence_of_one_study_is_its_row_among_all(moved: Path) -> None:
    """It is reckoned alone, since all of a thousand studies take a while."""
    kb = KnowledgeBase(moved)

    assert [kb.influence(row["study"])[0] for row in kb.influence()] == kb.influence()
