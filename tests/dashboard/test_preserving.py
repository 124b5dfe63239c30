"""The page Export gives an admin a backup and a check of everything, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord import KnowledgeBase
from concord.access import Role
from dashboard.visitors import signing
from dashboard.writing import preserving
from tests.dashboard.test_pages import opened, text
from tests.stores import past_concord


def test_everything_can_be_taken_and_checked(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is downloaded is what the command line writes, and is restored to the same studies."""
    app = opened("export")
    app.button(key="verify").click().run()
    monkeypatch.setenv("CONCORD_USER", "ann")
    (tmp_path / "b.zip").write_bytes(preserving.backup_bytes())
    KnowledgeBase(store).backup(tmp_path / "c.zip")
    back = KnowledgeBase.restored(tmp_path / "b.zip", tmp_path / "new.db")

    assert "Nothing is wrong" in app.success[0].value and "concord restore" in "".join(c.value for c in app.code)
    assert (tmp_path / "b.zip").read_bytes() == (tmp_path / "c.zip").read_bytes()
    assert [s["id"] for s in back.studies()] == [s["id"] for s in KnowledgeBase(store).studies()]


def test_what_is_wrong_is_said(store: Path) -> None:
    """As a sentence, shown as text."""
    with past_concord(str(store), "documents") as connection:
        connection.exec_driver_sql("UPDATE documents SET size = 7")
    app = opened("export")
    app.button(key="verify").click().run()

    assert not app.exception and any("bytes, not 7" in box.value for box in app.error)


def test_who_is_no_admin_sees_no_backup(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Since it holds blind codings too."""
    monkeypatch.setattr(signing, "may", lambda role=Role.REVIEWER: role is not Role.ADMIN)
    app = opened("export")

    assert not app.exception and "backup" not in text(app).lower()
