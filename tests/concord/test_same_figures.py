"""One figure everywhere: the command line, Python, data frames, exports and the dashboard show identical numbers.

Where a skin rounds, it rounds the same number. Walked over every figure of concepts and their agreement on the bundled
sample corpus; test_same_figures_of_studies.py walks what stands between studies.
"""

from __future__ import annotations

import json

import pandas as pd
import pytest

from concord.frames import FRAMES
from dashboard.agreement import frames as agreeing
from dashboard.shared.wording import STANCE_OF_CELL
from tests.concord.figures import COMMANDS, Shown, figures, numbers, plain, strange

ENDINGS = ("csv", "md", "xlsx", "docx")
LISTS = [
    command for command, _ in COMMANDS.items() if command[0] not in ("overlap", "diff", "dependence", "reliability")
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_json_on_the_command_line_is_the_record_of_python(command: tuple[str, ...], shown: Shown) -> None:
    """To the last digit."""
    found = shown.json(*command)

    assert found == plain(COMMANDS[command](shown.kb))
    assert len(set(numbers(found))) > 1


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_csv_on_the_command_line_holds_the_numbers_in_full(command: tuple[str, ...], shown: Shown) -> None:
    """A column of the name of a number has that number; every other number comes from the same record; md rounds it."""
    records, rows, rounded = shown.json(*command), shown.csv(*command), shown.md(*command)

    assert len(rows) == len(rounded) == len(records) > 0
    compared = 0
    for record, row, short in zip(records, rows, rounded, strict=True):
        for name, cell in row.items():
            value = record.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert float(cell) == value, (name, cell)
                assert strange([short[name]], value) == [], (name, short[name])
                compared += 1
        assert strange(figures(row, "themes"), record) == []
        assert strange(figures(short, "themes"), record) == []
    assert compared > 0 or command[0] in ("profile", "concepts", "snapshot")


@pytest.mark.parametrize("form", ["csv", "md"])
def test_a_concept_has_the_same_support_in_both_lists(form: str, shown: Shown) -> None:
    """`concord agreement` and `concord concepts` say the same of each concept, in full and rounded."""
    concepts, agreement = shown.json("concepts"), {row["id"]: row for row in shown.json("agreement")}
    listed = {row["id"]: row for row in getattr(shown, form)("agreement")}

    for concept in concepts:
        support, row = concept["support"], agreement[concept["id"]]
        assert {key: row[key] for key in support.keys() & row.keys()} == {
            key: support[key] for key in support.keys() & row.keys()
        }
        assert listed[concept["id"]]["support"] == f"{support['studies']} of {support['eligible']}"
        assert row["verdict"] == concept["verdict"] == listed[concept["id"]]["verdict"]
    assert len(concepts) == len(agreement) == len(listed) > 100


def test_what_a_concept_rests_on_has_its_figures(shown: Shown) -> None:
    """`concord show CONCEPT` and the page of a concept open the very figures that the lists have."""
    for row in shown.json("agreement"):
        rested = shown.kb.rests_on(row["id"])
        told = {name: row[name] for name in rested.keys() & row.keys()}
        assert {name: rested[name] for name in told} == told
        assert {weight["study"]: weight["basis"] for weight in rested["weights"]} == row["basis"]
        assert len(told) > 12


def test_the_frame_of_concepts_has_the_figures_of_the_records(shown: Shown) -> None:
    """Every column that a record has too, to the last digit."""
    frame = shown.kb.frame("concepts").set_index("id")
    for concept in shown.json("concepts"):
        support, row = concept["support"], frame.loc[concept["id"]]
        for name in ("studies", "eligible", "share", "weighted", "coverage"):
            assert pd.isna(row[name]) if support[name] is None else row[name] == support[name]
        for name, pair in (
            ("interval", support["interval"]),
            ("effective", support["effective"]),
            ("weighted", support["weighted_interval"]),
        ):
            assert [row[f"{name}_low"], row[f"{name}_high"]] == pair


def test_every_number_of_a_frame_stands_in_the_records(shown: Shown) -> None:
    """Of all frames: nothing is reckoned on the way, save places in an order."""
    kb = shown.kb
    made_from = [
        [kb.rests_on(concept["id"]) for concept in shown.json("concepts")],
        kb.log(),
        kb.edges(),
        kb.effect_sizes(),
        kb.overlap(cells=True),
        *(shown.json(*command) for command in COMMANDS),
    ]
    known = set(numbers(plain(made_from))) | {0.0, 1.0}
    for name, frame in FRAMES.items():
        data = kb.frame(name, **({"before": "before"} if frame.like == "diff" else {}))
        columns = [f.name for f in frame.fields if f.dtype in ("Int64", "Float64") and f.unit != "from 1"]
        missing = {column: set(data[column].dropna().astype(float)) - known for column in columns}

        assert {column: values for column, values in missing.items() if values} == {}, name


@pytest.mark.parametrize("what", ["concepts", "agreement", "studies", "overlap", "refutations", "profile"])
def test_an_export_has_the_same_cells_in_every_format(what: str, shown: Shown) -> None:
    """Word, Excel, Markdown and CSV: cell by cell, numbers as numbers."""
    tables = {ending: shown.exported(what, ending) for ending in ENDINGS}

    def told(cell: object) -> str:
        text = " ".join(str("" if cell is None else cell).split()).removeprefix("'")
        return text.removesuffix(".0")

    flat = {
        ending: [{name: told(cell) for name, cell in row.items()} for row in rows] for ending, rows in tables.items()
    }
    assert len(flat["csv"]) > 0
    for ending in ENDINGS[1:]:
        assert flat[ending] == flat["csv"], ending


def test_exported_concepts_have_the_figures_of_the_records(shown: Shown) -> None:
    """In the tables of concepts and of agreement, rounded from the very numbers that the records have."""
    live = [row for row in shown.json("concepts") if row["status"] != "rejected"]
    table, matrix = shown.exported("concepts", "csv"), shown.exported("agreement", "csv")

    assert len(table) == len(matrix) == len(live)
    for concept, row, cells in zip(live, table, matrix, strict=True):
        support = concept["support"]
        assert row["Concept"].removeprefix("'") == cells["Concept"].removeprefix("'") == concept["label"]
        assert row["Support"] == cells["Support"] == f"{support['studies']} of {support['eligible']}"
        assert row["95 % interval"] == "{:.2f} to {:.2f}".format(*support["interval"])
        assert f"{float(row['Weighted']):.2f}" == f"{support['weighted']:.2f}"
        assert strange(figures(row, "concept", "studies", "refuted"), concept) == []
        assert row["Verdict"] == cells["Verdict"] == concept["verdict"]
        for name in ("Effective studies", "Weighted"):
            assert cells[name] == row[name]


def test_exported_json_is_what_the_command_line_prints(shown: Shown) -> None:
    """Studies, themes, concepts, translations; refutations with those that were dismissed; ties."""
    whole = json.loads(shown.kb.export_bytes("json"))
    themes = [{k: v for k, v in row.items() if k != "codebook"} for row in shown.json("themes")]

    assert whole["themes"] == themes
    assert whole["concepts"] == shown.json("concepts")
    assert whole["translations"] == plain(shown.kb.edges())
    for profile, record in zip(whole["profile"], shown.json("profile"), strict=True):
        told = {name: [statement["brief"] for statement in part] for name, part in record["components"].items()}
        assert profile == {key: (record | {"components": told})[key] for key in profile}
    standing = [row for row in whole["refutations"] if row["standing"] != "dismissed"]
    assert standing == [
        {key: row[key] for key in exported} for row, exported in zip(shown.json("refutations"), standing, strict=True)
    ]
    assert whole["studies"] == [{k: v for k, v in row.items() if k != "short"} for row in shown.json("studies")]
    ties = {(t["source"], t["kind"], t["target"]): t for t in shown.json("dependence")["ties"]}
    for tie in whole["dependence"]:
        assert {k: ties[tie["source"], tie["kind"], tie["target"]][k] for k in tie} == tie
    assert len(ties) == len(whole["dependence"])


def test_the_dashboard_shows_the_agreement_of_the_records(shown: Shown, names: dict[str, str]) -> None:
    """Support, interval, effective number, weighted support and every cell of the heat map."""
    agreement, concepts = shown.json("agreement"), {row["id"]: row for row in shown.json("concepts")}
    rows = agreeing.agreement_rows(agreement, least=0)
    table = agreeing.agreement_frame(rows)

    assert len(table) == sum(row["status"] != "rejected" for row in agreement) > 100
    for row in table.to_dict("records"):
        concept = concepts[row["id"]]
        assert row["support"] == f"{concept['support']['studies']} of {concept['support']['eligible']}"
        assert strange(figures(row, "concept", "id"), concept) == []
        assert [float(cell) for cell in row.values() if isinstance(cell, float)].count(
            concept["support"]["weighted"]
        ) >= 1
    page = shown.kb.matrix(least=0)
    sheet = agreeing.matrix_frame(page, names)
    frame = shown.kb.frame("agreement").set_index(["concept", "study"])["stance"]
    assert sorted(row["id"] for row in page["rows"]) == sorted(row["id"] for row in rows)
    for row, line in zip(page["rows"], sheet.to_dict("records"), strict=True):
        assert strange(figures(row, "label", "id", "year", "elsewhere", "cells"), concepts[row["id"]]) == []
        for study, name in names.items():
            assert line[name] == STANCE_OF_CELL[frame[row["id"], study]]


def test_leaving_a_study_out_gives_one_figure(shown: Shown) -> None:
    """The record of a concept, the frame, and what a person reckons from the counts."""
    frame = shown.kb.frame("leave_one_out").set_index(["concept", "without"])
    checked = 0
    for concept in shown.json("concepts"):
        support = concept["support"]
        for study, share in support["without"].items():
            assert frame.loc[(concept["id"], study), "share"] == share
            left = support["studies"] - (study in concept["studies"])
            assert share == pytest.approx(left / (support["eligible"] - 1), abs=1e-6)
            checked += 1
    assert checked == len(frame) > 500
