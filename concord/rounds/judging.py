"""The part of KnowledgeBase where several people answer the same questions of the queue, blind to one another.

In: names of rounds and of items, answers. Out: plain records. Called as a base class by KnowledgeBase. Judgements have
a log of their own and change no synthesis; a round that is settled makes decisions. docs/judging.md tells the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord.access import Role
from concord.rounds.rounds import Rounds
from corpus.errors import BadDecision, BadInput, ConcordError

if TYPE_CHECKING:
    from concord.rounds.drafting import Drafts
    from synthesis.export.records import Record
    from synthesis.judging import Act, Answer, Entry, Round


class Judging(Rounds):
    """Blind rounds: opened, judged, handed in, reconciled, settled."""

    def open_round(
        self,
        name: str,
        *,
        kinds: Sequence[str] | None = None,
        facet: str | None = None,
        study: str | None = None,
        limit: int | None = None,
        seed: int | None = None,
        answers: Sequence[str] | None = None,
        reviewers: Sequence[str] = (),
        least: int | None = None,
        reason: str = "",
    ) -> Record:
        """Opens a round on items of the queue, which stay as they are now, with their evidence, until it is settled.

        Args:
            kinds: of items; None: questions, themes, refutations, references and identity. facet, study: only those.
            limit: how many. Without a seed the first ones of the queue; with one a sample that is the same for the same
                seed: the items whose hash with the seed sorts first.
            answers: the only ones that may be given, such as ("accept", "reject"); None: all that the queue takes.
            reviewers: who judges, two or more; () lets anybody, and then `least` (2) have to hand in.
            reason: what the round is for.

        Raises:
            BadDecision: the name is taken, or one person alone is named. BadInput, NotFound: nothing fits.
        """
        from concord.rounds.round_items import KINDS, Wanted, drawn, item_of
        from synthesis.judging import Act, Entry

        only = tuple(answers) if answers is not None else None
        wanted = Wanted(tuple(kinds) if kinds is not None else KINDS, facet, study, limit, seed, only)
        rows = self.queue(None, wanted.kinds, facet=facet, study=study)
        chosen, how = drawn(rows, wanted, self._in_rounds())
        drafts = self._drafts()
        people = tuple(" ".join(who.split()) for who in reviewers)
        entry = Entry(
            Act.OPEN,
            " ".join(name.split()),
            items=tuple(item_of(self.queued(row["item"]), wanted, drafts.plainest(row["item"])) for row in chosen),
            reviewers=people,
            least=least if least is not None else (len(people) or 2),
            drawn=how,
            who=self._user,
            reason=reason.strip(),
        )
        self._judging().keep(entry)
        return self._round_record(self._round(name))

    def judge(
        self, round: str, item: str, action: str, *, value: str = "", others: Sequence[str] = (), reason: str = ""
    ) -> Record:
        """The signer's answer to an item, which may be given anew until the signer hands in; the last one counts.

        action, value, others: as in `answer`. Returns the item with the answer under `mine`.
        """
        from concord.tables.judging import asked_record
        from synthesis.judging import Act

        found, asked = self._asked(round, item)
        answer = self._drafts().meant(asked, action, value, others)
        held = found.of(self._user).get(asked.id)
        if not held or (held.answer, held.reason) != (answer, reason.strip()):
            self._keep(Act.JUDGE, found, item=asked.id, answer=answer, reason=reason)
        return asked_record(found, asked, self._round(round).of(self._user).get(asked.id))

    def drop_judgement(self, round: str, item: str) -> None:
        """The signer takes an answer back and gives none."""
        from synthesis.judging import Act

        found, asked = self._asked(round, item)
        self._keep(Act.DROP, found, item=asked.id)

    def hand_in_round(self, round: str, *, incomplete: bool = False) -> Record:
        """The signer has finished; nothing can be changed afterwards. When all have, everybody sees what all said.

        incomplete: items without an answer are meant so; without it they are refused, as a mistyped name is.
        """
        from synthesis.judging import Act

        found = self._round(round)
        left = len(found.items) - len(found.of(self._user))
        if left and found.invites(self._user) and not found.has_from(self._user) and not incomplete:
            raise BadDecision(
                f"{self._user} has not answered {left} of {len(found.items)} in the round {found.name!r}; answer them, "
                "or say that they stay without an answer ('--incomplete' on the command line)."
            )
        self._keep(Act.HAND_IN, found)
        return self._round_record(self._round(round))

    def unblind(self, round: str, *, reason: str) -> Record:
        """Lets everybody see judgements that are still blind; the log keeps who did it and why. For an admin.

        Who goes on judging is told apart for good: reliability is reckoned on what was judged before.
        """
        from synthesis.judging import Act

        self._need(Role.ADMIN, "look at judgements that are still blind")
        found = self._round(round)
        self._keep(Act.UNBLIND, found, reason=reason)
        return self._round_record(self._round(round))

    def withdraw_round(self, round: str, *, reason: str) -> Record:
        """Ends a round without settling the rest of it; by who opened it, or an admin. What is blind stays unseen."""
        from synthesis.judging import Act, fold_name

        found = self._round(round)
        if fold_name(found.opened.who) != fold_name(self._user):
            self._need(Role.ADMIN, f"withdraw a round that {found.opened.who} opened")
        self._keep(Act.WITHDRAW, found, reason=reason)
        return self._round_record(self._round(round))

    def reconcile(
        self, round: str, item: str, action: str, *, value: str = "", others: Sequence[str] = (), reason: str
    ) -> Record:
        """The final answer to an item, by anybody who reviews; "leave" decides nothing and leaves it in the queue.

        May be given anew until the item is settled. Returns the item as `judged` has it.
        """
        from synthesis.judging import Act

        found, asked = self._asked(round, item)
        answer = self._drafts().meant(asked, action, value, others, final=True)
        self._keep(Act.RECONCILE, found, item=asked.id, answer=answer, reason=reason)
        return next(row for row in self.judged(round) if row["item"] == asked.id)

    def settle_round(self, round: str) -> Record:
        """Makes decisions of what was agreed on and of what was reconciled, each once, signed by who settles.

        The reason of each names the round, who judged and why. An item that is no longer in the queue is decided too:
        a decision whose object is gone becomes a conflict of the queue.

        Returns:
            {"round", "settled": [{item, answer, decision}], "left": how many were left as they were, "open": [{item,
            why}]}: open is what still has to be reconciled.
        """
        from concord.rounds.round_settling import settling

        found = self._shown(round)
        if found.withdrawn:
            raise BadDecision(f"The round {found.name!r} was withdrawn by {found.withdrawn.who}; nothing is settled.")
        rows, still_open = settling(found, self._drafts())
        answers = {item: str(answer) for item, answer, _ in rows}
        kept = self._judging().settle(found.name, self._user, rows)
        return {
            "round": found.name,
            "settled": [
                {"item": e.item, "answer": answers[e.item], "decision": e.decision} for e in kept if e.decision
            ],
            "left": sum(not entry.decision for entry in kept),
            "open": still_open,
        }

    def judging_sheet(self, round: str) -> bytes:
        """A CSV sheet with a row an item, its evidence and what may be answered; the signer's answers are filled in."""
        from concord.rounds import judging_sheets

        return judging_sheets.written(self.to_judge(round))

    def import_judging_sheet(self, name: str, data: bytes) -> Record:
        """Takes a filled sheet: the answers in it are the signer's from now on; an empty answer leaves what was.

        Returns:
            {"round", "judged": how many answers were new or changed, "unanswered": items that still have none}.

        Raises:
            BadInput: no such sheet, or an answer that cannot be given, with its row; then nothing is taken.
        """
        from concord.rounds import judging_sheets
        from synthesis.judging import Act

        named, rows = judging_sheets.read(name, data)
        found, drafts, wanted = self._round(named), self._drafts(), []
        mine = found.of(self._user)
        for row in rows:
            try:
                _, asked = self._asked(named, row.item)
                answer = drafts.meant(asked, row.action, row.value, row.others)
            except ConcordError as error:
                raise BadInput(f"{name}, row {row.line}: {error}") from None
            held = mine.get(asked.id)
            if not held or (held.answer, held.reason) != (answer, row.reason):
                wanted.append((asked.id, answer, row.reason))
        self._judging().keep(*(self._act_on(Act.JUDGE, found, *judged) for judged in wanted))
        left = sum(row["mine"] is None for row in self.to_judge(named))
        return {"round": found.name, "judged": len(wanted), "unanswered": left}

    def _keep(self, act: Act, found: Round, *, item: str = "", answer: Answer | None = None, reason: str = "") -> Entry:
        (kept,) = self._judging().keep(self._act_on(act, found, item, answer, reason))
        return kept

    def _act_on(self, act: Act, found: Round, item: str, answer: Answer | None, reason: str) -> Entry:
        from synthesis.judging import Entry

        return Entry(act, found.name, item, answer, who=self._user, reason=reason.strip())

    def _drafts(self) -> Drafts:
        from concord.rounds.drafting import Drafts

        self._waiting()  # so that the copy has it too
        return Drafts(self)
