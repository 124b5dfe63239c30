"""How much there is under a finding, and how rich it is, as evidence on adequacy.

In: a Finding. Out: Statements. Called by synthesis.cerqual. The figures are those of the concept's support, so that a
profile says nothing else than the page on agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from extract.theme import Basis, Evidence, Mention, Polarity, Theme
from synthesis.cerqual.known import Finding, Statement, all_words, count, range_told, sentence, studies_told
from synthesis.weighing import because, pairs

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
    """n_eff of the supporters, and why it is no more; every pair that shares, and every tie, among the items."""
    concept, known = finding.concept, finding.known
    if not concept.studies:
        return
    shared = [known.in_names(pair.words) for pair in pairs(finding.evidence)]
    among = known.ties_among(concept.studies)
    ties = [f"{known.name(tie.source)} – {tie.kind} – {known.name(tie.target)}: {tie.evidence}" for tie in among]
    unknown = [study for study in concept.studies if finding.basis.get(study) == "unknown"]
    why = [because(finding.evidence)] if shared else []
    why += [f"the primary studies of {known.listed(unknown)} are not known"] if unknown else []
    alone = len(concept.studies) == 1
    told = known.in_names("; ".join(filter(None, why))) or ("" if alone else "no two of them share a primary study")
    verb = "counts" if alone else "count"
    text = f"{studies_told(len(concept.studies))} {verb} as {range_told(concept.support.effective)} independent"
    yield Statement(f"{text}{told and ': '}{told}.", concept.studies, items=(*shared, *ties))


def _primary(finding: Finding) -> Iterator[Statement]:
    """The primary studies under it, from what they are known, and the supporters that are no reviews."""
    concept, known, basis = finding.concept, finding.known, finding.basis
    of = {kind: [study for study in concept.studies if basis.get(study) == kind] for kind in ("theme", "list", "own")}
    held = (finding.evidence.lists.get(study) for study in (*of["theme"], *of["list"]))
    works = sorted(frozenset().union(*(known_works for known_works in held if known_works)))
    if of["own"]:
        verb = "is no review and rests" if len(of["own"]) == 1 else "are no reviews and rest"
        text = f"{known.listed(of['own'])} {verb} on what {'it' if len(of['own']) == 1 else 'they'} found."
        yield Statement(text, tuple(of["own"]), finding.best(of["own"]))
    if works:
        told = [f"those that the theme itself cites in {finding.who(of['theme'])}"] if of["theme"] else []
        told += [f"the whole list of {finding.who(of['list'])}"] if of["list"] else []
        rests = f"the reviews among them rest on {count(len(works), 'primary study', 'primary studies')}"
        text = sentence(f"{rests} ({'; '.join(told)})")
        yield Statement(text, tuple(sorted((*of["theme"], *of["list"]))), items=tuple(works))
    elif concept.studies and not of["own"]:
        yield Statement("The primary studies that it rests on are not known.", concept.studies, gap=True)
    if concept.support.coverage is not None and concept.studies:
        share = 100 * concept.support.coverage
        text = f"Its supporters hold {share:.0f} % of the primary studies known in its scope."
        yield Statement(text, concept.studies)


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
