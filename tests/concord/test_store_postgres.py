"""The store on a PostgreSQL server: what only a server can be or do, so these tests run on PostgreSQL alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from concord import KnowledgeBase, log
from concord.store.store import Store, StoredDocument
from corpus.errors import StoreTrouble
from synthesis.decisions import Address, Decision, Kind
from tests.concord.conftest import ALDER, Run
from tests.stores import Postgres, past_concord

ROW = StoredDocument("d1", "b.md", "markdown", 3, "2026-01-01T00:00:00+00:00")


@pytest.fixture
def server(postgres: Postgres) -> Iterator[Postgres]:
    """The server, for databases that are dropped after the test."""
    mine = postgres.same_server()
    yield mine
    mine.drop()
    mine.admin.dispose()


def cut_off(server: Postgres, address: str) -> None:
    """Ends every connection to a database, as a server that restarts does."""
    name = sa.make_url(address).database
    server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608


def test_a_restart_between_two_questions_is_not_noticed(server: Postgres) -> None:
    """A connection that the server has ended is made anew before it is used."""
    place = server.empty()
    store = Store(place)
    store.put_documents([(ROW, b"abc")])
    cut_off(server, place)

    assert store.document_bytes("d1") == b"abc"


def test_a_restart_in_the_middle_is_said_and_the_next_try_goes_well(server: Postgres) -> None:
    """One sentence, nothing half kept, and no new program is needed."""
    place = server.empty()
    store = Store(place)

    with pytest.raises(StoreTrouble, match="the server ended the connection; nothing was half kept, so try again"):
        with store.writing() as connection:
            connection.exec_driver_sql("INSERT INTO skips VALUES ('ann', 'q1', 't')")
            cut_off(server, place)
            connection.exec_driver_sql("INSERT INTO skips VALUES ('ann', 'q2', 't')")
    assert store.put_documents([(ROW, b"abc")]) == ["d1"]
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM skips").scalar() == 0


def test_a_writer_whose_program_died_keeps_nobody_waiting(server: Postgres) -> None:
    """The lock of writers is held by the transaction, and goes with it."""
    place = server.empty()
    dead, alive = Store(place), Store(place, busy_seconds=5)

    with pytest.raises(StoreTrouble), dead.writing() as connection:
        cut_off(server, place)
        connection.exec_driver_sql("SELECT 1")
    assert alive.put_documents([(ROW, b"abc")]) == ["d1"]


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_a_chain_holds_whatever_isolation_the_server_prefers(level: str, server: Postgres) -> None:
    """Two writers take turns: the one that waited sees what the other has written."""
    place = server.empty()
    Store(place).close()
    server.run(f"ALTER DATABASE \"{sa.make_url(place).database}\" SET default_transaction_isolation TO '{level}'")
    one, other = Store(place), Store(place)
    for store in (one, other, one):
        log.append(store, Decision(Kind.ACCEPT, (Address("s", "f", "l"),), who="ann"))

    assert [decision.sequence for decision in log.entries(other)] == [1, 2, 3]
    assert log.verify(log.entries(one)) is None


def test_who_may_only_read_reads_and_is_told(server: Postgres, papers: list[Path]) -> None:
    """A user of the database with the right to SELECT sees everything; what they derive is held in memory."""
    place = server.empty()
    KnowledgeBase(place).add(papers)
    server.run("DROP ROLE IF EXISTS t_reader", "CREATE ROLE t_reader LOGIN PASSWORD 'a word'")
    with past_concord(place) as connection:
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO t_reader")
        connection.exec_driver_sql("DELETE FROM derived")
    address = sa.make_url(place).set(username="t_reader", password="a word")  # noqa: S106
    kb = KnowledgeBase(address.render_as_string(hide_password=False))

    assert len(kb.studies()) == 3 and kb.themes()
    with pytest.raises(StoreTrouble, match="permission denied") as told:
        kb.accept(kb.themes()[0]["id"])
    assert "a word" not in str(told.value) and "ask its owner" in str(told.value)
    with past_concord(place) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM derived").scalar() == 0
    kb.close()
    server.drop()
    server.run("DROP ROLE t_reader")


def test_no_password_is_shown(server: Postgres, run: Run) -> None:
    """Neither where a knowledge base is named nor in what goes wrong, in Python and on the command line."""
    place = sa.make_url(server.empty()).set(password="open sesame")  # noqa: S106
    here = place.render_as_string(hide_password=False)
    gone = place.set(database="t_gone").render_as_string(hide_password=False)
    closed = "postgresql://ann:open%20sesame@127.0.0.1:1/db"
    said = [KnowledgeBase(here).where]
    for address in (gone, closed):
        with pytest.raises(StoreTrouble) as trouble:
            Store(address)
        said.append(str(trouble.value))
        done = run("studies", "--kb", address)
        said.append(done.stdout + done.stderr)
        assert done.returncode == 1 and "Traceback" not in said[-1]
    found = run("doctor", "--kb", here)

    assert "cannot be reached" in said[1] and "does not exist" in said[1]
    assert all("sesame" not in text for text in [*said, found.stdout, found.stderr])


def test_options_of_the_address_are_kept(server: Postgres) -> None:
    """A team may want its own schema of a database: the search path that it gives is not overridden."""
    place = server.empty()
    with past_concord(place) as connection:
        connection.exec_driver_sql("CREATE SCHEMA bees")
    address = sa.make_url(place).update_query_dict({"options": "-csearch_path=bees"})
    Store(address.render_as_string(hide_password=False)).put_documents([(ROW, b"abc")])

    with past_concord(place) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM bees.documents").scalar() == 1


def test_the_command_line_works_on_a_server(server: Postgres, run: Run, tmp_path: Path) -> None:
    """Add, list and decide by separate programs; on SQLite the whole command line is tried elsewhere."""
    place = server.empty()
    (tmp_path / "alder.md").write_text(ALDER, encoding="utf-8")
    added, listed = run("add", "alder.md", "--kb", place), run("themes", "--kb", place, "--format", "csv")
    id = KnowledgeBase(place).themes()[0]["id"]
    decided = run("review", "accept", id, "--kb", place)

    assert (added.returncode, listed.returncode, decided.returncode) == (0, 0, 0)
    assert "HiveTrack" in listed.stdout
    assert [(d["kind"], d["who"]) for d in KnowledgeBase(place).log()] == [("accept", "ann")]
