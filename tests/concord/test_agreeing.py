"""Agreement by Python and on the command line: sorted, weighed otherwise, and opened up."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from concord import BadInput, KnowledgeBase
from synthesis.weighing import Assumptions

Run = Callable[..., CompletedProcess[str]]


def test_the_usual_assumptions_change_nothing(filled_place: str) -> None:
    """Weighing again under them gives what the concepts have been given, to the last digit."""
    kb = KnowledgeBase(filled_place)

    assert kb.agreement(assumptions=Assumptions()) == kb.agreement() != []


def test_agreement_is_sorted_by_what_is_asked(filled_place: str) -> None:
    """The same rows; the most contested first, or within each facet the highest weighted agreement."""
    kb = KnowledgeBase(filled_place)
    rows = kb.agreement()
    contested, weighted = kb.agreement(sort="contested"), kb.agreement(sort="weighted")

    assert sorted(row["id"] for row in rows) == sorted(row["id"] for row in contested)
    assert [row["contested"] for row in contested] == sorted((row["contested"] for row in rows), reverse=True)
    for facet in {row["facet"] for row in rows}:
        shares = [row["weighted"] for row in weighted if row["facet"] == facet]
        assert shares == sorted(shares, reverse=True)
    with pytest.raises(BadInput, match="support, weighted, contested"):
        kb.agreement(sort="alphabet")


def test_a_row_says_why_and_on_whom_it_hangs(filled_place: str) -> None:
    """The verdict's rule with the numbers of the concept, the basis by study, and who could not be left out."""
    row = next(row for row in KnowledgeBase(filled_place).agreement() if row["label"] == "Noise complaints")

    assert row["why"].startswith(f"{row['studies']} of {row['eligible']} studies in scope support it; they count as ")
    assert row["verdict"] in row["why"]
    assert set(row["basis"]) == {study for study, cell in row["cells"].items() if cell == "asserts"}
    assert all(verdict != row["verdict"] for verdict in row["pivotal"].values())


def test_effect_sizes_count_each_finding_of_each_study(filled_place: str) -> None:
    """F times the sum of intensities is N times the sum of the frequencies that agreement shows."""
    kb = KnowledgeBase(filled_place)
    effects, rows = kb.effect_sizes(), [row for row in kb.agreement() if row["studies"]]
    intensities = sum(row["intensity"] for row in effects)

    assert [row["study"] for row in effects] == [study["id"] for study in kb.studies()]
    assert {row["all_findings"] for row in effects} == {len(rows)}
    assert len(rows) * intensities == pytest.approx(len(effects) * sum(row["frequency"] for row in rows), abs=1e-3)


def test_a_concept_is_shown_with_all_that_it_rests_on(kb_path: Path, run: Run) -> None:
    """What each study rests on, and what is left without it: the same figures in JSON and in text."""
    kb = ("--kb", str(kb_path))
    rests_on = json.loads(run("show", "Noise complaints", "--format", "json", *kb).stdout)["rests_on"]
    told = run("show", "Noise complaints", *kb).stdout

    assert rests_on["why"] in told
    assert "What each study rests on" in told and "What is left without one study" in told
    assert {row["study"] for row in rests_on["without"]} == set(rests_on["eligible_studies"])
    low, high = rests_on["effective"]
    assert f"Independent studies {low:.2f}{'' if low == high else f' to {high:.2f}'} of {rests_on['studies']}" in told


def test_the_command_line_weighs_under_other_assumptions(kb_path: Path, run: Run) -> None:
    """And says so under the table; csv has one column a study and every figure."""
    kb = ("--kb", str(kb_path))
    told = run("agreement", "--works", "all", "--doubtful", "--no-theme-level", "--merge", "same authors", *kb)
    rows = list(csv.DictReader(io.StringIO(run("agreement", "--format", "csv", *kb).stdout)))
    expected = KnowledgeBase(kb_path).agreement()

    assert "Weighed on all works that a study cites, by whole lists" in told.stdout
    assert "one witness" in told.stdout
    assert [row["id"] for row in rows] == [row["id"] for row in expected]
    assert {"why", "pivotal", "chronological", "frequency", "balance", *expected[0]["cells"]} <= set(rows[0])
    assert [float(row["weighted"]) for row in rows] == [row["weighted"] for row in expected]
    for end, place in (("low", 0), ("high", 1)):  # to all digits, for a spreadsheet
        for name, key in (("interval", "interval"), ("effective", "effective"), ("opposing", "opposing")):
            assert [float(row[f"{name}_{end}"]) for row in rows] == [row[key][place] for row in expected]


def test_both_sides_of_a_contested_concept_are_listed(kb_path: Path, run: Run) -> None:
    """Each with what it counts as."""
    heading = run("agreement", "--sort", "contested", "--kb", str(kb_path)).stdout.splitlines()[0]

    assert [word for word in ("label", "for", "against", "verdict") if word in heading.split()] == [
        "label",
        "for",
        "against",
        "verdict",
    ]


@pytest.mark.parametrize("wrong", [("--merge", "nothing"), ("--works", "some"), ("--sort", "age")])
def test_a_choice_that_there_is_not_is_refused(kb_path: Path, run: Run, wrong: tuple[str, str]) -> None:
    """With those that there are."""
    done = run("agreement", *wrong, "--kb", str(kb_path))

    assert done.returncode != 0
    assert wrong[1] in done.stderr and "Traceback" not in done.stderr
