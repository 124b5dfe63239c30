"""The part of KnowledgeBase that tells how far findings can be trusted, and which conclusions rest on moved evidence.

In: a concept, a facet. Out: the records of evidence profiles and of conclusions. Called as a base class by
KnowledgeBase. The level of a finding is a person's word: see
concord.parts.reviewing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.deriving.known import known_of
from concord.parts.keeping import Keeper

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from synthesis.cerqual import Known
    from synthesis.export.records import Record


class Confidence(Keeper):
    """Evidence profiles (GRADE-CERQual), and conclusions that go stale."""

    _known: tuple[Derived, Known] | None = None

    def profile(self, concept: str | None = None, *, facet: str | None = None) -> list[Record]:
        """Evidence profiles, in the order of the concepts: what is known of each component, in words on quotes.

        concept: one, by its id, or by its label where one concept alone has it. `level` is that of a person, None where
        nobody has set one; it is never computed.

        Raises:
            NotFound: no such concept or facet, or several of that label.
        """
        from concord.deciding.desk import concept_named
        from synthesis.cerqual import profile
        from synthesis.export.confidence import profile_records

        self._check_facet(facet)
        now = self._now()
        known = self._everything(now)
        chosen = [concept_named(concept, now.synthesis)] if concept is not None else now.synthesis.concepts
        kept = (profile(one, known) for one in chosen if facet in (None, one.facet))
        return profile_records(kept, now.studies)

    def conclusions(self, *, stale: bool = False) -> list[Record]:
        """What people concluded of concepts, in order of their decisions; stale: only what rests on moved evidence.

        `rested` is None for a decision that does not tell what it rested on; such a one is never called stale by guess.
        """
        from synthesis.export.confidence import conclusion_record

        return [conclusion_record(one) for one in self._now().synthesis.conclusions if one.stale or not stale]

    def _everything(self, now: Derived) -> Known:
        with self._lock:
            if self._known is None or self._known[0] is not now:
                self._known = (now, known_of(now))
            return self._known[1]
