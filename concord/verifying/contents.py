"""Whether what is kept is as it was written: hashes of documents, chains of the logs, hashes of snapshots, numbers.

In: a Kept, of a store or of a backup. Out: troubles, each one sentence. Called by concord.verifying and
concord.restoring.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from concord import codebooks, snapshots
from concord.store import codec
from concord.store.history import StoredSnapshot
from concord.store.kept import Damage, Kept
from corpus.errors import BadCodebook, BadInput, ConcordError, StoreTrouble
from corpus.study import document_id
from synthesis.coding import Entry
from synthesis.decisions import Decision, digest
from synthesis.judging import Entry as Judgement

PAST = "it was changed past Concord"
_LOGS: dict[str, tuple[type[Any], str, str]] = {
    "decisions": (Decision, "decision", "Decision"),
    "codings": (Entry, "coding", "Coding"),
    "judgements": (Judgement, "judgement", "Judgement"),
}
_NUMBERED = {
    "adoptions": ("number", "Adoption"),
    "additions": ("number", "Addition"),
    "codebooks": ("version", "Version of the codebook"),
    "snapshots": ("number", "Snapshot"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not as it should be.

    check: what was looked at ("documents", "decisions", "anchors" ...). subject: the id or number of it, "" for the
    whole. doubt: nothing is lost and nothing was changed, but somebody should look.
    """

    check: str
    subject: str
    sentence: str
    doubt: bool = False


def troubles(kept: Kept) -> Iterator[Trouble]:
    """All troubles of what is kept, in a fixed order."""
    for table in (name for name in _ORDER if name in kept.names()):
        try:
            if table in _NUMBERED:
                yield from _numbers(kept, table)
            yield from _chain(kept, table) if table in _LOGS else _CHECKS[table](kept)
        except (Damage, StoreTrouble) as damage:  # the rest of the table cannot be read
            yield Trouble(table, "", f"{str(damage).rstrip('.')}.")


def _documents(kept: Kept) -> Iterator[Trouble]:
    for row in kept.rows("documents"):
        id, name = str(row["id"]), str(row["name"])
        try:
            data = kept.packed("documents", id)
        except (Damage, KeyError) as damage:
            yield Trouble("documents", id, f"The bytes of {name} ({id}) cannot be unpacked: {damage}.")
            continue
        if document_id(data) != id:
            yield Trouble("documents", id, f"The bytes of {name} are not those that were added as {id}: {PAST}.")
        elif len(data) != row["size"]:
            yield Trouble("documents", id, f"{name} ({id}) has {len(data)} bytes, not {row['size']!r}: {PAST}.")


def _chain(kept: Kept, table: str) -> Iterator[Trouble]:
    """Each entry against its own hash, the hash before it, its number, and the columns beside it."""
    kind, column, word = _LOGS[table]
    before, place = "", 0
    for place, row in enumerate(kept.rows(table), 1):
        number = str(row["number"])
        if row["number"] != place:
            yield Trouble(table, str(place), f"{word} {place} is missing: {PAST}.")
            return
        try:
            entry = codec.loads(kind, _bytes(row[column]))
        except (ValueError, TypeError, KeyError, ConcordError) as error:
            yield Trouble(table, number, f"{word} {number} cannot be read ({error}): {PAST}, or by a later Concord.")
            return
        columns = (entry.sequence, entry.when, entry.who, entry.previous, entry.hash)
        if columns != tuple(row[name] for name in ("number", "at", "by", "previous", "hash")):
            yield Trouble(table, number, f"{word} {number} is not what the columns beside it say: {PAST}.")
        if entry.hash != digest(entry):
            yield Trouble(table, number, f"{word} {number} is not as it was written: {PAST}.")
        elif entry.previous != before:
            yield Trouble(table, number, f"{word} {number} does not follow on the one before it: {PAST}.")
        before = str(row["hash"])


