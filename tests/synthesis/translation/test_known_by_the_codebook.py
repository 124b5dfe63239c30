"""What a codebook knows to be one thing, or two, counts in the score, draws candidates and is told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.codebook import parse
from synthesis.similarity.codebook_rings import rings_of
from synthesis.similarity.naming import named
from synthesis.similarity.reading import read_terms
from synthesis.similarity.score import Scorer
from synthesis.similarity.term import Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.translation import align

SHIPS = """name = "ships"
version = "1"
title = "Ships"

[facets.task]
title = "Task"

[[facets.task.concepts]]
label = "Careening"
alt = ["hull scraping", "cleaning below the waterline"]
not = ["Caulking"]

[[facets.task.concepts]]
label = "Caulking"
alt = ["paying the seams", "oakum work"]

[[facets.task.concepts]]
label = "Rigging"
"""


@pytest.fixture
def ships() -> Thesaurus:
    return EMPTY.extended(rings_of(parse("ships.toml", SHIPS)))


def blank(texts: Sequence[str], /) -> NDArray[np.float32]:
    """An embedding that knows no word."""
    return np.zeros((len(texts), 4), dtype=np.float32)


def terms(*labels: str) -> list[Term]:
    return [Term(str(n), f"study {n}", "task", label) for n, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("label", "exactly", "about"),
    [
        ("2. Hull scraping (yearly)", "task_careening*", "task_careening*"),
        ("Careening / hull scraping", "task_careening*", "task_careening*"),
        ("Careening / caulking", "", ""),
        ("Hull scraping in winter", "", "task_careening*"),
        ("Sails", "", ""),
    ],
)
def test_a_label_is_named_whatever_stands_with_it(label: str, exactly: str, about: str, ships: Thesaurus) -> None:
    """Numbers, remarks and second names; two names of two concepts tell nothing."""
    words = tuple(label.split(" (")[0].removeprefix("2. ").casefold().replace("/", "and").split())

    found = named(label, words, "task", ships)

    assert (found.exactly, found.about) == (exactly, about)


def test_labels_without_a_common_word_are_one_concept_by_the_codebook_alone(ships: Thesaurus) -> None:
    """No vector and no word brings them together: the codebook draws the pair and joins it."""
    pair = terms("Hull scraping", "Cleaning below the waterline")
    others = [
        Term(f"{study}{label}", f"study {study}", "task", label)
        for study, labels in enumerate((("Sails", "Ropes", "Pumps", "Masts"), ("Guns", "Stores", "Charts", "Boats")))
        for label in labels
    ]

    assert ("0", "1") in align([*pair, *others], embedding=blank, thesaurus=ships).concepts
    assert ("0", "1") not in align([*pair, *others], embedding=blank).concepts


def test_two_concepts_are_less_alike_than_their_words_and_less_so_when_kept_apart(ships: Thesaurus) -> None:
    """ "Oakum work" and "hull scraping" are two tasks; the codebook says of caulking that it is no careening."""
    careening, caulking, rigging = "Hull scraping", "Oakum work", "Rigging"

    def score(one: str, other: str, thesaurus: Thesaurus) -> float:
        readings = list(read_terms(terms(one, other), thesaurus).values())
        return float(Scorer(readings, blank, thesaurus).probabilities(np.array([[0, 1]], dtype=np.int32))[0])

    assert score(careening, caulking, ships) < score(careening, caulking, EMPTY)
    assert score(careening, caulking, ships) < score(careening, rigging, ships)


def test_what_the_codebook_says_of_a_pair_is_told(ships: Thesaurus) -> None:
    """By the names of the concepts, as one, in part, as two, or kept apart."""
    readings = list(
        read_terms(
            terms("Hull scraping", "Cleaning below the waterline", "Hull scraping in winter", "Oakum work", "Rigging"),
            ships,
        ).values()
    )
    told = [judgement.reasons for judgement in Scorer(readings, blank, ships).judge([(0, 1), (0, 2), (0, 3), (0, 4)])]

    assert "the codebook has both as names of 'careening'" in told[0]
    assert "both are about 'careening' (codebook)" in told[1]
    assert "the codebook keeps apart: 'careening', 'caulking'" in told[2]
    assert "the codebook tells as two concepts: 'careening', 'rigging'" in told[3]
