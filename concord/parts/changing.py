"""The part of KnowledgeBase that tells how it came to be what it is: snapshots, additions, and what changed.

In: names of states. Out: plain records, and snapshots that are kept. Called as a base class by KnowledgeBase. A
snapshot is never overwritten and never changes; what an addition changed is kept when it is made.
"""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from concord import log
from concord.parts.keeping import Keeper
from concord.store import codec, history
from concord.store.history import StoredAddition, StoredAdoption, StoredSnapshot
from corpus.errors import BadInput, NotFound
from corpus.study import StudyId
from extract.theme import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from concord.deriving.derive import Derived
    from concord.tables.changes import Told
    from synthesis.concept import Concept, Synthesis
    from synthesis.export.records import Record
    from synthesis.weighing import Evidence

NOW, EMPTY, LAST = "now", "empty", "last"


@dataclass(frozen=True)
class _State:
    """A state that can be compared. record: what it is, for people."""

    record: Record
    synthesis: Synthesis | None
    told: Told


class Changing(Keeper):
    """Snapshots and comparisons."""

    def snapshot(self, name: str, *, note: str = "") -> Record:
        """Freezes what follows from the knowledge base now under a name; returns the manifest.

        Raises BadInput: the name is taken, or cannot be one.
        """
        from concord import snapshots

        name = snapshots.checked_name(name)
        self._check_free(name)
        now = self._now()
        contents = snapshots.frozen(now)
        packed = codec.dumps(contents)
        at, by = log.stamp(self._clock), self._user
        manifest = snapshots.manifest_of(now, contents, packed, name=name, note=note.strip(), at=at, by=by)
        row = StoredSnapshot(0, name, at, by, codec.dumps(manifest), snapshots.hash_of(manifest))
        kept = history.put_snapshot(self._store, row, packed)
        if kept is None:  # another program took the name while this one was reading
            self._check_free(name)
            raise BadInput(f"There is a snapshot {name!r} already; give another name.")
        return snapshots.snapshot_record(kept)

    def snapshots(self) -> list[Record]:
        """The manifests of all snapshots, the first one first."""
        from concord.snapshots import snapshot_record

        return [snapshot_record(row) for row in history.snapshots(self._store)]

    def cite(self, name: str) -> Record:
        """How a snapshot is cited: {name, reference, bibtex, csl}, csl as CSL-JSON has it.

        Raises NotFound, StoreTrouble.
        """
        from concord.citing import citation_record
        from concord.snapshots import snapshot_record

        return citation_record(snapshot_record(self._frozen(name)[0]))

    def snapshot_bytes(self, name: str) -> bytes:
        """A snapshot whole, as JSON: manifest, hash and contents. Raises NotFound, StoreTrouble."""
        from concord.snapshots import file_of

        return file_of(*self._frozen(name))

    def export_snapshot(self, name: str, path: str | Path) -> Path:
        """Writes `snapshot_bytes` into a file. Raises NotFound, BadInput."""
        from concord.writing import write_file

        return write_file(path, self.snapshot_bytes(name))

    def history(self, *, last: int | None = None) -> list[Record]:
        """The additions, the first one first: number, when, who, files, studies, and `changes`, what they changed.

        last: that many of the last ones alone.

        What was added by a version of Concord that kept no such record is not among them; `additions` has its files.
        """
        return [_addition_record(row) for row in history.additions(self._store, last=last)]

    def diff(self, before: str = LAST, after: str = NOW) -> Record:
        """What changed from one state to another; see concord.tables.changes for the record.

        before, after: the name of a snapshot, "empty", or "now". Or, for `before` alone, "last" or "addition 3": what
        that addition changed, as it was told then; "adoption 2": what that codebook or program changed.

        Raises NotFound: there is no such state. StoreTrouble: a snapshot cannot be read.
        """
        from concord.tables.changes import changes_record
        from synthesis.changes import changes

        if addition := self._addition(before):
            if after != NOW:
                raise BadInput("An addition is compared with the state right before it; name no second state.")
            return _of_addition(_addition_record(addition))
        if adoption := self._adoption(before):
            if after != NOW:
                raise BadInput("An adoption is compared with the state right before it; name no second state.")
            return _of_adoption(adoption)
        one, other = self._state(before), self._state(after)
        found = changes(one.synthesis, other.synthesis)
        return {"before": one.record, "after": other.record, **changes_record(found, one.told, other.told)}

    def influence(self, study: str | None = None, *, group: bool = False) -> list[Record]:
        """What hangs on each study: what becomes of the concepts when it is left out, greatest first.

        Nothing is translated again: the concepts stay as they are, only the evidence goes.

        Args:
            study: only this one. group: with it, all that share a primary study with it are left out too; this is
                reckoned for one study, and BadInput without one.
        """
        from concord.tables.influence import influence_record
        from synthesis.weighing import influence_of, influences

        chosen = self._study_id(study)
        if chosen is None and group:
            raise BadInput("An overlap group is that of one study; name it.")
        now = self._now()
        if chosen is not None and group:
            return [influence_record(influence_of(_weighed(now), StudyId(chosen), _overlap_group(now, chosen)))]
        if chosen is not None:
            return [influence_record(influence_of(_weighed(now), StudyId(chosen), (StudyId(chosen),)))]
        return [influence_record(one) for one in influences(_weighed(now), [one.id for one in now.studies])]

    def _check_free(self, name: str) -> None:
        """Raises BadInput when there is a snapshot of that name."""
        for row in history.snapshots(self._store):
            if row.name == name:
                raise BadInput(
                    f"There is a snapshot {name!r} already, of {row.at[:10]} by {row.by}, and a snapshot is never "
                    "overwritten; give another name."
                )

    def _state(self, name: str) -> _State:
        from concord.snapshots import thawed
        from concord.tables.changes import Told

        if name == EMPTY:
            return _State({"name": EMPTY, "kind": EMPTY}, None, Told())
        if name == NOW:
            now = self._now()
            names = {document.id: document.name for document in now.documents}
            record = {"name": NOW, "kind": NOW, "revision": self.revision}
            return _State(record, now.synthesis, Told.of(now.synthesis, names))
        row, packed = self._frozen(name)
        contents = thawed(row, packed)
        names = {id: file for study in contents.studies for id, file in study.documents}
        record = {"name": row.name, "kind": "snapshot", "at": row.at, "by": row.by, "hash": row.hash}
        return _State(record, contents.synthesis, Told.of(contents.synthesis, names))

    def _frozen(self, name: str) -> tuple[StoredSnapshot, bytes]:
        """A snapshot as it was written. Raises NotFound, StoreTrouble."""
        from concord.snapshots import check

        rows = {row.name: row for row in history.snapshots(self._store)}
        if name not in rows:
            near = difflib.get_close_matches(name, rows, n=1, cutoff=0.6)
            there = f"there are: {', '.join(rows)}" if rows else "'concord snapshot NAME' makes one"
            raise NotFound(f"There is no snapshot {name!r}; {f'did you mean {near[0]!r}?' if near else f'{there}.'}")
        packed = history.snapshot_contents(self._store, name)
        check(rows[name], packed)
        return rows[name], packed

    def _adoption(self, name: str) -> StoredAdoption | None:
        """The adoption of that name; None when it is no name of one. Raises NotFound."""
        if not (number := re.fullmatch(r"adoption\s+(\d+)", name)):
            return None
        rows = history.adoptions(self._store)
        if not 1 <= int(number[1]) <= len(rows):
            raise NotFound(f"There is no {name}; there are {len(rows)} of them: 'concord codebook history' lists them.")
        return rows[int(number[1]) - 1]

    def _addition(self, name: str) -> StoredAddition | None:
        """The addition of that name; None when it is no name of one. Raises NotFound."""
        number = re.fullmatch(r"addition\s+(\d+)", name)
        if name != LAST and not number:
            return None
        wanted = int(number[1]) if number else None
        found = history.additions(self._store, last=1, number=wanted)
        if not found:
            newest = history.additions(self._store, last=1)
            there = f"there are {newest[0].number} of them" if newest else "'concord add' makes one"
            raise NotFound(f"There is no {'last addition' if name == LAST else name} whose changes were kept; {there}.")
        return found[0]


