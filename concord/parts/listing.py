"""The part of KnowledgeBase that lists, shows and exports.

In: names of facets and studies, an id. Out: the plain records of the contract. Called as a base class by
KnowledgeBase. Every list is in a fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from concord import codebooks
from concord.parts.keeping import Keeper
from corpus.errors import BadInput, NotFound
from extract.theme import Status

if TYPE_CHECKING:
    import networkx as nx

    from synthesis.concept import Dependence
    from synthesis.export.records import Record

STATUSES = tuple(status.value for status in Status)


class Lists(Keeper):
    """Everything that can be read from a knowledge base."""

    def studies(self) -> list[Record]:
        """By id. `short`: the unique author-year name of tables."""
        from synthesis.export.citing import short_names
        from synthesis.export.records import study_record

        now = self._now()
        names = short_names(now.studies)
        ties: dict[str, list[Dependence]] = {}
        for tie in now.synthesis.dependence:
            ties.setdefault(tie.source, []).append(tie)
        return [{**study_record(study, ties.get(study.id, ())), "short": names[study.id]} for study in now.studies]

    def reports(self, study: str | None = None) -> list[Record]:
        """What was read of each document, what was lost, and where to look; by study, its best document first."""
        from concord.reports import report_records

        study = self._study_id(study)
        return report_records(s for s in self._now().studies if study in (None, s.id))

    def passage(self, document: str, start: int, end: int) -> Record:
        """The paragraph or paragraphs that hold [start, end) of a document, by its id, and the sections above them.

        Raises NotFound: there is no such document, or no such place in it.
        """
        from concord.views import context

        for found in self._now().documents:
            if found.id == document and 0 <= start <= end <= len(found.text):
                return context(found, start, end)
        raise NotFound(f"There is no place {start} to {end} in a document {document!r}.")

    def additions(self) -> list[Record]:
        """The files in the order in which they came: document, name, study, format, size in bytes, when (UTC, ISO)."""
        now = self._now()
        home: dict[str, str] = {document.id: study.id for study in now.studies for document in study.documents}
        rows = sorted(now.state.documents, key=lambda row: (row.added, row.id))
        return [
            {
                "document": row.id,
                "name": row.name,
                "study": home[row.id],
                "format": row.format,
                "size": row.size,
                "added": row.added,
            }
            for row in rows
        ]

    def themes(self, facet: str | None = None, study: str | None = None, status: str | None = None) -> list[Record]:
        """In the order of the synthesis, rejected ones included. status: proposed, accepted or rejected.

        `codebook`: name and version of the codebook that the study is read with.
        """
        from synthesis.export.records import relations_by_source, studies_by_id, theme_record

        now = self._now()
        self._check_facet(facet)
        study = self._study_id(study)
        wanted = filtered(now.synthesis.themes, facet, status, lambda theme: theme.study == study, study)
        versions = {s.id: now.codebook(s).codebook.label for s in now.studies}
        of, drawn = studies_by_id(now.studies), relations_by_source(now.synthesis)
        return [
            {
                **theme_record(theme, of.get(theme.study), drawn.get(theme.id, ())),
                "codebook": versions.get(theme.study, ""),
            }
            for theme in wanted
        ]

    def rejected(self, facet: str | None = None, study: str | None = None) -> list[Record]:
        """What was proposed and became no theme, with the reason and the command that takes it; by study and place."""
        from concord.explaining import rejected_records

        now = self._now()
        self._check_facet(facet)
        study = self._study_id(study)
        rows = rejected_records(now.extractions, now.studies, now.synthesis)
        return filtered(rows, facet, None, lambda r: r["study"] == study, study)

    def concepts(self, facet: str | None = None, study: str | None = None, status: str | None = None) -> list[Record]:
        """By facet, the most supported first. study: one of the studies whose themes the concept holds."""
        from synthesis.export.records import concept_record

        self._check_facet(facet)
        study = self._study_id(study)
        synthesis = self._now().synthesis
        of = synthesis.theme_of
        wanted = filtered(
            synthesis.concepts,
            facet,
            status,
            lambda concept: any(of[id].study == study for id in concept.themes),
            study,
        )
        return [concept_record(concept) for concept in wanted]

    def edges(self, facet: str | None = None, study: str | None = None) -> list[Record]:
        """Translations, both directions. study: at either end.

        A thousand studies have millions of them: ask for those of a study, or see `neighbourhood`.
        """
        from synthesis.export.records import edge_record
        from synthesis.translation.columns import sequence_of

        self._check_facet(facet)
        study = self._study_id(study)
        synthesis = self._now().synthesis
        of, translations = synthesis.theme_of, sequence_of(synthesis.translations)
        if study is None:
            return [edge_record(edge) for edge in translations if facet in (None, of[edge.source].facet)]
        mine = [theme.id for theme in synthesis.themes if theme.study == study and facet in (None, theme.facet)]
        return [edge_record(edge) for edge in translations.around(mine)]

    def graph(self) -> nx.MultiDiGraph[str]:
        """The translation graph: themes and concepts as nodes, typed edges with the words of both sides.

        Attributes: see synthesis.graph.translation_graph and docs/translation.md.
        """
        from synthesis.graph import translation_graph

        return translation_graph(self._now().synthesis)

    def refutations(
        self,
        facet: str | None = None,
        study: str | None = None,
        *,
        kind: str | None = None,
        scope: str | None = None,
        standing: str | None = None,
    ) -> list[Record]:
        """Where studies contradict one another or themselves, with the words of both sides; between studies first.

        `independent`: n_eff of the studies of each side, [low, high]; see concord.tables.refuting.
        kind: "contradiction", "arithmetic", ... scope: "between" or "within". standing: "candidate", "confirmed" or
        "dismissed"; None leaves out what was dismissed. Raises BadInput: there is no such kind, scope or standing.
        """
        from concord.tables.refuting import refutation_record
        from synthesis.disagreement import Kind, Scope, Standing
        from synthesis.export.records import studies_by_id
        from synthesis.weighing import Assumptions

        self._check_facet(facet)
        for name, value, known in (("kind", kind, Kind), ("scope", scope, Scope), ("standing", standing, Standing)):
            if value is not None and value not in set(known):
                raise BadInput(f"There is no {name} {value!r} of refutations; there are: {', '.join(known)}.")
        study = self._study_id(study)
        now = self._now()
        of, weigher = studies_by_id(now.studies), now.weigher(Assumptions())
        rows = [
            refutation_record(found, of, weigher)
            for found in now.synthesis.disagreements
            if kind in (None, found.kind)
            and scope in (None, found.scope)
            and (found.standing == standing if standing else found.standing is not Standing.DISMISSED)
        ]
        return filtered(rows, facet, None, lambda r: study in (*r["asserted_by"], *r["refuted_by"]), study)

    def show(self, id: str) -> Record:
        """A study, theme or concept with everything under it. Raises NotFound.

        Of many translations the surest are told, and `more_translations` counts the rest: of a theme or concept 200;
        of each member of a concept 20, and fewer in a concept of more than ten themes, whose members share 200.
        """
        from concord.views import detail

        return detail(id, self._now())

    def align(self, records: object, codebook: str | None = None) -> list[Record]:
        """The aligner alone: themes in (id, study, facet, label, ...), concepts out.

        codebook: whose concepts it knows: a bundled name, a TOML file, "none", or "auto" (the one that the themes
            speak); None is the one in force here, "auto" when there is none.

        Raises BadInput, BadCodebook.
        """
        from concord.aligning import AUTO, aligned

        in_force = self._now().state.codebook
        return aligned(records, codebook or (in_force.texts if in_force else ()) or AUTO)

    def evaluate(self, gold: str | Path, *, facets: Sequence[str] | None = None, strict: bool = True) -> Record:
        """Scores of themes, concepts and the aligner against a folder of gold annotations; see concord.evaluate."""
        from concord.evaluate import evaluate

        return evaluate(Path(gold), self.themes(), self.concepts(), facets=facets, strict=strict)

    def export(self, path: str | Path, what: str | None = None) -> Path:
        """Writes a table or the graph in the format that the ending names. Raises UnknownFormat, BadInput."""
        from concord.writing import write_file

        return write_file(path, self.export_bytes(Path(path).suffix.lstrip(".").lower(), what))

    def export_bytes(self, ending: str, what: str | None = None) -> bytes:
        """The same export in memory: csv, xlsx, docx, md, json or graphml. Raises UnknownFormat, BadInput."""
        from concord.exporting import export_bytes

        return export_bytes(ending, self._now(), what)

    def codebooks(self) -> list[Record]:
        """The codebooks that can be used, with the one in force and the studies that each one reads."""
        now = self._now()
        used: dict[str, list[str]] = {}
        for study in now.studies:
            used.setdefault(now.codebook(study).codebook.name, []).append(study.id)
        return codebooks.records(now.state.codebook.texts if now.state.codebook else (), used)


L = TypeVar("L")


def filtered(
    rows: Iterable[L], facet: str | None, status: str | None, of_study: Callable[[L], bool], study: str | None
) -> list[L]:
    """The rows of a facet, of a status, of a study; None: of any. rows: records, or values with these names.

    Raises BadInput: there is no such status.
    """
    if status is not None and status not in STATUSES:
        raise BadInput(f"There is no status {status!r}; there are: {', '.join(STATUSES)}.")
    return [
        row
        for row in rows
        if (facet is None or _told(row, "facet") == facet)
        and (status is None or _told(row, "status") == status)
        and (study is None or of_study(row))
    ]


def _told(row: object, name: str) -> object:
    return row[name] if isinstance(row, dict) else getattr(row, name)
