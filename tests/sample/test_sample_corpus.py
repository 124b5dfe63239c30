"""The sample corpus and its answer key agree with each other; no room of the program is called here."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

CORPUS = Path(__file__).parents[2] / "data" / "sample_corpus"
FACETS = ("stage", "role", "tool", "challenge", "maturity_level")
NOTE = "Synthetic sample written for Concord; not a real study."
PLACES = {path.name: path for path in sorted((CORPUS / "documents").glob("*/*"))}


def fold(text: str) -> str:
    return " ".join(text.split())


def as_read(name: str) -> str:
    """A file's text, folded; tags of TEI stripped, those inside a sentence without leaving a blank."""
    text = PLACES[name].read_text(encoding="utf-8")
    if name.endswith(".xml"):
        text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?ref\b[^>]*>", "", text)))
    return fold(text)


def load(name: str) -> Any:
    return json.loads((CORPUS / "key" / name).read_text(encoding="utf-8"))


KEYS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "key/themes").glob("*"))}
THEMES = {theme["id"]: theme for key in KEYS.values() for theme in key["themes"]}
ALIGNMENT, ABOUT = load("alignment.json"), load("corpus.json")
STUDIES = {study["id"]: study for study in ABOUT["studies"]}
CONCEPTS = [concept for facet in FACETS for concept in ALIGNMENT["facets"][facet]]
FILES = sorted(PLACES)


def stands_in(study: str, words: str) -> bool:
    return any(fold(words) in as_read(name) for name in STUDIES[study]["files"])


def test_the_files_are_those_of_the_key() -> None:
    """Each paper belongs to one study of the key, and each study has its files, a title and a year."""
    assert FILES == sorted(name for study in STUDIES.values() for name in study["files"])
    assert sorted(KEYS) == sorted(STUDIES)
    for id, key in KEYS.items():
        about = {name: key["study"][name] for name in ("id", "title", "authors", "year", "doi")}
        assert about == {name: STUDIES[id][name] for name in about}
        assert key["study"]["renditions"] == STUDIES[id]["files"]


def test_the_corpus_is_as_large_and_as_mixed_as_promised() -> None:
    """Thirteen studies of two fields, nine and four; each format often enough; one study in two renditions."""
    assert sorted(Counter(study["field"] for study in STUDIES.values()).values()) == [4, 9]
    assert Counter(name.partition(".")[2] for name in FILES) == {"tei.xml": 5, "md": 6, "txt": 3}
    assert [study["files"] for study in STUDIES.values() if len(study["files"]) > 1] == [
        ["ferrante2022_maturity.tei.xml", "ferrante2022_preprint.md"]
    ]


