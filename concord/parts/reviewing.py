"""The part of KnowledgeBase that takes reviewers' decisions.

In: ids of themes and concepts, and the reviewer's words. Out: the decision as it was kept. Called as a base class by
KnowledgeBase. What they say of decisions that were taken before is concord.parts.reconsidering's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord.parts.reconsidering import Reconsidering
from corpus.errors import BadDecision

if TYPE_CHECKING:
    from concord.deciding.desk import Desk
    from extract.theme import Theme
    from synthesis.export.records import Record


class Reviews(Reconsidering):
    """Everything that a reviewer can say. Each method raises NotFound or BadDecision before anything is kept."""

    def accept(self, *ids: str, reason: str = "") -> list[Record]:
        """Themes or concepts are as they should be."""
        from synthesis.decisions import Kind

        return [self.decide(d) for d in self._desk().judge(Kind.ACCEPT, ids, reason)]

    def reject(self, *ids: str, reason: str = "") -> list[Record]:
        """Themes or concepts are none; they stay visible with that status and no longer count."""
        from synthesis.decisions import Kind

        return [self.decide(d) for d in self._desk().judge(Kind.REJECT, ids, reason)]

    def merge(self, *ids: str, reason: str) -> Record:
        """Themes, and the themes of concepts, are one concept."""
        return self.decide(self._desk().merge(ids, reason))

    def split(self, *ids: str, reason: str) -> Record:
        """A concept and the themes that leave it together (none: all part), or themes that are each apart."""
        return self.decide(self._desk().split(ids, reason))

    def rename(self, id: str, label: str, *, reason: str = "") -> Record:
        """A theme or concept has another label."""
        return self.decide(self._desk().rename(id, label, reason))

    def move(self, *ids: str, facet: str, reason: str = "") -> Record:
        """Themes belong to another facet."""
        return self.decide(self._desk().move(ids, facet, reason))

    def relate(self, source: str, target: str, relation: str, *, reason: str) -> Record:
        """The source stands in a relation to the target: exactMatch, ..., relatedMatch, refutes."""
        return self.decide(self._desk().relate(source, target, relation, reason))

    def adjudicate(self, id: str, verdict: str, *, reason: str) -> Record:
        """What a refutation is: "confirmed", "dismissed", or a kind, such as "other context"."""
        return self.decide(self._desk().adjudicate(id, verdict, reason))

    def match(self, id: str, verdict: str, *, reason: str = "") -> Record:
        """Two references that the queue, or overlap, has as a doubt are "one" work or "two"."""
        return self.decide(self._desk().match(id, verdict, reason))

    def assess(
        self,
        concept: str,
        level: str,
        *,
        reason: str,
        methodological: str = "",
        coherence: str = "",
        adequacy: str = "",
        relevance: str = "",
    ) -> Record:
        """How confident you are in a finding (CERQual): "high", "moderate", "low" or "very low", and why.

        methodological, coherence, adequacy, relevance: what speaks against it, "no or very minor", "minor", "moderate"
        or "serious" concerns; "" says nothing of that component. The level is never computed.
        """
        from synthesis.conclusion import Component

        given = dict(zip(Component, (methodological, coherence, adequacy, relevance), strict=True))
        return self.decide(self._desk().assess(concept, level, reason, given))

    def looked(self, concept: str, *, reason: str) -> Record:
        """You have looked at a concept again: what was concluded of it stands on what is there now."""
        return self.decide(self._desk().looked(concept, reason))

    def add_theme(
        self, study: str, facet: str, label: str, quote: str | Sequence[str], *, parent: str = "", reason: str = ""
    ) -> Record:
        """A theme that the machine missed, grounded on words of the study, one quote or several.

        parent: the label of the theme of that study that holds it.
        """
        desk = self._desk()
        return self.decide(desk.add_theme(self._study_id(study) or study, facet, label, quote, reason, parent=parent))

    def identify(self, one: str, other: str, verdict: str, *, reason: str) -> Record:
        """Two documents, by file name or id, are "one" study or "two". It outranks DOIs, titles and wording."""
        return self.decide(self._desk().identify(one, other, verdict, reason))

    def set_aside(self, study: str, *, reason: str) -> Record:
        """A study counts no longer: all its themes are rejected by one decision, which `undo` takes back as one.

        Its documents stay, and so does its scope: it is silent from now on in the facets that its headings address.

        Raises NotFound. BadDecision: there is no reason, or no theme of it that is not rejected.
        """
        from synthesis.decisions import Kind

        id = self._study_id(study) or study
        live = [theme.id for theme in self._now().synthesis.themes if theme.study == id and not _rejected(theme)]
        if not live:
            raise BadDecision(f"{id} has no theme that counts; there is nothing to set aside.")
        if not reason.strip():
            raise BadDecision("To set a study aside needs a reason; it stands in the log.")
        return self.decide(self._desk().judge(Kind.REJECT, live, reason)[0])

    def describe(
        self,
        study: str,
        *,
        title: str | None = None,
        authors: str | Sequence[str] | None = None,
        year: int | str | None = None,
        doi: str | None = None,
        reason: str = "",
    ) -> Record:
        """What a study is called, who wrote it, when, and its DOI; outranks what was read, and changes no id.

        None says nothing of a field, "" that there is none. authors: a list, or a text with ";" between them.
        """
        given = {"title": title, "authors": authors, "year": year, "doi": doi}
        return self.decide(self._desk().describe(self._study_id(study) or study, given, reason))

    def _desk(self) -> Desk:
        from concord.deciding.desk import Desk

        now = self._seen = self._now()
        facets: Sequence[str] = [*self.facets(), *(theme.facet for theme in now.synthesis.themes)]
        return Desk(now.synthesis, now.studies, facets, self._user)


def _rejected(theme: Theme) -> bool:
    from extract.theme import Status

    return theme.status is Status.REJECTED
