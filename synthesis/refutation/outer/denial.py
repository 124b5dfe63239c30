"""What one study denies and another asserts of one concept, and what a reviewer drew as refuted.

In: a Corpus. Out: Disagreements of kind contradiction. Called by synthesis.refutation.between.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.theme import Polarity, Theme
from synthesis.concept import Concept, Relation, Translation
from synthesis.disagreement import Disagreement, Kind, Side, Standing
from synthesis.refutation.compared import Corpus

_DENIED = "one study denies what another one reports"


def denials(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each concept that a study denies and another one reports, with a quote of each theme on either side."""
    for concept in corpus.concepts:
        themes = [corpus.theme[id] for id in concept.themes]
        against = [t for t in themes if t.study in concept.denied_by and t.polarity is Polarity.DENIES]
        said = [t for t in themes if t.study not in concept.denied_by and t.polarity is not Polarity.DENIES]
        if against and said:
            sides = (*(_side(theme) for theme in said), *(_side(theme, against=True) for theme in against))
            sure = round(min(theme.confidence for theme in against), 4)
            yield Disagreement(
                Kind.CONTRADICTION, concept.label, sides, (_DENIED,), sure, facet=concept.facet, concept=concept.id
            )


def drawn(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each `refutes` of a reviewer: its source stands against its target."""
    for edge in corpus.relations:
        source, target = corpus.theme.get(edge.source), corpus.theme.get(edge.target)
        if edge.relation is Relation.REFUTES and source is not None and target is not None:
            yield _drawn(edge, source, target, corpus.concept_of.get(target.id))


def _drawn(edge: Translation, source: Theme, target: Theme, concept: Concept | None) -> Disagreement:
    return Disagreement(
        Kind.CONTRADICTION,
        target.label,
        (_side(target), _side(source, against=True)),
        edge.reasons,
        edge.score,
        facet=target.facet,
        concept=concept.id if concept else "",
        standing=Standing.CONFIRMED,
        decided_by=edge.decided_by,
        verdict="; ".join(edge.reasons),
    )


def _side(theme: Theme, *, against: bool = False) -> Side:
    best = theme.mentions[0]
    return Side(theme.study, best.anchor, best.quote, theme.label, against, theme.id)
