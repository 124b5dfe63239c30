"""The part of KnowledgeBase that preserves: backups, what they are restored into, and checks of everything.

In: paths. Out: files, knowledge bases, and plain records of what is wrong. Called as a base class by KnowledgeBase; the
functions by the command line, which must be able to check what can hardly be opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from concord.access import Role, check
from concord.deriving.derive import Derived
from concord.deriving.readings import Progress
from concord.parts.keeping import Keeper
from concord.settings import Settings, read_settings
from concord.store.dialects import address, exists, shown
from concord.store.store import State, Store

if TYPE_CHECKING:
    from concord.verifying import Found

Record = dict[str, Any]


class Preserving(Keeper):
    """Backups and checks."""

    def backup(self, path: str | Path) -> Record:
        """Writes all that is kept into one file, while others go on writing; the same for SQLite and PostgreSQL.

        It takes its name when it is whole and has been read again. Derived values are left out: they are made again.

        Returns:
            {"path", "schema", "program", "sha256" (of the manifest), "rows": {table: how many}}

        Raises:
            BadInput: the file cannot be written. StoreTrouble: what is kept cannot be read.
        """
        from concord import backup

        manifest = backup.write(self._store, Path(path), self._progress)
        rows = {table: told["rows"] for table, told in manifest["tables"].items()}
        return {"path": str(path), **{key: manifest[key] for key in ("schema", "program", "sha256")}, "rows": rows}

    @classmethod
    def restored(cls, backup: str | Path, where: str | Path, *, role: Role = Role.ADMIN, **options: Any) -> Self:
        """A new knowledge base, filled from a backup; options as for opening one. Raises as `restore` does."""
        restore(backup, where, role=role, settings=options.get("settings"))
        return cls(where, role=role, **options)

    def verify(self, *, deep: bool = False) -> list[Record]:
        """All that is wrong, one record each: {"check", "subject", "sentence", "doubt"}; nothing is changed.

        Checked are the database, hashes of documents and snapshots, the chains of the logs, and that every quote stands
        where it is said to stand, in the documents as they are read now. deep: everything is derived anew and compared
        with the cache, which takes as long as the first add did. doubt: nothing is lost, but somebody should look.
        """
        return records(self._verified(deep=deep))

    def _verified(self, *, deep: bool) -> Found:
        from concord.verifying import verify_store

        return verify_store(self._store, self._truth, self._anew, self._progress, deep=deep)

    def _anew(self, store: Store, state: State) -> Derived:
        return Derived(store, state, self._reader, self._extractors, self._progress)


def restore(
    path: str | Path,
    where: str | Path,
    *,
    role: Role = Role.ADMIN,
    settings: Settings | None = None,
    progress: Progress = lambda what, done, total: None,
) -> Record:
    """Fills a new, empty knowledge base from a backup of either database: all of it, or nothing.

    Returns:
        {"where", "rows": {table: how many}}

    Raises:
        BadInput: the file is no whole backup, or the knowledge base is not empty. StoreIsNewer: a later Concord wrote
        the backup. StoreTrouble: the knowledge base cannot be opened or written. NotAllowed: that takes an admin.
    """
    from concord import restoring

    check(role, Role.ADMIN, "restore backups")
    busy = (settings or read_settings()).busy_seconds
    rows = restoring.restore(Path(path), lambda: Store(where, busy_seconds=busy), progress)
    return {"where": shown(address(where)), "rows": rows}


def records(found: Found) -> list[Record]:
    """Troubles as records."""
    return [
        {"check": one.check, "subject": one.subject, "sentence": one.sentence, "doubt": one.doubt}
        for one in found.troubles
    ]


def verified(where: str | Path, *, deep: bool = False, progress: Progress, settings: Settings | None = None) -> Found:
    """What a check of a backup, or of a knowledge base, finds; one that cannot be opened is a trouble of its own.

    Raises:
        NotFound: there is none. BadInput: the file is no backup. StoreIsNewer: a later Concord wrote it.
    """
    from concord.verifying import Found, Trouble, verify_file
    from corpus.errors import NotFound, StoreTrouble

    url = address(where)
    if not exists(url):
        raise NotFound(f"There is no knowledge base or backup at {shown(url)}.")
    if url.get_backend_name() == "sqlite" and _is_zip(Path(str(url.database))):
        return verify_file(Path(str(url.database)))
    try:
        base = Preserving(where, role=Role.READER, progress=progress, settings=settings)
    except StoreTrouble as error:
        return Found((), (Trouble("database", "", str(error)),))
    try:
        return base._verified(deep=deep)
    finally:
        base.close()


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(2) == b"PK"
    except OSError:
        return False
