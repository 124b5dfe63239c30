"""People code blind, hand in, and are compared with one another and with the machine."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from concord import KnowledgeBase
from corpus.errors import BadDecision, BadInput
from tests.concord.conftest import Run

ALDER = "alder2021"


def as_user(place: str, who: str) -> KnowledgeBase:
    return KnowledgeBase(place, user=who)


def filled_in(sheet: bytes, labels: dict[str, dict[str, str]]) -> bytes:
    """The sheet with labels written into it: by a beginning of the unit's text, then by facet."""
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"))))
    for row in rows:
        for beginning, cells in labels.items():
            if row["text"].startswith(beginning):
                row |= cells
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def codes(kb: KnowledgeBase, *, also: dict[str, dict[str, str]] | None = None) -> None:
    """What the machine finds in the list of challenges, and more."""
    labels = {name: {"challenge": name} for name in ("Lack of trained keepers", "Heat stress", "Noise complaints")}
    kb.import_sheet("a.csv", filled_in(kb.coding_sheet(ALDER, ["challenge", "role"]), labels | (also or {})))


def test_a_sheet_shows_nothing_that_was_found(filled_place: str) -> None:
    """Neither the machine's themes nor another coder's labels stand in it: it is blind."""
    codes(as_user(filled_place, "ben"))
    rows = list(csv.DictReader(io.StringIO(as_user(filled_place, "ann").coding_sheet(ALDER).decode("utf-8-sig"))))

    assert "challenge" in rows[0]
    assert any(row["text"] == "Noise complaints" and row["kind"] == "list_item" for row in rows)
    assert not any(row[facet] for row in rows for facet in ("challenge", "role", "tool"))


def test_a_sheet_comes_back_as_it_was_filled(filled_place: str) -> None:
    """Also two labels in a cell and signs that a spreadsheet would compute; a second import changes nothing."""
    ann = as_user(filled_place, "ann")
    labels = {"Noise complaints": {"challenge": "=noise; Angry neighbours"}}
    sheet = filled_in(ann.coding_sheet(ALDER, ["challenge"]), labels)

    assert ann.import_sheet("a.csv", sheet) == {"study": ann.studies()[0]["id"], "coded": 2, "dropped": 0, "missing": 0}
    assert [code["label"] for code in ann.my_codes(ALDER)] == ["=noise", "Angry neighbours"]
    again = ann.coding_sheet(ALDER, ["challenge"])
    assert ann.import_sheet("a.csv", again)["coded"] == 0
    assert len(ann.my_codes(ALDER)) == 2
    assert ann.import_sheet("a.csv", filled_in(again, {"Noise": {"challenge": "Angry neighbours"}}))["dropped"] == 1


@pytest.mark.parametrize("between", [";", "\t"])
def test_a_sheet_may_be_saved_with_other_separators(filled_place: str, between: str) -> None:
    """Semicolons and tabs, with columns in another order: the same codes."""
    ann = as_user(filled_place, "ann")
    sheet = filled_in(ann.coding_sheet(ALDER, ["challenge"]), {"Noise": {"challenge": "Noise; Anger"}})
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"))))
    out = io.StringIO()
    saved = csv.DictWriter(out, list(rows[0])[::-1], delimiter=between)
    saved.writeheader()
    saved.writerows(rows)

    assert ann.import_sheet("a.csv", out.getvalue().encode())["coded"] == 2


def test_rows_that_a_sheet_lost_are_told(filled_place: str) -> None:
    """Their codes are taken back, which a coder who deleted rows may not expect."""
    ann = as_user(filled_place, "ann")
    sheet = filled_in(ann.coding_sheet(ALDER, ["challenge"]), {"Noise": {"challenge": "Noise"}})
    ann.import_sheet("a.csv", sheet)
    head = b"".join(sheet.splitlines(keepends=True)[:2])

    done = ann.import_sheet("a.csv", head)

    assert (done["dropped"], done["missing"]) == (1, len(ann.coding_units(ALDER)) - 1)


