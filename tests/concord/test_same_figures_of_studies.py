"""One figure everywhere, of what stands between studies: overlap, ties, refutations, changes, influence, coders, pages.

The command line, Python, data frames, exports and the dashboard, walked over the bundled sample corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from dashboard.agreement import tie_frames
from dashboard.changes import frames as changing
from dashboard.judging import coding_frames
from dashboard.overlap import frames as overlap_frames
from tests.concord.figures import COMMANDS, Known, Shown, figures, strange


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
    glance = [shown.kb.overview(), shown.kb.selection(), shown.kb.timeline()]
    known = Known([*(shown.json(*command) for command in COMMANDS), *counted, *glance])
    tables = [element.value for element in app.dataframe]

    for table in tables:
        for row in table.to_dict("records"):
            assert strange(figures(row, "id", "what changed", "primary study", "known from", "when"), known) == []
    assert tables or page in ("agreement", "changes")
