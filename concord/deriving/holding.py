"""The program that a knowledge base is held at: adopted at its first document, and left in force by a later program.

In: a store. Out: its state, with the program that what is derived is held at. Called by concord.parts.keeping. A
knowledge base that is held at another program goes on with what that one read and extracted, and it is said that an
update waits. Where nothing of it is there any more, or this program cannot read it, this one is adopted at once, and
said.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from concord import log
from concord.deriving import programs
from concord.store import adopting, codec
from concord.store.adopting import Adoption
from concord.store.store import State, Store
from corpus.errors import NotAllowed, StoreTrouble

Tell = Callable[[str], None]  # a sentence for the person who is there
_AT_ONCE = (
    "It was held at Concord {held}, {why}; it is read anew by Concord {here}, which is adopted (adoption {number})."
)
_WAITS = (
    "This knowledge base is held at what Concord {held} read and extracted; 'concord update' says what this one"
    " ({here}) would change, 'concord update --accept' adopts it."
)


def told_by_log(sentence: str) -> None:
    """Says a sentence through Python's logging, to those who have not said how they want to be told."""
    logging.getLogger("concord").warning(sentence)


class Holding:
    """What one open knowledge base is held at."""

    def __init__(self, store: Store, by: str, clock: log.Clock, tell: Tell, hold: bool) -> None:
        """hold: False derives everything with this program, whatever was adopted."""
        self._store, self._by, self._clock, self._tell, self._hold = store, by, clock, tell, hold
        self._looked: set[str] = set()  # programs that have been looked at, so that each is told of once
        self._lost_here: set[str] = set()  # those of which nothing is left, and this one could not be adopted instead

    def state(self) -> State:
        """The state of the store; `program` is "" where nothing holds it at another program than this one."""
        state = self._store.state()
        held = self._hold and state.documents and state.program not in self._lost_here
        return state if held else replace(state, program="")

    def settled(self, state: State) -> State:
        """The same, after it has been made sure that what it is held at is there and can be read."""
        here = programs.present()
        if not (self._hold and state.documents) or state.program in self._looked:
            return state
        if not state.program and self._lost_here:
            return state
        if not state.program:
            return self._first(state)
        held = programs.loads(state.program)
        self._looked.add(state.program)
        if held.makes_as(here):
            return state
        if why := self._lost(held):
            return self._at_once(state, held, why)
        names = programs.names(held, here)
        self._tell(_WAITS.format(held=names[0], here=names[1]))
        return state

    def begin(self) -> None:
        """Adopts this program for a knowledge base that holds no documents yet, before the first one is kept."""
        state = self._store.state()
        if not state.documents and not (state.program and programs.loads(state.program).makes_as(programs.present())):
            self._adopt("first", {})

    def waiting(self, state: State) -> tuple[programs.Program, programs.Program] | None:
        """The program that is held, and this one, where they make different things; else None."""
        held, here = programs.in_force(state.program), programs.present()
        return None if held.makes_as(here) else (held, here)

    def _first(self, state: State) -> State:
        """Of a knowledge base that an earlier version made, which adopted nothing."""
        try:
            self._adopt("first", {})
        except (NotAllowed, StoreTrouble):  # who may only read derives with this program, as every version before did
            return state
        return self._store.state()

    def _at_once(self, state: State, held: programs.Program, why: str) -> State:
        was, here = programs.names(held, programs.present())
        told = {"from": was, "to": here, "reason": f"It was held at Concord {was}, {why}."}
        try:
            number = self._adopt("program", told)
        except (NotAllowed, StoreTrouble):
            self._lost_here.add(state.program)  # else what this one makes would be cached as the other's
            return replace(state, program="")
        if number is not None:
            self._tell(_AT_ONCE.format(held=was, why=why, here=here, number=number))
        return self._store.state()

    def _adopt(self, kind: str, told: dict[str, Any]) -> int | None:
        """None when another program adopts at this moment."""
        here = programs.present()
        record = {"kind": kind, "from": "", "to": here.version, "at_once": kind == "program", "reason": "", **told}
        after, at = adopting.last_adoption(self._store), log.stamp(self._clock)
        adoption = Adoption(at, self._by, here.dumps(), codec.dumps(record), after)
        return adopting.adopt(self._store, adoption)

    def _lost(self, held: programs.Program) -> str:
        """Why what is held cannot be used any more; "" when it can."""
        from corpus.study import Document
        from extract.theme import Extraction

        for kind, label, form in (("extraction", held.themes, Extraction), ("document", held.corpus, Document)):
            sample = adopting.held_sample(self._store, kind, label)
            if sample is None:
                return "and what that one made is not there any more"
            try:
                codec.loads(form, sample)
            except (codec.OtherShape, KeyError):
                return "and this version cannot read what that one made"
        return ""
