"""How well the mentions of a finding fit together, as evidence on coherence.

In: a Finding. Out: Statements. Called by synthesis.cerqual.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.theme import Polarity, ThemeId
from synthesis.cerqual.known import (
    Finding,
    Statement,
    Words,
    all_words,
    count,
    range_told,
    sentence,
    studies_told,
    words_of,
)
from synthesis.concept import Relation, Translation
from synthesis.disagreement import Disagreement, Standing
from synthesis.translation.columns import sequence_of

_SAME = (Relation.EXACT, Relation.CLOSE)
_VERBS = {
    Polarity.ASSERTS: ("asserts it", "assert it"),
    Polarity.HEDGES: ("hedges it", "hedge it"),
    Polarity.DENIES: ("denies it", "deny it"),
}


def coherence(finding: Finding) -> Iterator[Statement]:
    """How well the mentions fit together: stances, refutations, contradictions, wordings, translations."""
    yield from _stances(finding)
    yield from _refuted(finding)
    yield from _contradictions(finding)
    yield from _wordings(finding)
    yield from _translated(finding)


def _stances(finding: Finding) -> Iterator[Statement]:
    absent = []
    for polarity, (one, more) in _VERBS.items():
        held = [(theme, mention) for theme, mention in finding.mentions if mention.polarity is polarity]
        studies = tuple(sorted({theme.study for theme, _ in held}))
        if held:
            where = f"{studies_told(len(studies))} ({finding.who(studies)})"
            verb = one if len(held) == 1 else more
            yield Statement(f"{count(len(held), 'mention')} in {where} {verb}.", studies, all_words(held))
        else:
            absent.append(one.removesuffix(" it"))
    if absent:
        yield Statement(f"No mention {' or '.join(absent)} it.")


def _refuted(finding: Finding) -> Iterator[Statement]:
    concept, known = finding.concept, finding.known
    against, eligible = concept.refuted_by, concept.support.eligible_studies
    in_scope = f"of the {studies_told(len(eligible))} in its scope"
    if not against:
        yield Statement(f"None {in_scope} refutes it.", eligible)
        return
    drawn = [
        words_of(edge.source, source.study, source.mentions[0])
        for edge in sequence_of(known.synthesis.translations).drawn  # the machine draws none that refutes
        if edge.relation is Relation.REFUTES and edge.target in concept.themes
        if (source := known.themes.get(edge.source))
    ]
    denying = [(t, m) for t, m in finding.mentions if t.study in against and m.polarity is Polarity.DENIES]
    words = tuple(dict.fromkeys((*all_words(denying), *drawn)))
    verb = "refutes" if len(against) == 1 else "refute"
    worth = f"{'counts' if len(against) == 1 else 'count'} as {range_told(concept.support.opposing)} independent"
    yield Statement(f"{len(against)} {in_scope} {verb} it and {worth}: {known.listed(against)}.", against, words)


def _contradictions(finding: Finding) -> Iterator[Statement]:
    """Disagreements about the concept, first those that people have judged."""
    found = finding.known.disagreements_on(finding.concept)
    for one in found:
        if one.standing is not Standing.CANDIDATE:
            yield _contradiction(finding, one, f"{one.standing} by {one.decided_by}: {one.verdict}")
    for one in found:
        if one.standing is Standing.CANDIDATE:
            yield _contradiction(finding, one, "a machine found it and nobody has judged it yet")
    if not found:
        yield Statement("No contradiction about it was found between the studies, or within one.")


def _contradiction(finding: Finding, one: Disagreement, standing: str) -> Statement:
    first, second = (
        finding.known.listed({side.study for side in one.sides if side.against is against}) for against in (False, True)
    )
    between = f"of {first} with {second}" if len(one.studies) > 1 else f"within {first}"
    reckoned = f" ({one.computed})" if one.computed else ""
    words = tuple(Words(side.study, side.anchor, side.quote, one.id) for side in one.sides)
    text = f"1 disagreement {between}, {one.kind}{reckoned}: {one.topic}; {standing}"
    return Statement(sentence(text), one.studies, words)


def _wordings(finding: Finding) -> Iterator[Statement]:
    """Under how many names the studies have it, and who says what it is."""
    labels = tuple(dict.fromkeys(theme.label for theme in finding.members))
    definitions = tuple(theme.definition for theme in finding.members if theme.definition)
    studies = sorted({theme.study for theme in finding.members})
    defining = tuple(sorted({theme.study for theme in finding.members if theme.definition}))
    named = (
        f"{studies_told(len(studies))} {'has' if len(studies) == 1 else 'have'} it under {count(len(labels), 'name')}"
    )
    says = f"{finding.who(defining)} {'says' if len(defining) == 1 else 'say'}" if defining else "nobody says"
    yield Statement(f"{named}; {says} what it is.", defining, finding.best(studies), (*labels, *definitions))


def _translated(finding: Finding) -> Iterator[Statement]:
    """The theme that hangs on the others by the least sure translation, and whether a person judged any."""
    edges = [edge for edge in finding.known.translations_of(finding.concept) if edge.relation in _SAME]
    best: dict[ThemeId, Translation] = {}
    for edge in edges:
        if edge.source not in best or edge.score > best[edge.source].score:
            best[edge.source] = edge
    if not best:
        return
    least = min(best.values(), key=lambda edge: (edge.score, edge.source))
    theme, other = finding.known.themes[least.source], finding.known.themes[least.target]
    people = sorted({edge.decided_by for edge in edges} - {"machine"})
    by = f"{', '.join(people)} judged some of them" if people else "no person has judged them"
    pair = f"“{theme.label}” ({finding.known.name(theme.study)}) as “{other.label}” ({finding.known.name(other.study)})"
    text = f"Of {count(len(best), 'theme')} in translation the least sure is {pair}, {least.score:.2f} of 1; {by}."
    words = tuple(words_of(t.id, t.study, t.mentions[0]) for t in (theme, other))
    yield Statement(text, tuple(sorted({theme.study, other.study})), words)