def test_each_field_has_a_folder_of_its_own() -> None:
    """Studies of one field lie together, and no two files share a stem, by which scores find their study."""
    folders: dict[str, set[str]] = {}
    for study in STUDIES.values():
        folders.setdefault(study["field"], set()).update(PLACES[name].parent.name for name in study["files"])
    assert folders == {"water network twins": {"water_twins"}, "tele-rehabilitation nursing": {"telerehab"}}
    assert len({name.partition(".")[0] for name in FILES}) == len(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_that_it_is_synthetic(name: str) -> None:
    """A paper that leaves this folder still tells its reader what it is."""
    assert NOTE in as_read(name)


@pytest.mark.parametrize("study", sorted(STUDIES))
def test_every_file_names_its_title_and_authors(study: str) -> None:
    """Title and authors of the key stand in each rendition."""
    for name in STUDIES[study]["files"]:
        text = as_read(name)
        missing = [words for words in (STUDIES[study]["title"], *STUDIES[study]["authors"]) if words not in text]
        assert missing == []


@pytest.mark.parametrize("study", sorted(STUDIES))
def test_every_quote_stands_in_its_study(study: str) -> None:
    """Quotes are verbatim after folding white space, and hold one of the forms as written."""
    for theme in KEYS[study]["themes"]:
        assert stands_in(study, theme["quote"]), theme["id"]
        assert any(form in theme["quote"].replace("**", "") for form in theme["surface"]), theme["id"]
        assert len(theme["quote"]) <= 240, theme["id"]


def test_the_renditions_that_hold_a_quote_are_named_rightly() -> None:
    """`found_in` of a study with two renditions is what can be read there."""
    for theme in KEYS["ferrante2022"]["themes"]:
        holding = [name for name in STUDIES["ferrante2022"]["files"] if fold(theme["quote"]) in as_read(name)]
        assert theme["found_in"] == holding


def test_ids_facets_and_parents_are_sound() -> None:
    """An id is unique and names study and facet; a parent is another theme of the same study and facet."""
    assert len(THEMES) == sum(len(key["themes"]) for key in KEYS.values())
    for id, theme in THEMES.items():
        study, facet, _ = id.split("::")
        assert study in STUDIES and facet == theme["facet"] and facet in FACETS
        assert theme["polarity"] in ("asserts", "denies", "hedges")
        if theme["parent"] is not None:
            assert theme["parent"] != id and theme["parent"] in THEMES
            assert theme["parent"].split("::")[:2] == [study, facet]


def test_every_level_has_its_model() -> None:
    """A maturity level without its model says little."""
    levels = [theme for theme in THEMES.values() if theme["facet"] == "maturity_level" and theme["kind"] == "level"]

    assert len(levels) > 30
    assert all(THEMES[level["parent"]]["kind"] == "model" for level in levels)


def test_every_theme_is_in_exactly_one_concept_of_its_facet() -> None:
    """Concepts partition the themes, and name the studies of their members by polarity."""
    members = Counter(member for concept in CONCEPTS for member in concept["members"])
    assert members == dict.fromkeys(THEMES, 1)
    assert len({concept["id"] for concept in CONCEPTS}) == len(CONCEPTS)
    for facet in FACETS:
        for concept in ALIGNMENT["facets"][facet]:
            themes = [THEMES[member] for member in concept["members"]]
            assert {theme["facet"] for theme in themes} == {facet}
            asserting = {theme["id"].split("::")[0] for theme in themes if theme["polarity"] == "asserts"}
            assert concept["supported_by"] == sorted(asserting)
            assert not set(concept["supported_by"]) & set(concept["denied_by"]), concept["id"]
            assert all(THEMES[near]["facet"] == facet for near in concept.get("near", []))


def test_pairs_that_must_not_merge_are_apart_in_the_key() -> None:
    """A forbidden pair names two themes of one facet that stand in different concepts, with a reason."""
    concept_of = {member: concept["id"] for concept in CONCEPTS for member in concept["members"]}
    pairs = [frozenset(entry["pair"]) for entry in ALIGNMENT["must_not_merge"]]
    assert len(set(pairs)) == len(pairs) >= 30
    for entry in ALIGNMENT["must_not_merge"]:
        first, second = entry["pair"]
        assert THEMES[first]["facet"] == THEMES[second]["facet"] == entry["facet"]
        assert concept_of[first] != concept_of[second]
        assert entry["reason"]


def test_refutations_quote_both_sides() -> None:
    """A refutation between studies has words of at least two, one within a study of one; all stand in the files."""
    scopes = Counter(entry["scope"] for entry in ALIGNMENT["refutations"])
    assert scopes["between"] >= 2 and scopes["within"] >= 1
    for entry in ALIGNMENT["refutations"]:
        assert all(stands_in(quote["study"], quote["quote"]) for quote in entry["quotes"]), entry["id"]
        assert (len({quote["study"] for quote in entry["quotes"]}) > 1) == (entry["scope"] == "between")
        assert all(quote["theme"] in THEMES for quote in entry["quotes"] if "theme" in quote)


def test_traps_stand_in_the_text_and_are_no_themes() -> None:
    """What must not be extracted can be read in the study and is no form of a theme of it."""
    for entry in ALIGNMENT["must_not_extract"]:
        forms = {
            form.casefold() for theme in KEYS[entry["study"]]["themes"] for form in (theme["label"], *theme["surface"])
        }
        assert stands_in(entry["study"], entry["string"])
        assert entry["string"].casefold() not in forms


def test_two_reviews_include_others_of_the_corpus() -> None:
    """The relations between studies follow from their reference lists, and are shown by words of the citing study."""
    told = {(r["from"], r["to"]): r["relation"] for r in ABOUT["relations"]}
    listed = {
        (study["id"], work): "includes" if work in study["included"] else "cites"
        for study in STUDIES.values()
        for work in study["references"]
        if work in STUDIES
    }
    assert told == listed
    assert sorted(pair for pair, relation in told.items() if relation == "includes") == [
        ("amsel2024", "lindqvist2022"),
        ("amsel2024", "varga2021"),
        ("pembridge2025", "ferrante2022"),
        ("pembridge2025", "okafor2023"),
    ]
    assert all(stands_in(relation["from"], relation["quote"]) for relation in ABOUT["relations"])


def test_every_reference_stands_in_every_rendition() -> None:
    """Title and first author of each work stand in the files whose reference list holds it."""
    works = {work["id"]: work for work in ABOUT["works"]} | STUDIES
    for study in STUDIES.values():
        for name in study["files"]:
            plain = as_read(name)
            text = {plain, re.sub(r"(?<=\w)- (?=\w)", "", plain)}  # as it stands, and with broken words made whole
            for id in study["references"]:
                surname = works[id]["authors"][0].split()[-1]
                torn = name.endswith(".txt")  # a running head may stand in the middle of a title there
                title = works[id]["title"][: 30 if torn else None]
                assert any(title in t and surname in t for t in text), (name, id)


def test_shared_primary_studies_follow_from_the_included_lists() -> None:
    """Each pair of reviews that shares primary studies is listed, with all of them; the interviews share none."""
    included = {id: set(study["included"]) for id, study in STUDIES.items()}
    expected = {(a, b): included[a] & included[b] for a, b in combinations(sorted(STUDIES), 2)}

    told = {tuple(entry["studies"]): set(entry["works"]) for entry in ABOUT["shared_primary_studies"]}
    assert told == {pair: works for pair, works in expected.items() if works}
    assert included["moreau2023"] == set()


def test_covered_areas_follow_from_the_included_lists() -> None:
    """N, r, c and the corrected covered area of each field are those of its reviews."""
    for entry in ABOUT["overlap"]:
        lists = [set(STUDIES[id]["included"]) for id in entry["studies"]]
        n, r, c = sum(map(len, lists)), len(set[str]().union(*lists)), len(lists)
        assert (entry["N"], entry["r"], entry["c"]) == (n, r, c)
        assert entry["cca"] == pytest.approx((n - r) / (r * c - r), abs=5e-5)


def test_expected_agreement_follows_from_the_key() -> None:
    """Supporters are those of the concept; eligible are the studies that report a theme of the facet."""
    concepts = {concept["id"]: concept for concept in CONCEPTS}
    rows = {row["concept"]: row for row in ABOUT["expected_agreement"]}
    assert set(rows) == {concept["id"] for concept in CONCEPTS if len(concept["studies"]) > 1}
    for id, row in rows.items():
        eligible = sorted({theme.split("::")[0] for theme in THEMES if THEMES[theme]["facet"] == row["facet"]})
        assert row["supporting"] == concepts[id]["supported_by"]
        assert row["eligible"] == eligible
        assert row["eligible_in_field"] == [study for study in eligible if STUDIES[study]["field"] == row["field"]]
        assert set(row["supporting"]) <= set(row["eligible_in_field"])


def test_the_field_of_the_demo_shows_every_verdict() -> None:
    """In the key: widely shared, shared by more than half, disputed, minority; and facets that a study leaves out."""
    rows = [row for row in ABOUT["expected_agreement"] if row["field"] == "water network twins"]
    share = {row["concept"]: len(row["supporting"]) / len(row["eligible_in_field"]) for row in rows}
    quiet = [row for row in rows if not row["denying"]]
    for facet in ("stage", "role", "tool", "challenge"):
        shares = [share[row["concept"]] for row in quiet if row["facet"] == facet]
        assert any(value >= 0.75 for value in shares), facet
        assert any(0.5 < value < 0.75 for value in shares), facet
        assert any(value < 0.5 for value in shares), facet
    assert len([row for row in rows if row["denying"] and row["supporting"]]) >= 5
    assert len({study for row in rows for study in row["eligible_in_field"]}) == 9
    assert {len(row["eligible_in_field"]) for row in rows} == {6, 7, 9}


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".xml")])
def test_tei_files_are_well_formed_and_their_pointers_arrive(name: str) -> None:
    """Each reference in the text points at an entry or a figure of the same file."""
    root = ElementTree.fromstring(PLACES[name].read_bytes())  # noqa: S314 - our own file
    ids = {node.get("{http://www.w3.org/XML/1998/namespace}id") for node in root.iter()}
    targets = [node.get("target", "") for node in root.iter("{http://www.tei-c.org/ns/1.0}ref")]

    assert targets
    assert [target for target in targets if target.removeprefix("#") not in ids] == []


def test_the_promised_damage_is_there() -> None:
    """Fused bullets, a list in a figure description, tabs, running heads, hyphens and a lost heading."""
    raw = {name: PLACES[name].read_text(encoding="utf-8") for name in FILES}
    assert re.search(r"<p>•[^<]*(<ref[^>]*>[^<]*</ref>[^<]*)*•", raw["varga2021_twins.tei.xml"])
    assert re.search(r"<figDesc>[^<]*•[^<]*•", raw["amsel2024_umbrella.tei.xml"])
    assert "Role\tTask\tMain difficulty" in raw["hashemi2023_nursing.md"]
    assert "| Role |" in raw["okafor2023_survey.md"]
    assert not re.search(r"^#", raw["moreau2023_interviews.md"], re.MULTILINE)
    for name, lost in (
        ("lindqvist2022_dump.txt", "4 Discussion"),
        ("dunmore2022_scoping.txt", "3 Results"),
        ("iversholt2024_work.txt", "4 Discussion"),
    ):
        assert len(re.findall(r"^\d{2,3}\n\f", raw[name], re.MULTILINE)) >= 2
        assert re.search(r"[a-z]-\n[a-z]", raw[name])
        assert lost not in raw[name]
