"""The page Reading: files that lost words come first, and every item opens on its place."""

from __future__ import annotations

from pathlib import Path

from concord import KnowledgeBase
from dashboard.evidence.reports import SEVERITIES, doubts_frame, reports_frame
from tests.dashboard.test_pages import opened, text


def test_files_that_lost_words_come_first(store: Path) -> None:
    """One row a file, with what there is to look at in words."""
    kb = KnowledgeBase(store)
    reports = kb.reports()
    frame = reports_frame(reports, {study["id"]: study["short"] for study in kb.studies()})

    assert len(frame) == len(reports)
    assert frame["lost"].is_monotonic_decreasing and frame["lost"].iloc[0] > 0
    assert "Tail lost" not in frame["to look at"].iloc[0] and "tail lost" in frame["to look at"].iloc[0]


def test_the_gravest_items_come_first(store: Path) -> None:
    """And a severity that is chosen leaves the others out."""
    report = max(KnowledgeBase(store).reports(), key=lambda r: r["lost"])
    whole, lost = doubts_frame(report["doubts"], None), doubts_frame(report["doubts"], "lost")

    assert [SEVERITIES.index(severity) for severity in whole["severity"]] == sorted(
        SEVERITIES.index(doubt["severity"]) for doubt in report["doubts"]
    )
    assert len(lost) == report["lost"] and set(lost["severity"]) == {"lost"}


def test_an_item_opens_on_its_place_in_the_text(store: Path) -> None:
    """The URL names the file and the item; the page marks the words in their paragraph."""
    report = max(KnowledgeBase(store).reports(), key=lambda r: r["lost"])
    place = next(n for n, doubt in enumerate(report["doubts"]) if doubt["severity"] == "lost")
    app = opened("reading", document=report["document"], item=str(place))

    assert not app.exception
    assert ":blue-background[" in text(app)
    assert report["name"] in text(app).replace("\\", "")


def test_a_link_to_an_item_that_is_gone_opens_the_file(store: Path) -> None:
    """Another version of the reader may have mended it."""
    report = KnowledgeBase(store).reports()[0]
    app = opened("reading", document=report["document"], item="99999")

    assert not app.exception and report["name"] in text(app).replace("\\", "")
