"""Sentences that say what something is: "X is a ... that ...", "we define X as ...", "X, a tool ...".

In: a Scope. Out: Definition values, in reading order. Called by extract.sources.definitions. Patterns after Hearst
(1992) and Westerhout (2009).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract import labels
from extract.language import Passage, lemma
from extract.scope import Part, Scope

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from extract.language import Tokens

_MAY_DEFINE = re.compile(
    r"\b(?:is|are)\s+(?:\w+\s+){0,2}?(?:an?|the|one|defined|understood|described|considered|regarded|seen|viewed|conceived|"
    r"characteri[sz]ed|called|termed|named|dubbed|known|referred|responsible|accountable|tasked|charged|used|designed|"
    r"intended|built|developed)\b|\brefers?\s+to\b|\b(?:denotes?|designates?|signif(?:y|ies)|means?|mean|defin\w+)\b|"
    r"[,(]\s?an?\s"
)
_REFER = frozenset("denote mean designate signify".split())  # "X denotes ..."
_DEFINE = frozenset("define".split())
_VIEW = frozenset("define understand describe consider regard see view conceive characterise characterize".split())
_CALL = frozenset("call term name dub".split())
_KNOWN = frozenset("know refer".split())  # "known as", "referred to as"
_DUTY = {"responsible": ("for",), "accountable": ("for",), "tasked": ("with",), "charged": ("with",)} | {
    made: ("to", "for") for made in ("used", "designed", "intended", "built", "developed")
}
_EXPLAINING = frozenset("that which who for of to with where whose".split())
_ARTICLES = frozenset("a an the one".split())
_NO_TERM = frozenset("it this that these those there they he she we which who what such one each our their its".split())
_TERM_WORDS = ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM")
JOINTS = frozenset("of for in and - / & the ( ) “ ” \" ' ’".split())
_OF_TERM = re.compile(
    r"^(?:(?:the|a|an)\s+)?(?:(?:term|concept|notion|word|expression|idea|phrase)s?\s+(?:of\s+)?)?(?:the\s+|a\s+|an\s+)?"
    r"[“\"'‘]?(.+?)[”\"'’]?$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:[Ww]e|[Tt]his (?:paper|study|review|article|work|thesis|chapter))\b.*\b(?:defin|mean|refers?\b)"
)
_JUDGED = re.compile(
    r"(?:(?:a|an|the|one)\s+)?(?:\w+ly\s+)?(?:of the\b|most\b|\w+est\b|(?:[\w-]+,?\s+){0,2}(?:important|essential|key|"
    r"crucial|critical|vital|vague|concern|question|promising|young|new|popular|main|central|major|big|great|good|single|way|answer|matter|"
    r"challenge|problem|issue|barrier|need|game|step|point|example|exception|solution|case|reason)\b)",
    re.IGNORECASE,
)
_COMPARED = re.compile(  # says how a thing stands to others, and nothing of what it is
    r"(?:quite\s+|just\s+|much\s+)?the\s+(?:very\s+)?(?:opposite|contrary|reverse|converse|same|other)\b|"
    r"(?:the\s+)?(?:most|least|more|less)\s+(?:\w+ly\s+)?\w+\s+(?:of|among|than)\b",
    re.IGNORECASE,
)
_STOPS = frozenset(("while", "whereas", "although", "though", "but", "because"))
LONGEST_TERM = 6  # words
SHORTEST = 4  # words of a definition


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what a sentence says that it is. start, end: the term; quote: the sentence; block: its index.

    explicit: the sentence says that it defines; else it only says what the term is. genus: it names the kind of thing
    that the term is, rather than judging it ("an important step"). own: the study says that the definition is its own.
    """

    term: str
    start: int
    end: int
    text: str
    quote: tuple[int, int]
    block: int
    explicit: bool
    genus: bool
    own: bool


@lru_cache(maxsize=4)
def definitions(scope: Scope) -> tuple[Definition, ...]:
    """What the document's sentences define or say that something is, in reading order."""
    found: list[Definition] = []
    for passage, sentence in _sentences(scope):
        for term, words, explicit in _told(sentence):
            made = _made(passage, sentence, term, words, explicit=explicit)
            if made is not None:
                found.append(made)
    return tuple(found)


