"""A state of the whole synthesis, frozen: what is in it, where it came from, and a hash over all of it.

In: a Derived, a name, who and when. Out: a manifest, the contents as canonical JSON, and back; a file for readers
elsewhere. Called by concord.parts.changing. Two snapshots of one state have the same `content`, whoever made them and
when.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from concord import resources
from concord.store import codec
from concord.store.history import StoredSnapshot
from corpus.errors import BadInput, StoreTrouble
from corpus.study import DocumentId, StudyId
from synthesis.concept import Synthesis
from synthesis.decisions import Decision

if TYPE_CHECKING:
    from concord.deriving.derive import Derived

Record = dict[str, Any]
FORMAT = 1  # of the manifest and the contents
WORDS = ("empty", "now", "last")  # that mean something else where a snapshot is named
LONGEST = 80
_ROOMS = ("concord", "corpus", "extract", "synthesis")
_MODELS = (resources.PIPELINE, resources.EMBEDDING, resources.THESAURUS, resources.CONFIDENCE, resources.METHODS)


@dataclass(frozen=True)
class FrozenStudy:
    """A study as it is cited. documents: (id, file name), best first."""

    id: StudyId
    title: str
    authors: tuple[str, ...]
    year: int | None
    doi: str
    documents: tuple[tuple[DocumentId, str], ...]


@dataclass(frozen=True)
class Contents:
    """What a snapshot holds. studies: by id. decisions: the log until then. codebooks: (file name, TOML) in use."""

    synthesis: Synthesis
    studies: tuple[FrozenStudy, ...]
    decisions: tuple[Decision, ...] = ()
    codebooks: tuple[tuple[str, str], ...] = ()


def checked_name(name: str) -> str:
    """The name that a snapshot may have. Raises BadInput."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise BadInput(f"A snapshot needs a name of 1 to {LONGEST} printable characters, such as 'round 1'.")
    if name in WORDS or name.startswith(("addition ", "adoption ")):
        raise BadInput(f"A snapshot cannot be called {name!r}: 'concord diff' takes that word for something else.")
    return name


def frozen(now: Derived) -> Contents:
    """Everything that follows from a state of the store."""
    studies = tuple(
        FrozenStudy(s.id, s.title, s.authors, s.year, s.doi, tuple((d.id, d.name) for d in s.documents))
        for s in now.studies
    )
    books = {text for study in now.studies for text in now.codebook(study).texts}
    return Contents(now.synthesis, studies, now.log, tuple(sorted(books)))


def manifest_of(now: Derived, contents: Contents, packed: bytes, *, name: str, note: str, at: str, by: str) -> Record:
    """Where a snapshot comes from and what is in it. packed: the contents as canonical JSON."""
    book = now.state.codebook
    synthesis = contents.synthesis
    return {
        "format": FORMAT,
        "name": name,
        "note": note,
        "at": at,
        "by": by,
        "documents": [
            {"id": row.id, "name": row.name, "format": row.format, "size": row.size} for row in now.state.documents
        ],
        "codebook": {
            "in_force": book.name if book and book.texts else "auto",
            "texts": [{"name": name, "sha256": _sha256(text.encode())} for name, text in contents.codebooks],
            "studies": {study.id: now.codebook(study).codebook.label for study in now.studies},
        },
        "decisions": {"count": len(contents.decisions), "head": now.state.decisions},
        "program": {
            "version": version("concord-synthesis"),
            "code": resources.fingerprint(*_ROOMS),
            "held": asdict(now.program),
        },
        "models": {model: resources.fingerprint(model) for model in _MODELS},
        "counts": {
            "studies": len(contents.studies),
            "documents": len(now.state.documents),
            "themes": len(synthesis.themes),
            "concepts": len(synthesis.concepts),
            "translations": len(synthesis.translations),
            "disagreements": len(synthesis.disagreements),
        },
        "content": _sha256(packed),
    }


def hash_of(manifest: Record) -> str:
    """SHA-256 of the canonical JSON of the manifest, which holds that of the contents."""
    return _sha256(codec.dumps(manifest))


def check(row: StoredSnapshot, packed: bytes) -> None:
    """Raises StoreTrouble: the snapshot was changed past Concord."""
    manifest = json.loads(row.manifest)
    if (hash_of(manifest), _sha256(packed)) != (row.hash, manifest["content"]):
        raise StoreTrouble(f"The snapshot {row.name!r} is not as it was written: it was changed past Concord.")


def thawed(row: StoredSnapshot, packed: bytes) -> Contents:
    """The contents of a snapshot. Raises StoreTrouble: another version made it, whose values this one cannot read."""
    try:
        return codec.loads(Contents, packed)
    except (codec.OtherShape, KeyError) as error:
        made_by, here = json.loads(row.manifest)["program"]["version"], version("concord-synthesis")
        raise StoreTrouble(
            f"The snapshot {row.name!r} was made by Concord {made_by}, and this version ({here}) cannot read it: "
            f"{error}; compare it with the version that made it, or export it."
        ) from error


def snapshot_record(row: StoredSnapshot) -> Record:
    """The manifest of a snapshot with its number and hash."""
    return {"number": row.number, **json.loads(row.manifest), "hash": row.hash}


def file_of(row: StoredSnapshot, packed: bytes) -> bytes:
    """A snapshot whole, as JSON for readers elsewhere; the same snapshot gives the same bytes."""
    whole = {"concord_snapshot": json.loads(row.manifest), "hash": row.hash, "contents": json.loads(packed)}
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def citation(record: Record) -> str:
    """A snapshot in one line that can be cited."""
    counts = record["counts"]
    return (
        f"Concord snapshot “{record['name']}” of {record['at'][:10]}: {counts['studies']} studies, "
        f"{counts['concepts']} concepts; Concord {record['program']['version']}; SHA-256 {record['hash']}"
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