def test_a_filled_sheet_is_not_written_over(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """The second 'coding sheet' refuses; the first says how to import under the same name."""
    sheet = tmp_path / "ann.csv"
    command = ("coding", "sheet", ALDER, sheet, "--user", "ann", "--kb", kb_path)
    assert run(*command).stdout.rstrip().endswith(f"concord coding import {sheet} --user ann")
    sheet.write_text("filled in", encoding="utf-8")

    again = run(*command)

    assert (again.returncode, sheet.read_text(encoding="utf-8")) == (1, "filled in")
    assert "is there already" in again.stderr


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: text.replace("unit", "number", 1), "no column 'unit'"),
        (lambda text: text.replace("Noise complaints", "Noise", 1), "its text is not unit"),
        (lambda text: text.replace(",role", ",rolle", 1), "no facet 'rolle'"),
        (lambda text: text.replace("alder2021keeping", "elm1999"), "no study 'elm1999'"),
        (lambda text: "", "no column 'study'|one study, not of 0"),
    ],
)
def test_a_sheet_that_does_not_fit_is_said(filled_place: str, damage, said: str) -> None:  # type: ignore[no-untyped-def]
    """With the row or column; nothing of it is taken."""
    from corpus.errors import ConcordError

    ann = as_user(filled_place, "ann")
    labels = {name: {"challenge": "x"} for name in ("Noise complaints", "Heat stress")}
    sheet = filled_in(ann.coding_sheet(ALDER, ["challenge", "role"]), labels).decode()

    with pytest.raises(ConcordError, match=said):
        ann.import_sheet("a.csv", damage(sheet).encode())
    assert ann.my_codes(ALDER) == []


def test_codings_change_no_theme(filled_place: str) -> None:
    """The synthesis and its revision are those of before, and the log of decisions is empty."""
    before = KnowledgeBase(filled_place)
    themes, revision = before.themes(), before.revision
    codes(as_user(filled_place, "ann"))
    after = KnowledgeBase(filled_place)

    assert (after.themes(), after.revision, after.log()) == (themes, revision, [])


def test_coders_are_blind_until_all_have_handed_in(filled_place: str) -> None:
    """One who has finished waits for the other; then both see where they part."""
    ann, ben = as_user(filled_place, "ann"), as_user(filled_place, "ben")
    codes(ann)
    codes(ben, also={"Hive keeper": {"role": "Hive keeper"}})
    ann.hand_in(ALDER, ["challenge", "role"])

    with pytest.raises(BadDecision, match="waiting for ben"):
        ann.coding_disagreements(ALDER)
    ben.hand_in(ALDER, ["challenge", "role"])
    parted = [row for row in ann.coding_disagreements(ALDER) if row["facet"] == "role"]
    assert [(row["text"].split(":")[0], row["labels"]["ann"], row["labels"]["ben"]) for row in parted] == [
        ("Hive keeper", [], ["Hive keeper"]),
        ("Roof manager", [], []),
    ]
    assert parted[1]["labels"]["machine"] == ["Roof manager"]


def test_opening_blind_codings_is_logged(filled_place: str) -> None:
    """It needs a reason, and the coding that was opened is shown as open."""
    ann = as_user(filled_place, "ann")
    codes(ann, also={"Roof manager": {"challenge": "Too few keys"}})

    with pytest.raises(BadDecision, match="reason"):
        ann.open_codings(ALDER, reason=" ")
    ann.open_codings(ALDER, reason="the second coder left")
    assert [row["open"] for row in ann.coders()] == [True]
    assert [row["labels"]["ann"] for row in ann.coding_disagreements(ALDER)] == [["Too few keys"]]
    assert ann.verify_codings() is None


def test_who_codes_after_the_codings_were_opened_is_not_blind(filled_place: str) -> None:
    """The list says so for good, whoever opened them."""
    codes(as_user(filled_place, "ann"))
    as_user(filled_place, "ann").open_codings(ALDER, reason="the second coder left")
    codes(as_user(filled_place, "ben"))

    assert [(row["who"], row["blind"]) for row in KnowledgeBase(filled_place).coders()] == [
        ("ann", True),
        ("ben", False),
    ]


def test_an_empty_coding_is_handed_in_on_purpose_only(filled_place: str) -> None:
    """A mistyped name has coded nothing either."""
    ann = as_user(filled_place, "ann")

    with pytest.raises(BadDecision, match="coded nothing"):
        ann.hand_in(ALDER)
    ann.hand_in(ALDER, empty=True)
    assert [(row["codes"], row["finished"]) for row in ann.coders()] == [(0, True)]


