"""What the language pipeline is given to read."""

from __future__ import annotations

import pytest

from extract.language import mask_citations
from tests.extract.paper import Paper


@pytest.mark.parametrize(
    ("words", "citations", "read"),
    [
        ("Banks erode [3, 4].", ["[3, 4]"], "Banks erode       ."),
        ("Banks erode (Ek, 2019; Ny and Ro, 2020).", ["Ek, 2019", "Ny and Ro, 2020"], "Banks erode"),
        ("Ek and Ny (2019) saw banks erode.", ["Ek and Ny (2019"], "Ek and Ny        saw banks erode."),
        ("Banks erode (in spring) often.", [], "Banks erode (in spring) often."),
    ],
)
def test_citations_are_blanked_and_authors_in_the_sentence_stay(words: str, citations: list[str], read: str) -> None:
    """Every other character keeps its place; brackets that held nothing but citations go with them."""
    paper = Paper().say(words)
    for mark in citations:
        paper.cite(mark, "b1")

    masked = mask_citations(paper.study().documents[0])

    assert len(masked) == len(paper.text)
    assert masked.rstrip(" .\n") == read.rstrip(" .")
