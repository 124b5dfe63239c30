"""KnowledgeBase: the whole public API. What the command line and the dashboard can do, a notebook can do with this.

In: a path or a PostgreSQL address; files; a reviewer's words. Out: the plain records of the contract, so that
`pandas.DataFrame(kb.themes())` is a table. Called by the command line, the dashboard and users.
"""

from __future__ import annotations

from concord.access import guarded
from concord.importing.imports import Imports
from concord.parts.additions import Added
from concord.parts.agreeing import Agreements
from concord.parts.changing import Changing
from concord.parts.codebooks import Codebooks
from concord.parts.coding import Codings
from concord.parts.comparing import Comparisons
from concord.parts.confidence import Confidence
from concord.parts.finding import Finding
from concord.parts.framing import Framing
from concord.parts.listing import Lists
from concord.parts.mapping import Mappings
from concord.parts.methods import Methods
from concord.parts.neighbouring import Neighbourhoods
from concord.parts.overlapping import Overlaps
from concord.parts.overviewing import Overviews
from concord.parts.papers import Papers
from concord.parts.resting import Resting
from concord.parts.telling import Telling
from concord.parts.watching import Watching
from concord.preserving import Preserving
from concord.rounds.judging import Judging

__all__ = ["Added", "KnowledgeBase"]


@guarded
class KnowledgeBase(
    Watching,
    Lists,
    Finding,
    Papers,
    Agreements,
    Overlaps,
    Mappings,
    Methods,
    Neighbourhoods,
    Overviews,
    Resting,
    Telling,
    Codebooks,
    Confidence,
    Judging,
    Codings,
    Comparisons,
    Changing,
    Framing,
    Imports,
    Preserving,
):
    """A living knowledge base: it keeps documents, codebooks and decisions, and makes everything else from them.

    Roles: a method that changes anything raises NotAllowed where the role does not cover it (concord.access has the
    table).

    Safe to use from several threads, and from several programs at once: each call sees the newest state.

    >>> kb = KnowledgeBase("review.db")  # doctest: +SKIP
    >>> kb.add("papers/")  # doctest: +SKIP
    >>> pandas.DataFrame(kb.agreement(facet="challenge"))  # doctest: +SKIP
    """
