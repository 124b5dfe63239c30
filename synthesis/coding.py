"""Blind coding: what people code by hand, apart from one another and from the machine.

In: a study, and entries of the log of codings. Out: units, codes in force, who has finished. Called by concord.log and
concord.parts.coding. A coding is no decision: it changes no synthesis until somebody reconciles it. Units are those of
the study's best document, so that everybody judges the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import BadDecision
from corpus.study import BlockKind, Study
from extract.theme import Extraction

MACHINE = "machine"
BETWEEN = ";"  # labels in one cell of a coding sheet
_CODED = (
    BlockKind.ABSTRACT,
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE,
    BlockKind.CAPTION,
    BlockKind.NOTE,
)


class Act(StrEnum):
    """What a coder does. OPEN: looks at codings that are still blind, which the log tells for good."""

    CODE = "code"
    DROP = "drop"
    HAND_IN = "hand in"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Code:
    """One code: these words show this theme under this facet. start: where the words begin, to tell equal words."""

    facet: str
    label: str
    quote: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log of codings.

    codes: what is coded or dropped. facets: hand in: those that the coder looked for; a facet that was not looked for
    has no ratings. who, when, reason: as in a decision. sequence, previous, hash: the chain, see
    synthesis.decisions.chain.

    Raises:
        BadDecision: it lacks what its act needs.
    """

    act: Act
    study: str
    codes: tuple[Code, ...] = ()
    facets: tuple[str, ...] = ()
    who: str = ""
    when: str = ""
    reason: str = ""
    sequence: int = 0
    previous: str = ""
    hash: str = ""

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise BadDecision(f"'{self.act}' needs the name of who codes.")
        if self.who.strip().casefold() == MACHINE:
            raise BadDecision(f"'{MACHINE}' is the name of the program itself; code under your own name.")
        if self.act is Act.OPEN and not self.reason.strip():
            raise BadDecision("To look at codings that are still blind needs a reason.")
        if any(not code.label.strip() or not code.quote.strip() for code in self.codes):
            raise BadDecision("A code needs a label and the words that it rests on.")
        if any(BETWEEN in code.label for code in self.codes):
            raise BadDecision(f"A label holds no {BETWEEN!r}: in a coding sheet it parts two labels.")


@dataclass(frozen=True, slots=True)
class Unit:
    """A place that is coded: a paragraph, list item, heading, table, caption or note. number: from 1."""

    number: int
    kind: str
    section: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coder:
    """One person's coding of one study, or the machine's.

    facets: those looked for, so far those coded. blind: nothing was coded after the codings of the study were opened.
    """

    who: str
    codes: tuple[Code, ...]
    facets: tuple[str, ...] = ()
    finished: bool = False
    blind: bool = True


def units_of(study: Study) -> tuple[Unit, ...]:
    """The places of a study's best document that can be coded, in reading order."""
    document = study.documents[0]
    found: list[Unit] = []
    for block in document.blocks:
        text = document.text[block.start : block.end].strip()
        if block.kind in _CODED and text:
            section = document.sections[block.section].title if block.section is not None else ""
            found.append(Unit(len(found) + 1, block.kind.value, section, text, block.start, block.end))
    return tuple(found)


def coders(entries: Iterable[Entry], study: str) -> tuple[Coder, ...]:
    """The people who code a study, by name, each with the codes in force."""
    codes: dict[str, dict[Code, None]] = {}
    facets: dict[str, tuple[str, ...]] = {}
    seeing: set[str] = set()
    opened = False
    for entry in sorted((e for e in entries if e.study == study), key=lambda e: e.sequence):
        if entry.act is Act.OPEN:
            opened = True
            continue
        mine = codes.setdefault(entry.who, {})
        seeing |= {entry.who} if opened else set()
        if entry.act is Act.CODE:
            mine |= dict.fromkeys(entry.codes)
        elif entry.act is Act.DROP:
            for code in entry.codes:
                mine.pop(code, None)
        else:
            facets[entry.who] = entry.facets
    so_far = {who: tuple(dict.fromkeys(code.facet for code in mine)) for who, mine in codes.items()}
    return tuple(
        Coder(who, tuple(codes[who]), facets.get(who, so_far[who]), who in facets, who not in seeing)
        for who in sorted(codes)
    )


def is_open(entries: Iterable[Entry], study: str) -> bool:
    """Whether codings may be seen: two or more handed in and none still at work, or opened on purpose."""
    listed = [entry for entry in entries if entry.study == study]
    people = coders(listed, study)
    return any(e.act is Act.OPEN for e in listed) or (len(people) > 1 and all(coder.finished for coder in people))


def machine(extraction: Extraction, facets: Sequence[str]) -> Coder:
    """What the program found, before any decision, as the codes of one more coder."""
    found = {
        Code(theme.facet, theme.label, mention.quote, mention.anchor.start): None
        for theme in extraction.themes
        for mention in theme.mentions
    }
    return Coder(MACHINE, tuple(found), tuple(facets), finished=True)
