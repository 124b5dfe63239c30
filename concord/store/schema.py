"""Brings a knowledge base to the schema of this program, or says that it is of a later one.

In: an engine. Out: nothing, with the tables in place. Called by concord.store.store when it opens. alembic is imported
only when there is something to do, since it costs a fifth of a second.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from concord.store.dialects import reading, shown, writing
from corpus.errors import StoreIsNewer, StoreTrouble

HEAD = "0004"
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
        found = _revision(connection)
        if found is not None and found not in _known():
            raise StoreIsNewer(
                f"{shown(db.url)} was written by a later Concord (schema {found}, this one knows up to {HEAD}); "
                "update with: pip install -U concord-synthesis."
            )
        if found is None and sa.inspect(connection).get_table_names():
            raise StoreTrouble(f"{shown(db.url)} is a database of another program; give another path with --kb.")
        if found != HEAD:
            migrate(connection, HEAD)


def migrate(connection: sa.Connection, revision: str) -> None:
    """Up or down to a revision ("base" for none), inside the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = ["base", *_known()]
    found = _revision(connection) or "base"
    (command.upgrade if known.index(revision) >= known.index(found) else command.downgrade)(config, revision)


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.select(_version.c.version_num)).scalar()


def _known() -> list[str]:
    """The revisions that this program has, oldest first: the numbers that the files begin with."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
