"""The part of KnowledgeBase that changes codebook and program: what that would change first, and then, for good, that.

In: a codebook, or the program that runs; a reason. Out: reports, and adoptions that are kept. Called as a base class by
KnowledgeBase. What is tried is put aside and touches nothing that is in force; what is adopted takes what was tried.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from concord import codebooks, log
from concord.deriving import programs
from concord.deriving.programs import Program
from concord.parts.additions import Additions
from concord.resources import bundled_codebooks
from concord.store import adopting, codec, history
from concord.store.adopting import Adoption, Trial
from concord.store.history import StoredAdoption
from concord.store.store import StoredCodebook
from corpus.errors import BadInput

if TYPE_CHECKING:
    from concord.deriving.derive import Derived

Record = dict[str, Any]
AUTO = "auto"


class Adopting(Additions):
    """Codebooks and programs: tried, adopted, remembered."""

    def waiting(self) -> Record:
        """What waits for somebody: {"update": {"from", "to"} or None, "unfinished": [...]}.

        update: the versions of the program that the knowledge base is held at and of this one, which would read its
        documents otherwise. unfinished: as `unfinished` gives it.
        """
        found = self._holding.waiting(self._truth())
        update = dict(zip(("from", "to"), programs.names(*found), strict=True)) if found else None
        return {"update": update, "unfinished": self.unfinished()}

    def adoptions(self) -> list[Record]:
        """The codebooks and programs that were adopted, the first one first, without the changes of each.

        kind: "first", with the first document; "codebook"; "program". at_once: without a report, because nothing of
        what was held was there any more. `diff("adoption 2")` has what it changed.
        """
        return [_adoption_record(row) for row in history.adoptions(self._store)]

    def try_codebook(self, codebook: str, *, study: str | None = None) -> Record:
        """What another codebook would change; nothing of it is kept.

        Args:
            codebook: a bundled name, a TOML file, or "auto" (each study's own words choose).
            study: read this one alone; then only its themes are told, and nothing is translated.

        Returns:
            {kind, from, to, studies: [{study, before, after, new, gone, moved, relabelled}], unchanged_studies,
            unreadable, changes (as `diff` has them; None for one study), lost and found (decisions that would lose, or
            find again, what they speak of), verdicts: [{id, label, facet, before, after}], sentences}.

        Raises BadInput, BadCodebook: it cannot be used. NotFound: there is no such study.
        """
        return self._try_codebook(codebook, self._study_id(study))[0]

    def adopt_codebook(self, codebook: str, *, reason: str) -> Record:
        """Puts a codebook in force and keeps what that changed for good; returns the report with its number.

        Raises as `try_codebook` does, and BadInput: it is in force already, or there is no reason.
        """
        why = _reason(reason)
        texts = _texts(codebook)
        state = self._truth()
        if texts == (state.codebook.texts if state.codebook else ()):
            raise BadInput(f"The codebook {codebooks.name_of(texts)} is in force already; there is nothing to adopt.")
        after = adopting.last_adoption(self._store)
        report, tried = self._try_codebook(codebook, None)
        return self._adopt(report, tried, why, after, (_called(codebook, texts), texts))

    def update(self) -> Record | None:
        """What this program would change where the knowledge base is held at another one; None where it is not.

        Returns as `try_codebook`. Nothing of it is kept.
        """
        found = self._try_program()
        return found[0] if found else None

    def accept_update(self, *, reason: str) -> Record | None:
        """Adopts this program and keeps what that changed for good; None where there is nothing to adopt."""
        why = _reason(reason)
        after = adopting.last_adoption(self._store)
        if (found := self._try_program()) is None:
            return None
        return self._adopt(*found, why, after)

    def _try_codebook(self, codebook: str, study: str | None) -> tuple[Record, Derived]:
        from concord.tables.adopting import report_record

        texts, now = _texts(codebook), self._now()
        held = now.state.codebook
        book = StoredCodebook((held.version if held else 0) + 1, _called(codebook, texts), texts, "")
        program = _extracting(now.program).dumps()
        if study is None:
            before, after = now, self._tried(replace(now.state, codebook=book, program=program))
        else:
            ids = {str(d.id) for s in now.studies if s.id == study for d in s.documents}
            alone = replace(now.state, documents=tuple(row for row in now.state.documents if row.id in ids))
            before, after = self._tried(alone), self._tried(replace(alone, codebook=book, program=program))
        names = {"from": codebooks.name_of(held.texts if held else ()), "to": codebooks.name_of(texts)}
        report = report_record(before, after, themes_alone=study is not None)
        self._progress("done", 1, 1)
        return {"kind": "codebook", **names, **report}, after

    def _try_program(self) -> tuple[Record, Derived] | None:
        from concord.tables.adopting import report_record

        now = self._now()
        if (found := self._holding.waiting(now.state)) is None:
            return None
        after = self._tried(replace(now.state, program=found[1].dumps()))
        report = report_record(now, after)
        self._progress("done", 1, 1)
        return {"kind": "program", **dict(zip(("from", "to"), programs.names(*found), strict=True)), **report}, after

    def _adopt(
        self,
        report: Record,
        tried: Derived,
        reason: str,
        after: int,
        codebook: tuple[str, codebooks.Texts] | None = None,
    ) -> Record:
        from concord.tables.changes import kept

        store = tried.store
        aside = store.kept if isinstance(store, Trial) else {}
        whole = {**report, "changes": kept(report["changes"]), "at_once": False, "reason": reason}
        at = log.stamp(self._clock)
        adoption = Adoption(at, self._user, tried.program.dumps(), codec.dumps(whole), after, codebook)
        number = adopting.adopt(self._store, adoption, aside)
        if number is None:
            raise BadInput("Somebody else has adopted something meanwhile; look at the report again.")
        return {"number": number, "at": at, "by": self._user, **report, "at_once": False, "reason": reason}


def _extracting(held: Program) -> Program:
    """The program that is held after another codebook: all themes are extracted anew, by this one, and nothing else."""
    here = programs.present()
    mixed = replace(held, themes=here.themes, choice=here.choice)
    return here if mixed.makes_as(here) else mixed


def _adoption_record(row: StoredAdoption) -> Record:
    """An adoption without its report."""
    told = json.loads(row.record)
    fields = {key: told.get(key, default) for key, default in _TOLD.items()}
    made_by = programs.loads(row.made_by.decode()).version
    return {"number": row.number, "at": row.at, "by": row.by, **fields, "codebook": row.codebook, "program": made_by}


_TOLD: Record = {"kind": "", "from": "", "to": "", "at_once": False, "reason": "", "sentences": []}


def _texts(codebook: str) -> codebooks.Texts:
    """The texts of a codebook that can be used, () for "auto". Raises BadInput, BadCodebook."""
    texts = () if codebook == AUTO else codebooks.texts_of(codebook)
    if texts:
        codebooks.parsed(texts)
    return texts


def _called(codebook: str, texts: codebooks.Texts) -> str:
    """The name that a codebook is kept under: a bundled one's own, that of a file without its folder; "" for none."""
    if not texts:
        return ""
    return codebook if codebook in bundled_codebooks() else texts[-1][0]


def _reason(reason: str) -> str:
    """Raises BadInput when there is none."""
    if not reason.strip():
        raise BadInput("An adoption needs a reason: it is kept with what it changed.")
    return reason.strip()
