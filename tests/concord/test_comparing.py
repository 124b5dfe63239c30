"""Ratings from a CSV file, and two reviewers of the log, as users compare them: by Python and by the command line."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from concord import KnowledgeBase
from concord.parts.comparing import of_bytes, of_file
from concord.tables.reliability import TITLES
from corpus.errors import BadInput, NotFound
from tests.concord.conftest import Run
from tests.synthesis.reliability.test_reliability import NAMES

RATINGS = "unit,coder,category\nA,ann,yes\nA,ben,yes\nB,ann,no\nB,ben,yes\nC,ann,no\nC,ben,no\nD,ann,yes\nD,ben,\n"


def as_csv(coders: Sequence[Sequence[Any]]) -> str:
    """A row a rating; a missing rating has none."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["unit", "coder", "category"])
    rows.writerows(
        [u, f"coder {c}", said] for c, all in enumerate(coders) for u, said in enumerate(all) if said is not None
    )
    return out.getvalue()


def examples(shared: Path) -> Iterable[tuple[str, Sequence[Sequence[Any]], list[str] | None, dict[str, Any]]]:
    """Each worked example: its name, ratings by coder, categories to name, and figures (None: undefined)."""
    for entry in json.loads((shared / "oracles" / "oracles.json").read_text(encoding="utf-8")):
        if entry["kind"] == "agreement":
            yield entry["id"], entry["coders_by_unit"], None, entry["expected"]
        elif entry["kind"] == "agreement_counts":
            units = [[k for k, number in enumerate(row) for _ in range(number)] for row in entry["counts"]]
            yield entry["id"], list(zip(*units, strict=True)), None, entry["expected"]
        elif entry["kind"] == "agreement_tables":
            for table in entry["tables"]:
                pairs = [(1 - i, 1 - j) for i in (0, 1) for j in (0, 1) for _ in range(table["t"][i][j])]
                yield table["name"], list(zip(*pairs, strict=True)), None, table["expected"]
        elif entry["kind"] == "agreement_undefined":
            for number, case in enumerate(entry["cases"]):
                defined = {name: case[name] for name in ("p_a", "ac1") if name in case}
                named = [str(category) for category in case["categories"]]
                yield f"undefined {number}", case["coders_by_unit"], named, defined | dict.fromkeys(case["undefined"])
        elif entry["kind"] == "theme_matrix":
            yield entry["id"], list(zip(*entry["matrix"].values(), strict=True)), None, entry["expected"]


@pytest.mark.real
def test_every_worked_example_comes_out_of_a_file(shared: Path, run: Run, tmp_path: Path) -> None:
    """By the function and by the command, to the tolerance of the examples; undefined is null with a reason."""
    seen = 0
    for name, coders, categories, expected in examples(shared):
        file = tmp_path / "ratings.csv"
        file.write_text(as_csv(coders), encoding="utf-8")
        found = of_file(file, categories=categories)
        named = ("--categories", ",".join(categories)) if categories else ()
        done = run("reliability", file, *named, "--format", "json")

        assert json.loads(done.stdout) == found, name
        for key in NAMES.keys() & expected.keys():
            value, wanted = found[NAMES[key]], expected[key]
            assert value == (None if wanted is None else pytest.approx(wanted, abs=1e-6)), (name, key)
            assert (value is None) == (NAMES[key] in found["undefined"]), (name, key)
            seen += 1

    assert seen > 60


def test_the_record_begins_with_the_keys_of_the_contract() -> None:
    """In their order; everything else stands behind."""
    found = of_bytes("r.csv", RATINGS.encode())

    assert list(found)[:12] == [
        "units",
        "coders",
        "categories",
        "percent_agreement",
        "positive_agreement",
        "negative_agreement",
        "cohen_kappa",
        "fleiss_kappa",
        "gwet_ac1",
        "brennan_prediger",
        "krippendorff_alpha",
        "intervals",
    ]
    assert (found["units"], found["units_compared"], found["coders"]) == (4, 3, 2)
    assert (found["categories"], found["counts"]) == (["no", "yes"], {"no": 3, "yes": 4})
    assert (found["positive_category"], found["percent_agreement"]) == ("yes", pytest.approx(2 / 3))


