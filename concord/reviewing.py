"""The part of KnowledgeBase that takes reviewers' decisions.

In: ids of themes and concepts, and the reviewer's words. Out: the decision as it was kept. Called as a base class by
KnowledgeBase. A decision is appended to the log and replayed on every synthesis; nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord import log
from concord.keeping import Keeper
from corpus.errors import BadDecision, NotFound

if TYPE_CHECKING:
    from concord.deciding import Desk
    from synthesis.decisions import Decision
    from synthesis.export.records import Record


class Reviews(Keeper):
    """Everything that a reviewer can say. Each method raises NotFound or BadDecision before anything is kept."""

    def decide(self, decision: Decision) -> Record:
        """Keeps a decision that was made elsewhere; its time, number and hash are given here."""
        from concord.tables import decision_record

        return decision_record(log.append(self._store, decision, clock=self._clock))

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

    def add_theme(self, study: str, facet: str, label: str, quote: str, *, reason: str = "") -> Record:
        """A theme that the machine missed, grounded on words of the study."""
        return self.decide(self._desk().add_theme(self._study_id(study) or study, facet, label, quote, reason))

    def undo(self, number: int, *, reason: str = "") -> Record:
        """Takes back a decision, also an earlier undo; both stay in the log."""
        from synthesis.decisions import Decision, Kind, in_force

        decisions = log.entries(self._store)
        if not 1 <= number <= len(decisions):
            raise NotFound(f"There is no decision {number}; the log holds {len(decisions)} of them.")
        standing = {d.sequence for d in in_force(decisions)}
        taken = decisions[number - 1]
        if taken.kind is not Kind.UNDO and number not in standing:
            raise BadDecision(f"Decision {number} has been taken back already.")
        return self.decide(Decision(Kind.UNDO, value=str(number), reason=reason, who=self._user))

    def log(self) -> list[Record]:
        """All decisions, the first one first; `in_force` says whether each still holds."""
        from concord.tables import decision_record
        from synthesis.decisions import in_force

        decisions = log.entries(self._store)
        standing = {decision.sequence for decision in in_force(decisions)}
        return [{**decision_record(d), "in_force": d.sequence in standing} for d in decisions]

    def verify_log(self) -> str | None:
        """None when no decision was changed past Concord, else one sentence."""
        return log.verify(log.entries(self._store))

    def _desk(self) -> Desk:
        from concord.deciding import Desk

        now = self._now()
        facets: Sequence[str] = [*self.facets(), *(theme.facet for theme in now.synthesis.themes)]
        return Desk(now.synthesis, now.studies, facets, self._user)
