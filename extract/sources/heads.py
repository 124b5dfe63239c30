"""Who does the work, and other items that their last word tells: noun phrases with a head word of the facet.

In: a Scope. Out: candidates. Called by extract.sources.names. A phrase of several words counts wherever it stands in
findings. In a section that speaks of roles, or of whatever the codebook calls who acts, occupations count that no list
holds, by their form, and also alone ("the glazier"), unless a longer phrase of the document ends in them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract.candidate import ABOUT_METHOD, Candidate, in_method, set_aside
from extract.codebook import Facet
from extract.language import Passage, lemma
from extract.scope import Part, Scope
from extract.sources.items import head_words, items
from extract.sources.noun_phrases import split_chunk, without_general
from extract.sources.persons import ALWAYS, is_occupation, needs_a_word_before
from extract.sources.proper import dictionary
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NOT_NOW = frozenset("former retired future future ex would-be".split())
_UNITS = frozenset("team department office committee board authority council unit desk secretariat bureau".split())
_SAYS = frozenset("say put tell explain describe recall remark comment note add complain ask call".split())
_ON_DUTY = re.compile(r"\s(?:on (?:duty|call)|in (?:charge|attendance|training))\b")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_ASKED = frozenset("respondent interviewee informant participant".split())
_ALIAS = re.compile(
    r"(?:\b(?:called|termed|named|known as|referred to as|titles?|names?|speaks? of)\b[^.;:]{0,40}[\s\"“‘]"
    r"|\ba\s[\"“‘])$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(  # "a further profile, called ...": a role of its own
    r"\b(?:an?|another|additional|further|new|one|second|third)\s(?:\w+\s){0,3}"
    r"(?:role|profile|position|job|post|function|profession|occupation)s?,?\s(?:\w+\s){0,2}"
    r"(?:called|termed|named|known as)\s",
    re.IGNORECASE,
)
SPOKEN = "one of those who were asked, not a role that the study reports"
ADDRESSED = "one whom the study addresses, not a role that it reports"
OTHER_NAME = "another name for a role"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase that names who acts or ends in a head word. listed: its head is one of the codebook's."""

    passage: Passage
    tokens: Span
    listed: bool
    here: bool

    @property
    def noun(self) -> str:
        return self.passage.lemmas[self.tokens.end - 1]


