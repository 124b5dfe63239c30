"""Themes that a section on their facet speaks of, sentence by sentence, without saying each time what they are.

Under "What goes wrong": "Vendor lock-in is named by eight studies", "Missing documentation (27) ...", "Unclear rules
make matters worse". In: a sentence with its scope. Out: candidates. Called by extract.sources.phrases. Names and roles
have sources of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.language import lemma
from extract.sources.items import items
from extract.sources.spans import members_of, subject
from extract.sources.telling import RESEARCH, Told, facet_named, propose

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_REPORTED = frozenset(
    "mention report describe name raise cite note observe stress document discuss list fear regret identify "
    "recognise recognize highlight single notice emphasise emphasize record voice bemoan deplore criticise "
    "criticize".split()
)
_DONE = frozenset("carry perform do conduct undertake place repeat start begin take come follow occur last".split())
_STAYS = frozenset("persist recur abound arise emerge prevail remain weigh matter".split())
_HARMS = frozenset(
    "make slow delay limit cause prevent lead add stand get play keep drive force cost turn worsen".split()
)
_NEGATIVE = frozenset(
    "poor weak low short heavy unclear vague missing inadequate insufficient limited excessive incomplete "
    "inconsistent conflicting outdated fragmented unreliable steep delayed late slow high tight rigid unequal "
    "uneven scarce absent complex opaque restrictive unsuitable lacking inflexible unstable incompatible "
    "duplicate".split()
)
_LACKS = frozenset(
    "lack absence shortage scarcity want resistance reluctance fear distrust mistrust dependence hesitation delay "
    "turnover difficulty uncertainty bias fatigue overload complexity cost lock-in resentment pressure loss".split()
)
_DETERMINED = frozenset("each every any no this these that such their our all most some many several few".split())
_VAGUE = frozenset(
    "it this that these those they such one other another none some many most few several both all each picture "
    "list number majority half third rest word term view opinion reason time year country example case point "
    "group category theme topic aspect question answer effect evidence difference way thing part work use "
    "attention outcome role factor situation description measure order people person who which what".split()
)


def topics(told: Told) -> Iterator[Candidate]:
    """Subjects of sentences, and nouns with a count of studies behind them, in a section that speaks of a facet."""
    facet = told.scope.codebook.facet_of.get(told.context or "")
    if facet is None or facet.item is ItemShape.NAME or facet.singular or facet.containers:
        return
    if told.sentence.text.rstrip().endswith("?") or told.passage.block.kind is not BlockKind.PARAGRAPH:
        return
    steps, barriers = facet is facet_named(told.scope, "phase"), facet is facet_named(told.scope, "barrier")
    yield from _counted(told, facet)
    if not (steps or barriers):
        return
    for verb in told.words:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis"):
            continue
        who = subject(verb)
        if who is None or who.i > verb.i or (verb.dep_ == "conj" and who.head.i != verb.i) or not _may_be(told, who):
            continue
        why = _says(verb, who, steps=steps, barriers=barriers)
        if why:
            yield from _of(told, facet, members_of(who, verb), why, 0.55)


def _says(verb: Token, who: Token, *, steps: bool, barriers: bool) -> str:
    """Why a verb's subject is an item, "" when nothing shows it."""
    if any(c.dep_ == "neg" for c in verb.children) and verb.dep_ == "ccomp":
        return ""
    word = lemma(verb)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    if passive and word in _REPORTED:
        return f"said to be {verb.lower_}"
    if steps and (
        (passive and word in _DONE) or (word in ("come", "take", "follow", "occur", "last", "start") and not passive)
    ):
        return f"what “{verb.text}” tells of"
    if barriers:
        if word in _STAYS or (
            any(t.lower_ in ("worse", "harder", "difficult", "way", "impossible") for t in verb.subtree if t.i > verb.i)
            and word in _HARMS
        ):
            return f"what “{verb.text}” tells of"
        if (lemma(who) in _LACKS and who.n_rights) or any(t.lower_ in _NEGATIVE for t in who.lefts):
            return "a difficulty by its first words"
    return ""


def _may_be(told: Told, who: Token) -> bool:
    """Whether a subject may name an item: a noun or a doing, no pronoun, no person of the research, no cited author."""
    if (who.pos_ not in ("NOUN", "PROPN") and who.tag_ != "VBG") or lemma(who) in _VAGUE | RESEARCH:
        return False
    if any(c.like_num or c.lower_ in _DETERMINED for c in who.lefts):
        return False
    return not any(told.head(c).i == who.i for c in told.cues)


def _counted(told: Told, facet: Facet) -> Iterator[Candidate]:
    """A noun phrase with the number of studies behind it in brackets."""
    doc = told.passage.doc
    for token in told.sentence:
        if (
            token.text != "("
            or token.i + 2 >= len(doc)
            or not doc[token.i + 1].like_num
            or token.i == told.sentence.start
        ):
            continue
        closes = doc[token.i + 2]
        if closes.text != ")" and not (lemma(closes) in RESEARCH and doc[token.i + 3 : token.i + 4].text == ")"):
            continue
        noun = doc[token.i - 1]
        while noun.dep_ in ("pobj", "prep") and noun.head.i < noun.i and noun.head.pos_ in ("NOUN", "ADP", "PROPN"):
            noun = noun.head
        above = noun.head if noun.dep_ == "conj" else noun
        if above.dep_ not in ("nsubj", "nsubjpass", "ROOT", "conj", "appos") or any(
            a.dep_ == "relcl" for a in noun.ancestors
        ):
            continue
        number = doc[token.i + 1].text
        if (
            noun.pos_ not in ("NOUN", "PROPN")
            or lemma(noun) in _VAGUE | RESEARCH
            or (number.isdigit() and 1900 < int(number) < 2100)
        ):
            continue
        span = doc[noun.left_edge.i : token.i]
        yield from _of(told, facet, [span], "counted over the studies", 0.6)


def _of(told: Told, facet: Facet, parts: list[Tokens], why: str, confidence: float) -> Iterator[Candidate]:
    for part in parts:
        if 1 <= len(part) <= 10 and any(t.pos_ in ("NOUN", "PROPN") or t.tag_ == "VBG" for t in part):
            for item in items(told.passage, part, facet):
                yield propose(told, facet, item, why, confidence)