def _snapshots(kept: Kept) -> Iterator[Trouble]:
    """Each against its hash; and what it was made from has to be there still, since nothing is ever taken away."""
    there = {str(row["id"]) for row in kept.rows("documents")}
    heads = [str(row["hash"]) for row in kept.rows("decisions")]
    for row in kept.rows("snapshots"):
        name, number = str(row["name"]), str(row["number"])
        stored = StoredSnapshot(**{k: row[k] for k in ("number", "name", "at", "by", "manifest", "hash")})  # type: ignore[arg-type]
        try:
            snapshots.check(stored, kept.packed("snapshots", number))
            manifest = json.loads(stored.manifest)
            told = (manifest["name"], manifest["at"], manifest["by"])
            held, log = manifest["documents"], manifest["decisions"]
        except StoreTrouble as error:
            yield Trouble("snapshots", number, str(error))
            continue
        except (Damage, ValueError, KeyError, TypeError) as error:
            yield Trouble("snapshots", number, f"The snapshot {name!r} cannot be read ({error}): {PAST}.")
            continue
        if told != (row["name"], row["at"], row["by"]):
            yield Trouble("snapshots", number, f"The snapshot {name!r} is not what the columns beside it say: {PAST}.")
        for document in held:
            if document["id"] not in there:
                lost = f"{document['name']} ({document['id']})"
                yield Trouble("documents", document["id"], f"{lost} is gone: the snapshot {name!r} was made with it.")
        if (heads[log["count"] - 1 : log["count"]] or [""])[0] != (log["head"] if log["count"] else ""):
            sentence = f"Decisions are gone: the snapshot {name!r} was made after {log['count']} of them."
            yield Trouble("decisions", str(log["count"]), sentence)


def _additions(kept: Kept) -> Iterator[Trouble]:
    there = {str(row["id"]) for row in kept.rows("documents")}
    for row in kept.rows("additions"):
        number = str(row["number"])
        try:
            record = json.loads(kept.packed("additions", number))
            ids, names = record.get("ids", []), record["documents"]
        except (Damage, ValueError, KeyError, TypeError, AttributeError) as error:
            yield Trouble("additions", number, f"The record of addition {number} cannot be read ({error}): {PAST}.")
            continue
        for id, name in zip(ids, names, strict=False):
            if id not in there:
                yield Trouble("documents", id, f"{name} ({id}) is gone: addition {number} brought it.")


def _adoptions(kept: Kept) -> Iterator[Trouble]:
    versions = {row["version"] for row in kept.rows("codebooks")}
    for row in kept.rows("adoptions"):
        number = str(row["number"])
        try:
            json.loads(kept.packed("adoptions", number))
            json.loads(_bytes(row["made_by"]))
        except (Damage, ValueError) as error:
            yield Trouble("adoptions", number, f"The record of adoption {number} cannot be read ({error}): {PAST}.")
        if row["codebook"] and row["codebook"] not in versions:
            sentence = f"Version {row['codebook']!r} of the codebook is gone: adoption {number} put it in force."
            yield Trouble("codebooks", str(row["codebook"]), sentence)


def _codebooks(kept: Kept) -> Iterator[Trouble]:
    for row in kept.rows("codebooks"):
        version = str(row["version"])
        try:
            texts = tuple((str(name), str(text)) for name, text in json.loads(_bytes(row["texts"])))
            if texts:
                codebooks.parsed(texts)
        except (BadCodebook, BadInput) as error:
            sentence = f"Version {version} of the codebook cannot be used by this version of Concord: {error}"
            yield Trouble("codebooks", version, sentence, doubt=True)
        except (ValueError, TypeError) as error:
            yield Trouble("codebooks", version, f"Version {version} of the codebook cannot be read ({error}): {PAST}.")


def _skips(kept: Kept) -> Iterator[Trouble]:
    for row in kept.rows("skips"):
        if not all(isinstance(value, str) for value in row.values()):
            yield Trouble("skips", str(row["item"]), f"What {row['who']!r} skipped cannot be read: {PAST}.")


def _numbers(kept: Kept, table: str) -> Iterator[Trouble]:
    """They run from 1 without a gap."""
    column, word = _NUMBERED[table]
    for place, row in enumerate(kept.rows(table), 1):
        if row[column] != place:
            yield Trouble(table, str(place), f"{word} {place} is missing: {PAST}.")
            return


def _bytes(value: object) -> bytes:
    """What a column of JSON holds; words where a program wrote them past Concord."""
    return value if isinstance(value, bytes) else str(value).encode()


_CHECKS = {
    "documents": _documents,
    "snapshots": _snapshots,
    "additions": _additions,
    "adoptions": _adoptions,
    "codebooks": _codebooks,
    "skips": _skips,
}
_ORDER = ("documents", *_LOGS, "snapshots", "additions", "adoptions", "codebooks", "skips")
