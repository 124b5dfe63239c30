"""How two things stand to each other, and what one does to the other, where two studies say otherwise."""

from __future__ import annotations

import pytest

from synthesis.disagreement import Kind
from synthesis.refutation.outer.affected import affected
from synthesis.refutation.outer.defined import defined
from tests.synthesis.refutation.written import found


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("PolliNet is a subset of BeeOps.", "PolliNet is a superset of BeeOps.", Kind.CONTRADICTION),
        (
            "PolliNet is essentially a special case of BeeOps.",
            "BeeOps is regarded as a branch of PolliNet.",
            Kind.CONTRADICTION,
        ),
        ("Swarm lore is a subfield of bee lore.", "Swarm lore is not a subfield of bee lore.", Kind.CONTRADICTION),
        ("Apitherapy is synonymous with bee therapy.", "Apitherapy is distinct from bee therapy.", Kind.DEFINITION),
        ("Keepers join PolliNet (equivalent to BeeOps) early.", "PolliNet differs: it is a branch of BeeOps.", None),
        ("Keepers join PolliNet (equivalent to BeeOps) early.", "PolliNet is a branch of BeeOps.", Kind.DEFINITION),
        (
            "We compare PolliNet with other schemes (HiveOps, BeeOps).",
            "BeeOps is the same as PolliNet.",
            Kind.DEFINITION,
        ),
    ],
)
def test_two_things_placed_otherwise(one: str, other: str, kind: Kind | None) -> None:
    """A part here and a whole there contradict; the same here and something else there are two definitions."""
    assert [each.kind for each in found(defined, one, other)] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PolliNet is a subset of BeeOps.", "PolliNet is a branch of BeeOps."),
        ("PolliNet is a subset of BeeOps.", "PolliNet is a superset of HiveOps."),
        ("PolliNet is a subset of BeeOps.", "PolliNet may be a superset of BeeOps."),
        ("PolliNet is a subset of BeeOps.", "Pell et al. (2011) hold that PolliNet is a superset of BeeOps."),
        ("PolliNet is a subset of BeeOps.", "However, PolliNet and BeeOps are old."),
        ("PolliNet is an extension of BeeOps.", "PolliNet is a subset of BeeOps."),
    ],
)
def test_things_placed_alike_or_by_others_are_none(one: str, other: str) -> None:
    """The same place in other words, another whole, a hedge, others' words, and "extension", which goes both ways."""
    assert found(defined, one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smoke reduces stinging.", "Smoke increased stinging."),
        ("Hive insulation improves winter survival.", "Hive insulation did not improve winter survival."),
        (
            "Hive insulation significantly reduced the rate of winter losses.",
            "Hive insulation had no effect on winter losses.",
        ),
        ("Supplementary feeding lowers swarming in spring.", "Supplementary feeding does not affect swarming."),
    ],
)
def test_opposed_effects_are_a_contradiction(one: str, other: str) -> None:
    """What raises a thing for one study and lowers it, or leaves it, for the other."""
    assert [each.kind for each in found(affected, one, other)][:1] in ([Kind.CONTRADICTION], [Kind.CONTEXT])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hive insulation reduces losses.", "Hive insulation reduces winter losses."),
        ("Hive insulation reduces winter losses.", "Hive insulation increases honey yield."),
        ("Smoke reduces stinging.", "On hot days, smoke increased stinging. On cold days, smoke reduced stinging."),
        ("Hive insulation reduces winter losses.", "Hive insulation may increase winter losses."),
        ("Hive insulation reduces winter losses.", "We tested whether hive insulation increases winter losses."),
        ("Hive insulation reduces winter losses.", "Reduced winter losses and hive insulation were both seen."),
        ("Hive insulation reduces winter losses.", "In contrast, hive paint increases winter losses."),
        (
            "Hive insulation reduces winter losses.",
            "According to Pell (2011), hive insulation increases winter losses.",
        ),
    ],
)
def test_other_effects_are_none(one: str, other: str) -> None:
    """Effects of one direction, on other things, of other things, hedged, asked or told by others."""
    assert found(affected, one, other) == []
