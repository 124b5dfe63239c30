"""Labels that can be no item of their facet, whatever shows them.

In: a candidate and the codebook. Out: the reason, in words for a person. Called by extract.rejecting. A list or column
may be taken for a facet by mistake; what its items look like often tells.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.candidate import Candidate
from extract.codebook import Codebook
from extract.facet import Facet, ItemShape
from extract.regions import REGIONS
from extract.theme import Evidence, fold_label

OF_RESEARCH = "used for the research itself, not reported as a finding"
GENERAL = "a general word, or the name of the facet itself"
NUMBER = "a number or a code, and no name"
REGION = "a country or region"
CIRCUMSTANCE = "a circumstance of place or time, and no thing"
_IN_PASSING = (Evidence.PHRASE, Evidence.DEFINITION, Evidence.LEXICON, Evidence.SUCH_AS, Evidence.ENUMERATION)
_CODE = re.compile(r"(?:(?:rq|q|h|p|r|s|t|c)\s?\d{1,2}[a-z]?|[ivx]{1,4}|[a-z])", re.IGNORECASE)
_OPENS_NO_THING = re.compile(
    r"^(?:(?:at|in|on|before|after|during|within|across|among|amongst|between|from|by|throughout|into|towards?|upon|"
    r"since|until|at least|as of)\s+(?!house\b|time\b|depth\b|person\b|service\b|situ\b|vivo\b|vitro\b|demand\b)\S|"
    r"(?:afterwards|especially|finally|firstly|secondly|thirdly|lastly|meanwhile|overall|generally|moreover|however|"
    r"therefore|thus|hence|here|there|then|now|today|later|instead|otherwise|respectively)\b)",
    re.IGNORECASE,
)


def unfit(candidate: Candidate, codebook: Codebook, *, finding: bool, spoken: bool = False) -> str:
    """Why a label can be no item of its facet, "" when it can. Names of the lexicon are taken as they are.

    finding: the candidate stands among findings; what is listed there is reported, also where it is a
    program with which reviews are made. spoken: the section speaks of the facet, where no mention is in passing.
    """
    facet, label = codebook.facet_of[candidate.facet], fold_label(candidate.label)
    if facet.item is ItemShape.NAME and label in _folded(codebook.parts.research_tools):
        return "" if finding and (spoken or candidate.evidence not in _IN_PASSING) else OF_RESEARCH
    if candidate.evidence is Evidence.LEXICON:
        return ""
    if label in _folded((*facet.negative, *facet.cues, *facet.excluded)):
        return GENERAL
    if label in REGIONS:
        return REGION
    if facet.containers:
        return ""
    if _is_code(candidate.label, facet):
        return NUMBER
    if facet.item in (ItemShape.NOUN_PHRASE, ItemShape.CLAUSE) and _OPENS_NO_THING.match(candidate.label):
        return CIRCUMSTANCE
    return _of_another(candidate.label, facet, codebook) if facet.item is not ItemShape.CLAUSE else ""


def _is_code(label: str, facet: Facet) -> bool:
    """ "RQ2", "P7", and "Phase 3" under stages."""
    if facet.item is not ItemShape.NAME and _CODE.fullmatch(label):
        return True
    if facet.item is ItemShape.NAME:
        return bool(re.fullmatch(r"(?:RQ|P)\d{1,2}", label))
    words, _, number = label.casefold().rpartition(" ")
    general = words.removesuffix("s") in (*facet.cues, *facet.weak_cues, "group", "part", "no", "case", "study")
    return general and re.fullmatch(r"\d{1,2}|[ivx]{1,4}|[a-h]|one|two|three|four|five|six", number) is not None


def _of_another(label: str, facet: Facet, codebook: Codebook) -> str:
    """A noun phrase or name that ends in the head word of another facet, or opens like the items of another one."""
    words = label.casefold().split()
    for other in codebook.facets:
        if other.name == facet.name:
            continue
        if facet.item is ItemShape.NOUN_PHRASE and len(words) > 1 and words[-1] in other.head_words:
            return f"“{words[-1]}” names a {other.title.lower()}"
        if other.phrase_cues and label.casefold().startswith(tuple(f"{cue} " for cue in other.phrase_cues)):
            return f"it opens like a {other.title.lower()}"
    return ""


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold_label(word) for word in words)
