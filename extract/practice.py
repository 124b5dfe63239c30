"""Whether a study is about what others do or found: a review, a survey, interviews, a look into a practice.

In: a Scope. Out: a yes or no. Called by extract.plausible. An experiment, a proof or a new algorithm lacks things and
limits things on every page, and takes steps of its own; what it tells so in passing is no finding on a practice.
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
_OPENING = 600  # words looked into where no abstract is known
_SHORT = 2000  # words; a shorter text says too little of itself to be judged
_ENOUGH = 2


@lru_cache(maxsize=16)
def is_of_practice(scope: Scope) -> bool:
    """Whether the title, keywords and abstract speak of reviewing, asking people or a practice, more than once.

    A word of the title counts twice. Without an abstract the opening of the text is looked into, and once is enough;
    a text of less than 2,000 words is taken to be.
    """
    document = scope.reading.document
    if len(document.text.split(maxsplit=_SHORT)) <= _SHORT:
        return True
    title = document.metadata.title
    told = (
        document.text[b.start : b.end] for b in document.blocks if b.kind in (BlockKind.ABSTRACT, BlockKind.KEYWORDS)
    )
    abstract = " ".join(told) or " ".join((document.metadata.abstract, *document.metadata.keywords))
    said = 2 * len(_SAYS.findall(title)) + len(_SAYS.findall(abstract))
    if said >= _ENOUGH:
        return True
    return not abstract and bool(_SAYS.search(" ".join(document.text.split(maxsplit=_OPENING)[:_OPENING])))
