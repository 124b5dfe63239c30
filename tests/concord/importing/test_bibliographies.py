"""Bibliographies: entries as programs write them, and what they tell of studies."""

from __future__ import annotations

import json

import pytest

from concord import KnowledgeBase
from concord.importing.parse import parse
from concord.importing.values import Bibliography
from corpus.errors import BadInput

BIB = r"""
@string{roofs = "Journal of Roofs"}
@comment{kept by hand}
@article{alder, author={Ada Alder and Ben Birch}, title={Keeping {B}ees on Roofs: A Systematic Review}, year=2021,
  journal=roofs, doi={https://doi.org/10.1234/ROOFS.7}}
@article{cedar, author={Cedar, Cleo and Cedar, Cleo}, title={Urban apiaries: a scoping review of practice}, year=2024}
@article{other, author={Zo{\"e} N\'u\~nez and {Bees {\&} Sons} and van der Berg, Jr., Jan}, title={Of w{\"a}x \& honey}}
@article{cedar, title={again}}
@misc{twice, title={one}, title={two}}
@book{broken, title={no end
@online{last, title={The last one}, date={2020-05-03}, url={https://doi.org/10.5555/last}}
"""
RIS = """TY  - JOUR
AU  - Alder, Ada
AU  - Birch, Ben
TI  - Keeping bees on roofs: a systematic review
PY  - 2021///
DO  - 10.1234/roofs.7
JO  - Journal of Roofs
ER  -

TY  - JOUR
T1  - Of wax
Y1  - 2019/03/01/

TY  - BOOK
TI  - Kept
A1  - King, Jr., Martin
ER  -
"""
CSL = [
    {
        "id": "alder",
        "type": "article-journal",
        "title": "Keeping bees on roofs: a systematic review",
        "author": [{"family": "Alder", "given": "Ada"}, {"family": "Birch", "given": "Ben"}],
        "issued": {"date-parts": [[2021, 4]]},
        "DOI": "10.1234/roofs.7",
        "container-title": ["Journal of Roofs"],
    },
    {"id": 2, "title": "Of wax", "author": [{"literal": "Bees & Sons"}], "issued": {"raw": "circa 2019"}},
    "no item",
]


def read(name: str, text: str) -> Bibliography:
    found = parse(name, text.encode())
    assert isinstance(found, Bibliography)
    return found


def test_bibtex_with_all_that_is_odd_about_it() -> None:
    """Accents, braces, strings, companies, suffixes; what is broken is told and the rest read."""
    found = read("refs.bib", BIB)

    assert [(e.key, e.title, e.authors, e.year, e.doi, e.venue) for e in found.entries] == [
        (
            "alder",
            "Keeping Bees on Roofs: A Systematic Review",
            ("Ada Alder", "Ben Birch"),
            2021,
            "10.1234/roofs.7",
            "Journal of Roofs",
        ),
        ("cedar", "Urban apiaries: a scoping review of practice", ("Cleo Cedar", "Cleo Cedar"), 2024, "", ""),
        ("other", "Of wäx & honey", ("Zoë Núñez", "Bees & Sons", "Jan van der Berg Jr."), None, "", ""),
        ("last", "The last one", (), 2020, "10.5555/last", ""),
    ]
    assert [(lost.where, lost.why.split(";")[0]) for lost in found.lost] == [
        ("line 8", "its key 'cedar' stands twice in the file"),
        ("line 9", "has a field twice (title)"),
        ("line 10", "is no whole entry"),
    ]


def test_ris_without_ends_and_with_slashes() -> None:
    """Each record is read alone; a missing ER, other tags for one thing and 2021/// are what programs write."""
    found = read("refs.ris", "\ufeff" + RIS)

    assert [(e.title, e.authors, e.year, e.doi, e.line) for e in found.entries] == [
        ("Keeping bees on roofs: a systematic review", ("Ada Alder", "Ben Birch"), 2021, "10.1234/roofs.7", 1),
        ("Of wax", (), 2019, "", 10),
        ("Kept", ("Martin King Jr.",), None, "", 14),
    ]
    assert read("refs.txt", RIS).format == "RIS"


