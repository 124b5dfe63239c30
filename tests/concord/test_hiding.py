"""No secret in what Concord says: addresses, faults, reports of faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from concord.hiding import without_passwords
from concord.store.dialects import address, shown
from tests.concord.conftest import Run

PASSWORD = "hunter2-0123456789"  # noqa: S105  (of no server)


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://ann:{PASSWORD}@db.example.org/kb",
        f"postgresql+psycopg://ann:{PASSWORD}@db/kb?sslmode=require",
        f"('postgresql://ann:{PASSWORD}/@x@db/kb')",
        f"http://grobid:{PASSWORD}@localhost:8070",
        f"postgresql://db/kb?user=ann&password={PASSWORD}",
        f'client_secret = "x" client_secret={PASSWORD}',
        f"--kb postgresql://ann:{PASSWORD}@db/kb add a.md, then http://other:{PASSWORD}@host/",
    ],
)
def test_a_password_is_taken_out_of_a_text(text: str) -> None:
    """Whatever stands around it; the rest stays."""
    hidden = without_passwords(text)

    assert PASSWORD not in hidden and "***" in hidden
    assert without_passwords(hidden) == hidden


def test_a_text_without_one_stays_as_it_is() -> None:
    """Times, ratios and mail addresses are none."""
    text = "At 10:30 ann@example.org saw http://localhost:8070/api and kb.db, 3:1 @ home."

    assert without_passwords(text) == text


def test_an_address_is_shown_without_its_password_wherever_it_stands() -> None:
    """Before the host, or behind the question mark."""
    for url in (f"postgresql://ann:{PASSWORD}@db/kb", f"postgresql://db/kb?user=ann&password={PASSWORD}"):
        assert PASSWORD not in shown(address(url))


def test_a_fault_and_its_report_hold_no_password(run: Run, tmp_path: Path) -> None:
    """The command line of the report is told too, and it may name a server."""
    (tmp_path / "sitecustomize.py").write_text(
        "import concord.store.dialects as d\n"
        "def fail(url): raise RuntimeError(f'cannot open {url.render_as_string(hide_password=False)}')\n"
        "d.exists = fail\n",
        encoding="utf-8",
    )
    url = f"postgresql://ann:{PASSWORD}@127.0.0.1:1/kb"
    told = run("studies", "--kb", url, env={"PYTHONPATH": str(tmp_path), "TMPDIR": str(tmp_path)})

    assert "This is a fault in Concord (RuntimeError: cannot open postgresql" in told.stderr
    report = Path(re.search(r"\S+concord-fault-\S+\.txt", told.stderr)[0])  # type: ignore[index]
    assert "Traceback" in report.read_text() and "studies --kb" in report.read_text()
    assert PASSWORD not in told.stdout + told.stderr + report.read_text()


@pytest.mark.parametrize("command", [("doctor", "--format", "json"), ("studies",), ("dashboard", "--headless")])
def test_a_server_that_does_not_answer_is_told_without_the_password(run: Run, command: tuple[str, ...]) -> None:
    """By every command that opens it."""
    told = run(*command, env={"CONCORD_KB": f"postgresql://ann:{PASSWORD}@127.0.0.1:1/kb"})

    assert told.returncode == 1
    assert PASSWORD not in told.stdout + told.stderr and "127.0.0.1" in told.stdout + told.stderr
