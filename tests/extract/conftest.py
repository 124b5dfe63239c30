"""The real language pipeline and codebooks, loaded once, and a way to read the themes of a small paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.codebook import Codebook, parse
from extract.language import Language
from extract.pipeline import extract
from extract.theme import Theme
from tests.extract.paper import Paper


@pytest.fixture(scope="session")
def language(root: Path) -> Language:
    import spacy

    return Language(spacy.load(root / "data" / "models" / "en_concord_sm"))


@pytest.fixture(scope="session")
def generic(root: Path) -> Codebook:
    return parse("generic.toml", (root / "data" / "codebooks" / "generic.toml").read_text(encoding="utf-8"))


@pytest.fixture
def themes(language: Language, generic: Codebook) -> Callable[..., list[Theme]]:
    """The themes of a paper, of one facet when it is named."""

    def read(paper: Paper, facet: str | None = None) -> list[Theme]:
        found = extract(paper.study(), generic, language).themes
        return [theme for theme in found if facet in (None, theme.facet)]

    return read
