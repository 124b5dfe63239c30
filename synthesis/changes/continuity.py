"""Which concept of one state goes on in another one.

In: the concepts of two states. Out: pairs. Called by synthesis.changes. The pairs are the same whichever of the two
states is called the earlier, so that a comparison read backwards says the opposite and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from synthesis.concept import Concept, ConceptId


def continued(earlier: Sequence[Concept], later: Sequence[Concept]) -> dict[ConceptId, Concept]:
    """Later id to the earlier concept that it continues; each earlier one is continued once, within its facet or not.

    First those of one id that share a theme; then those that share most themes, the smaller ones first; last those of
    one id whose themes are all other ones, as after a new extraction.
    """
    by_id = {concept.id: concept for concept in earlier}
    home = {theme: concept.id for concept in earlier for theme in concept.themes}
    ranked = []
    for new in later:
        shared = Counter(home[theme] for theme in new.themes if theme in home)
        for old_id in {*shared, *([new.id] if new.id in by_id else [])}:
            old, number = by_id[old_id], shared[old_id]
            size = len(old.themes) + len(new.themes) - number
            rank = 0 if old_id == new.id and number else 1 if number else 2
            ranked.append((rank, -number, size, min(old_id, new.id), max(old_id, new.id), old_id, new.id))
    found: dict[ConceptId, Concept] = {}
    taken: set[ConceptId] = set()
    for *_, old_id, new_id in sorted(ranked):
        if old_id not in taken and new_id not in found:
            found[new_id] = by_id[old_id]
            taken.add(old_id)
    return found