def test_the_order_of_rows_changes_not_a_byte() -> None:
    """Figures and intervals, printed."""
    head, *rows = RATINGS.splitlines(keepends=True)
    mixed = random.Random(4).sample(rows, len(rows))  # noqa: S311  (an order, no secret)

    assert json.dumps(of_bytes("r", (head + "".join(mixed)).encode())) == json.dumps(of_bytes("r", RATINGS.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + RATINGS,
        RATINGS.replace(",", ";"),
        RATINGS.replace(",", "\t"),
        RATINGS.replace("\n", "\r\n"),
        RATINGS.replace("\n", "\n\n"),
        RATINGS.replace("unit,coder,category", " Unit ,CODER,Category"),
        RATINGS.replace("D,ben,\n", ""),
        RATINGS.replace("D,ben,\n", "D,ben,NA\n"),
        RATINGS.replace("D,ben,\n", "D,ben\n"),
        RATINGS.replace("yes", '" yes "'),
        RATINGS + "A,ann,yes\n,,\n",
    ],
)
def test_a_file_may_be_saved_in_many_ways(text: str) -> None:
    """Byte order mark, separators, line ends, blank lines, ways to write a missing rating, a row twice."""
    assert of_bytes("r.csv", text.encode()) == of_bytes("r.csv", RATINGS.encode())


def test_other_columns_and_their_order_do_not_matter() -> None:
    """A coder may keep notes beside the category."""
    rows = [row.split(",") for row in RATINGS.splitlines()]
    turned = "".join(f"{c},note,{b},{a}\n" if a != "unit" else "category,why,coder,unit\n" for a, b, c in rows)

    assert of_bytes("r.csv", turned.encode()) == of_bytes("r.csv", RATINGS.encode())


def test_a_category_that_nobody_used_counts_when_it_is_named() -> None:
    """AC1 and Brennan-Prediger depend on how many categories there are; 'NA' may be one of them."""
    two, three = (of_bytes("r", RATINGS.encode(), categories=names) for names in (None, ["yes", "no", "NA"]))

    assert two["brennan_prediger"] == pytest.approx((2 / 3 - 1 / 2) / (1 / 2))
    assert three["brennan_prediger"] == pytest.approx((2 / 3 - 1 / 3) / (2 / 3))
    assert (three["categories"], three["counts"]["NA"]) == (["yes", "no", "NA"], 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "has no column 'unit'.* here it is empty"),
        (b"unit,coder\nA,ann\n", "has no column 'category'.*'unit, coder'"),
        (b"unit,coder,category,coder\nA,ann,yes,ann\n", "names the column 'coder' twice"),
        (b"unit,coder,category\n", "no row holds a rating"),
        (
            b"unit,coder,category\nA,ann,yes\nA,ben,no\nA,ann,no\n",
            "row 4: 'ann' rated 'A' as 'no', and as 'yes' in row 2",
        ),
        (b"unit,coder,category\n,ann,yes\n", "row 2: has no unit"),
        (b"unit,coder,category\nA,,yes\n", "row 2: has no coder"),
        (b'unit,coder,category\nA,ann,"yes\n', "row 2: is not CSV"),
        ("unit,coder,category\nA,Jörg,yes\n".encode("latin-1"), "is not UTF-8 text"),
        ("unit,coder,category\n".encode("utf-16"), "is UTF-16 text"),
        (b"PK\x03\x04rest", "is a spreadsheet or a zip archive"),
        (b"unit,coder,category\nA,ann,\0\n", "characters that no text has"),
    ],
)
def test_a_file_that_does_not_fit_is_said_in_one_sentence(data: bytes, said: str) -> None:
    """With the name of the file and the row."""
    with pytest.raises(BadInput, match=f"^r.csv: .*{said}"):
        of_bytes("r.csv", data)


