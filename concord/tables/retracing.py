"""The history of a theme or concept: every decision that spoke of it, with what became of each.

In: the log, what its replay came to, and ids of themes. Out: plain records. Called by KnowledgeBase.decisions_on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from concord.tables.reviewing import decision_record
from extract.theme import Theme, ThemeId
from synthesis.decisions import Address, Decision, Kind, Replay, holding, in_force
from synthesis.export.records import Record


def history_records(log: Sequence[Decision], replayed: Replay, themes: Collection[Theme], whole: bool) -> list[Record]:
    """The decisions on some themes, the first one first, and those that take such a one back.

    themes: as they are now. whole: they are a concept, and decisions on the concept that holds them count.

    Each is a row of the log with `in_force` and `holds`; `on`, the ids of these themes that it speaks of; `of_concept`,
    whether of the concept as a whole; `taken_back_by`, the number of the decision that took it back, or None.
    """
    found = _found(replayed)
    standing = {decision.sequence for decision in in_force(log)}
    held = {decision.sequence for decision in holding(log)}
    undone = {int(d.value): d.sequence for d in log if d.kind is Kind.UNDO and d.sequence in held}
    mine = {theme.id for theme in themes}
    rows: dict[int, Record] = {}
    for decision in log:
        on = sorted(mine & (found.get(decision.sequence) or _by_words(decision, themes)))
        back = decision.kind is Kind.UNDO and int(decision.value) in rows
        if (on and (whole or not decision.concept)) or back:
            rows[decision.sequence] = {
                **decision_record(decision),
                "in_force": decision.sequence in standing,
                "holds": decision.sequence in held,
                "on": on,
                "of_concept": decision.concept,
                "taken_back_by": undone.get(decision.sequence),
            }
    return list(rows.values())


def _found(replayed: Replay) -> dict[int, set[ThemeId]]:
    """By number of a decision that is in force the themes that it speaks of."""
    found = {applied.decision.sequence: set(applied.themes) for applied in replayed.applied}
    for drawn in replayed.drawn:
        there = {theme for theme in drawn.themes if theme is not None}
        found[drawn.decision.sequence] = found.get(drawn.decision.sequence, set()) | there
    return found


def _by_words(decision: Decision, themes: Collection[Theme]) -> set[ThemeId]:
    """The themes that a decision names which is not in force, or has lost its object: by study and words."""
    named: set[tuple[str, str]] = set()
    for address in (*decision.themes, *decision.members):
        named |= _words_of(address)
    return {theme.id for theme in themes if named & _words_of(Address.of(theme))} if named else set()


def _words_of(address: Address) -> set[tuple[str, str]]:
    return {(address.study, address.quote or f"{address.facet} {address.label}")}
