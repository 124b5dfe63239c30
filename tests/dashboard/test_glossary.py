"""One vocabulary: every word of the design is explained, and every word that a page explains exists."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dashboard.overview import vocabulary
from dashboard.shared import glossary
from tests.dashboard.test_pages import opened

DESIGNED = (
    "study document block anchor facet codebook theme concept translation polarity scope agreement decision snapshot"
).split()


@pytest.mark.parametrize("word", DESIGNED)
def test_each_word_of_the_design_is_explained(word: str) -> None:
    """In one sentence or two that end as sentences do."""
    said = glossary.meaning(word)

    assert said.endswith(".") and said[0].isupper() and len(said) <= 200


def test_each_word_that_a_page_explains_is_in_the_glossary(root: Path) -> None:
    """A misspelt word would break its page, and only when somebody comes to it."""
    used = {
        (path.name, call.args[0].value)
        for path in (root / "dashboard").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func) == "glossary.meaning"
        and isinstance(call.args[0], ast.Constant)
    }

    assert len(used) > 10
    assert [(page, word) for page, word in sorted(used) if word not in glossary.MEANINGS] == []


def test_no_word_is_explained_by_nobody_and_none_twice() -> None:
    """Meanings differ, and the list of words has each of them once, by name."""
    rows = vocabulary.rows()

    assert [row["word"] for row in rows] == sorted(glossary.MEANINGS)
    assert len(set(glossary.MEANINGS.values())) == len(glossary.MEANINGS)


def test_the_overview_lists_all_words(store: Path) -> None:
    """In a box at its foot."""
    tables = [table.value for table in opened("overview").dataframe]

    assert any(list(table.get("word", ())) == sorted(glossary.MEANINGS) for table in tables)
