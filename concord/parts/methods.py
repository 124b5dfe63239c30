"""The part of KnowledgeBase that tells how the studies were made.

In: names of studies and kinds. Out: the records of facts, each with its quotes. Called as a base class by
KnowledgeBase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper
from corpus.errors import BadInput
from extract.facts.values import Kind

if TYPE_CHECKING:
    from synthesis.export.records import Record

KINDS = tuple(kind.value for kind in Kind)


class Methods(Keeper):
    """What each study says of its own method."""

    def methods(self, study: str | None = None, kind: str | None = None) -> list[Record]:
        """The facts of method, by study and kind; `places` holds all quotes. kind: "database", "count", ...

        Raises:
            BadInput: no kind of that name. NotFound: no study of that name.
        """
        from synthesis.export.methods import fact_record

        if kind is not None and kind not in KINDS:
            raise BadInput(f"There is no kind of fact {kind!r}; there are: {', '.join(KINDS)}.")
        wanted = self._study_id(study)
        now = self._now()
        of = {s.id: s for s in now.studies}
        kept = [f for f in now.facts if wanted in (None, f.study) and kind in (None, f.kind)]
        return [fact_record(fact, of.get(fact.study)) for fact in kept]
