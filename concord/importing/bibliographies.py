"""The part of KnowledgeBase that fills in what studies are called, by whom, from when and under which DOI.

In: .bib, .ris and CSL-JSON files. Out: one record a file, of what was filled in, what contradicts and what was lost.
Called as a base class by Imports. All decisions of a file are kept in one transaction.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from concord import log
from concord.importing.sourced import Record, Sourced
from corpus.errors import BadInput

if TYPE_CHECKING:
    from concord.importing.files import File
    from concord.importing.values import Bibliography


class ImportedBibliographies(Sourced):
    """Bibliographies of other programs."""

    def import_bibliography(
        self, file: File, *, override: bool = False, reason: str = "", dry_run: bool = False
    ) -> Record:
        """Fills in titles, authors, years and DOIs of studies from .bib, .ris or CSL-JSON.

        Args:
            override: where the file contradicts a study, the file wins; needs a reason. Else the study stays.
            dry_run: keep nothing.

        Returns:
            {file, hash, kind, maker, dry_run, taken: {...counts}, lost, remarks: [{what, where, why, words}], matched,
            fields: [{study, entry, name, before, after, taken}], number, last: as in import_codings}

        Raises:
            UnreadableDocument, UnknownFormat, BadInput: the file cannot be read, or override has no reason.
        """
        from concord.importing.values import Bibliography

        name, data, found = self._read_import(file)
        if not isinstance(found, Bibliography):
            raise BadInput(f"{name}: holds codings and no bibliography; 'concord import' takes it.")
        return self._take_bibliography(name, data, found, override=override, reason=reason, dry_run=dry_run)

    def _take_bibliography(
        self,
        name: str,
        data: bytes,
        found: Bibliography,
        *,
        override: bool = False,
        reason: str = "",
        dry_run: bool = False,
    ) -> Record:
        from concord.importing.describing import describe
        from concord.importing.report import bibliography_record
        from synthesis.decisions import Decision, Kind

        if override and not reason.strip():
            raise BadInput("To let a file win over what the studies have needs a reason (--reason).")
        studies = self._now().studies
        told = describe(found, studies, override=override)
        record = bibliography_record(found.format, len(found.entries), told) | self._import_stamp(name, data, dry_run)
        documents = {str(study.id): tuple(sorted(str(d.id) for d in study.documents)) for study in studies}
        taken = groupby((field for field in told.fields if field.taken), key=lambda field: field.study)
        decisions = [
            Decision(
                Kind.DESCRIBE,
                about=study,
                documents=documents[study],
                fields=tuple((field.name, field.after) for field in held),
                reason=reason.strip(),
                who=self._user,
                source=self._import_source(name, data),
            )
            for study, held in taken
        ]
        if dry_run or not decisions:
            return record | {"number": 0, "last": 0}
        kept = log.append_all(self._store, decisions, clock=self._clock)
        return record | {"number": kept[0].sequence, "last": kept[-1].sequence}
