"""What the database itself refuses, for both databases: to change a log, to delete a document.

In: the name of the database and of a table. Out: SQL statements. Called by the migrations. A released migration goes on
saying what it said, so these functions gain others beside them and are not changed.
"""

from __future__ import annotations


def append_only(dialect: str, table: str) -> list[str]:
    """Statements after which rows of a table can be added but neither changed nor deleted."""
    says = f"{table} is append-only"
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{says}'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
    ]


def no_longer_append_only(dialect: str, table: str) -> list[str]:
    """Statements that take away what `append_only` leaves behind when its table is dropped."""
    return [f"DROP FUNCTION {table}_append_only()"] if dialect == "postgresql" else []


def kept_whole(dialect: str, table: str, *keys: str) -> list[str]:
    """Statements that close ways around `append_only`: in SQLite, REPLACE deletes a row without asking a trigger.

    keys: the columns that a row is told from the others by; a row that has a value of one of them again is refused.
    """
    if dialect != "sqlite":
        return []
    there = " OR ".join(f"{key} = NEW.{key}" for key in keys)
    found = f"EXISTS (SELECT 1 FROM {table} WHERE {there})"  # noqa: S608  (names of our own tables)
    return [
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {found} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    ]


def no_longer_kept_whole(dialect: str, table: str) -> list[str]:
    """Statements that take back `kept_whole`."""
    return [f"DROP TRIGGER {table}_no_replace"] if dialect == "sqlite" else []


def never_deleted(dialect: str, table: str) -> list[str]:
    """Statements after which no row of a table can be deleted."""
    says = f"rows of {table} are never deleted"
    if dialect == "sqlite":
        return [f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END"]
    return [
        f"CREATE FUNCTION {table}_never_deleted() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{says}'; END $$",
        f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_never_deleted()",
    ]


def no_longer_never_deleted(dialect: str, table: str) -> list[str]:
    """Statements that take back `never_deleted`."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER {table}_no_delete"]
    return [f"DROP TRIGGER {table}_never_deleted ON {table}", f"DROP FUNCTION {table}_never_deleted()"]
