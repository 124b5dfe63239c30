"""Versions of one work, contradictions about which file is which work, and the ids that a study once had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import join
from corpus.study import Block, BlockKind, Document, DocumentId, Metadata, Reference, StudyId

TITLE = "Keeping bees on the roofs of towns: a scoping review"
PEOPLE = ("Mara Quist", "Ole Berg")


def body(*chapters: str, words: int = 120) -> str:
    """Text of which two with a chapter in common share just that chapter's wording."""
    return " ".join(f"{chapter}{n} and {chapter}{n + 1}" for chapter in chapters for n in range(words))


def document(
    n: int, text: str, title: str = TITLE, *, doi: str = "", year: int | None = 2021, front: str = ""
) -> Document:
    whole = f"{front}\n{text}"
    block = Block(BlockKind.PARAGRAPH, len(front) + 1, len(whole))
    metadata = Metadata(title=title, authors=PEOPLE, year=year, doi=doi)
    return Document(DocumentId(f"d{n:012}"), f"{n}.txt", "text", whole, metadata=metadata, blocks=(block,))


def relations(documents: Sequence[Document]) -> list[tuple[str, str]]:
    """What each study, by its year, says of the other."""
    studies = join(documents)
    year = {study.id: str(study.year) for study in studies}
    return sorted((year[s.id], f"{v.relation} {year[v.study]}") for s in studies for v in s.versions)


@pytest.mark.parametrize(
    ("early", "late", "relation", "inverse"),
    [
        (
            document(1, body("a", "b"), doi="10.48550/arxiv.1", year=2020),
            document(2, body("a", "c"), doi="10.5555/1"),
            "preprint",
            "published version",
        ),
        (
            document(1, body("p"), "Keeping bees on the roofs of towns: protocol for a scoping review", year=2020),
            document(2, body("a", "b")),
            "protocol",
            "completed study",
        ),
        (
            document(1, body(*"abcdefgh"), "Bees above us", year=2019, front="A thesis submitted for a degree"),
            document(2, body("a", "x", "y", "z")),
            "thesis",
            "article",
        ),
        (
            document(1, body("a"), year=2015, doi="10.5555/1"),
            document(2, body("b"), f"{TITLE}, an update", doi="10.5555/2"),
            "earlier version",
            "later version",
        ),
        (
            document(1, body("a", "b"), "Bees on roofs", year=2019, doi="10.5555/1"),
            document(2, body("a", "b", "c", "d"), "What keepers of bees know", doi="10.5555/2"),
            "earlier version",
            "later version",
        ),
    ],
    ids=["preprint", "protocol", "thesis", "update", "conference"],
)
def test_versions_of_a_work_are_studies_that_name_each_other(
    early: Document, late: Document, relation: str, inverse: str
) -> None:
    """With what the one is to the other, and why."""
    found = join([late, early])

    assert len(found) == 2
    assert relations([early, late]) == [
        (str(early.metadata.year), f"{inverse} 2021"),
        ("2021", f"{relation} {early.metadata.year}"),
    ]
    assert all("Quist" in version.why or "Berg" in version.why for study in found for version in study.versions)


@pytest.mark.parametrize(
    "other",
    [
        document(2, body("x", "y"), "Other matters of the same authors", doi="10.5555/2"),
        document(2, body("x", "y"), f"{TITLE}, part II"),
        replace(document(2, body("x", "y")), metadata=Metadata(TITLE, ("Ana Sand",), 2021)),
    ],
    ids=["other words", "another part", "other people"],
)
def test_works_of_one_author_are_no_versions_by_that_alone(other: Document) -> None:
    """Nor are parts of a series, or papers of one title."""
    assert relations([document(1, body("a", "b")), other]) == []


