"""One figure everywhere: the command line, Python, data frames, exports and the dashboard show identical numbers.

Where a skin rounds, it rounds the same number. Walked over every figure of agreement, overlap, dependence, refutations,
evidence profiles and changes of the bundled sample corpus.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from concord import KnowledgeBase
from concord.frames import FRAMES
from dashboard import agreeing, changing, coding_frames, frames, overlap_frames, tie_frames
from dashboard.wording import STANCE_OF_CELL
from tests.concord.figures import Known, Record, Shown, numbers, strange

ENDINGS = ("csv", "md", "xlsx", "docx")
COMMANDS: dict[tuple[str, ...], Callable[[KnowledgeBase], object]] = {
    ("studies",): lambda kb: kb.studies(),
    ("themes",): lambda kb: kb.themes(),
    ("concepts",): lambda kb: kb.concepts(),
    ("agreement",): lambda kb: kb.agreement(),
    ("refutations",): lambda kb: kb.refutations(),
    ("overlap",): lambda kb: kb.overlap(),
    ("dependence",): lambda kb: kb.dependence(),
    ("profile",): lambda kb: kb.profile(),
    ("conclusions",): lambda kb: kb.conclusions(),
    ("diff", "before"): lambda kb: kb.diff("before"),
    ("influence",): lambda kb: kb.influence(),
    ("snapshot",): lambda kb: kb.snapshots(),
    ("methods",): lambda kb: kb.methods(),
    ("coding", "agreement"): lambda kb: kb.coding_agreement(),
    ("reliability", "--reviewers", "ann", "ben"): lambda kb: kb.reviewer_agreement("ann", "ben"),
}
LISTS = [
    command for command, _ in COMMANDS.items() if command[0] not in ("overlap", "diff", "dependence", "reliability")
]
WORDS = ("definition", "quote", "text", "reason", "sentence", "evidence", "title", "label", "name")


@pytest.fixture(scope="module")
def shown(sampled: Path) -> Shown:
    """The sample corpus on which people have worked, seen through every skin."""
    return Shown(KnowledgeBase(sampled, user="ann"))


@pytest.fixture(scope="module")
def names(shown: Shown) -> dict[str, str]:
    """Short names of the studies."""
    return frames.short_names(shown.kb.studies())


def plain(value: object) -> Any:
    """A record as JSON gives it back."""
    return json.loads(json.dumps(value))


def figures(row: Record, *but: str) -> list[object]:
    """The cells of a row that hold figures: those whose columns do not hold words of papers or of people."""
    skipped = (*WORDS, *but)
    return [cell for name, cell in row.items() if not any(word in name.casefold() for word in skipped)]


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
    cells = agreeing.cells_frame(rows, names)
    frame = shown.kb.frame("agreement").set_index(["concept", "study"])["stance"]
    for cell in cells.to_dict("records"):
        assert cell["stance"] == STANCE_OF_CELL[frame[cell["concept"], cell["study"]]]


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


def test_overlap_is_one_figure_everywhere(shown: Shown, names: dict[str, str]) -> None:
    """Pairs and assumptions: command line, frames, exports, dashboard."""
    found = shown.json("overlap")
    listed = {(row["one"], row["other"]): row for row in shown.csv("overlap")}
    frame = shown.kb.frame("overlap_pairs").set_index(["one", "other"])
    board = overlap_frames.overlap_frame(found, names).set_index("id")
    table = {frozenset((row["Review"], row["Other review"])): row for row in shown.exported("overlap", "csv")}

    assert len(found["pairs"]) == len(listed) == len(frame) == len(board) == len(table) > 2
    for pair in found["pairs"]:
        ends = (pair["one"], pair["other"])
        row, drawn = frame.loc[ends], board.loc[" ".join(ends)]
        exported = table[frozenset(names[end] for end in ends)]
        for name in ("shared", "works_one", "works_other", "corrected", "coefficient"):
            told = listed[ends][name]
            assert (
                (row[name] == pair[name] == float(told)) if pair[name] is not None else (pd.isna(row[name]), told == "")
            )
        assert (drawn["shared"], drawn["primary studies"]) == (pair["shared"], pair["works_one"])
        assert drawn["cca"] == (None if pair["corrected"] is None else 100 * pair["corrected"])
        assert drawn["overlap coefficient"] == pair["coefficient"]
        assert strange(figures(exported, "review"), pair) == []
        assert strange([drawn["over all assumptions"]], pair["range"]) == []
    assumed = shown.kb.frame("overlap")
    assert [None if pd.isna(value) else value for value in assumed["corrected"]] == [
        row["corrected"] for row in found["assumptions"]
    ]
    shares = sorted(row["corrected"] for row in found["assumptions"] if row["corrected"] is not None)
    assert sorted(overlap_frames.assumptions_frame(found)["cca"].dropna()) == [100 * share for share in shares]
    assert found["range"] == [shares[0], shares[-1]]
    said = shown.said("overlap", "--format", "table")
    assert f"{100 * found['whole']['corrected']:.1f} %" in said
    assert all(f"{100 * share:.1f}" in said for share in found["range"])


def test_the_citation_matrix_adds_up_everywhere(shown: Shown) -> None:
    """Ones and missing cells of the frame are those of the figures; a pair shares as many works as it says."""
    found, matrix = shown.json("overlap"), shown.kb.frame("citation_matrix")
    wide = matrix.pivot(index="work", columns="review", values="held")

    assert int((matrix["held"] == 1).sum()) == found["whole"]["ones"]
    assert wide.shape == (found["whole"]["rows"], found["whole"]["reviews"])
    for pair in found["pairs"]:
        both = (wide[pair["one"]] == 1).fillna(False) & (wide[pair["other"]] == 1).fillna(False)
        assert int(both.sum()) == pair["shared"]


def test_ties_are_the_same_everywhere(shown: Shown, names: dict[str, str]) -> None:
    """Command line, frame, dashboard, and what a study's own record says that it includes and cites."""
    ties = shown.json("dependence")["ties"]
    keys = sorted((t["source"], t["kind"], t["target"]) for t in ties)
    frame = shown.kb.frame("dependence")
    board = tie_frames.ties_frame(ties, names)

    assert keys == sorted((row["source"], row["kind"], row["target"]) for row in shown.csv("dependence"))
    assert keys == sorted(frame[["source", "kind", "target"]].itertuples(index=False, name=None))
    assert set(board["id"]) == {tie_frames.tie_id(tie) for tie in ties}
    for study in shown.json("studies"):
        for kind in ("includes", "cites"):
            held = [t["target"] for t in ties if (t["source"], t["kind"], t["unused"]) == (study["id"], kind, "")]
            assert sorted(study[kind]) == sorted(held)


