"""The status of a concept: its rule, and the rule with the numbers of the concept in words.

In: counts, and what they count as. Out: a Verdict, sentences. Called by synthesis.weighing.evidence. The rules are
conventions, said on every page beside the figures that they were applied to; docs/methods.md says why each limit is
where it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from synthesis.concept import Verdict
from synthesis.weighing.support import CONSENSUS_EFFECTIVE, CONSENSUS_SHARE

CONSENSUS_STUDIES = 3
ONE_SOURCE = 1.5  # of two reviews of which one holds all works of the other, n_eff is always below this
HALF_A_STUDY = 0.5
_CLOSE = 1e-9  # sums of fractions that are equal may differ by this


@dataclass(frozen=True, slots=True)
class Tally:
    """What a verdict is taken from. effective, opposing: n_eff of supporters and refuters, upper ends."""

    supporting: int
    eligible: int
    effective: float
    refuting: int = 0
    opposing: float = 0.0
    hedging: int = 0
    denying: int = 0

    @property
    def share(self) -> float:
        return self.supporting / self.eligible if self.eligible else 0.0

    @property
    def share_once(self) -> float:
        """The share when the primary studies that supporters share count once, and the others count in full."""
        others = self.eligible - self.supporting
        return self.effective / (self.effective + others) if self.effective else 0.0


def verdict(tally: Tally) -> Verdict:
    """The first rule that fits, in the order of the code; concept.RULES says them to people."""
    if not tally.supporting and not tally.refuting:
        return Verdict.HEDGED if tally.hedging else Verdict.DENIED
    if tally.refuting:
        more = tally.opposing - tally.effective >= HALF_A_STUDY - _CLOSE
        return Verdict.REFUTED if more else Verdict.CONTESTED
    if tally.supporting == 1:
        return Verdict.SINGLE
    if tally.effective < ONE_SOURCE - _CLOSE:
        return Verdict.SOURCE
    broad = tally.share_once >= CONSENSUS_SHARE - _CLOSE and tally.supporting >= CONSENSUS_STUDIES
    if broad and tally.effective >= CONSENSUS_EFFECTIVE - _CLOSE:
        return Verdict.CONSENSUS
    return Verdict.MAJORITY if tally.share > 0.5 else Verdict.MINORITY


def told(tally: Tally, effective: tuple[float, float], opposing: tuple[float, float], because: str) -> str:
    """The rule with the numbers of one concept, as one or two sentences.

    effective, opposing: n_eff as intervals. because: why the supporters count as fewer than they are, "" when they do
    not.

    >>> told(Tally(2, 4, 1.4), (1.4, 1.4), (0, 0), "ama2024 includes bo2022")
    '2 of 4 studies in scope support it; they count as 1.4 independent studies because ama2024 includes bo2022: \
single source, as that is fewer than 1.5.'
    """
    found = verdict(tally)
    said = [f"{tally.supporting} of {tally.eligible} studies in scope support{'s' * (tally.supporting == 1)} it"]
    if tally.supporting > 1:
        as_many = f"they count as {number(effective)} independent {'study' if effective == (1, 1) else 'studies'}"
        said.append(as_many + (f" because {because}" if because else ""))
    if tally.refuting:
        counting = f", counting as {number(opposing)}" if tally.refuting > 1 else ""
        said.append(f"{tally.refuting} refute{'s' * (tally.refuting == 1)} it{counting}")
    for count, verb in ((tally.hedging, "hedge"), (tally.denying if not tally.refuting else 0, "deny")):
        if count:
            said.append(f"{count} {verb if count > 1 else {'hedge': 'hedges', 'deny': 'denies'}[verb]} it")
    return f"{'; '.join(said)}: {_rule(found, tally)}."


def number(interval: tuple[float, float]) -> str:
    """ "1.4", or "1 to 3" when it is not known better.

    Two places, and more where these would read as a whole or a half that it is not: the limits are such numbers.
    """
    low, high = map(_short, interval)
    return low if low == high else f"{low} to {high}"


def _short(value: float) -> str:
    texts = (f"{value:.{places}f}".rstrip("0").rstrip(".") for places in range(2, 9))
    return next((text for text in texts if float(text) * 2 % 1 or abs(float(text) - value) < _CLOSE), f"{value:.9f}")


def _rule(found: Verdict, tally: Tally) -> str:
    share, effective = tally.share, tally.effective
    if found is Verdict.CONSENSUS:
        return "consensus, as that is three quarters or more, also when what they share counts once"
    if found is Verdict.MAJORITY and share >= CONSENSUS_SHARE and tally.supporting < CONSENSUS_STUDIES:
        return "majority; for a consensus three studies would have to"
    if found is Verdict.MAJORITY and tally.share_once >= CONSENSUS_SHARE - _CLOSE:
        return "majority; for a consensus they would have to count as two independent studies"
    if found is Verdict.MAJORITY and share >= CONSENSUS_SHARE:
        others = tally.eligible - tally.supporting
        once = f"{number((effective, effective))} of {number((effective + others, effective + others))}"
        return f"majority, as it is less than three quarters when what they share counts once ({once})"
    if found is Verdict.MAJORITY:
        return "majority, as that is more than half; three quarters would be a consensus"
    if found is Verdict.MINORITY:
        return "minority, as that is not more than half"
    if found is Verdict.SOURCE:
        return "single source, as that is fewer than 1.5"
    if found is Verdict.SINGLE:
        return "single study"
    if found is Verdict.REFUTED and not tally.supporting:
        return "refuted, as nobody asserts it"
    if found is Verdict.REFUTED:
        return "refuted, as that is more by half an independent study or more"
    if found is Verdict.CONTESTED:
        less = tally.opposing < effective
        return "contested, as those against do not outweigh those for it" + (" by half a study" if not less else "")
    return "hedged, as nobody asserts it outright" if found is Verdict.HEDGED else "only denied"