def _sentences(scope: Scope) -> Iterator[tuple[Passage, Span]]:
    """The sentences that may define something, outside protocol and back matter."""
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ABSTRACT):
        if scope.part(passage) in (Part.PROTOCOL, Part.BACK) or not _MAY_DEFINE.search(passage.text):
            continue
        for sentence in passage.sentences:
            if _MAY_DEFINE.search(sentence.text):
                yield passage, sentence


def _told(sentence: Span) -> Iterator[tuple[Tokens, Tokens, bool]]:
    """(term, what it is, whether the sentence says that it defines) of each statement of a sentence."""
    for i, token in enumerate(sentence):
        word = lemma(token)
        after = sentence[i + 1 :]
        if word == "mean" and i > 1 and sentence[i - 1].lower_ == "we" and sentence[0].lower_ == "by":
            yield sentence[1 : i - 1], after, True
        elif word == "be" and token.tag_ in ("VBZ", "VBP"):
            yield from _is(sentence, i)
        elif word in _REFER and token.tag_ in ("VBZ", "VBP") and token.pos_ == "VERB":
            yield _before(sentence, i), after, True
        elif word == "refer" and token.tag_ in ("VBZ", "VBP") and after and after[0].lower_ == "to":
            yield _before(sentence, i), after[1:], True
        elif word in _DEFINE and token.tag_ in ("VBZ", "VBP", "VBD", "VB") and token.pos_ == "VERB":
            at = next((k for k, t in enumerate(after) if t.lower_ in ("as", "to") and 0 < k <= LONGEST_TERM + 2), None)
            if at is not None:
                yield after[:at], after[at + 1 :], True


def _is(sentence: Span, i: int) -> Iterator[tuple[Tokens, Tokens, bool]]:
    """What "is" says: "X is a ...", "X is defined as ...", "X is seen as a ...", "... is called X"."""
    rest = _without_adverbs(sentence[i + 1 :])
    if not rest:
        return
    first, word = rest[0], lemma(rest[0])
    tail = rest[1:]
    if first.lower_ in _ARTICLES:
        yield _before(sentence, i), rest, False
    elif first.tag_ == "VBN" and word in _CALL and tail:
        yield tail, _before(sentence, i, whole=True), True
    elif first.tag_ == "VBN" and tail and word in _KNOWN:
        at = next((k for k, t in enumerate(tail[:3]) if t.lower_ == "as"), None)
        if at is not None and at + 1 < len(tail):
            yield tail[at + 1 :], _before(sentence, i, whole=True), True
    elif first.tag_ == "VBN" and word in _VIEW and tail:
        if tail[0].lower_ in ("as", "by"):
            yield _before(sentence, i), tail[1:], word in _DEFINE
        elif len(tail) > 2 and tail[0].lower_ == "to" and tail[1].lower_ == "be":
            yield _before(sentence, i), tail[2:], False


def _without_adverbs(tokens: Tokens) -> Tokens:
    start = 0
    while start < len(tokens) and (tokens[start].pos_ == "ADV" or tokens[start].is_space):
        start += 1
    return tokens[start:]


def _before(sentence: Span, verb: int, *, whole: bool = False) -> Tokens:
    """The words of the clause before a verb: from its last comma or opening word; with `whole`, from the start."""
    end = verb
    while end > 0 and sentence[end - 1].tag_ in ("MD", "RB"):
        end -= 1
    if whole:
        return sentence[:end]
    start = 0
    for k in range(end):
        if sentence[k].text in (",", ";", ":", "—", "–") or sentence[k].lower_ in ("that", "whether", "if", "as"):
            start = k + 1
    return sentence[start:end]


def _made(passage: Passage, sentence: Span, term: Tokens, words: Tokens, *, explicit: bool) -> Definition | None:
    term = _term(term)
    text = _definiens(words)
    if not len(term) or len(text.split()) < SHORTEST or _COMPARED.match(text):
        return None
    start, end = passage.place(term)
    written = passage.doc.text[start - passage.offset : end - passage.offset]
    found = _OF_TERM.match(re.sub(r"\s+", " ", written).strip())
    label = labels.clean(found[1]) if found else ""
    if not label or not any(c.isalpha() for c in label):
        return None
    quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
    own = explicit and bool(_OWN.search(sentence.text))
    return Definition(
        labels.sentence_case(label), start, end, text, quote, passage.index, explicit, not _JUDGED.match(text), own
    )


