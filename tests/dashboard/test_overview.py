"""The overview: its numbers are doors, its charts have tables, and flows are told honestly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.overview import attention
from dashboard.overview import frames as overview_frames
from tests.dashboard.conftest import LATER, samples
from tests.dashboard.test_pages import opened, text

Record = dict[str, Any]


def doors(app: AppTest) -> list[tuple[str, str, str]]:
    """(label, page, query) of each link on the page, without escapes."""
    found = [element.proto for element in app.get("page_link")]
    return [(link.label.replace("\\", "").strip("*"), link.page, link.query_string) for link in found]


def test_each_count_is_that_of_the_knowledge_base_and_leads_to_what_it_counts(store: Path) -> None:
    """A number is a link, and the words below it say what it counts."""
    app, kb = opened("overview"), KnowledgeBase(store)
    links = doors(app)
    told = kb.overview()

    for number, page, query in (
        (told["studies"], "studies", ""),
        (told["themes"], "themes", ""),
        (told["shared"], "agreement", "least=2"),
        (told["contested"], "refutations", "view=disputed"),
        (kb.progress()["total"]["waiting"], "review", ""),
    ):
        assert (f"{number:,}", page, query) in links


def test_what_another_program_adds_is_there_on_the_next_click(store: Path, root: Path) -> None:
    """The dashboard never shows an old state."""
    app = opened("overview")
    assert doors(app)[0][:2] == ("4", "studies")
    KnowledgeBase(store).add(samples(root, LATER))
    app.run()

    assert doors(app)[0][:2] == ("5", "studies")


def test_the_flow_of_a_study_leads_from_each_number_to_its_words(store: Path) -> None:
    """What the paper does not tell is said to be untold, and no number stands without its fact."""
    kb = KnowledgeBase(store)
    row = next(row for row in kb.selection() if row["short"].startswith("Lindqvist"))
    app = opened("overview", study=row["study"])
    facts = {query for _, page, query in doors(app) if page == "methods"}

    told = [step["fact"]["id"] for step in row["steps"] if step["fact"]]
    assert told and all(f"study={row['study']}&fact={id}" in facts for id in told)
    assert text(app).count("not told") >= 2
    assert row["why"] in text(app)


def test_a_year_opens_on_its_studies_and_new_concepts(store: Path) -> None:
    """By the URL, as a bar or a row writes it."""
    kb = KnowledgeBase(store)
    row = max(kb.timeline(), key=lambda row: row["concepts"])
    app = opened("overview", year=str(row["year"]))
    frames = [table.value for table in app.dataframe]

    assert {id for id in row["studies"]} <= {
        query.removeprefix("study=") for _, page, query in doors(app) if page == "studies"
    }
    assert any(list(frame.get("id", ())) == [c["id"] for c in kb.appearing(row["year"])] for frame in frames)


def overview(**numbers: int) -> Record:
    names = ("contested", "unjudged", "dependent", "stale")
    return {
        name: {"number": numbers.get(name, 0), "names": ["Peat", "Turf", "Moss"][: numbers.get(name, 0)]}
        for name in names
    }


def test_what_to_look_at_names_what_there_is_and_nothing_else() -> None:
    """Each point leads to its page and names the first few."""
    found = attention.evidence(overview(contested=1, dependent=4))

    assert [(point.page, dict(point.url), list(point.names), point.more) for point in found] == [
        ("refutations", {"view": "disputed"}, ["Peat"], False),
        ("agreement", {"sort": "dependent"}, ["Peat", "Turf", "Moss"], True),
    ]
    assert attention.evidence(overview()) == []


def test_what_waits_is_told_with_what_is_broken_first() -> None:
    """An update and unfinished additions, clashes and lost decisions, the queue by kind, then open rounds."""
    kinds = {kind: {"waiting": 2} for kind in ("question", "clash", "conflict")}
    waits = {"update": {"from": "1", "to": "2"}, "unfinished": [{"at": "", "by": "", "documents": []}]}
    rounds = [{"round": "one", "state": "settled"}, {"round": "two", "state": "blind"}]
    found = attention.waiting(kinds, waits, rounds)

    assert [point.says for point in found] == [
        "An update waits: read by Concord 1, this is 2",
        "1 addition was not finished",
        "2 contradictions between reviewers to settle",
        "2 decisions have no object any more",
        "2 pairs of themes to translate or keep apart",
        "1 blind round is open",
    ]
    assert attention.waiting({}, {"update": None, "unfinished": []}) == []


def test_the_parts_of_a_facet_are_all_its_concepts(small_store: Path) -> None:
    """Each concept stands in one part of its bar, so that the length of a bar is what the table says."""
    facets = KnowledgeBase(small_store).overview()["facets"]
    parts = overview_frames.facet_parts(facets)

    assert parts.groupby("id")["concepts"].sum().to_dict() == {row["facet"]: row["concepts"] for row in facets}
    assert (parts["concepts"] > 0).all()


@pytest.mark.parametrize(
    ("years", "bars"),
    [([2019, 2021], ["2019", "2020", "2021"]), ([1450, 2021], ["1450", "2021"]), ([None], []), ([], [])],
)
def test_the_bars_run_over_the_years(years: list[int | None], bars: list[str]) -> None:
    """Also over those without a study, unless a misread one would make hundreds of them."""
    rows = [{"year": year, "studies": ["a"], "concepts": 1, "shared": 0} for year in years]

    assert overview_frames.bars_frame(rows)["year"].tolist() == bars
    assert len(overview_frames.years_frame(rows)) == len(years)


def test_the_contradictions_that_wait_are_those_that_the_link_lists(store: Path) -> None:
    """Between studies and without a verdict; what a paper says against itself is told on that page."""
    found = attention.evidence(KnowledgeBase(store).overview()["look_at"])
    point = next(point for point in found if "contradiction" in point.says)
    listed = opened(point.page, **point.url).dataframe[0].value

    assert point.says.startswith(f"{len(listed)} contradiction") and len(listed) > 0