def test_refutations_are_the_same_everywhere(shown: Shown) -> None:
    """Ids, confidence and standing on the command line, in frames, and in the order of exports."""
    found = shown.json("refutations")
    frame, sides = shown.kb.frame("refutations"), shown.kb.frame("refutation_sides")
    table = shown.exported("refutations", "csv")

    assert [row["id"] for row in found] == frame["id"].tolist() == [row["id"] for row in shown.csv("refutations")]
    assert [row["confidence"] for row in found] == frame["confidence"].tolist()
    assert [f"{row['confidence']:.2f}" for row in found] == [f"{float(row['Confidence']):.2f}" for row in table]
    assert [len(row["asserted"]) + len(row["refuting"]) for row in found] == [
        int((sides["refutation"] == row["id"]).sum()) for row in found
    ]


def test_changes_are_the_same_everywhere(shown: Shown, names: dict[str, str]) -> None:
    """The sorts of change are counted alike, and each concept has the figures of both sides."""
    found = shown.json("diff", "before")
    rows, frame = shown.csv("diff", "before"), shown.kb.frame("changes", before="before")
    board = changing.changes_frame(found, names)

    assert [row["id"] for row in rows] == frame["id"].tolist() == [row["id"] for row in found["concepts"]]
    assert set(board["id"]) <= set(frame["id"])
    for record, row in zip(found["concepts"], rows, strict=True):
        for side in ("before", "after"):
            told = record[side]["support"] if record[side] else None
            for name in ("studies", "eligible", "weighted"):
                cell = row[f"{name}_{side}"]
                assert (told is None and cell == "") or (told is not None and float(cell) == told[name])
    now = {row["id"]: row["support"] for row in shown.json("concepts")}
    for record in found["concepts"]:
        if record["after"]:
            support = now[record["after"]["id"]]
            assert {k: support[k] for k in ("studies", "eligible", "share", "effective", "weighted")} == {
                k: record["after"]["support"][k] for k in ("studies", "eligible", "share", "effective", "weighted")
            }


