"""What hangs on each study, as records.

In: Influence values. Out: plain records. Called by concord.parts.changing.
"""

from __future__ import annotations

from synthesis.export.records import Record, rounded
from synthesis.weighing import Effect, Influence


def influence_record(found: Influence) -> Record:
    """`influence` is the sum of |change of independence-weighted agreement| over the concepts that the study speaks of;
    the counts are those of synthesis.weighing.influence.Influence."""
    return {
        "study": found.study,
        "studies_out": list(found.studies_out),
        "speaks": found.speaks,
        "supports": found.supports,
        "influence": rounded(found.total),
        "evidence": rounded(found.evidence),
        "turned": found.turned,
        "lost_consensus": found.lost_consensus,
        "left_alone": found.left_alone,
        "vanished": found.vanished,
        "by_silence": found.by_silence,
        "effects": [_effect(effect) for effect in found.effects],
    }


def _effect(effect: Effect) -> Record:
    """Pairs are [as it is, without]; the verdict without is "" where nobody would speak of the concept any more."""
    return {
        "id": effect.concept.id,
        "facet": effect.concept.facet,
        "label": effect.concept.label,
        "verdict": list(effect.verdict),
        "supporters": list(effect.supporters),
        "effective": rounded(effect.effective),
        "weighted": rounded(effect.weighted),
        "what": _what(effect),
    }


def _what(effect: Effect) -> list[str]:
    """In words, gravest first."""
    told = (
        ("vanishes", effect.vanishes),
        ("loses consensus", effect.loses_consensus),
        ("fewer than two supporters", effect.left_alone),
        ("another verdict", effect.turns),
    )
    return [word for word, true in told if true]
