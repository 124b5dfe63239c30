"""Codebooks are data that a reviewer edits; what is wrong with one is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import BadCodebook
from extract.codebook import Codebook, ItemShape, extends, parse

SMALL = """name = "river"
version = "1.0.0"
title = "Rivers"

[facets.species]
title = "Species"
plural = "Species"
item = "noun phrase"
cues = ["species"]
lexicon = ["Otter", { label = "Grey willow", forms = ["Salix cinerea"], ambiguous = true }]
"""


def test_a_small_codebook_reads_as_written() -> None:
    """Facets keep their order, shapes and lexicon."""
    facet = parse("river.toml", SMALL).facets[0]

    assert (facet.name, facet.item, facet.cues) == ("species", ItemShape.NOUN_PHRASE, ("species",))
    assert [(e.label, e.forms, e.ambiguous) for e in facet.lexicon] == [
        ("Otter", (), False),
        ("Grey willow", ("Salix cinerea",), True),
    ]


def test_a_codebook_adds_its_lists_to_those_of_its_base(generic: Codebook) -> None:
    """Lists grow, texts are replaced, facets of the base stay."""
    own = parse("river.toml", SMALL + '\n[facets.role]\ntitle = "Who"\nhead_words = ["warden"]\n', generic)

    assert own.facet_of["role"].title == "Who"
    assert {"warden", "nurse"} <= set(own.facet_of["role"].head_words)
    assert [f.name for f in own.facets][: len(generic.facets)] == [f.name for f in generic.facets]


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        (SMALL.replace('item = "noun phrase"', 'item = "verb"'), 8, "'name', 'noun phrase', 'clause'"),
        (SMALL.replace("cues = [", "cuse = ["), 9, "unknown key 'cuse'"),
        (SMALL.replace('cues = ["species"]', 'cues = "species"'), 9, "list of texts"),
        (SMALL.replace('cues = ["species"]', 'patterns = ["(otter"]'), 9, "does not compile"),
        (SMALL.replace('title = "Rivers"', "title = Rivers"), 3, "not TOML"),
        (SMALL.replace('version = "1.0.0"\n', ""), None, "needs 'version'"),
        (SMALL.replace("[facets.species]", "[facets.Species]"), 5, "small letters"),
    ],
)
def test_a_broken_codebook_is_named_with_its_line(broken: str, line: int | None, words: str) -> None:
    """One sentence that says what is wrong and where."""
    with pytest.raises(BadCodebook) as caught:
        parse("river.toml", broken)

    assert caught.value.line == line
    assert words in str(caught.value)


def test_the_bundled_codebooks_parse_and_share_the_core_facets(root: Path, generic: Codebook) -> None:
    """Every bundled codebook has the five core facets, on top of the one that it extends."""
    for path in sorted((root / "data" / "codebooks").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        book = parse(path.name, text, generic if extends(path.name, text) else None)
        assert {"stage", "role", "tool", "challenge", "maturity_level"} <= set(book.facet_of)