def test_influence_is_the_same_everywhere(shown: Shown, names: dict[str, str]) -> None:
    """Command line and dashboard, study by study."""
    found = shown.json("influence")
    rows = shown.csv("influence")
    board = changing.influence_frame(found, names).to_dict("records")

    for record, row, drawn in zip(found, rows, board, strict=True):
        assert record["study"] == row["study"] == drawn["id"]
        for name in ("influence", "turned", "lost_consensus", "left_alone", "vanished", "by_silence"):
            assert float(row[name]) == record[name] == drawn[name]


def test_a_profile_has_the_support_of_its_concept(shown: Shown) -> None:
    """Evidence profiles reckon nothing anew."""
    concepts = {row["id"]: row for row in shown.json("concepts")}
    for profile in shown.json("profile"):
        assert profile["support"] == concepts[profile["id"]]["support"]
        assert profile["verdict"] == concepts[profile["id"]]["verdict"]


def test_coefficients_of_coders_are_the_same_everywhere(shown: Shown, names: dict[str, str]) -> None:
    """Command line, frame and the page Coding."""
    records = shown.json("coding", "agreement")
    rows, frame = shown.csv("coding", "agreement"), shown.kb.frame("coding_agreement").to_dict("records")
    board = coding_frames.agreement_frame(records, names).to_dict("records")

    assert len(records) == len(rows) == len(frame) == len(board) > 0
    for record, row, framed, drawn in zip(records, rows, frame, board, strict=True):
        for name in ("observed", "krippendorff", "cohen", "gwet", "positive", "negative", "prevalence"):
            value = record[name]
            if value is None:
                assert row[name] == "" and pd.isna(framed[name]) and pd.isna(drawn[name])
            else:
                assert float(row[name]) == framed[name] == drawn[name] == value
            if record["intervals"][name] and f"{name}_low" in framed:
                assert [framed[f"{name}_low"], framed[f"{name}_high"]] == record["intervals"][name]
                assert [float(row[f"{name}_{end}"]) for end in ("low", "high")] == record["intervals"][name]


PAGES: Sequence[tuple[str, dict[str, str]]] = (
    ("overview", {}),
    ("agreement", {}),
    ("agreement", {"view": "overlap"}),
    ("agreement", {"view": "dependence"}),
    ("changes", {"from": "before"}),
    ("changes", {"view": "influence"}),
    ("changes", {"view": "snapshots"}),
    ("coding", {"view": "agreement"}),
)


@pytest.mark.parametrize(
    ("page", "url"), PAGES, ids=lambda part: part if isinstance(part, str) else " ".join(part.values())
)
def test_every_number_of_a_table_on_a_page_is_of_the_records(
    page: str, url: dict[str, str], shown: Shown, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages as they run: the numbers of their tables are those of the records, in percent or not."""
    from tests.dashboard.test_pages import opened

    monkeypatch.setenv("CONCORD_KB", str(sampled))
    if page == "coding":
        url = url | {"study": shown.kb.studies()[0]["id"]}
    app = opened(page, **url)
    live = [theme for theme in shown.kb.themes() if theme["status"] != "rejected"]
    counted = [list(Counter(theme[part] for theme in live).values()) for part in ("study", "facet")]
    known = Known([*(shown.json(*command) for command in COMMANDS), *counted])
    tables = [element.value for element in app.dataframe]

    for table in tables:
        for row in table.to_dict("records"):
            assert strange(figures(row, "id", "what changed", "primary study", "known from", "when"), known) == []
    assert tables or page in ("agreement", "changes")
