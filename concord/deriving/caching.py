"""The cache of derived values: the key of each, and how one is found, or made and kept.

In: a store, and all that a value is made from. Out: keys and values. Called by concord.deriving.readings,
concord.deriving.extracted, concord.deriving.derive and concord.parts.keeping.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from concord.store import codec
from corpus.errors import StoreTrouble

if TYPE_CHECKING:
    from concord.deriving.programs import Program
    from concord.store.store import Store
    from corpus.study import Document

T = TypeVar("T")


def key_of(*parts: object) -> str:
    """Hash of plain values, of everything that a derived value is made from."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def held_key(label: str, *parts: object) -> str:
    """A key that shows at which program the value is held. label: the fingerprint of what makes such values."""
    return f"{label}.{key_of(*parts)}"


def reading_key(program: Program) -> str:
    """The key of a document's reading: its bytes are in its id already, and its name changes nothing but the name."""
    return held_key(program.corpus, "reading")


def document_key(name: str, program: Program) -> str:
    """The key of a document as it was read, with its name."""
    return key_of(name, program.corpus)


def keep_reading(store: Store, document: Document, program: Program) -> Document:
    """Caches the reading of a document that is kept, or about to be."""
    keep(store, "document", document.id, reading_key(program), codec.dumps(document))
    return document


def read_back(form: type[T], payloads: dict[str, bytes]) -> dict[str, T]:
    """The values of cached payloads, by subject.

    Without those that another version wrote in a shape that this one cannot read: they are made anew.
    """
    found: dict[str, T] = {}
    for subject, payload in payloads.items():
        with contextlib.suppress(codec.OtherShape, KeyError):
            found[subject] = codec.loads(form, payload)
    return found


def keep(store: Store, kind: str, subject: str, key: str, payload: bytes) -> None:
    """Caches a derived value; that it could not be cached (another program writes, a read-only copy) is no trouble."""
    with contextlib.suppress(StoreTrouble):
        store.put_derived(kind, subject, key, payload)


def of_each(store: Store, kind: str, form: type[T], keys: dict[str, str], make: Callable[[str], T]) -> dict[str, T]:
    """The value of each subject, made and kept where the cache has none, in the order of the keys."""
    cached = read_back(form, store.derived(kind, keys))
    found: dict[str, T] = {}
    for subject, key in keys.items():
        if subject in cached:
            found[subject] = cached[subject]
        else:
            found[subject] = make(subject)
            keep(store, kind, subject, key, codec.dumps(found[subject]))
    return found
