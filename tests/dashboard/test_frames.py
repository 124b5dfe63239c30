"""Records to tables, without Streamlit."""

from __future__ import annotations

from typing import Any

import pytest

from concord import KnowledgeBase
from dashboard.agreement import frames as agreeing
from dashboard.evidence.rejected import rejected_frame
from dashboard.overlap import frames as overlap_frames
from dashboard.shared import frames

Record = dict[str, Any]
NAMES = {"a2020": "Ada 2020", "b2021": "Ben 2021", "c2022": "Cem 2022"}


def agreement(id: str, cells: dict[str, str], **other: Any) -> Record:
    """The agreement record of that concept."""
    row = {"id": id, "facet": "challenge", "label": id, "verdict": "majority", "status": "proposed", "cells": cells}
    figures = {"studies": 2, "eligible": 3, "interval": [0.2, 0.94], "effective": [1.0, 2.0], "weighted": 0.5}
    figures |= {"weighted_interval": [0.1, 0.9], "opposing": [0.0, 0.0], "contested": 0.0, "balance": 0.0}
    return {**row, **figures, **other}


def edge(source: str, target: str, relation: str, score: float = 0.8) -> Record:
    """A translation."""
    return {
        "source": source,
        "target": target,
        "relation": relation,
        "score": score,
        "reasons": [],
        "quotes": [f"words of {source}", f"words of {target}"],
        "decided_by": "machine",
    }


@pytest.fixture(scope="module")
def small(small_store: Any) -> KnowledgeBase:
    """The small knowledge base, only read here."""
    return KnowledgeBase(small_store)


def test_a_refuting_study_is_told_from_one_that_denies() -> None:
    """Both refute; one by its own words, the other by a reviewer's."""
    cells = {"a2020": "asserts", "b2021": "denies", "c2022": "refutes"}
    (row,) = agreeing.agreement_rows([agreement("x", cells)])

    assert row["stances"] == {"a2020": "supports", "b2021": "denies", "c2022": "refutes"}


def test_a_study_out_of_scope_is_not_a_silent_one() -> None:
    """Silence counts, being out of scope does not."""
    cells = {"a2020": "asserts", "b2021": "silent", "c2022": "not in scope"}
    (row,) = agreeing.agreement_rows([agreement("x", cells)])

    assert list(row["stances"].values()) == ["supports", "silent", "out of scope"]
    assert agreeing.agreement_rows([agreement("x", cells)], least=2) == []


def test_rejected_concepts_are_not_in_the_map() -> None:
    """A reviewer's rejection takes a row away."""
    rows = [agreement("x", {"a2020": "asserts"}, status="rejected"), agreement("y", {"a2020": "asserts"})]

    assert [row["id"] for row in agreeing.agreement_rows(rows)] == ["y"]


def test_the_most_supported_concept_comes_first_whatever_the_order() -> None:
    """The order of the records leaves no trace."""
    rows = [agreement(f"c{n}", {"a2020": "asserts"}, studies=n % 4, weighted=n / 10) for n in range(12)]
    ordered = agreeing.agreement_rows(rows)

    assert agreeing.agreement_rows(rows[::-1]) == ordered
    assert [row["studies"] for row in ordered] == sorted((row["studies"] for row in ordered), reverse=True)


def test_the_sheet_of_the_matrix_has_a_column_for_each_study() -> None:
    """With what it does in words, after the figures of the concept."""
    row = {"cells": {"a2020": "asserts", "c2022": "not in scope"}, "group": ""}
    page = {"columns": [{"study": "c2022"}, {"study": "a2020"}], "rows": [{**agreement("x", {}), **row}]}
    (line,) = agreeing.matrix_frame(page, {"a2020": "Ada 2020", "c2022": "Cem 2022"}).to_dict("records")

    assert (line["Ada 2020"], line["Cem 2022"], line["support"], line["in scope"]) == ("supports", "out of scope", 2, 3)


def test_counts_come_before_shares() -> None:
    """The table says "2 of 3", never a bare percentage."""
    (row,) = agreeing.agreement_frame([agreement("x", {})]).to_dict("records")

    told = (row["support"], row["95 % interval"], row["independent"], row["weighted support"], row["against"])
    assert told == ("2 of 3", "0.20 to 0.94", "1.00 to 2.00", 0.5, "")


