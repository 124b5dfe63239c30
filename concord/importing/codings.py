"""The part of KnowledgeBase that takes codings and code books of other programs.

In: REFI-QDA projects and CSV files, and what the reviewer says of their codes. Out: one record a file, of what was
taken and what was lost. Called as a base class by Imports. All decisions of a file are kept in one transaction, each
signed by the person who coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from concord import codebooks, log
from concord.access import Role
from concord.importing.sourced import Record, Sourced, read_import
from concord.settings import Settings
from corpus.errors import BadInput

if TYPE_CHECKING:
    from concord.importing.files import File
    from concord.importing.mapping import Rule
    from concord.importing.taking import Plan, Taken
    from concord.importing.values import Bibliography, Project
    from extract.facet import Facet
    from synthesis.coding import Entry
    from synthesis.decisions import Decision

    Given = File | Iterable[tuple[str, str, str]]  # a mapping: a file, or (code, facet, label) of each code

THEMES, CODINGS = "themes", "codings"


class ImportedCodings(Sourced):
    """Codings and code books of other programs."""

    def import_codings(
        self,
        file: File,
        *,
        mapping: Given = (),
        facet: str = "",
        add_sources: bool = False,
        coder: str = "",
        kind: str = THEMES,
        dry_run: bool = False,
    ) -> Record:
        """Takes codings of a REFI-QDA project (.qdpx, .qde) or a CSV file: each is a theme on its words.

        Args:
            file: a path, or a name and bytes.
            mapping: a file that gives codes a facet (docs/importing.md), or (code, facet, label) of each.
            facet: that of all codes which neither the mapping nor their names give one; "" leaves them out.
            add_sources: add the text of a source that is no study yet as a document.
            coder: who signs codings of which the file does not say whose they are; "" for the importer.
            kind: "themes", as decisions; or "codings", in the log of blind coding, which changes no theme.
            dry_run: keep nothing.

        Returns:
            {file, hash, kind, maker, dry_run, taken: {...counts}, lost, remarks: [{what, where, why, words}], codes,
            sources, themes, number, last: of the first and the last decision, 0 when nothing was kept}

        Raises:
            UnreadableDocument, UnknownFormat, BadInput: the file, or the mapping, cannot be read.
        """
        name, data, found = self._read_import(file)
        return self._take_codings(
            name,
            data,
            _project(name, found),
            mapping=mapping,
            facet=facet,
            add_sources=add_sources,
            coder=coder,
            kind=kind,
            dry_run=dry_run,
        )

    def import_codebook(
        self,
        file: File,
        *,
        mapping: Given = (),
        facet: str = "",
        name: str = "",
        title: str = "",
    ) -> Record:
        """The code book of a file as the text of a codebook of Concord; nothing is kept.

        name, title: of the codebook; "" takes those of the file. Others as in import_codings.

        Returns:
            {file, maker, toml: the text, lost}

        Raises:
            BadInput: nothing tells the facets. UnreadableDocument, UnknownFormat: the file cannot be read.
        """
        return codebook_of(file, self._settings, mapping=mapping, facet=facet, name=name, title=title)

    def _take_codings(
        self,
        name: str,
        data: bytes,
        project: Project,
        *,
        mapping: Given = (),
        facet: str = "",
        add_sources: bool = False,
        coder: str = "",
        kind: str = THEMES,
        dry_run: bool = False,
    ) -> Record:
        from concord.importing.mapping import placing
        from concord.importing.report import codings_record
        from concord.importing.signing import decisions_of
        from concord.importing.taking import plan

        if kind not in (THEMES, CODINGS):
            raise BadInput(f"Codings are taken as {THEMES} or as {CODINGS}, not as {kind!r}.")
        if coder and coder != self._user:
            self._need(Role.ADMIN, "code in the name of others")
        coded = {coding.code for coding in project.codings}
        places = placing(project.codes, rules_of(mapping, self._settings), self._import_facets(), facet, coded)
        refused = self._add_sources(project, places.places.keys()) if add_sources and not dry_run else []
        now = self._now()
        made_from = {row.id: row.source for row in now.state.documents}
        found = plan(project, now.studies, made_from, places, nobody=coder or self._user, first_only=kind == CODINGS)
        if kind == CODINGS and any(taken.who != self._user for taken in found.themes):
            self._need(Role.ADMIN, "code in the name of others")  # that log keeps no importer beside the coder
        new, held = self._import_new(found, kind)
        record = codings_record(project, places, found, new) | self._import_stamp(name, data, dry_run)
        record["lost"] += [*held, *refused]
        if dry_run or not new:
            return record | {"number": 0, "last": 0}
        if kind == CODINGS:
            kept: Sequence[Entry | Decision] = log.append_all(self._store, self._import_entries(new), clock=self._clock)
        else:
            decisions = decisions_of(new, now.synthesis.themes, self._import_source(name, data))
            kept = log.append_all(self._store, decisions, clock=self._clock)
        return record | {"number": kept[0].sequence, "last": kept[-1].sequence}

    def _add_sources(self, project: Project, placed: Iterable[str]) -> list[Record]:
        """Adds the text of each source that is no study yet, and on which a code with a place is put.

        Returns what could not be added, as rows of the loss report.
        """
        from concord.files.archives import plain
        from concord.importing.matching import Matcher
        from concord.importing.report import losses
        from concord.importing.values import Lost

        now, codes = self._now(), set(placed)
        wanted = {coding.source for coding in project.codings if coding.code in codes}
        matcher = Matcher(now.studies, {row.id: row.source for row in now.state.documents})
        files = [
            (f"{plain(source.name).removesuffix('.txt')}.txt", source.text.encode())
            for source in project.sources
            if source.key in wanted and source.text.strip() and isinstance(matcher.home(source), str)
        ]
        added = self.add_files(files) if files else None
        told = (*added.unreadable, *added.given_up) if added else ()
        return losses(Lost("source", sentence.partition(":")[0], sentence) for sentence in told)

    def _import_new(self, found: Plan, kind: str) -> tuple[list[Taken], list[Record]]:
        """What of a plan is not there yet, and what cannot be taken because its coder has handed in."""
        from concord.importing.report import losses
        from concord.importing.signing import known_of, new_of
        from concord.importing.values import Lost
        from synthesis.coding import MACHINE, coders
        from synthesis.decisions import in_force

        now = self._now()
        if kind == THEMES:
            study_of = {str(alias): str(s.id) for s in now.studies for alias in (*s.aliases, s.id)}
            return list(new_of(found.themes, known_of(in_force(log.entries(self._store)), study_of))), []
        entries = log.codings(self._store)
        done = {(c.who, str(s.id)) for s in now.studies for c in coders(entries, s.id) if c.finished}
        open_, lost = [], []
        for taken in found.themes:
            closed = (taken.who, taken.study) in done or taken.who.casefold() == MACHINE
            if closed:
                lost.append(
                    Lost(
                        "coding",
                        f"{taken.study}, {taken.label}",
                        f"{taken.who} cannot code this study: handed in already, or it is the name of the program",
                        taken.quotes[0].words,
                    )
                )
            else:
                open_.append(taken)
        held = {(e.who, e.study) for e in self._import_entries(open_)}
        return [taken for taken in open_ if (taken.who, taken.study) in held], losses(lost)

    def _import_entries(self, taken: Sequence[Taken]) -> list[Entry]:
        from concord.importing.signing import entries_of
        from synthesis.coding import coders

        entries = log.codings(self._store)
        held = {
            (coder.who, study): frozenset(coder.codes)
            for study in sorted({t.study for t in taken})
            for coder in coders(entries, study)
        }
        return entries_of(taken, held)

    def _import_facets(self) -> list[Facet]:
        """The facets of the codebooks in use, and those that themes have."""
        from extract.facet import Facet

        now = self._now()
        books = [now.codebook(study).codebook for study in now.studies]
        if not books:
            texts = now.state.codebook.texts if now.state.codebook else ()
            books = [codebooks.parsed(texts or codebooks.texts_of(codebooks.GENERIC))]
        found = {facet.name: facet for book in books for facet in book.facets}
        used = sorted({theme.facet for theme in now.synthesis.themes} - found.keys()) if now.studies else []
        return [*found.values(), *(Facet(name, name, name, "") for name in used)]


def codebook_of(
    file: File, settings: Settings, *, mapping: Given = (), facet: str = "", name: str = "", title: str = ""
) -> Record:
    """ImportedCodings.import_codebook, which needs no knowledge base."""
    from concord.importing.codebook_file import codebook_text
    from concord.importing.report import losses

    own, _, found = read_import(file, settings)
    project, stem = _project(own, found), PurePosixPath(own).stem
    base = codebooks.parsed(codebooks.texts_of(codebooks.GENERIC))
    rules = rules_of(mapping, settings)
    try:
        text, lost = codebook_text(name or stem, title or name or stem, project.codes, rules, base, facet)
    except BadInput as error:
        raise BadInput(f"{own}: {error}") from None
    return {"file": own, "maker": project.maker, "toml": text, "lost": losses(lost)}


def rules_of(mapping: Given, settings: Settings) -> tuple[Rule, ...]:
    """The rules of a mapping file, or those that are given one by one. Raises BadInput."""
    from concord.importing.files import bytes_of
    from concord.importing.mapping import Rule, read_rules

    if isinstance(mapping, str | Path):
        return read_rules(*bytes_of(mapping, settings.max_bytes))
    if isinstance(mapping, tuple) and len(mapping) == 2 and isinstance(mapping[1], bytes):
        return read_rules(*bytes_of((str(mapping[0]), mapping[1]), settings.max_bytes))
    return tuple(Rule(str(code), str(facet), str(label)) for code, facet, label in mapping)


def _project(name: str, found: Project | Bibliography) -> Project:
    from concord.importing.values import Project

    if not isinstance(found, Project):
        raise BadInput(f"{name}: is a bibliography and holds no codings; 'concord import' takes it.")
    return found
