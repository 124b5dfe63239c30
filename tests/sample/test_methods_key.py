"""The facts of method of the sample corpus against its key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.facts import matches, studies_of
from concord import KnowledgeBase, resources
from extract.facts.gather import facts_of


def test_the_method_of_the_sample_studies_is_found(root: Path) -> None:
    """The key was written with the texts, so this is a floor against breaks and no measure on real reviews."""
    key = json.loads((root / "data" / "sample_corpus" / "key" / "methods.json").read_text(encoding="utf-8"))["studies"]
    right = made = wanted = 0
    for study in studies_of(resources.sample_corpus()):
        gold = list(next(rows for name, rows in key.items() if study.id.startswith(name)))
        wanted += len(gold)
        for fact in facts_of(study, resources.methods_vocabulary()):
            made += 1
            row = next((row for row in gold if matches(row, fact)), None)
            if row is not None:
                gold.remove(row)
                right += 1

    assert right >= 0.95 * wanted
    assert right >= 0.95 * made


def test_two_renditions_tell_one_method_on_the_words_of_both(root: Path) -> None:
    """The facts of a study with two files quote both."""
    files = [path for path in resources.sample_corpus() if path.name.startswith("ferrante")]
    (study,) = studies_of(files)
    included = [f for f in facts_of(study, resources.methods_vocabulary()) if f.label == "included"]

    assert [fact.value for fact in included] == ["6"]
    assert {anchor.document for anchor in included[0].anchors} == {document.id for document in study.documents}


@pytest.fixture(scope="module")
def base(root: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A knowledge base of three studies, one of which another one includes."""
    kb = KnowledgeBase(tmp_path_factory.mktemp("methods") / "methods.db")
    folder = root / "data" / "sample_corpus" / "documents" / "water_twins"
    kb.add(
        [folder / name for name in ("varga2021_twins.tei.xml", "lindqvist2022_dump.txt", "amsel2024_umbrella.tei.xml")]
    )
    return kb


def test_a_knowledge_base_lists_and_filters_the_methods(base: KnowledgeBase) -> None:
    """By study and by kind; each record has its quotes with their places."""
    counts = base.methods("varga2021", "count")

    assert [(row["label"], row["number"]) for row in counts] == [
        ("databases", 2),
        ("found", 412),
        ("excluded", 377),
        ("excluded", 27),
        ("included", 8),
    ]
    assert all(row["places"][0]["quote"] == row["quote"] for row in base.methods())
    with pytest.raises(Exception, match="there are: review type"):
        base.methods(kind="mood")


def test_a_study_is_shown_with_its_method(base: KnowledgeBase) -> None:
    """Each fact opens on its paragraph, and the selection has its counts by stage."""
    shown = base.show("lindqvist2022")
    place = next(fact for fact in shown["methods"] if fact["kind"] == "search date")["places"][0]

    assert shown["selection"]["found"] == 238 and shown["selection"]["included"] == 8
    low, high = place["context"]["mark"]
    assert place["context"]["paragraph"][low:high] == place["quote"]


def test_the_table_of_methods_has_a_row_for_each_study(base: KnowledgeBase) -> None:
    """In every format of tables; the same state gives the same bytes."""
    text = base.export_bytes("md", "methods").decode()

    assert text.count("\n| ") == 5
    assert "systematic review" in text and "umbrella review" in text and "2 (not named)" in text
    for ending in ("csv", "xlsx", "docx"):
        assert base.export_bytes(ending, "methods") == base.export_bytes(ending, "methods") != b""


def test_the_year_of_the_search_tells_what_a_review_could_hold(root: Path) -> None:
    """A work younger than the search is not available to the review, though older than the review itself."""
    from synthesis.overlap import citation_matrix

    files = [path for path in resources.sample_corpus("water_twins") if path.suffix != ".xml"]
    studies = studies_of(files)
    by_year, by_search = (citation_matrix(studies, searched=told) for told in (None, {studies[0].id: 1990}))
    column = by_year.reviews.index(studies[0].id)
    missing = [sum(row[column] is None for row in matrix.cells) for matrix in (by_year, by_search)]

    assert missing[1] > missing[0]
