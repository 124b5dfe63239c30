"""Documents that GROBID made from a PDF remember that PDF, so that it is recognised and not sent again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    comment = "hash of the PDF that GROBID read, or empty"
    op.add_column("documents", sa.Column("source", sa.Text(), nullable=False, server_default="", comment=comment))


def downgrade() -> None:
    op.drop_column("documents", "source")
