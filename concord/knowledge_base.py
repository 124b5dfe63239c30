"""KnowledgeBase: the whole public API. What the command line and the dashboard can do, a notebook can do with this.

In: a path or a PostgreSQL address; files; a reviewer's words. Out: the plain records of the contract, so that
`pandas.DataFrame(kb.themes())` is a table. Called by the command line, the dashboard and users.
"""

from __future__ import annotations

from concord.access import guarded
from concord.additions import Added
from concord.agreeing import Agreements
from concord.changing import Changing
from concord.coding import Codings
from concord.comparing import Comparisons
from concord.confidence import Confidence
from concord.framing import Framing
from concord.importing.imports import Imports
from concord.judging import Judging
from concord.listing import Lists
from concord.methods import Methods
from concord.overlapping import Overlaps
from concord.preserving import Preserving
from concord.resting import Resting
from concord.watching import Watching

__all__ = ["Added", "KnowledgeBase"]


@guarded
class KnowledgeBase(
    Watching,
    Lists,
    Agreements,
    Overlaps,
    Methods,
    Resting,
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