def test_agreement_is_that_of_the_ratings(filled_place: str) -> None:
    """Two coders who mark the same three of all units agree wholly; the machine agrees with both alike."""
    for who in ("ann", "ben"):
        kb = as_user(filled_place, who)
        codes(kb)
        kb.hand_in(ALDER, ["challenge"])
    rows = {(r["one"], r["other"], r["facet"]): r for r in KnowledgeBase(filled_place).coding_agreement(ALDER)}
    people, first, second = (
        rows[(*pair, "challenge")] for pair in (("ann", "ben"), ("ann", "machine"), ("ben", "machine"))
    )

    assert (people["observed"], people["cohen"], people["krippendorff"], people["positive"]) == (1, 1, 1, 1)
    assert people["themes"] == {"both": 3, "only_one": 0, "only_other": 0, "agreement": 1.0}
    assert {k: v for k, v in first.items() if k != "one"} == {k: v for k, v in second.items() if k != "one"}
    assert first["units"] == people["units"] == len(KnowledgeBase(filled_place).coding_units(ALDER))


def test_what_was_handed_in_stays(filled_place: str) -> None:
    """No code can be added, dropped or imported, and nobody hands in twice."""
    ann = as_user(filled_place, "ann")
    codes(ann)
    ann.hand_in(ALDER)
    for change in (
        lambda: ann.code(ALDER, "tool", "HiveTrack", "HiveTrack"),
        lambda: ann.drop_code(ALDER, "challenge", "Noise complaints", "Noise complaints", start=_start(ann)),
        lambda: ann.hand_in(ALDER),
    ):
        with pytest.raises(BadDecision, match="handed in"):
            change()


def _start(kb: KnowledgeBase) -> int:
    return next(int(code["start"]) for code in kb.my_codes(ALDER) if code["label"] == "Noise complaints")


def test_a_code_rests_on_words_of_the_study(filled_place: str) -> None:
    """Words that stand nowhere, an unknown facet and a label with the sign between labels are refused."""
    ann = as_user(filled_place, "ann")

    with pytest.raises(BadDecision, match="stand in no document"):
        ann.code(ALDER, "tool", "HiveTrack", "HiveTrack was never used")
    with pytest.raises(BadInput, match="no facet 'tols'"):
        ann.code(ALDER, "tols", "HiveTrack", "HiveTrack")
    with pytest.raises(BadDecision, match="holds no ';'"):
        ann.code(ALDER, "tool", "HiveTrack; ApiScale", "HiveTrack")
    ann.code(ALDER, "tool", "HiveTrack", "HiveTrack")
    assert [code["label"] for code in ann.my_codes(ALDER)] == ["HiveTrack"]


def test_nobody_codes_as_the_machine(filled_place: str) -> None:
    """Else its agreement with itself would be reported."""
    with pytest.raises(BadDecision, match="your own name"):
        as_user(filled_place, "Machine").code(ALDER, "tool", "HiveTrack", "HiveTrack")


def test_the_whole_way_on_the_command_line(run: Run, filled_place: str, tmp_path: Path) -> None:
    """Sheet, import, hand in, list, agreement, disagreements."""
    kb = ("--kb", filled_place)
    for who, label in (("ann", "Noise complaints"), ("ben", "Angry neighbours")):
        sheet = tmp_path / f"{who}.csv"
        assert run("coding", "sheet", ALDER, sheet, "--facet", "challenge", "--user", who, *kb).returncode == 0
        sheet.write_bytes(filled_in(sheet.read_bytes(), {"Noise": {"challenge": label}}))
        assert "1 code taken" in run("coding", "import", sheet, "--user", who, *kb).stdout
        assert "closed" in run("coding", "list", *kb).stdout
        assert run("coding", "hand-in", ALDER, "--facet", "challenge", "--user", who, *kb).returncode == 0
    found = json.loads(run("coding", "agreement", "--format", "json", *kb).stdout)

    assert [(r["one"], r["other"]) for r in found if r["facet"] == ""] == [
        ("ann", "ben"),
        ("ann", "machine"),
        ("ben", "machine"),
    ]
    people = next(r for r in found if r["other"] == "ben")
    assert (people["cohen"], people["themes"]["both"]) == (1.0, 0)
    assert "Heat stress" in run("coding", "disagreements", ALDER, *kb).stdout
    refused = run("coding", "hand-in", ALDER, "--user", "ann", *kb)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "handed in" in refused.stderr
