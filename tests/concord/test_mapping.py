"""Maps and comparisons as users have them: by Python and by the command line."""

from __future__ import annotations

import csv
import json
from itertools import chain
from pathlib import Path

import pytest

from concord import KnowledgeBase
from corpus.errors import BadInput, NotFound
from tests.concord.conftest import Run
from tests.concord.figures import Shown


@pytest.fixture(scope="module")
def base(shown: Shown) -> KnowledgeBase:
    """The sample corpus."""
    return shown.kb


def test_each_count_of_a_study_has_its_works_and_its_words(base: KnowledgeBase) -> None:
    """The quote of each row is the text at its place, and cites as many works as are counted."""
    found = base.mapping("varga2021digital")
    document = next(s for s in base.corpus if s.id == found["study"]).documents[0]
    named = [c for c in found["categories"] if c["dimension"] == found["rows"]]

    assert found["rows"] == "1.1" and {c["category"]: c["count"] for c in named}["AquaMirror"] == 4
    for category in named:
        assert len(category["works"]) == category["count"] == sum(len(keys) for _, keys in category["years"])
        for place in category["places"]:
            assert document.text[place["start"] : place["end"]] == place["quote"]
    assert sum(cell["count"] for cell in found["cells"]) == sum(c["count"] for c in named)


def test_the_map_of_all_rests_on_what_themes_cite(base: KnowledgeBase) -> None:
    """Each primary study of a concept is held by a study whose words cite it, and a facet is a part of the whole."""
    whole, part = base.mapping(), base.mapping(facet="tool")
    first = whole["categories"][0]
    one = base.mapping(concept=first["concept"])["categories"][0]

    assert {row["facet"] for row in part["categories"]} == {"tool"}
    assert [r for r in whole["categories"] if r["facet"] == "tool"] == part["categories"]
    assert {cited["work"] for cited in one["cited"]} == set(first["works"])
    assert {row["work"] for row in whole["primary"]} == set(chain(*(row["works"] for row in whole["categories"])))
    held = {row["work"]: row["held_by"] for row in whole["primary"]}
    assert all(cited["study"] in held[cited["work"]] for cited in one["cited"])


def test_what_cannot_be_mapped_is_said_in_a_sentence(base: KnowledgeBase) -> None:
    """With what there is instead."""
    with pytest.raises(BadInput, match=r"no dimension '9\.9'; there are: 1\.1, year"):
        base.mapping("varga2021digital", rows="9.9")
    with pytest.raises(BadInput, match="name the study"):
        base.mapping(rows="1.1")
    with pytest.raises(BadInput, match="no works 'some' to map; there are: included, all"):
        base.mapping(works="some")
    with pytest.raises(NotFound):
        base.mapping(concept="c0000000000")
    with pytest.raises(BadInput, match="takes two studies"):
        base.compare("varga2021digital", "varga2021digital")


def test_a_comparison_counts_each_concept_once(base: KnowledgeBase) -> None:
    """Lists, facets and words agree, and turning it round swaps them."""
    one, other = "amsel2024digital", "varga2021digital"
    found, turned = base.compare(one, other), base.compare(other, one)
    lists = ("both", "only_one", "only_other", "neither")

    for name in lists:
        assert sum(row[name] for row in found["facets"]) == len(found[name])
    assert [r["concept"] for r in found["only_one"]] == [r["concept"] for r in turned["only_other"]]
    assert all(row["why"] for row in (*found["only_one"], *found["only_other"]))
    assert all(row["one"]["words"] and row["other"]["words"] for row in found["both"])
    assert found["there"]["carried"] == sum(theme["carried"] for theme in found["there"]["themes"])
    assert (found["shared"]["verdict"], [tie["kind"] for tie in found["ties"]]) == ("not independent", ["includes"])


def test_one_study_is_laid_against_all_others(base: KnowledgeBase) -> None:
    """What only it has, none of the others has."""
    found = base.compare("varga2021digital")
    mine = set(base.compare("varga2021digital", "amsel2024digital")["one"]["studies"])
    alone = {row["concept"] for row in found["only_one"]}

    assert mine == {"varga2021digital"} and len(found["other"]["studies"]) == len(base.studies()) - 1
    assert all(set(row["studies"]) <= mine for row in base.concepts() if row["id"] in alone)


def test_the_command_line_has_the_same(run: Run, sampled: Path) -> None:
    """Lists for people, csv for machines, and one sentence for what does not fit together."""
    where = ("--kb", sampled)
    rows = list(csv.DictReader(run("mapping", "--study", "varga", "--format", "csv", *where).stdout.splitlines()))
    compared = json.loads(run("compare", "varga", "amsel", "--format", "json", *where).stdout)

    assert {row["category"]: row["count"] for row in rows if row["dimension"] == "1.1"}["AquaMirror"] == "4"
    assert compared["one"]["studies"] == ["varga2021digital"]
    assert run("mapping", "--show", "cells", *where).returncode == 2