@pytest.mark.parametrize(
    ("one", "other", "what", "studies"),
    [
        (document(1, body("a"), doi="10.5555/1"), document(2, body("a"), doi="10.5555/2"), "two DOIs", 2),
        (
            document(1, body("a"), doi="10.5555/1"),
            document(2, body("b"), "Trams and their brakes in cold weather", doi="10.5555/1"),
            "one DOI, two titles",
            2,
        ),
        (document(1, body("a")), document(2, body("b")), "one title, other text", 2),
        (document(1, body("a")), document(2, body("b"), year=2011), "one title, other year", 2),
        (document(1, body("a")), document(2, body("a"), year=2011), "two years", 1),
        (document(1, body("a")), document(2, body("a"), "Another name of the same words"), "two titles", 1),
    ],
    ids=["dois", "doi", "text", "year", "years", "titles"],
)
def test_a_contradiction_is_shown_and_not_resolved_in_silence(
    one: Document, other: Document, what: str, studies: int
) -> None:
    """On every study that it concerns, with its documents and both sides' words."""
    found = join([one, other])

    assert len(found) == studies
    for study in found:
        assert [(clash.what, clash.documents) for clash in study.conflicts] == [(what, (one.id, other.id))]
        assert "1.txt" in study.conflicts[0].why and "2.txt" in study.conflicts[0].why


def test_documents_that_agree_leave_nothing_to_settle() -> None:
    """Two renditions of one work."""
    study = join([document(1, body("a"), doi="10.5555/1"), document(2, body("a"))])[0]

    assert (study.conflicts, study.versions) == ((), ())


def test_a_file_without_a_doi_does_not_join_two_that_have_different_ones() -> None:
    """It goes with the one that it shares more words with."""
    found = join(
        [
            document(1, body("a", "b"), doi="10.5555/1"),
            document(2, body("a", "b", "c"), doi="10.5555/2"),
            document(3, body("a", "c")),
        ]
    )

    assert sorted(tuple(d.name for d in sorted(s.documents, key=lambda d: d.id)) for s in found) == [
        ("1.txt",),
        ("2.txt", "3.txt"),
    ]
    assert all(clash.what == "two DOIs" for study in found for clash in study.conflicts)


def test_a_study_answers_to_the_id_that_it_had_before_a_rendition_corrected_it() -> None:
    """But not to one that another study could have had as well."""
    guessed = document(1, body("a"), "Keeping bees on the roofs of town", year=2020)
    stated = replace(document(2, body("a"), doi="10.5555/1"), format="tei")
    before, after = join([guessed])[0], join([guessed, stated])[0]

    assert before.id != after.id
    assert before.id in after.aliases

    twin = replace(document(3, body("z"), "Keeping trams", year=2020))
    assert all(
        study.id not in other.aliases
        for study in join([guessed, stated, twin])
        for other in join([guessed, stated, twin])
    )


def test_inclusion_that_one_rendition_tells_holds_for_the_study() -> None:
    """The longer bibliography is shown, the signs of the other are kept."""
    entries = [
        Reference(
            str(n), f"Noll, A. Wind on roofs {word}. 2019.", str(n), f"Wind on roofs in {word}", ("A. Noll",), 2019
        )
        for n, word in enumerate(("spring and early summer", "the middle of winter", "a very wet autumn"), 1)
    ]
    long = replace(document(1, body("a")), references=tuple(entries))
    short = replace(
        document(2, body("a")),
        references=(replace(entries[1], key="b1", included=True, why="Table 1", confidence=0.9),),
    )

    study = join([long, short])[0]

    assert [(r.key, r.included, r.why, r.confidence) for r in study.references] == [
        ("1", False, "", 0.0),
        ("2", True, "Table 1", 0.9),
        ("3", False, "", 0.0),
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "10.5555/1", "10.5555/2", "10.48550/arxiv.3"]),
            st.sampled_from([TITLE, f"{TITLE}: an update", "Trams"]),
            st.sampled_from([None, 2015, 2021]),
            st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True),
        ),
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_no_study_holds_two_dois_in_any_order_of_files(
    papers: list[tuple[str, str, int | None, list[str]]], shuffle: object
) -> None:
    """And studies, conflicts, versions and former ids do not depend on that order."""
    documents = [
        document(n, body(*chapters, words=30), title, doi=doi, year=year)
        for n, (doi, title, year, chapters) in enumerate(papers)
    ]
    other = list(documents)
    shuffle.shuffle(other)  # type: ignore[attr-defined]
    studies = join(documents)

    assert join(other) == studies
    assert all(len({d.metadata.doi for d in study.documents} - {""}) <= 1 for study in studies)
    ids: list[StudyId] = [id for study in studies for id in (study.id, *study.aliases)]
    assert len(ids) == len(set(ids))
    assert all(a.id != b.id for a, b in combinations(studies, 2))
