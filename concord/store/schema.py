"""Brings a knowledge base to the schema of this program, or says that it is of a later one.

In: an engine. Out: nothing, with the tables in place. Called by concord.store.store when it opens. alembic is imported
only when there is something to do, since it costs a fifth of a second.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from concord.store.dialects import exists, reading, shown, unfit, writing
from corpus.errors import StoreIsNewer, StoreTrouble

HEAD = "0005"
MIGRATIONS = Path(__file__).parent / "migrations"
_version = sa.table("alembic_version", sa.column("version_num"))


def bring_up(db: sa.Engine) -> None:
    """Migrates to HEAD. Two programs that do so at once wait for each other.

    Raises:
        StoreIsNewer: a later Concord wrote it. StoreTrouble: another program's database.
    """
    with reading(db) as connection:
        if _revision(connection) == HEAD:
            return
    with writing(db) as connection:
        if _checked(connection) != HEAD:
            migrate(connection, HEAD)


def check(db: sa.Engine) -> None:
    """For a reader, who changes nothing: raises as `bring_up` does, and StoreTrouble where that would migrate."""
    if not exists(db.url):
        raise StoreTrouble(f"There is no knowledge base {shown(db.url)} yet; somebody who may write makes it.")
    with reading(db) as connection:
        found = _checked(connection)
    if found is None:
        raise StoreTrouble(f"{shown(db.url)} is empty; somebody who may write opens it first.")
    if found != HEAD:
        raise StoreTrouble(
            f"{shown(db.url)} was last written by an earlier Concord (schema {found}, this one reads {HEAD}); "
            "somebody who may write opens it first, with 'concord studies' for instance."
        )


def migrate(connection: sa.Connection, revision: str) -> None:
    """Up or down to a revision ("base" for none), inside the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = ["base", *revisions()]
    found = _revision(connection) or "base"
    (command.upgrade if known.index(revision) >= known.index(found) else command.downgrade)(config, revision)


def _checked(connection: sa.Connection) -> str | None:
    """The schema that is there, None in an empty database; raises for a later one and for another program's."""
    found = _revision(connection)
    where = shown(connection.engine.url)
    if found is not None and found not in revisions():
        raise StoreIsNewer(
            f"{where} was written by a later Concord (schema {found}, this one knows up to {HEAD}); "
            "update with: pip install -U concord-synthesis."
        )
    if found is None and sa.inspect(connection).get_table_names():
        raise StoreTrouble(f"{where} is a database of another program; give another path with --kb.")
    if found is None and (lacks := unfit(connection)):
        raise StoreTrouble(f"The database {where} {lacks}.")
    return found


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.select(_version.c.version_num)).scalar()


def revisions() -> list[str]:
    """The revisions that this program has, oldest first: the numbers that the files begin with."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
