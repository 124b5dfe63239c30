"""The matrix of concepts by studies, a part of it at a time, and the decisions on a concept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord import BadInput, KnowledgeBase
from concord.tables.study_order import ORDERS, in_study_order

SPOKEN = ("asserts", "hedges", "denies", "refutes")


@pytest.fixture(scope="module")
def kb(filled: Path) -> KnowledgeBase:
    """Three papers, only read here."""
    return KnowledgeBase(filled)


def test_the_pages_of_the_matrix_are_the_matrix(kb: KnowledgeBase) -> None:
    """Each cell is on one page, and is the cell that agreement has."""
    whole = kb.matrix(sort="label")
    cells: dict[tuple[str, str], str] = {}
    for first in range(1, whole["concepts"] + 1, 2):
        for across in range(1, whole["studies"] + 1, 2):
            page = kb.matrix(sort="label", rows=(first, first + 1), across=(across, across + 1))
            assert len(page["columns"]) <= 2 and len(page["rows"]) <= 2
            cells |= {(row["id"], study): cell for row in page["rows"] for study, cell in row["cells"].items()}

    kept = [row for row in kb.agreement() if row["status"] != "rejected"]
    assert cells == {(row["id"], study): cell for row in kept for study, cell in row["cells"].items()}
    assert [row["label"].casefold() for row in whole["rows"]] == sorted(row["label"].casefold() for row in kept)


def test_studies_that_have_no_column_here_are_counted(kb: KnowledgeBase) -> None:
    """A page never hides that others speak, too."""
    for whole, part in zip(kb.matrix()["rows"], kb.matrix(across=(1, 1))["rows"], strict=True):
        spoken = sum(cell in SPOKEN for cell in whole["cells"].values())
        assert part["elsewhere"] + sum(cell in SPOKEN for cell in part["cells"].values()) == spoken


@pytest.mark.parametrize("group", ["facet", "verdict", "broader"])
def test_a_group_is_one_run_of_rows(group: str, kb: KnowledgeBase) -> None:
    """With as many concepts as it says, and all of them together are all there are."""
    found = kb.matrix(group=group)
    runs = [row["group"] for row in found["rows"]]

    assert [each["group"] for each in found["groups"]] == list(dict.fromkeys(runs))
    assert [each["concepts"] for each in found["groups"]] == [runs.count(name) for name in dict.fromkeys(runs)]
    assert sum(each["concepts"] for each in found["groups"]) == found["concepts"]
    if group != "broader":
        assert all(row["group"] == row[group] for row in found["rows"])


def test_filters_leave_what_they_say(kb: KnowledgeBase) -> None:
    """Words of the name in any case, a verdict, and how many of the chosen studies speak."""
    some = kb.matrix()["rows"][0]
    found = kb.matrix(words=some["label"].upper(), verdict=some["verdict"])["rows"]
    study = kb.studies()[0]["id"]

    assert some["id"] in [row["id"] for row in found]
    assert all(row["verdict"] == some["verdict"] for row in found)
    assert all(row["cells"] == {study: row["cells"][study]} for row in kb.matrix(studies=[study])["rows"])
    assert all(row["cells"][study] in SPOKEN for row in kb.matrix(studies=[study])["rows"])


def test_the_matrix_from_afar_counts_the_cells_that_speak(kb: KnowledgeBase) -> None:
    """A tile of one concept and one study is that cell; None where the study does not address the facet."""
    near, far = kb.matrix(), kb.density(tall=1, wide=1000)
    order = [study for column in far["columns"] for study in column["studies"]]

    assert order == [column["study"] for column in near["columns"]]
    for row, shares in zip(near["rows"], far["cells"], strict=True):
        told = [None if cell == "not in scope" else float(cell in SPOKEN) for cell in row["cells"].values()]
        assert shares == told
    assert len(kb.density(tall=10_000, wide=1)["cells"]) == 1


@pytest.mark.parametrize(
    "wrong", [{"sort": "size"}, {"group": "year"}, {"columns": "facet"}, {"verdict": "true"}, {"rows": (0, 4)}]
)
def test_an_order_that_there_is_not_is_one_sentence(wrong: dict[str, Any], kb: KnowledgeBase) -> None:
    """It names those that there are, or what places are."""
    with pytest.raises(BadInput, match=r"there are:|There is no|Places"):
        kb.matrix(**wrong)


STUDIES = {f"s{n}": (f"Name {9 - n}", None if n == 4 else 2000 + n % 3) for n in range(7)}
ROWS = st.lists(st.dictionaries(st.sampled_from(list(STUDIES)), st.sampled_from(SPOKEN), max_size=7), max_size=8)


@given(said=ROWS, order=st.sampled_from(ORDERS), wanted=st.permutations(list(STUDIES)))
def test_each_order_has_every_study_once_whatever_they_say(said: Any, order: str, wanted: Any) -> None:
    """And does not depend on the order in which the studies came."""
    found = in_study_order(said, wanted, STUDIES, order)

    assert sorted(found) == sorted(STUDIES)
    assert found == in_study_order(said, list(STUDIES), STUDIES, order)
    if order == "alike":
        silent = [study not in {id for row in said for id in row} for study in found]
        assert silent == sorted(silent)


def test_studies_that_say_the_same_stand_side_by_side() -> None:
    """Two pairs that share no concept are not mixed, though their years are."""
    said = [{"s0": "asserts", "s1": "asserts"}, {"s2": "asserts", "s3": "denies"}, {"s2": "denies", "s3": "asserts"}]
    said += [{"s2": "asserts", "s5": "asserts"}, {"s0": "hedges", "s1": "asserts"}]
    found = in_study_order(said, list(STUDIES), STUDIES, "alike")

    assert abs(found.index("s0") - found.index("s1")) == 1
    assert abs(found.index("s2") - found.index("s5")) == 1


def test_a_concept_knows_every_decision_on_it_and_on_its_themes(filled: Path, tmp_path: Path) -> None:
    """Also what was taken back, and by which decision; what is said of others is not its history."""
    import shutil

    kb = KnowledgeBase(shutil.copy(filled, tmp_path / "kb.db"), user="Rosa")
    concept, other = kb.concepts()[0], kb.concepts()[-1]
    theme = concept["themes"][0]
    accepted = kb.accept(theme)[0]["number"]
    renamed = kb.rename(theme, "Another name", reason="clearer")["number"]
    kb.accept(other["id"])
    undone = kb.undo(renamed, reason="it was not")["number"]
    rows = kb.decisions_on(concept["id"])

    assert [row["number"] for row in rows] == [accepted, renamed, undone]
    assert [row["holds"] for row in rows] == [True, False, True]
    assert [row["taken_back_by"] for row in rows] == [None, undone, None]
    assert rows[0]["on"] == [theme] and not rows[0]["of_concept"]
    assert [row["number"] for row in kb.decisions_on(theme)] == [accepted, renamed, undone]
    assert [row["kind"] for row in kb.decisions_on(other["id"])] == ["accept"]
    kb.close()
