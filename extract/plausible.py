"""Whether a label says enough, and stands where it may, to be a theme of its facet at all.

In: a candidate with the reading that it was found in, and its facet. Out: the reason why not, in words for a person, ""
when nothing speaks against it. Called by extract.rejecting, for every source alike. Long papers of any field name
things in passing that only look like items: what points at something said elsewhere, crumbs of formulas, parts of the
paper, words that were cut, general nouns. What the place speaks against: extract.in_passing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.candidate import Candidate
from extract.facet import Facet, ItemShape
from extract.grouping import Found
from extract.in_passing import in_passing, singulars
from extract.theme import Evidence

POINTING = "points at something said elsewhere"
FORMULA = "a piece of a formula, a unit or a number"
OF_THE_PAPER = "a part of the paper, and no thing that it tells of"
CUT = "cut off in the middle of a phrase"
VAGUE = "general words only"
SENTENCE = "a sentence, and no name of a thing"
NO_NOUN = "names no thing: it holds no noun"
NO_TOOL = "a doing, a person or an abstract thing, which cannot be used as a tool"
AIM = "what is to be done, and no difficulty"
COMMON = "an ordinary word with a capital because it opens a sentence"

_PROSE = (Evidence.PHRASE, Evidence.ENUMERATION, Evidence.SUCH_AS, Evidence.DEFINITION)
_POINTS = re.compile(
    r"(?:this|that|these|those|it|its|they|them|their|he|she|his|her|we|our|us|you|your|i|my|here|there|such|"
    r"(?:the )?(?:following|above|latter|former|same|aforementioned|corresponding|respective)|as follows|"
    r"(?:described|detailed|discussed|mentioned|listed|shown|given|see|seen) (?:above|below|here|earlier|later|in)|"
    r"on (?:the )?(?:one|other) (?:the )?hand|one (?:on )?the one hand|(?:further|more) (?:details?|information))"
    r"(?![\w'’-])",
    re.IGNORECASE,
)
_POINTS_WITHIN = re.compile(
    r"\b(?:this|these|those)\b|\b(?:of|to|by|with|for|from|in|on|about) (?:that|it|them|which|whom)$", re.IGNORECASE
)
_LACKS_THIS = re.compile(
    r"(?:lack|absence|shortage|scarcity|complexity|effects?|use|loss) of (?:this|these|that|those|such|its)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"[IVX]{1,4}-[A-Z]\d?")  # "V-B", where the paper points at its own section
_FORMULA = re.compile(
    r"[=∑∏∫√∂∇∞≈≠≤≥±×÷∈∉∋⊂⊆∪∩∀∃⇒⟨⟩‖^\\{}]|[<>]\s?\d|[\U0001d400-\U0001d7ff]|[α-ωΑ-Ω]\s?[=_(]|\b[a-z]_[a-z0-9]"
)
_UNIT = re.compile(
    r"\(?(?:[\d.,%\s/·-]|\b(?:mg|kg|km|cm|mm|nm|µm|ml|µl|hz|khz|mhz|ghz|gb|mb|tb|kb|mol|ms|min|[hsgmlck]|°c)\b)+\)?",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD_LIKE = re.compile(r"[^\W\d_]{2}")
_PARTS = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+|[A-Z]\.?\s+)?(?:"
    r"(?:appendix|annex|supporting information|table of contents|list of (?:figures|tables)|"
    r"supplementary (?:material|information|data|table|figure|file|note|method)s?)\b.*|"
    r"(?:figures?|figs?\.?|tables?|equations?|sections?|chapters?|algorithm|listing|footnote)"
    r"(?:\s+(?:\d|[ivx]+\b|[a-z]\b).*)?|"
    r"(?:(?:background|related work|results?|discussions?|conclusions?|summary|findings|future work|outlook|"
    r"limitations|explanations?|concluding remarks|introduction)(?:,? (?:and|&) |, |$)(?:[a-z]+ )?)+|"
    r"abstract|references|bibliography|acknowledge?ments?|methods?|materials and methods|contents|notation|"
    r"nomenclature|preliminaries|experimental setup|experiments|"
    r"author(?:s['’]?)? (?:contributions?|responses?|summary|information)|decision letter|reviewer \d|"
    r"(?:competing|conflicts? of) interests?|(?:data|code|software) availability|"
    r"availability of (?:data|code|materials) and .*|funding (?:statement|information|sources?)|"
    r"published (?:as|by|in|online|under) .*|copyright (?:©|\(c\)|\d).*|"
    r"(?:few |some |the |other )*(?:major|minor|specific|general|further|additional) (?:comment|revision|point)s?)",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"(?:in order )?to (?:overcome|mitigate|promote|improve|provide|reduce|avoid|prevent|foster|encourage|address|"
    r"tackle|solve|help|support|strengthen|enhance|facilitate)\b",
    re.IGNORECASE,
)
_OPEN = frozenset("the a an and or their its his our is are was were be vs than per but if nor because".split())
_STRANDED = frozenset(
    "of to for with by from at as that which who whose via into within between among upon using".split()
)
_FIRST = frozenset(
    "as either neither thereby whereby thus hence consequently specifically namely accordingly than and or but".split()
)
_MODIFIERS = frozenset(
    "new newer newest later latest earlier recent modern current future present existing available common general "
    "generic overall various varied several different diverse multiple many numerous certain specific particular main "
    "major minor key central important relevant significant interesting useful necessary possible potential typical "
    "usual other further additional next previous first second third final last similar same whole entire full "
    "underlying corresponding resulting given proposed described considered presented used single own actual such "
    "example challenging difficult hard easy simple large small good better best higher lower great appropriate "
    "suitable".split()
)
_NOUNS = frozenset(
    "thing fact case example instance way kind type sort form number amount set group list series range part piece "
    "aspect point issue topic subject matter item element factor reason cause effect result outcome finding idea "
    "question answer problem task method approach technique tool technology system process procedure study work "
    "research paper article section figure table text author reader reviewer comment note model data dataset "
    "information situation condition area field domain level term word name value variable parameter feature property "
    "attribute component detail version option choice solution place moment direction step stage phase manner nature "
    "context world people person user someone something".split()
)
_ALONE = frozenset(
    "fact thing following way kind type sort number amount case example instance figure table section paper article "
    "detail respect cause text matter moment manner situation reason idea comment others reader author reviewer "
    "adding being having doing making using getting pursuing seeking considering including ensuring providing "
    "allowing enabling leading".split()
)
_PERSONS = frozenset(("reader", "author", "reviewer"))  # of a paper, unless the facet is one of persons
_NO_TOOLS = frozenset(
    "research choice coder source task extraction generation privacy security role company organisation organization "
    "staff people user researcher practitioner author participant student team effort time skill knowledge experience "
    "access support advice decision assumption difference perspective principle practice opportunity opinion hour day "
    "week year cost price budget money government country word sentence question answer consideration criterion "
    "criteria comparison processing transforming classification definition".split()
)
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def implausible(one: Found, facet: Facet) -> str:
    """Why a candidate can be no theme of its facet, "" when it can. Names of the lexicon are taken as they are.

    Levels of a scale may be named by any words; of them only parts of the paper and formulas are refused.
    """
    candidate = one.candidate
    if candidate.evidence is Evidence.LEXICON or facet.item is ItemShape.DEFINITION:
        return ""
    label = candidate.label
    if _is_formula(label, facet):
        return FORMULA
    if _SECTION.fullmatch(label) or (_PARTS.fullmatch(label) and not _is_set_out(candidate)):
        return OF_THE_PAPER
    if facet.containers:
        return in_passing(one, facet)
    if _points(candidate, label):
        return POINTING
    if _is_cut(one, facet):
        return CUT
    if _is_vague(label, facet):
        return VAGUE
    if _AIM.match(label) and "barrier" in facet.cues:
        return AIM
    why = _of_name(one) if facet.item is ItemShape.NAME else ""
    return why or _of_words(one, facet) or in_passing(one, facet)


def _is_formula(label: str, facet: Facet) -> bool:
    if _FORMULA.search(label) or _UNIT.fullmatch(label) or _IN_BRACKETS.fullmatch(label):
        return True
    words = label.split()
    alone = sum(len(word) == 1 for word in words)
    if alone > 2 and alone * 2 > len(words):
        return True
    return facet.item is not ItemShape.NAME and not facet.containers and not _WORD_LIKE.search(label)


def _is_set_out(candidate: Candidate) -> bool:
    """Whether the paper sets one word out in a series: "discussion" may be a step of a meeting."""
    series = (Evidence.LIST_ITEM, Evidence.ENUMERATION, Evidence.TABLE_CELL)
    return candidate.evidence in series and len(candidate.label.split()) == 1


def _points(candidate: Candidate, label: str) -> bool:
    words = label.split()
    short_form = len(words[0]) > 1 and words[0].isupper()  # "IT staff", "HIS vendor"
    if _POINTS.match(label) and not short_form and (candidate.evidence in _PROSE or len(words) < 4):
        return not (words[0] == "That" and len(words) > 3)
    if candidate.evidence is not Evidence.PHRASE:
        return False
    return bool(_LACKS_THIS.match(label)) or (len(words) < 5 and bool(_POINTS_WITHIN.search(label)))


def _is_cut(one: Found, facet: Facet) -> bool:
    words = one.candidate.label.rstrip(".").split() or [""]
    last = words[-1]  # in small letters: "hepatitis A", "nurse in the OR"
    if last in _OPEN or (last in _STRANDED and (facet.item is not ItemShape.CLAUSE or len(words) < 4)):
        return True
    if words[0].lower() in _FIRST and one.candidate.evidence in _PROSE:
        return True
    text, start, end = one.reading.document.text, one.candidate.start, one.candidate.end
    before, behind = text[max(0, start - 3) : start], text[end : end + 2]
    if text[start : start + 1].islower() and (before[-1:].isalpha() or re.search(r"\w-\s+$", before)):
        return True
    return behind[:1] == "-" and behind[1:].isspace()


def _is_vague(label: str, facet: Facet) -> bool:
    """One general word, or a general noun with nothing but general adjectives before it."""
    if facet.item is ItemShape.CLAUSE and len(label.split()) > 3:
        return False
    words = [word.casefold() for word in _WORD.findall(label)]
    if not words:
        return True
    last = words[-1]
    nouns = _NOUNS | {cue for cue in (*facet.cues, *facet.weak_cues) if " " not in cue}
    if len(words) == 1:
        alone = _ALONE - _PERSONS if facet.head_words else _ALONE
        return facet.item is not ItemShape.NAME and not alone.isdisjoint(singulars(last))
    return not nouns.isdisjoint(singulars(last)) and all(word in _MODIFIERS for word in words[:-1])


def _of_words(one: Found, facet: Facet) -> str:
    """What the words of running text tell: a sentence, or words without a noun, name no thing."""
    candidate = one.candidate
    if candidate.evidence not in _PROSE and candidate.evidence is not Evidence.RUN_IN_HEADING:
        return ""
    if facet.item is ItemShape.CLAUSE or facet.questions:
        return ""
    passage = one.reading.passages.get(candidate.block)
    if passage is None:
        return ""
    tokens = list(passage.tokens(candidate.start, candidate.end))
    if len(tokens) > 3 and any(
        t.tag_ in ("VBZ", "VBP", "VBD", "MD")
        and t.dep_ in ("ROOT", "ccomp", "aux", "conj")
        and t.i > tokens[0].i
        and any(c.dep_ in ("nsubj", "nsubjpass") and tokens[0].i <= c.i for c in t.children)
        for t in tokens
    ):
        return SENTENCE
    named = any(
        t.pos_ in ("NOUN", "PROPN", "X", "NUM", "VERB") or t.text[:1].isupper() or t.tag_ == "VBG" for t in tokens
    )
    return "" if named or not tokens else NO_NOUN


def _of_name(one: Found) -> str:
    """What is no name of a tool, nor of a kind of tools: an ordinary word that opens a sentence, a doing, a person."""
    candidate, reading = one.candidate, one.reading
    words = candidate.label.split()
    written = reading.document.text[candidate.start : candidate.end]
    if candidate.evidence is Evidence.PHRASE and _opens_sentence(one) and written[:1].isupper():
        first = words[0].casefold()
        ordinary = first in _small_words(reading.document.text) if len(words) == 1 else first in _MODIFIERS
        if words[0].istitle() and (ordinary or (first.endswith("ing") and len(words) > 1)):
            return COMMON
    last = (written.split() or [""])[-1]
    if candidate.evidence in _PROSE and last.islower() and not _NO_TOOLS.isdisjoint(singulars(last)):
        return NO_TOOL
    doing = len(words) == 1 and written.endswith("ing") and written[1:].islower()
    return NO_TOOL if doing and candidate.evidence in _PROSE else ""


def _opens_sentence(one: Found) -> bool:
    passage = one.reading.passages.get(one.candidate.block)
    if passage is None:
        return False
    return passage.offset + passage.sentence_at(one.candidate.start).start_char == one.candidate.start


@lru_cache(maxsize=16)
def _small_words(text: str) -> frozenset[str]:
    """The words that a text writes in small letters throughout."""
    return frozenset(_SMALL.findall(text))
