"""A knowledge base of every released schema opens with the program of today, on both databases, and goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from concord import KnowledgeBase
from concord.store import tables
from concord.store.schema import HEAD
from tests.concord.conftest import FIR
from tests.stores import past_concord

FOLDER = Path(__file__).parent / "released"
SCHEMAS = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.sql")})
NOT_TRUTH = ("alembic_version", "derived")


@pytest.fixture(params=SCHEMAS)
def schema(request: pytest.FixtureRequest) -> str:
    """A released schema."""
    return str(request.param)


@pytest.fixture
def old(schema: str, database: str, place: str) -> str:
    """The address of a knowledge base of that schema."""
    load(FOLDER / f"{schema}.{database}.sql", place)
    return place


def load(dump: Path, place: str) -> None:
    """Fills an empty place with a frozen knowledge base."""
    text = dump.read_text(encoding="utf-8")
    if "://" not in place:
        with sqlite3.connect(place) as connection:
            connection.executescript(text)
        return
    with past_concord(place) as connection:
        connection.connection.cursor().execute(text)  # type: ignore[union-attr]


def columns(place: str) -> dict[str, list[str]]:
    """The columns of all that is kept for good, by table."""
    with past_concord(place) as connection:
        looked = sa.inspect(connection)
        names = [table for table in looked.get_table_names() if table not in NOT_TRUTH]
        return {table: [column["name"] for column in looked.get_columns(table)] for table in names}


def rows(place: str, of: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of tables, in the columns that are named, as another program reads them."""
    with past_concord(place) as connection:
        queries = {
            table: sa.select(*(sa.column(name) for name in names)).select_from(sa.table(table))
            for table, names in of.items()
        }
        return {table: sorted(map(tuple, connection.execute(query))) for table, query in queries.items()}


def test_every_schema_but_the_newest_is_frozen() -> None:
    """So that a new one is not released without the one before it being kept to test against."""
    assert [f"{number:04}" for number in range(1, int(HEAD))] == [name for name in SCHEMAS if name < HEAD]


def test_every_row_is_kept(old: str) -> None:
    """Each of what is kept for good, to the byte, in the columns that there were."""
    there = columns(old)
    before = rows(old, there)
    KnowledgeBase(old).close()

    assert min(map(len, before.values())) > 0
    assert rows(old, there) == before


def test_chains_hold_and_decisions_are_replayed(old: str) -> None:
    """What people decided then holds today, on themes that today's program finds."""
    kb = KnowledgeBase(old)
    themes = {(theme["study"][:5], theme["label"]): theme["status"] for theme in kb.themes()}
    together = {tuple(sorted(study[:5] for study in concept["studies"])): concept for concept in kb.concepts()}

    assert (kb.verify_log(), kb.verify_codings()) == (None, None)
    assert [d["kind"] for d in kb.log() if d["in_force"]][:6] == [
        "accept",
        "reject",
        "merge",
        "relate",
        "split",
        "rename",
    ]
    assert [d["kind"] for d in kb.log() if not d["in_force"]] == ["move", "undo"]
    assert themes["alder", "Noise complaints"] == "accepted"
    assert themes["cedar", "Honey taster"] == "rejected"
    assert themes["cedar", "Insurance"] == "proposed"
    assert themes["alder", "Missing rules"] == "accepted"
    assert ("alder", "cedar") in together
    keepers = [concept["studies"] for concept in kb.concepts() if concept["label"] == "Hive keeper"]
    assert sorted(map(len, keepers)) == [1, 1]


def test_snapshots_and_additions_are_read(old: str, schema: str) -> None:
    """The same bytes as they were frozen with, compared with what is there now."""
    kb = KnowledgeBase(old)
    names = ["one paper", "all"] if schema >= "0004" else []

    assert [row["name"] for row in kb.snapshots()] == names
    assert [row["documents"] for row in kb.history()] == ([["alder.md"], ["cedar.md"]] if names else [])
    for name in names:
        assert f'"name": "{name}"'.encode() in kb.snapshot_bytes(name)
        assert kb.diff(name)["before"]["name"] == name


def test_it_goes_on(old: str) -> None:
    """One more paper, one more decision, a snapshot; the chain is one."""
    kb = KnowledgeBase(old, user="cem")
    before = len(kb.log())
    assert kb.add_bytes("fir.md", FIR.encode()).number >= 1
    kb.accept(next(theme["id"] for theme in kb.themes() if theme["label"] == "Fear of stings"))
    kb.snapshot("today")
    again = KnowledgeBase(old)

    assert (len(again.log()), again.verify_log()) == (before + 1, None)
    assert len(again.studies()) == 3
    assert "today" in [row["name"] for row in again.snapshots()]


def test_an_old_one_comes_to_the_schema_of_a_new_one(
    old: str, places: Any, guards: Callable[[str], list[tuple[str, str]]]
) -> None:
    """The same tables, columns, keys and comments, and what the database itself refuses is the same."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    new = places.empty()
    for place in (old, new):
        KnowledgeBase(place).close()
    with past_concord(old) as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    assert guards(old) == guards(new) != []


@pytest.fixture
def guards(database: str) -> Callable[[str], list[tuple[str, str]]]:
    """Reads the triggers of a knowledge base, each with its words."""
    said = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) || pg_get_functiondef(tgfoid) "
        "FROM pg_trigger WHERE NOT tgisinternal",
    }

    def read(place: str) -> list[tuple[str, str]]:
        with past_concord(place) as connection:
            return sorted((name, " ".join(text.split())) for name, text in connection.exec_driver_sql(said[database]))

    return read
