"""Code books of other programs become codebooks that Concord can use."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord.codebooks import parsed, problems_of, texts_of
from concord.importing.codebook_file import codebook_text
from concord.importing.codings import codebook_of
from concord.importing.mapping import Rule
from concord.importing.values import Code, in_order
from concord.settings import read_settings
from corpus.errors import BadInput
from extract.facet import Codebook
from tests.concord.importing.makers import guid, taguette_codebook

BASE = parsed(texts_of("generic"))


def checked(text: str, folder: Path) -> Codebook:
    """The codebook of a text, which has nothing wrong with it."""
    path = folder / "imported.toml"
    path.write_text(text, encoding="utf-8")
    _, problems = problems_of(str(path))
    assert [problem.message for problem in problems if problem.fatal] == []
    return parsed(texts_of(str(path)))


def book(*paths: str) -> tuple[Code, ...]:
    return in_order(Code(path, tuple(path.split(" > ")), f"note on {path}") for path in paths)


def test_top_codes_become_facets_and_those_below_terms(tmp_path: Path) -> None:
    """A code called like a facet of the generic codebook adds to it; deeper nesting is broader."""
    codes = book("Challenges > Cost", "Challenges > Cost > Insurance", "Sites & Places > Roof", "Alone")
    text, lost = codebook_text("bees", "Bees", codes, (), BASE)
    made = checked(text, tmp_path)

    assert made.name == "bees"
    assert {"Cost", "Insurance"} <= {entry.label for entry in made.facet_of["challenge"].lexicon}
    places = made.facet_of["sites_places"]
    assert (places.title, [entry.label for entry in places.lexicon]) == ("Sites & Places", ["Roof"])
    assert [(c.label, c.broader) for c in made.facet_of["challenge"].concepts if c.label in ("Cost", "Insurance")] == [
        ("Cost", ""),
        ("Insurance", "Cost"),
    ]
    assert [(row.what, row.where) for row in lost if row.what == "code"] == [("code", "Alone")]
    assert "note on Challenges > Cost" in [row.words for row in lost]


def test_a_flat_code_book_needs_a_facet(tmp_path: Path) -> None:
    """Nothing tells it otherwise; the reviewer does."""
    with pytest.raises(BadInput, match="nothing tells the facets"):
        codebook_text("bees", "Bees", book("Cost", "Noise"), (), BASE)
    text, lost = codebook_text("bees", "Bees", book("Cost", "Noise"), (Rule("Noise", "role"),), BASE, "challenge")
    made = checked(text, tmp_path)

    assert "Cost" in {entry.label for entry in made.facet_of["challenge"].lexicon}
    assert "Noise" in {entry.label for entry in made.facet_of["role"].lexicon}
    assert [row.what for row in lost] == ["note", "note"]


@pytest.mark.parametrize(
    "name",
    [
        'quote " and \\ slash',
        "tab\tand\nline",
        "Größe 🐝",
        "= 1 # no comment",
        "[brackets]",
        "'single'",
        "x" * 500,
        "...",
    ],
)
def test_any_name_of_a_code_is_a_text_of_toml(name: str, tmp_path: Path) -> None:
    """A code may be called anything."""
    codes = in_order([Code("a", ("Sites", name)), Code("b", (name, "Roof")), Code("c", ("Sites", name, name))])
    text, _ = codebook_text(name, name, codes, (), BASE)

    assert any(" ".join(name.split()) in {e.label for e in facet.lexicon} for facet in checked(text, tmp_path).facets)


def test_code_books_of_programs(tmp_path: Path) -> None:
    """Taguette's list with dots; ATLAS.ti's name space and groups; NVivo's with a colon in the number."""
    taguette = tmp_path / "codebook.qdc"
    taguette.write_bytes(taguette_codebook("site.roof", "site.yard.back", "site"))
    atlas = tmp_path / "atlas.qdc"
    atlas.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="ATLAS.ti Win 26.1.1"><Codes>'
        f'<Code guid="{{{guid("a").lower()}}}" name="Site" isCodable="true"><Description>where</Description>'
        f'<Code guid="{guid("b")}" name="Roof" isCodable="true"/></Code></Codes>'
        f'<Sets><Set guid="{guid("s")}" name="group 1"><MemberCode guid="{guid("b")}"/></Set></Sets></CodeBook>'
    )
    settings = read_settings({})
    one, other = codebook_of(taguette, settings), codebook_of(atlas, settings)

    assert [e.label for e in checked(one["toml"], tmp_path).facet_of["site"].lexicon] == ["roof", "yard", "back"]
    assert checked(other["toml"], tmp_path).facet_of["site"].definition == "where"
    assert (one["maker"], other["maker"]) == ("Taguette 1.4.1", "ATLAS.ti Win 26.1.1")
