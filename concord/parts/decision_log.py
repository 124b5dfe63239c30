"""The part of KnowledgeBase that keeps decisions and lets the log travel.

In: decisions, and logs that were exported elsewhere. Out: what was kept. Called as a base class by
concord.parts.reconsidering. A decision is appended to the log and replayed on every synthesis; nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord import log
from concord.access import Role
from concord.parts.keeping import Keeper
from corpus.errors import BadDecision

if TYPE_CHECKING:
    from synthesis.decisions import Decision
    from synthesis.export.records import Record


class DecisionLog(Keeper):
    """The log of decisions."""

    def decide(self, decision: Decision) -> Record:
        """Keeps a decision that was made elsewhere; its time, number and hash are given here."""
        return self.decide_all([decision])[0]

    def decide_all(self, decisions: Sequence[Decision]) -> list[Record]:
        """Keeps decisions one after another and nothing between them: all of them, or none.

        To decide in the name of somebody else, to take back what somebody else decided and to restore take an admin.

        Raises:
            BadDecision: one would do nothing, because it speaks of a concept where its kind speaks of themes.
        """
        from concord.tables import decision_record
        from synthesis.decisions import Kind

        for decision in decisions:
            if decision.concept and decision.kind in (Kind.MERGE, Kind.SPLIT, Kind.MOVE, Kind.RELATE):
                raise BadDecision(f"'{decision.kind}' speaks of themes, never of a concept; name the concept's themes.")
        self._check_own(decisions)
        return [decision_record(kept) for kept in log.append_all(self._store, decisions, clock=self._clock)]

    def _check_own(self, decisions: Sequence[Decision]) -> None:
        """Raises NotAllowed for what binds others, unless an admin decides."""
        from synthesis.decisions import Kind

        if self._role.covers(Role.ADMIN):
            return
        if any(decision.who != self._user for decision in decisions):
            self._need(Role.ADMIN, "decide in the name of others")
        if any(decision.kind is Kind.RESTORE for decision in decisions):
            self._need(Role.ADMIN, "go back to a moment")
        named = {int(decision.value) for decision in decisions if decision.kind is Kind.UNDO}
        if named and any(kept.who != self._user for kept in log.entries(self._store) if kept.sequence in named):
            self._need(Role.ADMIN, "take back what others decided")

    def log(self) -> list[Record]:
        """All decisions, the first one first.

        `in_force`: whether it is applied; False for what only takes others back. `holds`: nothing takes it back.
        """
        from concord.tables import decision_record
        from synthesis.decisions import holding, in_force

        decisions = log.entries(self._store)
        standing = {decision.sequence for decision in in_force(decisions)}
        held = {decision.sequence for decision in holding(decisions)}
        return [
            {**decision_record(d), "in_force": d.sequence in standing, "holds": d.sequence in held} for d in decisions
        ]

    def verify_log(self) -> str | None:
        """None when no decision was changed past Concord, else one sentence."""
        return log.verify(log.entries(self._store))

    def export_log(self) -> bytes:
        """All decisions as a file that `replay_log` takes: JSON lines with who, when, why and the chain."""
        from concord.deciding.log_file import log_bytes

        return log_bytes(log.entries(self._store))

    def replay_log(self, data: bytes) -> Record:
        """Takes over a log that was exported elsewhere, as it was written there.

        The log that is here must be a beginning of it: an empty one is. Returns `kept`, how many decisions are new;
        `decisions`, how many there are now; `conflicts`, how many of them do not find what they speak of here.

        Raises BadInput: the file is no log, was changed, or is the log of another knowledge base; nothing is kept.
        """
        from concord.deciding.log_file import log_of

        whole = log_of(data)
        new = log.append_kept(self._store, whole)
        now = self._now()
        return {"kept": new, "decisions": len(now.log), "conflicts": len(now.conflicts)}
