"""The Coding page shows every coefficient with its interval, of codings and of two reviewers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from concord import KnowledgeBase
from dashboard.judging import coding_frames
from tests.dashboard.test_pages import opened, text


def two_reviewers(store: Path) -> KnowledgeBase:
    """Rosa and Theo have judged five themes, alike but for one."""
    themes = [theme["id"] for theme in KnowledgeBase(store).themes()[:5]]
    rosa, theo = KnowledgeBase(store, user="Rosa"), KnowledgeBase(store, user="Theo")
    rosa.accept(*themes)
    theo.accept(*themes[:4])
    theo.reject(themes[4])
    rosa.close()
    return theo


def test_two_reviewers_are_compared_on_the_page(store: Path) -> None:
    """The figures of the table are those of the knowledge base, and what is undefined says why."""
    kb = two_reviewers(store)
    found = kb.reviewer_agreement("Rosa", "Theo", "themes")
    app = opened("coding", view="others")
    app.selectbox(key="judged").select("themes").run()
    shown: pd.DataFrame = app.dataframe[0].value

    assert not app.exception
    values = dict(zip(shown["figure"], shown["value"], strict=True))
    assert values["Gwet's AC1"] == found["gwet_ac1"] is not None
    assert values["Agreement (share of pairs of ratings)"] == found["percent_agreement"] == 0.8
    assert "accept 9 (90 %)" in text(app)
    assert "Positive is accept" in text(app)


def test_one_reviewer_alone_is_told_to_wait(store: Path) -> None:
    """Nothing is compared with nobody."""
    KnowledgeBase(store, user="Rosa").accept(KnowledgeBase(store).themes()[0]["id"])

    assert "once two have" in text(opened("coding", view="others"))


def test_the_table_of_codings_has_intervals_and_reasons(store: Path) -> None:
    """An interval stands beside its figure; an undefined figure has its reason in the last column."""
    kb = KnowledgeBase(store, user="Rosa")
    study = kb.studies()[0]["id"]
    kb.code(study, kb.facets()[0], "One label", kb.coding_units(study)[2]["text"])
    kb.hand_in(study)
    rows = kb.coding_agreement(study)
    frame = coding_frames.agreement_frame(rows, {})

    assert list(frame["krippendorff"].dropna()) == [r["krippendorff"] for r in rows if r["krippendorff"] is not None]
    for row, cells in zip(rows, frame.to_dict("records"), strict=True):
        assert bool(cells["cohen 95 %"]) == (row["cohen"] is not None)
        assert ("Kappa:" in cells["undefined"]) == (row["cohen"] is None)
