"""The schema comes forward whole or not at all, on both databases, and what is not ours or later is left alone."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
import sqlalchemy as sa

from concord import KnowledgeBase
from concord.store import dialects, tables, triggers
from concord.store.schema import HEAD, MIGRATIONS, migrate
from concord.store.store import Store
from corpus.errors import StoreIsNewer, StoreTrouble
from tests.concord.test_released import FOLDER, load
from tests.stores import Postgres, past_concord

REVISIONS = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
OPEN = "import sys; from concord.store.store import Store; print(len(Store(sys.argv[1]).state().documents))"


def moved(place: str, *revisions: str) -> None:
    """Brings a knowledge base to one revision after the other."""
    db = dialects.engine(dialects.address(place), 5)
    for revision in revisions:
        with dialects.writing(db) as connection:
            migrate(connection, revision)
    db.dispose()


def found_at(place: str) -> tuple[str | None, list[str]]:
    """The revision that a database says, and its tables."""
    with past_concord(place) as connection:
        names = sorted(sa.inspect(connection).get_table_names())
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return version, names


def test_migrations_make_what_the_tables_say(place: str) -> None:
    """Up, down and up again, as a whole and one by one; then alembic finds no difference to the tables."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    one_by_one = [step for one, other in pairwise(REVISIONS) for step in (other, one, other)]
    moved(place, HEAD, "base", REVISIONS[0], *one_by_one)
    with past_concord(place) as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_the_newest_migration_is_the_one_we_ask_for() -> None:
    """HEAD is written by hand, so that opening does not load alembic."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD == REVISIONS[-1]


def test_one_step_back_and_forward_keeps_what_both_schemas_hold(kb: KnowledgeBase, filled_place: str) -> None:
    """Documents, decisions, codings, snapshots and additions go there and back."""
    kb.accept(kb.themes()[0]["id"])
    study = kb.studies()[0]["id"]
    kb.code(study, "challenge", "Heat", kb.coding_units(study)[3]["text"])
    kb.snapshot("before")
    before = (kb.log(), kb.my_codes(study), kb.snapshots(), kb.history(), kb.themes(), kb.snapshot_bytes("before"))
    kb.close()
    moved(filled_place, REVISIONS[-2], HEAD)
    kb = KnowledgeBase(filled_place, user="ann")

    assert (kb.log(), kb.my_codes(study), kb.snapshots(), kb.history(), kb.themes()) == before[:-1]
    assert kb.snapshot_bytes("before") == before[-1]
    assert (kb.verify_log(), kb.verify_codings()) == (None, None)


@pytest.mark.parametrize("schema", ["nothing", *REVISIONS[:-1]])
def test_programs_that_open_it_at_once_migrate_it_once(schema: str, database: str, place: str) -> None:
    """Three programs meet on a database that is new, or of an older schema: one brings it forward, all go on."""
    if schema != "nothing":
        load(FOLDER / f"{schema}.{database}.sql", place)
    programs = [
        subprocess.Popen([sys.executable, "-c", OPEN, place], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [program.communicate(timeout=60) for program in programs]

    assert said == [("0\n" if schema == "nothing" else "2\n", "")] * 3
    assert found_at(place)[0] == HEAD


def test_a_migration_that_breaks_off_leaves_the_old_schema_whole(
    database: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails at its last statement, when tables have been made: none of them is there, and the next try goes well."""
    load(FOLDER / f"0001.{database}.sql", place)
    before = found_at(place)
    with monkeypatch.context() as broken:
        broken.setattr(triggers, "never_deleted", lambda *_: ["SELECT * FROM no_such_table"])
        with pytest.raises(StoreTrouble, match="no_such_table"):
            Store(place)
    assert found_at(place) == before == ("0001", ["alembic_version", "codebooks", "decisions", "derived", "documents"])

    assert len(Store(place).state().documents) == 2
    assert found_at(place)[0] == HEAD


@pytest.mark.parametrize("writer", [True, False])
def test_a_later_schema_is_said(writer: bool, place: str) -> None:
    """A knowledge base of a later Concord is not touched, and not read."""
    Store(place).close()
    with past_concord(place) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    before = found_at(place)

    with pytest.raises(StoreIsNewer, match=r"later Concord.*0999.*pip install -U"):
        Store(place, writer=writer)
    assert found_at(place) == before


@pytest.mark.parametrize("writer", [True, False])
def test_another_programs_database_is_left_alone(writer: bool, place: str) -> None:
    """A database with tables of its own gets none of ours."""
    with past_concord(place) as connection:
        connection.exec_driver_sql("CREATE TABLE cats (name TEXT)")

    with pytest.raises(StoreTrouble, match="another program"):
        Store(place, writer=writer)
    with past_concord(place) as connection:
        assert sa.inspect(connection).get_table_names() == ["cats"]


def test_a_reader_migrates_nothing(database: str, place: str) -> None:
    """An older schema waits for somebody who may write, and the sentence says so."""
    load(FOLDER / f"0003.{database}.sql", place)
    before = found_at(place)

    with pytest.raises(StoreTrouble, match=r"earlier Concord \(schema 0003.*somebody who may write opens it first"):
        Store(place, writer=False)
    assert found_at(place) == before


def test_a_database_of_another_encoding_is_refused(postgres: Postgres) -> None:
    """It could not hold every letter; the sentence says how to make one that can. PostgreSQL alone."""
    server = postgres.same_server()
    server.run("CREATE DATABASE t_latin TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'LATIN1'")
    server.made.append("t_latin")

    with pytest.raises(StoreTrouble, match=r"holds text as LATIN1; make one with: createdb --encoding UTF8"):
        Store(server.server.set(database="t_latin").render_as_string(hide_password=False))
    server.drop()


def test_the_folder_of_migrations_holds_each_number_once() -> None:
    """Two developers who both make the next one would otherwise see it only when it runs."""
    assert REVISIONS == [f"{number:04}" for number in range(1, len(REVISIONS) + 1)]
