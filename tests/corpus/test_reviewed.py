"""What a reviewer says of two documents outranks what they say of themselves, in any order."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import join
from corpus.reviewed import Said, Words
from corpus.study import Block, BlockKind, Document, DocumentId, Metadata
from tests.corpus.test_identity import documents

IDS = [DocumentId(f"d{letter}") for letter in "abcde"]


def paper(id: str, author: str, title: str, doi: str = "") -> Document:
    text = f"{title} is told by {author} in words of its own that no other paper of the shelf has in this order."
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    metadata = Metadata(title=title, authors=(author,), year=2020, doi=doi)
    return Document(DocumentId(id), f"{id}.md", "markdown", text, metadata, blocks=blocks)


def words(one: tuple[tuple[str, str], ...] = (), two: tuple[tuple[str, str], ...] = ()) -> Words:
    pairs = [frozenset((DocumentId(min(pair)), DocumentId(max(pair))) for pair in said if pair) for said in (one, two)]
    return Words(*pairs)


def test_two_renditions_are_two_studies_when_a_reviewer_says_so() -> None:
    """In any order of files, and no conflict is left of the pair."""
    found = join(documents())
    quist = next(study for study in found if len(study.documents) == 2)
    a, b = (document.id for document in quist.documents)
    parted = [join(order, words(two=((a, b),))) for order in permutations(documents())]

    assert len(parted[0]) == 3
    assert all(studies == parted[0] for studies in parted)
    assert all(not study.conflicts for study in parted[0])


def test_two_papers_of_two_dois_are_one_study_when_a_reviewer_says_so() -> None:
    """The id of each former study still finds it."""
    one, other = (
        paper("da", "Ann Ash", "Kites at dusk", "10.5555/a"),
        paper("db", "Bo Beech", "Owls at dawn", "10.5555/b"),
    )
    apart, (joined,) = join([one, other]), join([other, one], words(one=(("da", "db"),)))

    assert [document.id for document in joined.documents] == ["da", "db"]
    assert {study.id for study in apart} <= {joined.id, *joined.aliases}
    assert joined.conflicts == ()


def test_studies_that_a_letter_told_apart_are_found_when_they_are_joined() -> None:
    """One author, one year and one first word gave them letters."""
    one, other = paper("da", "Ann Ash", "Kites at dusk"), paper("db", "Ann Ash", "Kites over the sea and the sand")
    apart, (joined,) = join([one, other]), join([one, other], words(one=(("da", "db"),)))

    assert [study.id for study in apart] == ["ash2020kitesa", "ash2020kitesb"]
    assert {study.id for study in apart} <= set(joined.aliases)


def test_a_third_rendition_joins_one_of_two_that_are_parted() -> None:
    """And never brings them together again."""
    first, second, _ = documents()
    copy = replace(first, id=DocumentId("dcopy"), name="copy.xml")
    found = join([first, second, copy], words(two=((first.id, second.id),)))

    assert all(not {first.id, second.id} <= {d.id for d in study.documents} for study in found)
    assert sorted(len(study.documents) for study in found) == [1, 2]


def test_words_on_a_document_that_is_not_there_say_nothing() -> None:
    """A decision may be older or newer than the files."""
    assert join(documents(), words(one=(("dx", "dy"),), two=(("dx", "dz"),))) == join(documents())


@given(
    st.dictionaries(st.sampled_from(sorted(combinations(IDS, 2))), st.booleans(), max_size=6),
    st.permutations(range(len(IDS))),
)
def test_what_is_joined_is_together_and_what_is_parted_is_apart(
    said: dict[tuple[DocumentId, DocumentId], bool], order: list[int]
) -> None:
    """For any words: joins hold; a part holds unless joins defeat it; the order of files changes nothing."""
    shelf = [paper(id, "Ann Ash", "Kites at dusk", "10.5555/a") for id in IDS]
    given_words = words(tuple(p for p, one in said.items() if one), tuple(p for p, one in said.items() if not one))
    studies = join(shelf, given_words)
    home = {document.id: study.id for study in studies for document in study.documents}
    chains = Said(given_words, IDS)

    assert join([shelf[n] for n in order], given_words) == studies
    for (a, b), one in said.items():
        together = one or chains.group(a) == chains.group(b)
        assert (home[a] == home[b]) is together
