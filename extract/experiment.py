"""Whether a study is plainly an experiment, a proof or a new algorithm, and no look into a practice.

In: a Scope. Out: a yes or no. Called by extract.in_passing. Such a paper lacks things and limits things on every page,
and takes steps of its own; what it tells so in passing is no finding on a practice. Two signs are asked for: the
sections or formulas of an experiment, and no word of reviewing, asking people or a practice where a paper says what it
is. Where either is missing, the paper is heard like any other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.study import BlockKind
from extract.scope import Scope

_SAYS = re.compile(
    r"\b(?:reviews?|reviewed|reviewing|surveys?|surveyed|(?:meta-?)?synthes[ie]s|meta-?analys[ie]s|overviews?|"
    r"mapping stud(?:y|ies)|systematic mapping|scoping|state of the art|body of knowledge|lessons learned|landscape|"
    r"interview\w*|questionnaires?|focus groups?|delphi|qualitative|grounded theory|ethnograph\w*|action research|"
    r"case stud(?:y|ies)|experience reports?|guidelines?|roadmaps?|practices|practitioners?|professionals?|"
    r"applications (?:of|in)|stakeholders?|barriers|facilitators|enablers?|"
    r"maturity|readiness|adoption|implementing|implementation of|life-?cycles?|life cycles?|"
    r"organi[sz]ations|organi[sz]ational|policies|workforce)\b",
    re.IGNORECASE,
)
_EXPERIMENT = re.compile(
    r"\b(?:ablations?|baselines|experimental (?:setup|set-up|settings?|results|procedures?)|hyper-?parameters|"
    r"proofs?|theorems?|lemmas?|statistical analys[ei]s|cell (?:cultures?|lines?)|reagents?|western blot\w*|immuno\w+|"
    r"antibod\w+|mice|mouse|rats?|plasmids?|pcr|microscopy|spectroscopy|transfection|randomi[sz]ation|"
    r"numerical (?:results|methods?)|loss functions?|model architecture|implementation details|"
    r"training (?:details|data|setup)|benchmarks?|data reduction)\b",
    re.IGNORECASE,
)
_SECTIONS = 2
_FORMULAS = 10
_OPENING = 600  # words looked into where no abstract is known
_SAID = 2  # words of a practice in title (twice) and abstract that make it no mere experiment


@lru_cache(maxsize=16)
def is_experiment(scope: Scope) -> bool:
    """Whether two titles of sections or ten formulas are those of an experiment, and its abstract is of no practice."""
    document = scope.reading.document
    titles = sum(bool(_EXPERIMENT.search(section.title)) for section in document.sections)
    formulas = sum(block.kind is BlockKind.FORMULA for block in document.blocks)
    if titles < _SECTIONS and formulas < _FORMULAS:
        return False
    told = (
        document.text[b.start : b.end] for b in document.blocks if b.kind in (BlockKind.ABSTRACT, BlockKind.KEYWORDS)
    )
    abstract = " ".join(told) or " ".join((document.metadata.abstract, *document.metadata.keywords))
    if 2 * len(_SAYS.findall(document.metadata.title)) + len(_SAYS.findall(abstract)) >= _SAID:
        return False
    opening = "" if abstract.strip() else " ".join(document.text.split(maxsplit=_OPENING)[:_OPENING])
    return not _SAYS.search(opening)
