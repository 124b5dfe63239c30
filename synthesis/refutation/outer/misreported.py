"""A study reports its sources otherwise than one of them reads.

In: a Corpus. Out: Disagreements of kind misreport: "all reviews name X", where a source says that it found no X; and a
theme on the word of a study that denies it. Called by synthesis.refutation.between. Only studies that include or cite
one another are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus.study import StudyId
from extract.theme import Polarity, Theme
from synthesis.concept import Dependence
from synthesis.disagreement import Disagreement, Kind, Side
from synthesis.refutation.compared import Corpus
from synthesis.refutation.names import Names
from synthesis.refutation.said import Claim
from synthesis.refutation.said.phrases import stems
from synthesis.refutation.said.sourced import ABSENCE, POINTING_BACK, SOURCES

_SILENT = stems(
    "review study paper article source find found identify report name show address describe discuss mention "
    "consider assess result question focus aspect relate direct however no none not any eight seven six five four "
    "three two one also see observe support confirm cover systematic primary included what which use used using "
    "how"
)
_LEAST, _SHARE = 2, 0.6  # words that a denial shares with the report, and their share of all its words
_LEAST_POINTED, _SHARE_POINTED = 3, 0.4  # where it only points back at the question that its section asks
_SURE, _SURE_POINTED, _SURE_THEME = 0.65, 0.45, 0.6


def misreported(corpus: Corpus) -> Iterator[Disagreement]:
    """By the study that reports and its source."""
    names = corpus.names
    told: dict[tuple[StudyId, str], list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        if claim.scale in (SOURCES, ABSENCE) and not claim.hedged and not claim.reported:
            told[claim.study, claim.scale].append(claim)
    for tie in corpus.dependence:
        if tie.kind in ("includes", "cites") and not tie.unused:
            yield from _against(corpus, names, tie, told)
            yield from _denied(corpus, tie)


def _against(
    corpus: Corpus, names: Names, tie: Dependence, told: dict[tuple[StudyId, str], list[Claim]]
) -> Iterator[Disagreement]:
    keys = _keys(corpus, tie)
    for report in told[tie.source, SOURCES]:
        if (report.cites and keys.isdisjoint(report.cites)) or (not report.cites and tie.kind != "includes"):
            continue
        words = names.words(report.subjects[0], report.study) - _SILENT
        pairs = [(denial, match) for denial in told[tie.target, ABSENCE] if (match := _match(names, words, denial))]
        if pairs:
            shared = max(match[0] for _, match in pairs)
            denials = [denial for denial, match in pairs if match[0] == shared]
            sure = max(match[1] for _, match in pairs)
            yield Disagreement(
                Kind.MISREPORT,
                " ".join(report.subjects[0].split()[:12]),
                (corpus.side(report), *(corpus.side(denial, against=True) for denial in denials)),
                (
                    f"{tie.source} says it of all its sources, and {tie.kind} {tie.target}",
                    f"{tie.target} says that it found none",
                ),
                sure,
            )


def _match(names: Names, words: frozenset[str], denial: Claim) -> tuple[int, float] | None:
    """(shared words, confidence) of a report and a denial that speak of one thing; None when they do not."""
    own = names.words(denial.subjects[0], denial.study) - _SILENT
    shared = len(words & own)
    if shared >= _LEAST and shared >= _SHARE * min(len(own), len(words)):
        return shared, _SURE
    if POINTING_BACK.search(denial.subjects[0]):
        asked = names.words(re.sub(r"\bRQ\s?\d+", " ", denial.section), denial.study) - _SILENT
        shared = len(words & asked)
        if shared >= _LEAST_POINTED and shared >= _SHARE_POINTED * len(asked):
            return shared, _SURE_POINTED
    return None


def _keys(corpus: Corpus, tie: Dependence) -> frozenset[str]:
    """The keys under which the source of a tie lists its target."""
    study = corpus.study[tie.source]
    entries = [r for document in study.documents for r in document.references if r.raw == tie.evidence]
    return frozenset(r.key for r in entries)


def _denied(corpus: Corpus, tie: Dependence) -> Iterator[Disagreement]:
    """Themes that a study reports on the word of another, which denies the concept."""
    keys = _keys(corpus, tie)
    for concept in corpus.concepts:
        if tie.target not in concept.denied_by:
            continue
        themes = [corpus.theme[id] for id in concept.themes]
        said = [t for t in themes if t.study == tie.source and t.polarity is Polarity.ASSERTS]
        resting = [t for t in said if keys & set(t.cites) | keys & set(t.attributed_to)]
        against = [t for t in themes if t.study == tie.target and t.polarity is Polarity.DENIES]
        if resting and against:
            sides = (*map(_side, resting), *(_side(theme, against=True) for theme in against))
            why = f"{tie.source} reports it on the word of {tie.target}, which denies it"
            yield Disagreement(
                Kind.MISREPORT, concept.label, sides, (why,), _SURE_THEME, facet=concept.facet, concept=concept.id
            )


def _side(theme: Theme, *, against: bool = False) -> Side:
    best = theme.mentions[0]
    return Side(theme.study, best.anchor, best.quote, theme.label, against, theme.id)