def test_a_row_is_counted_as_an_editor_counts_it() -> None:
    """Also behind a cell that holds a line break and behind blank lines."""
    text = 'unit,coder,category\n\n"A\nlong",ann,yes\nA,ben,yes\nA,ben,no\n'

    with pytest.raises(BadInput, match="row 6: 'ben' rated 'A' as 'no', and as 'yes' in row 5"):
        of_bytes("r.csv", text.encode())


def test_one_coder_alone_agrees_with_nobody() -> None:
    """Every coefficient is null with its reason, as for coders who share no unit, and a note says why."""
    found = of_bytes("r", b"unit,coder,category\nA,ann,yes\nB,ann,no\nB,ben,\n")
    kappas = ("cohen_kappa", "fleiss_kappa", "conger_kappa", "gwet_ac1", "brennan_prediger", "krippendorff_alpha")

    assert (found["units"], found["coders"], found["units_compared"]) == (2, 1, 0)
    assert [found[name] for name in (*kappas, "percent_agreement", "positive_agreement")] == [None] * 8
    assert found["undefined"]["krippendorff_alpha"] == "no unit has two ratings"
    assert found["undefined"]["cohen_kappa"] == "it compares two coders, and there is 1"
    assert found["notes"] == ["Only one coder, 'ann', rated anything; agreement needs two."]


def test_names_that_differ_in_case_are_told() -> None:
    """They count as two, which is seldom meant."""
    found = of_bytes("r.csv", RATINGS.replace("C,ann,no", "C,ann,No").encode())

    assert found["notes"] == ["'No' and 'no' count as 2 categories; write them alike if they are one."]


def test_the_command_prints_the_same_figures_in_every_format(run: Run, tmp_path: Path) -> None:
    """csv in full, md and table rounded; the table says what is positive, how often, and how intervals were made."""
    (tmp_path / "r.csv").write_text(RATINGS.replace("A,ben,yes", "A,cid,yes"), encoding="utf-8")
    done = {form: run("reliability", "r.csv", "--format", form) for form in ("json", "csv", "md", "table")}
    found = json.loads(done["json"].stdout)
    rows = {row["figure"]: row for row in csv.DictReader(io.StringIO(done["csv"].stdout))}
    table = done["table"].stdout

    assert {(d.returncode, d.stderr) for d in done.values()} == {(0, "")}
    assert found["cohen_kappa"] is None
    assert list(rows) == list(TITLES)
    for name, row in rows.items():
        assert row["value"] == ("" if found[name] is None else repr(found[name]))
        assert row["undefined"] == found["undefined"].get(name, "")
        if found[name] is not None:
            assert [float(row[end]) for end in ("low", "high")] == found["intervals"][name]
            assert f"| {name} | {found[name]:.2f} |" in done["md"].stdout
    assert "Positive is 'yes'." in table and "no 3 (43 %), yes 4 (57 %)" in table
    assert "it compares two coders, and there are 3" in table
    assert max(map(len, table.splitlines())) <= 120


def test_a_bad_file_or_wish_ends_with_one_sentence(run: Run, tmp_path: Path) -> None:
    """Status 1 for the file, 2 for the words of the command; never a traceback."""
    (tmp_path / "r.csv").write_text(RATINGS, encoding="utf-8")
    bad = [
        run("reliability", "gone.csv"),
        run("reliability", "r.csv", "--categories", "yes,maybe"),
        run("reliability", "r.csv", "--positive", "maybe"),
    ]
    wrong = [run("reliability"), run("reliability", "r.csv", "--of", "themes")]

    assert [d.returncode for d in (*bad, *wrong)] == [1, 1, 1, 2, 2]
    assert [len(d.stderr.splitlines()) for d in bad] == [1, 1, 1]
    assert not [d for d in (*bad, *wrong) if "Traceback" in d.stderr]


def test_ratings_come_by_standard_input_too(run: Run) -> None:
    """For pipes; no knowledge base is made on the way."""
    done = run("reliability", "-", "--format", "json", stdin=RATINGS)

    assert json.loads(done.stdout) == of_bytes("-", RATINGS.encode())


