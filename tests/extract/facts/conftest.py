"""The bundled vocabulary, and a way to read the facts of a small paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.identity import join
from corpus.read import read
from extract.facts.gather import facts_of
from extract.facts.values import Fact
from extract.facts.vocabulary import Vocabulary, parse

PAPER = """# {title}

Ada Alder, Ben Birch

2021

## Abstract

{abstract}

## 1 Introduction

{introduction}

## 2 Methods

{methods}

## 3 Results

{results}

## References

[1] C. Cedar, Steps of reviewing, Journal of Trees 3 (2015) 1-9.
"""


@pytest.fixture(scope="session")
def vocabulary(root: Path) -> Vocabulary:
    path = root / "data" / "methods" / "vocabulary.toml"
    return parse(path.name, path.read_text(encoding="utf-8"))


@pytest.fixture
def facts(vocabulary: Vocabulary) -> Callable[..., list[Fact]]:
    """The facts of a paper with these words in its parts, of one kind when it is named."""

    def told(methods: str = "", kind: str | None = None, **parts: str) -> list[Fact]:
        words = {
            "title": "Roof gardens: a systematic review",
            "abstract": "Roof gardens are kept in many cities, and little is known about them.",
            "introduction": "Gardens are older than roofs.",
            "methods": methods or "The work took a year.",
            "results": "Plants grow.",
        }
        document = read("paper.md", PAPER.format(**words | parts).encode())
        (study,) = join([document])
        found = facts_of(study, vocabulary)
        for fact in found:
            assert all(document.quote(a) == q for a, q in zip(fact.anchors, fact.quotes, strict=True))
        return [fact for fact in found if kind in (None, fact.kind)]

    return told
