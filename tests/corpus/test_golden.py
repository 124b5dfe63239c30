"""Made-up papers of each format give the documents that a person checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.read import read
from corpus.study import Document
from tests.corpus.conftest import GOLDEN, not_verbatim

SOURCES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


def as_json(document: Document) -> str:
    """A document as lines that a person can read and a diff can show."""
    text = document.text
    found = {
        "format": document.format,
        "title": document.metadata.title,
        "authors": document.metadata.authors,
        "year": document.metadata.year,
        "doi": document.metadata.doi,
        "abstract": document.metadata.abstract,
        "keywords": document.metadata.keywords,
        "sections": [
            f"{'  ' * (s.level - 1)}{s.number}|{s.title}{' (inferred)' if s.inferred else ''}"
            for s in document.sections
        ],
        "blocks": [
            f"{b.kind}{'' if b.group is None else f' {b.group}.{b.level}'}{f' {b.marker}' if b.marker else ''}"
            f"{'' if b.section is None else f' in {b.section}'}: {text[b.start : b.end]}"
            for b in document.blocks
        ],
        "bold": [text[start:end] for b in document.blocks for start, end in b.bold],
        "tables": [
            [f"{c.row},{c.column}{' head' if c.header else ''}: {text[c.start : c.end]}" for c in t.cells]
            for t in document.tables
        ],
        "captions": [text[slice(*t.caption)] if t.caption else t.label for t in document.tables],
        "citations": [f"{text[c.start : c.end]} -> {' '.join(c.targets)}" for c in document.citations],
        "references": [
            {
                "key": r.key,
                "number": r.number,
                "title": r.title,
                "authors": r.authors,
                "year": r.year,
                "doi": r.doi,
                "why": r.why,
            }
            for r in document.references
        ],
        "repairs": [f"{r.name}: {r.note}" for r in document.repairs],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_a_made_up_paper_reads_as_a_person_checked_it(source: Path) -> None:
    """To take a change over: run this module as a script, and read the diff before committing it."""
    golden = source.with_name(source.name + ".json").read_text(encoding="utf-8")

    assert as_json(read(source.name, source.read_bytes())) == golden


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_stretch_without_a_seam_stands_in_the_file(source: Path) -> None:
    """A quote that crosses no seam is verbatim, white space folded."""
    data = source.read_bytes()

    assert not_verbatim(read(source.name, data), data) == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_nothing_that_a_made_up_paper_says_is_dropped(source: Path) -> None:
    """Coverage counts letters and digits; list numbers in TEI attributes are no text."""
    assert read(source.name, source.read_bytes()).coverage >= 0.995


if __name__ == "__main__":
    for path in SOURCES:
        path.with_name(path.name + ".json").write_text(as_json(read(path.name, path.read_bytes())), encoding="utf-8")
