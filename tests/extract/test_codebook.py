"""Codebooks are data that a reviewer edits; what is wrong with one is said with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadCodebook
from extract.codebook import Codebook, ItemShape, extends, parse, read
from extract.toml_places import places

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
        (SMALL.replace("cues = [", "cuse = ["), 9, "unknown key 'cuse'; did you mean 'cues'?"),
        (SMALL.replace('title = "Rivers"', "title = “Rivers”"), 3, "quotes must be straight"),
        (SMALL + "\n[facets.species]\n", 12, "stands twice"),
        (SMALL.replace('cues = ["species"]', "singular = 1"), 9, "true or false"),
        (SMALL.replace('"Otter", {', '"Otter", { colour = 1,'), 10, "unknown key 'colour'"),
        (SMALL.replace('"Otter"', "3"), 10, "a lexicon entry is"),
        (SMALL.replace('cues = ["species"]', 'cues = [\n "species",\n "",\n]'), 11, "empty text"),
        (SMALL + "\n[parts]\nprotocoll = []\n", 13, "did you mean 'protocol'?"),
        (SMALL.replace('cues = ["species"]', "patterns = ['x*']"), 9, "everywhere"),
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


def test_all_that_is_wrong_is_named_at_once() -> None:
    """By line, each at its own key in its own facet, though the same word stands in the facet before."""
    two = SMALL + '\n[facets.river]\ntitle = 1\nitem = "verb"\ncues = "river"\ncuse = []\n'

    book, problems = read("river.toml", two)

    assert book is None
    assert [p.line for p in problems] == [13, 14, 15, 16]
    assert [
        word for p, word in zip(problems, ("title", "item", "cues", "cuse"), strict=True) if word not in p.message
    ] == []


@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9), min_size=1, max_size=5),
    noise=st.lists(st.sampled_from(["", "# title = [", "  # ]"]), max_size=3),
)
def test_places_find_each_text_on_its_line(texts: list[str], noise: list[str]) -> None:
    """Whatever texts hold (quotes, brackets, signs of comments), and whatever comments stand between."""
    lines = ["[facets.one]", *noise, "cues = ["]
    at = {}
    for i, text in enumerate(texts):
        lines += [f"  {json.dumps(f'{i}{text}', ensure_ascii=False)},", *noise]
        at[f"{i}{text}"] = len(lines) - len(noise)
    lines += ["]", "item = 'x'"]
    found = places("\n".join(lines))

    assert {text: found.text(("facets", "one", "cues"), text) for text in at} == at
    assert found.key("facets", "one") == 1
    assert found.key("facets", "one", "item") == len(lines)
