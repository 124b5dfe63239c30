"""Documents of one work are one study, others are not, and the order of files is no matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import join, study_key
from corpus.read import read
from corpus.study import Document, DocumentId, Study, StudyId
from tests.corpus.conftest import GOLDEN

NAMES = ("rooftop_bees.tei.xml", "rooftop_bees.md", "tram_brakes.txt")


def documents() -> list[Document]:
    return [read(name, (GOLDEN / name).read_bytes()) for name in NAMES]


def test_two_renditions_become_one_study_in_any_order_of_files() -> None:
    """The tree and the Markdown of one paper; the dump is another paper."""
    found = [join(order) for order in permutations(documents())]

    assert [study.id for study in found[0]] == ["farkas2018trams", "quist2021keeping"]
    assert all(studies == found[0] for studies in found)
    assert [len(study.documents) for study in found[0]] == [1, 2]


def test_metadata_are_merged_over_the_renditions(golden: Callable[[str], Document]) -> None:
    """Only the tree states the DOI."""
    study = join([golden("rooftop_bees.md"), golden("rooftop_bees.tei.xml")])[0]

    assert (study.doi, study.year, study.authors[0]) == ("10.5555/roof.2021.17", 2021, "Mara Quist")


def test_the_same_file_twice_is_one_document(golden: Callable[[str], Document]) -> None:
    """Also under another name."""
    document = golden("tram_brakes.txt")

    assert len(join([document, replace(document, name="copy.txt")])[0].documents) == 1


def test_two_papers_of_one_title_but_other_words_stay_apart(golden: Callable[[str], Document]) -> None:
    """A title and an author are not enough: part one and part two of a series."""
    one, two = golden("rooftop_bees.md"), golden("tram_brakes.txt")
    two = replace(two, metadata=replace(two.metadata, title=one.metadata.title, authors=one.metadata.authors, doi=""))

    assert len(join([one, two])) == 2


def test_two_dois_are_two_works(golden: Callable[[str], Document]) -> None:
    """Even when all words agree."""
    one = golden("rooftop_bees.tei.xml")
    two = golden("rooftop_bees.md")
    two = replace(two, metadata=replace(two.metadata, doi="10.5555/another"))

    assert len(join([one, two])) == 2


@given(st.permutations(range(4)))
def test_studies_that_would_share_an_id_get_letters_that_do_not_depend_on_order(order: list[int]) -> None:
    """Same surname, year and first word."""
    base = read("x", (GOLDEN / "tram_brakes.txt").read_bytes())
    twins = [
        replace(
            base,
            id=DocumentId(f"d{n:012}"),
            blocks=(),
            metadata=replace(base.metadata, doi=f"10.5555/{n}", title=f"Trams {n}"),
        )
        for n in range(4)
    ]

    found = join([twins[i] for i in order])

    assert [(s.id, s.title) for s in found] == [(f"farkas2018trams{c}", f"Trams {n}") for n, c in enumerate("abcd")]


def test_a_study_key_is_plain_ascii() -> None:
    """Accents, particles and stop words go."""
    study = Study(StudyId(""), "The über-hive: a review", ("Ana Müller-Łoś",), 2020, "", ())

    assert study_key(study) == "mullerlos2020uber"


def test_a_year_that_one_rendition_states_is_believed_before_one_guessed_from_references() -> None:
    """Whichever of the two files is the better rendition."""
    prose = " ".join(f"Keeper {n} of the town holds hive {n} on roof {n}." for n in range(80))
    entries = "".join(f'- [{n}] A. Noll, "On wind, part {n}", Roofs, {2009 + n}.\n' for n in range(1, 7))
    body = f"## Abstract\n\n{prose}\n\n## 1. Introduction\n\n{prose}\n\n## References\n\n{entries}"
    fronts = ["Mara Quist, Ole Berg (2012)", "Mara Quist, Ole Berg", "Mara Quist and Ole Berg"]
    files = [read(f"{n}.md", f"# Wind on city roofs\n\n{front}\n\n{body}".encode()) for n, front in enumerate(fronts)]

    assert [document.metadata.year for document in files] == [2012, 2015, 2015]
    assert [study.year for study in join(files)] == [2012]