def from_heads(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every facet with head words, in reading order."""
    for facet in scope.codebook.facets:
        if facet.head_words:
            yield from _of_facet(scope, facet)


def _of_facet(scope: Scope, facet: Facet) -> Iterator[Candidate]:
    acting = "role" in facet.cues
    verbs = dictionary(scope.reading.language.nlp)
    about = sections_on(scope, facet)
    found: list[_Phrase] = []
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        part = scope.part(passage)
        if part is Part.BACK:
            continue
        here = part is Part.FINDING and passage.block.section in about
        if here or passage.may_hold(ALWAYS | head_words(facet)):
            found += _in_passage(facet, passage, verbs, here=here, formed=acting and part is Part.FINDING)
    longer = {one.noun for one in found if len(one.tokens) > 1}
    for one in found:
        if len(one.tokens) > 1 or one.noun not in longer:
            yield from _candidates(scope, facet, one)


def sections_on(scope: Scope, facet: Facet) -> frozenset[int]:
    """The sections that speak of a facet, also beside another one ("Who does it, and with what")."""
    facets = scope.section_facets
    return frozenset(
        section
        for section, main in enumerate(facets)
        if main == facet.name or any(cue.facet == facet.name for cue in scope.title_cues(section))
    )


def _in_passage(
    facet: Facet, passage: Passage, known: frozenset[str], *, here: bool, formed: bool
) -> Iterator[_Phrase]:
    """The phrases of a passage. here: its section speaks of the facet; formed: the form of a noun may tell it."""
    for chunk in _chunks(facet, passage, formed):
        for piece in split_chunk(chunk):
            span = piece if _is_head(facet, piece[-1], formed) else _before_verb(facet, piece, known, formed)
            if span is None:
                continue
            noun = passage.lemmas[span.end - 1]
            kept = without_general(span)
            if any(token.lower_ in _NOT_NOW for token in passage.doc[span.start : kept.start]):
                continue
            if _fits(kept, noun, known, here=here, listed=noun in head_words(facet)) and (here or not _counted(span)):
                yield _Phrase(passage, kept, noun in head_words(facet), here)


def _chunks(facet: Facet, passage: Passage, formed: bool) -> Iterator[Span]:
    """The noun chunks that hold a head word, and such words alone which the parser gave no place in the sentence."""
    listed = head_words(facet)
    heads = [
        i
        for i, noun in enumerate(passage.lemmas)
        if noun in listed or (formed and (noun in _UNITS or is_occupation(noun)))
    ]
    covered = 0
    for chunk in passage.doc.noun_chunks if heads else ():
        first, last = bisect_left(heads, chunk.start), bisect_left(heads, chunk.end)
        for i in heads[bisect_left(heads, covered) : first]:
            token = passage.doc[i]
            if token.pos_ in ("NOUN", "PROPN") and _is_head(facet, token, formed):
                start = i
                while start > covered and passage.doc[start - 1].pos_ in ("NOUN", "PROPN", "ADJ"):
                    start -= 1
                yield passage.doc[start : i + 1]
        if first < last:
            yield chunk
        covered = chunk.end


def _is_head(facet: Facet, token: Token, formed: bool) -> bool:
    noun = lemma(token)
    if formed and noun in _UNITS and token.tag_ in _NOUNS:
        by = token.dep_ == "pobj" and token.head.lower_ == "by"
        return by or token.dep_ in ("nsubj", "nsubjpass", "appos")
    if token.tag_ not in _NOUNS or any(c.isupper() for c in token.text[1:]):
        return False
    return noun in head_words(facet) or (formed and is_occupation(noun))


def _before_verb(facet: Facet, span: Span, known: frozenset[str], formed: bool) -> Span | None:
    """A phrase up to its head word where the tagger took the verb behind for a noun ("the cook orders rice")."""
    for i in range(len(span) - 1):
        verb = span[i + 1]
        if verb.tag_ != "NNS" or verb.lower_.removesuffix("s") not in known or verb.i + 1 >= len(span.doc):
            continue
        object_follows = verb.nbor(1).tag_ in (*_NOUNS, "DT", "JJ", "IN", "PRP$", "CD", "RP", "TO")
        if object_follows and _is_head(facet, span[i], formed):
            return span[: i + 1]
    return None


def _counted(span: Span) -> bool:
    """Whether persons are counted ("two ward cooks"), as those who were asked are."""
    return any(token.like_num and token.lower_ != "one" for token in span)


def _fits(kept: Span, noun: str, known: frozenset[str], *, here: bool, listed: bool) -> bool:
    if len(kept) > 5 or kept.text.lower().startswith(("co-", "non-")):
        return False
    if noun in _UNITS:
        return here and len(kept) > 1
    if len(kept) == 1:
        surname = kept[0].tag_ in ("NNP", "NNPS") and noun not in known
        return here and not surname and not needs_a_word_before(noun) and _takes_part(kept[0])
    bare = kept.start == 0 or kept[0].nbor(-1).pos_ != "DET"
    if needs_a_word_before(noun) and ((kept[-2].tag_ == "NNS" and bare) or (kept[-2].pos_ == "ADJ" and not here)):
        return False  # "schools lead", "a good master"
    if listed or here:
        return True
    return noun in ALWAYS and kept.root.dep_ in ("nsubj", "nsubjpass")


def _takes_part(noun: Token) -> bool:
    """Whether a sentence says what a lone noun does, or that something is done by it or falls to it."""
    if any(child.like_num for child in noun.lefts):
        return False
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return verb.dep_ not in ("relcl", "advcl", "csubj")
    if noun.dep_ == "pobj":
        return verb.lower_ in ("by", "to", "with") and verb.head.pos_ in ("VERB", "AUX")
    return noun.dep_ in ("appos", "ROOT", "dep", "dobj")


def _candidates(scope: Scope, facet: Facet, one: _Phrase) -> Iterator[Candidate]:
    passage, kept = one.passage, one.tokens
    sentence = passage.sentence_at(passage.offset + kept.start_char)
    quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
    part = scope.part(passage)
    words = passage.lemmas[sentence.start : sentence.end]
    aside = ABOUT_METHOD if scope.speaks_of_research(words) else ""
    if part is Part.PROTOCOL:
        aside = in_method(scope.section_title(passage.index))
    elif not one.here and (_is_quoted(kept, sentence) or not _ASKED.isdisjoint(words)):
        aside = SPOKEN
    elif not one.here and any(t.lower_ == "should" and t.head == kept.root.head for t in sentence):
        aside = ADDRESSED
    elif any(c.lower_ in ("we", "authors") and c.dep_ == "nsubj" for c in kept.root.head.children):
        aside = ABOUT_METHOD
    elif _is_other_name(passage, kept):
        aside = OTHER_NAME
    tail = _ON_DUTY.match(passage.text, kept.end_char)
    if tail is not None:
        kept = passage.tokens(passage.offset + kept.start_char, passage.offset + tail.end())
    confidence = 0.6 if part is Part.FINDING and (one.listed or one.here) else 0.5
    why = f"a phrase with the head word “{one.noun}”" if one.listed else f"“{one.noun}” names who acts"
    named = (
        Candidate(
            facet.name, item.label, item.start, item.end, quote, Evidence.PHRASE, confidence, passage.index, (why,)
        )
        for item in items(passage, kept, facet)
    )
    yield from set_aside(named, aside)


def _is_other_name(passage: Passage, kept: Span) -> bool:
    """Whether the sentence only says what a role is also called (X, "sometimes called a Y")."""
    before = passage.text[max(0, kept.start_char - 70) : kept.start_char]
    return bool(_ALIAS.search(before)) and not _INTRODUCED.search(before)


def _is_quoted(kept: Span, sentence: Span) -> bool:
    """Whether one says what stands in quotes in the same sentence: a respondent, not a role that the study reports."""
    verb = kept.root.head
    return (
        kept.root.dep_ == "nsubj"
        and lemma(verb) in _SAYS
        and any(t.text in ('"', "“", "”", "''", "``") for t in sentence)
    )
