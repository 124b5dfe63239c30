"""What is tried beside what is in force, and adopted in one transaction.

In: a store. Out: a Trial, which is a store whose derived values are put aside; rows of adoptions. Called by
concord.deriving.holding and concord.parts.adopting.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from concord.store import tables
from concord.store.history import next_number
from concord.store.store import Store

_ASIDE = "trial "  # before the kind of a value that is not in force


class Trial(Store):
    """A store that shares the connections of another one and puts what is derived beside what is in force.

    What is in force under the same key is used as it is. kept: kind and subject of what this trial made or found aside,
    with the key of each.
    """

    def __init__(self, store: Store) -> None:
        vars(self).update(vars(store))
        self.kept: dict[tuple[str, str], str] = {}

    def derived(self, kind: str, keys: dict[str, str]) -> dict[str, bytes]:
        """As in force, else as tried before."""
        found = super().derived(kind, keys)
        aside = super().derived(_ASIDE + kind, {id: key for id, key in keys.items() if id not in found})
        self.kept |= {(kind, id): keys[id] for id in aside}
        return found | aside

    def put_derived(self, kind: str, subject: str, key: str, payload: bytes) -> None:
        """Beside what is in force."""
        super().put_derived(_ASIDE + kind, subject, key, payload)
        self.kept[kind, subject] = key


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is adopted. codebook: name and texts, None for the one in force. program, record: JSON.

    after: the number of the adoption that was the last one when it was made.
    """

    at: str
    by: str
    program: str
    record: bytes
    after: int
    codebook: tuple[str, tuple[tuple[str, str], ...]] | None = None


def last_adoption(store: Store) -> int:
    """The number of the last one, 0 for none."""
    with store.reading() as connection:
        return connection.execute(sa.select(sa.func.max(tables.adoptions.c.number))).scalar() or 0


def adopt(store: Store, adoption: Adoption, tried: Mapping[tuple[str, str], str] | None = None) -> int | None:
    """Puts a codebook and a program in force, with what was tried; returns the number of the adoption.

    One transaction: of two that were made after the same one, the second gives None and changes nothing. tried: kind
    and subject of values that were put aside, with their keys; what else lies aside is thrown away.
    """
    with store.writing() as connection:
        number = next_number(connection, tables.adoptions)
        if number != adoption.after + 1:
            return None
        values = {
            "number": number,
            "at": adoption.at,
            "by": adoption.by,
            "codebook": _codebook_in_force(connection, adoption),
            "made_by": adoption.program.encode(),
            "record": zlib.compress(adoption.record, 6),
        }
        connection.execute(sa.insert(tables.adoptions).values(values))
        for (kind, subject), key in sorted((tried or {}).items()):
            _take(connection, kind, subject, key)
        connection.execute(sa.delete(tables.derived).where(tables.derived.c.kind.startswith(_ASIDE)))
    return number


def held_sample(store: Store, kind: str, label: str) -> bytes | None:
    """One value of a kind that is held at a program, by the fingerprint that its key begins with; None for none."""
    table = tables.derived
    query = sa.select(table.c.payload).where(table.c.kind == kind, table.c.key.startswith(f"{label}.")).limit(1)
    with store.reading() as connection:
        packed = connection.execute(query).scalar()
    return zlib.decompress(packed) if packed is not None else None


def _codebook_in_force(connection: sa.Connection, adoption: Adoption) -> int:
    """Version of the codebook after the adoption, 0 for none."""
    table = tables.codebooks
    last = connection.execute(sa.select(sa.func.max(table.c.version))).scalar() or 0
    if adoption.codebook is None:
        return last
    name, texts = adoption.codebook
    data = json.dumps(texts, ensure_ascii=False).encode()
    connection.execute(sa.insert(table).values(version=last + 1, name=name, texts=data, added=adoption.at))
    return last + 1


def _take(connection: sa.Connection, kind: str, subject: str, key: str) -> None:
    """Puts a value that lies aside in the place of the one in force."""
    table = tables.derived
    aside = (table.c.kind == _ASIDE + kind, table.c.subject == subject, table.c.key == key)
    if connection.execute(sa.select(table.c.key).where(*aside)).first() is None:
        return
    connection.execute(sa.delete(table).where(table.c.kind == kind, table.c.subject == subject))
    connection.execute(sa.update(table).where(*aside).values(kind=kind))
