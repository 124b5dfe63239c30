"""What holds for any paper, however it was damaged."""

from __future__ import annotations

import textwrap
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ConcordError
from corpus.read import read
from corpus.study import BlockKind, Document
from tests.corpus.conftest import PROSE, not_verbatim

WORDS = st.sampled_from("roof Hive wind *heat* **Shield** [1] R&amp;D a_b H<sub>2</sub>O swarm. (2) •".split())
LINES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=14).map(" ".join),
    st.sampled_from(["", "", "## 2. Methods", "- item", "1. One.", "2. Two.", "| a | b |", "|---|---|", "a\tb", "12"]),
    st.sampled_from(["```", "References", "[1] A. Noll, Wind, 2019.", "Table 1: Hives.", "---", PROSE]),
    st.just("<table><tr><td>x</td></tr></table>"),
)
PAPERS = st.lists(LINES, max_size=40).map(lambda lines: f"# Roofs\n\n## Abstract\n\n{PROSE * 4}\n\n" + "\n".join(lines))
BYTES = st.one_of(
    st.binary(max_size=400),
    st.binary(max_size=60).map(lambda inner: b"<TEI><text><body><p>" + inner + b"</p></body></text></TEI>"),
)


def paper(text: str) -> Document:
    return read("x", text.encode())


@settings(max_examples=150)
@given(PAPERS)
def test_blocks_lie_in_the_text_in_order_and_hold_words(text: str) -> None:
    """And so do seams, sections, cells, citations and bold spans."""
    document = paper(text)
    end = len(document.text)

    assert all(0 <= block.start < block.end <= end for block in document.blocks)
    assert all(a.end <= b.start for a, b in pairwise(document.blocks))
    assert all(a < b for a, b in pairwise(document.seams))
    assert all(0 <= section.start <= section.end <= end for section in document.sections)
    assert all(0 <= citation.start < citation.end <= end for citation in document.citations)
    assert all(block.start <= a < b <= block.end for block in document.blocks for a, b in block.bold)
    for table in document.tables:
        block = document.blocks[table.block]
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in table.cells)


@settings(max_examples=150)
@given(PAPERS)
def test_what_lies_between_two_seams_is_verbatim_and_nothing_is_dropped(text: str) -> None:
    """The promise that grounding rests on."""
    document = paper(text)

    assert not_verbatim(document, text.encode()) == []
    assert document.coverage >= 0.98


@settings(max_examples=100)
@given(PAPERS)
def test_targets_of_citations_and_groups_of_items_exist(text: str) -> None:
    """Keys are unique, and only items have a group."""
    document = paper(text)
    keys = [reference.key for reference in document.references]

    assert len(keys) == len(set(keys))
    assert all(target in keys for citation in document.citations for target in citation.targets)
    assert all((block.group is not None) == (block.kind is BlockKind.LIST_ITEM) for block in document.blocks)


@settings(max_examples=150)
@given(BYTES)
def test_any_bytes_give_a_document_or_a_sentence(data: bytes) -> None:
    """Never a traceback."""
    try:
        document = read("x", data)
    except ConcordError as trouble:
        assert str(trouble).endswith(".")
    else:
        assert document.text


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PROSE.split()), min_size=60, max_size=300), st.integers(40, 90))
def test_wrapping_a_paragraph_changes_none_of_its_words(words: list[str], width: int) -> None:
    """Hard-wrapped lines are joined as they were parted."""
    prose = " ".join(f"{word.strip('.,()')}x{n}" for n, word in enumerate(words)) + "."
    lines = "\n".join(textwrap.wrap(prose, width))
    abstract = textwrap.fill(PROSE * 2, width)
    text = f"Roofs and their hives\n\nAbstract\n{abstract}\n\n1 Introduction\n{lines}\n\n2 Methods\n{PROSE}\n"

    document = paper(text)

    said = " ".join(document.text[b.start : b.end] for b in document.blocks if b.kind is not BlockKind.OTHER)
    assert "".join(prose.split()) in "".join(said.split())
