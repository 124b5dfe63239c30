"""What a place speaks against: a section outside the study's own text, or words said in passing.

In: a candidate with the reading that it was found in, and its facet. Out: the reason why it is no finding, in words for
a person, "" when nothing speaks against it. Called by extract.plausible. Sections of front and back matter that
extract.scope knows by their whole title are looked at by nobody; here are letters, replies and appendices that have
titles of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.experiment import is_experiment
from extract.facet import Facet, ItemShape
from extract.grouping import Found
from extract.scope import Scope
from extract.theme import Evidence

ONE_WORD = "one word, said in passing in a section on something else"
EXPERIMENT = "said in passing in an experiment or a proof, which looks into no practice"
OUTSIDE = "in the section “{}”, which lies outside the study's own text"
_OUTSIDE = re.compile(
    r"(?:decision letter|author(?:s['’]|['’]?s)? (?:response|reply|contribution|biograph|information|summary)|"
    r"(?:response|reply|letter|answers?) to (?:the )?(?:reviewer|editor|referee)|"
    r"(?:reviewers?|referees?)['’]?s? (?:comment|report|\d)|review(?:er)? comments|"
    r"peer review(?:er)? (?:report|comment|file|history)|"
    r"editor(?:ial|['’]s)? (?:note|summary|decision|comment|assessment)|appendix|supporting information|"
    r"supplementary (?:material|information|data|file|note|method)|about the authors?|publisher['’]s note|"
    r"reporting summary|limitations of (?:the|this|our) (?:study|review|work|paper)|how to cite)",
    re.IGNORECASE,
)
_OF_NO_FACET = re.compile(  # what may also be the title of a difficulty
    r"(?:acknowledge?ment|annex\b|additional (?:information|files?)\b|(?:competing|conflicts? of) interest|"
    r"(?:data|code|software|resource)s? (?:and \w+ )?availability|availability of data|funding\b|"
    r"ethics (?:statement|approval|declaration)|disclosures?\b)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:\W|\d)*(?:(?:summary|discussion) and )?conclusions?\b|(?:\W|\d)*references\b|(?:\W|\d)*acknowledge?ment",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
_LETTERED = re.compile(r"([A-Z])(?:\.\d+)*\.?\s+\S")


def in_passing(one: Found, facet: Facet) -> str:
    """Why the place of a candidate makes it no finding, "" when nothing does."""
    section = one.reading.document.blocks[one.candidate.block].section
    scope = one.voices.scope
    if section is not None and (title := _outside(scope).get(section)):
        return OUTSIDE.format(title)
    return _of_place(one, facet)


@lru_cache(maxsize=16)
def _outside(scope: Scope) -> dict[int, str]:
    """The sections outside the study's own text, with the title that says so: their own or that of one above.

    From the first of several lettered sections on they are appendices, where it stands behind the conclusion.
    """
    sections = scope.reading.document.sections
    closing = next((i for i, s in enumerate(sections) if _CLOSING.match(s.title)), len(sections))
    lettered = [i for i, s in enumerate(sections) if _LETTERED.match(s.title)]
    behind = lettered[0] if len(lettered) > 1 and lettered[0] > closing else len(sections)
    found: dict[int, str] = {}
    for i, section in enumerate(sections):
        above = found.get(section.parent, "") if section.parent is not None else ""
        title = section.title.lstrip(" 0123456789.*#")
        own = bool(_OUTSIDE.match(title)) or i >= behind
        if own or above or (scope.section_facets[i] is None and _OF_NO_FACET.match(title)):
            found[i] = above or section.title
    return found


def _of_place(one: Found, facet: Facet) -> str:
    """One word, said in passing in a section on something else, or anything in passing in an experiment."""
    candidate, scope = one.candidate, one.voices.scope
    phrase, elsewhere = candidate.evidence is Evidence.PHRASE, scope.facet(candidate.block) != facet.name
    one_word = phrase and elsewhere and not candidate.container and len(candidate.label.split()) == 1
    if one_word and facet.item is ItemShape.CLAUSE:
        said = one.reading.document.text[slice(*candidate.quote)].casefold()
        if not any(cue in said for cue in facet.cues):
            return ONE_WORD
    if not phrase or not is_experiment(scope):
        return ""
    return "" if not elsewhere and _announced(scope, candidate.block, facet) else EXPERIMENT


def _announced(scope: Scope, block: int, facet: Facet) -> bool:
    """Whether the title of a section, or of one that holds it, names a facet in the plural ("Other problems")."""
    document = scope.reading.document
    section = document.blocks[block].section
    while section is not None:
        words = (word.casefold() for word in _WORDS.findall(document.sections[section].title))
        if any(word != form and form in (*facet.cues, *facet.weak_cues) for word in words for form in singulars(word)):
            return True
        section = document.sections[section].parent
    return False


def singulars(word: str) -> tuple[str, ...]:
    """A word, and what it may be the plural of."""
    return word, word.removesuffix("s"), f"{word[:-3]}y" if word.endswith("ies") else word