def test_csl_json() -> None:
    """Names in parts or whole, dates in parts or raw, texts in lists; what is no item is told."""
    found = read("refs.json", json.dumps(CSL))

    assert [(e.key, e.authors, e.year, e.venue) for e in found.entries] == [
        ("alder", ("Ada Alder", "Ben Birch"), 2021, "Journal of Roofs"),
        ("2", ("Bees & Sons",), 2019, ""),
    ]
    assert [lost.where for lost in found.lost] == ["item 3"]


@pytest.mark.parametrize(("name", "text"), [("r.bib", BIB), ("r.ris", RIS), ("r.json", json.dumps(CSL))])
def test_what_a_study_lacks_is_filled_in(kb: KnowledgeBase, name: str, text: str) -> None:
    """By title, year and authors; the same file twice changes nothing, and the source is kept."""
    record = kb.import_bibliography((name, text.encode()))
    study = next(s for s in kb.studies() if s["id"] == "alder2021keeping")

    assert study["doi"] == "10.1234/roofs.7"
    assert [(f["study"], f["name"], f["after"]) for f in record["fields"] if f["taken"]] == [
        ("alder2021keeping", "doi", "10.1234/roofs.7")
    ]
    told = kb.log()[-1]
    assert (told["kind"], told["about"], told["fields"]) == ("describe", "alder2021keeping", {"doi": "10.1234/roofs.7"})
    assert told["source"] == f"{name} ({record['hash']}), imported by ann"
    assert kb.import_bibliography((name, text.encode()))["taken"]["fields"] == 0
    assert [len(kb.undo_import(1)), kb.studies()[0]["doi"]] == [1, ""]


def test_a_contradiction_is_shown_and_kept_out_unless_the_file_is_to_win(kb: KnowledgeBase) -> None:
    """Overriding takes a reason, which stands in the log."""
    file = ("refs.bib", BIB.encode())
    record = kb.import_bibliography(file, dry_run=True)
    where = {row["where"]: row["why"] for row in record["remarks"]}

    assert where["cedar2023urban, authors"].startswith("the study has 'Cleo Cedar', which stays")
    assert [(f["name"], f["before"], f["taken"]) for f in record["fields"] if f["study"] == "cedar2023urban"] == [
        ("authors", "Cleo Cedar", False),
        ("year", "2023", False),
    ] or record["matched"] == [{"entry": "alder", "study": "alder2021keeping", "by": ["title", "year", "author"]}]
    with pytest.raises(BadInput, match="needs a reason"):
        kb.import_bibliography(file, override=True)
    kb.import_bibliography(file, override=True, reason="as published")
    assert kb.log()[-1]["reason"] == "as published"


def test_entries_without_a_study_are_listed(kb: KnowledgeBase) -> None:
    """With their line and words; and so is what no study can keep."""
    record = kb.import_bibliography(("refs.bib", BIB.encode()), dry_run=True)

    assert {row["where"]: row["why"] for row in record["lost"]}["other, line 7"] == "is no study of the knowledge base"
    assert any(row["where"] == "journal, book or publisher" for row in record["remarks"])


def test_an_entry_with_another_doi_than_its_study_is_told_which(kb: KnowledgeBase) -> None:
    """It was told that a DOI would settle it, which it has."""
    kb.import_bibliography(("refs.bib", BIB.encode()))
    other = BIB.replace("10.1234/ROOFS.7", "10.1234/roofs.8")
    record = kb.import_bibliography(("other.bib", other.encode()), dry_run=True)
    told = next(row["why"] for row in record["lost"] if row["where"].startswith("alder,"))

    assert told.startswith("may be alder2021keeping, but its DOI is another one than the study's, 10.1234/roofs.7")
    assert "concord review describe alder2021keeping --doi" in told
