"""What studies say of their sources: misreports, numbers told twice, and works that are credited otherwise."""

from __future__ import annotations

import pytest

from corpus.study import Study
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.outer.credited import credited
from synthesis.refutation.outer.misreported import misreported
from synthesis.refutation.outer.recounted import recounted
from tests.synthesis.refutation.written import corpus, paper

ENTRY = "[1] Ada Quill. Rooftop bees in cities of glass. Journal of Roofs, 2019."
OTHER = "[2] Bo Pell. Hives and the wind on tall roofs: a field study. Journal of Roofs, 2011."
FIVE = (
    "describe five ages of an urban colony: (1) the scattered founding, (2) the first crowded comb, (3) the summer of "
    "guards, (4) the robbing autumn, and (5) the quiet winter cluster."
)


def reviews(says: str, source_says: str, *, references: tuple[str, ...] = (ENTRY, OTHER)) -> tuple[Study, Study]:
    """A review of bees, and one of its sources."""
    return (
        paper("Reviews of urban keeping compared", says, references=references),
        paper("Rooftop bees in cities of glass", source_says),
    )


def misreports(says: str, source_says: str) -> list[Disagreement]:
    return list(misreported(corpus(*reviews(says, source_says))))


@pytest.mark.parametrize(
    ("says", "source_says"),
    [
        ("All reviews [1, 2] name wind exposure as a cause of losses.", "Wind exposure was not found to cause losses."),
        ("Both reviews [1, 2] show that smoke calms urban bees.", "No study reported that smoke calms bees."),
    ],
)
def test_a_source_that_found_none_is_misreported(says: str, source_says: str) -> None:
    """What is said of all sources, where one of them says that it found no such thing."""
    (only,) = misreports(says, source_says)
    assert only.kind is Kind.MISREPORT
    assert [side.against for side in only.sides] == [False, True]


@pytest.mark.parametrize(
    ("says", "source_says"),
    [
        ("All reviews [2] name wind exposure as a cause of losses.", "Wind exposure was not found to cause losses."),
        (
            "All reviews [1, 2] name wind exposure as a cause of losses.",
            "Pesticides were not found in any of the hives.",
        ),
        ("All reviews [1, 2] name wind exposure as a cause of losses.", "Wind exposure was found to cause losses."),
        (
            "Some reviews [1, 2] name wind exposure as a cause of losses.",
            "Wind exposure was not found to cause losses.",
        ),
        ("All reviews [1, 2] may name wind exposure as a cause.", "Wind exposure, however, is another matter."),
    ],
)
def test_other_sources_and_other_things_are_not_misreported(says: str, source_says: str) -> None:
    """Another source, another thing, no denial, or a report that leaves room for it."""
    assert misreports(says, source_says) == []


def told(one: str, other: str) -> tuple[Study, Study]:
    """Two reviews of bees that both cite Pell."""
    return (
        paper("Rooftop bees of the north", one, references=(OTHER,)),
        paper("Rooftop bees in cities of glass", other, references=(OTHER,)),
    )


def test_one_work_told_with_two_numbers() -> None:
    """Two studies that tell another number of the same thing of the same work."""
    both = told("Pell [2] surveyed 40 keepers on tall roofs.", "Pell [2] asked 48 keepers about wind.")
    (only,) = recounted(corpus(*both))
    assert (only.kind, only.computed) == (Kind.CONTRADICTION, "48 is not 40")


@pytest.mark.parametrize(
    "other",
    [
        "Pell [2] surveyed 40 keepers.",
        "Pell [2] opened 48 hives.",
        "Pell [2] asked more than 48 keepers.",
        "Pell [2] asked 48 urban keepers and 12 rural keepers.",
        "However, 48 keepers answered us.",
    ],
)
def test_other_things_counted_are_no_disagreement(other: str) -> None:
    """The same number, another noun, a bound, part of a sum, or a study's own count."""
    assert list(recounted(corpus(*told("Pell [2] surveyed 40 keepers on tall roofs.", other)))) == []


def test_a_study_that_is_told_with_a_number_that_it_never_says() -> None:
    """A count told of a study of the corpus is held against the study's own counts."""
    wrong = reviews("Quill [1] reviewed 31 studies of glass roofs.", "We read 30 studies. They are from 4 countries.")
    right = reviews("Quill [1] reviewed 30 studies of glass roofs.", "We read 30 studies. They are from 4 countries.")
    (only,) = recounted(corpus(*wrong))
    assert (only.kind, only.computed) == (Kind.MISREPORT, "31 is not 30")
    assert list(recounted(corpus(*right))) == []


def test_the_same_words_of_two_works_are_credited_otherwise() -> None:
    """One telling, two works: of one author by half of the words, of two authors only nearly word by word."""
    rival = "[3] Bo Pell. The year of a city colony. Journal of Roofs, 2014."
    one = paper("Rooftop bees of the north", f"Pell [2] {FIVE.replace('describe', 'describes')}", references=(OTHER,))
    other = paper(
        "Rooftop bees in cities of glass",
        "Pell [3] tells of five ages of an urban colony: (1) scattered founding, (2) a crowded first comb, (3) summer "
        "guards, (4) a robbing autumn, and (5) a quiet cluster in winter.",
        references=(rival,),
    )
    same = paper(
        "Rooftop bees in cities of glass", f"Pell [2] {FIVE.replace('describe', 'tells of')}", references=(OTHER,)
    )
    (only,) = credited(corpus(one, other))
    assert only.kind is Kind.ATTRIBUTION
    assert {side.says for side in only.sides} == {
        "Hives and the wind on tall roofs: a field study",
        "The year of a city colony",
        "the entry",
    }
    assert list(credited(corpus(one, same))) == []
