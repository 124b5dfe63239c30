"""Themes that a section on their facet speaks of, sentence by sentence, without saying each time what they are.

Under "What goes wrong": "Late frost is named by eight studies", "Broken pumps (14) ...", "Unclear rules
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
from extract.sources.spans import members_of, of_noun, subject, subject_words
from extract.sources.telling import RESEARCH, Told, facet_named, propose

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_REPORTED = frozenset(
    "mention report state treat find suspect hint assume discuss meet rank describe name raise cite note observe "
    "stress document list fear regret identify recognise recognize highlight single notice emphasise emphasize "
    "record voice bemoan deplore criticise criticize".split()
)
_DONE = frozenset("carry perform do conduct undertake place repeat start begin take come follow occur last".split())
_HAPPENS = frozenset("come take follow occur last start begin".split())
_INVERTED = frozenset("follow start begin come do".split())
_WORSE = frozenset("worse harder difficult impossible useless way".split())
_WORRY = {
    "fear": ("",),
    "complain": ("of", "about"),
    "worry": ("about", "over"),
    "point": ("to",),
    "regret": ("",),
    "afraid": ("of",),
}
_STAYS = frozenset("persist recur abound occur lead arise emerge prevail remain weigh matter".split())
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
    "turnover difficulty uncertainty bias fatigue overload complexity cost resentment pressure loss".split()
)
_DETERMINED = frozenset(
    "each every any no this these that such their our all most some many several few which what whose another".split()
)
_VAGUE = frozenset(
    "it this that these those they such one other another none some many most few several both all each picture "
    "list number majority half third rest word term view opinion reason time year country example case point "
    "group category theme topic aspect question answer effect evidence difference way thing part work use "
    "attention outcome role factor situation description measure order people person who which what".split()
)


def topics(told: Told) -> Iterator[Candidate]:
    """Subjects of sentences, and nouns with a count of studies behind them, in a section that speaks of a facet."""
    if told.asks or told.passage.block.kind is not BlockKind.PARAGRAPH:
        return
    barrier = facet_named(told.scope, "barrier")
    facet = told.scope.codebook.facet_of.get(told.context or "")
    if facet is None or facet.item is ItemShape.NAME or facet.singular or facet.containers:
        if barrier is not None:
            yield from _subjects(told, barrier, steps=False, barriers=False)
        return
    steps, barriers = facet is facet_named(told.scope, "phase"), facet is barrier
    yield from _counted(told, facet)
    if steps or barriers:
        yield from _subjects(told, facet, steps=steps, barriers=barriers)
        yield from _elliptical(told, facet)
    if barriers:
        yield from _feared(told, facet)


def _subjects(told: Told, facet: Facet, *, steps: bool, barriers: bool) -> Iterator[Candidate]:
    """Subjects whose verb or whose own words show that they are items."""
    for verb in told.words:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis"):
            continue
        if steps and lemma(verb) in _INVERTED and (late := _late_subject(verb)) is not None:
            yield from _of(told, facet, [of_noun(late)], f"what “{verb.text}” tells of", 0.55)
            continue
        parts = [part for part in subject_words(verb, told.sentence) if _may_be(told, part)]
        if not parts or (verb.dep_ == "conj" and subject(verb) is not None and subject(verb).head.i != verb.i):  # type: ignore[union-attr]
            continue
        if steps or barriers:
            why = _says(verb, parts, steps=steps, barriers=barriers)
        else:
            telling = _is_passive(verb) and lemma(verb) in _REPORTED and _names_difficulty(parts)
            why = f"said to be {verb.lower_}" if telling else ""
        if why:
            yield from _of(told, facet, parts, why, 0.55 if steps or barriers else 0.5)


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _late_subject(verb: Token) -> Token | None:
    """What "there follows" or "only then starts" brings in behind the verb."""
    if verb.n_lefts and any(c.dep_ == "expl" or c.lower_ in ("then", "next") for c in verb.lefts):
        return next(
            (c for c in verb.rights if c.dep_ in ("dobj", "nsubj", "attr") and c.pos_ in ("NOUN", "PROPN")), None
        )
    return None


def _says(verb: Token, parts: list[Tokens], *, steps: bool, barriers: bool) -> str:
    """Why the subjects of a verb are items, "" when nothing shows it."""
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children) and verb.dep_ == "ccomp":
        return ""
    word, passive = lemma(verb), _is_passive(verb)
    if passive and word in _REPORTED:
        return f"said to be {verb.lower_}"
    with_what = any(c.dep_ == "prep" and c.lower_ in ("with", "by") for c in verb.children)  # the process itself
    denied = any(c.dep_ == "neg" for c in verb.children)
    if steps and not with_what and not denied and ((passive and word in _DONE) or (word in _HAPPENS and not passive)):
        return f"what “{verb.text}” tells of"
    if barriers:
        harms = word in _HARMS and any(t.lower_ in _WORSE for t in verb.subtree if t.i > verb.i)
        if word in _STAYS or harms:
            return f"what “{verb.text}” tells of"
        if _names_difficulty(parts):
            return "a difficulty by its first words"
    return ""


def _names_difficulty(parts: list[Tokens]) -> bool:
    """Whether words say by themselves that something is wrong: "unclear rules", "shortage of staff"."""
    first = parts[0]
    return len(first) > 1 and (
        first[0].lower_ in _NEGATIVE
        or lemma(first[0]) in _LACKS
        or (first[0].pos_ == "DET" and (first[1].lower_ in _NEGATIVE or lemma(first[1]) in _LACKS))
    )


def _may_be(told: Told, part: Tokens) -> bool:
    """Whether a subject may name an item: a noun or a doing, no pronoun, no person of the research, no cited author."""
    nouns = [t for t in part if t.pos_ in ("NOUN", "PROPN") or t.tag_ == "VBG"]
    if not nouns or lemma(nouns[0]) in _VAGUE | RESEARCH:
        return False
    if any(t.lower_ in _DETERMINED for t in part) or any(t.like_num for t in part[:2]):
        return False
    return not any(told.head(c).i == nouns[0].i for c in told.cues)


def _feared(told: Told, facet: Facet) -> Iterator[Candidate]:
    """What people are said to fear, to complain of or to point to."""
    for verb in told.words:
        word = lemma(verb)
        if verb.pos_ not in ("VERB", "ADJ") or word not in _WORRY:
            continue
        links = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _WORRY[word]]
        nouns = [c for link in links for c in link.children if c.dep_ in ("pobj", "pcomp")]
        nouns += [c for c in verb.children if c.dep_ == "dobj" and "" in _WORRY[word]]
        for noun in nouns:
            parts = [part for part in members_of(noun) if _may_be(told, part)]
            yield from _of(told, facet, parts, f"“{verb.text}”", 0.55)


def _elliptical(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "Noise is named by nine studies; dust by four": the second part has no verb of its own."""
    tokens = told.sentence
    if not any(_is_passive(t) and lemma(t) in _REPORTED for t in told.words if t.pos_ == "VERB"):
        return
    for i in range(3, len(tokens) - 1):
        if tokens[i].lower_ not in ("by", "in") or not tokens[i + 1].like_num:
            continue
        start = next((k + 1 for k in range(i - 1, 0, -1) if tokens[k].text in (";", ",")), 0)
        run = tokens[start + (tokens[start].lower_ == "and") : i]
        if start and 0 < len(run) < 9 and not any(t.pos_ in ("AUX",) or t.tag_ in ("VBZ", "VBD", "VBN") for t in run):
            if _may_be(told, run):
                yield from _of(told, facet, [run], "counted over the studies", 0.55)


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
