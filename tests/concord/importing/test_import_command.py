"""`concord import` as a user types it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.concord.conftest import Run
from tests.concord.importing.makers import ATLAS, taguette_codebook
from tests.concord.importing.test_imports import PLAIN, SELS, written

TABLE = "study,code,quote\nalder2021keeping,Heat,Heat stress of the colonies\nalder2021keeping,Heat,wasps\n"


def test_a_file_is_looked_at_taken_listed_and_taken_back(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """The sentences say what happened; bad files cost themselves and the exit status."""
    (tmp_path / "bees.qdpx").write_bytes(written(ATLAS))
    (tmp_path / "map.csv").write_text("code,facet\nCrew,role\nOdd,\n")
    place = ("--kb", kb_path)

    looked = run("import", "bees.qdpx", "--map", "map.csv", "--dry-run", *place)
    assert looked.returncode == 0, looked.stderr
    assert looked.stdout.splitlines()[0] == (
        "bees.qdpx (ATLAS.ti Mac 26.1.2): 4 codings of 2 people in 1 study found again; 3 themes on 4 quotes would be "
        "taken; 1 thing lost."
    )
    assert "is left out by the" in looked.stdout
    taken = run("import", "bees.qdpx", "none.bib", "--map", "map.csv", *place)
    assert "3 themes on 4 quotes taken (decisions 1 to 3)" in taken.stdout
    assert (taken.returncode, "none.bib: there is no such file; check the path." in taken.stderr) == (1, True)
    again = run("import", "bees.qdpx", "--map", "map.csv", *place)
    assert "0 themes on 0 quotes taken, 4 there already" in again.stdout
    listed = json.loads(run("import", "--list", "--format", "json", *place).stdout)
    assert [(row["number"], row["last"], row["in_force"]) for row in listed] == [(1, 3, 3)]
    assert run("import", "--undo", "2", *place).stdout == "3 decisions taken back; the log keeps them.\n"
    undone = run("import", "--undo", "2", *place)
    assert (undone.returncode, undone.stderr) == (1, "The import 1 has been taken back already.\n")


def test_the_loss_report_in_every_format(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """Lost words are whole in csv, md and json."""
    (tmp_path / "t.csv").write_text(TABLE)
    asked = ("import", "t.csv", "--facet", "challenge", "--dry-run", "--kb", kb_path)

    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert [(row["file"], row["kind"], row["what"], row["words"]) for row in rows] == [
        ("t.csv", "lost", "coding", "wasps")
    ]
    assert "| t.csv | lost | coding | alder2021keeping, Heat |" in run(*asked, "--format", "md").stdout
    record = json.loads(run(*asked, "--format", "json").stdout)[0]
    assert (record["lost"][0]["words"], record["taken"]["quotes"], record["dry_run"]) == ("wasps", 1, True)


def test_a_codebook_is_written_and_can_be_checked(run: Run, tmp_path: Path) -> None:
    """No knowledge base is needed for it, and none is made."""
    (tmp_path / "codes.qdc").write_bytes(taguette_codebook("site.roof", "alone"))
    done = run("import", "codes.qdc", "--codebook", "bees.toml")

    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        "Wrote bees.toml. Add cues to its facets, then: concord codebook check bees.toml",
    )
    assert "alone" in done.stdout
    assert run("codebook", "check", "bees.toml").returncode == 0
    assert not (tmp_path / "concord.db").exists()


def test_what_is_mistyped_is_one_sentence(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """Never a traceback."""
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "r.bib").write_text("@article{a, title={Hives above the street}, author={Elm, E.}, year=2018}")
    (tmp_path / "bad.qdpx").write_bytes(b"PK\x03\x04" + PLAIN.encode())
    assert SELS
    for arguments, says in (
        (("t.csv", "--facet", "chalenge"), "There is no facet 'chalenge'"),
        (("t.csv", "--map", "no.csv"), "no.csv: there is no such file"),
        (("r.bib", "--override"), "needs a reason (--reason)"),
        (("bad.qdpx",), "bad.qdpx: it is a damaged archive"),
        ((), "Name a file to import"),
        (("--undo", "7"), "No import holds the decision 7"),
    ):
        done = run("import", *arguments, "--kb", kb_path)
        assert done.returncode == 1
        assert says in done.stderr
        assert "Traceback" not in done.stderr
