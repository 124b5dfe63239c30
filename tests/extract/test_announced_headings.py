"""Headings that the text above them announces as items, and headings that it does not."""

from __future__ import annotations

import pytest

from extract.codebook import Codebook
from extract.language import Language
from extract.scope import Scope
from extract.sources.headings import from_headings
from tests.extract.paper import Paper


@pytest.mark.parametrize(
    ("words", "announced"),
    [
        ("We present its phases in the order in which a cook meets them.", True),
        ("Three phases are told apart.", True),
        ("The phases of a pie are as follows:", True),
        ("The flour of all phases was weighed.", False),
        ("Later phases lack steam.", False),
    ],
)
def test_headings_are_items_where_a_sentence_sets_them_out(
    words: str, announced: bool, language: Language, generic: Codebook
) -> None:
    """A sentence that only holds the word for the facet announces nothing."""
    paper = Paper().head("Results").head("The life of a pie", 2).say(words)
    for title in ("Kneading", "Baking", "Cooling"):
        paper.head(title, 3).say("Bread rises.")
    (document,) = paper.study().documents

    found = [c.label for c in from_headings(Scope(language.read(document), generic))]

    assert found == (["Kneading", "Baking", "Cooling"] if announced else [])
