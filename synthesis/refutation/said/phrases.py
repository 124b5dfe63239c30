"""Noun phrases around a verb, cut out of a sentence by its joints, and what they come to.

In: the text of a sentence and a place in it. Out: phrases and their stems. Called by the other files here and by the
comparison of claims. No parser: where a joint is in doubt, the phrase is given up rather than guessed.
"""

from __future__ import annotations

import re

from extract.words import FUNCTION_WORDS
from synthesis.similarity.words import stem

MOST_WORDS = 9  # of a phrase that names one thing; a longer one is a clause
_JOINT = re.compile(
    r"[;:()\[\]—–]|,\s|\s-\s|\b(?:that|which|who|whether|because|since|although|though|while|whereas|but|however|if|when|"
    r"where|why|how|as|than|thus|yet|so|and\sthus|and\sit)\s",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|or|then|thus|therefore|hence|also|moreover|furthermore|today|still|overall|finally|generally|the|a|an|"
    r"this|these|both|such|its|their|our|some|most|many|all|even|in\s(?:particular|practice|general|addition|fact|sum|short))\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:and|or|as\swell\sas)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:and|but|yet)$")
_VERB = re.compile(r"\s(?:is|are|was|were|has|have|remains?)\s")
_NAMED = re.compile(r",\s(?:or|named|called|also\scalled|known\sas|also\sknown\sas|termed)\s([^,;()]{2,60}),?\s*$")
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_NO_NAME = frozenset(
    "it this that these those there they he she we i you one ones what which who here others another each none nothing "
    "everything everyone something someone result results findings finding study studies paper review authors author "
    "table figure section".split()
)
_FINITE = frozenset(
    "is are was were be been has have had can may might could will would should must do does did us it them that which "
    "not but and or however because despite".split()
)
_LIGHT = re.compile(  # what is said of research on a thing, of its use or of how much of it there is, is said of it
    r"^(?:(?:number|rate|share|level|amount|frequency|incidence|proportion|risk)s?\sof\s|"
    r"(?:(?:academic|scientific|current|existing|practical)\s)?"
    r"(?:(?:research|literature|work|knowledge|evidence)\s(?:on|about|in|into|of)\s|"
    r"(?:field|area|topic|domain|concept|notion|idea|discipline|practice|paradigm|use|adoption|implementation|application|"
    r"introduction|importance|state)\sof\s|(?:implementing|adopting|using)\s))(?:the\s)?",
    re.IGNORECASE,
)
_CLASSES = {  # words for the parts of a matter that reviews speak of
    "stage": "stage stages phase phases step steps lifecycle lifecycles workflow workflows",
    "role": "role roles profile profiles responsibility responsibilities",
    "challenge": "challenge challenges barrier barriers problem problems obstacle obstacles difficulty difficulties",
    "definition": "definition definitions meaning term terminology",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}


def before(text: str, at: int) -> tuple[str, ...]:
    """The noun phrases right before a place: the phrase whole, its other name, and its parts when it joins several."""
    head = _subject_of(text[:at].rstrip())
    found: list[str] = []
    if named := _NAMED.search(head):
        found.append(named[1])
        head = head[: named.start()]
    head = _BRACKETS.sub("", head)
    cuts = [m.end() for m in _JOINT.finditer(f"{head} ") if m.end() <= len(head)]
    last = head[cuts[-1] if cuts else 0 :]
    if _TAIL.match(last) and cuts and head[: cuts[-1]].rstrip().endswith(","):
        return ()  # the end of a list, whose other members are said to be the same
    found += parts(last)
    return tuple(dict.fromkeys(phrase for raw in found if (phrase := name(raw))))


def _subject_of(head: str) -> str:
    """The words up to the verb; up to the first verb where another one is joined to it ("X is late and ...")."""
    joined = _JOINED.search(head)
    first = _VERB.search(head) if joined else None
    return head[: first.start()].rstrip() if first else head


def after(text: str, at: int) -> tuple[str, ...]:
    """The noun phrases right after a place, up to the next joint or verb."""
    rest = _BRACKETS.sub("", text[at:])
    cut = re.search(
        r"[,;:.?!()—–]|\b(?:that|which|who|whether|because|although|while|whereas|but|if|when|is|are|was|were|has|have|can|"
        r"could|may|might|will|would|should|by|through|to|among|across|between|within|with|without|from|exists?|emerged)\b",
        rest,
        re.IGNORECASE,
    )
    return tuple(dict.fromkeys(phrase for raw in parts(rest[: cut.start()] if cut else rest) if (phrase := name(raw))))


def parts(phrase: str) -> list[str]:
    """A phrase, and its parts when "and" joins whole phrases in it."""
    split = [p for p in re.split(r",\s|\s(?:and|or|as well as)\s", phrase) if p.strip()]
    return [phrase, *split] if len(split) > 1 and all(len(p.split()) > 1 for p in split) else [phrase]


def name(raw: str) -> str:
    """A phrase without articles and marks; "" when it names nothing or is too long to be a name."""
    phrase = _LEAD.sub("", " ".join(raw.split()).strip(" ,.;:“”\"'‘’*_"))
    words = phrase.split()
    folded = [word.casefold() for word in words]
    if not 1 <= len(words) <= MOST_WORDS or folded[0] in _NO_NAME or not any(c.isalpha() for c in phrase):
        return ""
    if {folded[0], folded[-1]} & _FINITE or _FINITE & set(folded) - {"and", "or"}:
        return ""
    return phrase


def bare(phrase: str) -> str:
    """A phrase without a light head: of "research on soil sensors", the "soil sensors"."""
    left = _LIGHT.sub("", phrase)
    return left if left.strip() else phrase


def stems(phrase: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", phrase.casefold())
    return frozenset(stem(w) for word in words for w in word.split("-") if w not in FUNCTION_WORDS and len(w) > 1)


def classes(phrase: str) -> frozenset[str]:
    """Which parts of a matter a phrase speaks of: "stage", "role", "challenge", "definition"."""
    return frozenset(found for word in re.findall(r"[a-z]+", phrase.casefold()) if (found := _CLASS_OF.get(word)))
