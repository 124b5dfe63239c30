"""All that an evidence profile is made from, out of what is derived.

In: a Derived. Out: synthesis.cerqual.Known. Called by KnowledgeBase and by concord.exporting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concord.deriving.derive import Derived
    from synthesis.cerqual import Known


def known_of(derived: Derived) -> Known:
    """All that evidence profiles are made from."""
    from synthesis.cerqual import Known
    from synthesis.export.citing import short_names
    from synthesis.weighing import Assumptions

    return Known(
        derived.synthesis,
        derived.studies,
        derived.extractions,
        derived.facts,
        derived.weigher(Assumptions()),
        short_names(derived.studies),
    )
