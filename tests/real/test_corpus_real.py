"""Reading the real documents beside the project: the seeds, and files of many makers."""

from __future__ import annotations

import html
import re
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import ConcordError
from corpus.identity import join
from corpus.read import read
from corpus.study import Document

pytestmark = pytest.mark.real


def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def seeds(shared: Path) -> list[Document]:
    return [read(path.name, path.read_bytes()) for path in sorted((shared / "seeds").iterdir())]


def test_five_seeds_are_four_studies(shared: Path) -> None:
    """The tree and the Markdown of one paper are one study."""
    studies = join(seeds(shared))

    assert [(s.authors[0].split()[-1], len(s.authors), s.year, len(s.documents)) for s in studies] == [
        ("Chakraborty", 3, 2024, 1),
        ("Dusengimana", 1, 2023, 1),
        ("Hanchuk", 2, 2024, 2),
        ("Lima", 3, 2022, 1),
    ]
    assert all(len(study.title) > 20 and study.id.isascii() for study in studies)


def test_the_seeds_are_read_whole_and_fast(shared: Path) -> None:
    """Coverage of each at least 0.98, all five in two seconds."""
    started = time.perf_counter()
    documents = seeds(shared)

    assert time.perf_counter() - started < 2
    assert min(document.coverage for document in documents) >= 0.98
    assert all(document.references and document.metadata.abstract for document in documents)


@pytest.mark.parametrize("kind", ["tei", "markdown", "text", "jats"])
def test_every_real_file_gives_a_document_or_a_sentence(shared: Path, kind: str) -> None:
    """And each stretch without a seam stands verbatim in its file."""
    for path in sorted((shared / "real" / kind).iterdir()):
        data = path.read_bytes()
        try:
            document = read(path.name, data)
        except ConcordError as trouble:
            assert str(trouble).endswith(".")
            continue
        raw = data.decode("utf-8", errors="replace")
        # A tag may hold ">" inside of an attribute; a measuring stick that cuts there would blame the reader.
        plain = (
            html.unescape(re.sub(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", " ", raw)) if kind in ("tei", "jats") else raw
        )
        sources = (folded(plain), folded(raw))
        cuts = sorted({*document.seams, *(e for b in document.blocks for e in (b.start, b.end))})
        stretches = [folded(document.text[a:b]) for a, b in pairwise(cuts)]
        # A sign alone between two seams may stand for a command of LaTeX: no quote can hold it.
        said = [stretch for stretch in stretches if len(stretch) > 1]
        assert [s for s in said if not any(s in source for source in sources)] == [], path.name
        assert document.coverage >= 0.98, path.name


def test_inclusion_is_known_where_a_seed_says_it(shared: Path) -> None:
    """By a counting sentence, by a heading in the bibliography, by a table of quality scores."""
    counts = {study.id[:5]: sum(r.included for r in study.references) for study in join(seeds(shared))}

    assert counts == {"hanch": 4, "chakr": 32, "lima2": 29, "dusen": 0}
