"""The part of KnowledgeBase that takes what people made elsewhere, and takes it back.

In: files of other programs. Out: one record a file; a list of what has been imported. Called as a base class by
KnowledgeBase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from concord import log
from concord.access import Role
from concord.importing.bibliographies import ImportedBibliographies
from concord.importing.codings import THEMES, ImportedCodings
from concord.importing.sourced import Record
from corpus.errors import BadInput, NotFound

if TYPE_CHECKING:
    from concord.importing.codings import Given
    from concord.importing.files import File
    from synthesis.decisions import Decision


class Imports(ImportedCodings, ImportedBibliographies):
    """Codings, code books and bibliographies of other programs."""

    def import_preview(self, file: File, **options: Any) -> Record:
        """What import_file would do with these options; nothing is kept, so that who may only read can look too."""
        return self._import(file, **{**options, "dry_run": True})

    def import_file(
        self,
        file: File,
        *,
        mapping: Given = (),
        facet: str = "",
        add_sources: bool = False,
        coder: str = "",
        kind: str = THEMES,
        override: bool = False,
        reason: str = "",
        dry_run: bool = False,
    ) -> Record:
        """Takes a file of any kind that is known: as import_codings does, or as import_bibliography."""
        return self._import(
            file,
            mapping=mapping,
            facet=facet,
            add_sources=add_sources,
            coder=coder,
            kind=kind,
            override=override,
            reason=reason,
            dry_run=dry_run,
        )

    def _import(
        self,
        file: File,
        *,
        mapping: Given = (),
        facet: str = "",
        add_sources: bool = False,
        coder: str = "",
        kind: str = THEMES,
        override: bool = False,
        reason: str = "",
        dry_run: bool = False,
    ) -> Record:
        from concord.importing.values import Bibliography

        name, data, found = self._read_import(file)
        if isinstance(found, Bibliography):
            return self._take_bibliography(name, data, found, override=override, reason=reason, dry_run=dry_run)
        return self._take_codings(
            name,
            data,
            found,
            mapping=mapping,
            facet=facet,
            add_sources=add_sources,
            coder=coder,
            kind=kind,
            dry_run=dry_run,
        )

    def imports(self) -> list[Record]:
        """What has been imported, the first first: number (of its first decision), last, source, when, decisions,
        in_force (how many of them hold)."""
        from synthesis.decisions import in_force

        entries = log.entries(self._store)
        standing = {decision.sequence for decision in in_force(entries)}
        return [
            {
                "number": held[0].sequence,
                "last": held[-1].sequence,
                "source": held[0].source,
                "when": held[0].when,
                "decisions": len(held),
                "in_force": sum(decision.sequence in standing for decision in held),
            }
            for held in _imported(entries)
        ]

    def undo_import(self, number: int, *, reason: str = "") -> list[Record]:
        """Takes back what is still in force of an import, all at once; see `imports` for its number.

        What somebody else imported takes an admin.

        Raises:
            NotFound: no import has that number. BadInput: nothing of it is in force. NotAllowed.
        """
        from concord.tables import decision_record
        from synthesis.decisions import Decision, Kind, in_force

        entries = log.entries(self._store)
        held = next((one for one in _imported(entries) if one[0].sequence <= number <= one[-1].sequence), None)
        if held is None:
            raise NotFound(f"No import holds the decision {number}; 'concord import --list' lists them.")
        if not self._is_mine(held[0].source):
            self._need(Role.ADMIN, "take back what others imported")
        standing = {decision.sequence for decision in in_force(entries)}
        numbers = [decision.sequence for decision in held if decision.sequence in standing]
        if not numbers:
            raise BadInput(f"The import {held[0].sequence} has been taken back already.")
        why = reason or f"the import of {held[0].source} is taken back"
        undone = [Decision(Kind.UNDO, value=str(n), reason=why, who=self._user) for n in numbers]
        return [decision_record(kept) for kept in log.append_all(self._store, undone, clock=self._clock)]


def _imported(entries: Sequence[Decision]) -> Iterator[list[Decision]]:
    """The decisions of each import: those of one source that were kept at one moment, one after another."""
    for (source, _), held in groupby(entries, key=lambda d: (d.source, d.when)):
        if source:
            yield list(held)
