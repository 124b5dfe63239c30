"""What all tests share: where the project is, the real documents beside it, both databases, hypothesis profiles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.stores import KINDS, Files, Places, Postgres, postgres_server

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update-golden writes what was found into the golden files; read the difference before committing it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files with what was found")


def pytest_configure(config: pytest.Config) -> None:
    """The mark of tests that would measure their neighbours too."""
    config.addinivalue_line("markers", "alone: bounds a short time; `make test` runs it with nothing beside it")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; the test is skipped where there is none (a failure in CI)."""
    if not (SHARED / "seeds").is_dir():
        reason = "no real documents beside the project (../shared)"
        if os.environ.get("REQUIRE_REAL"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server; the test is skipped where there is none, and fails when REQUIRE_PG is set."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database that the test runs on: once on SQLite, once on PostgreSQL."""
    return str(request.param)


@pytest.fixture
def places(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Makes empty places for knowledge bases on the database of the test, and copies of others; removes them after."""
    if database == "sqlite":
        yield Files(tmp_path)
        return
    mine = request.getfixturevalue("postgres").same_server()
    yield mine
    mine.drop()
    mine.admin.dispose()


@pytest.fixture
def place(places: Places) -> str:
    """The address of an empty knowledge base, on each database."""
    return places.empty()
