"""A knowledge base as one file, the same for SQLite and PostgreSQL, so that a team can move from one to the other.

In: an open store and a path. Out: the file, or what a file holds. Called by concord.preserving, concord.restoring and
concord.verifying. Derived values are left out: they are made again.
"""

from __future__ import annotations

from concord.backup.file import KeptInFile, digest_of, opened, write

__all__ = ["KeptInFile", "digest_of", "opened", "write"]
