"""A concept as meta-ethnography shows it: each study's own words, how they translate into the concept, and the quote.

In: a concept and its Synthesis. Out: rows, one a theme. Called by the shell for `concord show CONCEPT` and the
dashboard. The concept is named after the theme that is nearest to all others; every other theme is told in its terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.theme import Theme, ThemeId, fold_label
from synthesis.concept import Concept, Relation, Synthesis, Translation
from synthesis.translation.columns import sequence_of

_FIRST = tuple(Relation)  # of several relations of one pair, the order in which they are told


@dataclass(frozen=True, slots=True)
class Row:
    """One theme of a concept.

    through: the theme in whose terms it is told: the central one, else the nearest of the concept that it was compared
    with; None for the central theme itself, and for one that only a chain of reviewers' words ties to the concept.
    relations: how the theme stands to that one, reviewers' relations first, each once. score: of the surest, 0 to 1.
    reasons: of all of them. decided_by: who drew them, each once; empty without a relation.
    """

    theme: Theme
    through: Theme | None = None
    relations: tuple[Relation, ...] = ()
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()


def translation_table(concept: Concept, synthesis: Synthesis) -> tuple[Row, ...]:
    """The rows of a concept: its central theme first, then by study and label.

    The central theme is the one with the concept's label that is nearest to the others, else (a reviewer has named the
    concept) the nearest of all.
    """
    themes = {id: synthesis.theme_of[id] for id in concept.themes}
    out: dict[ThemeId, dict[ThemeId, list[Translation]]] = defaultdict(lambda: defaultdict(list))
    translations = sequence_of(synthesis.translations)
    for edge in translations.bare_of(concept.themes, inside=True):
        if edge.relation is not Relation.REFUTES:
            out[edge.source][edge.target].append(edge)
    near = {id: sum(_surest(edges) for edges in out[id].values()) for id in themes}
    label = fold_label(concept.label)
    centre = min(themes, key=lambda id: (fold_label(themes[id].label) != label, -round(near[id], 4), id))
    through = {id: _nearest(centre, edges) for id, edges in out.items() if id != centre}
    told = translations.with_words(edge for id, to in through.items() for edge in out[id][to])
    edges_of: dict[ThemeId, list[Translation]] = defaultdict(list)
    for edge in told:
        edges_of[edge.source].append(edge)
    rows = [_row(theme, edges_of[theme.id], themes) for theme in themes.values() if theme.id != centre]
    rows.sort(key=lambda row: (row.theme.study, fold_label(row.theme.label), row.theme.id))
    return (Row(themes[centre]), *rows)


def _nearest(centre: ThemeId, out: Mapping[ThemeId, list[Translation]]) -> ThemeId:
    """The central theme, else the nearest that a theme was compared with."""
    return centre if centre in out else min(out, key=lambda id: (-_surest(out[id]), id))


def _row(theme: Theme, edges: list[Translation], themes: Mapping[ThemeId, Theme]) -> Row:
    """edges: to the theme in whose terms it is told; none where it was compared with none."""
    if not edges:
        return Row(theme, score=0.0)
    to = edges[0].target
    edges = sorted(edges, key=lambda e: (e.decided_by == "machine", _FIRST.index(e.relation), e.decided_by))
    return Row(
        theme,
        themes[to],
        tuple(dict.fromkeys(edge.relation for edge in edges)),
        _surest(edges),
        tuple(dict.fromkeys(reason for edge in edges for reason in edge.reasons)),
        tuple(dict.fromkeys(edge.decided_by for edge in edges)),
    )


def _surest(edges: Iterable[Translation]) -> float:
    return max(edge.score for edge in edges)
