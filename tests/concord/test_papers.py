"""A paper as it was read, and its references, from Python and from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord import KnowledgeBase, NotFound
from concord.cli.app import app
from tests.concord.conftest import ALDER


@pytest.fixture
def kb(filled: Path, tmp_path: Path) -> KnowledgeBase:
    """The three papers."""
    return KnowledgeBase(shutil.copy(filled, tmp_path / "kb.db"), user="ada")


def alder(kb: KnowledgeBase) -> str:
    return next(str(study["id"]) for study in kb.studies() if study["id"].startswith("alder"))


def test_each_place_of_a_paper_holds_the_words_that_are_said_to_stand_there(kb: KnowledgeBase) -> None:
    """Blocks, marks, facts and citations are spans of one text, in reading order, and the blocks hold all of them."""
    study = alder(kb)
    paper, (held,) = kb.paper(study), (s for s in kb.corpus if s.id == study)
    words = held.documents[0].text

    assert all(words[block["start"] : block["end"]] == block["text"] for block in paper["blocks"])
    quotes = {(m["start"], m["end"]): m["quote"] for theme in kb.themes(study=study) for m in theme["mentions"]}
    assert {(mark["start"], mark["end"]): words[mark["start"] : mark["end"]] for mark in paper["marks"]} == quotes
    for rows in (paper["blocks"], paper["marks"], paper["facts"], paper["citations"], paper["repairs"]):
        assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)


def test_the_outline_counts_the_themes_below_each_heading(kb: KnowledgeBase) -> None:
    """A section counts those of its sub-sections too, each theme once, and none that a reviewer rejected."""
    study = alder(kb)
    before = {section["title"]: section["themes"] for section in kb.paper(study)["sections"]}
    assert (before["Challenges"], before["Roles"]) == (3, 2)
    assert before["Results"] == len(kb.themes(study=study))

    kb.reject(next(theme["id"] for theme in kb.themes(study=study, facet="challenge")), reason="no challenge")
    after = kb.paper(study)
    assert {s["title"]: s["themes"] for s in after["sections"]}["Challenges"] == 2
    assert [mark["status"] for mark in after["marks"]].count("rejected") == 1


def test_a_paper_tells_what_people_said_of_it_and_reads_the_same_each_time(kb: KnowledgeBase) -> None:
    """The last word on a field stands, with who said it and when; beside it what the file says of itself."""
    study = alder(kb)
    kb.describe(study, title="Bees on roofs", year=2020, reason="from the publisher")
    kb.describe(study, title="Roof bees")
    paper = kb.paper(study)

    assert (paper["title"], paper["year"], paper["metadata"]["year"]) == ("Roof bees", 2020, 2021)
    assert [(row["field"], row["value"], row["who"]) for row in paper["described"]] == [
        ("title", "Roof bees", "ada"),
        ("year", "2020", "ada"),
    ]
    assert json.dumps(paper) == json.dumps(kb.paper(study))


def test_each_file_of_a_study_can_be_opened_and_one_that_it_has_not_is_said(kb: KnowledgeBase) -> None:
    """By its id or its name."""
    kb.add_bytes("again.md", (ALDER + "\nA last line.\n").encode())
    study = alder(kb)
    files = {row["name"]: row["id"] for row in kb.paper(study)["documents"]}

    assert len(files) == 2
    assert {kb.paper(study, name)["document"]["id"] for name in files} == set(files.values())
    assert all(kb.paper(study, id)["document"]["id"] == id for id in files.values())
    with pytest.raises(NotFound, match=r"has no document 'gone.md'; it has: .*again.md"):
        kb.paper(study, "gone.md")
    with pytest.raises(NotFound, match="There is no study 'nobody'"):
        kb.paper("nobody")


def test_a_reference_knows_who_else_refers_to_the_work_and_which_sentences_cite_it(kb: KnowledgeBase) -> None:
    """Elm stands in two lists, and a sentence with a pointer is quoted from its first word to its full stop."""
    elm, fir = kb.references("alder")
    assert [row["raw"][:8] for row in (elm, fir)] == ["[1] Elm,", "[2] Fir,"]
    assert [id[:5] for id in elm["shared_with"]] == ["cedar"] and [id[:5] for id in fir["shared_with"]] == ["dogwo"]
    assert elm["cited"] == [] and elm["studies"] == []

    cites = "It is old. Bees on roofs are well known [1, 2]. They thrive."
    kb.add_bytes("hazel.md", ALDER.replace("The practice is young.", cites).replace("Alder", "Hazel").encode())
    cited = kb.references(next(s["id"] for s in kb.studies() if "[1, 2]" in str(kb.paper(s["id"])["blocks"])))
    assert [[row["quote"] for row in reference["cited"]] for reference in cited] == [
        ["Bees on roofs are well known [1, 2]."]
    ] * 2
    assert [row["quote"][slice(*row["marks"][0])] for row in cited[0]["cited"]] == ["[1, 2]"]


def test_the_commands_print_a_paper_and_its_references(kb_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a page to read and as the records; in process, since five programs would take five times as long."""
    monkeypatch.setenv("CONCORD_KB", str(kb_path))

    def said(*given: str) -> str:
        done = CliRunner().invoke(app, given)
        assert done.exit_code == 0, done.output
        return done.stdout

    page, record = said("paper", "alder"), json.loads(said("paper", "alder", "--format", "json"))
    assert "# 2.1 Challenges\n" in page and "    > Heat stress of the colonies (challenge)\n" in page
    assert all(" ".join(block["text"].split()[:6]) in page for block in record["blocks"])

    rows = json.loads(said("references", "alder", "--format", "json"))
    assert len(rows) == 2 and rows[0]["raw"] in said("references", "alder", "--format", "csv")
