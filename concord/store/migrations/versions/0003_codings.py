"""What people code blind has a log of its own, so that coding changes no synthesis."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from concord.store.triggers import append_only

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "codings",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, 3, ... without gaps"),
        sa.Column("at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("coding", sa.LargeBinary(), nullable=False, comment="JSON"),
        sa.Column("previous", sa.Text(), nullable=False, comment="hash of the row before, empty for the first"),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_codings"),
    )
    for statement in append_only(op.get_bind().dialect.name, "codings"):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("codings")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION codings_append_only()")
