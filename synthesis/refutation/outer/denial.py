"""What one study denies and another asserts of one concept, and what a reviewer drew as refuted.

In: a Corpus. Out: Disagreements of kind contradiction. Called by synthesis.refutation.between. A denied mention opposes
the others only where it gives a verdict on the thing ("was not found to be a barrier", "no problem", "none of them
named it"): that it is not used somewhere, or that something else has none of it, opposes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.theme import Mention, Polarity, Theme
from synthesis.concept import Concept, Relation, Translation
from synthesis.disagreement import Disagreement, Kind, Side, Standing
from synthesis.refutation.compared import Corpus

_DENIED = "one study denies what another one reports"
_FOUND = (
    r"(?:found|seen|named|reported|regarded|regard|perceived|perceive|described|describe|considered|consider|identified|"
    r"observed|mentioned|mention|confirmed|thought|felt|reckoned|counted|cited|necessary|needed|required|essential|"
    r"an?\s(?:\w+\s)?(?:barrier|obstacle|problem|challenge|concern|issue|hindrance|difficulty|burden|risk|stage|step|role|"
    r"condition))"
)
_VERDICT = re.compile(
    rf"\b(?:not|never|neither|nor|n't|hardly|nowhere)\s(?:\w+\s){{0,3}}?{_FOUND}\b"
    r"|\bno\s(?:\w+\s)?(?:barrier|obstacle|problem|challenge|concern|hindrance|difficulty|burden|evidence|need|lack|shortage)\b"
    r"|\b(?:do|does|did)\s(?:nothing|not\s(?:help|work|matter|exist|hinder|prevent|reduce|improve|affect|need|hold|apply|"
    r"lead|cause))\b|\b(?:has|have|had|with|of)\sno\s(?:effect|influence|impact|bearing|use|value)\b"
    rf"|\b(?:none|nobody|no\s(?:one|study|review|paper|interviewee|respondent|participant|programme|author)s?)\b[^.;]{{0,60}}?"
    rf"\b{_FOUND}\b",
    re.IGNORECASE,
)
_TELLING = 5  # words of a quote that says more than the label


def denials(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each concept that a study denies and another one reports, with a quote of each theme on either side.

    Where studies of the denying one's own field report it, those of other fields are left out.
    """
    names = corpus.names
    for concept in corpus.concepts:
        themes = [corpus.theme[id] for id in concept.themes] if concept.denied_by else []
        denying = [t for t in themes if t.study in concept.denied_by and t.polarity is Polarity.DENIES]
        against = [(theme, mention) for theme in denying if (mention := _verdict(theme))]
        said = [t for t in themes if t.study not in concept.denied_by and t.polarity is not Polarity.DENIES]
        told = [(theme, mention) for theme in said if not _VERDICT.search((mention := _assertion(theme)).quote)]
        kin = [pair for pair in told if any(names.kin(pair[0].study, theme.study) for theme, _ in against)]
        if against and told:
            sides = (*(_side(*pair) for pair in kin or told), *(_side(*pair, against=True) for pair in against))
            sure = round(min(theme.confidence for theme, _ in against), 4)
            yield Disagreement(
                Kind.CONTRADICTION, concept.label, sides, (_DENIED,), sure, facet=concept.facet, concept=concept.id
            )


def drawn(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each `refutes` of a reviewer: its source stands against its target."""
    for edge in corpus.relations:
        source, target = corpus.theme.get(edge.source), corpus.theme.get(edge.target)
        if edge.relation is Relation.REFUTES and source is not None and target is not None:
            yield _drawn(edge, source, target, corpus.concept_of.get(target.id))


def _verdict(theme: Theme) -> Mention | None:
    """The mention that says outright that it is not so, the best first."""
    denied = (mention for mention in theme.mentions if mention.polarity is Polarity.DENIES)
    return next((mention for mention in denied if _VERDICT.search(mention.quote)), None)


def _assertion(theme: Theme) -> Mention:
    """The best mention that asserts in a sentence, else the best one; a heading says little to who has to judge."""
    asserted = [mention for mention in theme.mentions if mention.polarity is not Polarity.DENIES] or [*theme.mentions]
    return next((mention for mention in asserted if len(mention.quote.split()) >= _TELLING), asserted[0])


def _drawn(edge: Translation, source: Theme, target: Theme, concept: Concept | None) -> Disagreement:
    return Disagreement(
        Kind.CONTRADICTION,
        target.label,
        (_side(target, target.mentions[0]), _side(source, source.mentions[0], against=True)),
        edge.reasons,
        edge.score,
        facet=target.facet,
        concept=concept.id if concept else "",
        standing=Standing.CONFIRMED,
        decided_by=edge.decided_by,
        verdict="; ".join(edge.reasons),
    )


def _side(theme: Theme, mention: Mention, *, against: bool = False) -> Side:
    return Side(theme.study, mention.anchor, mention.quote, theme.label, against, theme.id)
