"""What decisions came to: the values of a replay.

In: nothing. Out: Replay, Applied, Conflict, Drawn. Made by synthesis.decisions.replay; read by synthesis.assemble,
synthesis.conclusions, synthesis.decisions.disputes and the shell.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.theme import Status, Theme, ThemeId
from synthesis.concept import Translation
from synthesis.decisions.decision import Address, Decision
from synthesis.decisions.kind import Kind


@dataclass(frozen=True, slots=True)
class Conflict:
    """A decision that could not be applied as it stands, and why in words. lost: the themes that are not there."""

    decision: Decision
    why: str
    lost: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A conclusion, or a look at one, whose object is still there.

    themes: for each theme that it names (an adjudication: of its `members`) the theme as it is now, None for one that
    is no longer there.
    """

    decision: Decision
    themes: tuple[ThemeId | None, ...]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """What `themes` were looked for by."""
        return self.decision.members if self.decision.kind is Kind.ADJUDICATE else self.decision.themes


@dataclass(frozen=True, slots=True)
class Applied:
    """A decision that was applied. themes: those that it spoke of and that are there, in its order.

    An added theme is there under its id; words (adjudicate, match), documents and studies are no themes. study: the
    one that is described, under the id that it has now.
    """

    decision: Decision
    themes: tuple[ThemeId, ...] = ()
    study: str = ""


@dataclass(frozen=True)
class Replay:
    """What decisions made of extractions.

    themes: all of them, rejected ones with their status, renamed and moved ones under their old id; in the order of the
    extractions, then those that reviewers added. must_link, cannot_link: sorted pairs of ids. relations: edges that
    reviewers drew. renames: (members, label) of concepts; statuses: (members, status) of concepts; the later wins.
    drawn: what people concluded of concepts and when they looked again. applied, conflicts: each decision in force is
    in one of them at least. All three in order of sequence.
    """

    themes: tuple[Theme, ...]
    must_link: tuple[tuple[ThemeId, ThemeId], ...] = ()
    cannot_link: tuple[tuple[ThemeId, ThemeId], ...] = ()
    relations: tuple[Translation, ...] = ()
    renames: tuple[tuple[frozenset[ThemeId], str], ...] = ()
    statuses: tuple[tuple[frozenset[ThemeId], Status], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    applied: tuple[Applied, ...] = ()
