"""Codebooks: bundled ones, a reviewer's own, and the one whose words a study speaks."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from concord import KnowledgeBase, codebooks, resources
from concord.deriving import choosing
from corpus.errors import BadCodebook, BadInput
from corpus.study import Document, DocumentId, Study, StudyId
from extract.facet import Facet
from tests.stores import Places

BEES = """
name = "bees"
version = "1"
title = "Bees"
extends = "generic"

[facets.plant]
title = "Plant"
item = "noun phrase"
cues = ["plant", "flower"]
"""


def study(text: str) -> Study:
    return Study(StudyId("s"), "", (), None, "", (Document(DocumentId("d1"), "a", "text", text),))


def test_every_bundled_codebook_can_be_used() -> None:
    """The names are those of the files, and each parses with what it extends."""
    books = {name: codebooks.parsed(codebooks.texts_of(name)) for name in resources.bundled_codebooks()}

    assert "generic" in books
    assert all(book.name == name for name, book in books.items())


def test_a_reviewers_codebook_extends_a_bundled_one(tmp_path: Path) -> None:
    """The base comes first in the texts that are kept, so the knowledge base needs no file."""
    (tmp_path / "bees.toml").write_text(BEES)

    texts = codebooks.texts_of(str(tmp_path / "bees.toml"))

    assert [name for name, _ in texts] == ["generic.toml", "bees.toml"]
    assert {"plant", "challenge"} <= set(codebooks.parsed(texts).facet_of)


def test_a_codebook_in_another_encoding_is_said_with_its_line(tmp_path: Path) -> None:
    """In words that tell what to do, as old editors save letters with accents otherwise."""
    path = tmp_path / "bees.toml"
    path.write_bytes(BEES.replace('"Bees"', '"Bienen, K\u00f6nigin"').encode("cp1252"))

    with pytest.raises(BadCodebook, match=r"^bees.toml:4: is not UTF-8 text; save it with the encoding UTF-8$"):
        codebooks.texts_of(str(path))


def test_a_circle_is_said(tmp_path: Path) -> None:
    """Two codebooks that extend each other would never end."""
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{one}.toml").write_text(f'name="{one}"\nversion="1"\ntitle="x"\nextends="{other}"\n')

    with pytest.raises(BadCodebook, match="extends itself"):
        codebooks.texts_of(str(tmp_path / "a.toml"))


def test_a_missing_codebook_is_said_with_those_that_are_there() -> None:
    """A typing error is answered with the names."""
    with pytest.raises(BadInput, match=r"no codebook 'bes'.*generic, mlops"):
        codebooks.texts_of("bes")


def test_a_study_is_read_with_the_codebook_whose_words_it_speaks() -> None:
    """Four unmistakable terms of its lexicon and a phrase of its field; other fields use the same clouds."""
    book = codebooks.parsed(codebooks.texts_of("mlops"))
    base = codebooks.parsed(codebooks.texts_of("generic"))
    known = {e.label for f in base.facets for e in f.lexicon}
    terms = [e.label for f in book.facets for e in f.lexicon if not e.ambiguous and e.label not in known]

    assert choosing.chosen_for(study(f"We use {terms[0]}.")).codebook.name == "generic"
    assert choosing.chosen_for(study(" and ".join(terms[:6]))).codebook.name == "generic"
    assert choosing.chosen_for(study("On MLOps: " + " and ".join(terms[:6]))).codebook.name == "mlops"


def test_the_codebook_in_force_reads_all_studies(filled: Path, place: str, tmp_path: Path, papers: list[Path]) -> None:
    """Once chosen it stays, also when the knowledge base is opened without naming it."""
    own = tmp_path / "bees.toml"
    own.write_text(BEES)
    kb = KnowledgeBase(place, codebook=str(own))
    kb.add(papers[0])
    own.unlink()
    again = KnowledgeBase(place)

    (mine,) = [row for row in again.codebooks() if row["in_force"]]
    assert (mine["name"], mine["source"], len(mine["studies"])) == ("bees", "own", 1)
    assert "plant" in again.facets()
    assert "plant" not in KnowledgeBase(filled).facets()


def test_the_setting_is_for_a_new_knowledge_base(places: Places, papers: list[Path]) -> None:
    """CONCORD_CODEBOOK changes nothing in a knowledge base that has papers; to adopt another one does."""
    from concord.settings import Settings

    place = places.empty()
    KnowledgeBase(place).add(papers[0])
    later = KnowledgeBase(place, settings=Settings(codebook="mlops"))
    fresh = KnowledgeBase(places.empty(), settings=Settings(codebook="mlops"))

    assert [row["name"] for row in later.codebooks() if row["in_force"]] == []
    assert [row["name"] for row in fresh.codebooks() if row["in_force"]] == ["mlops"]
    later.adopt_codebook("mlops", reason="of that field")
    assert [row["name"] for row in later.codebooks() if row["in_force"]] == ["mlops"]
    later.adopt_codebook("auto", reason="of many fields")
    assert [row["name"] for row in later.codebooks() if row["in_force"]] == []


@pytest.mark.parametrize("base", ["generic", "mlops", None])
def test_a_new_codebook_is_sound_as_it_is_written(tmp_path: Path, base: str | None) -> None:
    """Before and after a person takes the marks of comments away."""
    path = tmp_path / "bees.toml"
    codebooks.write_new("bees", 'Bees and "other" insects', base, path)
    text = path.read_text(encoding="utf-8")
    path.with_name("all.toml").write_text(re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE))

    assert codebooks.problems_of(str(path)) == ("bees.toml", ())
    assert codebooks.problems_of(str(path.with_name("all.toml"))) == ("all.toml", ())
    book = codebooks.parsed(codebooks.texts_of(str(path.with_name("all.toml"))))
    assert book.facet_of["setting"].head_words == ("clinic",)
    assert ("challenge" in book.facet_of) == (base is not None)


def test_a_new_codebook_overwrites_nothing(tmp_path: Path) -> None:
    """Neither a file nor a name that Concord has."""
    (tmp_path / "bees.toml").write_text(BEES)

    with pytest.raises(BadInput, match="is there already"):
        codebooks.write_new("bees", "Bees", None, tmp_path / "bees.toml")
    with pytest.raises(BadInput, match="has a codebook 'generic' already"):
        codebooks.write_new("generic", "Bees", None, tmp_path / "b.toml")
    with pytest.raises(BadInput, match="small letters"):
        codebooks.write_new("My Bees", "Bees", None, tmp_path / "b.toml")
    assert (tmp_path / "bees.toml").read_text() == BEES


def test_what_a_codebook_extends_is_named_with_its_line(tmp_path: Path) -> None:
    """When there is no such codebook."""
    (tmp_path / "bees.toml").write_text(BEES.replace('"generic"', '"generik"'))

    with pytest.raises(BadCodebook, match=r"bees.toml:5: There is no codebook 'generik'"):
        codebooks.texts_of(str(tmp_path / "bees.toml"))


def test_a_facet_is_shown_with_every_key_that_it_says(tmp_path: Path) -> None:
    """All keys of the file are in the record; a facet that is not there is said with those that are."""
    (tmp_path / "bees.toml").write_text(
        BEES + 'lexicon = [{ label = "Ling", forms = ["Heather"], ambiguous = true }]\n'
    )
    texts = codebooks.texts_of(str(tmp_path / "bees.toml"))

    (plant,) = codebooks.detail(texts, "plant")["facets"]

    assert {"cues", "heading_cues", "lead_in_cues", "negative_cues", "exclude", "patterns"} <= set(plant)
    assert (plant["lexicon"], plant["forms"], plant["ambiguous"]) == (["Ling"], {"Ling": ["Heather"]}, ["Ling"])
    with pytest.raises(BadInput, match=r"bees has no facet 'ant'; there are: .*plant"):
        codebooks.detail(texts, "ant")


def test_themes_say_with_which_codebook_they_were_made(place: str, tmp_path: Path, papers: list[Path]) -> None:
    """Name and version; a new version puts its own name on them."""
    own = tmp_path / "bees.toml"
    own.write_text(BEES)
    kb = KnowledgeBase(place, codebook=str(own))
    kb.add(papers[0])
    before = kb.themes()
    own.write_text(BEES.replace('version = "1"', 'version = "2"'))
    kb.adopt_codebook(str(own), reason="version 2")
    after = kb.themes()

    assert {row["codebook"] for row in before} == {"bees 1"}
    assert {row["codebook"] for row in after} == {"bees 2"}
    assert kb.show(before[0]["id"])["codebook"] == "bees 2"


def test_the_page_on_codebooks_shows_every_key_once(root: Path) -> None:
    """In its tables, and in an example that is sound."""
    page = (root / "docs" / "codebooks.md").read_text(encoding="utf-8")
    rows = [
        key for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for key in re.findall(r"`([a-z_\[\]]+)`", row)
    ]
    keys = {field.name for field in fields(Facet)} - {"name"} | {"name", "version", "extends", "field", "[parts]"}

    assert {key for key in keys if rows.count(key) < 1} == set()
    assert [key for key in keys - {"title"} if rows.count(key) > 1] == []


def test_the_example_on_the_page_is_sound(root: Path, tmp_path: Path) -> None:
    """A person who copies it can use it."""
    page = (root / "docs" / "codebooks.md").read_text(encoding="utf-8")
    (tmp_path / "river.toml").write_text(page.split("```toml\n")[1].split("```")[0])

    assert codebooks.problems_of(str(tmp_path / "river.toml")) == ("river.toml", ())


def test_the_example_of_concepts_on_the_page_is_sound(root: Path, tmp_path: Path) -> None:
    """And its concepts reach the aligner under the names that the page gives them."""
    page = (root / "docs" / "codebooks.md").read_text(encoding="utf-8").split("## Concepts")[1]
    (tmp_path / "labs.toml").write_text(page.split("```toml\n")[1].split("```")[0])

    assert codebooks.problems_of(str(tmp_path / "labs.toml")) == ("labs.toml", ())
    known = codebooks.thesaurus_of([codebooks.texts_of(str(tmp_path / "labs.toml"))])
    assert known.concept(("the", "courier", "service"), "stage") == "stage_sample_transport*"
    assert known.concept(("registration", "of", "samples"), "stage") == "stage_sample_registration*"
    assert known.concept(("delays", "of", "the", "courier", "service"), "stage") == ""


def test_no_bundled_codebook_is_doubtful() -> None:
    """Whoever extends one finds nothing wrong in what it is built on."""
    assert {name: codebooks.problems_of(name)[1] for name in resources.bundled_codebooks()} == {
        name: () for name in resources.bundled_codebooks()
    }


def test_a_new_codebook_tells_how_to_check_the_very_file(tmp_path: Path) -> None:
    """Which may have another name than the codebook."""
    from concord.codebooks import write_new

    write_new("wounds", "Wounds", "generic", tmp_path / "my words.toml")

    assert f"concord codebook check {tmp_path / 'my words.toml'}\n" in (tmp_path / "my words.toml").read_text("utf-8")


def test_the_concepts_of_a_codebook_are_shown_as_they_stand_in_the_file(tmp_path: Path) -> None:
    """With the keys of the file, empty ones too, so that a program can read what a person wrote."""
    (tmp_path / "bees.toml").write_text(BEES + '[[facets.plant.concepts]]\nlabel = "Ling"\nalt = ["heather"]\n')

    (row,) = codebooks.detail(codebooks.texts_of(str(tmp_path / "bees.toml")), "plant")["facets"]

    assert row["concepts"] == [{"label": "Ling", "alt": ["heather"], "broader": "", "not": []}]
