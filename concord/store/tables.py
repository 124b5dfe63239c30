"""The tables of a knowledge base, for both databases.

In: nothing. Out: SQLAlchemy tables. Called by concord.store.store and by the migrations, which make them.
Documents, codebooks, decisions, codings and judgements are truth; snapshots, additions and adoptions tell what followed
from them once, and are kept as they are; skips change the order of a queue and nothing else; `derived` can be emptied
at any time and fills again.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", sa.Text, primary_key=True, comment="hash of the bytes"),
    sa.Column("name", sa.Text, nullable=False, comment="file name without folder"),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False, comment="bytes before compression"),
    sa.Column("bytes", sa.LargeBinary, nullable=False, comment="the file, zlib"),
    sa.Column("added", sa.Text, nullable=False, comment="UTC, ISO 8601"),
    sa.Column(
        "source", sa.Text, nullable=False, server_default="", comment="hash of the PDF that GROBID read, or empty"
    ),
)

codebooks = sa.Table(
    "codebooks",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False, comment="the highest is in force"),
    sa.Column("name", sa.Text, nullable=False, comment="empty: each study's own words choose"),
    sa.Column("texts", sa.LargeBinary, nullable=False, comment="JSON: [[file name, TOML], ...], the base first"),
    sa.Column("added", sa.Text, nullable=False),
)


def _log(name: str, entry: str) -> sa.Table:
    """A chained log whose rows hold an entry each; they are only ever added."""
    return sa.Table(
        name,
        metadata,
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, comment="1, 2, 3, ... without gaps"),
        sa.Column("at", sa.Text, nullable=False, comment="UTC, ISO 8601"),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column(entry, sa.LargeBinary, nullable=False, comment="JSON"),
        sa.Column("previous", sa.Text, nullable=False, comment="hash of the row before, empty for the first"),
        sa.Column("hash", sa.Text, nullable=False),
    )


decisions = _log("decisions", "decision")
codings = _log("codings", "coding")
judgements = _log("judgements", "judgement")

snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, comment="1, 2, 3, ... without gaps"),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("at", sa.Text, nullable=False, comment="UTC, ISO 8601"),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("manifest", sa.LargeBinary, nullable=False, comment="JSON"),
    sa.Column("contents", sa.LargeBinary, nullable=False, comment="JSON, zlib"),
    sa.Column("hash", sa.Text, nullable=False, comment="of manifest and contents"),
)

additions = sa.Table(
    "additions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, comment="1, 2, 3, ... without gaps"),
    sa.Column("at", sa.Text, nullable=False, comment="UTC, ISO 8601"),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("record", sa.LargeBinary, nullable=False, comment="JSON, zlib: files, and what they changed"),
)

adoptions = sa.Table(
    "adoptions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, comment="1, 2, 3, ... without gaps"),
    sa.Column("at", sa.Text, nullable=False, comment="UTC, ISO 8601"),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("codebook", sa.Integer, nullable=False, comment="version of the codebook, 0 for none"),
    sa.Column("made_by", sa.LargeBinary, nullable=False, comment="JSON: the program and its models"),
    sa.Column("record", sa.LargeBinary, nullable=False, comment="JSON, zlib: what it changed"),
)

skips = sa.Table(
    "skips",
    metadata,
    sa.Column("who", sa.Text, primary_key=True),
    sa.Column("item", sa.Text, primary_key=True, comment="of the review queue"),
    sa.Column("at", sa.Text, nullable=False, comment="UTC, ISO 8601"),
)

derived = sa.Table(
    "derived",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True, comment="document, studies, extraction, synthesis"),
    sa.Column("subject", sa.Text, primary_key=True, comment="what it is about; one row per kind and subject"),
    sa.Column("key", sa.Text, nullable=False, comment="hash of all that it was made from"),
    sa.Column("payload", sa.LargeBinary, nullable=False, comment="JSON, zlib"),
)
