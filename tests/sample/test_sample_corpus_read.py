"""The sample corpus as the program reads it: who wrote what when, what each paper cites, and what it includes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from concord import KnowledgeBase
from corpus.identity import join
from corpus.read import read
from corpus.references import same_work
from corpus.study import BlockKind, Document, Reference, Study

CORPUS = Path(__file__).parents[2] / "data" / "sample_corpus"
KEY = json.loads((CORPUS / "key" / "corpus.json").read_text(encoding="utf-8"))
STUDIES: dict[str, dict[str, Any]] = {study["id"]: study for study in KEY["studies"]}
WORKS: dict[str, dict[str, Any]] = {work["id"]: work for work in KEY["works"]} | STUDIES
NAMES = sorted(STUDIES)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The documents of the sample corpus by file name."""
    return {path.name: read(path.name, path.read_bytes()) for path in sorted((CORPUS / "documents").glob("*/*"))}


@pytest.fixture(scope="module")
def studies(documents: dict[str, Document]) -> dict[str, Study]:
    """The studies that the program makes of them, by the name that the key gives them."""
    name_of = {name: id for id, study in STUDIES.items() for name in study["files"]}
    return {name_of[study.documents[0].name]: study for study in join(documents.values())}


def known(reference: Reference) -> str:
    """The name that the key gives to the work of an entry; its words when the key has none."""
    for id, work in WORKS.items():
        words = f"{', '.join(work['authors'])} ({work['year']}). {work['title']}."
        told = Reference(
            id,
            words,
            title=work["title"],
            authors=tuple(work["authors"]),
            year=work["year"],
            doi=work["doi"] or "",
        )
        match = same_work(told, reference)
        if match is not None and not match.doubtful:
            return id
    return reference.raw


@pytest.mark.parametrize("name", NAMES)
def test_a_study_is_who_the_key_says(studies: dict[str, Study], name: str) -> None:
    """Title, authors, year, DOI, and the files that hold it."""
    study, key = studies[name], STUDIES[name]

    assert (study.title, list(study.authors), study.year, study.doi) == (
        key["title"],
        key["authors"],
        key["year"],
        key["doi"],
    )
    assert sorted(document.name for document in study.documents) == sorted(key["files"])


@pytest.mark.parametrize("name", NAMES)
def test_every_rendition_tells_its_title_authors_and_year(documents: dict[str, Document], name: str) -> None:
    """Each file by itself, whatever its format."""
    key = STUDIES[name]
    told = [documents[file].metadata for file in key["files"]]

    assert [(m.title, list(m.authors), m.year) for m in told] == [(key["title"], key["authors"], key["year"])] * len(
        told
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_rendition_lists_its_references_and_what_it_includes(documents: dict[str, Document], name: str) -> None:
    """All of them, each once, and none besides."""
    key = STUDIES[name]
    for file in key["files"]:
        references = documents[file].references
        assert sorted(map(known, references)) == sorted(key["references"]), file
        assert sorted(known(r) for r in references if r.included) == sorted(key["included"]), file
        assert all(r.why for r in references if r.included), file


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_read_whole(documents: dict[str, Document], name: str) -> None:
    """No entry of a list of references is left among the paragraphs, and no underline in a heading."""
    for file in STUDIES[name]["files"]:
        document = documents[file]
        prose = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.PARAGRAPH]
        assert document.coverage >= 0.98, file
        assert not any("10.5555/" in text for text in prose), file
        assert not any("--" in section.title or "==" in section.title for section in document.sections), file


def test_lists_of_dumps_and_of_a_description_end_where_they_end(documents: dict[str, Document]) -> None:
    """The last item swallows nothing, and the stages in a description are five items of one list."""

    def items(file: str) -> list[str]:
        document = documents[file]
        return [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.LIST_ITEM]

    assert "Alarm overload" in items("lindqvist2022_dump.txt")
    assert "Lack of reimbursement" in items("dunmore2022_scoping.txt")
    stages = [text.partition(",")[0] for text in items("amsel2024_umbrella.tei.xml")]
    assert stages == [
        "Data collection",
        "Model building",
        "Hydraulic calibration",
        "Operation in real time",
        "Model update",
    ]


def test_relations_between_the_studies_are_those_of_the_key(tmp_path: Path) -> None:
    """Who includes whom, and who only cites whom, as the knowledge base lists it."""
    kb = KnowledgeBase(tmp_path / "sample.db")
    kb.add([CORPUS / "documents"])
    listed = kb.studies()
    named = {study["id"]: next(id for id in NAMES if STUDIES[id]["title"] == study["title"]) for study in listed}

    told = {(named[s["id"]], named[other], "includes") for s in listed for other in s["includes"]}
    told |= {(named[s["id"]], named[other], "cites") for s in listed for other in s["cites"]}

    assert told == {(r["from"], r["to"], r["relation"]) for r in KEY["relations"]}
