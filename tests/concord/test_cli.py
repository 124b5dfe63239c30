"""The command line as users have it: a process, its output, its errors, its exit status."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Never

import pytest

from tests.concord.conftest import ALDER, Run

HEAVY = {"spacy", "pandas", "streamlit", "sqlalchemy", "networkx", "numpy", "scipy", "model2vec", "docx", "alembic"}
COMMANDS = (
    "demo add watch overview studies themes concepts agreement overlap dependence mapping compare refutations"
    " methods selection profile conclusions snapshot diff update influence find show paper references review"
    " export text import backup restore verify align evaluate reliability coding judging codebook dashboard doctor"
).split()
REVIEW = (
    "queue show answer skip next progress accept reject merge split rename move relate adjudicate match assess"
    " looked add-theme identify describe set-aside undo settle candidates readdress log replay"
).split()


def test_help_loads_no_heavy_library() -> None:
    """`concord --help` must feel instant; any of these costs a tenth of a second or more."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "concord", "--help"], capture_output=True, text=True, check=True
    )
    loaded = {line.split("|")[-1].strip().split(".")[0] for line in done.stderr.splitlines()}

    assert "typer" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.alone
def test_help_is_quick() -> None:
    """Under 0.3 s, the best of five, on any machine that is not on its knees."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "concord", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - began)

    assert min(times) < 0.3


def test_all_commands_are_there(run: Run) -> None:
    """The names of the contract, in the help of the program and of the groups."""

    def listed(*group: str) -> list[str]:
        return re.findall(r"^  ([a-z-]+)  ", run(*group, "--help").stdout.split("Commands:")[1], re.MULTILINE)

    assert sorted(listed()) == sorted(COMMANDS)
    assert sorted(listed("review")) == sorted(REVIEW)
    assert sorted(listed("codebook")) == ["adopt", "check", "compare", "history", "list", "new", "show", "try"]


def test_adding_tells_what_changed(run: Run, papers: list[Path]) -> None:
    """From nothing to a list, with the default place."""
    done = run("add", *papers)

    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "3 documents added; 3 studies touched.")
    assert "'Noise complaints' (challenge)" in done.stdout
    assert len(json.loads(run("studies", "--format", "json").stdout)) == 3


def test_a_file_that_one_may_not_read_is_skipped(
    tmp_path: Path, papers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In process and with a made-up refusal, because nothing is refused to root; also a folder one may not enter."""
    from typer.testing import CliRunner

    from concord.cli.app import app

    locked, hidden = papers[0], tmp_path / "hidden" / "paper.md"
    opened, stat = os.open, Path.stat
    monkeypatch.setattr(
        os, "open", lambda path, *how, **named: _refuse(locked) if path == locked else opened(path, *how, **named)
    )
    monkeypatch.setattr(Path, "stat", lambda self, **how: _refuse(self) if self == hidden else stat(self, **how))
    done = CliRunner().invoke(app, ["add", str(hidden), *map(str, papers), "--kb", str(tmp_path / "review.db")])

    assert done.exit_code == 1, done.output
    assert "2 documents added, 2 not read" in done.stdout
    assert [f"{path}: cannot be read (Permission denied)" in done.stderr for path in (locked, hidden)] == [True, True]
    assert done.stderr.count("cannot be read") == 2


def _refuse(path: Path) -> Never:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


