"""Citation matrices made elsewhere: worked examples, what spreadsheets do to files, and clear refusals."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.matrix_files import matrix_overlap, read_matrix, read_sizes
from concord.tables.matrix import matrix_record
from corpus.errors import BadInput
from tests.concord.conftest import Run

WELLS = "study,Alder,Birch,Cedar\nw1,1,1,0\nw2,1,0,NA\nw3,0,1,1\nw4,0,0,0\n"


def told(text: str | bytes) -> dict[str, Any]:
    """The record of a matrix."""
    return matrix_record(read_matrix("wells.csv", text.encode() if isinstance(text, str) else text))


def as_csv(sets: list[list[Any]]) -> str:
    """Sets of works as a matrix."""
    works = sorted({str(work) for held in sets for work in held})
    rows = [[work, *(str(int(work in map(str, held))) for held in sets)] for work in works]
    return "\n".join(",".join(row) for row in [["study", *(f"r{n}" for n in range(len(sets)))], *rows])


@pytest.fixture(scope="module")
def examples(shared: Path) -> dict[str, Any]:
    found = json.loads((shared / "oracles" / "oracles.json").read_text(encoding="utf-8"))
    return {example["id"]: example for example in found}


@pytest.mark.real
def test_worked_examples_of_dependence_come_out_of_a_file(examples: dict[str, Any]) -> None:
    """u, n_eff and CCA, in exact fractions."""
    for case in examples["G1_dependence_sets"]["cases"]:
        found = told(as_csv(case["sets"]))
        assert list(found["reviews"].values()) == pytest.approx([float(Fraction(u)) for u in case["u"]], abs=1e-9)
        assert found["n_eff"] == pytest.approx(float(Fraction(case["n_eff"])), abs=1e-9), case["name"]
        assert found["cca"] == found["cca_unadjusted"] == pytest.approx(float(Fraction(case["cca"])), abs=1e-9)


@pytest.mark.real
def test_a_grid_with_rows_of_zeros_comes_out_of_a_file(examples: dict[str, Any]) -> None:
    """They are dropped, and counted as such."""
    example = examples["C2_junoR_zero_rows"]
    rows = [[work, *(str(int(work in held)) for held in example["reviews"].values())] for work in example["all_rows"]]
    found = told("\n".join(",".join(row) for row in [["", *example["reviews"]], *rows]))

    assert (found["n"], found["rows"], found["columns"], found["dropped"]) == (8, 3, 5, 2)
    assert found["cca"] == pytest.approx(example["expected"]["CCA"], abs=example["tol"])


@pytest.mark.real
def test_sample_sizes_weigh_a_matrix(examples: dict[str, Any], tmp_path: Path) -> None:
    """From a second file."""
    example = examples["C6_wcca"]
    matrix, sizes = tmp_path / "matrix.csv", tmp_path / "sizes.csv"
    matrix.write_text("s,a,b,c\n" + "\n".join(f"w{n},{','.join(map(str, r))}" for n, r in enumerate(example["matrix"])))
    sizes.write_text("s,size\n" + "\n".join(f"w{n},{size}" for n, size in enumerate(example["sample_sizes"])))

    assert matrix_overlap(matrix, sizes)["wcca"] == pytest.approx(example["expected"]["wCCA"], abs=example["tol"])


def test_a_matrix_by_hand() -> None:
    """5 ones in 3 rows and 3 columns, one cell missing: CA 5/9, CCA 2/5, without missing cells 2/6."""
    found = told(WELLS)

    assert found["ca"] == pytest.approx(5 / 9)
    assert (found["cca"], found["cca_unadjusted"]) == (pytest.approx(2 / 5), pytest.approx(2 / 6))
    assert found["reviews"] == pytest.approx({"Alder": 3 / 4, "Birch": 1 / 2, "Cedar": 1 / 2})
    assert found["n_eff"] == pytest.approx(7 / 4)
    shown = [(p["a"], p["b"], p["cca"], p["overlap_coefficient"], p["shared"]) for p in found["pairs"]]
    assert shown == [
        ("Alder", "Birch", 1 / 3, 0.5, 1),
        ("Alder", "Cedar", 0.0, 0.0, 0),
        ("Birch", "Cedar", 0.5, 1.0, 1),
    ]
    assert found["undefined"] == {} and found["warnings"] == []


def test_reviews_of_one_list_are_told_apart_from_reviews_that_share() -> None:
    """Two of one list, one that shares a study: u counts them as three, n_eff_units as two."""
    found = told("s,A,B,C\nw1,1,1,0\nw2,1,1,1\nw3,0,0,1\nw4,0,0,1\n")

    assert found["reviews"] == pytest.approx({"A": 5 / 12, "B": 5 / 12, "C": 7 / 9})
    assert (found["n_eff"], found["n_eff_units"]) == (pytest.approx(29 / 18), pytest.approx(19 / 12))
    assert found["units"] == [["A", "B"]]


@pytest.mark.parametrize(
    ("text", "undefined"),
    [
        ("s,A\nw,1\n", {"ca": "fewer than two reviews", "cca": "fewer than two reviews"}),
        ("s,A,B\n", {"n_eff": "no primary study is held by any review"}),
        ("s,A,B\nv,1,NA\nw,NA,1\n", {"cca": "no cell is left in which the reviews could overlap"}),
        ("s,A,B\nw,1,0\n", {"reviews.B": "the review holds no primary study"}),
    ],
)
def test_what_is_undefined_is_null_with_a_reason(text: str, undefined: dict[str, str]) -> None:
    """Never 0."""
    found = told(text)

    for name, why in undefined.items():
        assert found["undefined"][name] == why
        group, _, review = name.partition(".")
        assert (found[group][review] if review else found[group]) is None


def test_a_pair_that_is_undefined_says_why() -> None:
    """Of its own cells, whatever the others hold."""
    (pair, *_) = told("s,A,B,C\nv,1,NA,1\nw,NA,0,1\n")["pairs"]

    assert (pair["cca"], pair["overlap_coefficient"]) == (None, None)
    assert pair["undefined"] == {
        "cca": "no cell is left in which the two could overlap",
        "overlap_coefficient": "a review holds no primary study",
    }


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + WELLS.encode(),
        WELLS.replace("\n", "\r\n").encode(),
        WELLS.replace(",", ";").encode(),
        WELLS.replace(",", "\t").encode(),
        ("sep=;\r\n" + WELLS.replace(",", ";")).encode(),
        WELLS.replace("Cedar", '" Cedar"').replace("w3", '"w3"').encode(),
        WELLS.replace("\n", ",,\n").encode() + b",,,,,\n\n",
        WELLS.replace("w1", '"Well, one"').replace("study", '"study, year"').encode(),
    ],
    ids=["mark", "CRLF", "semicolons", "tabs", "sep line", "quotes", "empty columns and rows", "commas in quotes"],
)
def test_what_spreadsheets_do_to_a_file_changes_nothing(text: bytes) -> None:
    """The same figures, and nothing to warn of."""
    assert told(text) == told(WELLS)


def test_other_signs_are_read_with_a_warning() -> None:
    """Blank is 0: who marks inclusions with a sign leaves the rest blank. Each kind of sign is told with its number."""
    found = told("study,Alder,Birch,Cedar\nw1,x,X,\nw2,yes,,n/a\nw3,,✓,1.0\nw4,0,no,0\n")
    plain = told(WELLS)

    assert {key: found[key] for key in plain if key != "warnings"} == {
        key: plain[key] for key in plain if key != "warnings"
    }
    assert found["warnings"] == [
        "3 cells are blank, taken for 0",
        "1 cell reads '1.0', taken for 1",
        "1 cell reads 'X', taken for 1",
        "1 cell reads 'n/a', taken for NA",
        "1 cell reads 'no', taken for 0",
        "1 cell reads 'x', taken for 1",
        "1 cell reads 'yes', taken for 1",
        "1 cell reads '✓', taken for 1",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "has no column of a review"),
        ("study\nw1\n", "has no column of a review"),
        ("s,A,,C\nw,1,0,1\n", "column 3: has no name"),
        ("s,A,B,A\nw,1,0,1\n", "columns 2 and 4 are both called 'A'"),
        ("s,A,B\nw1,1,0\n\nw1,0,1\n", "rows 2 and 4 are both of 'w1'"),
        ("s,A,B\nw1,1\n", "row 2: has 1 of 2 cells"),
        ("s,A,B\nw1,1,0,1\n", "row 2: has more cells than the 2"),
        ("s,A,B\n,1,0\n", "row 2: names no primary study"),
        ("s,A,B\nw1,1,2\n", "row 2, column 'B': '2' is none of 1, 0 and NA"),
        ("s,A,B\nw1,?,0\n", "row 2, column 'A': '\\?' is none of"),
        ('s,A,B\n"w1,1,0\n', "row 2: is not CSV"),
        ("s,A,B\nw1,1,\0\n", "is not a CSV file"),
    ],
)
def test_a_file_that_is_no_matrix_is_refused_in_a_sentence(text: str, complaint: str) -> None:
    """With its name, and row and column where there are any."""
    with pytest.raises(BadInput, match=f"^wells.csv: .*{complaint}"):
        read_matrix("wells.csv", text.encode())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("s,n\nw9,40\n", "'w9' is no primary study of the matrix"),
        ("s,n\nw1,many\n", "'many' is no sample size"),
        ("s,n\nw1,0\n", "'0' is no sample size"),
        ("s,n\nw1\n", "'' is no sample size"),
        ("s,n\nw1,4\nw1,5\n", "row 3: 'w1' has a size already"),
    ],
)
def test_sample_sizes_that_are_none_are_refused(text: str, complaint: str) -> None:
    """In a sentence."""
    with pytest.raises(BadInput, match=complaint):
        read_sizes("sizes.csv", text.encode(), ["w1"])


def test_the_command_prints_the_contract(run: Run, tmp_path: Path) -> None:
    """No knowledge base is needed; warnings go to standard error, and every format is there."""
    file = tmp_path / "wells.csv"
    file.write_text(WELLS.replace("w4,0,0,0", "w4,,,"))
    done = run("overlap", "--matrix", str(file), "--format", "json")
    found = json.loads(done.stdout)

    assert {"ca", "cca", "cca_unadjusted", "reviews", "n_eff", "pairs"} <= set(found)
    assert {"a", "b", "cca", "overlap_coefficient", "shared"} <= set(found["pairs"][0])
    assert "3 cells are blank, taken for 0" in done.stderr
    assert "40.00 % (very high), 1 cell missing" in run("overlap", "--matrix", str(file)).stdout
    assert run("overlap", "--matrix", str(file), "-f", "csv").stdout.startswith("a,b,shared,cca,cca_unadjusted,")
    assert "| Alder | Birch | 1 | 0.3333 |" in run("overlap", "--matrix", str(file), "-f", "md").stdout


def test_the_command_refuses_in_one_sentence(run: Run, tmp_path: Path) -> None:
    """A file that is not there, and options that do not go together."""
    missing = run("overlap", "--matrix", tmp_path / "no.csv")
    alone = run("overlap", "--sizes", "sizes.csv")
    other = run("overlap", "--matrix", tmp_path / "no.csv", "--works", "all", "--cells")

    assert (missing.returncode, alone.returncode, other.returncode) == (1, 2, 2)
    assert "--works, --cells is about a knowledge base" in " ".join(other.stderr.split())
    assert missing.stderr.strip().endswith("no.csv: cannot be read (No such file or directory).")
    assert "--sizes goes with --matrix" in alone.stderr


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sets(st.sampled_from("stuvwxyz"), min_size=1), min_size=2, max_size=5))
def test_a_file_holds_what_was_written(sets: list[set[str]]) -> None:
    """1 <= n_eff <= the number of reviews, which it is iff nothing is shared."""
    found = told(as_csv([sorted(held) for held in sets]))

    assert found["n"] == sum(map(len, sets)) and found["columns"] == len(sets)
    assert 1 - 1e-9 <= found["n_eff"] <= len(sets) + 1e-9
    assert (abs(found["n_eff"] - len(sets)) < 1e-9) == (found["n"] == found["rows"])
    assert all(0 < u <= 1 for u in found["reviews"].values())
