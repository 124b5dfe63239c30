"""The first schema: documents, codebooks and decisions are kept; `derived` can be made again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from concord.store.triggers import append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text(), nullable=False, comment="hash of the bytes"),
        sa.Column("name", sa.Text(), nullable=False, comment="file name without folder"),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes before compression"),
        sa.Column("bytes", sa.LargeBinary(), nullable=False, comment="the file, zlib"),
        sa.Column("added", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_table(
        "codebooks",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False, comment="the highest is in force"),
        sa.Column("name", sa.Text(), nullable=False, comment="empty: each study's own words choose"),
        sa.Column("texts", sa.LargeBinary(), nullable=False, comment="JSON: [[file name, TOML], ...], the base first"),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_codebooks"),
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, 3, ... without gaps"),
        sa.Column("at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("decision", sa.LargeBinary(), nullable=False, comment="JSON"),
        sa.Column("previous", sa.Text(), nullable=False, comment="hash of the row before, empty for the first"),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
    )
    op.create_table(
        "derived",
        sa.Column("kind", sa.Text(), nullable=False, comment="document, studies, extraction, synthesis"),
        sa.Column("subject", sa.Text(), nullable=False, comment="what it is about; one row per kind and subject"),
        sa.Column("key", sa.Text(), nullable=False, comment="hash of all that it was made from"),
        sa.Column("payload", sa.LargeBinary(), nullable=False, comment="JSON, zlib"),
        sa.PrimaryKeyConstraint("kind", "subject", name="pk_derived"),
    )
    for statement in append_only(op.get_bind().dialect.name, "decisions"):
        op.execute(statement)


def downgrade() -> None:
    for table in ("derived", "decisions", "codebooks", "documents"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION decisions_append_only()")
