"""The page of contradictions: the words of both sides, and a verdict that is signed."""

from __future__ import annotations

from pathlib import Path

from concord import KnowledgeBase
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
    app = opened("agreement", view="contradictions", scope="within")
    assert "4 announced, 5 listed" in text(app)
    assert "Divers named four fears" in text(app)

    assert not [box for box in app.selectbox if box.key == "verdict"]
    app.button(key=f"judge_{row['id']}").click().run()
    app.selectbox(key="verdict").select("dismissed")
    app.text_input(key="reviewer").input("Rosa")
    app.text_input(key="reason").input("mud is weed")
    press(app, "Keep the verdict")
    assert kb.refutations(scope="within", study="quill") == []
    assert [(d["who"], d["value"], d["reason"]) for d in kb.log()] == [("Rosa", "dismissed", "mud is weed")]
