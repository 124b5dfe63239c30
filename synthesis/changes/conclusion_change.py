"""What became of people's conclusions between two states: which are stale now, which were looked at.

In: the conclusions of two states. Out: ConclusionChange, with a sentence each. Made by synthesis.changes, read by
concord and the dashboard. That a conclusion is stale, synthesis.conclusions says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from synthesis.conclusion import Conclusion

_SAID = {
    "assess": "The confidence in {}: {}",
    "accept": "The acceptance of {}",
    "reject": "The rejection of {}",
    "rename": "The name of {}",
    "adjudicate": "The verdict on {}: {}",
}


@dataclass(frozen=True, slots=True)
class ConclusionChange:
    """One conclusion before and after; before is None for one that is new, after None for one that no longer holds."""

    before: Conclusion | None
    after: Conclusion | None

    @property
    def what(self) -> str:
        """In a word: "stale" (it rests on moved evidence now and did not before), "looked at", "new" or "gone"."""
        was = self.before is not None and self.before.stale
        now = self.after is not None and self.after.stale
        if was != now:
            return "stale" if now else "looked at" if self.after else "gone"
        return "new" if self.before is None else "gone"

    @property
    def conclusion(self) -> Conclusion:
        """The later of the two."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of a conclusion has one before or after")
        return found

    def sentence(self) -> str:
        """The change in words."""
        one = self.conclusion
        thing = f"'{one.label}'" + (f" ({one.facet})" if one.facet else "")
        said = _SAID.get(one.kind, "The conclusion on {}").format(thing, one.value)
        by = f", decision {one.number} of {one.who},"
        if self.what == "stale":
            return f"{said}{by} is stale: {'; '.join(one.moved)}."
        if self.what == "looked at":
            who = f" by {one.looked_by}" if one.looked_by else ""
            return f"{said}{by} is stale no more{', it was looked at' + who if who else ''}."
        return f"{said}{by} {'is new' if self.what == 'new' else 'no longer holds'}."


def conclusion_changes(before: Iterable[Conclusion], after: Iterable[Conclusion]) -> tuple[ConclusionChange, ...]:
    """Those that are new, gone, stale or no longer stale: first the stale ones, then by number.

    A conclusion is the same one when it is of the same decision, and on the same refutation. A refutation found again
    under another id, as one more study says the same, is paired with the one that the decision was on before.
    """
    was, now = _by_decision(before), _by_decision(after)
    pairs = [pair for number in sorted({*was, *now}) for pair in _paired(was.get(number, {}), now.get(number, {}))]
    told = [
        pair for pair in pairs if pair.before is None or pair.after is None or pair.before.stale != pair.after.stale
    ]
    return tuple(sorted(told, key=lambda pair: pair.what != "stale"))


def _by_decision(conclusions: Iterable[Conclusion]) -> dict[int, dict[str, Conclusion]]:
    """By the number of the decision, then by the id of the refutation."""
    found: dict[int, dict[str, Conclusion]] = {}
    for one in conclusions:
        found.setdefault(one.number, {})[one.refutation] = one
    return found


def _paired(was: Mapping[str, Conclusion], now: Mapping[str, Conclusion]) -> list[ConclusionChange]:
    """The conclusions of one decision: those of one id, then those left over in the order of their ids."""
    left = [was[id] for id in sorted({*was} - {*now})]
    came = [now[id] for id in sorted({*now} - {*was})]
    return [
        *(ConclusionChange(was[id], now[id]) for id in sorted({*was} & {*now})),
        *(ConclusionChange(old, new) for old, new in zip_longest(left, came)),
    ]