def judged(place: str) -> KnowledgeBase:
    """A knowledge base in which Ann and Ben have judged pairs and themes."""
    ids = {f"{t['study'][:4]} {t['label']}": t["id"] for t in KnowledgeBase(place).themes()}
    ann, ben = KnowledgeBase(place, user="ann"), KnowledgeBase(place, user="ben")
    noise = [id for name, id in sorted(ids.items()) if "Noise" in name]
    skill = [id for name, id in sorted(ids.items()) if "keepers" in name]
    heat, keeper = (next(id for name, id in sorted(ids.items()) if word in name) for word in ("Heat", "Hive keeper"))
    for kb in (ann, ben):
        kb.merge(*noise, reason="one noise")
        kb.accept(heat)
    ann.merge(*skill, reason="one lack")
    ben.relate(*skill, "broadMatch", reason="trained is less than skilled")
    ann.split(noise[0], heat, reason="two things")
    ann.reject(keeper)
    ben.reject(keeper)
    ben.accept(keeper)
    ann.close()
    return ben


def test_two_reviewers_of_pairs_are_compared(filled_place: str) -> None:
    """Both say that the noises are one; on skills they part; one pair only Ann judged."""
    kb = judged(filled_place)
    found = kb.reviewer_agreement("ann", "ben")

    assert (found["units"], found["units_compared"], found["coder_names"]) == (3, 2, ["ann", "ben"])
    assert sorted(found["counts"]) in (["apart", "broader", "same"], ["apart", "narrower", "same"])
    assert (found["counts"]["same"], found["counts"]["apart"]) == (3, 1)
    assert found["percent_agreement"] == 0.5
    assert kb.reviewers() == [{"who": "ann", "decisions": 5}, {"who": "ben", "decisions": 5}]


def test_no_figure_is_minus_nothing() -> None:
    """Chance agreement that falls short of 0 by the noise of a last digit is 0, in tables too."""
    rows = "".join(f"{unit},ann,yes\n{unit},ben,{'no' if unit == 5 else 'yes'}\n" for unit in range(6))
    found = of_bytes("r.csv", f"unit,coder,category\n{rows}".encode())

    assert str(found["conger_kappa"]) == str(found["cohen_kappa"]) == "0.0"
    assert "-0.0" not in [str(end) for ends in found["intervals"].values() for end in ends or ()]


def test_the_last_word_of_a_reviewer_counts(filled_place: str) -> None:
    """Ben rejected the keeper and accepted it later; what is taken back does not count at all."""
    kb = judged(filled_place)
    found = kb.reviewer_agreement("ben", "ann", "themes")
    assert (found["units_compared"], found["counts"]) == (2, {"accept": 3, "reject": 1})

    last = kb.log()[-1]["number"]
    kb.undo(last)
    assert kb.reviewer_agreement("ann", "ben", "themes")["counts"] == {"accept": 2, "reject": 2}


def test_who_judged_nothing_is_told_and_who_did(kb_path: Path, run: Run) -> None:
    """One sentence, with the names that there are."""
    kb = judged(kb_path)
    with pytest.raises(NotFound, match="'cid' has decided nothing about pairs; who has: ann, ben"):
        kb.reviewer_agreement("ann", "cid")
    with pytest.raises(NotFound, match="'ann' has decided nothing about refutations; nobody has"):
        kb.reviewer_agreement("ann", "ben", "refutations")
    with pytest.raises(BadInput, match="two reviewers, not 'ann' twice"):
        kb.reviewer_agreement("ann", "ann")
    with pytest.raises(BadInput, match="no judgements of 'tools'"):
        kb.reviewer_agreement("ann", "ben", "tools")
    done = run("reliability", "--reviewers", "ann", "ben", "--kb", kb_path, "--format", "json")

    assert json.loads(done.stdout) == kb.reviewer_agreement("ann", "ben")
