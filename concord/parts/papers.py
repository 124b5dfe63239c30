"""The part of KnowledgeBase that opens a paper: as it was read, and what it refers to.

In: a study, and one of its documents. Out: plain records. Called as a base class by KnowledgeBase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper
from corpus.errors import NotFound

if TYPE_CHECKING:
    from corpus.study import Study
    from synthesis.export.records import Record


class Papers(Keeper):
    """The papers themselves."""

    def paper(self, study: str, document: str | None = None) -> Record:
        """A study as it was read, in reading order: sections, blocks, repairs, and the places of themes and facts.

        See concord.paper.paper_record. Places are characters of the document's text, [start, end). The same knowledge
        base gives the same record.

        Args:
            study: its id, an id that it once had, or a beginning that no other has.
            document: id or file name of one of its files; None takes the best one.

        Raises:
            NotFound: there is no such study, or it has no such document.
        """
        from concord.paper import described_by, paper_record
        from synthesis.export.citing import short_names

        now, found = self._now(), self._study_named(study)
        file = next((d for d in found.documents if document in (None, d.id, d.name)), None)
        if file is None:
            names = ", ".join(f"{d.id} ({d.name})" for d in found.documents)
            raise NotFound(f"The study {found.id} has no document {document!r}; it has: {names}.")
        themes = [theme for theme in now.synthesis.themes if theme.study == found.id]
        own = {theme.id for theme in themes}
        concepts: dict[str, Record] = {
            id: {"id": concept.id, "label": concept.label}
            for concept in now.synthesis.concepts
            for id in concept.themes
            if id in own
        }
        facts = (fact for fact in now.facts if fact.study == found.id)
        short, described = short_names(now.studies)[found.id], described_by(found, now.studies, now.log)
        return paper_record(found, file, themes, facts, concepts, short=short, described=described)

    def references(self, study: str) -> list[Record]:
        """The references of a study, where each is cited, and which other studies refer to the same work.

        See concord.referring.reference_records. Raises NotFound: there is no such study.
        """
        from concord.referring import reference_records

        now = self._now()
        return reference_records(self._study_named(study), now.overlap.bibliography.works(everything=True))

    def _study_named(self, study: str) -> Study:
        id = self._study_id(study)
        return next(found for found in self._now().studies if found.id == id)