def test_bad_files_give_status_1_and_the_good_ones_land(run: Run, tmp_path: Path, papers: list[Path]) -> None:
    """One sentence each on standard error."""
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "cut.xml").write_bytes(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>The')
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(200_000_000)
    bad = ["empty.md", "cut.xml", "big.txt", "missing.md"]

    done = run("add", *bad, papers[0], "--format", "json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["documents"] == ["alder.md"]
    progress = re.compile(r" (\(\d+ of \d+\)|\.\.\.)$")  # told on a busy machine: "reading big.txt ..."
    sentences = [line for line in done.stderr.splitlines() if not progress.search(line)]
    said = [line for line in sentences if any(name in line for name in bad)]
    assert [next(n for n in bad if n in line) for line in said] == bad
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["studies", "themes", "concepts", "agreement"])
def test_every_list_prints_in_every_format(command: str, run: Run, kb_path: Path) -> None:
    """Tables fit 120 columns; JSON is UTF-8, indented by one; csv and md have a row for each record."""
    done = {form: run(command, "--kb", kb_path, "--format", form) for form in ("table", "json", "csv", "md")}
    records = json.loads(done["json"].stdout)

    assert {(d.returncode, d.stderr) for d in done.values()} == {(0, "")}
    assert max(map(len, done["table"].stdout.splitlines())) <= 120
    assert done["json"].stdout == json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    assert len(list(csv.DictReader(io.StringIO(done["csv"].stdout)))) == len(records) > 0
    assert len(done["md"].stdout.splitlines()) == len(records) + 2


def test_a_hostile_paper_is_printed_harmlessly(run: Run, tmp_path: Path) -> None:
    """Formulas, terminal codes, markup of tables: shown, never obeyed."""
    evil = "=cmd|' /C calc'!A0 stress\x1b[31m [bold]red[/bold]"
    hostile = ALDER.replace("Heat stress of the colonies", evil).replace("Keeping bees on roofs", f"{evil} on roofs")
    (tmp_path / "h.md").write_text(hostile)
    run("add", "h.md")
    for command in (("studies",), ("themes", "--rejected")):  # a title is kept as it is; such a label is no theme
        cells = [cell for row in csv.reader(io.StringIO(run(*command, "--format", "csv").stdout)) for cell in row]
        table = run(*command).stdout

        assert any("cmd|" in cell for cell in cells)
        assert not [cell for cell in cells if cell.startswith("=")]
        assert "\x1b" not in table and "[bold]" in table


def test_find_marks_the_words(run: Run, kb_path: Path) -> None:
    """Several words need no quotation marks."""
    done = run("find", "noise", "complaint", "--kb", kb_path, "--limit", "3")

    assert "»Noise« »complaints«" in done.stdout


def test_show_opens_on_the_sentence(run: Run, kb_path: Path) -> None:
    """A concept, a theme and a study, with place and section of each quote."""
    concepts = json.loads(run("concepts", "--kb", kb_path, "--facet", "tool", "--format", "json").stdout)
    id = next(c["id"] for c in concepts if c["label"] == "HiveTrack")

    concept, theme = run("show", id, "--kb", kb_path), run("show", concepts[0]["themes"][0], "--kb", kb_path)
    study = run("show", concepts[0]["studies"][0], "--kb", kb_path)
    assert "“Keepers use tools such as HiveTrack, ApiScale and BroodCam.”" in concept.stdout
    assert "alder.md:" in concept.stdout and "2 Results > 2.3 Tools" in concept.stdout
    assert "part of the concept" in theme.stdout
    assert "challenge (" in study.stdout
    assert json.loads(run("show", id, "--kb", kb_path, "--format", "json").stdout)["kind"] == "concept"


def test_a_review_from_start_to_end(run: Run, kb_path: Path) -> None:
    """Decide, look at the log, take it back; by another user too."""
    kb = ("--kb", kb_path)
    concepts = {c["label"]: c["id"] for c in json.loads(run("concepts", *kb, "--format", "json").stdout)}
    themes = {t["label"]: t["id"] for t in json.loads(run("themes", *kb, "--format", "json").stdout)}
    insurance, theft = concepts["Cost of insurance"], concepts["Theft of hives"]

    def label_count() -> int:
        return len(json.loads(run("concepts", *kb, "--format", "json").stdout))

    before = label_count()
    assert "Decision 1 kept: merge" in run("review", "merge", insurance, theft, "-r", "risk", *kb).stdout
    assert label_count() == before - 1
    assert run("review", "rename", themes["NectarLog"], "Nectar Log", *kb, "--user", "ben").returncode == 0
    assert run("review", "accept", themes["Noise complaints"], *kb).returncode == 0
    assert run("review", "reject", themes["Honey taster"], *kb).returncode == 0
    assert run("review", "move", themes["ApiScale"], "--facet", "feature", *kb).returncode == 0
    relate = ("relate", themes["Theft of hives"], "relatedMatch", themes["Cost of insurance"])
    assert run("review", *relate, "--reason", "both cost", *kb).returncode == 0
    split = run(
        "review",
        "split",
        *json.loads(run("show", concepts["HiveTrack"], *kb, "--format", "json").stdout)["themes"],
        "-r",
        "x",
        *kb,
    )
    assert split.returncode == 0
    new = ("--study", "cedar", "--facet", "stage", "--label", "Trials", "--quote", "More trials are needed.")
    assert run("review", "add-theme", *new, *kb).returncode == 0
    assert run("review", "undo", "1", *kb).returncode == 0

    log = json.loads(run("review", "log", *kb, "--format", "json").stdout)
    assert [d["kind"] for d in log] == "merge rename accept reject move relate split add undo".split()
    assert (log[1]["who"], log[0]["in_force"]) == ("ben", False)
    of_one = json.loads(run("review", "log", themes["Noise complaints"], *kb, "--format", "json").stdout)
    assert [d["kind"] for d in of_one] == ["accept"]
    assert run("review", "queue", *kb).returncode == 0


def test_a_log_that_was_changed_is_told(run: Run, kb_path: Path) -> None:
    """Somebody went past Concord and past its triggers; the list is printed and the status is 1."""
    import sqlite3

    theme = json.loads(run("themes", "--kb", kb_path, "--format", "json").stdout)[0]["id"]
    run("review", "accept", theme, "--kb", kb_path)
    with sqlite3.connect(kb_path) as connection:
        connection.execute("DROP TRIGGER decisions_no_update")
        connection.execute("UPDATE decisions SET decision = replace(decision, 'accept', 'reject')")
        connection.execute("UPDATE decisions SET decision = cast(decision AS BLOB)")

    done = run("review", "log", "--kb", kb_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Decision 1 is not as it was written" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["studies", "--kb", "no.db"], 1, "no knowledge base at no.db; 'concord add"),
        (["studies", "--kb", "no/where/a.db"], 1, "no knowledge base at"),
        (["add", "x.md", "--kb", "no/where/a.db"], 1, "does not exist; make it first"),
        (["add", "x.md", "--kb", "mysql://h/d"], 1, "SQLite"),
        (["studies", "--kb", "paper.md"], 1, "not a Concord knowledge base"),
        (["studies", "--format", "xml"], 2, "xml"),
        (["paint"], 2, "No such command"),
        (["add"], 2, "Missing argument"),
        (["review", "merge", "a", "b"], 2, "--reason"),
        (["align", "no.json"], 1, "cannot be read"),
        (["align", "paper.md"], 1, "paper.md:1: is not JSON"),
        (["codebook", "show", "cats"], 1, "no codebook 'cats'"),
        (["codebook", "check", "broken.toml"], 1, "broken.toml:2:"),
        (["add", "paper.md", "--codebook", "broken.toml"], 1, "broken.toml:2:"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    arguments: list[str], status: int, words: str, run: Run, tmp_path: Path
) -> None:
    """Exit status 1 with one line; wrong usage has 2; never a traceback."""
    (tmp_path / "paper.md").write_text(ALDER)
    (tmp_path / "broken.toml").write_text('name = "x"\nversion = \n')

    done = run(*arguments)

    assert done.returncode == status
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr and done.stdout == ""
    if status == 1:
        assert done.stderr.count("\n") == 1


def test_a_fault_of_ours_is_a_sentence_and_a_report(run: Run, tmp_path: Path, kb_path: Path) -> None:
    """The traceback goes into a file that the sentence names; CONCORD_DEBUG shows it at once."""
    broken = tmp_path / "sitecustomize.py"
    broken.write_text("import concord.parts.keeping\nconcord.parts.keeping.Keeper._now = lambda self: 1 / 0\n")
    env = {"PYTHONPATH": str(tmp_path), "TMPDIR": str(tmp_path)}

    done = run("studies", "--kb", kb_path, env=env)
    shown = run("studies", "--kb", kb_path, env={**env, "CONCORD_DEBUG": "1"})

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "fault in Concord (ZeroDivisionError" in done.stderr
    (report,) = tmp_path.glob("concord-fault-*.txt")
    assert str(report) in done.stderr and "Traceback" in report.read_text()
    assert "Traceback" in shown.stderr


def test_an_interrupted_command_says_that_what_was_done_is_kept(run: Run, tmp_path: Path, kb_path: Path) -> None:
    """Ctrl-C ends with status 130 and one sentence, and not in silence."""
    broken = (
        "import concord.parts.keeping\ndef stop(self):\n    raise KeyboardInterrupt\n"
        "concord.parts.keeping.Keeper._now = stop\n"
    )
    (tmp_path / "sitecustomize.py").write_text(broken)

    done = run("studies", "--kb", kb_path, env={"PYTHONPATH": str(tmp_path)})

    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Stopped. What was done until now is kept.\n"


def test_a_reader_that_has_seen_enough_is_no_error(kb_path: Path) -> None:
    """`concord themes --format json | head -1`."""
    command = f"{sys.executable} -m concord themes --kb {kb_path} --format json | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("[\n", "")


def test_export_and_align_work_together(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """Themes out, concepts in, also through standard input; the file is named."""
    assert run("export", "tables.md", "--kb", kb_path).stdout == "Wrote tables.md\n"
    assert "Noise complaints" in (tmp_path / "tables.md").read_text(encoding="utf-8")
    themes = run("themes", "--kb", kb_path, "--format", "json").stdout
    concepts = json.loads(run("align", "-", stdin=themes).stdout)

    assert sorted(i for c in concepts for i in c["themes"]) == sorted(t["id"] for t in json.loads(themes))


def test_align_says_whose_concepts_it_knows(run: Run, tmp_path: Path) -> None:
    """When it chose by itself, on standard error; a codebook that cannot be used is told with its line."""
    themes = json.dumps([{"id": "a", "study": "s", "facet": "tool", "label": "Airflow"}])

    assert "concepts of the codebook generic" in run("align", "-", stdin=themes).stderr
    assert run("align", "-", "--codebook", "mlops", stdin=themes).stderr == ""
    assert run("align", "-", "--codebook", "none", stdin=themes).stderr == ""
    (tmp_path / "broken.toml").write_text('name = "b"\nversion = 1\ntitle = "B"\nextends = "generic"\n')
    broken = run("align", "-", "--codebook", "broken.toml", stdin=themes)
    assert (broken.returncode, broken.stdout) == (1, "") and "broken.toml:2:" in broken.stderr


def test_a_codebook_can_be_made_filled_in_and_checked(run: Run, tmp_path: Path) -> None:
    """What is wrong and what is doubtful stands on standard error, each with file and line."""
    made = run("codebook", "new", "bees", "--title", "Bees", "--extends", "none")
    assert made.stdout == "Wrote bees.toml. Fill it in with any text editor, then: concord codebook check bees.toml\n"
    text = (tmp_path / "bees.toml").read_text(encoding="utf-8")
    line = text.splitlines().index(next(row for row in text.splitlines() if row.startswith("head_words"))) + 1

    (tmp_path / "bees.toml").write_text(text.replace('"clinic"', '"clinics"'))
    doubtful = run("codebook", "check", "bees.toml")
    (tmp_path / "bees.toml").write_text(text.replace('"clinic"', "clinic").replace('"1.0.0"', "1"))
    broken = run("codebook", "check", "bees.toml")

    assert (doubtful.returncode, broken.returncode) == (0, 1)
    assert doubtful.stderr.startswith(f"bees.toml:{line}: doubtful: 'clinics'") and "1 doubtful" in doubtful.stdout
    assert f"bees.toml:{line}:" in broken.stderr
    assert run("codebook", "new", "bees").returncode == 1


def test_codebooks_can_be_listed_shown_and_checked(run: Run, tmp_path: Path) -> None:
    """Without a knowledge base."""
    assert "Role" not in run("codebook", "show", "generic", "--facet", "tool").stdout
    assert {"generic", "mlops"} <= {row["name"] for row in json.loads(run("codebook", "list", "-f", "json").stdout)}
    assert "Challenge  (challenge, clause)" in run("codebook", "show", "generic").stdout
    assert "can be used" in run("codebook", "check", "mlops").stdout


def test_the_doctor_looks_at_everything(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """Packages, models, codebooks, the knowledge base; what is missing comes with advice and status 1."""
    rows = {r["what"]: r for r in json.loads(run("doctor", "--kb", kb_path, "--format", "json").stdout)}
    (tmp_path / "bad.db").write_text("not a database " * 100)
    bad = run("doctor", "--kb", "bad.db", "--format", "json")

    assert {rows[name]["state"] for name in ("Python", "spacy", "language model", "embedding", "codebooks")} == {"ok"}
    assert rows[f"knowledge base {kb_path}"]["detail"].endswith("; 3 documents, 0 decisions")
    assert bad.returncode == 1
    assert next(r for r in json.loads(bad.stdout) if r["what"] == "knowledge base bad.db")["state"] == "missing"


def test_a_kept_paper_that_cannot_be_read_any_more_is_told(run: Run, kb_path: Path) -> None:
    """Its bytes are kept, the others are listed, and the status says that something is missing."""
    import sqlite3
    import zlib

    with sqlite3.connect(kb_path) as connection:
        connection.execute("UPDATE documents SET bytes = ? WHERE name = 'cedar.md'", (zlib.compress(b""),))
        connection.execute("DELETE FROM derived")
    done = run("studies", "--kb", kb_path, "--format", "json")

    assert (done.returncode, len(json.loads(done.stdout))) == (1, 2)
    assert "cedar.md: the file is empty" in done.stderr


def test_the_knowledge_base_may_be_named_before_the_command(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """As with git and its like; what stands after the command wins."""
    after = run("concepts", "--kb", kb_path).stdout

    assert run("--kb", kb_path, "concepts").stdout == after
    assert run("--kb", tmp_path / "none.db", "concepts", "--kb", kb_path).stdout == after


def test_the_version_is_told(run: Run) -> None:
    """As packaging has it."""
    assert re.fullmatch(r"concord \d+\.\d+\.\d+\S*\n", run("--version").stdout)


def test_the_report_is_a_gate_when_it_is_to_be(run: Run, tmp_path: Path) -> None:
    """A paper of which words were lost: told by the report, refused by --strict, in one sentence each time."""
    (tmp_path / "torn.md").write_text(ALDER.replace("Noise complaints", "Noise compl\ufffd\ufffdts"), encoding="utf-8")
    refused = run("add", "torn.md", "--strict")
    assert refused.returncode == 1 and refused.stdout.startswith("0 documents added, 1 not read")
    assert refused.stderr.splitlines()[-1].startswith("torn.md: characters replaced; ")

    run("add", "torn.md")
    rows = json.loads(run("studies", "--report", "--format", "json").stdout)
    assert rows[0]["lost"] == 1 and rows[0]["doubts"]
    assert run("studies", "--report").returncode == 0
    gate = run("studies", "--report", "--strict", "--format", "csv")
    assert gate.returncode == 1 and gate.stderr.startswith("torn.md: characters replaced; ")
    assert "lost: characters replaced" in run("show", rows[0]["study"]).stdout
