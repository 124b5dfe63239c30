"""Real Markdown of many converters: every file reads whole, or is refused for a reason that it states."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.pairs import alike
from corpus.errors import UnreadableDocument
from corpus.read import read
from corpus.study import BlockKind
from tests.corpus.papers.truth import tree

pytestmark = pytest.mark.real


@pytest.fixture
def real_files(shared: Path) -> Path:
    """The folder of real files; the tests that need it are skipped without it."""
    if not (shared / "real").is_dir():
        pytest.skip("no real files beside the project (../shared/real)")
    return shared / "real"


def test_markdown_reads_whole_or_is_refused_as_no_paper(real_files: Path) -> None:
    """Pages of books, forms and tables are no papers; of the others nothing is lost, and no mark of a page is left."""
    kept = {}
    for path in sorted((real_files / "markdown").iterdir()):
        start = time.process_time()
        try:
            document = read(path.name, path.read_bytes())
        except UnreadableDocument as refused:
            assert "paper" in str(refused)
            continue
        if document.format == "markdown":
            kept[path.name] = document.coverage
        assert time.process_time() - start < 3
        assert not any(mark in document.text for mark in ("<!--", "&lt;", "&amp;", "](#page"))

    assert len(kept) >= 10
    assert min(kept.values()) >= 0.999


def test_a_paper_of_docling_has_its_headings_tables_and_references(real_files: Path) -> None:
    """As a person counted them in the file."""
    path = real_files / "markdown" / "docling-pdf__2305.03393v1.md"
    document = read(path.name, path.read_bytes())

    assert [section.number for section in document.sections][:-1] == [
        "1", "2", "3", "4", "4.1", "4.2", "4.3", "5", "5.1", "5.2", "5.3", "6",
    ]  # fmt: skip
    assert [table.label for table in document.tables] == ["Table 1", "Table 2"]
    assert len(document.references) == 23
    assert sum(block.kind is BlockKind.LIST_ITEM for block in document.blocks) == 11


def test_the_tree_and_the_markdown_of_one_paper_read_alike(shared: Path) -> None:
    """What one of the two files has itself lost is not counted."""
    paths = sorted((shared / "seeds").glob("00[01]_*"))
    data = [path.read_bytes() for path in paths]
    first, second = (read(path.name, words) for path, words in zip(paths, data, strict=True))

    assert tree(first) == tree(second)
    assert alike(first, data[0], second, data[1]) >= 0.97
    assert len(first.references) == len(second.references)