def _weighed(now: Derived) -> Iterator[tuple[Concept, Evidence]]:
    """Each concept with the evidence under it, in order."""
    from synthesis.export.records import themes_by_id
    from synthesis.weighing import Weigher, scope_of

    themes = themes_by_id(now.synthesis)
    scope = scope_of(now.extractions, (theme for theme in themes.values() if theme.status is not Status.REJECTED))
    weigher = Weigher(now.studies, now.synthesis.dependence, scope, bibliography=now.overlap.bibliography)
    for concept in now.synthesis.concepts:
        yield concept, weigher.evidence([themes[id] for id in concept.themes], concept.refuted_by)


def _overlap_group(now: Derived, study: str) -> tuple[StudyId, ...]:
    """The study and those that share a primary study with it."""
    from synthesis.dependence import primary_sets
    from synthesis.weighing import overlap_groups

    ties = [tie for tie in now.synthesis.dependence if not tie.unused]
    inside = [(tie.source, tie.target) for tie in ties if tie.kind in ("includes", "version")]
    inside += [(tie.target, tie.source) for tie in ties if tie.kind == "version"]
    return overlap_groups(primary_sets(now.overlap.bibliography.works().of, inside))[StudyId(study)]


def _addition_record(row: StoredAddition) -> Record:
    return {"number": row.number, "at": row.at, "by": row.by, **json.loads(row.record)}


def _nothing() -> Record:
    """A comparison of two states that are the same."""
    from concord.tables.changes import Told, changes_record
    from synthesis.changes import changes

    return changes_record(changes(None, None), Told(), Told())


def _of_adoption(row: StoredAdoption) -> Record:
    """What an adoption changed, in the shape of a comparison, with the report by study and decision beside it."""
    told = json.loads(row.record)
    before = {"name": f"before adoption {row.number}", "kind": "adoption"}
    named = {"name": f"adoption {row.number}", "kind": "adoption", "at": row.at, "by": row.by}
    changed = {**_nothing(), **(told.pop("changes", None) or {})}
    return {"before": before, "after": named, **changed, "adoption": told}


def _of_addition(record: Record) -> Record:
    """What an addition changed, in the shape of a comparison; what an older version did not tell yet is empty."""
    number, nothing = record["number"], _nothing()
    before = {"name": f"before addition {number}", "kind": "addition"}
    after = {key: record[key] for key in ("at", "by", "documents")}
    named = {"name": f"addition {number}", "kind": "addition", **after}
    return {"before": before, "after": named, **nothing, **record["changes"]}
