"""The page of contradictions: the words of both sides, and a verdict that is signed."""

from __future__ import annotations

from pathlib import Path

from concord import KnowledgeBase
from dashboard.refutations.frames import around, chosen_rows, first_to_judge, refutations_frame
from tests.dashboard.test_pages import opened, press, text


def test_a_contradiction_is_shown_and_judged(store: Path, tmp_path: Path) -> None:
    """Both quotes and the sum stand on the page; a dismissed candidate leaves it, and the log says who and why."""
    kb = KnowledgeBase(store)
    paper = tmp_path / "fears.md"
    paper.write_text(
        "# Fears of divers in cold lakes\n\nAda Quill\n\n## Abstract\n\nDivers were asked on the shore of a lake what "
        "they are afraid of, and what they do about it; the answers were sorted by hand and counted.\n\n## Results\n\n"
        "The lake is cold in May, and cold again in October, so that most of them wear two suits.\n\n"
        "Divers named four fears: cold, dark, weed, pike, and mud.\n"
    )
    assert not kb.add(paper).unreadable
    (row,) = kb.refutations(scope="within", study="quill")
    app = opened("refutations", scope="within", item=row["id"])
    assert "4 announced, 5 listed" in text(app)
    assert "Divers named four fears" in text(app)

    app.text_input(key="reviewer").input("Rosa")
    press(app, "It is none")
    assert "reason" in text(app) and kb.log() == []
    app.text_input(key="reason").input("mud is weed")
    press(app, "It is none")
    assert "Kept: it is none" in text(app)
    assert kb.refutations(scope="within", study="quill") == []
    assert "4 announced, 5 listed" in text(opened("refutations", standing="dismissed", item=row["id"]))
    assert [(d["who"], d["value"], d["reason"]) for d in kb.log()] == [("Rosa", "dismissed", "mud is weed")]


def test_both_sides_stand_in_their_paragraphs_and_lead_to_the_papers(store: Path) -> None:
    """Also from the address that a view of Agreement once had."""
    row = next(row for row in KnowledgeBase(store).refutations() if row["scope"] == "between")
    app = opened("agreement", view="contradictions", refutation=row["id"])
    sides = KnowledgeBase(store).refutation(row["id"])
    spans = [link.proto.query_string for link in app.get("page_link") if "at=" in link.proto.query_string]

    for said in (*sides["asserted"], *sides["refuting"]):
        assert said["context"]["paragraph"][slice(*said["context"]["mark"])] == said["quote"]
        assert any(f"at={said['start']}" in url and f"document={said['document_id']}" in url for url in spans)


def a_row(id: str, **told: object) -> dict[str, object]:
    """A contradiction of two studies, as a record."""
    row = {"id": id, "label": "Peat", "scope": "between", "kind": "contradiction", "standing": "candidate"}
    row |= {"facet": "", "asserted_by": ["one"], "refuted_by": ["two"], "computed": "", "confidence": 0.5}
    return {**row, "asserted": [{"quote": "Peat is wet."}], "refuting": [{"quote": "Peat is dry."}], **told}


def test_filters_leave_what_fits_and_the_first_that_waits_comes_first() -> None:
    """In the order given; a study fits on either side."""
    rows = [a_row("a", standing="confirmed"), a_row("b"), a_row("c", refuted_by=["three"], kind="other time")]

    assert [row["id"] for row in chosen_rows(rows, study="two")] == ["a", "b"]
    assert [row["id"] for row in chosen_rows(rows, kind="other time", words="DRY peat")] == ["c"]
    assert (first_to_judge(rows), first_to_judge(rows[:1]), first_to_judge([])) == ("b", "a", None)
    assert around(rows, "a") == (None, "b")
    assert refutations_frame(rows, {"three": "Three 2020"})["other side"].tolist() == ["two", "two", "Three 2020"]
