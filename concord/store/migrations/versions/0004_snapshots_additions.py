"""Named states are frozen, and what each addition changed is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from concord.store.triggers import append_only, no_longer_append_only

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snapshots",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, 3, ... without gaps"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False, comment="JSON"),
        sa.Column("contents", sa.LargeBinary(), nullable=False, comment="JSON, zlib"),
        sa.Column("hash", sa.Text(), nullable=False, comment="of manifest and contents"),
        sa.PrimaryKeyConstraint("number", name="pk_snapshots"),
        sa.UniqueConstraint("name", name="uq_snapshots_name"),
    )
    op.create_table(
        "additions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, 3, ... without gaps"),
        sa.Column("at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False, comment="JSON, zlib: files, and what they changed"),
        sa.PrimaryKeyConstraint("number", name="pk_additions"),
    )
    for table in ("snapshots", "additions"):
        for statement in append_only(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in ("additions", "snapshots"):
        op.drop_table(table)
        for statement in no_longer_append_only(op.get_bind().dialect.name, table):
            op.execute(statement)
