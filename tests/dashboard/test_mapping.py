"""The pages Mapping and Compare studies: bubbles and tables that open on their primary studies and words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.mapping import frames as mapping_frames
from tests.dashboard.test_pages import opened, text
from tests.synthesis.mapping.papers import paper, table

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROWS = [
    ["Habitat", "Number of studies", "Studies"],
    ["Roofs", "3", "[1], [3]-[4]"],
    ["Roofs *and* [ponds](http://evil.example)", "4", "[5], [7], [8]"],
]


@pytest.fixture(scope="module")
def with_tables(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small knowledge base and a made-up mapping study."""
    folder = tmp_path_factory.mktemp("mapped")
    path = folder / "mapped.db"
    shutil.copy(small_store, path)
    file = folder / "rook2023.md"
    file.write_text(source(), encoding="utf-8")
    kb = KnowledgeBase(path)
    kb.add(file)
    kb.close()
    return path


def source() -> str:
    """The mapping study as a file."""
    entries = [f"[{n}] {r.raw.split('] ', 1)[-1]}" for n, r in enumerate(paper().documents[0].references, 1)]
    head = "# Wild life in towns: a mapping study\n\nAnn Rook, Ben Finch\n\nAbstract: We map studies of wild life.\n"
    parts = [head, "## 1 Results", "Roofs (n = 3) and more were studied.", table(ROWS), "## Included studies", *entries]
    return "\n\n".join(parts) + "\n"


@pytest.fixture
def study(with_tables: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of the mapping study in a knowledge base that CONCORD_KB names."""
    monkeypatch.setenv("CONCORD_KB", str(with_tables))
    return next(str(row["study"]) for row in KnowledgeBase(with_tables).mapped() if row["understood"])


def doors(app: AppTest) -> list[dict[str, str]]:
    """What the links of a page say in their URLs."""
    links = [link.proto for link in app.get("page_link")]
    return [{name: found[0] for name, found in parse_qs(link.query_string).items()} for link in links]


def quoted(kb: KnowledgeBase, url: dict[str, str]) -> str:
    """The words that a door to a paper opens at."""
    texts = {document.id: document.text for study in kb.corpus for document in study.documents}
    return next(t for id, t in texts.items() if id == url["document"])[int(url["at"]) : int(url["end"])]


def test_a_bubble_of_a_study_opens_on_its_primary_studies_and_its_row(study: str, with_tables: Path) -> None:
    """Two studies of 2019 on roofs, by title, and the row of the table that names them."""
    app = opened("mapping", study=study, bubble=mapping_frames.bubble_id("Roofs", "2019"))
    works = next(frame.value for frame in app.dataframe if "primary study" in frame.value and "no." in frame.value)

    assert sorted(works["no."]) == ["3", "4"]
    assert any("[1], [3]-[4]" in quoted(KnowledgeBase(with_tables), url) for url in doors(app) if "at" in url)


def test_told_numbers_stand_beside_the_recount_differences_first(study: str, with_tables: Path) -> None:
    """Four are told in a row that names three; both places are shown, and the category is shown as it is written."""
    app = opened("mapping", study=study, view="told", check="0")
    checks = next(frame.value for frame in app.dataframe if "recounted" in frame.value)

    assert checks[["verdict", "told", "recounted"]].iloc[0].tolist() == ["≠ differs", "4", 3]
    assert "ponds" in checks["category"].iloc[0]
    assert sum("at" in url for url in doors(app)) >= 2
    assert "](http" not in "".join(element.value for element in app.subheader)


def test_the_map_of_all_opens_a_concept_on_the_words_that_cite(store: Path) -> None:
    """A row or bubble leads to the primary studies of one year, the words, the theme and the concept."""
    found = KnowledgeBase(store).mapping()
    first = found["categories"][0]
    year, works = first["years"][0]
    app = opened("mapping", concept=first["concept"], year=str(year))
    shown = next(frame.value for frame in app.dataframe if "held by" in frame.value)

    assert sorted(shown["primary study"]) == sorted(works)
    assert all(work in text(app) for work in works)
    assert {"concept", "theme", "study"} <= {name for url in doors(app) for name in url}


def test_a_study_whose_tables_say_nothing_tells_why(store: Path) -> None:
    """And where to look instead."""
    id = next(row["study"] for row in KnowledgeBase(store).mapped() if not row["understood"] and row["tables"])
    app = opened("mapping", study=id, view="tables")

    assert "not understood" in app.dataframe[0].value["read as"].tolist()
    assert "No table of this study says" in text(opened("mapping", study=id))


def test_two_studies_are_compared_with_the_words_of_both(store: Path) -> None:
    """A concept of both shows each side's quote, and leads to both papers at those words."""
    kb = KnowledgeBase(store)
    one, other = (str(study["id"]) for study in kb.studies()[:2])
    row = kb.compare(one, other)["both"][0]
    app = opened("compare", one=one, other=other, part="both", concept=row["concept"])
    quotes = {word["quote"] for side in ("one", "other") for word in row[side]["words"]}

    assert {quoted(kb, url) for url in doors(app) if "at" in url} == quotes
    assert f"{kb.compare(one, other)['there']['carried']} of" in text(app)
    assert {url["part"] for url in doors(app) if "part" in url} == {"both", "only_one", "only_other", "neither"}


def test_every_year_between_the_first_and_the_last_has_a_column() -> None:
    """An empty year is seen; a century of them is not drawn; what has no year stands last."""
    assert mapping_frames.every_year(["2021", "2018", "no year"]) == ["2018", "2019", "2020", "2021", "no year"]
    assert mapping_frames.every_year(["1850", "2020"]) == ["1850", "2020"]


def test_labels_that_begin_alike_stay_apart_in_the_chart() -> None:
    """Two concepts of one long beginning would else be one row."""
    long = "The readiness of staff for working with models that nobody explained, "
    bubbles: list[dict[str, Any]] = [
        {"row": long + end, "row_id": end, "column": "2020", "column_id": "2020", "count": 1} for end in ("one", "two")
    ]

    assert mapping_frames.bubbles_frame(bubbles)["row"].nunique() == 2


@pytest.mark.browser
def test_a_click_on_a_bubble_leads_to_the_words_in_the_paper_and_back(
    tab: Page, settled: Callable[[Page], None]
) -> None:
    """From the chart to the primary studies, on to the paper at the quote, and Back to the same view."""
    tab.goto("/mapping")
    settled(tab)
    tab.locator("[data-testid=stVegaLiteChart] .mark-symbol path").first.click(force=True)
    settled(tab)
    evidence = tab.locator(".st-key-evidence")
    evidence.get_by_text("In whose words").wait_for()
    assert "concept=c" in tab.url and "year=" in tab.url

    evidence.get_by_role("link", name="Study: ").first.click()
    settled(tab)
    assert "/studies" in tab.url and "at=" in tab.url

    tab.go_back()
    settled(tab)
    evidence.get_by_text("In whose words").wait_for()
