"""How much there is under a finding, and how rich it is, as evidence on adequacy.

In: a Finding. Out: Statements. Called by synthesis.cerqual. The figures are those of the concept's support, so that a
profile says nothing else than the page on agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from statistics import median

from extract.theme import Basis, Evidence, Mention, Polarity, Theme
from synthesis.cerqual_known import Finding, Statement, all_words, count, sentence, studies_told
from synthesis.concept import Support

EXPLAINS = 6  # words that a quote must hold beyond the name of the theme to explain it
_OWN_WORDS = (Evidence.LIST_ITEM, Evidence.RUN_IN_HEADING, Evidence.DEFINITION, Evidence.PHRASE, Evidence.REVIEWER)


def adequacy(finding: Finding) -> Iterator[Statement]:
    """How much there is, and how rich: studies, how independent they are, primary studies, quotes."""
    yield from _support(finding)
    yield from _independence(finding)
    yield from _primary(finding)
    yield from _quotes(finding)
    yield from _second_hand(finding)


def explains(theme: Theme, mention: Mention) -> bool:
    """Whether a quote says what the theme is, rather than only name it.

    It stands in a list item, a run-in heading, a definition or a sentence of its own, and holds at least EXPLAINS words
    more than the name; a heading, a table cell and a row of names do not explain what they hold.
    """
    if mention.evidence not in _OWN_WORDS:
        return False
    return mention.evidence is Evidence.DEFINITION or _length(mention.quote) - _length(mention.surface) >= EXPLAINS


def _support(finding: Finding) -> Iterator[Statement]:
    concept, support = finding.concept, finding.concept.support
    low, high = support.interval
    verb = "supports" if support.studies == 1 else "support"
    of = f"{support.studies} of the {studies_told(support.eligible)} in its scope {verb} it"
    share = f"share {support.share:.2f}, 95 % interval {low:.2f} to {high:.2f}"
    yield Statement(f"{of} ({share}).", concept.studies, finding.best(concept.studies))
    if hedging := concept.hedged_by:
        text = f"{studies_told(len(hedging))} only with reservation: {finding.known.listed(hedging)}."
        yield Statement(text, hedging, finding.best(hedging))


def _independence(finding: Finding) -> Iterator[Statement]:
    """n_eff of the supporters, and why it is no more."""
    concept, known, lists = finding.concept, finding.known, finding.evidence.lists
    if not concept.studies:
        return
    shared = [
        f"{known.name(one)} and {known.name(other)} share {count(len(both), 'primary study', 'primary studies')}"
        for one, other in combinations(concept.studies, 2)
        if (both := (lists.get(one) or frozenset()) & (lists.get(other) or frozenset()))
    ]
    ties = [
        f"{known.name(tie.source)} – {tie.kind} – {known.name(tie.target)}: {tie.evidence}"
        for tie in known.ties_among(concept.studies)
    ]
    unknown = [study for study in concept.studies if lists.get(study) is None]
    why = [f"{count(len(shared), 'pair shares', 'pairs share')} primary studies"] if shared else []
    why += [f"{count(len(ties), 'tie')} between them"] if ties else []
    why += [f"the primary studies of {known.listed(unknown)} are not known, hence the range"] if unknown else []
    alone = len(concept.studies) == 1
    told = "; ".join(why) if why else "" if alone else "no two of them share a primary study"
    verb = "counts" if alone else "count"
    text = f"{studies_told(len(concept.studies))} {verb} as {_range(concept.support)} independent"
    yield Statement(f"{text}{told and ': '}{told}.", concept.studies, items=(*shared, *ties))


def _range(support: Support) -> str:
    low, high = (f"{value:.1f}" for value in support.effective)
    return low if low == high else f"{low} to {high}"


def _primary(finding: Finding) -> Iterator[Statement]:
    """The primary studies under it, and from what they are known."""
    concept, evidence = finding.concept, finding.evidence
    works = sorted(frozenset().union(*(evidence.lists.get(study) or frozenset() for study in concept.studies)))
    if not works:
        if concept.studies:
            yield Statement("The primary studies that it rests on are not known.", concept.studies, gap=True)
        return
    by_theme = [study for study in concept.studies if evidence.basis.get(study) == "theme"]
    by_list = [study for study in concept.studies if evidence.basis.get(study) == "list"]
    basis = [f"those that the theme itself cites in {finding.known.listed(by_theme)}"] if by_theme else []
    basis += [f"the whole list of {finding.known.listed(by_list)}"] if by_list else []
    covered = concept.support.coverage
    share = f", {100 * covered:.0f} % of those known in its scope" if covered is not None else ""
    of = f" ({'; '.join(basis)})" if basis else ""
    text = f"it rests on {count(len(works), 'primary study', 'primary studies')}{share}{of}"
    yield Statement(sentence(text), concept.studies, (), tuple(works))


def _quotes(finding: Finding) -> Iterator[Statement]:
    """How many quotes there are, how long, and how many say more than a name; who only names it."""
    held = [(theme, mention) for theme, mention in finding.mentions if mention.polarity is not Polarity.DENIES]
    if not held:
        return
    rich = [(theme, mention) for theme, mention in held if explains(theme, mention)]
    studies = sorted({theme.study for theme, _ in held})
    middle = median(_length(mention.quote) for _, mention in held)
    text = f"{count(len(held), 'quote')} in {studies_told(len(studies))}, {middle:g} words in the median."
    yield Statement(text, tuple(studies), all_words(held))
    bare = len(held) - len(rich)
    says = f"{count(len(rich), 'quote explains', 'quotes explain')} it in a sentence or list item of its own"
    names = (
        f"{bare or 'none'} only {'names' if bare == 1 else 'name'} it (a short item, a heading, a cell, a row of names)"
    )
    yield Statement(sentence(f"{says}; {names}"), tuple(sorted({t.study for t, _ in rich})), all_words(rich))
    if thin := tuple(study for study in studies if study not in {theme.study for theme, _ in rich}):
        verb = "names" if len(thin) == 1 else "name"
        yield Statement(f"Thin: {finding.known.listed(thin)} only {verb} it.", thin, finding.best(thin))


def _second_hand(finding: Finding) -> Iterator[Statement]:
    """Studies that have it before their results only, or as the word of another work."""
    held = [theme for theme in finding.members if theme.study in finding.contributing]
    own = {theme.study for theme in held if theme.basis is Basis.FINDING and not theme.attributed_to}
    for studies, says in (
        ({t.study for t in held if t.basis is Basis.BACKGROUND} - own, "only as background, before its results"),
        ({t.study for t in held if t.attributed_to} - own, "only as what another work says"),
    ):
        if studies:
            verb = "has" if len(studies) == 1 else "have"
            told = f"{finding.known.listed(studies)} {verb} it {says}."
            yield Statement(told, tuple(sorted(studies)), finding.best(studies))


def _length(text: str) -> int:
    return len(re.findall(r"\w+", text))
