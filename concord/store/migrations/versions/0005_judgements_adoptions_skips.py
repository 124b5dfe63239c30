"""Blind judgements have a log of their own; changes of codebook and program are adopted; a reviewer may skip.

What is kept for good is kept better: codebooks are append-only too, documents are never deleted, and SQLite refuses to
replace a row of a log, which its triggers on UPDATE and DELETE do not see.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from concord.store.triggers import (
    append_only,
    kept_whole,
    never_deleted,
    no_longer_append_only,
    no_longer_kept_whole,
    no_longer_never_deleted,
)

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LOGS = {
    "decisions": ("number",),
    "codings": ("number",),
    "judgements": ("number",),
    "snapshots": ("number", "name"),
    "additions": ("number",),
    "adoptions": ("number",),
    "codebooks": ("version",),
}


def upgrade() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, 3, ... without gaps"),
        sa.Column("at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("judgement", sa.LargeBinary(), nullable=False, comment="JSON"),
        sa.Column("previous", sa.Text(), nullable=False, comment="hash of the row before, empty for the first"),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_judgements"),
    )
    op.create_table(
        "adoptions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, 3, ... without gaps"),
        sa.Column("at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("codebook", sa.Integer(), nullable=False, comment="version of the codebook, 0 for none"),
        sa.Column("made_by", sa.LargeBinary(), nullable=False, comment="JSON: the program and its models"),
        sa.Column("record", sa.LargeBinary(), nullable=False, comment="JSON, zlib: what it changed"),
        sa.PrimaryKeyConstraint("number", name="pk_adoptions"),
    )
    op.create_table(
        "skips",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False, comment="of the review queue"),
        sa.Column("at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.PrimaryKeyConstraint("who", "item", name="pk_skips"),
    )
    dialect = op.get_bind().dialect.name
    statements = [line for table in ("judgements", "adoptions", "codebooks") for line in append_only(dialect, table)]
    statements += [line for table, keys in LOGS.items() for line in kept_whole(dialect, table, *keys)]
    for statement in statements + never_deleted(dialect, "documents"):
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    statements = [line for table in LOGS for line in no_longer_kept_whole(dialect, table)]
    for statement in [*statements, *no_longer_never_deleted(dialect, "documents"), *_codebooks_changeable(dialect)]:
        op.execute(statement)
    for table in ("skips", "adoptions", "judgements"):
        op.drop_table(table)
    for table in ("adoptions", "judgements"):
        for statement in no_longer_append_only(dialect, table):
            op.execute(statement)


def _codebooks_changeable(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return ["DROP TRIGGER codebooks_no_update", "DROP TRIGGER codebooks_no_delete"]
    return ["DROP TRIGGER codebooks_append_only ON codebooks", *no_longer_append_only(dialect, "codebooks")]