def _term(tokens: Tokens) -> Tokens:
    """The words when they can name a term: a noun phrase of a few words that ends in a noun; else nothing."""
    start, end = 0, len(tokens)
    while start < end and (tokens[start].is_space or tokens[start].text in ",;:" or tokens[start].pos_ == "CCONJ"):
        start += 1
    for k in range(start, end):  # a new clause or aside ends a term that stands behind its definition
        if tokens[k].text in (",", ";", ":", ".", "[", "—", "–") or tokens[k].tag_ in ("VBZ", "VBP", "VBD", "MD"):
            end = k
            break
    tokens = tokens[start:end]
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    if (
        not words
        or len(words) > LONGEST_TERM + 2
        or words[0].lower_ in _NO_TERM
        or words[-1].pos_ not in ("NOUN", "PROPN")
    ):
        return tokens[:0]
    return tokens if all(_in_term(t) for t in tokens) else tokens[:0]


def _in_term(token: Token) -> bool:
    """Whether a word may stand in a term; in a hyphenated one ("off-site"), any word may."""
    joined = token.i + 1 < len(token.doc) and token.doc[token.i + 1].text == "-"
    fits = token.pos_ in (*_TERM_WORDS, "DET") or token.tag_ in ("VBG", "VBN") or token.lower_.endswith("ly")
    return fits or joined or token.lower_ in JOINTS


def _definiens(tokens: Tokens) -> str:
    """What stands after the verb, to the end of the sentence or of the statement."""
    end = len(tokens)
    for k, token in enumerate(tokens):
        if token.text == ";" or (k and _goes_on(tokens, k)):
            end = k
            break
    words = tokens[:end]
    if not len(words):
        return ""
    first, last = words[0], words[len(words) - 1]
    text = first.doc.text[first.idx : last.idx + len(last)]
    return re.sub(r"\s+", " ", text).strip(" .,;:")


def _goes_on(tokens: Tokens, k: int) -> bool:
    """Whether another statement opens at a word: ", while ...", "and it ..."."""
    if tokens[k].lower_ in _STOPS:
        return tokens[k - 1].text == ","
    return tokens[k].lower_ == "and" and k + 1 < len(tokens) and tokens[k + 1].lower_ in ("it", "this", "is")


def asides(scope: Scope) -> Iterator[Definition]:
    """ "X, a library for ...,", "X (a library for ...)", and duties: "X is responsible for ...", "X is used to ..."."""
    for passage, sentence in _sentences(scope):
        for i, token in enumerate(sentence):
            if token.text in (",", "(") and 0 < i < len(sentence) - SHORTEST and sentence[i + 1].lower_ in ("a", "an"):
                words = _aside(sentence, i)
                term = _name_before(sentence, i)
            elif lemma(token) == "be" and token.tag_ in ("VBZ", "VBP"):
                words = _without_adverbs(sentence[i + 1 :])
                term = _before(sentence, i)
                if len(words) < SHORTEST or words[1].lower_ not in _DUTY.get(words[0].lower_, ()):
                    continue
            else:
                continue
            made = _made(passage, sentence, term, words, explicit=False) if words else None
            if made is not None:
                yield made


def _aside(sentence: Span, i: int) -> Tokens:
    """The words of an apposition that opens behind a comma or bracket, up to the sign that closes it."""
    closing = ")" if sentence[i].text == "(" else ","
    end = next((k for k in range(i + 1, len(sentence)) if sentence[k].text in (closing, ";", ".")), len(sentence))
    words = sentence[i + 1 : end]
    explains = any(t.lower_ in _EXPLAINING or t.tag_ in ("VBG", "VBN") for t in words[2:6])
    return words if explains else sentence[:0]


def _name_before(sentence: Span, i: int) -> Tokens:
    """The noun phrase right before a comma or bracket."""
    start = i
    while start > 0 and _in_name(sentence[start - 1]):
        start -= 1
    return sentence[start:i]


def _in_name(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text in ("-", "/")