def test_each_order_puts_its_own_concept_first() -> None:
    """The most supported, the most independent, the most contested, the one on the most dependent evidence."""
    cells = {"a2020": "asserts"}
    rows = [
        agreement("broad", cells, studies=5, effective=[3.0, 3.0]),
        agreement("independent", cells, weighted=0.9, effective=[2.0, 2.0]),
        agreement("contested", cells, contested=1.5, balance=0.8, effective=[2.0, 2.0]),
        agreement("clones", cells, studies=4, effective=[1.0, 1.1]),
        agreement("alone", cells, studies=1, effective=[1.0, 1.0]),
    ]

    assert [agreeing.agreement_rows(rows, sort=sort)[0]["id"] for sort in agreeing.SORTS] == [
        "broad",
        "independent",
        "contested",
        "clones",
    ]


def test_disputed_are_concepts_that_are_refuted_and_then_those_that_may_be() -> None:
    """A contradiction within a study, or of no concept, makes none; a rejected concept is not disputed."""
    cells = {"a2020": "asserts", "b2021": "denies"}
    rows = [
        agreement("quiet", cells),
        agreement("maybe", cells),
        agreement("refuted", cells, opposing=[1.0, 1.0], contested=1.0, balance=0.5),
        agreement("gone", cells, opposing=[1.0, 1.0], contested=1.0, balance=0.5, status="rejected"),
    ]
    refutations: list[Record] = [
        {"id": "d1", "scope": "between", "concept": "maybe"},
        {"id": "d2", "scope": "within", "concept": "quiet"},
        {"id": "d3", "scope": "between", "concept": None},
    ]
    found = agreeing.disputed_rows(rows, refutations)

    assert [(row["id"], [c["id"] for c in row["candidates"]]) for row in found] == [("refuted", []), ("maybe", ["d1"])]


def test_an_edge_and_its_mirror_are_one_row() -> None:
    """Same-as is drawn once; narrower and broader are one arrow that points to the broader theme."""
    both = [edge("t1", "t2", "exactMatch"), edge("t2", "t1", "exactMatch")]
    kin = [edge("t3", "t4", "broadMatch"), edge("t4", "t3", "narrowMatch")]

    assert [(e["source"], e["target"], e["relation"]) for e in frames.one_way([*both, *kin])] == [
        ("t1", "t2", "exactMatch"),
        ("t3", "t4", "broadMatch"),
    ]
    (turned,) = frames.one_way(kin[1:])
    assert (turned["source"], turned["quotes"]) == ("t3", ["words of t3", "words of t4"])


def test_every_study_theme_and_edge_has_its_row(small: KnowledgeBase) -> None:
    """Nothing falls out on the way from the records to the tables."""
    studies, themes = small.studies(), small.themes()
    names = frames.short_names(studies)

    assert frames.themes_frame(themes, names)["id"].tolist() == [theme["id"] for theme in themes]
    assert len(frames.translations_frame(small.edges(), names, themes)) == len(frames.one_way(small.edges())) > 0
    files = [document["name"] for study in studies for document in study["documents"]]
    assert frames.files_frame(studies, themes, files)["file"].tolist() == sorted(files)


def test_tables_of_nothing_have_their_columns() -> None:
    """An empty knowledge base gives empty tables, not errors."""
    nothing: Record = {"pairs": [], "reviews": [], "works": [], "lists": []}
    tables = [
        frames.themes_frame([], {}),
        agreeing.agreement_frame([]),
        agreeing.matrix_frame({"rows": [], "columns": []}, {}),
        agreeing.column_frame([]),
        frames.translations_frame([], {}, []),
        overlap_frames.overlap_frame(nothing, {}),
        overlap_frames.lists_frame(nothing, {}),
        frames.log_frame([]),
        frames.files_frame([], [], []),
    ]

    assert all(len(table.columns) and table.empty for table in tables)


def test_a_rejected_candidate_is_a_row_with_its_reason() -> None:
    """The id is its place, by which the page finds it again."""
    row = {"label": "Loom", "facet": "tool", "study": "s1", "reason": "a general word", "quote": "on the\nloom"}

    frame = rejected_frame([row], {"s1": "Ash 2020"})

    assert frame.to_dict("records") == [
        {
            "id": "0",
            "label": "Loom",
            "facet": "Tool",
            "study": "Ash 2020",
            "reason": "a general word",
            "quote": "on the loom",
        }
    ]
