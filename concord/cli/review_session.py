"""A session of review at the keyboard: one item after the other, one key an answer, each answer kept at once.

In: a knowledge base, keys, a console. Out: decisions, and what is printed on the way. Called by cli.queueing. The list
is that of the beginning, so that "12 of 87" means what it says; what somebody else has answered meanwhile is passed
over, and what an answer brought up waits for the next session.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from concord.cli.effects import print_effects
from concord.cli.kept import print_kept
from concord.cli.keys import Keys
from concord.cli.printing import say
from concord.cli.review_asking import Asking, Dropped
from concord.cli.side_by_side import show_item
from concord.queueing.answers import Answer, answers_of
from corpus.errors import ConcordError, NotFound

if TYPE_CHECKING:
    from rich.console import Console

    from concord.knowledge_base import KnowledgeBase

Record = dict[str, Any]
_QUIT = ("q", "quit", "\x04")
_ALWAYS = (
    ("s", "skip"),
    ("u", "undo the last"),
    ("b", "back"),
    ("o", "all words"),
    ("?", "help"),
    ("q", "quit"),
)


class Session:
    """One person's way through the queue."""

    def __init__(self, kb: KnowledgeBase, keys: Keys, console: Console) -> None:
        self._kb, self._keys, self._console = kb, keys, console
        self._asking = Asking(kb, keys)
        self._answered: list[tuple[int, Record]] = []  # places of items with the decisions on them, the latest last
        self._skipped = 0
        self._at = 0

    def run(self, kinds: Sequence[str] | None = None, facet: str | None = None, study: str | None = None) -> None:
        """Until the list ends, or q, or Ctrl-C, or the pipe ends."""
        items = [row["item"] for row in self._kb.queue(kinds=kinds or None, facet=facet, study=study)]
        if not items:
            say("Nothing waits for a reviewer.")
            return
        try:
            while self._at < len(items) and self._one(items):
                pass
        except (EOFError, KeyboardInterrupt):
            say()
        self._farewell(len(items))

    def _one(self, items: list[str]) -> bool:
        """Shows one item and takes keys until it is done with; whether to go on."""
        item = items[self._at]
        try:
            record = self._kb.queued(item)
        except NotFound:
            say(f"({self._at + 1} of {len(items)}: {item} has been answered meanwhile.)")
            self._at += 1
            return True
        self._rule(f"{self._at + 1} of {len(items)}")
        show_item(record, self._console)
        while True:
            self._choices(record)
            key = self._keys.key().strip()
            if key.casefold() in _QUIT:
                return False
            if not key or self._looked(key, record):
                continue
            if self._moved(key, item):
                return True
            if self._answer(key, record):
                self._at += 1
                return True

    def _looked(self, key: str, record: Record) -> bool:
        """Keys that only show something."""
        if key in ("?", "help"):
            self._help(record)
        elif key in ("o", "words"):
            say()
            show_item(record, self._console, whole=True)
        else:
            return False
        return True

    def _moved(self, key: str, item: str) -> bool:
        """Keys that lead to another item."""
        if key in ("s", "skip"):
            self._kb.skip(item)
            self._skipped += 1
            self._at += 1
        elif key in ("b", "back"):
            self._at = max(self._at - 1, 0)
        elif key in ("u", "undo"):
            self._undo()
        else:
            return False
        return True

    def _answer(self, key: str, record: Record) -> bool:
        """An answer; whether one was kept. A capital letter asks for a reason where none is needed."""
        wanted = key.casefold() if len(key) == 1 else key
        answer = next((a for a in answers_of(record) if wanted in (a.key, a.action)), None)
        if answer is None:
            say(f"{key!r} answers nothing here; ? lists what does.")
            return False
        try:
            value, others, reason = self._asking.for_answer(answer, record, reason=key.isupper())
            kept = self._kb.answer(record["item"], answer.action, value=value, others=others, reason=reason)
        except Dropped:
            say("Dropped; nothing was kept.")
            return False
        except ConcordError as error:
            say(str(error))
            return False
        print_kept(kept)
        print_effects(self._kb, *({"number": number} for number in kept["numbers"]))
        self._answered.append((self._at, kept))
        return True

    def _undo(self) -> None:
        """Takes the last answer of this session back and shows its item again."""
        if not self._answered:
            say("Nothing has been answered in this session.")
            return
        self._at, kept = self._answered.pop()
        for number in reversed(kept["numbers"]):
            print_kept(self._kb.undo(number, reason="taken back in the same session"))

    def _rule(self, place: str) -> None:
        told = f" {place} "
        say()
        say(told.center(self._console.width, "─"))

    def _choices(self, record: Record) -> None:
        """The keys, in as many lines as it takes."""
        keys = [*((a.key, a.label.lower()) for a in answers_of(record)), *_ALWAYS]
        line = ""
        say()
        for key, label in keys:
            part = f"[{key}] {label}"
            if line and len(line) + len(part) + 2 > self._console.width:
                say(line)
                line = ""
            line += f"{'  ' if line else ''}{part}"
        say(line)

    def _help(self, record: Record) -> None:
        for answer in answers_of(record):
            say(f"  {answer.key}  {answer.label}: {answer.does}{_needed(answer)}")
        say("  s  Skip: for you it comes last from now on; nothing is decided.")
        say("  u  Take back the last answer of this session, and ask it again.")
        say("  b  Back to the item before.   o  All words, in their paragraphs.   q  Quit; answers are kept.")
        say("  A capital letter asks for a reason also where none is needed. An empty line drops an answer.")

    def _farewell(self, count: int) -> None:
        told = Counter(kept["answered"] for _, kept in self._answered)
        answers = f" ({', '.join(f'{n} {action}' for action, n in told.items())})" if told else ""
        waits = self._kb.progress()["total"]["waiting"]
        say(f"{len(self._answered)} of {count} answered{answers}, {self._skipped} skipped; {waits} wait now.")


def _needed(answer: Answer) -> str:
    return " A reason is asked for." if answer.reason else ""
