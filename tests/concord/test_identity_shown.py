"""Contradictions about which file is which work, former ids and doubtful references, as people meet them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from concord import KnowledgeBase
from concord.cli.listing import counted
from tests.concord.conftest import ALDER, CEDAR

Run = Callable[..., str]


def holding(tmp_path: Path, **papers: str) -> KnowledgeBase:
    """A knowledge base of the given papers, by file name."""
    for name, text in papers.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    base = KnowledgeBase(tmp_path / "review.db", user="ada")
    base.add([tmp_path / f"{name}.md" for name in sorted(papers)])
    return base


def test_one_title_of_two_papers_waits_in_the_queue_and_stands_on_both_studies(tmp_path: Path) -> None:
    """Once in the queue, with the files and what each says."""
    title = ALDER.split("\n", 1)[0]
    other = CEDAR.replace(CEDAR.split("\n", 1)[0], title)
    base = holding(tmp_path, alder=ALDER, cedar=other)
    waiting = [row for row in base.queue() if row["kind"] == "identity"]
    studies = base.studies()

    assert len(studies) == 2
    assert [row["what"] for row in waiting] == ["one title, other authors"]
    assert "alder.md" in waiting[0]["why"] and "cedar.md" in waiting[0]["why"]
    assert all([c["what"] for c in study["conflicts"]] == ["one title, other authors"] for study in studies)
    assert base.show(studies[0]["id"])["conflicts"] == studies[0]["conflicts"]


def test_a_list_says_each_kind_of_contradiction_once() -> None:
    """Nine files that disagree make many pairs, and the cell of a list has to tell what kinds there are."""
    assert counted(["two titles", "two years", "two titles"]) == ["two titles (2)", "two years"]


def test_a_study_is_found_by_the_id_that_it_had_before_a_better_file_came(tmp_path: Path) -> None:
    """By show, and wherever a study is named."""
    early = ALDER.replace("2021", "2020")
    first = holding(tmp_path, a=early)
    before = first.studies()[0]["id"]
    (tmp_path / "b.md").write_text(ALDER + "\nThe keepers of the roofs agree.\n", encoding="utf-8")
    (tmp_path / "c.md").write_text(ALDER + "\nThe keepers of all roofs agree.\n", encoding="utf-8")
    first.add([tmp_path / "b.md", tmp_path / "c.md"])
    study = first.studies()[0]

    assert len(first.studies()) == 1
    assert study["id"] != before and before in study["aliases"]
    assert first.show(before)["id"] == study["id"]
    assert {theme["study"] for theme in first.themes(study=before)} == {study["id"]}


def test_references_that_may_be_one_work_wait_with_the_fields_that_agreed(tmp_path: Path) -> None:
    """Those of included studies: one title and author, eleven years and another journal apart."""
    rows = "".join(f"| [{n}] | {town} |\n" for n, town in enumerate(("Ulm", "Bern", "Riga"), 1))
    row = f"\n\nTable 1: Included studies.\n\n| Study | Town |\n|---|---|\n{rows}\n## References"
    third = "[3] Gorse, G. (2017). Towns and their hives. Journal of Roofs, 2, 1-9.\n"
    one = ALDER.replace("\n\n## References", row) + "\n" + third
    other = (
        CEDAR.split("## References")[0]
        + row[2:]
        + "\n\n[1] Elm, E. (2007). Hives above the street. Apiary News, 30, 4-8.\n\n"
        + "[2] Yew, Y. (2011). Honey of the old town. Apiary News, 31, 5-9.\n\n"
        + "[3] Ivy, I. (2012). Swarms in the old port. Apiary News, 32, 6-9.\n"
    )
    base = holding(tmp_path, alder=one, cedar=other)
    doubts = [row for row in base.queue() if row["kind"] == "reference"]

    assert [study["included"] for study in base.studies()] == [3, 3]
    assert len(doubts) == 1
    assert "Hives above the street" in doubts[0]["source_label"]
    assert doubts[0]["reasons"] == ["for one work: title, author", "against it: year, volume, first page"]
