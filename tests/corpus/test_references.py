"""Which entries of several bibliographies are one work: the rule, its traps, and the pairs that are looked at."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import candidates
from corpus.references import as_reference, doubts, references_to, same_work, works
from corpus.study import Document, DocumentId, Reference, Study, StudyId

A = Reference("1", "x", title="Water trays for bees in hot towns", authors=("B. Ruiz",), year=2019, venue="Roofs")
PLACED = replace(A, volume="3", first_page="11")


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (PLACED, replace(PLACED, authors=("Garbled Nmae",)), True),
        (PLACED, replace(PLACED, year=2020), True),
        (A, replace(A, title="Water trays for bees in hot towns: part II"), None),
        (replace(A, title="Bees in towns, part I"), replace(A, title="Bees in towns, part II"), None),
        (replace(A, title="Bees in hot towns II"), replace(A, title="Bees in hot towns III"), None),
        (A, replace(A, title="Correction: water trays for bees in hot towns"), None),
        (A, replace(A, title="Reply to water trays for bees in hot towns"), None),
        (PLACED, replace(PLACED, venue="Hives", volume="40", first_page="7"), False),
        (A, replace(A, year=2024), False),
        (replace(A, title="The state of bees in 2019"), replace(A, title="The state of bees in 2020", year=2020), None),
        (replace(A, title="Bees in 24 towns and hives"), replace(A, title="Bees in 25 towns and hives"), False),
        (replace(A, doi="10.5555/a"), replace(A, doi="10.5555/b"), False),
        (replace(A, doi="10.5555/a"), replace(A, title="Sand boxes of trams and rails", doi="10.5555/a"), False),
        (replace(A, doi="10.5555/a"), replace(A, title="Water trays for bees", doi="10.5555/A"), True),
        (replace(A, pmid="12345"), replace(A, title="Watr trys fr bees in hot towns", year=2011, pmid="12345"), True),
        (A, replace(A, title="Water trays for bees in hot towns: five years of keeping them"), True),
        (A, replace(A, title="Water trays for bees in hot towns: five years of keeping them", year=2020), None),
        (A, replace(A, authors=("C. Zhu",)), False),
        (A, Reference("2", "Ruiz, B. Water trays for bees in hot towns. Roofs 2019.", year=2019), True),
        (PLACED, Reference("2", "Ruz, B: Water trays for bees in hot towns. Roofs 3, 11. 2019.", year=2019), True),
        (A, Reference("2", "Comment on: Ruiz, B. Water trays for bees in hot towns. Roofs 2019.", year=2019), None),
    ],
    ids="garbled off-by-one part-lost parts romans erratum reply republished years dated digits dois one-doi doi pmid "
    "subtitle later-subtitle authors raw raw-placed raw-comment".split(),
)
def test_what_is_one_work(one: Reference, other: Reference, sure: bool | None) -> None:
    """True surely, False only a reviewer can say, None two works."""
    match = same_work(one, other)

    assert (None if match is None else not match.doubtful) == sure
    assert match == same_work(other, one)


def test_a_match_names_the_fields_that_agreed_and_those_that_did_not() -> None:
    """So that a reviewer sees what the doubt is."""
    match = same_work(PLACED, replace(PLACED, volume="40"))

    assert match is not None
    assert (match.agreed, match.against) == (("title", "year", "author", "first page"), ("volume",))


WORDS = st.sampled_from(["bees", "roofs", "wind", "water", "towns", "part i", "part ii", "reply to", "2019", "trays"])
PEOPLE = st.sampled_from([(), ("B. Ruiz",), ("B. Ruis",), ("A. van der Ruiz",), ("C. Zhu", "B. Ruiz"), ("R. Liu",)])


@st.composite
def entries(draw: st.DrawFn) -> Reference:
    title = " ".join(draw(st.lists(WORDS, max_size=4)))
    people = draw(PEOPLE)
    year = draw(st.sampled_from([None, 2018, 2019, 2020, 2023]))
    volume, page = draw(st.sampled_from([("", ""), ("3", "11"), ("3", "12"), ("4", ""), ("3-4", "e11")]))
    raw = f"{', '.join(people)} {year or ''} {title}. Roofs {volume} {page}"
    doi, pmid = draw(st.sampled_from(["", "", "", "10.5555/a", "10.5555/B"])), draw(st.sampled_from(["", "", "12345"]))
    told = draw(st.booleans())
    return Reference(
        "k",
        raw,
        title=title if told else "",
        authors=people if draw(st.booleans()) else (),
        year=year,
        doi=doi,
        pmid=pmid,
        volume=volume if told else "",
        first_page=page if told else "",
    )


@given(entries(), entries())
def test_matching_is_symmetric(one: Reference, other: Reference) -> None:
    """Whichever entry comes first."""
    assert same_work(one, other) == same_work(other, one)


@given(st.lists(entries(), max_size=12))
def test_no_sure_pair_is_missed_by_the_blocks(references: list[Reference]) -> None:
    """All pairs looked at one by one give the same as the pairs that the blocks propose."""
    numbered = [replace(reference, key=str(n)) for n, reference in enumerate(references)]
    every = [
        (a, b)
        for a, b in combinations(range(len(numbered)), 2)
        if (match := same_work(numbered[a], numbered[b])) is not None and not match.doubtful
    ]

    assert set(every) <= set(candidates(numbered))


@given(st.lists(entries(), max_size=9), st.randoms(use_true_random=False))
def test_works_do_not_depend_on_order_and_hold_one_doi_each(references: list[Reference], shuffle: object) -> None:
    """Nor on the order of the entries of one study."""
    numbered = [replace(reference, key=str(n)) for n, reference in enumerate(references)]
    studies = [study(f"s{n % 3}", [r for m, r in enumerate(numbered) if m % 3 == n]) for n in range(3)]
    other = list(studies)
    shuffle.shuffle(other)  # type: ignore[attr-defined]
    found = works(studies)
    doi = {(s.id, r.key): r.doi.lower() for s in studies for r in s.references}

    assert found == works(other)
    assert sorted(entry for work in found for entry in work.entries) == sorted(doi)
    assert all(len({doi[entry] for entry in work.entries} - {""}) <= 1 for work in found)


def test_doubts_are_told_once_and_the_likeliest_first() -> None:
    """Same words in two reviews are one question."""
    later = replace(A, key="2", raw="later", year=2024)
    moved = replace(PLACED, key="3", raw="moved", volume="40", first_page="7")
    reviews = [study("s1", [PLACED, later]), study("s2", [later, moved])]

    found = doubts(reviews, included_only=False)

    assert {(d.one[1], d.other[1]) for d in found} == {("1", "3"), ("1", "2"), ("2", "3")}
    assert len(found) == 3
    assert [len(d.match.agreed) for d in found] == sorted((len(d.match.agreed) for d in found), reverse=True)


def test_a_study_finds_the_entries_that_mean_it() -> None:
    """Of all reviews at once; its own entry of itself is no citation."""
    cited = study("s1", [A], title=A.title, authors=A.authors, year=2019)
    citing = study(
        "s2", [replace(A, key="9", title="Water trays for bees in hot town"), replace(A, key="8", year=2011)]
    )

    assert {pair: [r.key for r in held] for pair, held in references_to([cited, citing]).items()} == {
        ("s2", "s1"): ["9"]
    }
    assert as_reference(cited).title == A.title


def study(
    id: str, references: list[Reference], title: str = "T", authors: tuple[str, ...] = (), year: int = 0
) -> Study:
    document = Document(DocumentId(f"d{id}"), "x", "text", "", references=tuple(references))
    return Study(StudyId(id), title, authors, year or None, "", (document,))
